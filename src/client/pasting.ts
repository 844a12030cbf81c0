import * as vscode from 'vscode';
import { citationTextRequest, pasteReferencesRequest } from '../protocol/requests.ts';
import { foundWorks } from './commands/addWorks.ts';
import type { LanguageServer } from './languageClient.ts';
import { documentSelector, isManuscript, isWritten } from './languages.ts';

/**
 * The part of VS Code's API for pasting that is used here: it came with 1.97, which is newer than `engines`
 * asks for.
 */
interface PasteApi {
  readonly DocumentPasteEdit: new (insertText: string, title: string, kind: PasteKind) => PasteEdit;
  readonly DocumentDropOrPasteEditKind: { readonly Text: PasteKind; readonly Empty: PasteKind };
  readonly languages: {
    registerDocumentPasteEditProvider(
      selector: vscode.DocumentSelector,
      provider: PasteProvider,
      metadata: {
        readonly providedPasteEditKinds: readonly PasteKind[];
        readonly pasteMimeTypes: readonly string[];
      },
    ): vscode.Disposable;
  };
}

interface PasteKind {
  readonly value: string;
  append(...parts: string[]): PasteKind;
}

interface PasteEdit {
  insertText: string;
  additionalEdit?: vscode.WorkspaceEdit;
  yieldTo?: readonly PasteKind[];
}

interface PasteContext {
  /** 0 for a paste as ever, 1 for the command “Paste As…”. */
  readonly triggerKind: number;
  /** The one kind that the command asks for. */
  readonly only?: PasteKind;
}

interface PasteProvider {
  provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    pasted: vscode.DataTransfer,
    context: PasteContext,
    token: vscode.CancellationToken,
  ): Promise<PasteEdit[] | undefined>;
  resolveDocumentPasteEdit(edit: PasteEdit, token: vscode.CancellationToken): Promise<PasteEdit>;
}

/** Undefined where VS Code is older. */
function pasteApi(): PasteApi | undefined {
  const api = vscode as unknown as Partial<PasteApi>;
  const isThere =
    'registerDocumentPasteEditProvider' in vscode.languages && api.DocumentPasteEdit !== undefined;
  return isThere ? (api as PasteApi) : undefined;
}

/**
 * A DOI or the address of a paper that is pasted into prose can become a citation of it: plain text stays
 * what a paste gives, and a service is asked when the other is chosen. References pasted into a bibliography
 * of another format are written in its own.
 */
export function registerPasting(server: LanguageServer): vscode.Disposable {
  const api = pasteApi();
  if (api === undefined) return new vscode.Disposable(() => undefined);
  const citation = api.DocumentDropOrPasteEditKind.Text.append('citation', 'psycite');
  const references = api.DocumentDropOrPasteEditKind.Text.append('references', 'psycite');
  return api.languages.registerDocumentPasteEditProvider(
    documentSelector,
    new Pasting(server, api, citation, references),
    { providedPasteEditKinds: [citation, references], pasteMimeTypes: ['text/plain'] },
  );
}

/** What is pasted, and where: for the edit that is chosen. */
interface Pasted {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly text: string;
}

class Pasting implements PasteProvider {
  readonly #server: LanguageServer;
  readonly #api: PasteApi;
  readonly #citation: PasteKind;
  readonly #references: PasteKind;
  readonly #offered = new WeakMap<PasteEdit, Pasted>();

  constructor(server: LanguageServer, api: PasteApi, citation: PasteKind, references: PasteKind) {
    this.#server = server;
    this.#api = api;
    this.#citation = citation;
    this.#references = references;
  }

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    [range]: readonly vscode.Range[],
    pasted: vscode.DataTransfer,
    context: PasteContext,
    token: vscode.CancellationToken,
  ): Promise<PasteEdit[] | undefined> {
    const text = (await pasted.get('text/plain')?.asString())?.trim() ?? '';
    if (range === undefined || text === '' || !isWritten(document) || token.isCancellationRequested)
      return undefined;
    if (isManuscript(document)) return this.#asCitation({ document, position: range.start, text }, context);
    return looksLikeReferences(text) ? this.#asReferences(document, text, token) : undefined;
  }

  async #asCitation(pasted: Pasted, { triggerKind, only }: PasteContext): Promise<PasteEdit[] | undefined> {
    if (!vscode.workspace.isTrusted || !namesPaper.test(pasted.text)) return undefined;
    // The list of “Paste As…” makes the edit that is chosen as it stands, and nobody is asked before it is
    // chosen. A key that is bound to citations has chosen.
    const isChosen = only !== undefined && `${only.value}.`.startsWith(`${this.#citation.value}.`);
    if (triggerKind !== 0 && !isChosen) return undefined;
    const edit = new this.#api.DocumentPasteEdit(pasted.text, titleOf(pasted.text), this.#citation);
    // Who pastes an address mostly wants the address.
    edit.yieldTo = [this.#api.DocumentDropOrPasteEditKind.Text.append('plain')];
    this.#offered.set(edit, pasted);
    return [isChosen ? await this.resolveDocumentPasteEdit(edit) : edit];
  }

  async #asReferences(
    document: vscode.TextDocument,
    text: string,
    token: vscode.CancellationToken,
  ): Promise<PasteEdit[] | undefined> {
    const textDocument = { uri: document.uri.toString() };
    const answer = await this.#server.request(pasteReferencesRequest, { textDocument, text }, token);
    if (!answer.isConverted || answer.edit === null) return undefined;
    const edit = new this.#api.DocumentPasteEdit(
      '',
      'Paste as references of this file’s format',
      this.#references,
    );
    edit.additionalEdit = new vscode.WorkspaceEdit();
    await this.#server.merge(edit.additionalEdit, answer.edit);
    return [edit];
  }

  /**
   * The citation and the entry that it needs, as one edit. Where there is none, what was pasted stays what it
   * is.
   */
  async resolveDocumentPasteEdit(edit: PasteEdit): Promise<PasteEdit> {
    const pasted = this.#offered.get(edit);
    if (pasted === undefined) return edit;
    const { document, position, text } = pasted;
    try {
      const answer = await foundWorks(this.#server, document.uri, text, null);
      if (answer === undefined) return edit;
      if (answer.keys.length === 0) throw new Error(answer.message);
      const additional = new vscode.WorkspaceEdit();
      await this.#server.merge(additional, answer.edit);
      const textDocument = { uri: document.uri.toString() };
      const { keys } = answer;
      const cited = await this.#server.request(citationTextRequest, { textDocument, position, keys });
      edit.insertText = cited.text;
      edit.additionalEdit = additional;
      this.#server.follow(additional);
    } catch (error) {
      void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
    }
    return edit;
  }
}

/** A DOI, a named identifier, or an address that has one in it; never a bare number. */
const namesPaper =
  /^(?:(?:doi|pmid|pmcid|arxiv|isbn)[:\s]\s{0,3}\S{1,300}|10\.\d{4,9}\/\S{1,300}|PMC\d{1,9}|https?:\/\/\S{0,300}(?:10\.\d{4,9}(?:\/|%2F)|pubmed|\/PMC\d|arxiv\.org\/)\S{0,300})$/i;

/** Whom it asks is said before it is chosen. */
function titleOf(text: string): string {
  const asked = /pubmed|pmid/i.test(text)
    ? 'PubMed'
    : /PMC\d/i.test(text)
      ? 'PMC and PubMed'
      : /arxiv/i.test(text)
        ? 'arXiv'
        : /^isbn/i.test(text)
          ? 'Open Library'
          : 'doi.org and Crossref';
  return `Paste as citation (asks ${asked})`;
}

const looksLikeReferences = (text: string): boolean =>
  /^(?:@\w|TY {2}-|PMID-|%0 |\[\s*\{|\{|references:|- id:|[\w-]{1,200}:[ \t]*\r?\n[ \t]+type:)/.test(text);
