import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectFormat, parseBibliography } from '../../../src/core/bibliography/index.ts';
import type { BibliographyFormat, Reference } from '../../../src/core/bibliography/types.ts';
import { type ExportFormat, writeWorks } from '../../../src/core/bibliography/writing/index.ts';
import { type Essentials, essentials, work, writtenTypes } from '../../support/works.ts';

const readAs: Partial<Record<ExportFormat, BibliographyFormat>> = {
  bibtex: 'bibtex',
  biblatex: 'bibtex',
  ris: 'ris',
  nbib: 'nbib',
  hayagriva: 'hayagriva',
  'csl-json': 'csl-json',
  'csl-yaml': 'csl-yaml',
};

/** What a format has no place for; each is in docs/export.md with its reason. */
const types: Partial<Record<ExportFormat, Readonly<Record<string, string>>>> = {
  bibtex: {
    webpage: 'document',
    dataset: 'document',
    software: 'document',
    patent: 'document',
    article: 'document',
    'entry-encyclopedia': 'chapter',
  },
  biblatex: { article: 'document' },
  ris: { article: 'manuscript' },
  hayagriva: { 'article-magazine': 'article-journal', dataset: 'document' },
  nbib: Object.fromEntries(
    writtenTypes
      .filter((type) => type !== 'book' && type !== 'chapter')
      .map((type) => [type, 'article-journal']),
  ),
};

function expected(format: ExportFormat, reference: Reference): Essentials {
  const whole = essentials(reference);
  // PubMed knows a chapter by its book.
  const isLoose = format === 'nbib' && whole.type === 'chapter' && reference['container-title'] === undefined;
  const type = isLoose ? 'article-journal' : (types[format]?.[whole.type] ?? whole.type);
  // TeX has one character for the apostrophe and the closing quotation mark, and two of them for a double
  // one.
  if (format === 'bibtex' || format === 'biblatex')
    return { ...whole, type, title: whole.title.replace(/''/g, '”').replace(/'/g, '’') };
  // Hayagriva has dates and no words for them.
  if (format === 'hayagriva') return { ...whole, type, year: /^\d+$/.test(whole.year) ? whole.year : '' };
  if (format !== 'nbib') return { ...whole, type };
  const isGroup = (name: string) => (reference.author ?? []).some(({ literal }) => literal === name);
  const names = [...whole.names.filter((name) => !isGroup(name)), ...whole.names.filter(isGroup)];
  // PubMed shortens the last page: 104-9 is 104-109. A full stop at the end of a title is PubMed's own.
  return {
    ...whole,
    type,
    names,
    title: whole.title.replace(/(?<!\.)\.$/, ''),
    pages: whole.pages.replace(/^104-9$/, '104-109'),
  };
}

function roundTrip(format: ExportFormat, reference: Reference): Essentials {
  const text = writeWorks(format, [{ key: reference.id, reference }]);
  const bibliography = parseBibliography(readAs[format]!, text);
  expect(bibliography.problems, text).toEqual([]);
  expect(bibliography.size, text).toBe(1);
  return essentials(bibliography.reference(0));
}

test('CSL-YAML keeps what would be Markdown', () => {
  for (const title of ['*one* two', '*? * ketamine', 'x^2^ and _y_', 'a\\\\*b', 'plain', 'p_max'])
    expect(roundTrip('csl-yaml', { id: 'a', type: 'book', title }).title).toBe(title);
});

describe('a work written and read again', () => {
  test.each(Object.keys(readAs) as ExportFormat[])('%s', (format) => {
    fc.assert(
      fc.property(work, (reference) => {
        expect(roundTrip(format, reference)).toEqual(expected(format, reference));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the works of the fixtures, written and read again', () => {
  const fixtures = new URL('../../fixtures/', import.meta.url);
  const names = readdirSync(new URL('bibliographies/', fixtures)).map((name) => `bibliographies/${name}`);
  const works = [...names, 'sample/references.bib'].flatMap((name) => {
    const text = readFileSync(new URL(name, fixtures), 'utf8');
    const bibliography = parseBibliography(detectFormat(name, text)!, text);
    return Array.from({ length: bibliography.size }, (_, index) => ({
      ...bibliography.reference(index),
      id: bibliography.entry(index).key,
    }));
  });

  test.each(Object.keys(readAs) as ExportFormat[])('%s', (format) => {
    expect(works.length).toBeGreaterThan(25);
    for (const reference of works)
      expect(plain(roundTrip(format, reference)), reference.id).toEqual(plain(expected(format, reference)));
  });
});

/** Italics and the like are the file's own format's: see docs/export.md. */
const plain = (whole: Essentials): Essentials => ({
  ...whole,
  title: whole.title.replace(/<\/?(?:i|b|sup|sub|sc|span)(?: [^<>]*)?>/g, ''),
});
