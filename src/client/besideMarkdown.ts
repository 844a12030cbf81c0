import { commands, type Location, type Position, type TextDocument } from 'vscode';

/**
 * Its commands were seen, which come when it starts. An extension of another host is seen by nothing else.
 */
let hasMarkdown = false;

/**
 * True for a document that VS Code's own Markdown extension answers for too: what it lists is not listed
 * twice.
 */
export async function isBesideMarkdown({ languageId }: TextDocument): Promise<boolean> {
  if (languageId !== 'markdown') return false;
  hasMarkdown ||= (await commands.getCommands(true)).includes('markdown.showPreview');
  return hasMarkdown;
}

/** The questions that are put to the others alone. */
const toOthers = new Set<string>();

/**
 * The places of `ask` that VS Code's Markdown does not list by itself: to it a bracket is a link by
 * reference, whatever stands in it, and it lists the same bracket elsewhere too.
 */
export async function notListedBeside(
  document: TextDocument,
  position: Position,
  ask: () => Promise<readonly Location[] | null | undefined>,
): Promise<Location[]> {
  const question = `${String(document.uri)} ${position.line}:${position.character}`;
  if (toOthers.delete(question)) return [];
  const found = (await ask()) ?? [];
  if (found.length === 0 || !(await isBesideMarkdown(document))) return [...found];
  toOthers.add(question);
  const listed = await listedAt(document, position).catch(() => []); // rather twice than not at all
  toOthers.delete(question);
  return found.filter(({ uri, range }) => !listed.some((other) => isSame(other, uri) && holds(other, range)));
}

const listedAt = async ({ uri }: TextDocument, position: Position): Promise<readonly Location[]> =>
  (await commands.executeCommand<Location[] | undefined>('vscode.executeReferenceProvider', uri, position)) ??
  [];

const isSame = (other: Location, uri: Location['uri']): boolean => other.uri.toString() === uri.toString();

const holds = ({ range: { start, end } }: Location, inner: Location['range']): boolean =>
  !isBefore(inner.start, start) && !isBefore(end, inner.end);

const isBefore = (one: Position, other: Position): boolean =>
  one.line < other.line || (one.line === other.line && one.character < other.character);
