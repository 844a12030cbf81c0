import fc from 'fast-check';
import { yearText } from '../../src/core/bibliography/dateText.ts';
import type { CslDate, Name, Reference } from '../../src/core/bibliography/types.ts';

/** Words as titles and names hold them, and as only hostile ones do. */
const word = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('ketamine', 'NMDA', 'effects', 'of', 'mTOR', 'in', 'depression', 'the'),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'Núñez',
        'Łódź',
        'Ærø',
        'naïve',
        'β-arrestin',
        'H₂O',
        '抑郁症',
        'Дюма',
        'ﬁne',
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom('R&D', '50%', '$100', '#1', 'p_max', 'p<0.05', 'a=b', '5-HT1A', 'A/B', 'α7'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '{x',
        'y}',
        '\\alpha',
        'a\\b',
        '~5',
        'x^2',
        '`quoted`',
        '“no”',
        '--',
        '@home',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).map(printable) },
  )
  .filter((text) => text !== '');

/** Text that a reader keeps: no white space but single blanks inside, no control characters, no markup. */
function printable(text: string): string {
  return text
    .replace(/[\p{C}\p{Z}\s<>&]+/gu, '')
    .normalize('NFC')
    .trim();
}

const title = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => words.join(' '));

const namePart = fc.constantFrom(
  'Berman',
  'Núñez',
  'O’Neil',
  'Smith-Jones',
  'Ørsted',
  'Li',
  '王',
  'St. Clair',
  'MacÁ',
);
const given = fc.constantFrom('Robert M.', 'A. B.', 'Jean-Paul', 'Zoë', 'J', '小明', 'Mary and', 'Émile');
const group = fc.constantFrom(
  'World Health Organization',
  'STAR*D Investigators',
  'AT&T Labs',
  'Smith and Sons',
  '& Co',
);

const name: fc.Arbitrary<Name> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ family: namePart, given }) },
  {
    weight: 1,
    arbitrary: fc.record({
      family: namePart,
      given,
      'non-dropping-particle': fc.constantFrom('van', 'de la', 'von der'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ family: namePart, given, suffix: fc.constantFrom('Jr', 'III') }) },
  { weight: 1, arbitrary: fc.record({ family: fc.constantFrom('de la Torre', 'van Gogh'), given }) },
  { weight: 1, arbitrary: fc.record({ literal: group }) },
);

const month = fc.integer({ min: 1, max: 12 });
const year = fc.integer({ min: 1650, max: 2040 });
const issued: fc.Arbitrary<CslDate> = fc.oneof(
  year.map((one) => ({ 'date-parts': [[one]] })),
  fc.tuple(year, month).map((date) => ({ 'date-parts': [date] })),
  fc.tuple(year, month, fc.integer({ min: 1, max: 28 })).map((date) => ({ 'date-parts': [date] })),
  fc.constant({ literal: 'in press' }),
);

const page = fc.oneof(
  fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 60 })).map(([from, more]) => `${from}-${from + more}`),
  fc.constantFrom('e123', 'S12-S15', '104-9', '17', 'iv-xii', '12-14, 20'),
);
const doi = fc.constantFrom(
  '10.1016/S0006-3223(99)00230-9',
  '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2',
  '10.1000/x_y.z(41)',
  '10.48550/arXiv.2001.00001',
);

export const writtenTypes = [
  ...[
    'article-journal',
    'article-magazine',
    'article-newspaper',
    'book',
    'chapter',
    'paper-conference',
    'thesis',
  ],
  ...[
    'report',
    'webpage',
    'manuscript',
    'dataset',
    'software',
    'patent',
    'entry-encyclopedia',
    'article',
    'document',
  ],
] as const;

/** A work with what a bibliography has of it. Its key is safe in every format. */
export const work: fc.Arbitrary<Reference> = fc
  .record(
    {
      type: fc.constantFrom(...writtenTypes),
      title,
      author: fc.array(name, { minLength: 1, maxLength: 4 }),
      issued,
      container: title,
      volume: fc.nat(400).map(String),
      issue: fc.nat(30).map(String),
      page,
      DOI: doi,
      PMID: fc.integer({ min: 1, max: 40_000_000 }).map(String),
    },
    { requiredKeys: ['type', 'title', 'author', 'issued'] },
  )
  .map(({ container, ...variables }) => ({
    ...variables,
    ...(container !== undefined && containedTypes.has(variables.type)
      ? { 'container-title': container }
      : {}),
    id: 'work1',
  }));

const containedTypes: ReadonlySet<string> = new Set([
  ...[
    'article-journal',
    'article-magazine',
    'article-newspaper',
    'chapter',
    'paper-conference',
    'entry-encyclopedia',
  ],
]);

/** What has to survive a format, in a form that can be compared. */
export interface Essentials {
  readonly title: string;
  readonly names: readonly string[];
  readonly year: string;
  readonly doi: string;
  readonly pages: string;
  readonly type: string;
}

export function essentials(reference: Reference): Essentials {
  return {
    title: reference.title ?? '',
    names: (reference.author ?? []).map(nameText),
    year: yearText(reference.issued),
    doi: reference.DOI ?? '',
    pages: (reference.page ?? '').replace(/[–—]/g, '-'),
    type: reference.type,
  };
}

const nameText = (name: Name): string =>
  [
    [name['dropping-particle'], name['non-dropping-particle'], name.family ?? name.literal]
      .filter(Boolean)
      .join(' '),
    name.given,
    name.suffix,
  ]
    .filter(Boolean)
    .join(', ');
