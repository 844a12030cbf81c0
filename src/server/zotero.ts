import type { CancellationToken, Position } from 'vscode-languageserver';
import { exportFromZotero, pdfOf, probeZotero, readWorks, searchZotero } from '../core/asking.ts';
import {
  addReferences,
  failureText,
  inAddress,
  normaliseUri,
  ownKey,
  placeInZotero,
  type Snapshot,
  type WantedReference,
} from '../core/index.ts';
import type { AddedFromZotero, FoundInZotero } from '../protocol/requests.ts';
import { toOffset } from './convert/fromLsp.ts';
import { answerAdded } from './handlers/added.ts';
import { type HandlerContext, targetOnce, throwIfCancelled } from './handlers/context.ts';
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

/** Answers `psycite/zoteroPlace`: Zotero is asked for the PDF of a work alone. */
export async function zoteroPlaceOf(
  context: HandlerContext,
  params: {
    readonly textDocument: { readonly uri: string };
    readonly position: Position;
    readonly what: string;
  },
  token: CancellationToken,
): Promise<{ address: string | null; message: string }> {
  const settled = context.workspace.settle(normaliseUri(params.textDocument.uri));
  const target = await targetOnce(context, params, token, settled);
  if (target === undefined) return { address: null, message: 'This is no file that PsyCite reads.' };
  const { snapshot, uri, text } = target;
  const place = placeInZotero(snapshot, uri, toOffset(text, params.position, context.client()));
  if (place.kind === 'none') return { address: null, message: place.message };
  if (params.what !== 'pdf') return { address: place.address, message: '' };
  const asked = await running(context, token);
  if ('message' in asked) return { address: null, message: asked.message };
  const pdf = await pdfOf(asked.network, place.path);
  if ('failure' in pdf) return { address: null, message: failureText(pdf.failure) };
  if (pdf.key === undefined) return { address: null, message: 'Zotero has no PDF of this work.' };
  const library = inAddress(place.path).replace(/\/items\/.*$/, '');
  return { address: `zotero://open-pdf/${library}/items/${pdf.key}`, message: '' };
}

async function running(context: HandlerContext, token: CancellationToken) {
  const network = await networkOf(context, token);
  if (network === undefined) return { message: 'Zotero cannot be reached from here.' };
  const zotero = await probeZotero(network);
  return zotero.kind === 'running' ? { network, zotero } : { message: zotero.message };
}
