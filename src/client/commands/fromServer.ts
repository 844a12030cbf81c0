import { ConfigurationTarget, commands, type Location, Position, Range, Uri, workspace } from 'vscode';
import { addToBibliography } from '../citing.ts';
import type { LanguageServer } from '../languageClient.ts';

/** After a work of a pack was completed: `[manuscript URI, pack id, work id, key that was written]`. */
export async function addCompleted(server: LanguageServer, ...parameters: unknown[]): Promise<void> {
  const [uri, pack, work, key] = parameters;
  if (typeof uri !== 'string' || typeof pack !== 'string' || typeof work !== 'string') return;
  await addToBibliography(server, Uri.parse(uri), pack, [work], typeof key === 'string' ? [key] : []);
}

/** A lens "cited N times": `[URI, position of the key]`. The editor finds the places as Shift+F12 would. */
export async function showReferences(_server: LanguageServer, ...parameters: unknown[]): Promise<void> {
  const [uri, place] = parameters;
  if (typeof uri !== 'string' || !isPosition(place)) return;
  const resource = Uri.parse(uri);
  const position = new Position(place.line, place.character);
  const found = await commands.executeCommand<Location[]>(
    'vscode.executeReferenceProvider',
    resource,
    position,
  );
  const here = new Range(position, position);
  const elsewhere = found.filter((one) => !(isSame(one.uri, resource) && one.range.contains(here)));
  await commands.executeCommand('editor.action.showReferences', resource, position, elsewhere);
}

/**
 * The fix "needs no definition": `[URI, short form]`. Kept in the workspace's settings where there is a
 * workspace.
 */
export async function allowAbbreviation(_server: LanguageServer, ...parameters: unknown[]): Promise<void> {
  const [uri, short] = parameters;
  if (typeof uri !== 'string' || typeof short !== 'string') return;
  const settings = workspace.getConfiguration('psycite.abbreviations', Uri.parse(uri));
  const allowed = settings.get<readonly string[]>('allow', []);
  if (allowed.includes(short)) return;
  const hasFolder = workspace.workspaceFolders !== undefined;
  const target = hasFolder ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await settings.update('allow', [...allowed, short].sort(), target);
}

const isSame = (one: Uri, other: Uri): boolean => one.toString() === other.toString();

function isPosition(value: unknown): value is { readonly line: number; readonly character: number } {
  if (typeof value !== 'object' || value === null || !('line' in value) || !('character' in value))
    return false;
  return typeof value.line === 'number' && typeof value.character === 'number';
}
