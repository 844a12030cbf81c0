import type { Name } from '../../bibliography/types.ts';
import { definitionsIn } from '../../terms/definitions.ts';
import { looksUnexplained, singularShort } from '../../terms/shortForm.ts';
import type { PackAbbreviation } from '../types.ts';
import type { GlossaryEntry } from './article.ts';
import type { PlacedText } from './places.ts';

/** More than any paper has; what comes later is left out. */
const maximalAbbreviations = 2_000;

export interface FoundAbbreviations {
  readonly abbreviations: readonly PackAbbreviation[];
  /** The sections that use each short form, by its singular. */
  readonly sections: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The abbreviations of an article: where each is expanded, and which are used but expanded nowhere. A short form that
 * is expanded in two ways stands twice.
 */
export function findAbbreviations(
  texts: readonly PlacedText[],
  authors: readonly Name[],
  glossary: readonly GlossaryEntry[],
  glossarySection: string | undefined,
): FoundAbbreviations {
  const defined = new Map<string, PackAbbreviation[]>();
  const define = (abbreviation: PackAbbreviation) => {
    const key = singularShort(abbreviation.short);
    const known = defined.get(key);
    if (known === undefined) defined.set(key, [abbreviation]);
    else if (!known.some((one) => sameLong(one.long ?? '', abbreviation.long ?? '')))
      known.push(abbreviation);
  };
  for (const { body, text, section } of texts) {
    for (const { short, long, start, end } of definitionsIn(body))
      define({ short, long, status: 'defined', definedIn: section, ...text.place(start, end) });
  }
  for (const { short, long, start, end } of glossary)
    define({
      short,
      long,
      status: 'defined',
      ...(glossarySection === undefined ? {} : { definedIn: glossarySection }),
      start,
      end,
    });
  const unexpanded = new Map<string, PackAbbreviation>();
  const sections = new Map<string, Set<string>>();
  const initials = new Set(authors.flatMap(initialsOf));
  for (const placed of texts) {
    const shouting = isShouting(placed.text.text);
    // The parts of a word that is a short form as a whole ("Y-BOCS") are none of their own.
    let known = 0;
    for (const { word, start } of wordsWithCapitals(placed.text.text)) {
      if (start < known) continue;
      const key = singularShort(word);
      if (defined.has(key)) {
        addTo(sections, key, placed.section);
        known = start + word.length;
      } else if (
        !placed.formal &&
        !shouting &&
        looksUnexplained(word) &&
        !initials.has(word) &&
        unexpanded.size < maximalAbbreviations
      ) {
        addTo(sections, key, placed.section);
        known = start + word.length;
        if (!unexpanded.has(key))
          unexpanded.set(key, {
            short: word,
            status: 'used-unexpanded',
            ...placed.text.place(start, start + word.length),
          });
      }
    }
  }
  const all = [...[...defined.values()].flat(), ...unexpanded.values()];
  return { abbreviations: all.slice(0, maximalAbbreviations), sections };
}

/** Words, and the parts of hyphenated words, that hold two capitals: what could be a short form. */
function* wordsWithCapitals(text: string): Generator<{ readonly word: string; readonly start: number }> {
  for (const found of text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)) {
    const [whole] = found;
    if (whole.length > 40 || !/\p{Lu}/u.test(whole)) continue;
    yield { word: whole, start: found.index };
    if (!whole.includes('-')) continue;
    let at = found.index;
    for (const part of whole.split('-')) {
      yield { word: part, start: at };
      at += part.length + 1;
    }
  }
}

/** "CGA" and "CA" of Chadi G. Abdallah. */
function initialsOf(name: Name): string[] {
  const first = (text: string | undefined): string =>
    (text?.match(/\p{L}+/gu) ?? []).map((word) => word.slice(0, 1).toUpperCase()).join('');
  const given = first(name.given);
  const family = first(name.family?.split(' ').at(-1));
  return [given + family, given.slice(0, 1) + family];
}

const isShouting = (text: string): boolean => {
  const letters = text.slice(0, 400).match(/\p{L}/gu) ?? [];
  return (
    letters.length > 20 && letters.filter((letter) => /\p{Lu}/u.test(letter)).length > letters.length / 2
  );
};

const sameLong = (a: string, b: string): boolean => normalised(a) === normalised(b);

const normalised = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/s$/u, '');

function addTo(groups: Map<string, Set<string>>, key: string, value: string): void {
  const group = groups.get(key) ?? new Set();
  groups.set(key, group.add(value));
}
