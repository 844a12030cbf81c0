import { describe, expect, it } from 'vitest';
import { finished } from '../../../src/base/steps.ts';
import { readBlocks } from '../../../src/core/import/readers/text/blocks.ts';
import { readRunningReference } from '../../../src/core/import/readers/text/runningReference.ts';
import type { PackCitation } from '../../../src/core/paper/types.ts';
import { imported, packOf } from '../../support/importing.ts';
import { readPack } from '../../support/packs.ts';

const references = [
  'Alder A, Birch B. One made-up title. Biol Moods. 2001;1(1):1-9.',
  'Cedar C. Two made-up titles. Biol Moods. 2002;2(1):11-19.',
  'Elm E, Fir F, Gum G. Three made-up titles. Biol Moods. 2003;3(1):21-29.',
  'Hazel H. Four made-up titles. Biol Moods. 2004;4(1):31-39.',
  'Ivy I. Five made-up titles. Biol Moods. 2005;5(1):41-49.',
];
const dotted = references.map((line, index) => `${index + 1}. ${line}`).join('\n');
const bracketed = references.map((line, index) => `[${index + 1}] ${line}`).join('\n\n');
const alone = references.map((line, index) => `[${index + 1}]\n\n${line}`).join('\n\n');

const article = (body: string, list = dotted): string =>
  `# Moods of trees\n\nMaren Halvorsen\n\ndoi:10.5555/trees.2022.01\n\n## Abstract\n\nTrees have moods.\n\n## Introduction\n\n${body}\n\n## References\n\n${list}\n`;

/** Each citation as what stands at its place in the file, and the work it is linked to. */
const cited = (text: string): string[] =>
  packOf(text).citations.map(({ start, end, work }) => `${text.slice(start, end)} ${work ?? '-'}`);

describe('numbers in brackets', () => {
  it('are linked to the works of a numbered list, and the basis says so', () => {
    const [citation] = packOf(article('So it is [3].')).citations;
    expect(citation).toMatchObject({
      surnames: ['Elm'],
      etAl: true,
      year: 2003,
      work: 'elm2003',
      basis: 'by-number',
      listed: true,
      section: 'sec-intro',
    });
  });

  it.each([
    ['dotted', dotted],
    ['in brackets', bracketed],
    ['on lines of their own', alone],
  ])('work where the numbers of the list are %s', (_, list) => {
    expect(cited(article('So it is [2].', list))).toEqual(['2 cedar2002']);
  });

  it('stand for several works, one place for all', () => {
    expect(cited(article('Shown twice [1, 3–5] and again [2;4].'))).toEqual([
      '1, 3–5 alder2001',
      '1, 3–5 elm2003',
      '1, 3–5 hazel2004',
      '1, 3–5 ivy2005',
      '2;4 cedar2002',
      '2;4 hazel2004',
    ]);
  });

  it('support the facts of their sentence', () => {
    const pack = packOf(article('Ketamine was given at 0.5 mg/kg [2]. Nothing else was [4].'));
    expect(pack.facts).toMatchObject([{ drug: 'ketamine', supports: ['cedar2002'] }]);
  });

  it.each([
    ['an interval', 'The mean was 2 (95% CI [1, 3]) at last.'],
    ['a year', 'It was reprinted [2019].'],
    ['a number that no list has', 'It was so [17].'],
    ['a range that runs backwards', 'It was so [5–1].'],
    ['an enumerator in round brackets', 'We (1) ask and (2) tell.'],
    ['a word', 'It was [sic] so.'],
  ])('are no citation where they are %s', (_, body) => {
    expect(cited(article(`${body} Shown [1].`))).toEqual(['1 alder2001']);
  });

  it('stand for the work of a body, whose name is no person’s', () => {
    const list = `${bracketed}\n\n[6] World Forest Federation. Six made-up titles. Oslo: Forest Press; 2006.`;
    expect(packOf(article('So it is [6].', list)).citations[0]?.surnames).toEqual([
      'World Forest Federation',
    ]);
  });

  it('have no doubt about the links that a site puts below each work', () => {
    const list = references
      .map((line, index) => `${index + 1}.\n\n${line}\n\nArticle CAS PubMed Google Scholar`)
      .join('\n\n');
    const { value, doubts } = imported(article('So it is [2].', list));
    expect(value?.citations.map(({ work }) => work)).toEqual(['cedar2002']);
    expect(doubts).toEqual([]);
  });

  it('cite nothing where the list has no numbers', () => {
    expect(cited(article('So it is [3].', references.join('\n\n')))).toEqual([]);
  });

  it('leave citations by name and year as they are', () => {
    const text = article('Shown (Cedar, 2002), then again [2].');
    expect(packOf(text).citations.map(({ basis }: PackCitation) => basis)).toEqual(['exact', 'by-number']);
  });

  it('of references that the page does not show are doubtful, once', () => {
    const text = article('Shown [2] and [7–9] and [8].').replace('## References', '## References (12)');
    const { value, doubts } = imported(text);
    expect(value?.citations.map(({ work }) => work)).toEqual(['cedar2002']);
    const doubt = doubts.find(({ message }) => message.includes('does not show'));
    expect(text.slice(doubt?.start, doubt?.end)).toBe('7–9');
  });

  it('among which the page shows some only are linked to those', () => {
    const text = article('Shown [2, 7] and [4–8].').replace('## References', '## References (12)');
    const { value, doubts } = imported(text);
    expect(value?.citations.map(({ work }) => work)).toEqual(['cedar2002', 'hazel2004', 'ivy2005']);
    expect(doubts.filter(({ message }) => message.includes('does not show'))).toHaveLength(1);
  });
});

describe('raised numbers', () => {
  it.each([
    ['marked by a clipper', (list: string) => `^{${list}}`],
    ['marked as HTML', (list: string) => `<sup>${list}</sup>`],
  ])('%s are links and no part of the word before them', (_, raise) => {
    const text = article(`It blocks NMDAR${raise('1,2')} and more.${raise('3–5')} So it was.`);
    expect(cited(text)).toEqual([
      '1,2 alder2001',
      '1,2 cedar2002',
      '3–5 elm2003',
      '3–5 hazel2004',
      '3–5 ivy2005',
    ]);
    expect(packOf(text).abbreviations.map(({ short }) => short)).toEqual(['NMDAR']);
  });

  it('in Unicode are read as well', () => {
    expect(cited(article('It blocks receptors.¹ And more²,⁴ of them.'))).toEqual([
      '¹ alder2001',
      '²,⁴ cedar2002',
      '²,⁴ hazel2004',
    ]);
  });

  it('are no citation behind a unit, a figure or before a word', () => {
    const text = article('An area of 4 cm^{2} and 3 m² and ^{3}H, 10^{3} of them, shown before.^{4}');
    expect(cited(text)).toEqual(['4 hazel2004']);
  });

  it('that a browser glued to the full stop are read, and a figure’s number is not', () => {
    const text = article('It blocks receptors.1,2 And see Fig.3 More was shown.4 Dose 0.5 fell.5');
    expect(cited(text)).toEqual(['1,2 alder2001', '1,2 cedar2002', '4 hazel2004', '5 ivy2005']);
  });
});

describe('numbers in round brackets', () => {
  it('that count up through the list are citations, and they stay in the text', () => {
    const text = article('It was so (1, 2). Later it was not (3), nor then (2,4–5).');
    expect(cited(text)).toEqual([
      '1, 2 alder2001',
      '1, 2 cedar2002',
      '3 elm2003',
      '2,4–5 cedar2002',
      '2,4–5 hazel2004',
      '2,4–5 ivy2005',
    ]);
  });

  it.each([
    ['a statistic', 'The test was F(1,2) and F (1, 2) and t(3) = 2.'],
    ['a year', 'It was so in the year (2013) and (2014).'],
    ['a size', 'Some were ill (n = 3) and some were not (n = 4).'],
    ['a figure', 'See Figure (1) and Table (2) and step (3).'],
    ['parts of a sentence that do not count up through the list', 'It is so (5) or not (3).'],
  ])('are none where they are %s', (_, body) => {
    expect(cited(article(body))).toEqual([]);
  });
});

describe('numbers behind words, as a raised number is copied', () => {
  it.each([
    ['glued', 'It was an effect1,2 of moods. Another trial3 and a third4,5.', '3 elm2003'],
    ['apart', 'It was an effect 1,2. Another had that 3. And a third moved 4,5.', '3 elm2003'],
  ])('%s, are citations where they count up through the list', (_, body, third) => {
    expect(cited(article(body))).toHaveLength(5);
    expect(cited(article(body))[2]).toBe(third);
  });

  it('in a list without numbers are those of its order', () => {
    const text = article(
      'It was an effect1,2 of moods. Another trial3 and a third4.',
      references.join('\n\n'),
    );
    expect(cited(text).map((one) => one.split(' ')[1])).toEqual([
      'alder2001',
      'cedar2002',
      'elm2003',
      'hazel2004',
    ]);
  });

  it.each([
    ['counts', 'It took week 1, week 2. In phase 3, all of the 4.'],
    ['names', 'Both mGluR5 and SLC1A2 and interleukin-1, CYP2D6 and GluN2B.'],
    ['measures', 'It fell by 1.5 and 2,000 and about 3, then 4.'],
  ])('that are %s cite nothing', (_, body) => {
    expect(cited(article(body))).toEqual([]);
  });
});

it('a pack with citations by number fits the schema', () => {
  expect(readPack(JSON.stringify(packOf(article('So it is [3].')))).problems).toEqual([]);
});

describe('books in the Vancouver order', () => {
  const read = (line: string) => readRunningReference(finished(readBlocks(line))[0]!)?.reference;

  it('a book with its edition', () => {
    expect(
      read('7. Oak O, Pine P. Principles of made-up moods. 5th ed. New York: Bark & Sons; 2013.'),
    ).toEqual({
      type: 'book',
      title: 'Principles of made-up moods',
      author: [
        { family: 'Oak', given: 'O.' },
        { family: 'Pine', given: 'P.' },
      ],
      edition: '5',
      publisher: 'Bark & Sons',
      'publisher-place': 'New York',
      issued: { 'date-parts': [[2013]] },
    });
  });

  it('a chapter with the editors of its book', () => {
    expect(
      read(
        'Oak O. The mood of bark. In: Pine P, Rowan R, editors. Handbook of trees. St. Louis: Leaf, Inc.; 1999. p. 12–15.',
      ),
    ).toEqual({
      type: 'chapter',
      title: 'The mood of bark',
      author: [{ family: 'Oak', given: 'O.' }],
      editor: [
        { family: 'Pine', given: 'P.' },
        { family: 'Rowan', given: 'R.' },
      ],
      'container-title': 'Handbook of trees',
      publisher: 'Leaf, Inc.',
      'publisher-place': 'St. Louis',
      page: '12-15',
      issued: { 'date-parts': [[1999]] },
    });
  });

  it('a book of editors alone', () => {
    expect(read('Pine P, Rowan R, editors. Handbook of made-up trees. Oslo: Leaf; 1999.')).toMatchObject({
      type: 'book',
      editor: [{ family: 'Pine' }, { family: 'Rowan' }],
    });
  });

  it('an article stays one', () => {
    expect(read('Oak O. In: the mood of bark. Biol Moods. 2001;1(1):1-9. Oslo, made up.')).toMatchObject({
      type: 'article-journal',
      volume: '1',
    });
  });

  it('is cited by its editors', () => {
    const book = '6. Pine P, Rowan R, editors. Handbook of made-up trees. Oslo: Leaf; 1999.';
    const pack = packOf(article('Shown before (Pine & Rowan, 1999).', `${dotted}\n${book}`));
    expect(pack.citations).toMatchObject([{ work: 'pine1999', basis: 'exact' }]);
  });
});
