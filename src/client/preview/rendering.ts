import { escapeHtml, printedHtml } from '../../core/previewing.ts';
import type { FormattedCitation, FormattedManuscript, FormattedReference } from '../../protocol/requests.ts';

/** Places of a reference that the list leads back to, at most. */
const maxPlaces = 20;

/** One drawing of a document, from top to bottom. All that comes from a file is escaped here. */
export class Rendering {
  readonly #formatted: FormattedManuscript | undefined;
  readonly #bySource: ReadonlyMap<string, readonly number[]>;
  /** How often each source was met. */
  readonly #met = new Map<string, number>();
  readonly #notes: string[] = [];
  #isListed = false;

  constructor(formatted: FormattedManuscript | undefined) {
    this.#formatted = formatted;
    this.#bySource = formatted === undefined ? new Map() : sourcesOf(formatted);
  }

  /** A citation as it prints; as it is written while the formatter has nothing for it. */
  citation(source: string, isInLink: boolean): string {
    const written = escapeHtml(source);
    const name = nameOf(source);
    const known = this.#bySource.get(name);
    if (this.#formatted === undefined || known === undefined) return written;
    const count = this.#met.get(name) ?? 0;
    this.#met.set(name, count + 1);
    const index = known[Math.min(count, known.length - 1)]!;
    const citation = this.#formatted.citations[index]!;
    if (citation.parts.length === 0 && citation.undefined.length === 0) return written;
    const isLinked = areLinked(this.#formatted) && !isInLink;
    const pieces =
      this.#formatted.form === 'note'
        ? citation.parts.map((part) => this.#note(part, isLinked))
        : piecesOf(this.#formatted, index, isLinked);
    const unknown = citation.undefined.map(undefinedKey(source.startsWith('[')));
    // One that is met more often than the formatter knows is a copy, and a name stands for one place.
    const id = count < known.length ? ` id="${citationId(index)}"` : '';
    return `<span class="psycite-citation"${id}>${[...pieces, ...unknown].join(' ')}</span>`;
  }

  #note({ html, references, authors }: FormattedCitation['parts'][number], isLinked: boolean): string {
    const works = worksOf(this.#formatted!, references);
    const printed = printedHtml(html, { links: !isLinked });
    this.#notes.push(printed);
    const number = this.#notes.length;
    const before = authors === '' ? '' : escapeHtml(authors);
    const title = titleOf(works);
    return `${before}<sup><a class="psycite-note" id="psycite-noteref-${number}" href="#psycite-note-${number}"${title} role="doc-noteref">${number}</a></sup>`;
  }

  /** The list of references, once. */
  references(): string {
    const formatted = this.#formatted;
    if (formatted === undefined || this.#isListed) return '';
    this.#isListed = true;
    const { list, references, message } = formatted;
    if (message !== '' && formatted.citations.length > 0)
      return `<p class="psycite-message">${escapeHtml(message)}</p>\n`;
    if (!list.listed || references.length === 0) return '';
    return listOf(formatted);
  }

  /** The notes, where the style has any. */
  end(): string {
    if (this.#notes.length === 0) return '';
    const items = this.#notes.map((note, index) => {
      const back = `<a class="psycite-back" href="#psycite-noteref-${index + 1}" aria-label="Back to the text">↩</a>`;
      return `<li id="psycite-note-${index + 1}">${note} ${back}</li>`;
    });
    return `<section class="psycite-notes" role="doc-endnotes" aria-label="Notes">\n<hr>\n<ol>\n${items.join('\n')}\n</ol>\n</section>\n`;
  }
}

/** Sources in a quote or list hold its marks and indents, which Markdown has taken out of the text. */
const nameOf = (source: string): string => source.replace(/\r?\n[\s>]*/g, ' ');

const sources = new WeakMap<FormattedManuscript, ReadonlyMap<string, readonly number[]>>();

function sourcesOf(formatted: FormattedManuscript): ReadonlyMap<string, readonly number[]> {
  const known = sources.get(formatted);
  if (known !== undefined) return known;
  const out = new Map<string, number[]>();
  for (const [index, { source }] of formatted.citations.entries()) {
    const name = nameOf(source);
    const same = out.get(name);
    if (same === undefined) out.set(name, [index]);
    else same.push(index);
  }
  sources.set(formatted, out);
  return out;
}

/** What was drawn of an answer: it stays the same, and costs most of a drawing. */
interface Drawn {
  list?: string;
  readonly entries: string[];
  readonly citations: Map<string, readonly string[]>;
}

const drawings = new WeakMap<FormattedManuscript, Drawn>();

function drawnOf(formatted: FormattedManuscript): Drawn {
  const known = drawings.get(formatted) ?? { entries: [], citations: new Map() };
  drawings.set(formatted, known);
  return known;
}

/** Draws, a little at each step, what costs time of an answer: a drawing finds it ready. */
export function* prepareDrawing(formatted: FormattedManuscript): Generator<void, void> {
  if (formatted.form !== 'note')
    for (const index of formatted.citations.keys()) {
      piecesOf(formatted, index, areLinked(formatted));
      yield;
    }
  if (formatted.list.listed) yield* drawEntries(formatted);
}

const areLinked = ({ list }: FormattedManuscript): boolean => list.linked && list.listed;

const worksOf = (
  { references }: FormattedManuscript,
  places: readonly number[],
): readonly FormattedReference[] => places.flatMap((place) => references[place] ?? []);

/** The parts of a citation, in a style without notes: a note has another number each time. */
function piecesOf(formatted: FormattedManuscript, index: number, isLinked: boolean): readonly string[] {
  const { citations: drawn } = drawnOf(formatted);
  const place = `${index} ${isLinked}`;
  const pieces =
    drawn.get(place) ??
    formatted.citations[index]!.parts.map(({ html, references }) => {
      const works = worksOf(formatted, references);
      const printed = printedHtml(html, { links: false });
      return isLinked ? linked(printed, works, formatted.form === 'number') : titled(printed, works);
    });
  drawn.set(place, pieces);
  return pieces;
}

function listOf(formatted: FormattedManuscript): string {
  const drawn = drawnOf(formatted);
  if (drawn.list === undefined) {
    for (const _ of drawEntries(formatted));
    const { title } = formatted.list;
    const heading = title === '' ? '' : `<h1 id="bibliography">${escapeHtml(title)}</h1>\n`;
    drawn.list = `${heading}<div id="refs" class="psycite-references" role="list">\n${drawn.entries.join('\n')}\n</div>\n`;
  }
  return drawn.list;
}

/** Goes on behind the entries that are drawn already. */
function* drawEntries(formatted: FormattedManuscript): Generator<void, void> {
  const { entries } = drawnOf(formatted);
  const back = formatted.list.linked ? placesOf(formatted) : new Map<number, readonly number[]>();
  while (entries.length < formatted.references.length) {
    const place = entries.length;
    entries.push(entry(formatted.references[place]!, back.get(place) ?? []));
    yield;
  }
}

/** The citations of each reference, by its place in the list. */
function placesOf({ citations }: FormattedManuscript): ReadonlyMap<number, readonly number[]> {
  const out = new Map<number, number[]>();
  for (const [index, { parts }] of citations.entries())
    for (const place of new Set(parts.flatMap(({ references }) => references))) {
      const places = out.get(place);
      if (places === undefined) out.set(place, [index]);
      else if (places.length < maxPlaces) places.push(index);
    }
  return out;
}

const citationId = (index: number): string => `psycite-cite-${index + 1}`;

/** As Pandoc names it; a key is whatever somebody wrote. */
const referenceId = (key: string): string => `ref-${key}`;

const undefinedKey =
  (isInBrackets: boolean) =>
  ({ key, message }: FormattedCitation['undefined'][number]): string => {
    const shown = `<strong class="psycite-undefined" title="${escapeHtml(message)}">${escapeHtml(key)}?</strong>`;
    return isInBrackets ? `(${shown})` : shown;
  };

function entry({ key, html }: FormattedReference, places: readonly number[]): string {
  const back = places.map((index, count) => {
    const which = places.length === 1 ? 'Back to its citation' : `Back to citation ${count + 1}`;
    const mark = count === 0 ? '↩' : `<sup>${count + 1}</sup>`;
    return `<a class="psycite-back" href="#${citationId(index)}" title="${which}" aria-label="${which}">${mark}</a>`;
  });
  const links = back.length === 0 ? '' : ` <span class="psycite-backs">${back.join(' ')}</span>`;
  const printed = printedHtml(html, { links: true });
  const isWhole = printed.startsWith('<div class="csl-entry">') && printed.endsWith('</div>');
  const inner = (
    isWhole ? printed.slice('<div class="csl-entry">'.length, -'</div>'.length) : printed
  ).trimEnd();
  // The last part of an entry in two columns holds the links too.
  const at = inner.endsWith('</div>') ? inner.length - '</div>'.length : inner.length;
  const id = escapeHtml(referenceId(key));
  return `<div class="csl-entry" id="${id}" role="listitem">${inner.slice(0, at)}${links}${inner.slice(at)}</div>`;
}

const titleOf = (works: readonly FormattedReference[]): string =>
  works.length === 0 ? '' : ` title="${escapeHtml(works.map(({ card }) => card).join('\n\n'))}"`;

const titled = (html: string, works: readonly FormattedReference[]): string =>
  works.length === 0 ? html : `<span${titleOf(works)}>${html}</span>`;

function link(html: string, works: readonly FormattedReference[]): string {
  const [first] = works;
  if (first === undefined) return html;
  const address = `#${encodeURIComponent(referenceId(first.key))}`;
  return `<a class="psycite-link" href="${address}"${titleOf(works)}>${html}</a>`;
}

/** Between works in one pair of brackets. An entity ends with a semicolon too. */
const betweenWorks = /(?<!&#?\w{1,7}); /;

/** Each work leads to its entry where it can be told apart; else the whole leads to the first. */
function linked(html: string, works: readonly FormattedReference[], isNumeric: boolean): string {
  if (works.length === 0) return html;
  if (isNumeric) {
    const byNumber = new Map(works.map((work) => [String(work.number), work]));
    let found = 0;
    const out = html.replace(/<[^<>]*>|&[^;\s]{1,9};|\d+/g, (piece) => {
      const work = byNumber.get(piece);
      if (work === undefined) return piece;
      found += 1;
      return link(piece, [work]);
    });
    if (found > 0) return out;
  }
  // "(Berman, 2000)" has its brackets outside of what leads to the entry; "Berman (2000)" is one name.
  const start = /^[([]+/.exec(html)?.[0].length ?? 0;
  const end = start === 0 ? html.length : html.length - closing(html);
  const pieces = html.slice(start, end).split(betweenWorks);
  const isEach = pieces.length === works.length && !hasOpenTag(pieces);
  const inner = isEach
    ? pieces.map((piece, index) => link(piece, [works[index]!])).join('; ')
    : link(html.slice(start, end), works);
  return html.slice(0, start) + inner + html.slice(end);
}

/** True where markup goes over a place between works. */
const hasOpenTag = (pieces: readonly string[]): boolean =>
  pieces.some((piece) => (piece.match(/<[a-z]/g)?.length ?? 0) !== (piece.match(/<\//g)?.length ?? 0));

function closing(text: string): number {
  let length = 0;
  while (length < text.length && /[)\]]/.test(text.charAt(text.length - 1 - length))) length += 1;
  return length;
}
