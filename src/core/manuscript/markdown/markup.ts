/*
 * Small readers of Markdown's inline markup. Each looks at one place and returns where the construct ends, or
 * -1. All are linear over a whole paragraph: each either stops at the next character that could start the
 * same construct, or uses a table that was made once.
 */

/**
 * For each bracket of one kind in `[start, end)`, the place of the one that closes it; -1 where none does.
 */
export function matchBrackets(
  text: string,
  start: number,
  end: number,
  open: string,
  close: string,
): (at: number) => number {
  const opening = open.charCodeAt(0);
  const closing = close.charCodeAt(0);
  const partners = new Map<number, number>();
  const stack: number[] = [];
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === opening) stack.push(at);
    else if (code === closing) {
      const partner = stack.pop();
      if (partner !== undefined) partners.set(partner, at);
    }
  }
  return (at) => partners.get(at) ?? -1;
}

/**
 * Finds, for a run of backticks, the next run of the same length (CommonMark 6.1; Pandoc manual, "Verbatim").
 */
export class BacktickRuns {
  readonly #runs = new Map<number, { readonly starts: number[]; next: number }>();

  constructor(text: string, start: number, end: number) {
    for (let at = text.indexOf('`', start); at >= 0 && at < end; at = text.indexOf('`', at)) {
      let runEnd = at + 1;
      while (runEnd < end && text.charCodeAt(runEnd) === 96) runEnd++;
      const runs = this.#runs.get(runEnd - at);
      if (runs) runs.starts.push(at);
      else this.#runs.set(runEnd - at, { starts: [at], next: 0 });
      at = runEnd;
    }
  }

  /**
   * The start of the first run of `length` at or behind `from`, or -1. `from` must not go back between calls.
   */
  next(length: number, from: number): number {
    const runs = this.#runs.get(length);
    if (!runs) return -1;
    while (runs.next < runs.starts.length && runs.starts[runs.next]! < from) runs.next++;
    return runs.starts[runs.next] ?? -1;
  }
}

/**
 * The end of the inline math that the `$` at `at` opens: the next `$`, if neither this one is followed nor
 * that one preceded by white space, and no digit follows that one (Pandoc manual, extension
 * tex_math_dollars).
 */
export function dollarMathEnd(text: string, at: number, end: number): number {
  const first = text.charCodeAt(at + 1);
  if (at + 1 >= end || isSpace(first)) return -1;
  for (let close = at + 1; close < end; close++) {
    const code = text.charCodeAt(close);
    if (code === 92) close++;
    else if (code === 36) {
      const next = close + 1 < end ? text.charCodeAt(close + 1) : 0;
      return isSpace(text.charCodeAt(close - 1)) || (next >= 48 && next <= 57) ? -1 : close + 1;
    }
  }
  return -1;
}

export const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 9 || code === 13;

const autolink = /<(?:[a-zA-Z][a-zA-Z0-9+.-]{0,31}:[^\s<>]*|[^\s<>@]{1,64}@[^\s<>@]+)>/y;
const tagStart = /<\/?[a-zA-Z][\w:-]*/y;
const attributeName = /\s+[a-zA-Z_:@][\w:.@-]*/y;
const equalsSign = /\s*=\s*/y;
const bareValue = /[^\s"'=<>`]+/y;
const tagEnd = /\s*\/?>/y;
/** More attributes than any tag has; it keeps nested quotes from costing more than they are worth. */
const maxAttribute = 100;

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** The end of `<https://…>` or `<name@host>`. */
export const autolinkEnd = (text: string, at: number): number => matchAt(autolink, text, at);

/** The end of an HTML tag, with its attributes (CommonMark 6.6). */
export function tagEndAt(text: string, at: number): number {
  let place = matchAt(tagStart, text, at);
  if (place < 0) return -1;
  for (let count = 0; count < maxAttribute; count++) {
    const end = matchAt(tagEnd, text, place);
    if (end >= 0) return end;
    place = matchAt(attributeName, text, place);
    if (place < 0) return -1;
    const value = matchAt(equalsSign, text, place);
    if (value < 0) continue;
    const quote = text.charAt(value);
    if (quote === '"' || quote === "'") {
      const close = text.indexOf(quote, value + 1);
      if (close < 0) return -1;
      place = close + 1;
    } else {
      place = matchAt(bareValue, text, value);
      if (place < 0) return -1;
    }
  }
  return -1;
}

const schemeBefore = /(?<![\p{L}\p{N}])[a-zA-Z][a-zA-Z0-9+.-]{1,15}$/u;

/** Where the scheme before `://` at `at` starts, or -1. */
export function schemeStart(text: string, at: number, start: number): number {
  const from = Math.max(start, at - 17);
  const found = schemeBefore.exec(text.slice(from, at));
  return found ? from + found.index : -1;
}

/**
 * Where a bare URL that starts before `at` ends: at white space or a bracket that it did not open, less
 * punctuation.
 */
export function bareUrlEnd(text: string, at: number, end: number): number {
  let open = 0;
  let place = at;
  for (; place < end; place++) {
    const character = text.charAt(place);
    if (character === '(') open++;
    else if (character === ')' && --open < 0) break;
    else if (/[\s<>"`{}|\\^[\]]/.test(character)) break;
  }
  while (place > at && /[.,;:!?'*_~]/.test(text.charAt(place - 1))) place--;
  return place;
}

/** The end of attributes in braces, `{#id .class key=value}`, `{=format}` or `{-}`, at `at`, or -1. */
export function attributesEnd(text: string, at: number, closingBrace: (open: number) => number): number {
  if (text.charCodeAt(at) !== 123) return -1;
  const close = closingBrace(at);
  if (close < 0) return -1;
  return /^\{\s*(?:[#.=-]|[\w:-]+=|\})/.test(text.slice(at, Math.min(close + 1, at + 100))) ? close + 1 : -1;
}

/**
 * Where the sub- or superscript that opens at `at` closes: at the next `^` or `~` of its kind without white
 * space in between (Pandoc manual, "Superscripts and subscripts").
 */
export function scriptClose(text: string, at: number, end: number): number {
  const mark = text.charCodeAt(at);
  for (let close = at + 1; close < end; close++) {
    const code = text.charCodeAt(close);
    if (code === 92) close++;
    else if (isSpace(code)) return -1;
    else if (code === mark) return close > at + 1 ? close : -1;
  }
  return -1;
}

export function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isSpace(code) && code !== 0xa0) return false;
  }
  return true;
}
