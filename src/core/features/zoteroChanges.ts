import type { TextEdit } from '../../base/edit.ts';
import { normaliseDoi, normaliseTitle } from '../bibliography/identity.ts';
import type { CslDate, Name, Reference } from '../bibliography/types.ts';
import { creators, surname } from '../bibliography/variables.ts';
import { changedFields } from '../bibliography/writing/changedFields.ts';
import { oneLine, quoted } from '../render/escape.ts';
import type { Library } from '../workspace/library.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { zoteroWork } from '../workspace/zoteroWorks.ts';

/** An entry that is not as Zotero has its work. */
interface ZoteroChange {
  readonly uri: string;
  readonly key: string;
  /** What differs, in words: `title: “A” → “B”`. */
  readonly differences: readonly string[];
  /** Gives the entry what Zotero has; undefined where the file cannot be written so. */
  readonly edit: TextEdit | undefined;
}

/** Entries of one step. */
const entriesPerStep = 50;

/**
 * The entries of a manuscript's bibliographies, or of a bibliography, that differ from the copy of Zotero in
 * what a list of references prints. What Zotero does not have is no difference. In steps; yields the share
 * done.
 */
export function* zoteroChangesInSteps(
  snapshot: Snapshot,
  uri: string,
  isWanted: (uri: string, key: string) => boolean = () => true,
): Generator<number, ZoteroChange[]> {
  const { zotero } = snapshot;
  if (zotero === undefined) return [];
  const files = snapshot.bibliographiesOf(uri);
  const size = files.reduce((sum, { bibliography }) => sum + bibliography.size, 0);
  const changes: ZoteroChange[] = [];
  let done = 0;
  for (const { uri: file, bibliography, text } of files) {
    for (let index = 0; index < bibliography.size; index += 1) {
      done += 1;
      if (done % entriesPerStep === 0) yield done / size;
      const key = oneLine(bibliography.entry(index).key, 200);
      if (!isWanted(file, key)) continue;
      const own = bibliography.reference(index);
      const there = sameInZotero(snapshot, zotero, key, own);
      if (there === undefined) continue;
      const differing = printed.filter(({ differs, variable }) => differs(own, there, variable));
      if (differing.length === 0) continue;
      const variables = Object.fromEntries(
        differing.map(({ variable }) => [
          variable,
          variable === 'issued' ? issuedFor(bibliography.format, there) : there[variable],
        ]),
      );
      const differences = differing.map(({ name, variable, show }) => {
        const before = show(own[variable]);
        return `${name}: ${before === '' ? 'none' : quoted(before, 120)} → ${quoted(show(there[variable]), 120)}`;
      });
      const edit = changedFields(bibliography, text, index, variables);
      changes.push({ uri: file, key, differences, edit });
    }
  }
  return changes;
}

/**
 * The work of an entry: of the same key where nothing says that it is another, else that which is the same.
 */
function sameInZotero(
  snapshot: Snapshot,
  zotero: Library,
  key: string,
  own: Reference,
): Reference | undefined {
  const ofKey = zoteroWork(snapshot, key)?.work;
  if (ofKey !== undefined && isSame(own, ofKey)) return ofKey;
  const found = zotero.findWork({
    doi: own.DOI,
    title: own.title,
    year: yearOf(own),
    author: own.author,
  });
  return found?.source.bibliography.reference(found.index);
}

function isSame(own: Reference, there: Reference): boolean {
  const [a, b] = [normaliseDoi(own.DOI), normaliseDoi(there.DOI)];
  if (a !== undefined && b !== undefined) return a === b;
  if (normaliseTitle(own.title) === normaliseTitle(there.title)) return true;
  const [first] = creators(own);
  const [other] = creators(there);
  // A title that was corrected: of the same year and author.
  const isByOne =
    first !== undefined && other !== undefined && folded(surname(first)) === folded(surname(other));
  return isByOne && yearOf(own) !== undefined && yearOf(own) === yearOf(there);
}

interface Printed {
  readonly variable: string;
  readonly name: string;
  differs(own: Reference, there: Reference, variable: string): boolean;
  show(value: unknown): string;
}

const folded = (value: unknown): string => normaliseTitle(typeof value === 'string' ? value : '');
const shown = (value: unknown): string => (typeof value === 'string' ? value : '');
const yearOf = (reference: Reference): number | undefined => reference.issued?.['date-parts']?.[0]?.[0];

/** Letters and digits: case and signs are the style's, or BibTeX's. */
const textDiffers = (own: Reference, there: Reference, variable: string): boolean =>
  folded(there[variable]) !== '' && folded(own[variable]) !== folded(there[variable]);

/** An entry may have the short name of its journal. */
const containerDiffers = (own: Reference, there: Reference, variable: string): boolean =>
  textDiffers(own, there, variable) && folded(own[variable]) !== folded(there['container-title-short']);

function pageDiffers(own: Reference, there: Reference): boolean {
  const [a, b] = [own.page, there.page].map((page) => (page ?? '').split(/[‐-–—-]+/).map(folded));
  if (a === undefined || b === undefined || b[0] === '') return false;
  // “351-4” is “351-354”.
  return a[0] !== b[0] || !((b[1] ?? '').endsWith(a[1] ?? '') || (a[1] ?? '').endsWith(b[1] ?? ''));
}

const namesOf = (value: unknown): readonly Name[] => (Array.isArray(value) ? (value as readonly Name[]) : []);

/** Given names may be initials in one of the two; lists that end in “and others” are no lists. */
function namesDiffer(own: Reference, there: Reference, variable: string): boolean {
  const [a, b] = [namesOf(own[variable]), namesOf(there[variable])];
  if (b.length === 0 || own.othersOmitted === true || there.othersOmitted === true) return false;
  return (
    a.length !== b.length ||
    a.some((name, at) => folded(surname(name)) !== folded(surname(b[at]!)) || givenDiffer(name, b[at]!))
  );
}

function givenDiffer(a: Name, b: Name): boolean {
  const [own, there] = [folded(a.given), folded(b.given)];
  if (own === '' || there === '') return own === '' && there !== '';
  const initials = ({ given = '' }: Name): string => folded(given.replace(/(\p{L})\p{Ll}+/gu, '$1'));
  return own !== there && initials(a) !== initials(b);
}

const showNames = (value: unknown): string =>
  namesOf(value)
    .map(({ family, given, literal }) => literal ?? [family, given].filter(Boolean).join(', '))
    .join('; ');

const showYear = (value: unknown): string =>
  String((value as CslDate | undefined)?.['date-parts']?.[0]?.[0] ?? '');

const printed: readonly Printed[] = [
  { variable: 'author', name: 'authors', differs: namesDiffer, show: showNames },
  { variable: 'editor', name: 'editors', differs: namesDiffer, show: showNames },
  { variable: 'title', name: 'title', differs: textDiffers, show: shown },
  {
    variable: 'issued',
    name: 'year',
    differs: (own, there) => yearOf(there) !== undefined && yearOf(own) !== yearOf(there),
    show: showYear,
  },
  { variable: 'container-title', name: 'published in', differs: containerDiffers, show: shown },
  { variable: 'volume', name: 'volume', differs: textDiffers, show: shown },
  { variable: 'issue', name: 'issue', differs: textDiffers, show: shown },
  { variable: 'page', name: 'pages', differs: pageDiffers, show: shown },
  { variable: 'publisher', name: 'publisher', differs: textDiffers, show: shown },
  {
    variable: 'DOI',
    name: 'DOI',
    differs: ({ DOI: own }, { DOI: there }) =>
      normaliseDoi(there) !== undefined && normaliseDoi(own) !== normaliseDoi(there),
    show: shown,
  },
];

/** BibTeX's field holds the year alone, and a month that stands there stays. */
const issuedFor = (format: string, there: Reference): CslDate | undefined =>
  format === 'bibtex' ? { 'date-parts': [[yearOf(there) ?? 0]] } : there.issued;
