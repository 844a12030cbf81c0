import type { CancellationToken, Position } from 'vscode-languageserver';
import type { TextEdit } from '../base/edit.ts';
import { finished } from '../base/steps.ts';
import { exportFromZotero, pdfOf, readWorks, searchZotero } from '../core/asking.ts';
import {
  addReferences,
  displayPath,
  failureText,
  inAddress,
  normaliseUri,
  ownKey,
  placeInZotero,
  type Snapshot,
  type WantedReference,
  zoteroChangesInSteps,
} from '../core/index.ts';
import type { AddedWorks, WorkspaceEditAnswer } from '../protocol/requests.ts';
import type { ChangedEntry, FoundInZotero } from '../protocol/services.ts';
import { toOffset } from './convert/fromLsp.ts';
import { toWorkspaceEdit } from './convert/toLsp.ts';
import { answerAdded } from './handlers/added.ts';
import {
  type HandlerContext,
  readBibliographiesAgain,
  targetOnce,
  throwIfCancelled,
  upToDate,
} from './handlers/context.ts';
import { networkOf } from './network/ofCommand.ts';
import { Scheduler } from './scheduler.ts';

const maxFound = 50;

/**
 * Answers `psycite/searchZotero`: the works of the running Zotero that hold the words. Nothing is written to
 * it.
 */
export async function searchedZotero(
  context: HandlerContext,
  { words }: { readonly words: string },
  token: CancellationToken,
): Promise<FoundInZotero> {
  const asked = await running(context, token);
  if ('message' in asked) return { items: [], message: asked.message };
  const found = await searchZotero(asked.network, asked.zotero, words, maxFound);
  return found.kind === 'failed'
    ? { items: [], message: failureText(found.failure) }
    : { items: found.works, message: '' };
}

/**
 * Answers `psycite/addFromZotero`: the edit that adds works to the manuscript's bibliography, with the keys
 * that Zotero knows them by where these are free, and the keys to cite them by.
 */
export async function addedFromZotero(
  context: HandlerContext,
  params: { readonly textDocument: { readonly uri: string }; readonly keys: readonly string[] },
  token: CancellationToken,
): Promise<AddedWorks> {
  const { workspace } = context;
  const uri = normaliseUri(params.textDocument.uri);
  await workspace.settleAll(uri);
  const asked = await running(context, token);
  const nothing = { edit: null, keys: [] };
  if ('message' in asked) return { ...nothing, message: asked.message };
  const exported = await exportFromZotero(asked.network, asked.zotero, params.keys.slice(0, maxFound));
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

/**
 * Answers `psycite/updateFromZotero`: Zotero is asked what is new, and the entries that differ are told; of
 * those that are chosen among them then, the edit.
 */
export async function updatedFromZotero(
  context: HandlerContext,
  params: { readonly textDocument: { readonly uri: string }; readonly chosen: readonly string[] },
  token: CancellationToken,
): Promise<WorkspaceEditAnswer & { readonly changes: readonly ChangedEntry[] }> {
  const { workspace } = context;
  const uri = normaliseUri(params.textDocument.uri);
  await workspace.settleAll(uri);
  if (params.chosen.length > 0) return { ...(await chosenChanges(context, uri, params.chosen)), changes: [] };
  const { isConnected, message } = await (await context.zotero()).connect();
  throwIfCancelled(token);
  if (!isConnected) return { edit: null, message, changes: [] };
  await readBibliographiesAgain(context, uri);
  const snapshot = workspace.snapshot();
  const signal = {
    get cancelled() {
      return token.isCancellationRequested;
    },
  };
  const found = await new Scheduler(context.host.clock).run(zoteroChangesInSteps(snapshot, uri), signal);
  throwIfCancelled(token);
  const changes = (found ?? []).map(({ uri: file, key, differences, edit }) => ({
    id: idOf(file, key),
    key,
    file: displayPath(file, snapshot.folders[0]),
    differences,
    edit:
      edit === undefined ? null : toWorkspaceEdit(snapshot, [{ uri: file, edits: [edit] }], context.client()),
  }));
  return {
    edit: null,
    message: changes.length > 0 ? '' : 'All entries are as Zotero has their works.',
    changes,
  };
}

const idOf = (uri: string, key: string): string => `${uri} ${key}`;

/** From what is there now: the files may have been edited since the changes were told. */
async function chosenChanges(
  context: HandlerContext,
  uri: string,
  chosen: readonly string[],
): Promise<WorkspaceEditAnswer> {
  const ids = new Set(chosen);
  const answer = await upToDate(context, () => {
    const snapshot = context.workspace.snapshot();
    const isChosen = (file: string, key: string): boolean => ids.has(idOf(file, key));
    const edits = new Map<string, TextEdit[]>();
    for (const { uri: file, edit } of finished(zoteroChangesInSteps(snapshot, uri, isChosen)))
      if (edit !== undefined) edits.set(file, [...(edits.get(file) ?? []), edit]);
    return { snapshot, files: [...edits].map(([file, of]) => ({ uri: file, edits: of })) };
  });
  if (typeof answer === 'string') return { edit: null, message: answer };
  const count = answer.files.reduce((sum, { edits }) => sum + edits.length, 0);
  if (count === 0) return { edit: null, message: 'The entries are not what they were. Nothing was changed.' };
  const edit = toWorkspaceEdit(answer.snapshot, answer.files, context.client());
  return {
    edit,
    message: `Brought ${count === 1 ? 'one entry' : `${count} entries`} up to date from Zotero.`,
  };
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
  return (await context.zotero()).open(network);
}
