import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../import/score.ts';
import { packOf } from '../../support/importing.ts';

/** What stands below the top of each page. */
const text = `
Abstract
Objective:
Moods of trees were measured in this made-up study.
Methods
Nothing was done in this made-up study, and that for a long time.

References
1. Alder AB. One made-up title. J Mood. 1994;31:281–94.`;

const found = (top: string) => {
  const { title, authors, metadata } = itemsOf(packOf(`${top}\n${text}`));
  return { title, authors, metadata };
};
const title = 'A made-up study of the moods of oaks in the north';

describe('the top of a page, copied with its menus', () => {
  it('that names journals, kinds of articles and dates above the title, and degrees behind the names', () => {
    const top = `Skip to main content\nJournals\nAmerican Journal of Trees\nMood Research and Practice\nAll Journals\nSearch\nSign in | Register\nFull access\nNew Research\nPublication Date: 1 February 2011\n${title}\nAda B. Alder, M.D., Carl D. Birch, Ph.D., and Eve Cedar, B.A.Authors Info & Affiliations\nPublication: American Journal of Trees\nVolume 168, Number 2\nhttps://doi.org/10.5555/case.2011.09`;
    expect(found(top)).toEqual({
      title: [title],
      authors: ['Ada B. Alder', 'Carl D. Birch', 'Eve Cedar'],
      metadata: [
        'DOI: 10.5555/case.2011.09',
        'container-title: American Journal of Trees',
        'volume: 168',
        'issue: 2',
        'year: 2011-2',
      ],
    });
  });

  it('with an outline that lists the headings of the text', () => {
    const top = `Outline\nHighlights\nAbstract\nKeywords\n1. Introduction\nCite\nShare\nAnnals of Trees\nVolume 12, March 2015, Pages 12–19\nReview\n${title}\nAuthor links open overlay panel\nAda B. Alder a, Carl D. van der Birch b, Eve Cedar a\nShow more\n\nhttps://doi.org/10.5555/x.1`;
    const { sections } = itemsOf(packOf(`${top}\n${text}`));
    expect(sections?.map((line) => line.split(' | ')[0])).toEqual(['(title)', 'Abstract', 'References']);
    expect(found(top)).toEqual({
      title: [title],
      authors: ['Ada B. Alder', 'Carl D. van der Birch', 'Eve Cedar'],
      metadata: [
        'DOI: 10.5555/x.1',
        'container-title: Annals of Trees',
        'volume: 12',
        'page: 12-19',
        'year: 2015-3',
      ],
    });
  });

  it.each([
    ['J Trees. 2015 Mar 3;12(2):12–19. doi: 10.5555/x.1', 'J Trees', '12', '2', '12-19', '2015-3'],
    [
      'Nature Trees volume 12, Article number: e19 (2015) Cite this article',
      'Nature Trees',
      '12',
      '',
      'e19',
      '2015',
    ],
    ['Trees 2015, 12(2), 19; https://doi.org/10.5555/x.1', 'Trees', '12', '2', '19', '2015'],
    ['Trees, Volume 12, Issue 2, March 2015, Pages 12–19', 'Trees', '12', '2', '12-19', '2015-3'],
    ['Trees 12 (2015) 12–19', 'Trees', '12', '', '12-19', '2015'],
  ])('reads the journal’s line “%s”', (line, journal, volume, issue, page, year) => {
    const top = `${line}\n\n${title}\nAda B. Alder1, Carl D. Birch1,2 & Eve Cedar2\n\nhttps://doi.org/10.5555/x.1`;
    const { title: titles, authors, metadata } = found(top);
    expect({ titles, authors }).toEqual({
      titles: [title],
      authors: ['Ada B. Alder', 'Carl D. Birch', 'Eve Cedar'],
    });
    expect(metadata).toEqual([
      'DOI: 10.5555/x.1',
      `container-title: ${journal}`,
      `volume: ${volume}`,
      ...(issue === '' ? [] : [`issue: ${issue}`]),
      `page: ${page}`,
      `year: ${year}`,
    ]);
  });

  it('with one name a line, their marks and their affiliations', () => {
    const top = `Front. Trees, 03 March 2015\nSec. Mood\nVolume 6 - 2015 | https://doi.org/10.5555/x.1\n${title}\nAda B. Alder1*\nCarl D. Birch1,2\nthe Oak Study Group\n1 Department of Moods, University of Trees, Oslo, Norway\n2 Institute of Sleep, Oslo, Norway\n`;
    expect(found(top)).toEqual({
      title: [title],
      authors: ['Ada B. Alder', 'Carl D. Birch'],
      metadata: ['DOI: 10.5555/x.1', 'container-title: Front. Trees', 'volume: 6', 'year: 2015-3'],
    });
  });
});

it('a clipping without a title in its text takes the one above it, without the name of the site', () => {
  const top = `---\ntitle: "${title} - Made-Up Trees"\nsource: "https://doi.org/10.5555/x.1"\nauthor:\n  - "[[Ada B. Alder]]"\npublished: 2026-01-05\n---\n`;
  expect(found(top)).toEqual({ title: [title], authors: ['Ada B. Alder'], metadata: ['DOI: 10.5555/x.1'] });
});

it('a copy from the middle of an article is read from its first sentence on', () => {
  const prose =
    'It is the first of the sentences of a paragraph in which trees are asked for their moods, and it is as long as one of them is. They answer with the rustle of leaves [1].';
  const page = `${prose}\n\nLater moods\n\n${prose}\n\nDiscussion\n\n${prose}\n\nReferences\n1. Alder AB. One made-up title. J Mood. 1994;31:281–94.`;
  const { sections, citations } = itemsOf(packOf(page));
  expect(sections?.map((line) => line.split(' | ')[0])).toEqual([
    '(text)',
    'Later moods',
    'Discussion',
    'References',
  ]);
  expect(citations).toHaveLength(3);
});

it('a copy from a PDF viewer has whole sentences, and words that its lines broke', () => {
  const line = 'made-up trees have many moods and all of them are measured in ex-\nperiments that take ';
  const prose = `${line.repeat(12)}\na long time [1].`
    .replaceAll(' \n', '\n')
    .replaceAll('take made', 'take\nmade');
  const page = `Trees 12 (2015) 12–19\nA made-up study of the moods of oaks and\nelms in the north\nAda B. Alder 1, Carl D. Birch 2\n1 Department of Moods, Oslo, Norway\nhttps://doi.org/10.5555/x.1\nAbstract\n${prose}\n1 Introduction\n${prose}\nReferences\n[1] Alder AB. One made-up title of the moods of\ntrees. J Mood. 1994;31:281–94.`;
  const pack = packOf(page);
  const { title: titles, authors, references, sections, citations } = itemsOf(pack);
  expect(titles).toEqual(['A made-up study of the moods of oaks and elms in the north']);
  expect(authors).toEqual(['Ada B. Alder', 'Carl D. Birch']);
  expect(sections?.map((one) => one.split(' | ')[0])).toEqual([
    '(title)',
    'Abstract',
    'Introduction',
    'References',
  ]);
  expect(references).toEqual([
    'A.B. Alder | One made-up title of the moods of trees | J Mood | 31 | 281-94 | 1994',
  ]);
  expect(citations).toHaveLength(2);
});
