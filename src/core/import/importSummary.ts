import type { Span } from '../../base/span.ts';
import type { Reference } from '../bibliography/types.ts';
import { customOf } from '../paper/rules.ts';
import type { PackCitation, PaperPack } from '../paper/types.ts';
import { oneLine } from '../render/escape.ts';
import { factLine } from '../render/fact.ts';
import { shortCitation } from '../render/reference.ts';
import type { ImportedPaper } from './importPaper.ts';
import { doubtfulFields, doubtMessage } from './review.ts';

/** A kind of thing that an import found, or could not make out. */
export interface SummaryGroup {
  readonly title: string;
  readonly kind: 'found' | 'doubtful' | 'rejected';
  readonly items: readonly SummaryItem[];
  /** How many more there are than `items` shows. */
  readonly more: number;
}

export interface SummaryItem {
  readonly text: string;
  readonly detail: string;
  /** In the file that was imported. */
  readonly place: Span | undefined;
}

const maxItems = 300;

/**
 * What an import found and what is doubtful of it, each with its place in the file. Groups of nothing are
 * left out.
 */
export function summariseImport(pack: PaperPack, { doubts, rejected }: ImportedPaper): SummaryGroup[] {
  const works = new Map(pack.references.map((work) => [work.id, work]));
  const titles = new Map(pack.sections.map(({ id, title }) => [id, title]));
  const citations = (keep: (citation: PackCitation) => boolean) =>
    pack.citations.filter(keep).map((citation) => citationItem(citation, works));
  const withRole = (role: string) =>
    pack.references.filter((work) => customOf(work)['role'] === role).map(referenceItem);
  const { referencesStated, referencesShown = 0, citedByStated } = pack.counts ?? {};
  const missing =
    referencesStated !== undefined && referencesStated > referencesShown
      ? `Not among the ${referencesShown} of ${referencesStated} shown`
      : 'Not among the references';
  const groups: SummaryGroup[] = [
    group('Doubtful', 'doubtful', [
      ...doubts.map(({ message, start, end }) => item(message, '', { start, end })),
      ...doubtfulFields(pack).map((field) => item(doubtMessage(field), '', field.place)),
    ]),
    group(
      'Check: author and year alone',
      'doubtful',
      citations(({ basis, listed }) => basis === 'first-author-year' && listed !== false),
    ),
    group(
      missing,
      'doubtful',
      citations(({ work, listed }) => work === undefined && listed === false),
    ),
    group(
      'Abbreviations never expanded',
      'doubtful',
      pack.abbreviations
        .filter(({ status }) => status === 'used-unexpanded')
        .map((abbreviation) => item(abbreviation.short, '', placeOf(abbreviation))),
    ),
    group(
      'Not abbreviations',
      'rejected',
      rejected.map(({ word, reason, start, end }) => item(word, reason, { start, end })),
    ),
    group(
      'Sections',
      'found',
      pack.sections.map((section) =>
        item(section.title, section.extent === 'full' ? '' : section.extent, placeOf(section)),
      ),
    ),
    group(`References${outOf(referencesStated)}`, 'found', withRole('listed-reference')),
    group(`Cited by${outOf(citedByStated)}`, 'found', withRole('cited-by')),
    group(
      'Citations linked',
      'found',
      citations(({ work, listed }) => work !== undefined && listed !== false),
    ),
    group(
      'Citations linked elsewhere',
      'found',
      citations(({ work, listed }) => work !== undefined && listed === false),
    ),
    group(
      'Abbreviations',
      'found',
      pack.abbreviations
        .filter(({ status }) => status === 'defined')
        .map((abbreviation) => item(abbreviation.short, abbreviation.long ?? '', placeOf(abbreviation))),
    ),
    group(
      'Terms of other papers',
      'found',
      pack.terms
        .filter(({ match }) => match?.some(({ id }) => id.startsWith('pack:')))
        .map(({ prefLabel, sections }) =>
          item(prefLabel, sections.map((id) => titles.get(id) ?? id).join(', '), undefined),
        ),
    ),
    group(
      'Reported facts',
      'found',
      (pack.facts ?? []).map((fact) =>
        item(factLine(fact) ?? fact.label ?? fact.kind, titles.get(fact.section) ?? '', placeOf(fact)),
      ),
    ),
  ];
  return groups.filter(({ items }) => items.length > 0);
}

const item = (text: string, detail: string, place: Span | undefined): SummaryItem => ({
  text: oneLine(text),
  detail: oneLine(detail),
  place,
});

const group = (title: string, kind: SummaryGroup['kind'], items: readonly SummaryItem[]): SummaryGroup => ({
  title,
  kind,
  items: items.slice(0, maxItems),
  more: Math.max(0, items.length - maxItems),
});

const outOf = (stated: number | undefined): string => (stated === undefined ? '' : `, of ${stated} stated`);

const placeOf = ({ start, end }: { readonly start?: number; readonly end?: number }): Span | undefined =>
  start === undefined || end === undefined ? undefined : { start, end };

const referenceItem = (work: Reference): SummaryItem =>
  item(shortCitation(work), work.title ?? '', placeOf(customOf(work)));

const bases: Readonly<Record<PackCitation['basis'], string>> = {
  exact: 'by all printed surnames and the year, or by a link',
  'by-number': 'by number',
  'first-author-year': 'by first author and year alone',
  inferred: 'inferred from the context',
  unresolved: '',
};

function citationItem(citation: PackCitation, works: ReadonlyMap<string, Reference>): SummaryItem {
  const { surnames, etAl, year, yearSuffix = '', yearText, work: id, basis } = citation;
  const names = `${surnames.join(' & ')}${etAl ? ' et al.' : ''} ${yearText ?? `${year ?? ''}${yearSuffix}`}`;
  const work = id === undefined ? undefined : works.get(id);
  const detail = work === undefined ? '' : `${work.title ?? ''} (${bases[basis]})`;
  return item(names.trim(), detail, placeOf(citation));
}
