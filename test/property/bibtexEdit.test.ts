import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextEdit } from '../../src/base/edit.ts';
import { Text } from '../../src/base/text.ts';
import { absoluteEdit, awkwardText, relativeEdit } from '../support/arbitraries.ts';
import {
  EditedBibliography,
  entriesOf,
  everythingObservable,
  lookUp,
  parse,
  recordsInWindows,
  recordsOfWhole,
} from '../support/bibtex.ts';
import { cut } from '../support/text.ts';

const piece = fc.constantFrom(
  ...[
    '@',
    '@article',
    '@article{',
    '@book{b,',
    '{',
    '}',
    '(',
    ')',
    '"',
    ',',
    '=',
    ' = ',
    '#',
    '%',
    '\n',
    '\r\n',
    '\r',
  ],
  ...[
    'a',
    'key',
    'title',
    'ids',
    'crossref',
    'xdata',
    '2000',
    'jan',
    ' ',
    '  ',
    '\\',
    '\\"',
    '~',
    '$',
    '\ufeff',
    '😀',
  ],
  ...['@string{a = "x"}', '@string{a = a # a}', '@comment{', '@preamble{"x"}', '% note\n', 'me@home.org '],
  ...['@article{a,\n  title = {T},\n  year = 2000\n}\n', '@misc{key, note = "x {y} z", ids = {i, j}}\n'],
  ...[
    '@inbook{c, crossref = {b}, title = a # " and " # jan}\n',
    '@book{b, title = {Parent}, xdata = {key}}\n',
  ],
  ...[
    '\n@article{d, note = {\n@article{e,\n}\n}, year = 1}\n',
    '\n@article{f, note = "open,\n  year = {1}\n}\n',
  ],
  ...['\n@article{g, note = {open,\n  year = {1},\n\n', '@article(h, title = {par})\n', '\n@article{i\n'],
);

const bibtexText = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
const inserted = fc.oneof(
  { arbitrary: fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('')), weight: 5 },
  { arbitrary: awkwardText, weight: 1 },
);

test('a text that is held in pieces has the records of the whole', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(bibtexText, lengths, fc.integer({ min: 1, max: 12 }), (source, pieceLengths, firstWindow) => {
      const text = Text.ofPieces(cut(source, pieceLengths));
      expect(text.toString()).toBe(source);
      expect(recordsInWindows(Text.ofPieces(cut(source, pieceLengths)), firstWindow)).toEqual(
        recordsOfWhole(source),
      );
    }),
    { numRuns: 2_000 },
  );
});

test('a bibliography after edits equals one parsed from scratch', () => {
  fc.assert(
    fc.property(bibtexText, fc.array(relativeEdit(inserted), { maxLength: 5 }), (start, edits) => {
      const edited = new EditedBibliography(start);
      for (const relative of edits) {
        edited.edit(absoluteEdit(relative, edited.text.length));
        // Asked at each step, so that what is derived lazily is derived from edited bibliographies too.
        const text = edited.text;
        expect(everythingObservable(edited.bibliography, text.length)).toEqual(
          everythingObservable(parse(text), text.length),
        );
      }
    }),
    { numRuns: 400 },
  );
});

test('what an edit carries over is what it says', () => {
  fc.assert(
    fc.property(
      bibtexText,
      bibtexText,
      bibtexText,
      relativeEdit(inserted),
      (before, middle, behind, relative) => {
        const edited = new EditedBibliography(before + middle + behind);
        const previous = edited.bibliography;
        edited.edit(absoluteEdit(relative, edited.text.length));
        const next = edited.bibliography;
        const { prefix, suffix } = next.carried!;
        expect(prefix + suffix).toBeLessThanOrEqual(Math.min(previous.size, next.size));
        for (let index = 0; index < prefix; index += 1) {
          expect(next.searchFields(index)).toEqual(previous.searchFields(index));
        }
        for (let back = 1; back <= suffix; back += 1) {
          expect(next.searchFields(next.size - back)).toEqual(previous.searchFields(previous.size - back));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('any text parses, and places lie in it, in order', () => {
  fc.assert(
    fc.property(fc.oneof(bibtexText, awkwardText, fc.string()), (text) => {
      const bibliography = parse(text);
      let position = 0;
      for (let index = 0; index < bibliography.size; index += 1) {
        const { key, keySpan, span, type } = bibliography.entry(index);
        expect(span.start).toBeGreaterThanOrEqual(position);
        expect(text.slice(keySpan.start, keySpan.end)).toBe(key);
        expect(key).toMatch(/^[^\s,{}]+$/);
        expect(type).not.toBe('');
        expect(bibliography.indexesOf(key)).toContain(index);
        expect(bibliography.indexAt(span.start)).toBe(index);
        for (const field of bibliography.fields(index)) {
          expect(text.slice(field.nameSpan.start, field.nameSpan.end)).toBe(field.name);
          expect(field.valueSpan.start).toBeGreaterThanOrEqual(field.nameSpan.end);
          expect(field.valueSpan.end).toBeLessThanOrEqual(span.end);
        }
        position = span.end;
      }
      for (const { start, end } of bibliography.problems) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1000 },
  );
});

/** Long enough that what an edit scans ends in the middle of values, several times over. */
const longPiece = fc.oneof(
  { arbitrary: piece, weight: 3 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('', '}', '{', '"', '\n@misc{in,\n'), fc.integer({ min: 1, max: 30_000 }))
      .map(([odd, length]) => `\n@misc{long${length}, note = {${'x '.repeat(length / 2)}${odd}}}\n`),
    weight: 1,
  },
);

test('edits of long texts equal a parse from scratch', () => {
  const text = fc.array(longPiece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, fc.array(relativeEdit(inserted), { minLength: 1, maxLength: 6 }), (start, edits) => {
      const edited = new EditedBibliography(start);
      for (const relative of edits) edited.edit(absoluteEdit(relative, edited.text.length));
      const fresh = parse(edited.text);
      expect(entriesOf(edited.bibliography)).toEqual(entriesOf(fresh));
      expect(edited.bibliography.problems).toEqual(fresh.problems);
    }),
    { numRuns: 150 },
  );
});

test('keys are found after edits at far ends of a file of many entries', () => {
  const entries = Array.from({ length: 3_000 }, (_, place) => `@misc{k${place % 2_900},}\n`).join('');
  const edited = new EditedBibliography(entries);
  expect(lookUp(edited.bibliography, 'k50')).toEqual([50, 2_950]);
  const edits: TextEdit[] = [
    { start: 0, end: 0, text: '@misc{first,}\n' },
    { start: 20_000, end: 20_400, text: '' },
    { start: 30_000, end: 30_000, text: '@misc{middle, ids = {k50, k60}}\n' },
    { start: 10, end: 400, text: '' },
  ];
  for (const edit of edits) {
    edited.edit(edit);
    const fresh = parse(edited.text);
    for (let place = 0; place < 2_900; place += 7) {
      const key = `k${place}`;
      expect(lookUp(edited.bibliography, key)).toEqual(lookUp(fresh, key));
    }
    expect(lookUp(edited.bibliography, 'k50')).toEqual(lookUp(fresh, 'k50'));
    expect(edited.bibliography.problems).toEqual(fresh.problems);
  }
});

test('the brief reference of an entry is a part of its reference', () => {
  fc.assert(
    fc.property(bibtexText, (text) => {
      const bibliography = parse(text);
      for (let index = 0; index < bibliography.size; index += 1) {
        const whole = bibliography.reference(index);
        expect(whole).toMatchObject(bibliography.brief(index));
      }
    }),
    { numRuns: 300 },
  );
});
