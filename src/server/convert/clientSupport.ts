import type { ClientCapabilities } from 'vscode-languageserver';

/** What a client can take of what answers are made of; LSP names what to send to those that cannot. */
export interface ClientSupport {
  /** Definitions with the span that they are of; else plain locations. */
  readonly locationLinks: boolean;
  /** Changes with the version of each document that they are for; else edits by document alone. */
  readonly documentChanges: boolean;
  /** Files made as part of a change; else the client makes the file when it opens it for its edits. */
  readonly createFiles: boolean;
  /** Lists of completions with what all items share said once: the range they replace, and their data. */
  readonly completionDefaults: boolean;
}

export function clientSupport({ textDocument, workspace }: ClientCapabilities): ClientSupport {
  const edit = workspace?.workspaceEdit;
  const defaults = textDocument?.completion?.completionList?.itemDefaults ?? [];
  const documentChanges = edit?.documentChanges === true;
  return {
    locationLinks: textDocument?.definition?.linkSupport === true,
    documentChanges,
    createFiles: documentChanges && edit.resourceOperations?.includes('create') === true,
    completionDefaults: defaults.includes('editRange') && defaults.includes('data'),
  };
}
