import { yearText } from '../bibliography/dateText.ts';
import type { Name, Reference } from '../bibliography/types.ts';
import { creators, surname } from '../bibliography/variables.ts';
import {
  doiLink,
  doiUrl,
  escapeMarkdown,
  fewOf,
  httpUrl,
  oneLine,
  pubmedUrl,
  safeLink,
  truncate,
} from './escape.ts';

/** Authors shown in full before "et al.". */
const shownAuthors = 6;

/**
 * "Berman et al. 2000", "Trullas & Skolnick 1990", "McEwen 1999"; a short title where there is no author,
 * "n.d." where there is no year. Plain text, one line.
 */
export function shortCitation(reference: Reference): string {
  return `${shortAuthors(reference)} ${shortYear(reference)}`;
}

/**
 * What stands beside a key in the completion list: "Berman et al. 2000 · Antidepressant effects of …". Plain
 * text.
 */
export function completionDetail(reference: Reference): string {
  if (reference.printed) return oneLine(textOf(reference.printed), 80);
  const citation = shortCitation(reference);
  const title = oneLine(textOf(reference.title), 80);
  // A work without an author is called by its title already.
  return title === '' || citation.startsWith(title.slice(0, 10)) ? citation : `${citation} · ${title}`;
}

/**
 * The reference on one line of plain text, near to Vancouver: authors, title, journal, year, volume, issue,
 * pages, DOI. A stand-in until the manuscript's own style is formatted.
 */
export function referenceLine(reference: Reference): string {
  const sentences = [
    allAuthors(reference),
    oneLine(textOf(reference.title), 500),
    publication(reference),
    reference.DOI ? `doi:${oneLine(textOf(reference.DOI), 200)}` : '',
  ];
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[.?!…]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
}

/** What a card tells beyond the reference itself. Every text may come from outside; it is escaped here. */
export interface ReferenceCardExtras {
  /** Shows the abstract, at the end. */
  readonly abstract?: boolean;
  /** The reference in the manuscript's style, as plain text; stands in for the hand-made lines. */
  readonly formatted?: string | undefined;
  /** The name of that style: "APA". */
  readonly style?: string | undefined;
  /** Mentions in this manuscript. */
  readonly citedTimes?: number;
  /** Paper packs that cite the work: their citation ("Abdallah et al. 2018"), the sections, the terms. */
  readonly papers?: readonly CitingPaper[];
  /**
   * Files and other places of the entry. A link is made where `url` is http(s); else the label is shown as
   * text.
   */
  readonly links?: readonly { readonly label: string; readonly url?: string }[];
  /** Lines of plain text at the end: "The bibliography has two entries with this key." */
  readonly notes?: readonly string[];
  /** The key, shown at the end. */
  readonly key?: string;
}

export interface CitingPaper {
  readonly citation: string;
  readonly sections: readonly string[];
  readonly terms: readonly string[];
}

/** A hover card: Markdown that is safe to show, with links to doi.org, PubMed and http(s) alone. */
export function referenceCard(reference: Reference, extras: ReferenceCardExtras = {}): string {
  const formatted = textOf(reference.printed) || extras.formatted;
  const paragraphs = formatted
    ? [escapeMarkdown(formatted, { maximum: 2000 }), ...(reference.printed ? [] : styleNote(extras.style))]
    : handMade(reference);
  const identifiers = links(reference, extras);
  if (identifiers !== '') paragraphs.push(identifiers);
  const context = contextLines(extras);
  if (context.length > 0) paragraphs.push(context.join('  \n'));
  // Last, for it is long: whatever else the card tells is seen without scrolling.
  if (extras.abstract && reference.abstract) {
    paragraphs.push(escapeMarkdown(textOf(reference.abstract), { lines: true, maximum: 3000 }));
  }
  return paragraphs.join('\n\n');
}

function handMade(reference: Reference): string[] {
  const authors = allAuthors(reference);
  const year = oneLine(yearText(reference.issued), 40) || 'n.d.';
  const head = authors === '' ? `(${year})` : `${authors} (${year})`;
  const title = escapeMarkdown(textOf(reference.title), { maximum: 500 }) || 'No title';
  const where = escapeMarkdown(publication(reference, true), { maximum: 400 });
  return [escapeMarkdown(head, { maximum: 600 }), `**${title}**`, ...(where === '' ? [] : [where])];
}

const styleNote = (style: string | undefined): string[] =>
  style ? [`In ${escapeMarkdown(style, { maximum: 60 })} style`] : [];

function links(reference: Reference, extras: ReferenceCardExtras): string {
  const doi = textOf(reference.DOI);
  const pmid = textOf(reference.PMID);
  const pubmed = pubmedUrl(pmid);
  const url = textOf(reference.URL);
  const shown: string[] = [];
  if (doi) shown.push(`DOI ${doiLink(doi)}`);
  if (pmid) shown.push(`PMID ${pubmed ? safeLink(pmid, pubmed) : escapeMarkdown(pmid, { maximum: 40 })}`);
  if (url && httpUrl(url) && !(doi && /doi\.org\//i.test(url)) && httpUrl(url) !== doiUrl(doi)) {
    shown.push(safeLink(truncate(oneLine(url), 80), url));
  }
  const zotero = zoteroUrl(reference.id);
  if (zotero !== undefined && zotero !== httpUrl(url)) shown.push(safeLink('Zotero', zotero));
  for (const link of (extras.links ?? fileLinks(reference)).slice(0, 10)) {
    shown.push(link.url ? safeLink(link.label, link.url) : escapeMarkdown(link.label, { maximum: 200 }));
  }
  return shown.join(' · ');
}

/** Zotero's own exports name an item by its address in the library of its user or group. */
const zoteroUrl = (id: string): string | undefined =>
  /^https?:\/\/(?:www\.)?zotero\.org\/(?:users|groups)\/\w+\/items\/\w+$/.test(id) ? httpUrl(id) : undefined;

/** Names alone: whether a file can be opened, and how, is for the caller to know. */
function fileLinks(reference: Reference): { label: string; url?: string }[] {
  return (reference.files ?? []).map((file) => {
    const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return { label: `File ${name || file}` };
  });
}

function contextLines(extras: ReferenceCardExtras): string[] {
  const lines: string[] = [];
  if (extras.citedTimes !== undefined) lines.push(citedTimes(extras.citedTimes));
  for (const { citation, sections, terms } of extras.papers ?? []) {
    const where = sections.length > 0 ? ` in ${list(sections)}` : '';
    const about = terms.length > 0 ? `, on ${list(terms)}` : '';
    lines.push(`Cited by ${escapeMarkdown(citation, { maximum: 100 })}${where}${about}`);
  }
  for (const note of extras.notes ?? []) lines.push(escapeMarkdown(note, { maximum: 300 }));
  if (extras.key !== undefined) lines.push(`Key: ${escapeMarkdown(extras.key, { maximum: 200 })}`);
  return lines;
}

function citedTimes(times: number): string {
  if (times === 0) return 'Not cited here';
  return times === 1 ? 'Cited once here' : `Cited ${times} times here`;
}

const list = (items: readonly string[]): string =>
  fewOf(items, 8, (item) => escapeMarkdown(item, { maximum: 80 }));

function shortAuthors(reference: Reference): string {
  const [first, second, third] = creators(reference)
    .map((name) => oneLine(surname(name), 60))
    .filter(Boolean);
  if (first === undefined) return shortTitle(reference);
  if (second === undefined) return reference.othersOmitted ? `${first} et al.` : first;
  return third !== undefined || reference.othersOmitted ? `${first} et al.` : `${first} & ${second}`;
}

function shortTitle(reference: Reference): string {
  const title = oneLine(textOf(reference.title), 300);
  return title === '' ? oneLine(reference.id, 60) || 'Untitled' : truncate(title, 40);
}

const shortYear = (reference: Reference): string => oneLine(yearText(reference.issued), 20) || 'n.d.';

function allAuthors(reference: Reference): string {
  const names = creators(reference);
  const shown = names
    .slice(0, shownAuthors)
    .map(vancouverName)
    .filter((name) => name !== '');
  const others = names.length > shownAuthors || reference.othersOmitted === true;
  const role = reference.author?.length || shown.length === 0 ? '' : shown.length > 1 ? ', eds' : ', ed';
  return `${shown.join(', ')}${others && shown.length > 0 ? ', et al.' : ''}${role}`;
}

/** "Berman RM", "van der Kolk BA", "Smith J Jr"; a group's name as it is. */
function vancouverName(name: Name): string {
  if (name.literal !== undefined) return oneLine(name.literal, 120);
  const initials = (name.given ?? '')
    .slice(0, 100)
    .split(/[\s.]+/)
    .flatMap((part) => part.split('-'))
    .map((part) => /\p{L}/u.exec(part)?.[0]?.toUpperCase() ?? '')
    .join('');
  return oneLine([surname(name), initials, name.suffix ?? ''].filter((part) => part !== '').join(' '), 120);
}

/**
 * "Biol Psychiatry. 2000;47(4):351-354"; a book's publisher and place. The year is left out where it stands
 * above.
 */
function publication(reference: Reference, withoutYear = false): string {
  const container = oneLine(textOf(reference['container-title-short'] ?? reference['container-title']), 300);
  const volume = oneLine(textOf(reference.volume), 40);
  const issue = oneLine(textOf(reference.issue), 40);
  const page = oneLine(textOf(reference.page), 60).replace(/[–—]+|--+/g, '-');
  const year = withoutYear ? '' : shortYear(reference);
  const place = `${volume}${issue === '' ? '' : `(${issue})`}${page === '' ? '' : `${volume === '' && issue === '' ? '' : ':'}${page}`}`;
  const numbers = [year, place].filter((part) => part !== '').join(';');
  const published = oneLine(
    [textOf(reference['publisher-place']), textOf(reference.publisher)]
      .filter((part) => part !== '')
      .join(': '),
    200,
  );
  const source = container !== '' ? container : published;
  return [source, numbers].filter((part) => part !== '').join(withoutYear ? ' ' : '. ');
}

/** Readers promise text, but a reference may be built by hand; nothing here depends on the promise. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
