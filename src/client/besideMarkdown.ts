import { commands, type Location, type Position, type TextDocument, type Uri, workspace } from 'vscode';

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

/**
 * The text in the bracket around a key, where it holds that key alone: to VS Code's Markdown it is a link by
 * reference.
 */
function linkAt(document: TextDocument, { line, character }: Position): string | undefined {
  const { text } = document.lineAt(line);
  const start = text.lastIndexOf('[', character);
  const end = text.indexOf(']', character);
  const inner = start < 0 || end < 0 ? '' : text.slice(start + 1, end);
  return /^@[^\s;,\][]+$/.test(inner) ? inner : undefined;
}

/**
 * The uses of a key that VS Code's Markdown does not list by itself. Asked in `[@key]`, it lists each
 * `[@key]` of the Markdown files.
 */
export async function withoutLinks(
  document: TextDocument,
  position: Position,
  found: readonly Location[],
): Promise<Location[]> {
  const link = (await isBesideMarkdown(document)) ? linkAt(document, position) : undefined;
  if (link === undefined) return [...found];
  const isListed = await Promise.all(
    found.map(async ({ uri, range }) => {
      const other = await opened(uri);
      return other !== undefined && linkAt(other, range.start) === link && (await isBesideMarkdown(other));
    }),
  );
  return found.filter((_, index) => !isListed[index]);
}

async function opened(uri: Uri): Promise<TextDocument | undefined> {
  if (!/\.(?:md|markdown)$/i.test(uri.path)) return undefined;
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined; // it is gone, and VS Code lists nothing of it either
  }
}
