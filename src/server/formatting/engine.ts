/// <reference path="./raw.d.ts" />

import citeproc, { type Citation, type Engine } from 'citeproc';
import { RecentMap } from '../../base/recentMap.ts';
import type { CitationCluster, Reference } from '../../core/index.ts';
import type { FormatRequest, FormattedDocument } from './messages.ts';
import { localeFor, localeText, styleText } from './styles.ts';
import { straightQuote } from './titleCase.ts';

/** Engines kept warm: a style takes 0.1 to 1.6 s to build. */
const maxEngines = 3;

/** citeproc's word for: every work of the citation is registered already. */
const allRegistered = 2;

// citeproc's plain text with the number of numeric styles marked, so that it can be taken out. (Citeproc
// keeps the number where this gives no text.)
citeproc.Output.Formats.plain = {
  ...citeproc.Output.Formats.text,
  '@display/left-margin': (_state: unknown, text: string) => `\u0001${text}\u0002`,
};
const markedNumber = /\u0001[^\u0001\u0002]*\u0002/g;

citeproc.Output.Formats.markdown = {
  ...citeproc.Output.Formats.text,
  text_escape: (text: unknown) =>
    typeof text === 'string' ? text.replace(/[\\`*_[\]<>#^~@$]/g, '\\$&') : '',
  '@font-style/italic': '*%%STRING%%*',
  '@font-style/oblique': '*%%STRING%%*',
  '@font-weight/bold': '**%%STRING%%**',
  '@vertical-align/sup': '^%%STRING%%^',
  '@vertical-align/sub': '~%%STRING%%~',
};

// A version is a number wherever it ends in one.
citeproc.NUMERIC_VARIABLES = citeproc.NUMERIC_VARIABLES.filter((variable) => variable !== 'version');

/**
 * Stands for BibTeX's `and others`, of which citeproc knows nothing: it is one more name, and in the text it
 * becomes "et al.", with the comma or the "and" of the style before it. A character of Unicode's private use
 * area.
 */
const others = '\uE0B5';
/**
 * The same behind one author alone: no comma stands between the two, but behind the full stop of initials.
 */
const otherBehindOne = '\uE0B4';
const othersInText = new RegExp(`,? ?(?:(?:&|&#38;|\\p{Ll}{1,4}) )?([${otherBehindOne}${others}])\\.?`, 'gu');

// "Jr." and "Jr" stay as they are written: citeproc takes them for initials, which a style prints with full
// stops or without.
const names = citeproc.NameOutput.prototype;
const printSuffix = names._nameSuffix;
names._nameSuffix = function (this: typeof names, name) {
  const state = Object.create(this.state, { inheritOpt: { value: () => undefined } }) as typeof this.state;
  return printSuffix.call(Object.create(this, { state: { value: state } }) as typeof names, name);
};

export interface WarmEngine {
  readonly engine: Engine;
  /** The items of the current request, by the ids that this folder gives them. */
  readonly items: Map<string, unknown>;
  /** Citations are numbers: no author can stand in the sentence. */
  readonly isNumeric: boolean;
  /** The list may show numbers. */
  readonly numbersList: boolean;
}

/** A new engine. Throws where the style cannot be used. */
export function buildEngine(style: string, locale: string): WarmEngine {
  const text = styleText(style);
  const items = new Map<string, unknown>();
  const system = { retrieveLocale: localeText, retrieveItem: (id: string) => items.get(id) };
  const engine = new citeproc.Engine(system, text, locale || 'en-US', locale !== '');
  return {
    engine,
    items,
    isNumeric: /citation-format=["']numeric/.test(text),
    numbersList: text.includes('citation-number'),
  };
}

/** The language that an engine speaks, and the one that it was asked for where there is none like it. */
export function spokenBy({ opt: { lang } }: Engine): Pick<FormattedDocument, 'locale' | 'missingLocale'> {
  return localeFor(lang) === undefined ? { locale: 'en-US', missingLocale: lang } : { locale: lang };
}

/**
 * Formats references with citeproc. Runs in a worker: a build blocks, and a hostile style may take for ever.
 * Throws where the style cannot be used.
 */
export class FormattingEngine {
  readonly #engines = new RecentMap<string, WarmEngine>(maxEngines);

  /** Plain text, in the style's order; `undefined` where the style has no bibliography. */
  format({ references, style, locale, numbered }: FormatRequest): readonly string[] | undefined {
    const warm = this.#engine(style, locale);
    const { engine, items } = warm;
    fill(warm, references);
    engine.updateItems([]);
    engine.setOutputFormat(numbered ? 'text' : 'plain');
    engine.updateItems([...items.keys()]);
    const bibliography = engine.makeBibliography();
    if (bibliography === false) return undefined;
    return bibliography[1].map((text) => withinQuotes(warm, readable(text)));
  }

  /** The citations of a document and its bibliography, which is empty where the style has none. */
  formatDocument(
    { references, style, locale, output = 'text' }: FormatRequest,
    clusters: readonly CitationCluster[],
  ): FormattedDocument {
    const warm = this.#engine(style, locale);
    const { engine, items, isNumeric } = warm;
    fill(warm, references);
    engine.updateItems([]);
    engine.setOutputFormat(output);
    // All at once and in the order of citation, so that years are told apart by works that are listed only,
    // too.
    engine.updateItems([...items.keys()]);
    const isNote = engine.opt.xclass === 'note';
    const before: (readonly [id: string, note: number])[] = [];
    const printed: string[] = [];
    const cited = new Set<number>();
    const repeated = clusters.map(({ items: [first], items: all }) => {
      const isRepeated = first !== undefined && cited.has(first.reference);
      for (const { reference } of all) cited.add(reference);
      return isRepeated;
    });
    for (const [index, cluster] of clusters.entries()) {
      const note = isNote ? index + 1 : 0;
      const form = isNote && cluster.inNote ? { ...cluster, narrative: false } : cluster;
      const citation = citationOf(form, `c${index}`, note, isNumeric, (reference) => `r${reference}`);
      const [, changed] = engine.processCitationCluster(citation, before, [], allRegistered);
      for (const [place, text] of changed) printed[place] = text;
      before.push([citation.citationID, citation.properties.noteIndex]);
    }
    const [{ entry_ids: ids }, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []];
    return {
      citations: clusters.map((cluster, index) => {
        const plain = withinQuotes(warm, readable(printed[index]!, true));
        if (isNote && cluster.inNote) return withinNote(plain, cluster.narrative);
        const first = cluster.items[0]!.reference;
        const text = isNote ? asSentence(plain, references[first]?.title) : plain;
        return cluster.narrative && !isNumeric
          ? behindAuthor(
              authorInSentence(engine, `r${first}`, isNote && repeated[index]),
              text,
              isNamed(items.get(`r${first}`)),
            )
          : text;
      }),
      entries: entries.map((text, index) => ({
        reference: Number(ids[index]![0]!.slice(1)),
        text: withinQuotes(warm, readable(text)),
      })),
      ...spokenBy(engine),
    };
  }

  #engine(style: string, locale: string): WarmEngine {
    const name = `${locale}\n${style}`;
    const engine = this.#engines.get(name) ?? buildEngine(style, locale);
    this.#engines.set(name, engine);
    return engine;
  }
}

export const isEnglish = ({ engine }: WarmEngine): boolean => /^en\b/i.test(engine.opt.lang);

/** Ids are made here, for citeproc keeps them in plain objects, and a key may be `__proto__`. */
function fill(warm: WarmEngine, references: readonly Reference[]): void {
  const { items } = warm;
  items.clear();
  for (const [index, reference] of references.entries())
    items.set(`r${index}`, cslItem(reference, `r${index}`, isEnglish(warm)));
}

/** What a cluster cites. Its first author, where that stands in the sentence, is left to `behindAuthor`. */
export function citationOf(
  { narrative, items }: Pick<CitationCluster, 'narrative' | 'items'>,
  citationID: string,
  noteIndex: number,
  isNumeric: boolean,
  idOf: (reference: number) => string,
): Citation {
  const isComposite = narrative && !isNumeric;
  // As Pandoc does: words between works keep these in their order.
  const isFixed =
    isComposite ||
    items.some(
      ({ prefix, suffix }, index) =>
        (index > 0 && prefix !== '') || (index < items.length - 1 && suffix !== ''),
    );
  return {
    citationID,
    citationItems: items.map(({ reference, prefix, suffix, label, locator, suppressAuthor }, index) => ({
      id: idOf(reference),
      ...(prefix !== '' && { prefix: `${withBrackets(prefix)} ` }),
      ...(suffix !== '' && { suffix: withBrackets(suffix) }),
      // As Pandoc does: a number behind words begins no range.
      ...(isNumeric && prefix !== '' && suffix === '' && { suffix: apart }),
      ...(locator !== '' && { label, locator }),
      // A number names no author, and citeproc prints nothing where it is told to leave one out.
      ...((suppressAuthor || (isComposite && index === 0)) && !isNumeric && { 'suppress-author': true }),
    })),
    properties: { noteIndex, ...(isFixed && { unsorted: true }) },
  };
}

/**
 * Round brackets of the manuscript's own words: citeproc makes square ones of those that stand within others.
 */
const opening = '\uE0B9';
const closing = '\uE0BA';
const withBrackets = (words: string): string => words.replaceAll('(', opening).replaceAll(')', closing);

/** A suffix that prints nothing. */
const apart = '\uE0B8';

/** A hyphen before a small letter, which begins no initial: "Peng-fei" is P. */
const hyphenInName = '\uE0B7';

/** citeproc's words for nothing. */
const nothing = '[NO_PRINTED_FORM]';

/**
 * The author of a work as the style names it in a sentence; in notes it may be shorter where the work was
 * cited before.
 */
export const authorInSentence = (engine: Engine, id: string, isCitedBefore = false): string => {
  const item = { id, 'author-only': true, ...(isCitedBefore && { position: 1 }) };
  return readable(engine.makeCitationCluster([item]), true).replace(/[,;:]$/, '');
};

/**
 * Where the language sets commas and full stops within quotation marks, those behind a title that citeproc
 * left outside.
 */
export const withinQuotes = ({ engine }: WarmEngine, text: string): string =>
  engine.getOpt('punctuation-in-quote') === true
    ? text.replace(/(?<![.,?!])(”)([.,])/g, '$2$1').replace(/([.,])’”/g, '’$1”')
    : text;

/**
 * A citation whose author stands in the sentence, before what the style prints of the rest. Without a person
 * who made the work the style's words for it, the title or "Anon", stand there, or nothing where the rest has
 * them too.
 */
export function behindAuthor(author: string, rest: string, isNamed: boolean): string {
  if (author === '' || (!isNamed && rest.includes(author))) return rest;
  return rest === '' ? author : `${author} ${rest}`;
}

/** True where persons or institutions made the work, and no title stands in their place. */
export const isNamed = (item: unknown): boolean =>
  ['author', 'editor', 'translator'].some(
    (name) => ((item as Readonly<Record<string, readonly unknown[] | undefined>>)?.[name]?.length ?? 0) > 0,
  );

/** citeproc's text without its traces: marks, words for nothing, and signs around what is not there. */
export const readable = (text: string, isCitation = false): string =>
  withoutGaps(
    text
      .replace(markedNumber, '')
      .replaceAll(nothing, '')
      .replaceAll(apart, '')
      .replace(/[ \t\n]+/g, ' ')
      .trim(),
  )
    .replace(/\s/g, ' ')
    .replace(othersInText, (_, mark, at, whole: string) =>
      mark === otherBehindOne && (isCitation || whole[at - 1] !== '.') ? ' et al.' : ', et al.',
    )
    .replaceAll(straightQuote, '"')
    .replaceAll(hyphenInName, '-')
    .replaceAll(opening, '(')
    .replaceAll(closing, ')');

/** In a footnote, as Pandoc does: in brackets, or a part of its sentence. */
const withinNote = (text: string, narrative: boolean): string => {
  const words = text.replace(/\.(?=[”’]?$)/, '');
  return narrative ? words : `(${words})`;
};

/**
 * A note begins with a capital, but a word with capitals inside stays, and so does one that the title
 * protects: "See Stone", "mTOR".
 */
export const asSentence = (text: string, title = ''): string => {
  const kept = /^(?:<span class="nocase">)+([^<>]+)/.exec(title)?.[1];
  return text.replace(
    /^((?:<[^<>]*>)*[“‘(*]*)(\p{Ll})(?=\p{Ll}*(?!\p{L}))/u,
    (whole, before: string, letter: string) =>
      kept !== undefined && text.startsWith(kept, before.length) ? whole : before + letter.toUpperCase(),
  );
};

/**
 * French sets hard spaces before its signs: these stay. "1999. . The Lancet", "2019 , 3" and "2019;:A1", for
 * want of a value between; "What?," before a quotation mark.
 */
const withoutGaps = (text: string): string =>
  text
    .replace(/(?<!\s) (?=[,;](?:[\s,;]|$))/g, '')
    .replace(/; ,(?=\S)/g, '; ')
    .replace(/(?<=[.?!,;]) \.(?=$| (?!\.))/g, '')
    .replace(/(?<![.\s]) (?=\.(?:$| (?!\.)))/g, '')
    .replace(/,{2,}/g, ',')
    .replace(/,(?=\))|(?<=:)\.(?=\s|$)/g, '')
    .replace(/;:(?=\S)/g, ';')
    .replace(/(?<=[.?!]),(?=[”’])/g, '');

/** Numbers that are joined by a hyphen keep it; citeproc makes a dash of one that is not escaped. */
function hyphenated(reference: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const found: [string, string][] = [];
  for (const name of ['issue', 'volume', 'number', 'collection-number'] as const) {
    const value = reference[name];
    if (typeof value === 'string' && value.includes('-')) found.push([name, value.replaceAll('-', '\\-')]);
  }
  return Object.fromEntries(found);
}

/** The names of a work whose given names hold a hyphen that begins no initial. */
function namesIn(reference: Readonly<Record<string, unknown>>): Readonly<Record<string, readonly object[]>> {
  const hasGiven = (value: unknown): value is { readonly given: string } =>
    typeof value === 'object' && value !== null && typeof (value as { given?: unknown }).given === 'string';
  const lists = Object.entries(reference).filter(
    (entry): entry is [string, { readonly given: string }[]] =>
      Array.isArray(entry[1]) && entry[1].some(hasGiven),
  );
  return Object.fromEntries(
    lists.map(([variable, list]) => [
      variable,
      list.map((name) =>
        hasGiven(name)
          ? { ...name, given: name.given.replace(/(?<=\p{L})-(?=\p{Ll})/gu, hyphenInName) }
          : name,
      ),
    ]),
  );
}

/** The reference as citeproc takes it: what is PsyCite's own left out, seasons as CSL 1.0 writes them. */
export function cslItem(reference: Reference, id: string, speaksEnglish: boolean): Record<string, unknown> {
  const { files: _files, othersOmitted, abstract: _abstract, asWritten, ...english } = reference;
  const written = speaksEnglish ? english : { ...english, ...asWritten };
  const known: typeof written = { ...written, ...namesIn(written) };
  const isOpen = othersOmitted === true && known.author !== undefined && known.author.length > 0;
  const rest = { literal: known.author?.length === 1 ? otherBehindOne : others };
  const variables = { ...known, ...(isOpen && { author: [...known.author!, rest] }), ...hyphenated(known) };
  const first = reference.issued?.['date-parts']?.[0];
  const month = first?.[1] ?? 0;
  if (!first || month <= 20) return { ...variables, id };
  return { ...variables, id, issued: { 'date-parts': [first.slice(0, 1)], season: month - 20 } };
}
