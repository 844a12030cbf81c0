import { FileSystemError, ProgressLocation, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { PaperOutline } from '../../protocol/outline.ts';
import {
  type ImportSummary,
  importPaperRequest,
  outlineRequest,
  packBibliographyRequest,
} from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { showPack } from '../packDocuments.ts';

/** Reads a paper that the user saved, and writes what it holds as a pack into the workspace. */
export async function importPaper(server: LanguageServer): Promise<void> {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('open a folder first: the pack is kept in it.');
  const [source] = (await window.showOpenDialog({ title: 'Import Paper', openLabel: 'Import' })) ?? [];
  if (source === undefined) return;

  const options = {
    location: ProgressLocation.Notification,
    title: 'Importing the paper',
    cancellable: true,
  };
  const answer = await window.withProgress(options, async (_progress, token) => {
    const first = await server.request(importPaperRequest, { uri: source.toString(), existing: null }, token);
    if (first.pack === null) return first;
    const existing = await textOf(packFile(folder.uri, first.id));
    if (existing === null) return first;
    return await server.request(importPaperRequest, { uri: source.toString(), existing }, token);
  });
  if (answer.pack === null) {
    void window.showWarningMessage(answer.message);
    return;
  }
  const target = packFile(folder.uri, answer.id);
  await workspace.fs.writeFile(target, new TextEncoder().encode(answer.pack));
  await window.showTextDocument(target, { preview: false });
  await showSummary(answer.message, source, answer.summary);
}

const packFile = (folder: Uri, id: string): Uri =>
  Uri.joinPath(folder, '.psycite/packs', `${id.replaceAll(/[^\w.-]/g, '-')}.json`);

async function textOf(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}

/** What was found and what was doubtful; doubtful lines link to their place in the source. */
async function showSummary(message: string, source: Uri, { lines }: ImportSummary): Promise<void> {
  const items = lines.map(({ text, doubtful, line }) => ({
    label: `${doubtful ? '$(question)' : '$(check)'} ${text}`,
    ...(line !== null && { description: `line ${line + 1}` }),
    line,
  }));
  const picked = await window.showQuickPick(items, {
    title: message,
    placeHolder: 'What was found. Choose a line to see its place in the file that was imported.',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked?.line == null) return;
  const editor = await window.showTextDocument(source, { preview: true });
  editor.revealRange(editor.document.lineAt(Math.min(picked.line, editor.document.lineCount - 1)).range);
}

export async function openPack(server: LanguageServer): Promise<void> {
  const pack = await pickPack(server, 'Open Paper Pack');
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
  if (answer === null) throw new Error('that paper pack is not there any more.');
  const document = await workspace.openTextDocument({ language: chosen.language, content: answer.text });
  await window.showTextDocument(document, { preview: false });
}

async function pickPack(server: LanguageServer, title: string): Promise<PaperOutline | undefined> {
  const { papers } = await server.request(outlineRequest, { textDocument: { uri: '' } });
  if (papers.length === 0) throw new Error('no paper pack is in use.');
  if (papers.length === 1) return papers[0];
  const items = papers.map((paper): QuickPickItem & { paper: PaperOutline } => ({
    label: paper.citation,
    detail: paper.title,
    paper,
  }));
  return (await window.showQuickPick(items, { title }))?.paper;
}
