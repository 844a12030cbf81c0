import { FileType, ProgressLocation, Uri, window, workspace } from 'vscode';
import type { ImportPaperAnswer, ImportSummaryItem } from '../../protocol/importing.ts';
import { letServerRead } from '../fileAccess.ts';
import type { LanguageServer } from '../languageClient.ts';
import { askToImport, paperFilters, showSummary, writePack } from './importPaper.ts';

/** More files than one import takes. */
const maxPapers = 500;
const endings = new Set(paperFilters.Papers);

/** What became of one file. */
interface Result {
  readonly file: Uri;
  readonly answer: ImportPaperAnswer | undefined;
  /** Why there is no pack; empty where there is one. */
  readonly problem: string;
}

/** Imports several papers, one behind the other, and shows a table of what became of each. */
export async function importPapers(server: LanguageServer, chosen?: unknown): Promise<void> {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('open a folder first: the papers are kept in it.');
  const picked = chosen instanceof Uri ? [chosen] : await choose(folder.uri);
  if (picked === undefined) return;
  const files = (await Promise.all(picked.map(filesOf))).flat();
  if (files.length === 0)
    throw new Error('nothing there looks like a paper: no PDF, HTML, XML, text or record.');
  if (files.length > maxPapers)
    throw new Error(`these are ${files.length} files. Import ${maxPapers} at a time at most.`);
  const results: Result[] = [];
  const options = {
    location: ProgressLocation.Notification,
    title: 'Importing papers',
    cancellable: true,
  };
  await window.withProgress(options, async (progress, token) => {
    for (const [index, file] of files.entries()) {
      if (token.isCancellationRequested) return;
      progress.report({
        message: `${index + 1} of ${files.length}: ${nameOf(file)}`,
        increment: index === 0 ? 0 : 100 / files.length,
      });
      const allowed = letServerRead(file);
      try {
        const request = { uri: file.toString(), folder: folder.uri.toString() };
        const answer = await askToImport(server, request, { report: () => {} }, token);
        // The next paper is compared with the packs that there are, so this one is written first.
        if (answer.pack !== null && answer.packUri !== null)
          await writePack(server, Uri.parse(answer.packUri), answer.pack);
        results.push({ file, answer, problem: answer.pack === null ? answer.message : '' });
      } catch (error) {
        if (token.isCancellationRequested) return;
        results.push({
          file,
          answer: undefined,
          problem: error instanceof Error ? error.message : String(error),
        });
      } finally {
        allowed.dispose();
      }
    }
  });
  await showResults(results, files.length);
}

async function showResults(results: readonly Result[], asked: number): Promise<void> {
  const imported = results.filter(({ problem }) => problem === '');
  const refused = results.filter(({ problem }) => problem !== '');
  const left = asked - results.length;
  const message = [
    `Imported ${imported.length} of ${asked} ${asked === 1 ? 'paper' : 'papers'}.`,
    ...(refused.length > 0 ? [`${refused.length} could not be read.`] : []),
    ...(left > 0 ? [`${left} were not tried, as the import was cancelled.`] : []),
  ].join(' ');
  const row = (text: string, detail: string): ImportSummaryItem => ({ text, detail, range: null });
  const summary = [
    {
      title: 'Imported',
      kind: 'found' as const,
      items: imported.map(({ file, answer }) => row(answer?.title ?? nameOf(file), detailOf(file, answer))),
      more: 0,
    },
    {
      title: 'Not imported',
      kind: 'doubtful' as const,
      items: refused.map(({ file, problem }) => row(nameOf(file), problem)),
      more: 0,
    },
  ].filter(({ items }) => items.length > 0);
  await showSummary(undefined, { summary, message });
  void window.showInformationMessage(message);
}

/** "42 references, 3 worth a look, alder2020.pdf" */
function detailOf(file: Uri, answer: ImportPaperAnswer | undefined): string {
  const count = (isOne: (group: ImportPaperAnswer['summary'][number]) => boolean): number =>
    (answer?.summary ?? []).filter(isOne).reduce((sum, { items, more }) => sum + items.length + more, 0);
  const references = count(({ title }) => title.startsWith('References'));
  const doubtful = count(({ kind }) => kind === 'doubtful');
  return `${references} references, ${doubtful} worth a look, ${nameOf(file)}`;
}

const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf('/') + 1);

/** Files or a folder: on most systems one window cannot offer both. */
async function choose(defaultUri: Uri): Promise<readonly Uri[] | undefined> {
  const items = [
    { label: '$(files) Files…', isFolder: false },
    { label: '$(folder) All papers in a folder…', isFolder: true },
  ];
  const way = await window.showQuickPick(items, { title: 'Import Papers' });
  if (way === undefined) return undefined;
  return window.showOpenDialog({
    title: 'Import Papers',
    openLabel: 'Import',
    defaultUri,
    canSelectMany: !way.isFolder,
    canSelectFolders: way.isFolder,
    canSelectFiles: !way.isFolder,
    ...(way.isFolder ? {} : { filters: paperFilters }),
  });
}

/** The papers of a folder, by the endings of their names; a file itself. */
async function filesOf(uri: Uri): Promise<readonly Uri[]> {
  const { type } = await workspace.fs.stat(uri);
  if ((type & FileType.Directory) === 0) return [uri];
  const entries = await workspace.fs.readDirectory(uri);
  return entries
    .filter(([name, kind]) => (kind & FileType.File) !== 0 && isPaper(name))
    .map(([name]) => Uri.joinPath(uri, name))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const isPaper = (name: string): boolean =>
  endings.has(/\.(?<ending>\w+)$/u.exec(name)?.[1]?.toLowerCase() ?? '');
