/// <reference path="./raw.d.ts" />
import citeproc, { type Citation, type Engine } from 'citeproc';
import type { CitationCluster, Reference } from '../../core/index.ts';
import type { FormatRequest, FormattedDocument } from './messages.ts';
import { localeFor, localeText, styleText } from './styles.ts';

/** Engines kept warm: a style takes 0.1 to 1.6 s to build. */
const mostEngines = 3;

/** citeproc's word for: every work of the citation is registered already. */
const allRegistered = 2;

// citeproc's plain text with the number of numeric styles marked, so that it can be taken out. (Citeproc keeps the
// number where this gives no text.)
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

/**
 * Stands for BibTeX's `and others`, of which citeproc knows nothing: it is one more name, and in the text it becomes
 * "et al.", with the comma or the "and" of the style before it. A character of Unicode's private use area.
 */
const others = '\uE0B5';
const othersInText = new RegExp(`,? ?(?:(?:&|\\p{Ll}{1,4}) )?${others}\\.?`, 'gu');

export interface WarmEngine {
  readonly engine: Engine;
  /** The items of the current request, by the ids that this folder gives them. */
  readonly items: Map<string, unknown>;
  /** Citations are numbers: no author can stand in the sentence. */
  readonly isNumeric: boolean;
}

/** A new engine. Throws where the style cannot be used. */
export function buildEngine(style: string, locale: string): WarmEngine {
  const text = styleText(style);
  const items = new Map<string, unknown>();
  const system = { retrieveLocale: localeText, retrieveItem: (id: string) => items.get(id) };
  const engine = new citeproc.Engine(system, text, locale || 'en-US', locale !== '');
  return { engine, items, isNumeric: /citation-format=["']numeric/.test(text) };
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
  readonly #engines = new Map<string, WarmEngine>();

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
    return bibliography[1].map((text) => readable(text));
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
    // All at once and in the order of citation, so that years are told apart by works that are listed only, too.
    engine.updateItems([...items.keys()]);
    const isNote = engine.opt.xclass === 'note';
    const before: (readonly [id: string, note: number])[] = [];
    const printed: string[] = [];
    for (const [index, cluster] of clusters.entries()) {
      const note = isNote ? index + 1 : 0;
      const citation = citationOf(cluster, `c${index}`, note, isNumeric, (reference) => `r${reference}`);
      const [, changed] = engine.processCitationCluster(citation, before, [], allRegistered);
      for (const [place, text] of changed) printed[place] = text;
      before.push([citation.citationID, citation.properties.noteIndex]);
    }
    const [{ entry_ids: ids }, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []];
    return {
      citations: printed.map(readable),
      entries: entries.map((text, index) => ({
        reference: Number(ids[index]![0]!.slice(1)),
        text: readable(text),
      })),
      ...spokenBy(engine),
    };
  }

  #engine(style: string, locale: string): WarmEngine {
    const name = `${locale}\n${style}`;
    const known = this.#engines.get(name);
    if (known) {
      this.#engines.delete(name);
      this.#engines.set(name, known);
      return known;
    }
    const warm = buildEngine(style, locale);
    this.#engines.set(name, warm);
    if (this.#engines.size > mostEngines) this.#engines.delete(this.#engines.keys().next().value!);
    return warm;
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
    citationItems: items.map(({ reference, prefix, suffix, label, locator, suppressAuthor }) => ({
      id: idOf(reference),
      ...(prefix !== '' && { prefix: `${prefix} ` }),
      ...(suffix !== '' && { suffix }),
      ...(locator !== '' && { label, locator }),
      // A number names no author, and citeproc prints nothing where it is told to leave one out.
      ...(suppressAuthor && !isNumeric && { 'suppress-author': true }),
    })),
    properties: {
      noteIndex,
      ...(isFixed && { unsorted: true }),
      ...(isComposite && { mode: 'composite' as const }),
    },
  };
}

export const readable = (text: string): string =>
  text
    .replace(markedNumber, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(othersInText, ', et al.')
    .replace(/\uE0B6/g, '"');

/** The reference as citeproc takes it: what is PsyCite's own left out, seasons as CSL 1.0 writes them. */
export function cslItem(reference: Reference, id: string, speaksEnglish: boolean): Record<string, unknown> {
  const { files: _files, othersOmitted, abstract: _abstract, asWritten, ...english } = reference;
  const known = speaksEnglish ? english : { ...english, ...asWritten };
  const isOpen = othersOmitted === true && known.author !== undefined && known.author.length > 0;
  const variables = isOpen ? { ...known, author: [...known.author!, { literal: others }] } : known;
  const first = reference.issued?.['date-parts']?.[0];
  const month = first?.[1] ?? 0;
  if (!first || month <= 20) return { ...variables, id };
  return { ...variables, id, issued: { 'date-parts': [first.slice(0, 1)], season: month - 20 } };
}
