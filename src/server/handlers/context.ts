import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { type FileEdits, normaliseUri, type Snapshot, type Text } from '../../core/index.ts';
import type { ClientSupport } from '../convert/clientSupport.ts';
import type { Host, HostStorage } from '../host.ts';
import type { Publisher } from '../publisher.ts';
import type { Styles } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import type { ZoteroKeeper } from '../zoteroCopy.ts';

/** What a handler needs; every handler is a function of this. */
export interface HandlerContext {
  readonly connection: Connection;
  /** Known once the client has initialized the server. */
  readonly client: () => ClientSupport;
  readonly workspace: Workspace;
  readonly publisher: Publisher;
  readonly styles: Styles;
  readonly host: Host;
  /** The keeper of the works of the user's Zotero. */
  readonly zotero: () => Promise<ZoteroKeeper>;
  /** The extension's own files; undefined where the editor gives it no folder, or it cannot be opened. */
  readonly storage: () => Promise<HostStorage | undefined>;
}

/** A file that a request is about, with the snapshot that the whole answer is made from. */
export interface Target {
  readonly uri: string;
  readonly text: Text;
  readonly snapshot: Snapshot;
}

/** Undefined for files that the server knows nothing of. */
export function targetOf(
  { workspace }: HandlerContext,
  params: { readonly textDocument: { readonly uri: string } },
): Target | undefined {
  const uri = normaliseUri(params.textDocument.uri);
  const snapshot = workspace.snapshot().of(uri);
  const text = snapshot.text(uri);
  return text && { uri, text, snapshot };
}

/** A request that was cancelled while it waited is answered as such, and nothing is computed for it. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

/**
 * As `targetOf`, once `settled` is. The request's positions are of the text as it was when the request came:
 * where that was edited meanwhile, an answer would be about another place, and LSP's error says so.
 */
export async function targetOnce(
  context: HandlerContext,
  params: { readonly textDocument: { readonly uri: string } },
  token: CancellationToken,
  settled: Promise<void>,
): Promise<Target | undefined> {
  const asked = targetOf(context, params);
  await settled;
  throwIfCancelled(token);
  const target = targetOf(context, params);
  if (asked !== undefined && asked.text !== target?.text)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The text was edited meanwhile.');
  return target;
}

/** Rounds of computing and reading again; only a file that is written all the while takes more. */
const maxRounds = 3;

/**
 * An answer that edits files, computed from what is on disk: files that it edits and that are not open are
 * read again, and where one changed, it is computed anew. An edit of a text that is no more would damage the
 * file. A string says why there is no such answer.
 */
export async function upToDate<T extends { readonly files: readonly FileEdits[] }>(
  { workspace }: HandlerContext,
  compute: () => T,
): Promise<T | string> {
  for (let round = 0; round < maxRounds; round += 1) {
    const answer = compute();
    const closed = answer.files.map(({ uri }) => uri).filter((uri) => workspace.isOfDisk(uri));
    if (closed.length === 0) return answer;
    const { revision } = workspace.store;
    const { isChanged, reason } = await workspace.readAgain(closed);
    if (reason !== undefined) return reason;
    // What is open may have been edited meanwhile.
    if (!isChanged) return workspace.store.revision === revision ? answer : compute();
  }
  return 'The files change all the while. Try again in a moment.';
}

/** As `targetOf`; LSP's error where the text is not that which the request came for. */
export function sameTarget(context: HandlerContext, asked: Target): Target {
  const target = targetOf(context, { textDocument: { uri: asked.uri } });
  if (target?.text !== asked.text)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The text was edited meanwhile.');
  return target;
}

/**
 * Reads the bibliographies of a manuscript, or a bibliography, again: another program may have written to
 * them a moment ago, of which nobody has told yet.
 */
export async function readBibliographiesAgain({ workspace }: HandlerContext, uri: string): Promise<void> {
  const files = workspace.snapshot().bibliographiesOf(uri);
  await workspace.readAgain(files.map((file) => file.uri));
}
