import {
  type CompletionItem,
  CompletionItemKind,
  CompletionTriggerKind,
  commands,
  Disposable,
  type Position,
  type TextDocument,
  type TextDocumentChangeEvent,
  window,
  workspace,
} from 'vscode';
import type { CompletionList as LspCompletionList } from 'vscode-languageclient';
import type { RequestName } from '../protocol/requests.ts';
import type { LanguageServer } from './languageClient.ts';
import { isManuscript } from './languages.ts';
import { isPlainWord, type Offered, opensByItself } from './termLists.ts';

/** A list that is being opened here: what the server said of one place of one version of a document. */
interface Opening {
  readonly document: TextDocument;
  readonly version: number;
  readonly position: Position;
  readonly list: LspCompletionList;
}

/** LSP's own request, sent ahead of the editor's. */
const completionRequest: RequestName<object, LspCompletionList | null> = {
  method: 'textDocument/completion',
};
/** The kind of a term in LSP, `CompletionItemKind.Text`; VS Code numbers kinds from 0. */
const textKind = 1;

/** Quiet time after a letter before the server is asked, ms: so that fast typing asks once. */
const quiet = 30;
/** How long after its command has run the editor may ask for a list that is opened here, ms. */
const patience = 500;
const fewestLetters = /[\p{L}\p{N}-]{3}$/u;
const letter = /^[\p{L}\p{N}-]$/u;
/** Behind a comma between the keys of a MyST role, which is no trigger character in Markdown: see base/fileNames.ts. */
const nextKey = /\{cite[:\w]*\}`[^`]*,$/;

/**
 * Opens the list of terms while prose is typed in languages whose quick suggestions are off, as Markdown's are.
 *
 * Trigger characters cannot do it: VS Code leaves the end of a word to its quick suggestions. Turning those on would
 * bring the words of the document and every snippet along. So the server is asked first, and only where it knows a
 * term is the list opened; where quick suggestions are on, the editor asks by itself and nothing happens here.
 *
 * In a list that opened by itself Enter ends the line and Tab accepts, except behind an unfinished short form such as
 * `NMD`: nobody writes to get “synaptic connectivity” for a line that ends in “synaptic”. See the keybindings in
 * package.json.
 */
export class TermSuggestions implements Disposable {
  readonly #server: LanguageServer;
  readonly #subscription: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /**
   * From the moment that the list is opened here until the editor has surely asked for it. A slow editor asks late, when more
   * has been typed, and several times, for behind each letter the list is opened anew.
   */
  #opening: Opening | undefined;
  /** Of the list that the editor asked for last. */
  #openedHere = false;
  #enterEndsLine = false;

  constructor(server: LanguageServer) {
    this.#server = server;
    server.completionAhead = (document, position, triggerKind) =>
      this.#listAt(document, position, triggerKind);
    this.#subscription = Disposable.from(
      workspace.onDidChangeTextDocument((event) => {
        this.#changed(event);
      }),
      server.onCompleted((items) => {
        this.#letEnterEndLine(this.#openedHere && isPlainWord(items.map(toOffered)));
      }),
      // An arrow key chose an item, and its keybinding has let Enter accept it already.
      commands.registerCommand('psycite.terms.navigated', () => {
        this.#letEnterEndLine(false);
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
  }

  #changed({ document, contentChanges, reason }: TextDocumentChangeEvent): void {
    if (document !== window.activeTextEditor?.document || contentChanges.length === 0) return;
    clearTimeout(this.#timer);
    const [change] = contentChanges;
    const typed = contentChanges.length === 1 && reason === undefined ? change!.text : '';
    // Not the editor's selection: that may be told later than the change.
    const cursor = change!.range.start.translate(0, typed.length);
    if (!letter.test(typed)) {
      this.#letEnterEndLine(false);
      if (typed === ',' && isManuscript(document) && nextKey.test(textBefore(document, cursor)))
        void commands.executeCommand('editor.action.triggerSuggest', { auto: true });
    } else if (isManuscript(document) && isQuiet(document)) {
      this.#timer = setTimeout(() => void this.#offer(document, cursor), quiet);
    }
  }

  async #offer(document: TextDocument, position: Position): Promise<void> {
    const { version } = document;
    if (!fewestLetters.test(textBefore(document, position))) return;
    const list = await this.#askAhead(document, position);
    const isCurrent = document.version === version && window.activeTextEditor?.document === document;
    const items = (list?.items ?? []).map(({ label, kind, filterText }) => ({
      label,
      typed: filterText ?? '',
      isTerm: kind === textKind,
    }));
    if (list === undefined || !isCurrent || !opensByItself(items)) return;
    const opening: Opening = { document, version, position, list };
    this.#opening = opening;
    // Does nothing where a list is open already: that one asks the server again by itself.
    await commands.executeCommand('editor.action.triggerSuggest', { auto: true });
    setTimeout(() => {
      if (this.#opening === opening) this.#opening = undefined;
    }, patience);
  }

  /** The editor asks for a list: the one that was fetched for this place, where the text is still the same. */
  #listAt(
    document: TextDocument,
    position: Position,
    triggerKind: CompletionTriggerKind,
  ): LspCompletionList | undefined {
    // Not a list that is opened, but one that is open and has to know what else was typed.
    if (triggerKind === CompletionTriggerKind.TriggerForIncompleteCompletions) return undefined;
    const opening = this.#opening;
    this.#openedHere = opening?.document === document;
    const isSame = opening?.version === document.version && opening.position.isEqual(position);
    return this.#openedHere && isSame ? opening?.list : undefined;
  }

  async #askAhead(
    { uri }: TextDocument,
    { line, character }: Position,
  ): Promise<LspCompletionList | undefined> {
    const parameters = { textDocument: { uri: uri.toString() }, position: { line, character } };
    try {
      return (await this.#server.request(completionRequest, parameters)) ?? undefined;
    } catch {
      return undefined; // the server is gone, which has been told
    }
  }

  #letEnterEndLine(wanted: boolean): void {
    if (wanted === this.#enterEndsLine) return;
    this.#enterEndsLine = wanted;
    void commands.executeCommand('setContext', 'psycite.enterEndsLine', wanted);
  }
}

const textBefore = (document: TextDocument, { line, character }: Position): string =>
  document.lineAt(line).text.slice(0, character);

/** True where the editor would not ask for completions by itself while prose is typed. */
function isQuiet(document: TextDocument): boolean {
  const setting = workspace.getConfiguration('editor', document).get<unknown>('quickSuggestions');
  if (typeof setting !== 'object' || setting === null) return setting === false;
  const other = 'other' in setting ? setting.other : undefined;
  return other === 'off' || other === false;
}

const toOffered = ({ label, kind, filterText }: CompletionItem): Offered => ({
  label: typeof label === 'string' ? label : label.label,
  typed: filterText ?? '',
  isTerm: kind === CompletionItemKind.Text,
});
