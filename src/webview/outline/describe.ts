/** What a row says: its quiet second text, its full sentence for a tooltip and for a screen reader. */
import type { PaperOutline, PaperWork } from '../../protocol/outline.ts';
import { type Item, labelOf } from './rows/row.ts';
import { clip, count, counted, dotted } from './wording.ts';

/**
 * Where a work stands: cited by its key, mentioned by author and year alone, in the bibliography only, or
 * none of these.
 */
export type WorkState = 'cited' | 'mentioned' | 'in-bibliography' | 'absent';

/** The states that are there, each in the words of a legend. */
export function wordsOfStates(
  isThere: (state: WorkState) => boolean,
): readonly (readonly [state: WorkState, words: string])[] {
  const isPartly = isThere('mentioned') || isThere('in-bibliography');
  const all: readonly (readonly [WorkState, string])[] = [
    ['cited', 'cited'],
    ['mentioned', 'mentioned'],
    ['in-bibliography', 'in bibliography'],
    ['absent', isPartly ? 'none of these' : 'not cited'],
  ];
  return all.filter(([state]) => isThere(state));
}

export function workState(work: PaperWork): WorkState {
  if (work.citedIn.length > 0) return work.mentioned ? 'mentioned' : 'cited';
  return work.key === null ? 'absent' : 'in-bibliography';
}

export function workStateText(work: PaperWork): string {
  switch (workState(work)) {
    case 'cited':
      return `cited in ${placesText(work)} of this manuscript`;
    case 'mentioned': {
      const where = `mentioned by author and year in ${placesText(work)} of this manuscript`;
      const doubt = work.uncertain ? 'matched on surname and year alone' : null;
      const known = work.key === null ? 'not in the bibliography' : 'in the bibliography';
      return dotted(doubt === null ? where : `probably ${where}`, doubt, known);
    }
    case 'in-bibliography':
      return 'in the bibliography, not cited yet';
    case 'absent':
      return 'not in the bibliography';
  }
}

/** The places of the manuscript that cite or mention a work: "2 places". */
export const placesText = (work: PaperWork): string => counted(new Set(work.citedIn).size, 'place');

/**
 * What the works of a paper add up to: "25 works: 10 listed by the page (of 172), 15 only cited". A work
 * that is not here is not to be taken for missing from the paper.
 */
export function worksText(paper: PaperOutline): string {
  const { works, referencesStated } = paper;
  const listed = works.filter((work) => work.listed).length;
  const all = counted(works.length, 'work');
  const isPart = referencesStated !== null && referencesStated > listed;
  const of = isPart ? ` (of ${count(referencesStated)})` : '';
  if (listed === works.length) return isPart ? `${all} listed by the page${of}` : all;
  return `${all}: ${count(listed)} listed by the page${of}, ${count(works.length - listed)} only cited`;
}

const groupText = ({ group, paper }: Extract<Item, { kind: 'group' }>): string =>
  group === 'works' ? worksText(paper) : counted(paper.terms.length, 'term');

function extentText(extent: 'full' | 'snippet' | 'partial-list'): string | null {
  switch (extent) {
    case 'full':
      return null;
    case 'snippet':
      return 'excerpt';
    case 'partial-list':
      return 'partial list';
  }
}

/** The quiet text beside the label. */
export function detailOf(item: Item): string {
  switch (item.kind) {
    case 'section':
      return '';
    case 'fact':
      return 'reported';
    case 'pack':
      return dotted(item.paper.imported && 'imported', item.paper.title);
    case 'paper-section':
      return extentText(item.section.extent) ?? '';
    case 'group':
      return groupText(item);
    case 'work':
      return item.work.title;
    case 'term':
      return item.term.short ?? '';
    case 'place':
      return item.verb;
  }
}

/** Everything a row knows, as a sentence without its label. */
export function summaryOf(item: Item): string {
  switch (item.kind) {
    case 'section': {
      const { totals, problems, section } = item;
      const own = totals.words !== section.words ? `${count(section.words)} without subsections` : null;
      return dotted(
        counted(totals.words, 'word') + (own === null ? '' : ` (${own})`),
        counted(totals.citations, 'citation'),
        totals.terms > 0 && counted(totals.terms, 'term'),
        problems.undefinedKeys > 0 && counted(problems.undefinedKeys, 'undefined key'),
        problems.undefinedAbbreviations > 0 &&
          counted(problems.undefinedAbbreviations, 'undefined abbreviation'),
        problems.uncitedParagraphs > 0 && counted(problems.uncitedParagraphs, 'uncited paragraph'),
      );
    }
    case 'pack':
      return dotted(
        item.paper.title,
        worksText(item.paper),
        item.paper.imported && 'imported, on this machine only',
      );
    case 'paper-section':
      return dotted(
        item.section.extent === 'snippet' && 'only an excerpt of this section was seen',
        item.section.extent === 'partial-list' && 'only part of this list was seen',
        counted(item.section.works.length, 'work'),
        counted(item.section.terms.length, 'term'),
        item.section.facts.length > 0 && counted(item.section.facts.length, 'reported fact'),
      );
    case 'group':
      return groupText(item);
    case 'work':
      return dotted(item.work.title, item.work.container, workStateText(item.work));
    case 'term':
      return dotted(
        item.term.short,
        item.term.category,
        item.term.uses === 0 ? 'not used in this manuscript' : `used ${counted(item.term.uses, 'time')}`,
        item.term.definition,
      );
    case 'fact':
      return `reported in ${item.section.title}`;
    case 'place':
      return `a section of this manuscript that ${item.verb} it`;
  }
}

export function tooltipOf(item: Item): string {
  return clip(dotted(labelOf(item), summaryOf(item)));
}

/** What follows the label in the row's accessible name. */
export function spokenOf(item: Item): string {
  return clip(summaryOf(item).replaceAll(' · ', ', '));
}
