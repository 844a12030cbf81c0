/// <reference path="../../../src/server/formats/citationJsModules.d.ts" />
/** citation-js as an oracle: what PsyCite writes is read by a program that nobody here wrote. */
import { readFileSync } from 'node:fs';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { parseBibliography } from '../../../src/core/bibliography/index.ts';
import type { Reference } from '../../../src/core/bibliography/types.ts';
import { type ExportFormat, writeWorks } from '../../../src/core/bibliography/writing/index.ts';
import { type Essentials, essentials, work } from '../../support/works.ts';

beforeAll(() => {
  // It logs each step of its guessing.
  for (const method of ['log', 'warn', 'error', 'info', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation(() => undefined);
});

/** Marks of another look, and its markup, are no loss. */
const alike = (text: string): string =>
  text
    .replace(/<\/?(?:i|b|sup|sub|sc|span)(?: [^<>]*)?>/g, '')
    .replace(/''|”|“/g, '"')
    .replace(/[’']/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

const comparable = ({ names, title, ...rest }: Essentials) => ({
  ...rest,
  title: alike(title),
  names: names.map(alike),
});

function read(text: string): Essentials[] {
  return (new Cite(text).data as Reference[]).map(essentials);
}

const types: Partial<Record<ExportFormat, Readonly<Record<string, string>>>> = {
  bibtex: {
    ...Object.fromEntries(
      ['webpage', 'dataset', 'software', 'patent', 'article'].map((type) => [type, 'document']),
    ),
    'entry-encyclopedia': 'chapter',
    'article-magazine': 'article-journal',
    'article-newspaper': 'article-journal',
  },
  biblatex: {
    article: 'document',
    'entry-encyclopedia': 'entry',
    'article-magazine': 'article-journal',
    'article-newspaper': 'article-journal',
  },
  ris: { article: 'manuscript' },
};

/** Types of which RIS as specified in 2011 has no pages. */
const withoutPages = new Set(['thesis', 'webpage', 'dataset', 'software']);

function expected(format: ExportFormat, reference: Reference): Essentials {
  const whole = essentials(reference);
  const type = types[format]?.[whole.type] ?? whole.type;
  if (format !== 'ris') return { ...whole, type };
  return {
    ...whole,
    type,
    year: /^\d+$/.test(whole.year) ? whole.year : '',
    pages: withoutPages.has(whole.type) ? '' : whole.pages,
    names: whole.type === 'article-newspaper' ? [] : whole.names,
  };
}

const fixture = new URL('../../fixtures/bibliographies/works.bib', import.meta.url);

describe('citation-js reads what PsyCite writes', () => {
  test.each(['bibtex', 'biblatex', 'ris', 'csl-json'] as const)('%s', (format) => {
    fc.assert(
      fc.property(work, (reference) => {
        const text = writeWorks(format, [{ key: reference.id, reference }]);
        expect(read(text).map(comparable), text).toEqual([comparable(expected(format, reference))]);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['bibtex', 'biblatex', 'ris', 'csl-json'] as const)(
    'the works of the fixtures as %s',
    (format) => {
      const bibliography = parseBibliography('bibtex', readFileSync(fixture, 'utf8'));
      const works = Array.from({ length: bibliography.size }, (_, index) => ({
        key: bibliography.entry(index).key,
        reference: bibliography.reference(index),
      }));
      const found = read(writeWorks(format, works)).map(comparable);
      expect(found).toEqual(works.map(({ reference }) => comparable(expected(format, reference))));
    },
  );
});
