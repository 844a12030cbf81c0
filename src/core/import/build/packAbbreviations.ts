import type { Span } from '../../../base/span.ts';
import type { Name } from '../../bibliography/types.ts';
import type { PackAbbreviation } from '../../paper/types.ts';
import { definitionsIn } from '../../terms/abbreviations/definitions.ts';
import { looksUnexplained, singularShort } from '../../terms/abbreviations/shortForm.ts';
import type { GlossaryEntry, ListedWork } from '../article.ts';
import { limits } from '../limits.ts';
import { costOf, type PlacedText } from '../places.ts';
import { plainWords } from '../plainWords.ts';
import { inSteps, type Steps, within } from '../steps.ts';
import { bracketedForms } from './bracketedForms.ts';
import { isShouting, wordsWithCapitals } from './capitalWords.ts';

const maxRejected = 200;

/** "(a)", "(iv)": what counts the parts of a sentence. */
const enumerator = /\(([a-hA-H]|[ivx]{1,5})\)/g;
const romanNumeral = /^[IVX]{2,5}$/;

/** A word that looks like an abbreviation, and why it is none. */
export interface RejectedWord extends Span {
  readonly word: string;
  readonly reason:
    | 'initials of an author'
    | 'name of a journal'
    | 'name in a statement'
    | 'roman numeral'
    | 'enumerator'
    | 'word of a heading in capitals';
}

export interface FoundAbbreviations {
  readonly abbreviations: readonly PackAbbreviation[];
  /** How many were too many. */
  readonly leftOut: number;
  readonly rejected: readonly RejectedWord[];
  /** The sections that use each short form, by its singular. */
  readonly sections: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The abbreviations of an article: where each is expanded, and which are used but expanded nowhere. A short
 * form that is expanded in two ways stands twice. What looks like one and is none comes with the reason.
 */
export function* findAbbreviations(
  texts: readonly PlacedText[],
  authors: readonly Name[],
  glossary: readonly GlossaryEntry[],
  glossarySection: string | undefined,
): Steps<FoundAbbreviations> {
  const definitions = new Definitions();
  yield* within(
    inSteps(texts, costOf, ({ body, text, section, kind }) => {
      const at = new Set<number>();
      for (const { short, long, start, end, longSpan } of definitionsIn(body)) {
        at.add(start);
        const whole = wholeLong(
          short,
          long,
          body.text.slice(Math.max(0, longSpan.start - 40), longSpan.start),
        );
        if (isDefinition(short, whole))
          definitions.add({
            short,
            long: whole,
            status: 'defined',
            definedIn: section,
            ...text.place(start, end),
          });
      }
      if (kind === 'aside' || kind === 'listed-title') return;
      for (const { short, long, start, end } of bracketedForms(body.text, at))
        if (isDefinition(short, long))
          definitions.add({ short, long, status: 'defined', definedIn: section, ...text.place(start, end) });
    }),
    0,
    0.6,
  );
  for (const { short, long, start, end } of glossary)
    definitions.add({
      short,
      long,
      status: 'defined',
      ...(glossarySection === undefined ? {} : { definedIn: glossarySection }),
      start,
      end,
    });
  const uses = new Uses(definitions, new Set(authors.flatMap(initialsOf)));
  yield* within(
    inSteps(texts, costOf, (text) => uses.take(text)),
    0.6,
    1,
  );
  const all = [...definitions.all(), ...uses.unexpanded.values()];
  return {
    abbreviations: all.slice(0, limits.abbreviations),
    leftOut: Math.max(0, all.length - limits.abbreviations) + uses.leftOut,
    sections: uses.sections,
    rejected: [...uses.rejected.values()],
  };
}

const smallOpening = /^(?:to|an?|of|in|by|for|the) (?=\p{L})/u;

/** "time to echo (TE)" begins with the word before "to"; "weak to transthyretin (TTR)" behind it. */
function wholeLong(short: string, long: string, before: string): string {
  if (!smallOpening.test(long)) return long;
  const last = /(?<word>[\p{L}-]{2,30}) $/u.exec(before)?.groups?.['word'];
  return last?.[0]?.toLowerCase() === short[0]?.toLowerCase()
    ? `${last} ${long}`
    : long.replace(smallOpening, '');
}

/**
 * Codes of states behind a town, "Santa Clara, CA", and lists of short forms, "PLA2, PLC and PLD", define
 * nothing.
 */
function isDefinition(short: string, long: string): boolean {
  const words = long.split(/[\s,/]+/u).filter((word) => !/^(?:and|or|&)$/u.test(word));
  if (/^[A-Z]{2}$/u.test(short) && stateCodes.has(short) && words.length === 1 && /^\p{Lu}\p{Ll}/u.test(long))
    return false;
  return words.some((word) => /\p{Ll}{2}/u.test(word)) || words.length < 2;
}

const stateCodes = new Set(
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC UK'.split(
    ' ',
  ),
);

/** "EQ-5D", "SF-36": one short form, whose parts are none. */
const withNumber = /^[A-Z]{2,6}-\d{1,3}[A-Z]{0,2}$/u;

/** Short forms with what they stand for; each meaning once. */
class Definitions {
  readonly #byShort = new Map<string, Map<string, PackAbbreviation>>();

  add(abbreviation: PackAbbreviation): void {
    const key = singularShort(abbreviation.short);
    const meanings = this.#byShort.get(key) ?? new Map<string, PackAbbreviation>();
    const meaning = normalised(abbreviation.long ?? '');
    if (!meanings.has(meaning)) meanings.set(meaning, abbreviation);
    this.#byShort.set(key, meanings);
  }

  has(key: string): boolean {
    return this.#byShort.has(key);
  }

  all(): PackAbbreviation[] {
    return [...this.#byShort.values()].flatMap((meanings) => [...meanings.values()]);
  }
}

/** Where short forms are used, and which are never expanded. */
class Uses {
  readonly sections = new Map<string, Set<string>>();
  readonly unexpanded = new Map<string, PackAbbreviation>();
  readonly rejected = new Map<string, RejectedWord>();
  leftOut = 0;
  readonly #definitions: Definitions;
  readonly #initials: ReadonlySet<string>;

  constructor(definitions: Definitions, initials: ReadonlySet<string>) {
    this.#definitions = definitions;
    this.#initials = initials;
  }

  take(placed: PlacedText): void {
    // The parts of a word that is a short form as a whole ("Y-BOCS") are none of their own.
    let known = 0;
    for (const { word, start, capitals } of wordsWithCapitals(placed.text.text)) {
      if (start < known) continue;
      const key = singularShort(word);
      if (this.#definitions.has(key)) addTo(this.sections, key, placed.section);
      else if (withNumber.test(word) && !placed.formal && looksUnexplained(word.split('-', 1)[0] ?? ''))
        this.#keep(placed, word, key, start);
      else if (capitals < 2 || !this.#takeUnexpanded(placed, word, key, start)) continue;
      known = start + word.length;
    }
    for (const found of placed.text.text.matchAll(enumerator))
      this.#reject(placed, found[1] ?? '', found.index + 1, 'enumerator');
  }

  /** True where the word is a short form that is expanded nowhere. */
  #takeUnexpanded(placed: PlacedText, word: string, key: string, start: number): boolean {
    if (romanNumeral.test(word)) this.#reject(placed, word, start, 'roman numeral');
    if (!looksUnexplained(word)) return false;
    const isState =
      stateCodes.has(word) &&
      /\p{Lu}\p{L}{1,30}, $/u.test(placed.text.text.slice(Math.max(0, start - 40), start));
    if (isState) return false;
    const reason = this.#initials.has(word)
      ? 'initials of an author'
      : placed.formal
        ? 'name in a statement'
        : isShouting(placed.text.text)
          ? 'word of a heading in capitals'
          : undefined;
    if (reason !== undefined) {
      this.#reject(placed, word, start, reason);
      return false;
    }
    return this.#keep(placed, word, key, start);
  }

  #keep(placed: PlacedText, word: string, key: string, start: number): boolean {
    if (!this.unexpanded.has(key)) {
      if (this.unexpanded.size >= limits.abbreviations) {
        this.leftOut += 1;
        return false;
      }
      const place = placed.text.place(start, start + word.length);
      this.unexpanded.set(key, { short: word, status: 'used-unexpanded', ...place });
    }
    addTo(this.sections, key, placed.section);
    return true;
  }

  #reject({ text }: PlacedText, word: string, start: number, reason: RejectedWord['reason']): void {
    const key = `${word} ${reason}`;
    if (this.rejected.has(key) || this.rejected.size >= maxRejected) return;
    this.rejected.set(key, { word, reason, ...text.place(start, start + word.length) });
  }
}

/** Words in the names of journals that would pass for short forms, where the lists print them. */
export function journalWords(works: readonly ListedWork[], source: string): readonly RejectedWord[] {
  const words = new Map<string, RejectedWord>();
  for (const { reference, start, end } of works) {
    const journal = reference['container-title'] ?? '';
    for (const { word, capitals } of wordsWithCapitals(journal)) {
      if (capitals < 2 || words.has(word) || words.size >= maxRejected) continue;
      const at = source.slice(start, end).lastIndexOf(word);
      if (at < 0) continue;
      const place = { start: start + at, end: start + at + word.length };
      words.set(word, { word, reason: 'name of a journal', ...place });
    }
  }
  return [...words.values()];
}

/** "CGA" and "CA" of Chadi G. Abdallah. */
function initialsOf(name: Name): string[] {
  const first = (text: string | undefined): string =>
    (text?.match(/\p{L}+/gu) ?? []).map((word) => word.slice(0, 1).toUpperCase()).join('');
  const given = first(name.given);
  const family = first(name.family?.split(' ').at(-1));
  return [given + family, given.slice(0, 1) + family];
}

const normalised = (text: string): string => plainWords(text).replace(/s$/u, '');

function addTo(groups: Map<string, Set<string>>, key: string, value: string): void {
  const group = groups.get(key) ?? new Set();
  groups.set(key, group.add(value));
}
