/**
 * Variables added to an entry that lacks them: what stands there stays as it is, and the file reads as
 * before.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Text } from '../../../src/base/text.ts';
import { parseBibliography } from '../../../src/core/bibliography/index.ts';
import type { BibliographyFormat } from '../../../src/core/bibliography/types.ts';
import { addedFields } from '../../../src/core/bibliography/writing/addedFields.ts';

const lacked = { 'container-title': 'Biological Psychiatry', volume: '47', page: '351-354' };

function added(format: BibliographyFormat, source: string, variables: object = lacked, index = 0) {
  const text = Text.of(source);
  const edit = addedFields(parseBibliography(format, source), text, index, variables as never);
  return edit && text.replace(edit).toString();
}

describe('BibTeX', () => {
  test.each([
    [
      'lines, a comma at the end',
      '@article{a,\n  title = {A},\n}\n',
      '@article{a,\n  title = {A},\n  journal = {Biological Psychiatry},\n  volume = {47},\n  pages = {351--354},\n}\n',
    ],
    [
      'lines without one, other indentation',
      '@article{a,\r\n\ttitle = "A"\r\n}',
      '@article{a,\r\n\ttitle = "A",\r\n\tjournal = {Biological Psychiatry},\r\n\tvolume = {47},\r\n\tpages = {351--354}\r\n}',
    ],
    [
      'one line',
      '@article{a, title={A}}',
      '@article{a, title={A}, journal = {Biological Psychiatry}, volume = {47}, pages = {351--354}}',
    ],
    [
      'round brackets',
      '@article(a, title={A} )',
      '@article(a, title={A}, journal = {Biological Psychiatry}, volume = {47}, pages = {351--354} )',
    ],
  ])('%s', (_, source, after) => {
    expect(added('bibtex', source)).toBe(after);
  });

  test('a chapter has the title of its book', () => {
    expect(added('bibtex', '@incollection{a, title={A}}', { 'container-title': 'Book' })).toBe(
      '@incollection{a, title={A}, booktitle = {Book}}',
    );
  });

  test('an entry that is not closed is left alone, and so is one whose fields would not be read', () => {
    expect(added('bibtex', '@article{a, title={A}')).toBeUndefined();
    expect(added('bibtex', '@article{a, title={A}}', {})).toBeUndefined();
    expect(added('bibtex', '@article{a, title={A}}', { nonsense: 'x' })).toBeUndefined();
  });

  test('hostile values stay values', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (value) => {
        const source = '@article{a, title={A}}\n@misc{b, title={B}}\n';
        const after = added('bibtex', source, { 'container-title': value });
        if (after === undefined) return;
        const read = parseBibliography('bibtex', after);
        expect(read.size).toBe(2);
        expect(read.problems).toEqual([]);
        expect(read.entry(1).key).toBe('b');
      }),
    );
  });
});

test('CSL-JSON, in lines and in one', () => {
  expect(added('csl-json', '[{"id": "a", "type": "book"}, {"id":"b"}]', { volume: '4"7' })).toBe(
    '[{"id": "a", "type": "book", "volume": "4\\"7"}, {"id":"b"}]',
  );
  expect(added('csl-json', '[\n  {\n    "id": "a"\n  }\n]', { volume: '47', page: '1-2' })).toBe(
    '[\n  {\n    "id": "a",\n    "volume": "47",\n    "page": "1-2"\n  }\n]',
  );
});

test('other formats have no such edit', () => {
  expect(added('ris', 'TY  - JOUR\nID  - a\nTI  - A\nER  - \n')).toBeUndefined();
});
