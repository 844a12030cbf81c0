import type { TextEdit } from '../../../base/edit.ts';
import type { NewStyle, WrittenStyle } from '../language.ts';
import type { Manuscript } from '../types.ts';

/**
 * `bibliography("refs.bib", style: "apa")` and `#set bibliography(style: "apa")`; in code, not behind `//`.
 */
const calls = /^(?:(?!\/\/)[^\n]){0,500}?\bbibliography\(/gm;
const argument = /\bstyle:\s{0,20}"([^"\n]{1,300})"/;
/** UTF-16 units of a call's arguments that are looked at. */
const maxCallLength = 2_000;

export function styleInTypst({ text }: Pick<Manuscript, 'text'>): WrittenStyle | undefined {
  for (const { index, 0: head } of text.matchAll(calls)) {
    const from = index + head.length;
    const found = argument.exec(text.slice(from, endOfCall(text, from)));
    if (found === null) continue;
    const end = from + found.index + found[0].length - 1;
    return { start: end - found[1]!.length, end, style: found[1]! };
  }
  return undefined;
}

/** A file's path is quoted by who compiles it; the first call without a style gets one. */
export function declareStyleInTypst(
  { text }: Pick<Manuscript, 'text'>,
  { file }: NewStyle,
): TextEdit | undefined {
  const written = styleInTypst({ text });
  if (written !== undefined) return { start: written.start, end: written.end, text: file };
  const call = calls[Symbol.matchAll](text).next().value;
  if (call === undefined) return undefined;
  const from = call.index + call[0].length;
  const end = endOfCall(text, from);
  const inside = text.slice(from, end).trimEnd();
  const comma = inside === '' || inside.endsWith(',') ? '' : ', ';
  const at = from + inside.length;
  return { start: at, end: at, text: `${comma}style: "${file}"` };
}

/** The place of the bracket that closes a call whose arguments begin at `from`; strings are passed over. */
function endOfCall(text: string, from: number): number {
  let depth = 0;
  let isString = false;
  const last = Math.min(text.length, from + maxCallLength);
  for (let at = from; at < last; at += 1) {
    const char = text[at]!;
    if (isString) {
      if (char === '\\') at += 1;
      else if (char === '"') isString = false;
    } else if (char === '"') isString = true;
    else if (char === '(') depth += 1;
    else if (char === ')') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return last;
}
