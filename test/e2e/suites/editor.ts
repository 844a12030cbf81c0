/**
 * The editor as the suites use it. Each feature of VS Code's is called in exactly one of these helpers, and a
 * place is given as text with `$0` at the cursor, never as counted columns.
 */
import * as vscode from 'vscode';

/** 'node' or 'web': put in by the build. */
declare const WHERE: 'node' | 'web';
export const where = WHERE;

export interface Api {
  readonly host: 'node' | 'web';
  readonly ready: Promise<void>;
  request(method: string, parameters: object): Promise<unknown>;
}

export async function activate(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('psycite.psycite');
  if (extension === undefined) throw new Error('PsyCite is not installed.');
  const api = await extension.activate();
  await api.ready;
  return api;
}

/** Opens a file of the sample workspace. */
export async function open(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('There is no workspace folder.');
  return await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name));
}

/** Puts the document back to what is on disk. */
export async function revert(editor: vscode.TextEditor): Promise<void> {
  await vscode.window.showTextDocument(editor.document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/**
 * Types `text`, which may hold `$0`, in front of the line that begins with `before`. Gives the cursor's
 * place.
 */
export async function type(
  editor: vscode.TextEditor,
  before: string,
  text: string,
): Promise<vscode.Position> {
  const place = editor.document.positionAt(editor.document.getText().indexOf(before));
  const [left = '', right = ''] = text.split('$0');
  await editor.edit((edit) => {
    edit.insert(place, `${left}${right}\n\n`);
  });
  return editor.document.positionAt(editor.document.offsetAt(place) + left.length);
}

/** The place of `$0` in a piece of the document, as in `[@ber$0man2000]`. */
export function at({ document }: vscode.TextEditor, piece: string): vscode.Position {
  const cursor = piece.indexOf('$0');
  const start = document.getText().indexOf(piece.replace('$0', ''));
  if (cursor === -1 || start === -1) throw new Error(`The document does not hold “${piece}”.`);
  return document.positionAt(start + cursor);
}

export async function complete(editor: vscode.TextEditor, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    editor.document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

export async function hover(editor: vscode.TextEditor, position: vscode.Position): Promise<string> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    editor.document.uri,
    position,
  );
  return found
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

export async function definition(editor: vscode.TextEditor, position: vscode.Position): Promise<string[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    editor.document.uri,
    position,
  );
  return await Promise.all(
    found.map(async (place) => {
      const [uri, range] =
        'targetUri' in place ? [place.targetUri, place.targetSelectionRange] : [place.uri, place.range];
      const target = await vscode.workspace.openTextDocument(uri);
      return `${nameOf(uri)}: ${target.getText(range)}`;
    }),
  );
}

/** File names of the places that refer to what is at `position`, sorted, one for each place. */
export async function references(editor: vscode.TextEditor, position: vscode.Position): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    'vscode.executeReferenceProvider',
    editor.document.uri,
    position,
  );
  return found.map(({ uri }) => nameOf(uri)).sort();
}

/** Places that two providers list: `file:line`. */
export async function listedTwice(editor: vscode.TextEditor, position: vscode.Position): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    'vscode.executeReferenceProvider',
    editor.document.uri,
    position,
  );
  return found
    .filter((one, index) =>
      found.some(
        (other, at) =>
          at < index && other.uri.toString() === one.uri.toString() && other.range.intersection(one.range),
      ),
    )
    .map(({ uri, range }) => `${nameOf(uri)}:${range.start.line + 1}`);
}

/** Renames what is at `position`; gives the names of the files that changed. */
export async function rename(
  editor: vscode.TextEditor,
  position: vscode.Position,
  newName: string,
): Promise<string[]> {
  const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    editor.document.uri,
    position,
    newName,
  );
  await vscode.workspace.applyEdit(edit);
  return edit
    .entries()
    .map(([uri]) => nameOf(uri))
    .sort();
}

/** The text of each of PsyCite's problems with this code. */
export function problems({ document }: vscode.TextEditor, code: string): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((diagnostic) => diagnostic.source === 'psycite' && codeOf(diagnostic) === code)
    .map(({ range }) => document.getText(range));
}

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

/** The titles of the quick fixes at a place. */
export async function quickFixes(
  editor: vscode.TextEditor,
  position: vscode.Position,
): Promise<vscode.CodeAction[]> {
  return await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    editor.document.uri,
    new vscode.Range(position, position),
    vscode.CodeActionKind.QuickFix.value,
  );
}

export async function symbols(editor: vscode.TextEditor): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    editor.document.uri,
  );
  return found.map(({ name }) => name);
}

/** Waits until `look` gives what `isRight` accepts; fails with what it saw last. */
export async function eventually<T>(
  look: () => T | Promise<T>,
  isRight: (seen: T) => boolean,
  what: string,
): Promise<T> {
  const until = Date.now() + 15_000;
  for (;;) {
    const seen = await look();
    if (isRight(seen)) return seen;
    if (Date.now() > until) throw new Error(`${what}; seen last: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function expect(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);
