import type { Span } from '../../../base/span.ts';
import type { AuthorYearMention, AuthorYearReading, BlockBody } from '../types.ts';
import { type Authors, authorsBefore } from './names.ts';
import { type AuthorYearToken, authorYearTokens } from './tokens.ts';

/** More than any block of a manuscript holds. */
const maxMentions = 5_000;

const found = new WeakMap<BlockBody, readonly AuthorYearMention[]>();

/**
 * The author-year citations in a block's prose, in order, relative to the block. Kept for as long as the body
 * is. Precision comes before recall: what might be a date, a sample size or a figure is none.
 */
export function findAuthorYear(body: BlockBody): readonly AuthorYearMention[] {
  const known = found.get(body);
  if (known) return known;
  const mentions = new Finder(body).find();
  found.set(body, mentions);
  return mentions;
}

/** A bracket with its own tokens; a bracket inside it is one token of kind `group`. */
interface Bracket {
  readonly open: AuthorYearToken;
  readonly tokens: AuthorYearToken[];
  /** The tokens that the bracket stands among, and how many of them stand before it. */
  readonly outside: readonly AuthorYearToken[];
  readonly before: number;
}

/** A year as printed, with the index behind its tokens. */
interface Year extends Span {
  readonly year: string;
  readonly next: number;
}

/** One work of a bracket, before the text around it is shared out. `from` to `to` are its tokens. */
interface Work {
  readonly authors: Authors;
  readonly years: readonly Year[];
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

class Finder {
  readonly #body: BlockBody;
  readonly #mentions: AuthorYearMention[] = [];

  constructor(body: BlockBody) {
    this.#body = body;
  }

  find(): readonly AuthorYearMention[] {
    const outermost: AuthorYearToken[] = [];
    const open: Bracket[] = [];
    for (const token of authorYearTokens(this.#body)) {
      const current = open.at(-1)?.tokens ?? outermost;
      if (token.kind === 'open') {
        open.push({ open: token, tokens: [], outside: current, before: current.length });
      } else if (token.kind === 'close' && open.length > 0) {
        const bracket = open.pop()!;
        this.#bracket(bracket, token);
        const around = open.at(-1)?.tokens ?? outermost;
        around.push({ ...bracket.open, kind: 'group', end: token.end });
      } else current.push(token);
      if (this.#mentions.length >= maxMentions) break;
    }
    this.#running(outermost);
    return this.#mentions.sort((a, b) => a.start - b.start);
  }

  #bracket(bracket: Bracket, close: AuthorYearToken): void {
    const { tokens, outside, before } = bracket;
    const years = yearsAt(tokens, 0);
    let from = 0;
    let citation = { start: bracket.open.start, end: close.end };
    if (years.length > 0) {
      const next = years.at(-1)!.next;
      const authors = endsYears(tokens, next) ? authorsBefore(outside, before, 0, true) : undefined;
      if (!authors || this.#isEntry(bracket.open, close)) return;
      citation = { start: outside[authors.first]!.start, end: close.end };
      from = this.#narrative(authors, years, bracket, close);
    }
    const works = worksOf(tokens, from);
    if (works.length > 0) this.#parenthetical(works, bracket, close, citation, from);
  }

  /** "(see Meyer, I. R. (2021). Mood at sea)": the work itself, typed in the midst of a text. */
  #isEntry({ start }: Span, { end }: Span): boolean {
    const { text } = this.#body;
    return (
      /, ?(?:\p{Lu}\.[\s-]?){1,4}$/u.test(text.slice(Math.max(0, start - 16), start)) &&
      /^\.\s{1,3}["“‘*_]{0,2}\p{Lu}/u.test(text.slice(end, end + 8))
    );
  }

  /**
   * "Berman et al., 2000 showed", "shown by Berman et al. in 2000": no bracket around the year. Of two names
   * without "et al.", and of names with "in", only a work tells it.
   */
  #running(tokens: readonly AuthorYearToken[]): void {
    let floor = 0;
    for (let index = 0; index < tokens.length; index++) {
      if (tokens[index]!.kind !== 'year' || this.#mentions.length >= maxMentions) continue;
      const years = yearsAt(tokens, index);
      if (years.length === 0) continue;
      const isIn = tokens[index - 1]?.text === 'in';
      const behind = isIn ? index - 1 : index;
      const comma = tokens[behind - 1]?.text === ',';
      const authors = authorsBefore(tokens, comma ? behind - 1 : behind, floor, true);
      index = floor = years.at(-1)!.next;
      index--;
      if (!authors || !(authors.etAl || ((comma || isIn) && authors.surnames.length > 1))) continue;
      const start = tokens[authors.first]!.start;
      const citation = { start, end: years.at(-1)!.end };
      const readings = narrativeReadings(authors, tokens, citation.end);
      const isDoubtful = isIn || !authors.etAl;
      const known = isDoubtful ? { ...authors, isDoubtful } : authors;
      this.#add({
        authors: known,
        years,
        start,
        narrative: true,
        citation,
        prefix: '',
        suffix: '',
        readings,
      });
    }
  }

  /** "Berman et al. (2000, p. 3)". Returns the index of the token behind what belongs to these authors. */
  #narrative(authors: Authors, years: readonly Year[], bracket: Bracket, close: AuthorYearToken): number {
    const { tokens, outside } = bracket;
    const start = outside[authors.first]!.start;
    const citation = { start, end: close.end };
    const last = years.at(-1)!;
    const rest = worksOf(tokens, last.next).length > 0;
    const semicolon = rest ? tokens.findIndex(({ text }, index) => index >= last.next && text === ';') : -1;
    const stop = semicolon < 0 ? tokens.length : semicolon;
    const end = tokens[stop]?.start ?? close.start;
    this.#add({
      authors,
      years,
      start,
      narrative: true,
      citation,
      prefix: '',
      suffix: this.#suffix(last.end, end),
      // Where the bracket holds more works, other bounds would part the citation from them.
      readings: rest ? [] : narrativeReadings(authors, outside, close.end),
    });
    return semicolon < 0 ? tokens.length : semicolon + 1;
  }

  #parenthetical(
    works: readonly Work[],
    { tokens, open }: Bracket,
    close: AuthorYearToken,
    citation: Span,
    from: number,
  ): void {
    let floor = from === 0 ? open.end : tokens[from - 1]!.end;
    for (let index = 0; index < works.length; index++) {
      const work = works[index]!;
      const next = works[index + 1];
      const { authors, years, start } = work;
      const end = years.at(-1)!.end;
      const split = next ? splitAt(tokens, work.to, next.from) : undefined;
      const suffix = this.#suffix(end, split?.start ?? close.start);
      const prefix = this.#prefix(floor, start);
      const readings = this.#readings(authors, tokens, floor);
      this.#add({ authors, years, start, narrative: false, citation, prefix, suffix, readings });
      if (split) floor = split.end;
    }
  }

  /** Other readings of the authors, as far as the text from `floor` on is theirs. */
  #readings(authors: Authors, tokens: readonly AuthorYearToken[], floor: number): AuthorYearReading[] {
    return (authors.readings ?? []).flatMap(({ first, surnames, initials }) => {
      const start = tokens[first]?.start ?? 0;
      const names = { surnames, ...(initials && { initials }) };
      return start < floor ? [] : { start, ...names, prefix: this.#prefix(floor, start) };
    });
  }

  #prefix(start: number, end: number): string {
    const text = this.#body.text.slice(start, end).trimStart();
    return /^(?:and|&|\\&)?\s*$/.test(text) ? '' : text;
  }

  #suffix(start: number, end: number): string {
    return this.#body.text.slice(start, end).trimEnd();
  }

  #add(work: {
    authors: Authors;
    years: readonly Year[];
    start: number;
    narrative: boolean;
    citation: Span;
    prefix: string;
    suffix: string;
    readings: readonly AuthorYearReading[];
  }): void {
    const { authors, years, narrative, citation, readings } = work;
    years.forEach((year, index) => {
      this.#mentions.push({
        kind: 'author-year',
        start: index === 0 ? work.start : year.start,
        end: year.end,
        surnames: authors.surnames,
        etAl: authors.etAl,
        year: year.year,
        narrative,
        citation,
        prefix: index === 0 ? work.prefix : '',
        suffix: index === years.length - 1 ? work.suffix : '',
        ...(authors.isCut === true && { isCut: true }),
        ...(authors.isDoubtful === true && { isDoubtful: true }),
        ...(authors.initials && { initials: authors.initials }),
        ...(readings.length > 0 && {
          readings:
            index === 0 ? readings : readings.map((one) => ({ ...one, start: year.start, prefix: '' })),
        }),
      });
    });
  }
}

/** Other readings of the authors of a narrative citation that ends at `end`. */
function narrativeReadings(
  { readings }: Authors,
  tokens: readonly AuthorYearToken[],
  end: number,
): AuthorYearReading[] {
  return (readings ?? []).map(({ first, surnames, initials }) => {
    const { start } = tokens[first]!;
    return { start, surnames, ...(initials && { initials }), prefix: '', citation: { start, end } };
  });
}

/** The works cited in a bracket's tokens from `from` on: authors, a comma or none, and their years. */
function worksOf(tokens: readonly AuthorYearToken[], from: number): readonly Work[] {
  const works: Work[] = [];
  let floor = from;
  let index = from;
  while (index < tokens.length) {
    if (tokens[index]!.text === ';') {
      const last = works.at(-1);
      const more = last && last.to === index ? yearsAt(tokens, index + 1) : [];
      index++;
      floor = index;
      // "(Berman et al., 2000; 2003)": a year that stands alone is of the authors before it.
      if (last && more.length > 0 && endsYears(tokens, more.at(-1)!.next)) {
        floor = index = more.at(-1)!.next;
        works[works.length - 1] = { ...last, years: [...last.years, ...more], to: index };
      }
      continue;
    }
    const years = yearsAt(tokens, index);
    if (years.length === 0) {
      index++;
      continue;
    }
    const next = years.at(-1)!.next;
    const comma = tokens[index - 1]?.text === ',' && index - 1 >= floor;
    const authors = authorsBefore(tokens, comma ? index - 1 : index, floor, false);
    if (authors && isWork(tokens, authors, comma, index, next)) {
      works.push({ authors, years, start: tokens[authors.first]!.start, from: authors.first, to: next });
      floor = next;
    }
    index = next;
  }
  return works;
}

/**
 * A name and a year without a comma are a citation only where nothing else follows: not "(Ketamine 2000 mg)".
 */
function isWork(
  tokens: readonly AuthorYearToken[],
  authors: Authors,
  comma: boolean,
  yearIndex: number,
  next: number,
): boolean {
  if (tokens[yearIndex]!.kind !== 'year' && !comma) return authors.etAl || authors.surnames.length > 1;
  if (comma || authors.etAl || authors.surnames.length > 1) return true;
  return endsYears(tokens, next);
}

/** Whether what follows a list of years can follow one: the end, a separator, a locator. */
function endsYears(tokens: readonly AuthorYearToken[], index: number): boolean {
  const token = tokens[index];
  return (
    token === undefined || token.kind === 'group' || token.kind === 'barrier' || /^[,;:.]$/.test(token.text)
  );
}

/** Where the text between two works of a bracket is shared out: at a semicolon, or else at the last comma. */
function splitAt(tokens: readonly AuthorYearToken[], from: number, to: number): Span {
  let split: AuthorYearToken | undefined;
  for (let index = from; index < to; index++) {
    const token = tokens[index]!;
    if (token.text === ';') return token;
    if (token.text === ',') split = token;
  }
  const start = tokens[from]?.start ?? 0;
  return split ?? { start, end: start };
}

/**
 * Years at `index`, as one list: `2015`, `2015, 2017a`, `2017a,b`, `2017a–c`, `1915/1957`, `in press`,
 * `n.d.`.
 */
function yearsAt(tokens: readonly AuthorYearToken[], index: number): readonly Year[] {
  const first = yearAt(tokens, index);
  if (!first) return [];
  const years = [first, ...lettersTo(tokens, first)];
  for (;;) {
    const last = years.at(-1)!;
    const separator = tokens[last.next]?.text ?? '';
    if (!/^(?:,|&|and)$/.test(separator)) return years;
    let at = last.next + 1;
    if (separator === ',' && /^(?:&|and)$/.test(tokens[at]?.text ?? '')) at++;
    const next = yearAt(tokens, at) ?? letterAt(tokens, at, last.year);
    if (!next) return years;
    years.push(next, ...lettersTo(tokens, next));
  }
}

function yearAt(tokens: readonly AuthorYearToken[], index: number): Year | undefined {
  const token = tokens[index];
  if (!token) return undefined;
  if (token.kind === 'year') return digitsAt(tokens, index);
  if (token.kind !== 'word' || !opensUnpublished.test(token.text)) return undefined;
  const words = wordsAt(tokens, index);
  const form = unpublished.find(({ pattern }) => pattern.test(words));
  if (!form) return undefined;
  const dotted = form.mayEndInDot && tokens[index + form.length]?.text === '.';
  const next = index + form.length + (dotted ? 1 : 0);
  const printed = tokens.slice(index, next);
  const year = printed.map(({ text, spaced }, at) => (at > 0 && spaced ? ` ${text}` : text)).join('');
  return { year, next, start: token.start, end: printed.at(-1)!.end };
}

/** What is printed where there is no year yet, and of how many tokens it is. */
const unpublished: readonly { pattern: RegExp; length: number; mayEndInDot?: boolean }[] = [
  { pattern: /^in press\b/i, length: 2 },
  { pattern: /^in preparation\b/i, length: 2 },
  { pattern: /^in prep\b/i, length: 2, mayEndInDot: true },
  { pattern: /^(?:under|in) review\b/i, length: 2 },
  { pattern: /^n \. d\b/i, length: 3, mayEndInDot: true },
  { pattern: /^(?:forthcoming|submitted)\b/i, length: 1 },
];

/** The first words of these. */
const opensUnpublished = /^(?:in|under|n|forthcoming|submitted)$/i;

const wordsAt = (tokens: readonly AuthorYearToken[], index: number): string =>
  `${tokens[index]?.text ?? ''} ${tokens[index + 1]?.text ?? ''} ${tokens[index + 2]?.text ?? ''}`;

/** A year in digits; no part of a range of years or of a longer number. */
function digitsAt(tokens: readonly AuthorYearToken[], index: number): Year | undefined {
  const { text, start, end, spaced } = tokens[index]!;
  const before = tokens[index - 1];
  if (before && !spaced && /^[-–—.:/=<>$€£#]$/.test(before.text)) return undefined;
  const after = tokens[index + 1];
  const second = tokens[index + 2];
  const isRange = after && dash.test(after.text) && /^\d/.test(second?.text ?? '');
  if (isRange && lastLetter(text, second!.text) === '') return undefined;
  if (after && !after.spaced && /^[%°]$/.test(after.text)) return undefined;
  if (
    after &&
    !after.spaced &&
    second &&
    !second.spaced &&
    /^\d/.test(second.text) &&
    /^[.,]$/.test(after.text)
  ) {
    return second.kind === 'year' && after.text === ','
      ? { year: text, next: index + 1, start, end }
      : undefined;
  }
  if (after?.text === '/' && second?.kind === 'year') {
    return { year: `${text}/${second.text}`, next: index + 3, start, end: second.end };
  }
  return { year: text, next: index + 1, start, end };
}

/** The `b` of `2017a,b`. */
function letterAt(tokens: readonly AuthorYearToken[], index: number, before: string): Year | undefined {
  const token = tokens[index];
  if (!token || !/^[b-z]$/.test(token.text) || !/^\d{4}[a-y]$/.test(before)) return undefined;
  // Not the "p" of "p. 3".
  if (token.text <= before.charAt(4) || tokens[index + 1]?.text === '.') return undefined;
  return { year: before.slice(0, 4) + token.text, next: index + 1, start: token.start, end: token.end };
}

const dash = /^[-–—‑‐]$/;

/**
 * The `c` of `2017a–c` and `2017a–2017c`; empty where these are no letters of one year, from an earlier to a
 * later.
 */
function lastLetter(first: string, last: string): string {
  const letter = last.startsWith(first.slice(0, 4)) ? last.slice(4) : last;
  return /^\d{4}[a-y]$/.test(first) && /^[b-z]$/.test(letter) && letter > first.charAt(4) ? letter : '';
}

/** The years behind the first of `2017a–c`: 2017b, whose place is the dash, and 2017c. */
function lettersTo(tokens: readonly AuthorYearToken[], { year, next }: Year): readonly Year[] {
  const mark = tokens[next];
  const last = tokens[next + 1];
  if (!mark || !last || !dash.test(mark.text)) return [];
  const letter = lastLetter(year, last.text);
  // More letters than that are no citation that somebody wrote.
  const count = letter === '' ? 0 : letter.charCodeAt(0) - year.charCodeAt(4);
  if (count < 1 || count > 10) return [];
  return Array.from({ length: count }, (_, index) => {
    const place = index === count - 1 ? last : mark;
    const name = year.slice(0, 4) + String.fromCharCode(year.charCodeAt(4) + index + 1);
    return { year: name, next: next + 2, start: place.start, end: place.end };
  });
}
