/** How much of a paper the manuscript uses, in the numbers that are drawn. */
import type { PaperOutline, PaperSection, PaperWork } from '../../../protocol/outline.ts';
import { type WorkState, workState } from '../describe.ts';
import { termsOf, worksOf } from '../rows/paperRows.ts';

export type Tally = Readonly<Record<WorkState, number>>;

export interface SectionCoverage {
  readonly section: PaperSection;
  readonly works: Tally;
  readonly termsUsed: number;
  readonly terms: number;
}

export interface YearsCoverage {
  /** The first and last year of the bar. */
  readonly from: number;
  readonly to: number;
  readonly works: Tally;
}

export interface Coverage {
  readonly works: Tally;
  readonly termsUsed: number;
  readonly terms: number;
  /** In the paper's order; sections without works and terms are left out. */
  readonly sections: readonly SectionCoverage[];
  readonly sectionsLeftOut: number;
  /** Without gaps, so that the distance of two bars is a span of time. */
  readonly years: readonly YearsCoverage[];
  readonly undated: number;
}

/** More rows or bars than this cannot be taken in at a glance. */
export const maxSections = 40;
export const maxBars = 48;

/** A year outside these is a slip, and would leave no room for the others. */
const plausible = { first: 1600, last: 2200 };

const known = new WeakMap<PaperOutline, Coverage>();

export function coverageOf(paper: PaperOutline): Coverage {
  let coverage = known.get(paper);
  if (coverage === undefined) {
    coverage = measure(paper);
    known.set(paper, coverage);
  }
  return coverage;
}

function measure(paper: PaperOutline): Coverage {
  const filled = paper.sections.filter((section) => section.works.length + section.terms.length > 0);
  const dated = paper.works.filter((work) => yearOf(work) !== null);
  return {
    works: tally(paper.works),
    terms: paper.terms.length,
    termsUsed: paper.terms.filter((term) => term.uses > 0).length,
    sections: filled.slice(0, maxSections).map((section) => {
      const terms = termsOf(paper, section);
      return {
        section,
        works: tally(worksOf(paper, section)),
        terms: terms.length,
        termsUsed: terms.filter((term) => term.uses > 0).length,
      };
    }),
    sectionsLeftOut: Math.max(0, filled.length - maxSections),
    years: bars(dated),
    undated: paper.works.length - dated.length,
  };
}

export function total(works: Tally): number {
  return works.cited + works.mentioned + works['in-bibliography'] + works.absent;
}

function tally(works: readonly PaperWork[]): Tally {
  const sum = { cited: 0, mentioned: 0, 'in-bibliography': 0, absent: 0 };
  for (const work of works) sum[workState(work)]++;
  return sum;
}

function yearOf({ year }: PaperWork): number | null {
  return year !== null && year >= plausible.first && year <= plausible.last ? year : null;
}

function bars(works: readonly PaperWork[]): YearsCoverage[] {
  const byYear = new Map<number, PaperWork[]>();
  for (const work of works) {
    const year = yearOf(work);
    if (year === null) continue;
    const sameYear = byYear.get(year);
    if (sameYear === undefined) byYear.set(year, [work]);
    else sameYear.push(work);
  }
  let first = plausible.last;
  let last = plausible.first;
  for (const year of byYear.keys()) {
    first = Math.min(first, year);
    last = Math.max(last, year);
  }
  if (byYear.size === 0) return [];
  const width = Math.ceil((last - first + 1) / maxBars);
  const result: YearsCoverage[] = [];
  for (let from = first; from <= last; from += width) {
    const inBar: PaperWork[] = [];
    for (let year = from; year < from + width; year++) {
      for (const work of byYear.get(year) ?? []) inBar.push(work);
    }
    result.push({ from, to: Math.min(last, from + width - 1), works: tally(inBar) });
  }
  return result;
}
