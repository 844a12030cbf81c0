import type { Connection } from 'vscode-languageserver';
import { normaliseUri, type Snapshot, type Text } from '../../core/index.ts';
import type { Host } from '../host.ts';
import type { Publisher } from '../publisher.ts';
import type { Styles } from '../styles.ts';
import type { Workspace } from '../workspace.ts';

/** What a handler needs; every handler is a function of this. */
export interface HandlerContext {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly publisher: Publisher;
  readonly styles: Styles;
  readonly host: Host;
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
  const snapshot = workspace.snapshot();
  const text = snapshot.text(uri);
  return text && { uri, text, snapshot };
}
