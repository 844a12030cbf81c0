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
import { isInKey, typedOfKey, yearBehind } from './citationPlaces.ts';
import { isManuscript } from './languages.ts';

/**
 * Behind a comma between the keys of a MyST role, which is no trigger character in Markdown: see
 * base/fileNames.ts.
 */
const nextKey = /\{cite[:\w]*\}`[^`]*,$/;

/** Where a person has typed last. */
interface Typed {
  readonly document: TextDocument;
  readonly position: Position;
}

/**
 * When the editor is asked again to open the list that it did not ask the server for, ms, and how often. It
 * opens none while one of an earlier letter is still shown. It closes that in a moment, but not where a
 * number was typed before the answer came ("[@müller 2019"): so the list is closed for it.
 */
const again = 400;
const maxTimes = 5;

/** What is told of the language server's lists. */
interface Lists {
  /** From now on there are lists. */
  readonly onCompleting: Event<void>;
  /** The editor asks for one at this position. */
  readonly onAsked: Event<Position>;
}

/**
 * Opens the list of references where VS Code does not although a key is being searched for: behind a blank or
 * an apostrophe, which end a word, in a year, behind the comma before the next key, when a typing error that
 * nothing matched is taken back, and once there are lists for a key that was begun before.
 */
export function reopenCitationLists({ onCompleting, onAsked }: Lists): Disposable {
  let typed = typedBefore();
  /**
   * True from the time when there are lists, or one has to be opened, until the editor asks for one where the
   * person has typed last: it may have missed a key's first character.
   */
  let isMissed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const openMissed = (times = 1): void => {
    clearTimeout(timer);
    const editor = window.activeTextEditor;
    if (!isMissed || typed === undefined || editor?.document !== typed.document) return;
    if (!editor.selection.active.isEqual(typed.position) || !isInKey(lineBefore(typed))) return;
    if (times > 1) void commands.executeCommand('hideSuggestWidget');
    void commands.executeCommand('editor.action.triggerSuggest', { auto: true });
    if (times < maxTimes) timer = setTimeout(() => openMissed(times + 1), again);
  };

  return Disposable.from(
    workspace.onDidChangeTextDocument((event: TextDocumentChangeEvent) => {
      const { document, contentChanges, reason } = event;
      const change = contentChanges[0];
      if (change === undefined || document !== window.activeTextEditor?.document || !isManuscript(document))
        return;
      typed = undefined;
      if (contentChanges.length > 1 || reason !== undefined || change.text.length > 1) return;
      typed = { document, position: change.range.start.translate(0, change.text.length) };
      const isSeparator = /^[ '’,]$/.test(change.text);
      const isBackspace = change.text === '' && change.rangeLength === 1;
      const before = lineBefore(typed);
      const isYear = /^\d$/.test(change.text) && yearBehind(before) !== '';
      if (!isSeparator && !isBackspace && !isYear) return;
      const words = typedOfKey(before)?.trim();
      // It opens once the editor tells that the cursor has moved too.
      if ((words !== undefined && words !== '') || nextKey.test(before)) isMissed = true;
    }),
    window.onDidChangeTextEditorSelection(() => {
      openMissed();
    }),
    onCompleting(() => {
      isMissed = true;
      openMissed();
    }),
    onAsked((position) => {
      if (typed === undefined || typed.position.isEqual(position)) isMissed = false;
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

const lineBefore = ({ document, position: { line, character } }: Typed): string =>
  document.lineAt(line).text.slice(0, character);

/**
 * What was typed while the extension was not loaded yet: a text that VS Code restored has the version it
 * began with.
 */
function typedBefore(): Typed | undefined {
  const { document, selection } = window.activeTextEditor ?? {};
  const isEdited = document?.isDirty === true && document.version > 1 && isManuscript(document);
  return isEdited && selection ? { document, position: selection.active } : undefined;
}
