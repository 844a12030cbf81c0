import type { CancellationToken } from 'vscode-languageserver';
import { exportFromZotero, probeZotero, readWorks, searchZotero } from '../core/asking.ts';
import {
  addReferences,
  failureText,
  normaliseUri,
  ownKey,
  type Snapshot,
  type WantedReference,
} from '../core/index.ts';
import type { AddedFromZotero, FoundInZotero } from '../protocol/requests.ts';
import { answerAdded } from './handlers/added.ts';
import { type HandlerContext, throwIfCancelled } from './handlers/context.ts';
import { networkOf } from './network/ofCommand.ts';

const mostFound = 50;

/** Answers `psycite/searchZotero`: the works of the running Zotero that hold the words. Nothing is written to it. */
export async function searchedZotero(
  context: HandlerContext,
  { words }: { readonly words: string },
  token: CancellationToken,
): Promise<FoundInZotero> {
  const asked = await running(context, token);
  if ('message' in asked) return { items: [], message: asked.message };
  const found = await searchZotero(asked.network, asked.zotero, words, mostFound);
  return found.kind === 'failed'
    ? { items: [], message: failureText(found.failure) }
    : { items: found.works, message: '' };
}

/**
 * Answers `psycite/addFromZotero`: the edit that adds works to the manuscript's bibliography, with the keys that Zotero knows them by
 * where these are free, and the keys to cite them by.
 */
export async function addedFromZotero(
  context: HandlerContext,
  params: { readonly textDocument: { readonly uri: string }; readonly keys: readonly string[] },
  token: CancellationToken,
): Promise<AddedFromZotero> {
  const { workspace } = context;
  const uri = normaliseUri(params.textDocument.uri);
  await workspace.settleAll(uri);
  const asked = await running(context, token);
  const nothing = { edit: null, keys: [] };
  if ('message' in asked) return { ...nothing, message: asked.message };
  const exported = await exportFromZotero(asked.network, asked.zotero, params.keys.slice(0, mostFound));
  throwIfCancelled(token);
  if (exported.kind === 'failed') return { ...nothing, message: failureText(exported.failure) };
  const read = readWorks('zotero.json', JSON.stringify(exported.items));
  const wanted: readonly WantedReference[] =
    read?.kind === 'works'
      ? read.works.map(({ key, reference }) => ({ work: reference, key: ownKey(key) }))
      : [];
  if (wanted.length === 0) return { ...nothing, message: exported.problems.join(' ') };
  const add = (snapshot: Snapshot) => addReferences(snapshot, uri, wanted);
  return await answerAdded(context, uri, add, exported.problems);
}

async function running(context: HandlerContext, token: CancellationToken) {
  const network = await networkOf(context, token);
  if (network === undefined) return { message: 'Zotero cannot be reached from here.' };
  const zotero = await probeZotero(network);
  return zotero.kind === 'running' ? { network, zotero } : { message: zotero.message };
}
