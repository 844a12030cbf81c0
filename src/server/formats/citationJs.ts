/// <reference path="./citationJsModules.d.ts" />
import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';

/**
 * What citation-js reads of a text in which PsyCite's own readers find nothing: Bib.TXT, objects as
 * JavaScript writes them, lists of entries that were parsed before. CSL items; undefined where it knows no
 * better. It never asks the network: its fetchers are not in any bundle (scripts/build/noFetch.mjs), and what
 * it takes for an address is not given to it.
 *
 * Loaded when first used. It guesses with regular expressions of its own, so it is given no long text.
 */
export function readWithCitationJs(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  if (text.length > maxTextLength) return undefined;
  try {
    if (!known.test(plugins.input.type(text))) return undefined;
    const { data } = new Cite(text, { generateGraph: false });
    const works = data.filter(({ title }) => typeof title === 'string' && title.trim() !== '');
    return works.length > 0 ? works : undefined;
  } catch {
    return undefined;
  }
}

/** UTF-16 units: some hundred works. */
const maxTextLength = 500_000;

/**
 * Kinds of text that hold works; others are addresses, identifiers and pages, of which it would ask somebody.
 */
const known = /^@(?:bibtex|biblatex|bibtxt|ris|csl|else\/json)/;
