/**
 * Marks in decoded text: what is printed in italics and the like, and what braces protect. They are
 * characters of Unicode's private use area, one that opens and one that closes each; a source that holds them
 * is cleaned first.
 */
export type MarkName = 'i' | 'b' | 'sc' | 'sup' | 'sub' | 'nocase';
export interface Mark {
  readonly open: string;
  readonly close: string;
}

const firstMark = 0xe0a0;
const markNames: readonly MarkName[] = ['i', 'b', 'sc', 'sup', 'sub', 'nocase'];
export const marks = Object.fromEntries(
  markNames.map((name, index) => {
    const code = firstMark + 2 * index;
    return [name, { open: String.fromCharCode(code), close: String.fromCharCode(code + 1) }];
  }),
) as Readonly<Record<MarkName, Mark>>;
const anyMark = /[\uE0A0-\uE0AB]/g;

export const withoutMarks = (text: string): string => text.replace(anyMark, '');

const protection = new RegExp(`[${marks.nocase.open}${marks.nocase.close}]`, 'g');
export const withoutProtection = (marked: string): string => marked.replace(protection, '');

/** Marks that nest: what closes nothing goes, and what is left open is closed at the end. */
export function balanced(marked: string): string {
  if (marked.search(anyMark) < 0) return marked;
  const open: string[] = [];
  const text = marked.replace(anyMark, (mark) => {
    if ((mark.charCodeAt(0) - firstMark) % 2 === 0) {
      open.push(String.fromCharCode(mark.charCodeAt(0) + 1));
      return mark;
    }
    if (open.at(-1) !== mark) return '';
    open.pop();
    return mark;
  });
  return text + open.reverse().join('');
}

/** The place of the first colon that no mark encloses, or -1. Of balanced text. */
export function outerColon(marked: string): number {
  let depth = 0;
  for (let at = 0; at < marked.length; at += 1) {
    const code = marked.charCodeAt(at);
    if (code === colon && depth === 0) return at;
    if (code >= firstMark && code < firstMark + 2 * markNames.length)
      depth += (code - firstMark) % 2 === 0 ? 1 : -1;
  }
  return -1;
}
const colon = 58;

/** The tags that CSL processors know in text (CSL-JSON schema 1.0, "rich text"). */
const tags: Readonly<Record<MarkName, readonly [open: string, close: string]>> = {
  i: ['<i>', '</i>'],
  b: ['<b>', '</b>'],
  sc: ['<span style="font-variant: small-caps;">', '</span>'],
  sup: ['<sup>', '</sup>'],
  sub: ['<sub>', '</sub>'],
  nocase: ['<span class="nocase">', '</span>'],
};

const hasLowerCaseWord = /(?<![\p{L}\p{N}])\p{Ll}/u;

/**
 * Marked text as CSL takes it. Braces around words that begin with capitals or figures protect nothing any
 * more.
 */
export function toRichText(marked: string): string {
  if (marked.search(anyMark) < 0) return marked;
  const out: string[] = [];
  const open: number[] = [];
  for (const part of balanced(marked).match(textOrMark) ?? []) {
    if (!isMark.test(part)) out.push(part);
    else if ((part.charCodeAt(0) - firstMark) % 2 === 0) open.push(out.push(tagOf(part)) - 1);
    else {
      const start = open.pop()!;
      const isNeeded = part !== marks.nocase.close || hasLowerCaseWord.test(withoutTags(out.slice(start)));
      if (isNeeded) out.push(tagOf(part));
      else out[start] = '';
    }
  }
  return out.join('');
}

const textOrMark = /[\uE0A0-\uE0AB]|[^\uE0A0-\uE0AB]+/g;
const tagOf = (mark: string): string => {
  const place = mark.charCodeAt(0) - firstMark;
  return tags[markNames[place >> 1]!][place & 1]!;
};
const allTags = new Set(Object.values(tags).flat());
const withoutTags = (parts: readonly string[]): string => parts.filter((part) => !allTags.has(part)).join('');

/** Where a word stands. */
type State = 'start' | 'in word' | 'behind stop' | 'sentence' | 'between words' | 'last word';

const piece = /[\uE0A0-\uE0AB]|[\p{L}\p{N}]+|\s+|./gsu;
const isWord = /^[\p{L}\p{N}]/u;
const isCapitalised = /^\p{Lu}\p{Ll}*$/u;
const isLower = /^\p{Ll}+$/u;
/** Protects what it encloses. */
const protecting = new Set([marks.nocase, marks.sup, marks.sub, marks.sc].map(({ open }) => open));
const isMark = /^[\uE0A0-\uE0AB]/;

/**
 * An English title as a sentence, the way Pandoc reads titles of BibTeX before a CSL style sees them: a
 * capital that begins a word becomes small but at the start and behind `.`, `?`, `!` and `:`; words with
 * capitals inside and what stands in braces stay. (Pandoc 2.17 writes the last word small even behind a
 * colon.)
 */
export function sentenceCase(marked: string): string {
  const pieces = marked.match(piece) ?? [];
  const lastWordAt = startOfLastWord(pieces);
  let state: State = 'start';
  let out = '';
  for (let at = 0; at < pieces.length; at += 1) {
    let part = pieces[at]!;
    if (at === lastWordAt && (state === 'sentence' || state === 'between words')) state = 'last word';
    if (protecting.has(part)) {
      const end = closing(pieces, at);
      const inside = pieces.slice(at, end + 1).join('');
      out += state === 'in word' && part === marks.nocase.open ? inside.slice(1, -1) : inside;
      state = behind(withoutMarks(inside), state);
      at = end;
      continue;
    }
    if (isMark.test(part)) {
      out += part;
      continue;
    }
    if (isWord.test(part)) {
      const starts = state === 'start' || state === 'sentence';
      if (isCapitalised.test(part) && !starts) part = part.toLowerCase();
      else if (isLower.test(part) && starts) part = part.replace(/^./u, (letter) => letter.toUpperCase());
    }
    out += part;
    state = behind(part, state);
  }
  return out;
}

/** The first piece of the last word, where that has no border within and no markup; else -1. */
function startOfLastWord(pieces: readonly string[]): number {
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    const part = pieces[at]!;
    if (isMark.test(part) || (/^[-/–—]/.test(part) && !/\s/.test(part))) return -1;
    if (/^\s/.test(part)) return at + 1 < pieces.length ? at + 1 : -1;
  }
  return -1;
}

/**
 * The place of the mark that closes the one at `at`, marks in between passed over; the end where there is
 * none.
 */
function closing(pieces: readonly string[], at: number): number {
  let depth = 0;
  for (let place = at; place < pieces.length; place += 1) {
    const part = pieces[place]!;
    if (!isMark.test(part)) continue;
    depth += part.charCodeAt(0) % 2 === firstMark % 2 ? 1 : -1;
    if (depth === 0) return place;
  }
  return pieces.length - 1;
}

function behind(part: string, state: State): State {
  const last = part.at(-1);
  if (last === undefined) return state;
  if (/[.?!:]/.test(last)) return 'behind stop';
  if (/[\p{L}\p{N}]$/u.test(part)) return 'in word';
  if (/\s/.test(last) && state === 'behind stop') return 'sentence';
  return /[\s\-/–—]/.test(last) ? 'between words' : state;
}
