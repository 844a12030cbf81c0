import { type QuickPickItem, window, workspace } from 'vscode';
import { packBibliographyRequest } from '../../protocol/importing.ts';
import type { PaperOutline } from '../../protocol/outline.ts';
import { outlineRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { showPack } from '../packDocuments.ts';

export async function openPack(server: LanguageServer): Promise<void> {
  const pack = await pickPack(server, 'Open a Paper');
  if (pack !== undefined) await showPack(server, pack.pack, null);
}

/** Writes a pack's references to a new document: the user says where it is saved. */
export async function writePackBibliography(server: LanguageServer): Promise<void> {
  const pack = await pickPack(server, 'Write References of a Paper');
  if (pack === undefined) return;
  const formats = [
    { label: 'BibTeX', format: 'bibtex', language: 'bibtex' },
    { label: 'CSL-JSON', format: 'csl-json', language: 'json' },
  ] as const;
  const chosen = await window.showQuickPick(formats, { title: 'Format of the Bibliography' });
  if (chosen === undefined) return;
  const answer = await server.request(packBibliographyRequest, { pack: pack.pack, format: chosen.format });
  if (answer === null) throw new Error('that paper is not there any more.');
  const document = await workspace.openTextDocument({ language: chosen.language, content: answer.text });
  await window.showTextDocument(document, { preview: false });
}

async function pickPack(server: LanguageServer, title: string): Promise<PaperOutline | undefined> {
  const { papers } = await server.request(outlineRequest, { textDocument: { uri: '' } });
  if (papers.length === 0) throw new Error('no paper is in use.');
  if (papers.length === 1) return papers[0];
  const items = papers.map((paper): QuickPickItem & { paper: PaperOutline } => ({
    label: paper.citation,
    detail: paper.title,
    paper,
  }));
  return (await window.showQuickPick(items, { title }))?.paper;
}
