import { type ClientCapabilities, MarkupKind } from 'vscode-languageserver';
import { type Encoding, preferredEncoding } from './encoding.ts';

/** Which optional parts of answers the client supports. LSP says what a client gets that lacks one. */
export interface ClientSupport {
  /** What the characters of its positions count. */
  readonly encoding: Encoding;
  /** Definitions with the span that they are of; else plain locations. */
  readonly locationLinks: boolean;
  /** Changes with the version of each document that they are for; else edits by document alone. */
  readonly documentChanges: boolean;
  /** Files made as part of a change; else the client makes the file when it opens it for its edits. */
  readonly createFiles: boolean;
  /** Lists of completions with what all items share said once: the range they replace, and their data. */
  readonly completionDefaults: boolean;
  /** Hovers as Markdown; else as plain text. */
  readonly hoverMarkdown: boolean;
  /** Details of completions as Markdown; else as plain text. */
  readonly detailsMarkdown: boolean;
  /** Symbols of a document as a tree; else as a flat list with places. */
  readonly symbolTree: boolean;
  /** Links from a problem to the description of its check. */
  readonly codeDescriptions: boolean;
  /** Other places that belong to a problem. */
  readonly relatedInformation: boolean;
  /** Commands that the client runs itself, by name; it says so when it starts the server. */
  readonly commands: ReadonlySet<string>;
}

/** `commands` as the client names them in its `initializationOptions`. */
export function clientSupport(
  { general, textDocument, workspace }: ClientCapabilities,
  commands: ReadonlySet<string>,
): ClientSupport {
  const edit = workspace?.workspaceEdit;
  const defaults = textDocument?.completion?.completionList?.itemDefaults ?? [];
  const documentChanges = edit?.documentChanges === true;
  const details = textDocument?.completion?.completionItem?.documentationFormat;
  return {
    encoding: preferredEncoding(general?.positionEncodings),
    locationLinks: textDocument?.definition?.linkSupport === true,
    documentChanges,
    createFiles: documentChanges && edit.resourceOperations?.includes('create') === true,
    completionDefaults: defaults.includes('editRange') && defaults.includes('data'),
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    detailsMarkdown: details?.includes(MarkupKind.Markdown) === true,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeDescriptions: textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    commands,
  };
}

/** The names of a list that a client sent; anything else is none. */
export const namesOf = (sent: unknown): ReadonlySet<string> =>
  new Set(Array.isArray(sent) ? sent.filter((name): name is string => typeof name === 'string') : []);
