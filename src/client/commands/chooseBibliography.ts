import { type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { bibliographyGlobs, manuscriptExtensions } from '../../base/fileKinds.ts';
import { declareFileRequest } from '../../protocol/requests.ts';
import { taken } from '../firstSteps.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript } from './editor.ts';

/** Files of the workspace that a list shows at most. */
const maxListed = 200;
const notLooked = '**/{node_modules,.git,_site,_book,_build}/**';

interface FileItem extends QuickPickItem {
  readonly uri?: Uri;
  readonly create?: boolean;
}

/**
 * Chooses one of the workspace's bibliographies for the manuscript, or makes one beside it; it is declared
 * there.
 */
export async function chooseBibliography(server: LanguageServer): Promise<void> {
  const { document } = activeManuscript();
  const found = await filesOf(bibliographyGlobs, document.uri);
  const made = Uri.joinPath(document.uri, '..', 'references.bib');
  const isThere = found.some((uri) => uri.toString() === made.toString());
  const items: FileItem[] = [
    ...found.map((uri) => itemOf(uri)),
    ...(isThere
      ? []
      : [{ label: '$(new-file) Make references.bib beside the manuscript', uri: made, create: true }]),
  ];
  const chosen = await window.showQuickPick(items, {
    title: 'Bibliography of This Manuscript',
    placeHolder: 'The file that holds its references',
    matchOnDescription: true,
    ignoreFocusOut: true, // the walkthrough that runs the command may take the focus back
  });
  if (chosen?.uri === undefined) return;
  taken('bibliographyChosen');
  const answer = await server.request(declareFileRequest, {
    textDocument: { uri: document.uri.toString() },
    file: chosen.uri.toString(),
    create: chosen.create === true ? 'yes' : null,
  });
  await server.applyAnswer(answer);
}

/** Opens a manuscript of one's own, then chooses its bibliography. */
export async function chooseManuscript(server: LanguageServer): Promise<void> {
  const found = await filesOf([`**/*.{${[...manuscriptExtensions].join(',')}}`]);
  const items: FileItem[] = [
    ...found.map((uri) => itemOf(uri)),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: '$(folder-opened) Open another file…' },
    { label: '$(new-file) Begin a new one…', create: true },
  ];
  const chosen = await window.showQuickPick(items, {
    title: 'Your Manuscript',
    placeHolder: 'The text that you write',
    matchOnDescription: true,
    ignoreFocusOut: true, // the walkthrough that runs the command may take the focus back
  });
  if (chosen === undefined) return;
  const uri = chosen.uri ?? (chosen.create === true ? await begun() : await opened());
  if (uri === undefined) return;
  await window.showTextDocument(uri, { preview: false });
  await chooseBibliography(server);
}

const opened = async (): Promise<Uri | undefined> =>
  (
    await window.showOpenDialog({
      title: 'Open a Manuscript',
      filters: { Manuscripts: [...manuscriptExtensions] },
    })
  )?.[0];

/** A new file where the person says. */
async function begun(): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = await window.showSaveDialog({
    title: 'Begin a Manuscript',
    filters: { Manuscripts: [...manuscriptExtensions] },
    ...(folder && { defaultUri: Uri.joinPath(folder, 'manuscript.md') }),
  });
  if (uri !== undefined) await workspace.fs.writeFile(uri, new Uint8Array());
  return uri;
}

function itemOf(uri: Uri): FileItem {
  const path = workspace.asRelativePath(uri);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { label: name, description: path === name ? '' : path.slice(0, -name.length - 1), uri };
}

/** Those that lie nearest to `near` come first. */
async function filesOf(globs: readonly string[], near?: Uri): Promise<readonly Uri[]> {
  const lists = await Promise.all(globs.map((glob) => workspace.findFiles(glob, notLooked, maxListed)));
  const all = new Map(lists.flat().map((uri) => [uri.toString(), uri]));
  const folder = (uri: Uri): string => uri.path.slice(0, uri.path.lastIndexOf('/'));
  const shared = (uri: Uri): number => {
    const [one, other] = [folder(uri).split('/'), near === undefined ? [] : folder(near).split('/')];
    const different = one.findIndex((name, index) => name !== other[index]);
    return (different === -1 ? one.length : different) - one.length / 1000;
  };
  return [...all.values()].sort((a, b) => shared(b) - shared(a) || (a.path < b.path ? -1 : 1));
}
