/** What the reader stops at: in markup, and in code. */
export const markupMark = /[\\`/$#@<[\]*_~\n]|https?:\/\//g;
export const codeMark = /["`/$[\](){}<;\n,]|[\p{L}_][\p{L}\p{N}_-]*|\d[\w.%]*/gu;
export const identifier = /[\p{L}_][\p{L}\p{N}_-]*/uy;

/*
 * Where the lexical constructs of Typst end. Each function takes the offset where one starts and returns the
 * offset behind it, or -1 where it is not closed in the text. All are linear.
 */

/** Characters of labels and references; a reference does not end in `.` or `:` (Typst's own lexer). */
const labelCharacters = /[\p{L}\p{N}\p{M}_:.-]+/uy;

/** The label characters at `from`, or empty. */
export function labelAt(text: string, from: number): string {
  labelCharacters.lastIndex = from;
  return labelCharacters.exec(text)?.[0] ?? '';
}

/** The key of a reference whose `@` stands before `from`, or empty. */
export function referenceAt(text: string, from: number): string {
  const label = labelAt(text, from);
  let end = label.length;
  while (end > 0 && (label[end - 1] === '.' || label[end - 1] === ':')) end--;
  return label.slice(0, end);
}

/** An address rather than a reference: `jane@uni.example`, though Typst itself would want `\@` there. */
export function isMailAddress(text: string, at: number, key: string): boolean {
  return at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]!) && /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i.test(key);
}

export function tickCount(text: string, from: number): number {
  let end = from;
  while (text.charCodeAt(end) === 96) end++;
  return end - from;
}

/** Behind the next run of at least `ticks` backticks. */
export function rawEnd(text: string, from: number, ticks: number): number {
  for (let at = text.indexOf('`', from); at >= 0; at = text.indexOf('`', at)) {
    const count = tickCount(text, at);
    if (count >= ticks) return at + ticks;
    at += count;
  }
  return -1;
}

/** Behind the comment of this depth that starts before `from`; `depth` of the result is what is left open. */
export function commentEnd(text: string, from: number, open: number): { end: number; depth: number } {
  let depth = open;
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  while (depth > 0) {
    const found = mark.exec(text);
    if (!found) return { end: text.length, depth };
    depth += found[0] === '/*' ? 1 : -1;
  }
  return { end: mark.lastIndex, depth };
}

export function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed;
}

/** Behind the `"` that closes the string whose opening `"` stands at `from`. */
export function stringEnd(text: string, from: number): number {
  const mark = /["\\]/g;
  mark.lastIndex = from + 1;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    mark.lastIndex = found.index + 2;
  }
  return -1;
}

export function mathEnd(text: string, from: number): number {
  const mark = /[$\\]/g;
  mark.lastIndex = from + 1;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '$') return found.index + 1;
    mark.lastIndex = found.index + 2;
  }
  return -1;
}

/** The offset behind the colon where a word from `start` to `end` names an argument; else undefined. */
export function namedArgumentEnd(text: string, start: number, end: number): number | undefined {
  const colon = /\s*:/y;
  colon.lastIndex = end;
  return colon.test(text) && /[(,\s]/.test(text[start - 1] ?? '(') ? colon.lastIndex : undefined;
}

/** How far the supplement of a reference is followed. */
const maxSupplementLength = 1000;

/** Behind the `]` of a supplement whose `[` stands at `from`. */
export function supplementEnd(text: string, from: number): number {
  let depth = 0;
  const limit = Math.min(text.length, from + maxSupplementLength);
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 91) depth++;
    else if (code === 93 && --depth === 0) return at + 1;
  }
  return -1;
}

/** A heading as plain text: no labels, marks, calls, comments. Bounded. */
export function plainTypst(source: string): string {
  return source
    .slice(0, 1000)
    .replace(/\/\*[^*]*\*\/|#footnote\[[^\]]*\]/g, '')
    .replace(/<[\p{L}\p{N}_:.-]+>/gu, '')
    .replace(/#[a-z][\w.-]*(?:\([^()]*\))?/gi, '')
    .replace(/\\(.)/g, '$1')
    .replace(/[*_[\]$`]/g, '')
    .replace(/~|\s+/g, ' ')
    .trim();
}

/** Where an escape ends, and whether the character behind the backslash is text. */
export function escapeAt(text: string, at: number): { readonly end: number; readonly isText: boolean } {
  const unicode = /\\u\{[0-9a-fA-F]*\}/y;
  unicode.lastIndex = at;
  const found = unicode.exec(text);
  if (found) return { end: at + found[0].length, isText: false };
  const isText = /\S/.test(text[at + 1] ?? ' ');
  return { end: at + (isText ? 2 : 1), isText };
}

/** A bare web address, without the punctuation of the sentence behind it. */
export function addressAt(text: string, at: number): string {
  const address = /https?:\/\/[^\s<>"`[\]]*/y;
  address.lastIndex = at;
  return (address.exec(text)?.[0] ?? 'http').replace(/[.,:;!?')]{1,9}$/, '');
}
