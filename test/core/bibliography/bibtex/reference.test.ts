import { expect, test } from 'vitest';
import { referenceOf, referenceTo, searchFieldsOf } from '../../../support/bibtex.ts';

test('an article as most databases export it', () => {
  const entry = `@Article{berman2000,
    Author  = {Berman, Robert M. and Cappiello, Angela and others},
    Title   = {Antidepressant effects of {K}etamine},
    Journal = {Biological Psychiatry},
    Year    = 2000,
    Month   = feb,
    Volume  = {47}, Number = {4}, Pages = {351--354},
    Doi     = {https://doi.org/10.1016/S0006-3223(99)00230-9},
    Url     = {https://example.org/a\\_b%20c},
    Pmid    = {10686270},
    Keywords = {ketamine, depression},
    File    = {Full Text:files/12/a b.pdf:application/pdf;C\\:\\\\x.pdf},
  }`;
  expect(referenceOf(entry)).toEqual({
    id: 'berman2000',
    type: 'article-journal',
    author: [
      { family: 'Berman', given: 'Robert M.' },
      { family: 'Cappiello', given: 'Angela' },
    ],
    othersOmitted: true,
    title: 'Antidepressant effects of Ketamine',
    'container-title': 'Biological Psychiatry',
    issued: { 'date-parts': [[2000, 2]] },
    volume: '47',
    issue: '4',
    page: '351-354',
    DOI: '10.1016/S0006-3223(99)00230-9',
    URL: 'https://example.org/a_b%20c',
    PMID: '10686270',
    keyword: 'ketamine, depression',
    files: ['files/12/a b.pdf', 'C:\\x.pdf'],
  });
  expect(searchFieldsOf(entry)).toEqual({
    key: 'berman2000',
    authors: 'Berman Cappiello',
    title: 'Antidepressant effects of Ketamine',
    year: '2000',
    container: 'Biological Psychiatry',
    doi: 'https://doi.org/10.1016/S0006-3223(99)00230-9',
  });
});

test.each([
  ['book', 'book'],
  ['inbook', 'chapter'],
  ['incollection', 'chapter'],
  ['inproceedings', 'paper-conference'],
  ['phdthesis', 'thesis'],
  ['techreport', 'report'],
  ['online', 'webpage'],
  ['unpublished', 'manuscript'],
  ['dataset', 'dataset'],
  ['software', 'software'],
  ['misc', 'document'],
  ['unheardof', 'document'],
])('@%s is of type %s', (type, cslType) => {
  expect(referenceOf(`@${type.toUpperCase()}{a, title = {T}}`).type).toBe(cslType);
});

test.each([
  ['@article{a, entrysubtype = {newspaper}}', { type: 'article-newspaper' }],
  ['@unpublished{a, eventtitle = {ACNP}}', { type: 'speech', 'event-title': 'ACNP' }],
  ['@book{a, title = {Main}, subtitle = {A sub}}', { title: 'Main: A sub' }],
  ['@book{a, title = {Why?}, subtitle = {A sub}}', { title: 'Why? A sub' }],
  [
    '@book{a, title = {Two}, maintitle = {Works}, volume = 2, part = 1}',
    { title: 'Works: Two', volume: '2.1' },
  ],
  [
    '@periodical{a, title = {Journal}, issuetitle = {Special}}',
    { title: 'Special', 'container-title': 'Journal' },
  ],
  ['@book{a, series = {S}, number = 7}', { 'collection-title': 'S', 'collection-number': '7' }],
  [
    '@techreport{a, number = 7, institution = {NIMH}}',
    { number: '7', publisher: 'NIMH', genre: 'technical report' },
  ],
  ['@phdthesis{a, school = {Yale}}', { publisher: 'Yale', genre: 'PhD thesis' }],
  ['@thesis{a, type = {mathesis}}', { genre: 'Master’s thesis' }],
  [
    '@article{a, eprint = {2101.00001}, archivePrefix = {arXiv}}',
    { URL: 'https://arxiv.org/abs/2101.00001' },
  ],
  ['@article{a, eprint = {123}, eprinttype = {pubmed}}', { PMID: '123' }],
  ['@misc{a, howpublished = {\\url{http://x.org}}}', { URL: 'http://x.org' }],
  ['@article{a, number = 3, issue = {Spring}}', { issue: '3, Spring' }],
  ['@article{a, journal = {J}, journalsubtitle = {Sub}}', { 'container-title': 'J: Sub' }],
  ['@article{a, note = {N}, addendum = {A}}', { note: 'N. A' }],
  ['@article{a, urldate = {2020-01-02}}', { accessed: { 'date-parts': [[2020, 1, 2]] } }],
  ['@article{a, title = {First}, title = {Second}}', { title: 'First' }],
])('%s', (entry, variables) => {
  expect(referenceOf(entry)).toMatchObject(variables);
});

test('a chapter inherits from its book by crossref, but not what is of the book alone', () => {
  const text = `
    @incollection{chapter, crossref = {book}, title = {Chapter}, pages = {1--9}}
    @collection{book, title = {Book}, subtitle = {Sub}, editor = {Ed, A.}, year = 1999, publisher = {P},
      doi = {10.1/book}, url = {http://book}, pages = {900}, abstract = {Of the book}}`;
  const chapter = referenceTo(text, 'chapter');
  expect(chapter).toEqual({
    id: 'chapter',
    type: 'chapter',
    title: 'Chapter',
    'container-title': 'Book: Sub',
    editor: [{ family: 'Ed', given: 'A.' }],
    issued: { 'date-parts': [[1999]] },
    publisher: 'P',
    page: '1-9',
  });
});

test('xdata gives everything; what an entry says itself wins', () => {
  const text = `
    @xdata{shared, publisher = {P}, url = {http://x}, title = {Not this}}
    @xdata{more, location = {L}, publisher = {Not this}}
    @book{a, xdata = {shared, more}, title = {T}}`;
  expect(referenceTo(text, 'a')).toEqual({
    id: 'a',
    type: 'book',
    title: 'T',
    publisher: 'P',
    'publisher-place': 'L',
    URL: 'http://x',
  });
});

test('an article takes its journal from a periodical, a volume its main title from the set', () => {
  const text = `
    @article{a, crossref = {p}, title = {A}}
    @periodical{p, title = {Journal}, year = 2001}
    @book{v, crossref = {set}, title = {V}}
    @mvbook{set, title = {Set}}`;
  expect(referenceTo(text, 'a')).toMatchObject({ title: 'A', 'container-title': 'Journal' });
  expect(referenceTo(text, 'v').title).toBe('Set: V');
});

test('search sees inherited containers and years', () => {
  const text = '@inproceedings{a, crossref = {p}, title = {A}}\n@proceedings{p, title = {Proc}, year = 2001}';
  expect(searchFieldsOf(text)).toMatchObject({ title: 'A', container: 'Proc', year: '2001' });
});

test('macros and joined pieces', () => {
  const text = `@string{bp = {Biol. }}\n@STRING(psy = "Psychiatry")\n@article{a, journal = BP # psy, year = "20" # 01, month = JAN}`;
  expect(referenceTo(text, 'a')).toMatchObject({
    'container-title': 'Biol. Psychiatry',
    issued: { 'date-parts': [[2001, 1]] },
  });
});
