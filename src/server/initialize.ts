import {
  type ClientCapabilities,
  FileOperationPatternKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { citingCharacters } from '../base/fileNames.ts';
import { addToBibliographyCommand } from '../protocol/commands.ts';
import { type ClientSupport, clientSupport, namesOf } from './convert/clientSupport.ts';
import { semanticTokenModifiers, semanticTokenTypes } from './convert/semanticTokens.ts';

/** What a client says of itself when it starts the server. */
export interface InitializedClient {
  readonly client: ClientCapabilities;
  readonly support: ClientSupport;
  /** The workspace folders, as it names them. */
  readonly folders: readonly WorkspaceFolder[];
  /** Where the built files lie, from a client that knows it better than the platform. */
  readonly distribution: string | undefined;
  /** The folder for files of the extension's own, as a URI, where the editor has one. */
  readonly storage: string | undefined;
}

/** What the parameters of `initialize` say, and the answer to them. */
export function initialize(params: InitializeParams): readonly [InitializedClient, InitializeResult] {
  const client = params.capabilities;
  const options = params.initializationOptions as
    | { distribution?: unknown; commands?: unknown; storage?: unknown }
    | undefined;
  const support = clientSupport(client, namesOf(options?.commands));
  const distribution = typeof options?.distribution === 'string' ? options.distribution : undefined;
  const storage = typeof options?.storage === 'string' ? options.storage : undefined;
  const folders = params.workspaceFolders ?? rootFolder(params);
  return [
    { client, support, folders, distribution, storage },
    { capabilities: capabilities(client, support), serverInfo: { name: 'psycite' } },
  ];
}

/** Whether completion is registered by language; else it is among the capabilities. */
export const registersCompletion = ({ textDocument }: ClientCapabilities): boolean =>
  textDocument?.completion?.dynamicRegistration === true;

/** Editors tell of a folder that goes or moves, not of the files in it. */
const folderOperations = {
  filters: [{ pattern: { glob: '**', matches: FileOperationPatternKind.folder } }],
};

const rootFolder = ({ rootUri }: InitializeParams) => (rootUri ? [{ uri: rootUri, name: '' }] : []);

function capabilities(
  client: ClientCapabilities,
  { commands, encoding }: ClientSupport,
): InitializeResult['capabilities'] {
  return {
    // A client that names none knows UTF-16 alone, and not this.
    ...(client.general?.positionEncodings && { positionEncoding: encoding }),
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, willSave: true },
    ...(!registersCompletion(client) && {
      completionProvider: { triggerCharacters: citingCharacters, resolveProvider: true },
    }),
    ...(client.textDocument?.inlineCompletion && { inlineCompletionProvider: true }),
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentLinkProvider: {},
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    codeLensProvider: {},
    codeActionProvider: { codeActionKinds: ['quickfix', 'refactor.rewrite'] },
    inlayHintProvider: true,
    // A client that runs the command itself has it under that name already.
    ...(!commands.has(addToBibliographyCommand) && {
      executeCommandProvider: { commands: [addToBibliographyCommand] },
    }),
    semanticTokensProvider: {
      legend: { tokenTypes: semanticTokenTypes, tokenModifiers: semanticTokenModifiers },
      full: true,
    },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didDelete: folderOperations, didRename: folderOperations },
    },
  };
}
