import { describe, expect, test } from 'vitest';
import { imported, packOf } from '../../support/importing.ts';

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

describe('a page copied whole', () => {
  const prose =
    'Moods were low on most of the days on which they were asked about, and they were seldom high in the winter of that year.';
  const title = 'A count of low moods among the trees of the north and of the south';
  const text = `Abstract\n\n${prose}\n\n1. Introduction\n\n${prose} (Alder, 2001). ${prose}\n\nReferences\n\nAlder AB. First title. J Moods. 2001;31:281–94. doi:10.5555/m1\n\nBirch CD. Second title. J Moods. 2002;32:1–9.\n`;
  const families = (pack: ReturnType<typeof packOf>) => pack.source.author?.map(({ family }) => family);

  test('has its title below the kind of the article, and its journal above that', () => {
    const pack = packOf(
      `Search\n\nCart\n\nHome\n\nMood Topography\n\nArticle\n\n${title}\n\nOriginal Paper\n\nPublished: 22 June 2018\n\nVolume 31, pages 1014–1028, (2018)\n\nCite this article\n\nMood Topography Aims and scope Submit manuscript\n\nAda Alder,\nCarl Birch\n…\nEgon Cedar\nShow authors\n\n${text}`,
    );
    expect(pack.source).toMatchObject({ title, 'container-title': 'Mood Topography', volume: '31' });
  });

  test('names some of its authors with their addresses, and says that others are left out', () => {
    const { value, doubts } = imported(
      `Impact Factor: 3.4\n\nResearch article\n\nFirst published online March 23, 2023\n\n${title}\n\nAda Alder, Carl Birch, […], Egon Cedar, Flo Dogwood dogwood@moods.example, and Gus Elm elm@moods.example+8View all authors and affiliations\n\nVolume 93, Issue 1\n\nhttps://doi.org/10.5555/moods-1\n\n${text}`,
    );
    expect(value?.source.title).toBe(title);
    expect(value && families(value)).toEqual(['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm']);
    expect(doubts.map(({ message }) => message).join()).toContain('some of the authors alone');
  });

  test.each([
    ['Search for more papers by this author', ''],
    ['Search for other works by this author on:', '\n\nOxford Academic\n\nPubMed\n\nGoogle Scholar'],
  ])('names each author above affiliations: %s', (mark, links) => {
    const authors = ['Ada Alder', 'Carl D. Birch', 'Egon Cedar']
      .map(
        (name) =>
          `${name},\n\n${name}\n\n11\nDepartment of Moods, University of Trees\n\nTreetown, Germany\n\n${mark}${links}`,
      )
      .join('\n\n');
    const pack = packOf(
      `Menu\n\nMood Disease\n\nJournal Article\n\n${title}\n\n${authors}\n\nhttps://doi.org/10.5555/moods-2\n\n${text}`,
    );
    expect(pack.source.title).toBe(title);
    expect(families(pack)).toEqual(['Alder', 'Birch', 'Cedar']);
  });

  test('goes on with its list below a link to the abstract of a work', () => {
    const link = 'Direct Link:\n\nAbstract\n\nPDF(1401K)\n\nWeb of Science® Times Cited: 423';
    const pack = packOf(
      `${title}\n\nAda Alder1, Carl D. Birch2\n\ndoi:10.5555/moods-3\n\nAbstract\n\n${prose}\n\nReferences\n\nAlder AB (2001): First title. J Moods 31: 281–294.\n\n${link}\n\nBirch CD (2002): Second title. J Moods 32: 1–9.\n\n${link}\n\nCedar E (2003): Third title. J Moods 33: 10–19.\n`,
    );
    const titles = pack.references
      .filter(({ custom }) => (custom as { role?: string }).role === 'listed-reference')
      .map((one) => one.title);
    expect(titles).toEqual(['First title', 'Second title', 'Third title']);
  });
});
