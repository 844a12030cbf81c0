import { describe, expect, test } from 'vitest';
import type { Reference } from '../../../src/core/bibliography/types.ts';
import { compare } from '../../../src/core/services/compare.ts';
import { recordFromCsl } from '../../../src/core/services/record.ts';

const doi = '10.1016/s0006-3223(99)00230-9';
const there = {
  DOI: doi,
  type: 'journal-article',
  title: ['Antidepressant effects of ketamine in depressed patients'],
  author: [{ given: 'Robert M.', family: 'Berman' }],
  issued: { 'date-parts': [[2000, 2]] },
  'container-title': ['Biological Psychiatry'],
  volume: '47',
  page: '351-354',
};
const entry: Reference = {
  id: 'k',
  type: 'article-journal',
  title: 'Antidepressant effects of ketamine in depressed patients',
  author: [{ family: 'Berman', given: 'R. M.' }],
  issued: { 'date-parts': [[2000]] },
  'container-title': 'Biological Psychiatry',
  volume: '47',
  page: '351-354',
  DOI: doi,
};

function codes(own: object, record: object = {}) {
  const read = recordFromCsl({ ...there, ...record }, 'crossref');
  if (read.kind === 'refused') throw new Error(read.reason);
  return compare('k', { ...entry, ...own }, read.record, { kind: 'doi', id: doi });
}
const said = (own: object, record: object = {}): string =>
  codes(own, record)
    .map(({ code, severity, message }) => `${code} ${severity ?? ''} ${message}`)
    .join('\n');

test('an entry that is as its record', () => {
  expect(codes({})).toEqual([]);
});

describe('what is the same work', () => {
  test.each<[object, object]>([
    [{ title: 'ANTIDEPRESSANT EFFECTS OF KETAMINE IN DEPRESSED PATIENTS.' }, {}],
    [{ title: 'Antidepressant effects of ketamine' }, {}],
    [{}, { title: ['Antidepressant effects of ketamine in depressed patients: a pilot'] }],
    [{}, { title: ['Antidepressant effects'], subtitle: ['of ketamine in depressed patients'] }],
    [{ title: 'Antidepressant effects of ketamin in depressed patient' }, {}],
    [{ title: 'RETRACTED: Antidepressant effects of ketamine in depressed patients' }, {}],
    [{ title: 'Les effets' }, { 'original-title': ['Les effets'] }],
    [
      { title: 'TNF-α and IL-1β in the brain of depressed patients' },
      { title: ['TNF-alpha and IL-1beta in the brain of depressed patients'] },
    ],
    [{ issued: { 'date-parts': [[2001]] } }, {}],
    [{ issued: { 'date-parts': [[1999]] } }, {}],
    [{ issued: { 'date-parts': [[2003]] } }, { 'published-print': { 'date-parts': [[2002]] } }],
    [{ issued: { literal: 'in press' } }, {}],
    [{ author: [{ family: 'BERMAN' }] }, {}],
    [{ author: [{ family: 'Müller' }] }, { author: [{ family: 'Mueller', given: 'A' }] }],
    [{ author: [{ family: 'Núñez' }] }, { author: [{ family: 'Nunez', given: 'A' }] }],
    [{ author: [{ family: 'Kolk' }] }, { author: [{ family: 'van der Kolk', given: 'B' }] }],
    [
      { author: [{ family: 'Kolk', 'non-dropping-particle': 'van der' }] },
      { author: [{ family: 'van der Kolk', given: 'B' }] },
    ],
    [{ author: [{ family: 'García' }] }, { author: [{ family: 'García Márquez', given: 'G' }] }],
    [{ author: [{ family: 'Zhao', given: 'Jing' }] }, { author: [{ family: 'Jing', given: 'Zhao' }] }],
    [{ author: [{ literal: 'The Group' }] }, {}],
    [{}, { author: [{ name: 'The Group' }] }],
    [{}, { author: [] }],
  ])('%j and %j', (own, record) => {
    expect(said(own, record)).not.toContain('work-mismatch');
  });
});

describe('what differs', () => {
  test.each<[object, RegExp]>([
    [
      { title: 'A randomized trial of an N-methyl-D-aspartate antagonist' },
      /work-mismatch {2}.*title is “Antidepressant effects/,
    ],
    [{ title: 'Antidepressant effects of lithium in bipolar adolescents' }, /work-mismatch/],
    [{ author: [{ family: 'Zarate', given: 'C' }] }, /work-mismatch {2}.*first author is Berman/],
    [{ issued: { 'date-parts': [[2006]] } }, /work-mismatch warning .*year is 2000/],
  ])('%j', (own, message) => {
    expect(said(own)).toMatch(message);
  });

  test('of another work, what its record has and the entry lacks is not told', () => {
    const found = codes({
      title: 'Another work of the brain',
      author: [{ family: 'Zarate' }],
      volume: undefined,
    });
    expect(found.map(({ code }) => code)).toEqual(['work-mismatch']);
  });
});

test('what came later', () => {
  const updated = ['retraction', 'expression_of_concern', 'correction'].map((type) => ({
    type,
    DOI: `10.1000/${type[0]!}`,
  }));
  expect(said({}, { 'updated-by': updated }).split('\n')).toEqual([
    expect.stringMatching(/^work-retracted error “k” was retracted \(10\.1000\/r\)\./),
    expect.stringMatching(/^work-retracted warning “k” has an expression of concern \(10\.1000\/e\)\./),
    expect.stringMatching(/^work-retracted information “k” has a correction \(10\.1000\/c\)\./),
  ]);
});

test('the article of a preprint, but not of the article itself', () => {
  const record = { type: 'posted-content', relation: { 'is-preprint-of': [{ id: '10.1093/cid/ciab963' }] } };
  expect(said({}, record)).toMatch(/work-published {2}.*DOI 10\.1093\/cid\/ciab963/);
  expect(said({ DOI: '10.1093/cid/ciab963' }, record)).not.toContain('work-published');
});

test('what the record has and the entry lacks', () => {
  const bare = { volume: undefined, page: '', DOI: undefined, author: [], issued: undefined };
  expect(said(bare)).toMatch(
    /work-incomplete {2}“k” lacks what Crossref has: author \(Berman\), year \(2000\), volume \(47\), pages \(351-354\), DOI/,
  );
  expect(said({ DOI: undefined, URL: `https://doi.org/${doi.toUpperCase()}` })).toBe('');
  expect(said({ 'container-title': undefined, 'container-title-short': 'Biol Psychiatry' })).toBe('');
});
