import {
  commands,
  Disposable,
  type Event,
  type Position,
  type TextDocument,
  type TextDocumentChangeEvent,
  window,
  workspace,
} from 'vscode';
import { isInKey, typedOfKey } from './citationPlaces.ts';
import { isManuscript } from './languages.ts';

/** Behind a comma between the keys of a MyST role, which is no trigger character in Markdown: see base/fileNames.ts. */
const nextKey = /\{cite[:\w]*\}`[^`]*,$/;

/** Where a person has typed last. */
interface Typed {
  readonly document: TextDocument;
  readonly position: Position;
}

/**
 * Opens the list of references where VS Code does not although a key is being searched for: behind a blank or an apostrophe,
 * which end a word, behind the comma before the next key, when a typing error that nothing matched is taken back, and when
 * `onReady` says that there are lists from now on, for a key that was begun before.
 */
export function reopenCitationLists(onReady: Event<void>): Disposable {
  let typed = typedBefore();
  return Disposable.from(
    workspace.onDidChangeTextDocument((event: TextDocumentChangeEvent) => {
      const { document, contentChanges, reason } = event;
      const change = contentChanges[0];
      const isTyped = contentChanges.length === 1 && reason === undefined && change!.text.length <= 1;
      if (document !== window.activeTextEditor?.document || !isManuscript(document)) return;
      typed = undefined;
      if (!isTyped) return;
      const position = change!.range.start.translate(0, change!.text.length);
      typed = { document, position };
      const isSeparator = /^[ '’,]$/.test(change!.text);
      const isBackspace = change!.text === '' && change!.rangeLength === 1;
      if (!isSeparator && !isBackspace) return;
      const before = lineBefore(typed);
      const words = typedOfKey(before)?.trim();
      if ((words !== undefined && words !== '') || nextKey.test(before)) open();
    }),
    onReady(() => {
      const editor = window.activeTextEditor;
      if (typed === undefined || editor?.document !== typed.document) return;
      if (editor.selection.active.isEqual(typed.position) && isInKey(lineBefore(typed))) open();
    }),
  );
}

const open = (): void => void commands.executeCommand('editor.action.triggerSuggest', { auto: true });

const lineBefore = ({ document, position: { line, character } }: Typed): string =>
  document.lineAt(line).text.slice(0, character);

/** What was typed while the extension was not loaded yet: a text that VS Code restored has the version it began with. */
function typedBefore(): Typed | undefined {
  const { document, selection } = window.activeTextEditor ?? {};
  const isEdited = document?.isDirty === true && document.version > 1 && isManuscript(document);
  return isEdited && selection ? { document, position: selection.active } : undefined;
}
