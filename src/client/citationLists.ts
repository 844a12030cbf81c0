import { commands, type Disposable, type TextDocumentChangeEvent, window, workspace } from 'vscode';
import { typedOfKey } from './citationPlaces.ts';
import { isManuscript } from './languages.ts';

/** Behind a comma between the keys of a MyST role, which is no trigger character in Markdown: see base/fileNames.ts. */
const nextKey = /\{cite[:\w]*\}`[^`]*,$/;

/**
 * Opens the list of references where VS Code does not although a key is being searched for: behind a blank or an apostrophe,
 * which end a word, behind the comma before the next key, and when a typing error that nothing matched is taken back.
 */
export const reopenCitationLists = (): Disposable =>
  workspace.onDidChangeTextDocument(({ document, contentChanges, reason }: TextDocumentChangeEvent) => {
    const change = contentChanges[0];
    const isTyped = contentChanges.length === 1 && reason === undefined;
    if (!isTyped || document !== window.activeTextEditor?.document || !isManuscript(document)) return;
    const isSeparator = /^[ '’,]$/.test(change!.text);
    const isBackspace = change!.text === '' && change!.rangeLength === 1;
    if (!isSeparator && !isBackspace) return;
    const { line, character } = change!.range.start;
    const before = document.lineAt(line).text.slice(0, character + change!.text.length);
    const typed = typedOfKey(before)?.trim();
    if ((typed !== undefined && typed !== '') || nextKey.test(before))
      void commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  });
