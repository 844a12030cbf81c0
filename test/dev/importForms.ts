import { finished } from '../../src/base/steps.ts';
import type { Reference } from '../../src/core/bibliography/types.ts';
import { type ImportedPaper, importPaper } from '../../src/core/import/importPaper.ts';
import { reasonToRefusePdf } from '../../src/core/import/readers/pdf/reader.ts';
import { pdfText } from '../../src/core/import/readers/pdf/text.ts';
import { customOf } from '../../src/core/paper/rules.ts';
import type { PaperPack } from '../../src/core/paper/types.ts';
import { decodeText } from '../../src/server/decode.ts';
import { extract } from '../../src/server/pdf/extract.ts';
import { isPdf } from '../../src/server/pdf/readPdf.ts';

/**
 * Imports the bytes of a file as the command line does, without its thread; undefined where they are refused.
 */
export async function packOfFile(name: string, bytes: Uint8Array): Promise<PaperPack | undefined> {
  if (!isPdf(bytes)) return packOf(importPaper({ name, text: decodeText(bytes) }, { date: '2026-11-29' }));
  const found = await extract(bytes, () => {});
  if (!('document' in found) || reasonToRefusePdf(found.document) !== undefined) return undefined;
  const text = finished(pdfText(found.document));
  return packOf(importPaper({ name, text, pdf: found.document.info }, { date: '2026-11-29' }));
}

const packOf = ({ value }: ImportedPaper): PaperPack | undefined => value;

/** How many of what the JATS of an article states its other form gave: by what is measured, right and all. */
export type Measures = Readonly<Record<string, readonly [right: number, all: number]>>;

/**
 * An article's pack of another form against the pack of its JATS, which its publisher labelled.
 *
 * @param jats the text of that file
 */
export function measure(truth: PaperPack, found: PaperPack | undefined, jats: string): Measures {
  const listed = worksOf(truth).filter((work) => creatorOf(work) !== '' && plain(work.title) !== '');
  const works = found === undefined ? [] : worksOf(found);
  const pairs = listed.map((work) => [work, works.find((one) => isSameWork(work, one))] as const);
  const right = (same: (one: Reference, other: Reference) => boolean): [number, number] => [
    pairs.filter(([one, other]) => other !== undefined && same(one, other)).length,
    listed.length,
  ];
  const field = (name: 'title' | 'container-title' | 'DOI'): [number, number] => {
    const expected = plain(truth.source[name]);
    return [Number(expected !== '' && expected === plain(found?.source[name])), Number(expected !== '')];
  };
  return {
    title: field('title'),
    authors: [Number(namesOf(truth.source) === namesOf(found?.source)), 1],
    journal: journalOf(truth, found),
    year: [
      Number(yearOf(truth.source) === yearOf(found?.source)),
      Number(yearOf(truth.source) !== undefined),
    ],
    DOI: field('DOI'),
    sections: inOrder(printedHeadings(truth, jats), found === undefined ? [] : headings(found)),
    references: right(() => true),
    'first author': right((one, other) => creatorOf(one) === creatorOf(other)),
    'year of reference': right((one, other) => yearOf(one) === yearOf(other)),
    'title of reference': right((one, other) => plain(one.title) === plain(other.title)),
    'citations linked': common(
      linked(truth),
      found === undefined ? [] : linked(found, sameWorks(truth, found)),
    ),
    abbreviations: common(shortForms(truth), found === undefined ? [] : shortForms(found)),
  };
}

/** A page may print a journal's name in full or as its JATS abbreviates it. */
function journalOf({ source }: PaperPack, found: PaperPack | undefined): [number, number] {
  const printed = plain(found?.source['container-title']);
  const names = [source['container-title'], source['container-title-short']].map(plain);
  return [Number(printed !== '' && names.includes(printed)), Number(names[0] !== '')];
}

const plain = (text: string | undefined): string =>
  (text ?? '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const nameOf = ({ family, literal }: { family?: string; literal?: string }): string =>
  plain(family ?? literal);
const creatorOf = ({ author = [] }: Reference): string => (author[0] === undefined ? '' : nameOf(author[0]));
const namesOf = (work: Partial<Reference> | undefined): string => (work?.author ?? []).map(nameOf).join('|');
const yearOf = (work: Partial<Reference> | undefined): number | undefined =>
  work?.issued?.['date-parts']?.[0]?.[0];
const headings = ({ sections }: PaperPack): string[] =>
  sections.map(({ title }) => plain(title)).filter((title) => title !== '');
/** The headings that the article prints: a note on interests has none, and is given one as a section. */
const printedHeadings = (pack: PaperPack, jats: string): string[] =>
  /<title>\s*Conflict of interest\s*<\/title>/u.test(jats)
    ? headings(pack)
    : headings(pack).filter((title) => title !== 'conflict of interest');
const worksOf = ({ references }: PaperPack): readonly Reference[] =>
  references.filter((work) => customOf(work)['role'] === 'listed-reference');
const shortForms = ({ abbreviations }: PaperPack): string[] =>
  abbreviations.filter(({ status }) => status === 'defined').map(({ short }) => short);

/** The same title, or the title within what the list prints. */
function isSameWork(work: Reference, other: Reference): boolean {
  const title = plain(work.title);
  if (title === plain(other.title)) return true;
  const printed = Object.values((customOf(other)['asPrinted'] ?? {}) as Record<string, string>).join(' ');
  return plain(printed).includes(title.slice(0, 60));
}

/** The works that citations are linked to, under the ids of the JATS where those are given. */
const linked = ({ citations }: PaperPack, ids?: ReadonlyMap<string, string>): string[] =>
  citations.flatMap(({ work }) =>
    work === undefined ? [] : [ids === undefined ? work : (ids.get(work) ?? '')],
  );

/**
 * The id that each work of another form has in the JATS: of the same title, with that title in print, else of
 * the same first author and year where no other work is.
 */
function sameWorks(truth: PaperPack, found: PaperPack): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const works = worksOf(found);
  const label = (work: Reference): string => `${creatorOf(work)} ${yearOf(work)}`;
  for (const one of worksOf(truth)) {
    const title = plain(one.title);
    const left = works.filter(({ id }) => !ids.has(id));
    const alike = left.filter((work) => label(work) === label(one));
    const same =
      (title === ''
        ? undefined
        : (left.find((work) => plain(work.title) === title) ?? left.find((work) => isSameWork(one, work)))) ??
      (alike.length === 1 ? alike[0] : undefined);
    if (same !== undefined) ids.set(same.id, one.id);
  }
  return ids;
}

/** How many items of one list another holds, each as often. */
function common(expected: readonly string[], found: readonly string[]): [number, number] {
  const counts = new Map<string, number>();
  for (const one of found) counts.set(one, (counts.get(one) ?? 0) + 1);
  let right = 0;
  for (const one of expected) {
    const left = counts.get(one) ?? 0;
    if (left > 0) right += 1;
    counts.set(one, left - 1);
  }
  return [right, expected.length];
}

/** The longest run of items that both lists hold in one order. */
function inOrder(expected: readonly string[], found: readonly string[]): [number, number] {
  let before = new Array<number>(found.length + 1).fill(0);
  for (const one of expected) {
    const now = [0];
    for (const [index, other] of found.entries())
      now.push(one === other ? before[index]! + 1 : Math.max(now[index]!, before[index + 1]!));
    before = now;
  }
  return [before.at(-1) ?? 0, expected.length];
}
