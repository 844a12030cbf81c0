import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Text } from '../../../src/base/text.ts';
import {
  detectFormat,
  editBibliography,
  parseBibliographyInSteps,
} from '../../../src/core/bibliography/index.ts';
import { SearchIndex } from '../../../src/core/bibliography/search/searchIndex.ts';
import type { Bibliography, BibliographyFormat } from '../../../src/core/bibliography/types.ts';
import { shortCitation } from '../../../src/core/render/reference.ts';
import { keysOf, parseAny } from '../../support/bibliography.ts';

const names = ['works.bib', 'works.json', 'works.yaml', 'works.ris', 'works.nbib', 'works.enw'] as const;

function load(name: string): { text: string; bibliography: Bibliography } {
  const text = readFileSync(new URL(`../../fixtures/bibliographies/${name}`, import.meta.url), 'utf8');
  return { text, bibliography: parseAny(detectFormat(name, text)!, text) };
}

/** What every format can say of these works. NBIB has PMIDs besides, and no keys. */
const referencesOf = ({ bibliography }: { bibliography: Bibliography }) =>
  keysOf(bibliography).map((_, index) => {
    const { id: _id, PMID: _pmid, ...rest } = bibliography.reference(index);
    return rest;
  });

describe('the same works in every format', () => {
  const expected = referencesOf(load('works.json'));

  it.each(names)('%s', (name) => {
    const loaded = load(name);
    expect(loaded.bibliography.problems).toEqual([]);
    expect(referencesOf(loaded)).toEqual(expected);
  });

  it.each(names)('%s: keys stand where they are said to', (name) => {
    const { text, bibliography } = load(name);
    for (let index = 0; index < bibliography.size; index += 1) {
      const { key, keySpan, span } = bibliography.entry(index);
      const written = text.slice(keySpan.start, keySpan.end);
      if (name !== 'works.nbib') expect(written).toBe(key);
      expect(bibliography.indexAt(span.start)).toBe(index);
      expect(bibliography.indexesOf(key)).toEqual([index]);
    }
  });

  it('finds the same words in all of them', () => {
    for (const name of names) {
      const { bibliography } = load(name);
      const found = SearchIndex.of(bibliography).foldEntry(1);
      expect(found.slice(found.indexOf('\n'))).toBe(
        '\nnunez\nketamine & mood: a β version\n2018\nj affect disord',
      );
      expect(shortCitation(bibliography.reference(0))).toBe('Berman & Cappiello 2000');
    }
  });

  it.each(names)('%s: yields while it reads, and reads all', (name) => {
    const { text, bibliography } = load(name);
    const copies = 2000;
    const list = name === 'works.json' ? text.trim().slice(1, -1) : text;
    const many = name === 'works.json' ? `[${Array(copies).fill(list).join(',')}]` : list.repeat(copies);
    const steps = parseBibliographyInSteps(bibliography.format as BibliographyFormat, many);
    const shares: number[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) shares.push(step.value);
    expect(step.value.size).toBe(copies * bibliography.size);
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('an edit', () => {
  it.each(names)('%s: equals a file read anew', (name) => {
    const { text, bibliography } = load(name);
    const start = text.indexOf('ketamine in');
    const edit = { start, end: start + 'ketamine'.length, text: 'esketamine' };
    const edited = Text.of(text).replace(edit);
    const after = editBibliography(bibliography, edited, edit);
    const anew = parseAny(bibliography.format as BibliographyFormat, edited.toString());
    expect(referencesOf({ bibliography: after })).toEqual(referencesOf({ bibliography: anew }));
    expect(after.reference(0).title).toBe('Antidepressant effects of esketamine in depressed patients');
    expect(keysOf(after).map((_, index) => after.entry(index))).toEqual(
      keysOf(anew).map((_, index) => anew.entry(index)),
    );
  });

  it('of a BibTeX file folds only what it touched again', () => {
    const { text, bibliography } = load('works.bib');
    for (const _ of SearchIndex.of(bibliography).foldInSteps());
    const start = text.indexOf('mood');
    const edit = { start, end: start, text: 'low ' };
    const after = editBibliography(bibliography, Text.of(text).replace(edit), edit);
    const folded = keysOf(after).map((_, index) => SearchIndex.of(after).text(index) !== undefined);
    expect(folded).toEqual([true, false, true]);
    expect(SearchIndex.of(after).foldEntry(1)).toContain('low mood');
  });
});
