import { describe, expect, test } from 'vitest';
import { packOf } from '../../support/importing.ts';

const works = [
  'Alder AB, Birch CD:  One title of moods: is it so?\n\nAnn N Y Acad Sci 2012, 1248:107-123. PubMed Abstract | Publisher Full Text',
  'Cedar E:  Two titles of moods.\n\nAddiction 2004, 99:770-777. PubMed Abstract | Publisher Full Text',
  'Dill F:  Three titles of moods.\n\nMood Res 2005, 9:1-9. PubMed Abstract',
]
  .map((work, index) => `${index + 1}.\n\n${work}`)
  .join('\n\n');
const menu =
  'BioMed Central\nJournals\nSearch\nTop\nAbstract\nBackground\nMethods\nDiscussion\nAuthors’ contributions\nAuthors’ info...\nAcknowledgements\nReferences\n\nTrials\n\nVolume 16\n\nViewing options\n\nAbstract\n\nFull text\n\nPDF (633KB)\n\nOther articles by authors\n\non Google Scholar\n\nAlder AB\n\nBirch CD\n\nTools\n';
const page = `${menu}
Methodology

Lessons of an invented trial of moods and trees in the north: what was learned from a pilot randomized controlled trial of moods

Ada B Alder1*, Carl D Birch2, Robert West2 and Eve Cedar1

* Corresponding author: Ada B Alder alder@example.org

Author Affiliations

Mood Trials 2015, 16:1  doi:10.5555/moods-16-1

Received:	24 April 2014

Accepted:	24 November 2014

Abstract

Background

Moods of trees fell in the study.

Keywords:

Moods; Trees; Trials

Background

Moods of trees are low in winter [1]-[3]. They have been so for many years, as all of the works of the field say.

Methods

Trees were measured in all of the forests of the study, and their moods were written down.

References

${works}
`;

describe('a page copied with its menu', () => {
  const pack = packOf(page);

  test('the menu’s headings open no section, and “Background” behind the keywords does', () => {
    expect(pack.sections.map(({ title }) => title)).toEqual([
      '(title)',
      'Abstract',
      'Background',
      'Methods',
      'References',
    ]);
  });

  test('title, authors and year are the article’s', () => {
    expect(pack.source).toMatchObject({
      author: [{ family: 'Alder' }, { family: 'Birch' }, { family: 'West' }, { family: 'Cedar' }],
      DOI: '10.5555/moods-16-1',
    });
    expect(pack.source.title).toMatch(/^Lessons of an invented trial/);
    expect(pack.source.issued?.['date-parts']?.[0]?.[0]).toBe(2015);
  });

  test('a journal on a line of its own belongs to the work above it', () => {
    expect(pack.references.map(({ title, volume }) => `${title} ${volume}`)).toEqual([
      'One title of moods: is it so? 1248',
      'Two titles of moods 99',
      'Three titles of moods 9',
    ]);
  });

  test('a range between two brackets is whole', () => {
    expect(pack.citations.map(({ work }) => work)).toEqual(['alder2012', 'cedar2004', 'dill2005']);
  });
});

test('affiliations between authors are none, and the page says how it is cited', () => {
  const plos = `An invented study of moods of trees

Ada B. Alder mail ,
* E-mail: alder@example.org
Affiliation: Department of Moods, University of Trees, Oslo, Norway
X
Carl D. Birch,
Affiliation: Department of Moods, University of Trees, Oslo, Norway
X
Eve Cedar
Affiliation: Department of Trees, University of Trees, Oslo, Norway
X

Published: November 26, 2014
DOI: 10.5555/moods.1

Abstract

Moods of trees fell.

Citation:  Alder AB, Birch CD, Cedar E (2014) An invented study of moods of trees. Mood One 9(11): e1. doi:10.5555/moods.1

Introduction

Moods of trees are low in winter.

References

1. Alder AB. One title of moods. J Mood. 2001;31:281-294.
2. Birch CD. Two titles of moods. J Mood. 2002;32:1-9.
`;
  expect(packOf(plos).source).toMatchObject({
    author: [{ family: 'Alder' }, { family: 'Birch' }, { family: 'Cedar' }],
    'container-title': 'Mood One',
    volume: '9',
  });
});
