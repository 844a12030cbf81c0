import { detectPasted } from './detect.ts';
import { parseBibliography } from './index.ts';
import type { Bibliography } from './types.ts';

/** UTF-16 units of a text that somebody pastes; larger ones are files. */
const maxPastedLength = 5_000_000;

/**
 * The works that a text holds, whatever its format: what was pasted from a page, a chat or a file. The fence
 * of a block of code around it means nothing. Undefined for a text that is no list of works.
 */
export function recognise(text: string): Bibliography | undefined {
  if (text.length > maxPastedLength) return undefined;
  const inner = withoutFence(text.replace(/^\uFEFF/, ''));
  const format = detectPasted(inner);
  if (format === undefined) return undefined;
  const bibliography = parseBibliography(format, inner);
  return bibliography.size === 0 ? undefined : bibliography;
}

/** ```` ```bibtex … ``` ```` as chats and Markdown have it. */
function withoutFence(text: string): string {
  const lines = text.trim().split('\n');
  const isFence = (line: string | undefined, pattern: RegExp) =>
    line !== undefined && pattern.test(line.trim());
  if (!isFence(lines[0], /^(?:`{3,9}|~{3,9})[\w-]{0,20}$/) || lines.length < 3) return text;
  return isFence(lines.at(-1), /^(?:`{3,9}|~{3,9})$/) ? lines.slice(1, -1).join('\n') : text;
}
