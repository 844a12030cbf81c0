/** What a row says: its quiet second text, its full sentence for a tooltip and for a screen reader. */
import type { PaperOutline, PaperWork } from '../../protocol/outline.ts';
import { type Item, labelOf } from './rows/row.ts';
import { clip, count, counted, dotted } from './wording.ts';

/** Where a work stands: cited by this manuscript, at least in its bibliography, or neither. */
export type WorkState = 'cited' | 'in-bibliography' | 'absent';

export function workState(work: PaperWork): WorkState {
  if (work.citedIn.length > 0) return 'cited';
  return work.key === null ? 'absent' : 'in-bibliography';
}

export function workStateText(work: PaperWork): string {
  switch (workState(work)) {
    case 'cited': {
      const places = new Set(work.citedIn).size;
      const where = `cited in ${counted(places, 'place')} of this manuscript`;
      const known = work.key === null ? 'not in the bibliography' : null;
      const doubt = work.uncertain ? 'matched on surname and year alone' : null;
      return dotted(doubt === null ? where : `probably ${where}`, doubt, known);
    }
    case 'in-bibliography':
      return 'in the bibliography, not cited yet';
    case 'absent':
      return 'not in the bibliography';
  }
}

/** "10 of 172 references shown", so that a work that is not here is not taken for missing. Null where all are. */
export function shownText({ referencesShown, referencesStated }: PaperOutline): string | null {
  if (referencesStated === null) return null;
  if (referencesShown === null) return `${counted(referencesStated, 'reference')} stated`;
  if (referencesShown >= referencesStated) return null;
  return `${count(referencesShown)} of ${counted(referencesStated, 'reference')} shown`;
}

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
    case 'fact':
      return '';
    case 'pack':
      return item.paper.title;
    case 'paper-section':
      return extentText(item.section.extent) ?? '';
    case 'group':
      return item.group === 'works' ? (shownText(item.paper) ?? '') : '';
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
        problems.uncitedParagraphs > 0 &&
          counted(
            problems.uncitedParagraphs,
            'paragraph without a citation',
            'paragraphs without a citation',
          ),
      );
    }
    case 'pack':
      return dotted(
        item.paper.title,
        shownText(item.paper),
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
      return item.group === 'works'
        ? dotted(counted(item.paper.works.length, 'work'), shownText(item.paper))
        : counted(item.paper.terms.length, 'term');
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
