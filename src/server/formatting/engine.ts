/// <reference path="./raw.d.ts" />
import citeproc, { type Engine } from 'citeproc';
import type { Reference } from '../../core/index.ts';
import type { FormatRequest } from './messages.ts';
import { localeText, styleText } from './styles.ts';

/** Engines kept warm: a style takes 0.1 to 1.6 s to build. */
const mostEngines = 3;

/** A `.csl` file of the workspace beyond this is refused. UTF-16 units. */
const longestStyle = 1_000_000;

// citeproc's plain text with the number of numeric styles marked, so that it can be taken out. (Citeproc keeps the
// number where this gives no text.)
citeproc.Output.Formats.plain = {
  ...citeproc.Output.Formats.text,
  '@display/left-margin': (_state: unknown, text: string) => `\u0001${text}\u0002`,
};
const markedNumber = /\u0001[^\u0001\u0002]*\u0002/g;

/**
 * Stands for BibTeX's `and others`, of which citeproc knows nothing: it is one more name, and in the text it becomes
 * "et al.", with the comma or the "and" of the style before it. A character of Unicode's private use area.
 */
const others = '\uE0B5';
const othersInText = new RegExp(`,? ?(?:(?:&|\\p{Ll}{1,4}) )?${others}\\.?`, 'gu');

interface WarmEngine {
  readonly engine: Engine;
  /** The items of the current request, by the ids that this file gives them. */
  readonly items: Map<string, unknown>;
}

/**
 * Formats references with citeproc. Runs in a worker: a build blocks, and a hostile style may take for ever.
 * Throws where the style is no style that stands alone.
 */
export class FormattingEngine {
  readonly #engines = new Map<string, WarmEngine>();

  /** Plain text, in the style's order; `undefined` where the style is not known or has no bibliography. */
  format({ references, style, locale, numbered }: FormatRequest): readonly string[] | undefined {
    const warm = this.#engine(style, locale);
    if (!warm) return undefined;
    const { engine, items } = warm;
    items.clear();
    // Ids are made here, for citeproc keeps them in plain objects, and a key may be `__proto__`.
    for (const [index, reference] of references.entries())
      items.set(`r${index}`, cslItem(reference, `r${index}`));
    engine.updateItems([]);
    engine.setOutputFormat(numbered ? 'text' : 'plain');
    engine.updateItems([...items.keys()]);
    const bibliography = engine.makeBibliography();
    if (bibliography === false) return undefined;
    return bibliography[1].map((text) => readable(text));
  }

  #engine(style: string, locale: string): WarmEngine | undefined {
    const name = `${locale}\n${style}`;
    const known = this.#engines.get(name);
    if (known) {
      this.#engines.delete(name);
      this.#engines.set(name, known);
      return known;
    }
    const text = styleText(style);
    if (text === undefined || text.length > longestStyle) return undefined;
    const items = new Map<string, unknown>();
    const system = { retrieveLocale: localeText, retrieveItem: (id: string) => items.get(id) };
    const engine = new citeproc.Engine(system, text, locale || 'en-US', locale !== '');
    const warm = { engine, items };
    this.#engines.set(name, warm);
    if (this.#engines.size > mostEngines) this.#engines.delete(this.#engines.keys().next().value!);
    return warm;
  }
}

const readable = (text: string): string =>
  text.replace(markedNumber, '').replace(/\s+/g, ' ').trim().replace(othersInText, ', et al.');

/** The reference as citeproc takes it: what is PsyCite's own left out, seasons as CSL 1.0 writes them. */
function cslItem(reference: Reference, id: string): Record<string, unknown> {
  const { files: _files, othersOmitted, abstract: _abstract, ...known } = reference;
  const isOpen = othersOmitted === true && known.author !== undefined && known.author.length > 0;
  const variables = isOpen ? { ...known, author: [...known.author!, { literal: others }] } : known;
  const first = reference.issued?.['date-parts']?.[0];
  const month = first?.[1] ?? 0;
  if (!first || month <= 20) return { ...variables, id };
  return { ...variables, id, issued: { 'date-parts': [first.slice(0, 1)], season: month - 20 } };
}
