import { commands, Location, Position, Range, Uri } from 'vscode';
import { addToBibliography } from '../citing.ts';
import type { LanguageServer } from '../languageClient.ts';

/** After a work of a pack was completed: `[manuscript URI, pack id, work id …]`. */
export async function fromCompletion(server: LanguageServer, ...parameters: unknown[]): Promise<void> {
  const [uri, pack, ...works] = parameters.filter((parameter) => typeof parameter === 'string');
  if (uri === undefined || pack === undefined) return;
  await addToBibliography(server, Uri.parse(uri), pack, works);
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
  const here = new Location(resource, new Range(position, position));
  const elsewhere = found.filter((one) => one.uri.toString() !== uri || !one.range.contains(here.range));
  await commands.executeCommand('editor.action.showReferences', resource, position, elsewhere);
}

function isPosition(value: unknown): value is { readonly line: number; readonly character: number } {
  if (typeof value !== 'object' || value === null || !('line' in value) || !('character' in value))
    return false;
  return typeof value.line === 'number' && typeof value.character === 'number';
}
