import {
  type CancellationToken,
  commands,
  type Progress,
  ProgressLocation,
  Range,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { ProgressType, WorkDoneProgressReport } from 'vscode-languageclient';
import {
  type ImportPaperAnswer,
  type ImportPaperParams,
  importPaperRequest,
  reviewImportRequest,
} from '../../protocol/importing.ts';
import { letServerRead } from '../fileAccess.ts';
import { taken } from '../firstSteps.ts';
import { ImportView } from '../importView.ts';
import type { LanguageServer } from '../languageClient.ts';
import { isManuscript } from '../languages.ts';
import type { OutlineView } from '../outlineView.ts';
import { ReviewPanel } from '../reviewPanel.ts';
import { writeWhole } from '../writeWhole.ts';

const summary = new ImportView();

/** Shows what an import found; `source` is the file that its places are in. */
export const showSummary = (
  source: Uri | undefined,
  answer: Pick<ImportPaperAnswer, 'summary' | 'message'>,
): Promise<void> => summary.show(source, answer);

/**
 * Reads a paper that the user saved, writes what it holds as a pack into the workspace, and shows the outline
 * with a summary of what was found. `file` is the paper's URI; without it, the user is asked.
 */
export async function importPaper(
  server: LanguageServer,
  outline: OutlineView,
  file?: unknown,
): Promise<void> {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('open a folder first: the paper is kept in it.');
  const source = file instanceof Uri ? file : await chooseFile(folder.uri);
  if (source === undefined) return;

  const options = {
    location: ProgressLocation.Notification,
    title: 'Importing the paper',
    cancellable: true,
  };
  const request = { uri: source.toString(), folder: folder.uri.toString() };
  const answer = await window.withProgress(options, async (progress, token) => {
    const allowed = letServerRead(source);
    try {
      return await askToImport(server, request, progress, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      allowed.dispose();
    }
  });
  if (answer === undefined) {
    void window.showInformationMessage('The import was cancelled. Nothing was written.');
    return;
  }
  if (answer.pack === null || answer.packUri === null) {
    void window.showWarningMessage(answer.message);
    return;
  }
  taken('paperImported');
  const target = Uri.parse(answer.packUri);
  await writePack(server, target, answer.pack);
  await showSummary(source, answer);
  await outline.showPaper(answer.id);
  void tell(server, answer, source);
}

/**
 * Shows the page on which a person decides what an import was not sure of. `pack` and `source` are the
 * addresses of the pack and of the file it was made of; without them, the user is asked for the pack.
 */
export async function reviewImport(
  server: LanguageServer,
  extension: Uri,
  pack?: unknown,
  source?: unknown,
): Promise<void> {
  const target = pack instanceof Uri ? pack : await choosePack();
  if (target === undefined) return;
  ReviewPanel.show(server, extension, target, source instanceof Uri ? source : undefined, (uri, text) =>
    writePack(server, uri, text),
  );
}

async function choosePack(): Promise<Uri | undefined> {
  const packs = await workspace.findFiles('.psycite/packs/*.json', null, 500);
  if (packs.length === 0) throw new Error('import a paper first: this workspace holds none.');
  const items = packs.map((uri) => ({ label: uri.path.slice(uri.path.lastIndexOf('/') + 1), uri }));
  const [only] = items;
  if (items.length === 1) return only?.uri;
  items.sort((a, b) => (a.label < b.label ? -1 : 1));
  return (await window.showQuickPick(items, { title: 'Review Import' }))?.uri;
}

/** What was found, and what can be done next. */
async function tell(
  server: LanguageServer,
  { message, packUri, summary: groups }: ImportPaperAnswer,
  source: Uri,
): Promise<void> {
  const add = 'Add Its References…';
  const review = 'Review Doubtful Places';
  const isDoubtful = groups.some(({ kind }) => kind === 'doubtful');
  const chosen = await window.showInformationMessage(message, add, ...(isDoubtful ? [review] : []));
  if (chosen === review && packUri !== null) {
    // What is decided on a page of its own are fields of references; the other places stand in the summary.
    const { fields } = await server.request(reviewImportRequest, { uri: packUri });
    if (fields.length === 0) await commands.executeCommand('psycite.import.focus');
    else await commands.executeCommand('psycite.reviewImport', Uri.parse(packUri), source);
  }
  if (chosen !== add) return;
  const { activeTextEditor: editor } = window;
  const isWriting = editor !== undefined && isManuscript(editor.document);
  await commands.executeCommand(isWriting ? 'psycite.addReference' : 'psycite.writePackBibliography');
}

/** What a paper is saved as, by the endings of its name; the content tells which it is. */
export const paperFilters = {
  Papers: [
    'pdf',
    'html',
    'htm',
    'xhtml',
    'mht',
    'mhtml',
    'xml',
    'nxml',
    'json',
    'nbib',
    'ris',
    'enw',
    'txt',
    'md',
    'markdown',
  ],
  'All files': ['*'],
};

async function chooseFile(defaultUri: Uri): Promise<Uri | undefined> {
  const options = { title: 'Import Paper', openLabel: 'Import', defaultUri, filters: paperFilters };
  const [source] = (await window.showOpenDialog(options)) ?? [];
  return source;
}

/** What `WorkDoneProgress.type` is; that is a value of a library which is loaded later. */
const workDone: ProgressType<WorkDoneProgressReport> = { __: undefined, _pr: undefined };
let requests = 0;

/** Shows in the notification how far the server is. */
export async function askToImport(
  server: LanguageServer,
  request: ImportPaperParams,
  progress: Progress<{ readonly increment: number }>,
  token: CancellationToken,
): Promise<ImportPaperAnswer> {
  const client = await server.start();
  requests += 1;
  const workDoneToken = `psycite-import-${requests}`;
  let shown = 0;
  const reports = client.onProgress(workDone, workDoneToken, ({ percentage = 0 }) => {
    progress.report({ increment: Math.max(0, percentage - shown) });
    shown = Math.max(shown, percentage);
  });
  try {
    return await server.request(importPaperRequest, { ...request, workDoneToken }, token);
  } finally {
    reports.dispose();
  }
}

/**
 * Through the editor where it has the file open, so that the change can be undone there and nothing goes
 * stale. The server is told of it, for what watches files may be late.
 */
export async function writePack(server: LanguageServer, target: Uri, text: string): Promise<void> {
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === target.toString());
  if (open === undefined) {
    await writeWhole(target, new TextEncoder().encode(text));
    server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: target.toString(), type: 2 }] });
    return;
  }
  const edit = new WorkspaceEdit();
  edit.replace(target, new Range(0, 0, open.lineCount, 0), text);
  if (!(await workspace.applyEdit(edit)) || !(await open.save()))
    throw new Error(
      'the paper could not be written; its file is open in an editor. Close it and import again.',
    );
}
