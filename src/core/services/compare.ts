import { distance } from 'fastest-levenshtein';
import { normaliseTitle } from '../bibliography/identity.ts';
import { withoutRetraction } from '../bibliography/retraction.ts';
import type { Name, Reference } from '../bibliography/types.ts';
import { creators, surname } from '../bibliography/variables.ts';
import { oneLine, quoted } from '../render/escape.ts';
import { type Finding, noticeFinding } from './findings.ts';
import { type Identifier, identifierText } from './identifiers.ts';
import type { WorkRecord } from './record.ts';
import { services } from './services.ts';

/** Everything that an entry's record says against it. */
export function compare(
  key: string,
  entry: Reference,
  record: WorkRecord,
  identifier: Identifier,
): readonly Finding[] {
  const mismatch = mismatchOf(key, entry, record, identifier);
  const notices = record.notices.map((notice) => noticeFinding(key, notice));
  // What is said of another work says nothing of this one.
  if (mismatch?.isOther) return [mismatch.finding, ...notices];
  return [
    ...notices,
    ...(mismatch === undefined ? [] : [mismatch.finding]),
    ...published(key, entry, record),
    ...incomplete(key, entry, record),
  ];
}

export const notFoundFinding = (key: string, identifier: Identifier): Finding => ({
  code: 'work-not-found',
  message: `There is no work with ${identifierText(identifier)}, which ${quoted(key)} has. Check it against the paper; a reference that leads nowhere may be made up.`,
});

function mismatchOf(
  key: string,
  entry: Reference,
  record: WorkRecord,
  identifier: Identifier,
): { readonly finding: Finding; readonly isOther: boolean } | undefined {
  const there = record.reference;
  const differing: string[] = [];
  const otherTitle = !likeTitles(entry.title, [there.title ?? '', ...record.otherTitles]);
  if (otherTitle) differing.push(`its title is ${quoted(there.title ?? '', 200)}`);
  const otherAuthor = !likeFirstAuthors(creators(entry), creators(there));
  if (otherAuthor) differing.push(`its first author is ${oneLine(surname(creators(there)[0]!), 80)}`);
  const year = entry.issued?.['date-parts']?.[0]?.[0];
  // What came out online in one year is printed in the next.
  const otherYear =
    year !== undefined && record.years.length > 0 && record.years.every((one) => Math.abs(one - year) > 1);
  if (otherYear) differing.push(`its year is ${record.years.join(' or ')}`);
  if (differing.length === 0) return undefined;
  const what = `${quoted(key)} is not as ${services[record.from].title} has ${identifierText(identifier)}: ${differing.join(', ')}.`;
  const isYearAlone = !otherTitle && !otherAuthor;
  return {
    finding: {
      code: 'work-mismatch',
      message: `${what} Correct the entry or its identifier.`,
      ...(isYearAlone ? { severity: 'warning' } : {}),
    },
    isOther: otherTitle && otherAuthor,
  };
}

/** Letters of a title that are enough to know it by its start: the rest is a subtitle. */
const tellingStart = 10;
/** Share of letters that may differ: Greek letters spelled out, a word spelled otherwise. */
const tolerated = 0.15;
const comparedLetters = 300;

/** Whether a title is one of those that the record gives. An entry without a title differs from none. */
export function likeTitles(title: string | undefined, others: readonly string[]): boolean {
  const own = comparable(title ?? '');
  if (own === '') return true;
  return others.some((other) => {
    const theirs = comparable(other);
    const [short, long] = own.length < theirs.length ? [own, theirs] : [theirs, own];
    if (short === long) return true;
    if (short.length >= tellingStart && long.startsWith(short)) return true;
    if (short.length >= 2 * tellingStart && long.includes(short)) return true;
    const [a, b] = [short.slice(0, comparedLetters), long.slice(0, comparedLetters)];
    return a !== '' && distance(a, b) <= tolerated * b.length;
  });
}

const greek =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );

/** Letters and digits, Greek ones by their names: some registers have no others. */
const comparable = (title: string): string =>
  normaliseTitle(withoutRetraction(title)).replace(
    /[α-ω]/g,
    (letter) => greek[letter.charCodeAt(0) - 'α'.charCodeAt(0)] ?? letter,
  );

/** Groups are written in too many ways to be told apart, and a list without names says nothing. */
export function likeFirstAuthors(own: readonly Name[], theirs: readonly Name[]): boolean {
  const [a] = own;
  const [b] = theirs;
  if (a?.family === undefined || b?.family === undefined) return true;
  const names = spellings(b);
  if ([...spellings(a)].some((name) => names.has(name))) return true;
  // Some write the family name first, and a register takes it for the given one.
  const given = spelled(b.given ?? '');
  return given !== '' && given === spelled(a.family);
}

/** A family name with and without particles, and each part of a double one. */
function spellings(name: Name): ReadonlySet<string> {
  const family = name.family ?? '';
  const parts = family.split(/[\s‐-]+/).filter((part) => part.length > 2 && /^\p{Lu}/u.test(part));
  return new Set([surname(name), family, ...parts].map(spelled).filter((one) => one !== ''));
}

/** Umlauts are written with an e, or without their dots. */
const spelled = (name: string): string => normaliseTitle(name).replace(/(?<=[aou])e/g, '');

function published(key: string, entry: Reference, { article }: WorkRecord): readonly Finding[] {
  if (article === undefined || entry.DOI?.toLowerCase() === article) return [];
  return [
    {
      code: 'work-published',
      message: `${quoted(key)} is a preprint, and its article is out: DOI ${oneLine(article, 200)}. Cite the article.`,
      fix: { kind: 'article', key, doi: article },
    },
  ];
}

/** What lists of references print, in the words that entries have for it. */
const printed: readonly (readonly [variable: string, name: string])[] = [
  ['container-title', 'journal'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['page', 'pages'],
  ['DOI', 'DOI'],
];

function incomplete(key: string, entry: Reference, record: WorkRecord): readonly Finding[] {
  const there = record.reference;
  const missing: string[] = [];
  const variables: Record<string, unknown> = {};
  if (creators(entry).length === 0 && creators(there).length > 0) {
    missing.push(`author (${oneLine(surname(creators(there)[0]!), 80)})`);
    variables[there.author === undefined ? 'editor' : 'author'] = creators(there);
  }
  if ((entry.title ?? '') === '') {
    missing.push(`title (${oneLine(there.title ?? '', 200)})`);
    variables['title'] = there.title;
  }
  const year = there.issued?.['date-parts']?.[0]?.[0];
  if (entry.issued === undefined && year !== undefined) {
    missing.push(`year (${year})`);
    variables['issued'] = there.issued;
  }
  for (const [variable, name] of printed) {
    const value = there[variable];
    if (typeof value !== 'string' || value === '' || isSaid(entry, variable, value)) continue;
    missing.push(`${name} (${oneLine(value, 200)})`);
    variables[variable] = value;
  }
  if (missing.length === 0) return [];
  return [
    {
      code: 'work-incomplete',
      message: `${quoted(key)} lacks what ${services[record.from].title} has: ${missing.join(', ')}.`,
      fix: { kind: 'lacking', key, variables },
    },
  ];
}

function isSaid(entry: Reference, variable: string, value: string): boolean {
  const own = entry[variable];
  if (own !== undefined && own !== '') return true;
  if (variable === 'container-title') return entry['container-title-short'] !== undefined;
  // A DOI may stand in the address; an article's number is a number to some and pages to others.
  if (variable === 'DOI') return entry.URL?.toLowerCase().includes(value.toLowerCase()) === true;
  return variable === 'page' && entry['number'] !== undefined;
}
