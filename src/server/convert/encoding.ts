import type { Position } from 'vscode-languageserver';
import type { Text } from '../../core/index.ts';

/**
 * What the characters of a position count (LSP 3.17, general.positionEncodings): core counts UTF-16 units.
 */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32';

/** The first of the client's encodings that there is here; UTF-16 where it names none. */
export const preferredEncoding = (named: unknown): Encoding =>
  (Array.isArray(named) ? named : []).find(
    (one): one is Encoding => one === 'utf-8' || one === 'utf-16' || one === 'utf-32',
  ) ?? 'utf-16';

export function positionAt(text: Text, offset: number, encoding: Encoding): Position {
  const position = text.positionAt(offset);
  if (encoding === 'utf-16') return position;
  const start = text.offsetAt({ line: position.line, character: 0 });
  const before = text.slice(start, start + position.character);
  return { line: position.line, character: lengthOf(before, encoding) };
}

/** A place inside a character is the one before it. */
export function offsetAt(text: Text, position: Position, encoding: Encoding): number {
  if (encoding === 'utf-16') return text.offsetAt(position);
  const { line, character } = position;
  const start = text.offsetAt({ line, character: 0 });
  const end = text.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  let at = start;
  let left = character;
  for (const one of text.slice(start, end)) {
    left -= unitsOf(one, encoding);
    if (left < 0) break;
    at += one.length;
  }
  return at;
}

export function lengthOf(text: string, encoding: Encoding): number {
  if (encoding === 'utf-16') return text.length;
  let units = 0;
  for (const one of text) units += unitsOf(one, encoding);
  return units;
}

/** Of one character. Half a surrogate pair is written as U+FFFD, which has three bytes. */
function unitsOf(character: string, encoding: Encoding): number {
  if (encoding === 'utf-32') return 1;
  if (encoding === 'utf-16') return character.length;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_0000 ? 3 : 4;
}
