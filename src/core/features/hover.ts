import type { Span } from '../../base/span.ts';
import type { Reference } from '../bibliography/types.ts';
import type { PackIndex } from '../paper/packIndex.ts';
import { doseCard } from '../render/dose.ts';
import { fewOf } from '../render/escape.ts';
import { type CitingPaper, referenceCard, shortCitation } from '../render/reference.ts';
import { senseNote } from '../render/sense.ts';
import { abbreviationCard, termCard } from '../render/term.ts';
import { abbreviationAt, sensesAt, sensesOf } from '../terms/index.ts';
import { labelAt } from '../workspace/acronyms.ts';
import { type ResolvedAuthorYear, resolvedAuthorYearAt } from '../workspace/authorYear.ts';
import { citationsOf, mentionAt } from '../workspace/citations.ts';
import { bibliographyAt, keyAt } from '../workspace/keyAt.ts';
import { citationOf, entryOf, type LibraryEntry } from '../workspace/library.ts';
import { numberedAt } from '../workspace/numbered.ts';
import { entryOfWork, packWorks, packWorksLike } from '../workspace/packWorks.ts';
import { pageOf } from '../workspace/page.ts';
import { doseAt } from '../workspace/reportedDoses.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { termPlaces } from '../workspace/termPlaces.ts';
import { fileName } from '../workspace/uri.ts';

export interface Hover {
  readonly span: Span;
  /** Safe Markdown: everything from outside is escaped. */
  readonly markdown: string;
  /** The entry that the card is about, so that a warm formatter can improve it. */
  readonly reference?: Reference;
}

export interface HoverOptions {
  /** True where the editor can search for a work that is in no bibliography. */
  readonly searches?: boolean;
  /** The reference as the manuscript's style prints it, where that is at hand. */
  readonly formatted?: (
    reference: Reference,
  ) => { readonly text: string; readonly style: string } | undefined;
}

/** The card for whatever stands under the cursor: a citation, an entry, an author-year citation, a term. */
export function hover(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  options: HoverOptions = {},
): Hover | undefined {
  return (
    hoverMention(snapshot, uri, offset, options) ??
    hoverEntry(snapshot, uri, offset, options) ??
    hoverAuthorYear(snapshot, uri, offset, options) ??
    hoverNumber(snapshot, uri, offset, options) ??
    hoverLabel(snapshot, uri, offset) ??
    hoverTerm(snapshot, uri, offset) ??
    hoverDose(snapshot, uri, offset)
  );
}

function hoverMention(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  options: HoverOptions,
): Hover | undefined {
  const manuscript = snapshot.manuscript(uri);
  const mention = manuscript && mentionAt(manuscript, offset);
  if (mention === undefined) return undefined;
  const span = { start: mention.start, end: mention.end };
  const library = snapshot.library(uri);
  const found = library.find(mention.key);
  if (found !== undefined) {
    const others = library.all(mention.key).length - 1;
    const notes = others > 0 ? [`${others + 1} entries have this key; this is the one that counts.`] : [];
    return entryCard(snapshot, uri, span, found, notes, options);
  }
  const offered = packWorks(snapshot).find(({ work }) => work.id === mention.key);
  if (offered === undefined) return undefined;
  const note = `Not in your bibliography. ${shortCitation(offered.index.pack.source)} lists a work under this name.`;
  return {
    span,
    markdown: referenceCard(offered.work, { papers: citingPapers(snapshot, offered.work), notes: [note] }),
  };
}

function hoverEntry(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  options: HoverOptions,
): Hover | undefined {
  const bibliography = bibliographyAt(snapshot, uri, offset);
  const target = bibliography && keyAt(snapshot, uri, offset);
  if (target === undefined) return undefined;
  const reference = bibliography!.reference(bibliography!.indexAt(offset));
  const counts = target.manuscripts.map((manuscript) => ({
    name: fileName(manuscript.uri),
    times: target.keys.reduce(
      (sum, key) => sum + (citationsOf(manuscript.manuscript).byKey.get(key)?.length ?? 0),
      0,
    ),
  }));
  const cited = counts.filter(({ times }) => times > 0);
  const note =
    cited.length === 0
      ? 'Not cited in any manuscript of the workspace.'
      : `Cited in ${listed(cited.map(({ name, times }) => `${name} (${times})`))}.`;
  return {
    span: target.place,
    markdown: referenceCard(reference, {
      papers: citingPapers(snapshot, reference),
      notes: [note],
      abstract: snapshot.settings.hoverAbstract,
      ...styled(reference, options),
    }),
    reference,
  };
}

const listed = (items: readonly string[], most = 8): string => fewOf(items, most, String);

function hoverAuthorYear(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  options: HoverOptions,
): Hover | undefined {
  const found = resolvedAuthorYearAt(snapshot, uri, offset);
  if (found === undefined) return undefined;
  const { mention, basis, works } = found;
  const span = { start: mention.start, end: mention.end };
  const [first] = works;
  if (first === undefined) {
    const advice = options.searches === true ? ' A quick fix searches for it.' : '';
    return { span, markdown: `${unresolvedCard(found)}${advice}` };
  }
  if (basis === 'ambiguous') {
    return {
      span,
      markdown: `${works.length} works fit; which one is meant cannot be told.\n\n${listOfWorks(works.map(({ reference }) => reference))}`,
    };
  }
  const note =
    basis === 'exact'
      ? 'Found by all printed surnames and the year.'
      : 'Found by first author and year alone: check that it is the work you mean.';
  return workCard(snapshot, uri, span, first, note, options);
}

/**
 * A work that a citation without a key was found to mean: as its entry where the bibliography has one. `note`
 * says how.
 */
function workCard(
  snapshot: Snapshot,
  uri: string,
  span: Span,
  { reference, entry }: { readonly reference: Reference; readonly entry: LibraryEntry | undefined },
  note: string,
  options: HoverOptions,
): Hover {
  if (entry !== undefined) return entryCard(snapshot, uri, span, entry, [note], options);
  return {
    span,
    markdown: referenceCard(reference, {
      papers: citingPapers(snapshot, reference),
      notes: [note, 'Not in your bibliography; a paper lists it.'],
    }),
  };
}

/** A page may show fewer references than its paper has: what is not shown is not missing. */
function unresolvedCard({ page }: ResolvedAuthorYear): string {
  const among = page && notAmongShown(page);
  return among === undefined
    ? 'No work in your bibliography or the papers fits these names and this year.'
    : `${among}, and no other work that PsyCite knows fits.`;
}

function notAmongShown({ pack }: PackIndex): string | undefined {
  const { referencesShown: shown, referencesStated: stated } = pack.counts ?? {};
  return shown !== undefined && stated !== undefined && shown < stated
    ? `Not among the ${shown} of ${stated} references that this page shows`
    : undefined;
}

/** The works that a number on a saved page stands for. */
function hoverNumber(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  options: HoverOptions,
): Hover | undefined {
  const found = numberedAt(snapshot, uri, offset);
  if (found === undefined) return undefined;
  const { span, page, works } = found;
  const [first, ...others] = works;
  if (first === undefined) return { span, markdown: `${notAmongShown(page) ?? ''}.` };
  if (others.length > 0) return { span, markdown: listOfWorks(works) };
  const work = { reference: first, entry: entryOfWork(snapshot.library(uri), first) };
  return workCard(snapshot, uri, span, work, 'Found by the number that the page prints.', options);
}

const maxListed = 8;

/** The heads of the works' cards, one a line. */
function listOfWorks(works: readonly Reference[]): string {
  const heads = works
    .slice(0, maxListed)
    .map((work) => `- ${referenceCard(work).split('\n\n').slice(0, 2).join(' ')}`);
  const more = works.length - heads.length;
  return [...heads, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** What `\\gls{…}` prints, and what the packs know under that short form. */
function hoverLabel(snapshot: Snapshot, uri: string, offset: number): Hover | undefined {
  const { place, declared = [] } = labelAt(snapshot, uri, offset) ?? {};
  const [first] = declared;
  if (place === undefined || first === undefined) return undefined;
  const known = sensesOf(snapshot.terms, first.long).filter(({ likelihood }) => likelihood === 'likely');
  const cards = known.slice(0, maxCards).flatMap((sense) => {
    const pack = snapshot.pack(sense.pack.id);
    return pack === undefined
      ? []
      : [
          termCard(sense.term, {
            pack,
            spelling: snapshot.spelling(uri),
            showRecalled: snapshot.settings.showRecalled,
          }),
        ];
  });
  const markdown = [abbreviationCard(first), ...cards].join('\n\n---\n\n');
  return { span: { start: place.start, end: place.end }, markdown };
}

function hoverTerm(snapshot: Snapshot, uri: string, offset: number): Hover | undefined {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return undefined;
  const defined = abbreviationAt(manuscript, offset);
  const found = sensesAt(snapshot.terms, manuscript, offset);
  const library = snapshot.library(uri);
  const cards = (found?.senses ?? []).slice(0, maxCards).flatMap((sense) => {
    const pack = snapshot.pack(sense.pack.id);
    if (pack === undefined) return [];
    const card = termCard(sense.term, {
      pack,
      spelling: snapshot.spelling(uri),
      inBibliography: (work) => {
        const entry = entryOfWork(library, work);
        return entry && entryOf(entry).key;
      },
      workOf: (key) => citationOf(library, key),
      ...termPlaces(snapshot, uri, sense.pack.id, sense.term),
      showRecalled: snapshot.settings.showRecalled,
      short: sense.form === 'short' ? found!.text : undefined,
      definedHere: sense.reason === 'defined-otherwise' ? undefined : defined?.definition,
    });
    const note = senseNote(sense, found!.text);
    return note === '' ? card : `${note}\n\n${card}`;
  });
  const isOther = found === undefined || found.senses.every(({ reason }) => reason === 'defined-otherwise');
  if (defined !== undefined && isOther) cards.unshift(abbreviationCard(defined.definition));
  const span = found ?? defined;
  return span && { span: { start: span.start, end: span.end }, markdown: cards.join('\n\n---\n\n') };
}

/** What the papers report of the drug whose dose stands here. */
function hoverDose(snapshot: Snapshot, uri: string, offset: number): Hover | undefined {
  const manuscript = snapshot.manuscript(uri);
  const dose = manuscript && doseAt(snapshot, manuscript, offset);
  if (dose === undefined) return undefined;
  const { start, end, drug, text, reports } = dose;
  return { span: { start, end }, markdown: doseCard(drug, text, reports) };
}

/** Packs may say different things of one phrase: each has its card, in the order of the packs. */
const maxCards = 3;

function entryCard(
  snapshot: Snapshot,
  uri: string,
  span: Span,
  found: LibraryEntry,
  notes: readonly string[],
  options: HoverOptions,
): Hover {
  const reference = snapshot.library(uri).reference(found);
  const { key, aliases } = entryOf(found);
  const citedTimes = citedTimesOf([key, ...aliases], snapshot, uri);
  return {
    span,
    reference,
    markdown: referenceCard(reference, {
      ...(citedTimes === undefined ? {} : { citedTimes }),
      papers: citingPapers(snapshot, reference),
      notes,
      key,
      abstract: snapshot.settings.hoverAbstract,
      ...styled(reference, options),
    }),
  };
}

/** Undefined on a saved page: that cites, but by no keys. */
function citedTimesOf(keys: readonly string[], snapshot: Snapshot, uri: string): number | undefined {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined || pageOf(snapshot, uri) !== undefined) return undefined;
  const { byKey } = citationsOf(manuscript);
  return keys.reduce((sum, key) => sum + (byKey.get(key)?.length ?? 0), 0);
}

function styled(reference: Reference, { formatted }: HoverOptions) {
  const answer = formatted?.(reference);
  return answer ? { formatted: answer.text, style: answer.style } : {};
}

/** In which sections of which papers the work is cited, and which of their terms it supports. */
function citingPapers(snapshot: Snapshot, reference: Reference): CitingPaper[] {
  return packWorksLike(snapshot, reference)
    .filter(({ index, work }) => work !== index.pack.source)
    .map(({ index, work }) => ({
      citation: shortCitation(index.pack.source),
      sections: index.sectionsCiting(work.id).map((section) => section.title),
      terms: index.pack.terms
        .filter((term) => term.supportedBy?.includes(work.id))
        .map((term) => term.prefLabel),
    }));
}
