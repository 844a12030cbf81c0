import { window } from 'vscode';
import { addTermRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript, identifier } from './editor.ts';

/**
 * Asks for what a term of one's own is made of, beginning with what is selected, and writes it to the
 * glossary of the workspace.
 */
export async function addTerm(server: LanguageServer): Promise<void> {
  const { document, selection } = activeManuscript();
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  const selected = range === undefined ? '' : document.getText(range).replace(/\s+/g, ' ').trim();
  // Two capitals, or one and a digit.
  const isShort = /^\S{2,15}$/.test(selected) && (selected.match(/[\p{Lu}\d]/gu)?.length ?? 0) > 1;
  const steps = [
    ['The term, or what the short form stands for', isShort ? '' : selected.slice(0, 200)],
    ['Its short form; leave empty where it has none', isShort ? selected : ''],
    ['What it means, in your own words; may be left empty', ''],
    ['A key of your bibliography, or the name of another source; may be left empty', ''],
  ] as const;
  const answers: string[] = [];
  for (const [prompt, value] of steps) {
    const title = `Add Term (${answers.length + 1}/${steps.length})`;
    const answer = await window.showInputBox({ title, prompt, value, ignoreFocusOut: true });
    if (answer === undefined) return;
    answers.push(answer.trim());
  }
  const [long = '', short = '', definition = '', source = ''] = answers;
  if (long === '' && short === '') return;
  const answer = await server.request(addTermRequest, {
    ...identifier(document),
    long,
    short,
    definition,
    source,
  });
  await server.applyAnswer(answer);
}
