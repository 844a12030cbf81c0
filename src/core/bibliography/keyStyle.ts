import { fold } from './fold.ts';
import { emptyBibliography } from './listed.ts';
import type { Bibliography, Reference } from './types.ts';
import { creators, surname } from './variables.ts';

/** How a library writes its keys. */
interface KeyStyle {
  readonly name: string;
  readonly make: (parts: KeyParts) => string;
}

interface KeyParts {
  readonly author: string;
  readonly year: string;
  readonly word: string;
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The first is what a new library gets. */
const styles: readonly KeyStyle[] = [
  { name: 'berman2000', make: ({ author, year }) => author + year },
  { name: 'Berman2000', make: ({ author, year }) => capital(author) + year },
  { name: 'berman2000antidepressant', make: ({ author, year, word }) => author + year + word },
  { name: 'bermanAntidepressant2000', make: ({ author, year, word }) => author + capital(word) + year },
  { name: 'berman_antidepressant_2000', make: ({ author, year, word }) => `${author}_${word}_${year}` },
  {
    name: 'Berman2000Antidepressant',
    make: ({ author, year, word }) => capital(author) + year + capital(word),
  },
  { name: 'Berman:2000', make: ({ author, year }) => `${capital(author)}:${year}` },
  { name: 'berman-2000', make: ({ author, year }) => `${author}-${year}` },
  { name: 'berman_2000', make: ({ author, year }) => `${author}_${year}` },
  { name: 'Berman_2000', make: ({ author, year }) => `${capital(author)}_${year}` },
  { name: 'berman00', make: ({ author, year }) => author + year.slice(2) },
];

const stopWords = new Set(
  'a an and are as at by do does for from how in is it its of on or the to what when why with'.split(' '),
);

/** Entries that are looked at to learn the style. */
const sample = 60;

/** True for what can stand as a key in every format that is written. */
export const isKey = (key: string): boolean => /^[^\s{}(),"#%'=\\~@]{1,200}$/u.test(key);

/**
 * The key that a work gets when it is added: the wanted one where that is free, else one in the style of the
 * bibliography's; where there is no bibliography yet, that which the work brings.
 */
export function keyOfAdded(
  work: Reference,
  wanted: string | undefined,
  bibliography: Bibliography | undefined,
  isTaken: (key: string) => boolean,
): string {
  if (wanted !== undefined && isKey(wanted) && !isTaken(wanted)) return wanted;
  if (bibliography === undefined && work.id !== '') return work.id;
  return newKey(work, bibliography ?? emptyBibliography('bibtex'), isTaken);
}

/**
 * A key for a new entry, written as the other keys of the bibliography are, and not among them: a letter is
 * added where the plain key is taken (`berman2000a`).
 */
export function newKey(
  reference: Reference,
  bibliography: Bibliography,
  taken: (key: string) => boolean,
): string {
  const made = knownStyleOf(bibliography).make(partsOf(reference));
  // A work in letters that keys do not have, or without author and title.
  const plain = /[a-z]/i.test(made) ? made : `work${made.replace(/\D+/g, '')}`;
  if (!taken(plain)) return plain;
  for (let n = 0; ; n += 1) {
    const key = plain + (n < 26 ? String.fromCharCode(97 + n) : `-${n}`);
    if (!taken(key)) return key;
  }
}

const knownStyles = new WeakMap<Bibliography, KeyStyle>();

function knownStyleOf(bibliography: Bibliography): KeyStyle {
  const known = knownStyles.get(bibliography) ?? styleOf(bibliography);
  knownStyles.set(bibliography, known);
  return known;
}

/** The style that most of the first keys have. */
function styleOf(bibliography: Bibliography): KeyStyle {
  const votes = new Map<KeyStyle, number>();
  for (let index = 0; index < Math.min(bibliography.size, sample); index += 1) {
    const { key } = bibliography.entry(index);
    const parts = partsOf(bibliography.brief(index));
    for (const style of styles) {
      const made = style.make(parts);
      if (made !== '' && (key === made || (key.startsWith(made) && /^[a-z]$/.test(key.slice(made.length))))) {
        votes.set(style, (votes.get(style) ?? 0) + 1);
        break;
      }
    }
  }
  let best = styles[0]!;
  for (const [style, count] of votes) if (count > (votes.get(best) ?? 0)) best = style;
  return best;
}

function partsOf(reference: Reference): KeyParts {
  const first = creators(reference)[0];
  const words = fold(reference.title ?? '').split(/[^a-z0-9]+/);
  const word = words.find((one) => one !== '' && !stopWords.has(one)) ?? '';
  return {
    // A work without authors is known by its title.
    author: first ? fold(surname(first)).replace(/[^a-z0-9]+/g, '') : word,
    year: String(reference.issued?.['date-parts']?.[0]?.[0] ?? ''),
    word,
  };
}
