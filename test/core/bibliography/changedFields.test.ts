/**
 * Variables of an entry given other values: what else stands there stays as it is, and the file reads as
 * before.
 */
import { describe, expect, test } from 'vitest';
import { Text } from '../../../src/base/text.ts';
import { parseBibliography } from '../../../src/core/bibliography/index.ts';
import type { BibliographyFormat } from '../../../src/core/bibliography/types.ts';
import { changedFields } from '../../../src/core/bibliography/writing/changedFields.ts';

function changed(format: BibliographyFormat, source: string, variables: object, index = 0) {
  const text = Text.of(source);
  const edit = changedFields(parseBibliography(format, source), text, index, variables as never);
  return edit && text.replace(edit).toString();
}

const year = (value: number) => ({ issued: { 'date-parts': [[value]] } });

describe('BibTeX', () => {
  test.each<[string, string, object, string]>([
    [
      'a value, with what stands around it',
      '@string{x = {y}}\n@article{a,\n  title   = {The {Old} one}, % seen\n  note = {mine},\n}\n@book{b}\n',
      { title: 'The new one' },
      '@string{x = {y}}\n@article{a,\n  title   = {The new one}, % seen\n  note = {mine},\n}\n@book{b}\n',
    ],
    [
      'names and a number, in other signs',
      '@article(a, AUTHOR = "A, B", volume = 4, title = x # {y})',
      { author: [{ family: 'Berman', given: 'R.' }, { literal: 'The Group' }], volume: '47' },
      '@article(a, AUTHOR = {Berman, R. and {The Group}}, volume = {47}, title = x # {y})',
    ],
    [
      'BibLaTeX’s names of fields',
      '@article{a, date = {1999-12}, journaltitle = {Old}, title = {T}}',
      { ...year(2000), 'container-title': 'New' },
      '@article{a, date = {2000}, journaltitle = {New}, title = {T}}',
    ],
    [
      'what is there, and what is lacking behind it',
      '@article{a,\n  title = {T},\n  year = 1999\n}',
      { ...year(2000), page: '351-354' },
      '@article{a,\n  title = {T},\n  year = {2000},\n  pages = {351--354}\n}',
    ],
  ])('%s', (_, source, variables, after) => {
    expect(changed('bibtex', source, variables)).toBe(after);
  });

  test('what another entry gives is left alone', () => {
    const source = '@incollection{a, crossref = {b}, title = {T}}\n@book{b, title = {Old}, publisher = {P}}';
    expect(changed('bibtex', source, { publisher: 'Q' })).toBeUndefined();
  });
});

test('CSL-JSON', () => {
  const source = '[{"id": "a", "title": "Old \\u00e9", "volume": 4, "issued": {"date-parts": [[1999, 1]]}}]';
  const variables = { title: 'A “new” \\ one', volume: '47', ...year(2000), publisher: 'P' };
  const after = changed('csl-json', source, variables);
  expect(JSON.parse(after!)).toEqual([{ id: 'a', ...variables }]);
});

test('other formats are not written into', () => {
  expect(changed('ris', 'TY  - JOUR\nTI  - Old\nER  - \n', { title: 'New' })).toBeUndefined();
});
