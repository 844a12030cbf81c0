import { type Span, touches } from '../../base/span.ts';
import type { Reference } from '../bibliography/types.ts';
import type { PackIndex } from '../paper/packIndex.ts';
import type { PackCitation } from '../paper/types.ts';
import { pageOf } from './page.ts';
import type { Snapshot } from './snapshot.ts';

/** A citation by number on a saved page, as far as it stands under the cursor. */
export interface NumberedCitation {
  /** `3` or `3–5` of `[1, 3–5]`, in the document. */
  readonly span: Span;
  readonly page: PackIndex;
  /** In the order of the list; none where the page does not show them. */
  readonly works: readonly Reference[];
}

/**
 * The works that a number of a saved page cites: those that its importer linked to the list. Where the page
 * cites by number in brackets, also such a number that the list does not show.
 */
export function numberedAt(snapshot: Snapshot, uri: string, offset: number): NumberedCitation | undefined {
  const page = pageOf(snapshot, uri);
  const text = snapshot.manuscript(uri)?.text;
  if (page === undefined || text === undefined) return undefined;
  const byNumber = page.pack.citations.filter(({ basis }) => basis === 'by-number');
  if (byNumber.length === 0) return undefined;
  const here = byNumber.filter((citation) => isPlaced(citation) && touches(citation, offset));
  const [first] = here;
  if (first === undefined || !isPlaced(first)) return unlistedAt(page, text, offset);
  const works = here.flatMap(({ work }) => (work === undefined ? [] : (page.work(work) ?? [])));
  const parts = partsOf(text.slice(first.start, first.end), first.start);
  const part = parts.find((one) => touches(one.span, offset));
  const whole = { start: first.start, end: first.end };
  const isEach = parts.reduce((sum, { count }) => sum + count, 0) === works.length;
  if (part === undefined || !isEach) return { span: part?.span ?? whole, page, works };
  const before = parts.slice(0, parts.indexOf(part)).reduce((sum, { count }) => sum + count, 0);
  return { span: part.span, page, works: works.slice(before, before + part.count) };
}

const isPlaced = (citation: PackCitation): citation is PackCitation & Span =>
  citation.start !== undefined && citation.end !== undefined;

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const plain = (printed: string): number =>
  Number([...printed].map((digit) => (raised.includes(digit) ? raised.indexOf(digit) : digit)).join(''));

interface Part {
  readonly span: Span;
  /** The numbers it stands for. */
  readonly first: number;
  readonly count: number;
}

/** The numbers and ranges of "1, 3–5". */
const partsOf = (printed: string, start: number): Part[] =>
  [...printed.matchAll(/([\d⁰¹²³⁴-⁹]+)(?:\s?[–—-]\s?([\d⁰¹²³⁴-⁹]+))?/gu)].map(
    ({ index, 0: whole, 1: from = '', 2: to = from }) => ({
      span: { start: start + index, end: start + index + whole.length },
      first: plain(from),
      count: plain(to) - plain(from) + 1,
    }),
  );

/** More of a line than any citation takes. */
const longest = 200;

/**
 * A number in brackets that lies beyond the references shown and within those that the page says there are.
 */
function unlistedAt(page: PackIndex, text: string, offset: number): NumberedCitation | undefined {
  const { referencesShown: shown, referencesStated: stated } = page.pack.counts ?? {};
  if (shown === undefined || stated === undefined || shown >= stated) return undefined;
  const isInList = page.pack.sections.some(
    ({ secType, start = 0, end = 0 }) => secType === 'ref-list' && touches({ start, end }, offset),
  );
  if (isInList) return undefined;
  const before = /\[[\d\s,;–—-]*$/u.exec(text.slice(Math.max(0, offset - longest), offset))?.[0];
  const after = /^[\d\s,;–—-]*\]/u.exec(text.slice(offset, offset + longest))?.[0];
  if (before === undefined || after === undefined) return undefined;
  const parts = partsOf(before.slice(1) + after.slice(0, -1), offset - before.length + 1);
  const part = parts.find((one) => touches(one.span, offset));
  const isBeyond = part !== undefined && part.first > shown && part.first + part.count - 1 <= stated;
  return isBeyond ? { span: part.span, page, works: [] } : undefined;
}
