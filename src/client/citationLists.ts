import { commands, type Disposable, type TextDocumentChangeEvent, window, workspace } from 'vscode';
import { typedOfKey } from './citationPlaces.ts';
import { isManuscript } from './languages.ts';

/**
 * Opens the list of references again where VS Code closes it although a key is still being searched for: behind a blank or an
 * apostrophe, which end a word, and when a typing error that nothing matched is taken back.
 */
export const reopenCitationLists = (): Disposable =>
  workspace.onDidChangeTextDocument(({ document, contentChanges, reason }: TextDocumentChangeEvent) => {
    const change = contentChanges[0];
    const isTyped = contentChanges.length === 1 && reason === undefined;
    if (!isTyped || document !== window.activeTextEditor?.document || !isManuscript(document)) return;
    const isSeparator = /^[ '’]$/.test(change!.text);
    const isBackspace = change!.text === '' && change!.rangeLength === 1;
    if (!isSeparator && !isBackspace) return;
    const { line, character } = change!.range.start;
    const before = document.lineAt(line).text.slice(0, character + change!.text.length);
    const typed = typedOfKey(before)?.trim();
    if (typed !== undefined && typed !== '')
      void commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  });
