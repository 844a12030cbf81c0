import { env, type QuickPickItem, window, workspace } from 'vscode';
import { fewOf } from '../../base/plainText.ts';
import { exportCitedRequest, pasteReferencesRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript, identifier } from './editor.ts';

const formats: readonly (QuickPickItem & { readonly format: string; readonly language: string })[] = [
  {
    label: 'BibTeX',
    detail: 'For journals and templates that have BibTeX alone',
    format: 'bibtex',
    language: 'bibtex',
  },
  { label: 'BibLaTeX', detail: 'For biblatex with Biber', format: 'biblatex', language: 'bibtex' },
  {
    label: 'RIS',
    detail: 'For EndNote, Zotero, Mendeley and submission systems',
    format: 'ris',
    language: 'plaintext',
  },
  { label: 'CSL-JSON', detail: 'For Pandoc, Quarto and Zotero', format: 'csl-json', language: 'json' },
  { label: 'CSL-YAML', detail: 'For Pandoc and Quarto', format: 'csl-yaml', language: 'yaml' },
  { label: 'Hayagriva', detail: 'For Typst', format: 'hayagriva', language: 'yaml' },
  { label: 'NBIB', detail: 'PubMed’s format, without keys', format: 'nbib', language: 'plaintext' },
];

const journalNames: readonly (QuickPickItem & { readonly journals: 'own' | 'short' })[] = [
  { label: 'As the entries have them', journals: 'own' },
  {
    label: 'Short, as NLM has them',
    detail: 'For styles that print “Biol Psychiatry”; a journal that is not in PsyCite’s list stays as it is',
    journals: 'short',
  },
];

/** Opens the works that the manuscript cites as a new document: the user says where it is saved. */
export async function exportCited(server: LanguageServer): Promise<void> {
  const { document } = activeManuscript();
  const options = { title: 'Export Cited References', placeHolder: 'Format', matchOnDetail: true };
  const chosen = await window.showQuickPick(formats, options);
  if (chosen === undefined) return;
  const names = await window.showQuickPick(journalNames, { ...options, placeHolder: 'Names of journals' });
  if (names === undefined) return;
  const parameters = { ...identifier(document), format: chosen.format, journals: names.journals };
  const answer = await server.request(exportCitedRequest, parameters);
  if (answer === null) throw new Error('this is not a manuscript that PsyCite reads.');
  const { text, count, undefinedKeys, notes } = answer;
  if (count === 0 && undefinedKeys.length === 0) {
    void window.showInformationMessage('There is nothing to export: this manuscript cites no work.');
    return;
  }
  const exported = await workspace.openTextDocument({ language: chosen.language, content: text });
  await window.showTextDocument(exported, { preview: false });
  const missing = fewOf(undefinedKeys, maxNamed, (key) => `“${key}”`);
  const warnings = [
    ...(undefinedKeys.length > 0 ? [`Not defined, and so not exported: ${missing}.`] : []),
    ...notes,
  ];
  if (warnings.length > 0) void window.showWarningMessage(warnings.slice(0, maxNamed).join(' '));
}

/** Keys and sentences that one message holds. */
const maxNamed = 5;

/** Writes the references in the clipboard, of whatever format, into the open bibliography in its own. */
export async function pasteReferences(server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) throw new Error('open a bibliography first.');
  const text = await env.clipboard.readText();
  await server.applyAnswer(await server.request(pasteReferencesRequest, { ...identifier(document), text }));
}
