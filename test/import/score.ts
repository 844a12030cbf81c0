import type { Name, Reference } from '../../src/core/bibliography/types.ts';
import { customOf } from '../../src/core/paper/rules.ts';
import type { PackFact, PaperPack } from '../../src/core/paper/types.ts';

/**
 * What an import should find, one line an item, written by hand (test/fixtures/import/*.truth.json). Kinds
 * that a ground truth leaves out are not scored.
 */
export type GroundTruth = Readonly<Record<string, readonly string[]>>;

export interface Score {
  readonly kind: string;
  readonly expected: number;
  readonly found: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  readonly missing: readonly string[];
  readonly invented: readonly string[];
}

/** The items of a pack in the lines of a ground truth. Ids are the importer's own choice and do not count. */
export function itemsOf(pack: PaperPack): GroundTruth {
  const section = new Map(pack.sections.map(({ id, title }) => [id, title]));
  const titles = new Map(pack.references.map(({ id, title }) => [id, title ?? '']));
  const withRole = (role: string) =>
    pack.references.filter((reference) => customOf(reference)['role'] === role);
  const { source } = pack;
  return {
    title: [source.title ?? ''].filter((title) => title !== ''),
    authors: (source.author ?? []).map(nameLine),
    metadata: ['DOI', 'container-title', 'volume', 'issue', 'page', 'PMID', 'PMCID', 'publisher']
      .flatMap((field) => (source[field] === undefined ? [] : [`${field}: ${String(source[field])}`]))
      .concat(yearOf(source) === '' ? [] : [`year: ${yearOf(source)}`]),
    counts: Object.entries(pack.counts ?? {}).map(([name, count]) => `${name}: ${count}`),
    sections: pack.sections.map(({ title, secType, extent }) => `${title} | ${secType ?? '-'} | ${extent}`),
    abbreviations: pack.abbreviations.map(({ short, long, definedIn, status }) =>
      status === 'defined'
        ? `${short} = ${long} @ ${section.get(definedIn ?? '')}`
        : `${short} = ? ${long ?? ''}`.trim(),
    ),
    citations: pack.citations.map(
      ({ surnames, etAl, year, yearSuffix, yearText, section: id, work, basis, listed }) => {
        const names = surnames.join(' & ') + (etAl ? ' et al.' : '');
        const date = year === null ? yearText : `${year}${yearSuffix ?? ''}`;
        const target =
          work === undefined ? (listed === false ? 'not listed' : 'doubtful') : (titles.get(work) ?? '?');
        return `${names} ${date} @ ${section.get(id)} -> ${target} (${basis})`;
      },
    ),
    references: withRole('listed-reference').map(referenceLine),
    citedBy: withRole('cited-by').map(referenceLine),
    facts: (pack.facts ?? []).map((fact) => factLine(fact, section.get(fact.section) ?? '?', titles)),
    terms: pack.terms.map(({ prefLabel, shortForms, definition, candidate }) =>
      [prefLabel, ...(shortForms ?? []), candidate ? 'candidate' : '', definition ?? '']
        .filter((part) => part !== '')
        .join(' | '),
    ),
  };
}

export function score(pack: PaperPack, truth: GroundTruth): Score[] {
  const items = itemsOf(pack);
  return Object.entries(truth).map(([kind, expected]) => {
    const found = items[kind] ?? [];
    const missing = without(expected, found);
    const invented = without(found, expected);
    const right = expected.length - missing.length;
    return {
      kind,
      expected: expected.length,
      found: found.length,
      right,
      precision: found.length === 0 ? 1 : right / found.length,
      recall: expected.length === 0 ? 1 : right / expected.length,
      missing,
      invented,
    };
  });
}

/** A table for people. */
export function scoreTable(name: string, scores: readonly Score[]): string {
  const lines = scores.flatMap(({ kind, expected, precision, recall, missing, invented }) => [
    `  ${kind.padEnd(14)} ${String(expected).padStart(4)} items   precision ${precision.toFixed(3)}   recall ${recall.toFixed(3)}`,
    ...missing.map((line) => `      missing:  ${line}`),
    ...invented.map((line) => `      invented: ${line}`),
  ]);
  return [name, ...lines].join('\n');
}

/**
 * Items that do not stand where they say: the text at an abbreviation is the abbreviation, at a citation its
 * first surname (or, where the markup links a number, a digit), at a dose its number.
 */
export function misplaced(pack: PaperPack, text: string): string[] {
  const wrong: string[] = [];
  const check = (
    label: string,
    start: number | undefined,
    end: number | undefined,
    shows: (there: string) => boolean,
  ) => {
    if (start === undefined || end === undefined || !shows(text.slice(start, end)))
      wrong.push(`${label} at ${start}–${end}: “${text.slice(start, end)}”`);
  };
  for (const one of pack.abbreviations) check(one.short, one.start, one.end, (there) => there === one.short);
  for (const one of pack.citations)
    check(
      one.surnames.join(),
      one.start,
      one.end,
      (there) => there.includes(one.surnames[0] ?? '?') || /^\D{0,3}\d/.test(there),
    );
  for (const one of pack.facts ?? []) check(one.kind, one.start, one.end, (there) => /\d/.test(there));
  for (const one of pack.sections) check(one.id, one.start, one.end, (there) => there.trim() !== '');
  for (const reference of pack.references) {
    const { start, end } = customOf(reference) as { start?: number; end?: number };
    if (start !== undefined)
      check(reference.id, start, end, (there) =>
        there.includes((reference.title ?? '').split(' ')[0] ?? '?'),
      );
  }
  return wrong;
}

const nameLine = ({ family, given, suffix, literal }: Name): string =>
  literal ?? [given, family, suffix].filter((part) => part !== undefined).join(' ');

const yearOf = (reference: Reference): string => (reference.issued?.['date-parts']?.[0] ?? []).join('-');

const referenceLine = (reference: Reference): string => {
  const names = (reference.author ?? [])
    .map(nameLine)
    .concat(reference.othersOmitted === true ? ['et al.'] : []);
  const fields = ['container-title', 'volume', 'issue', 'page', 'DOI', 'PMID']
    .map((field) => reference[field])
    .filter((value) => value !== undefined);
  return [
    names.join(', '),
    reference.title,
    ...fields,
    yearOf(reference) + String(reference['year-suffix'] ?? ''),
  ].join(' | ');
};

function factLine(
  { kind, drug, value, unit, route, duration, frequency, label, supports = [] }: PackFact,
  section: string,
  titles: ReadonlyMap<string, string>,
): string {
  const amount = typeof value === 'object' ? `${value.min}–${value.max}` : value;
  const parts = [kind, label, drug, amount, unit, route, duration, frequency].filter(
    (part) => part !== undefined,
  );
  return `${parts.join(' ')} @ ${section}${supports.map((work) => ` <- ${titles.get(work)}`).join('')}`;
}

/** The items of one list that another does not hold, each as often as it is missing. */
function without(items: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const item of others) left.set(item, (left.get(item) ?? 0) + 1);
  return items.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}
