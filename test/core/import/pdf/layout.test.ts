import { describe, expect, test } from 'vitest';
import { finished } from '../../../../src/base/steps.ts';
import { importPaper } from '../../../../src/core/import/importPaper.ts';
import type { PdfDocument } from '../../../../src/core/import/readers/pdf/document.ts';
import { withAccents } from '../../../../src/core/import/readers/pdf/paragraphs.ts';
import { reasonToRefusePdf } from '../../../../src/core/import/readers/pdf/reader.ts';
import { pdfText } from '../../../../src/core/import/readers/pdf/text.ts';
import { column, layerOf, type PrintedLine } from '../../../support/pdf.ts';

const textOf = (document: PdfDocument) => finished(pdfText(document));

const left = 50;
const right = 320;
const heading = (text: string, x: number, y: number): PrintedLine => ({ text, x, y, bold: true, size: 11 });
const title: PrintedLine[] = [
  { text: 'An invented study of low moods', x: left, y: 60, size: 18, bold: true },
  { text: 'Ada B. Alder, Carl D. Birch', x: left, y: 90, size: 11 },
  { text: 'https://doi.org/10.5555/moods', x: left, y: 110, size: 8 },
];
const filler = (count: number, word = 'moods'): string[] =>
  Array.from(
    { length: count },
    (_, index) => `the ${word} of line ${'abcdefghijklmnopqrstuvwxyz'[index]} go on and on and on`,
  );

const twoColumns = [
  ...title,
  heading('Abstract', left, 140),
  ...column(['Moods fell and rose.'], left, 155),
  heading('Introduction', left, 200),
  ...column(
    [
      'Moods are low in winter, and anti-',
      'depressants lift them as placebos do',
      ...filler(8),
      'until this paragraph ends.',
    ],
    left,
    215,
  ),
  ...column(
    ['A second column holds the rest that', ...filler(8, 'seasons'), 'until the column ends.'],
    right,
    200,
  ),
  heading('References', right, 340),
  ...column(
    [
      '1. Alder AB. First title. J Moods.',
      '1994;31:281-94.',
      '2. Birch CD. Second title. J Moods.',
      '1995;32:1-9.',
      '3. Cedar E. Third title. J Moods.',
      '1996;33:10-19.',
    ],
    right,
    355,
    { size: 9 },
  ),
];

describe('two columns', () => {
  const text = textOf(layerOf([twoColumns]));

  test('are read one behind the other', () => {
    expect(text.indexOf('second column')).toBeGreaterThan(text.indexOf('until this paragraph ends'));
  });

  test('words cut by a line’s end are fixed', () => {
    expect(text).toContain('antidepressants lift');
  });

  test('headings stand apart', () => {
    expect(text.match(/^#+ .*$/gmu)).toEqual([
      '# An invented study of low moods',
      '## Abstract',
      '## Introduction',
      '## References',
    ]);
  });

  test('each work of the list is a line', () => {
    expect(text).toContain('\n1. Alder AB. First title. J Moods. 1994;31:281-94.\n');
    expect(text).toContain('\n3. Cedar E. Third title. J Moods. 1996;33:10-19.\n');
  });

  test('make a pack with what the first page states', () => {
    const { value } = importPaper({ name: 'moods.pdf', text, pdf: {} }, { date: '2026-11-29' });
    expect(value?.source).toMatchObject({
      title: 'An invented study of low moods',
      DOI: '10.5555/moods',
      author: [{ family: 'Alder' }, { family: 'Birch' }],
    });
    expect(value?.origin?.format).toBe('pdf');
    expect(value?.references.map(({ title: one }) => one)).toEqual([
      'First title',
      'Second title',
      'Third title',
    ]);
  });
});

test('running heads, page numbers and the numbers of lines are left out', () => {
  const page = (number: number): PrintedLine[] => [
    { text: `Journal of Moods ${number}`, x: left, y: 20, size: 8 },
    { text: String(number), x: 300, y: 790, size: 8 },
    ...column(filler(12, `page ${number}`), left, 100),
    ...column(
      Array.from({ length: 12 }, (_, index) => String(index + 1)),
      20,
      100,
      { size: 7 },
    ),
  ];
  const text = textOf(layerOf([page(1), page(2), page(3)]));
  // One of them stays, above the text: it may name the journal.
  expect(text.match(/Journal of Moods/gu)).toHaveLength(1);
  expect(text).not.toMatch(/^\d+$/mu);
  expect(text).toMatch(/^the page 1 of line a go on/mu);
  expect(text).not.toMatch(/on and on and on \d/u);
});

test('raised numbers are marked, and cite', () => {
  const raised: PrintedLine = { text: '2,3', x: left + 21 * 5, y: 211.5, size: 6.5 };
  const lines = twoColumns.map((line) =>
    line.text.startsWith('Moods are low') ? { ...line, text: 'Moods are low at times' } : line,
  );
  const text = textOf(layerOf([[...lines, { ...raised, x: left + 'Moods are low at times'.length * 5 }]]));
  expect(text).toContain('low at times^{2,3}');
  const { value } = importPaper({ name: 'moods.pdf', text, pdf: {} }, { date: '2026-11-29' });
  expect(value?.citations.map(({ work }) => work)).toEqual(['birch1995', 'cedar1996']);
});

test('a legend is no part of the paragraph around it', () => {
  const text = textOf(
    layerOf([
      [
        ...title,
        heading('Abstract', left, 140),
        ...column(['Moods fell.'], left, 155),
        heading('Results', left, 180),
        ...column(['This paragraph begins above the figure and'], left, 195),
        { text: 'Figure 1. Moods over the year.', x: left, y: 260, size: 8 },
        ...column(['goes on below it.', ...filler(3)], left, 290),
      ],
    ]),
  );
  expect(text).toContain('above the figure and goes on below it.');
  expect(text).toContain('\nFigure 1. Moods over the year.\n');
});

test('works without numbers are told by their indented lines', () => {
  const list = [
    heading('References', left, 200),
    ...[
      'Alder, A. B. (1994). First title',
      'Birch, C. D. (1995). Second title',
      'Cedar, E. (1996). Third title',
    ].flatMap((text, index) => [
      { text, x: left, y: 215 + index * 24 },
      { text: 'that goes on. J Moods, 31, 1-9.', x: left + 12, y: 227 + index * 24 },
    ]),
  ];
  const text = textOf(
    layerOf([[...title, heading('Abstract', left, 140), ...column(['Moods fell.'], left, 155), ...list]]),
  );
  expect(text).toContain('\nBirch, C. D. (1995). Second title that goes on. J Moods, 31, 1-9.\n');
});

const packOf = (text: string) =>
  importPaper({ name: 'moods.pdf', text, pdf: {} }, { date: '2026-11-29' }).value;
const prose = (subject: string): string[] => [
  `${subject} were measured in all of the patients of the`,
  'study, and they were lower in winter than in summer, as',
  'it is known of the moods of trees in the north of Europe.',
];

describe('a first page without the heading of an abstract', () => {
  const front = (more: readonly PrintedLine[]): PrintedLine[] => [
    { text: 'Fern Press Journal of Moods', x: left, y: 20, size: 7 },
    ...more,
    { text: 'Research Article', x: left, y: 45, size: 12, bold: true },
    { text: 'An invented study of low moods', x: left, y: 70, size: 18, bold: true },
    { text: 'Ada B. Alder, Carl D. Birch', x: left, y: 95, size: 11 },
    { text: 'Received 3 March 2014; Accepted 9 May 2014', x: left, y: 115, size: 8 },
    { text: 'Copyright © 2015 Ada B. Alder et al.', x: left, y: 130, size: 8 },
    ...column(prose('Moods'), left, 160),
    heading('1. The Moods of Trees', left, 220),
    ...column(prose('Seasons'), left, 235),
    ...column(prose('Summers'), left, 275),
    heading('References', left, 340),
    ...column(
      [
        '1. Alder AB. First title. J Moods. 1994;31:281-94.',
        '2. Birch CD. Second title. J Moods. 1995;32:1-9.',
        '3. Cedar E. Third title. J Moods. 1996;33:10-19.',
      ],
      left,
      355,
      { size: 9 },
    ),
  ];
  const pack = packOf(textOf(layerOf([front([])])));

  test('has its abstract above the first numbered heading', () => {
    expect(pack?.sections.map(({ title: one }) => one)).toEqual([
      '(title)',
      'Abstract',
      'The Moods of Trees',
      'References',
    ]);
  });

  test('takes the year from its copyright and no journal from its history', () => {
    expect(pack?.source).toMatchObject({ issued: { 'date-parts': [[2015]] } });
    expect(pack?.source['container-title']).toBeUndefined();
  });

  test.each([
    ['Alder et al. Journal of Moods (2015) 16:116 DOI 10.5555/moods', 'Journal of Moods', '16'],
    [
      'Hindawi Publishing Corporation Journal of Moods Volume 2016, Article ID 2345141, 6 pages',
      'Journal of Moods',
      '2016',
    ],
    [
      'Citation: Alder AB, Birch CD (2015) An invented study of low moods. PLoS Moods 9(12): e115884. Editor: E. Cedar',
      'PLoS Moods',
      '9',
    ],
    ['Moods 2015, 4, 932-945; doi:10.5555/moods4', 'Moods', '4'],
    ['Alder et al. Journal of Mood and Sleep 2015, 11:3 Page 2 of 22', 'Journal of Mood and Sleep', '11'],
  ])('tells the journal: %s', (line, journal, volume) => {
    const stated = packOf(textOf(layerOf([front([{ text: line, x: left, y: 30, size: 7.5 }])])));
    expect(stated?.source).toMatchObject({ 'container-title': journal, volume });
  });
});

describe('headings', () => {
  const around = (lines: readonly PrintedLine[]): string =>
    textOf(
      layerOf([
        [
          ...title,
          heading('Abstract', left, 140),
          ...column(prose('Moods'), left, 155),
          heading('Methods', left, 210),
          ...column(prose('Seasons'), left, 225),
          ...lines,
        ],
      ]),
    );

  test('of another font that does not say that it is bold', () => {
    const text = around([
      { text: 'Scales of moods', x: left, y: 285, foreign: true },
      ...column(prose('Scales'), left, 297),
    ]);
    expect(text).toContain('\n## Scales of moods\n');
  });

  test('that a paragraph begins with', () => {
    const text = around([
      { text: '2.1. Scales of Moods.', x: left, y: 285, bold: true },
      { text: 'All scales were old ones.', x: left + 125, y: 285 },
      ...column(prose('Scales'), left, 297),
    ]);
    expect(text).toContain('\n## 2.1. Scales of Moods\n\nAll scales were old ones.');
  });

  test('and no sentence that is set in a type of its own', () => {
    const text = around([
      { text: 'Moods fell. Moods rose.', x: left, y: 285, bold: true },
      { text: 'All of them did.', x: left + 125, y: 285 },
      ...column(prose('Scales'), left, 297),
    ]);
    expect(text).not.toContain('## Moods fell');
  });
});

test('abbreviations behind the text are read in small print, a line each', () => {
  const text = textOf(
    layerOf([
      [
        ...title,
        heading('Abstract', left, 140),
        ...column([...prose('Moods'), ...filler(9)], left, 155),
        heading('Abbreviations', left, 320),
        ...column(['SOM: Scale of Moods', 'TOM: Test of Moods'], left, 335, { size: 8 }),
        heading('References', left, 400),
        ...column(['1. Alder AB. First title. J Moods. 1994;31:281-94.'], left, 415, { size: 9 }),
      ],
    ]),
  );
  expect(packOf(text)?.abbreviations.map(({ short, long }) => `${short} ${long}`)).toEqual([
    'SOM Scale of Moods',
    'TOM Test of Moods',
  ]);
});

test('letters whose accents stand apart are whole', () => {
  expect(withAccents('M¨uller, Fern´andez, Hag`ege and C¸ ic¸ek; Alder´s test')).toBe(
    'Müller, Fernández, Hagège and Çiçek; Alder´s test',
  );
});

test('a last page with few lines in its second column has two columns', () => {
  const works = (from: number, count: number) =>
    Array.from(
      { length: count },
      (_, index) => `${from + index}. Alder AB. Title ${from + index}. J Moods. 1994;31:28.`,
    );
  const first = [
    ...title,
    heading('Abstract', left, 140),
    ...column(filler(9), left, 155),
    ...column(filler(9), right, 155),
    heading('References', right, 300),
    ...column(works(1, 3), right, 320),
  ];
  const last = [...column(works(4, 8), left, 50), ...column(works(12, 2), right, 50)];
  const text = textOf(layerOf([first, last]));
  expect(text.match(/^\d+\. /gmu)).toEqual(Array.from({ length: 13 }, (_, index) => `${index + 1}. `));
});

describe('refused', () => {
  test('a scan', () => {
    expect(reasonToRefusePdf(layerOf([[], [], []]))).toMatch(/pictures of its pages/);
  });

  test('fonts without letters', () => {
    expect(
      reasonToRefusePdf(
        layerOf([
          column(
            Array.from({ length: 9 }, () => '\ue001\ue002\ue003'.repeat(9)),
            left,
            90,
          ),
        ]),
      ),
    ).toMatch(/fonts/);
  });

  test('fonts that tell the wrong letters', () => {
    const lines = Array.from({ length: 9 }, () => '¿Äº¿Ä½Å¼·¼ÂËÅÈ»É¹»Ä¹»È»ÆÅÈÊ»È·Äº');
    expect(reasonToRefusePdf(layerOf([column(lines, left, 90)]))).toMatch(/fonts/);
  });

  test('nothing that holds text', () => {
    expect(reasonToRefusePdf(layerOf([twoColumns]))).toBeUndefined();
  });
});

describe('headings that begin paragraphs', () => {
  const page: PrintedLine[] = [
    ...title,
    heading('Abstract', left, 140),
    ...column(['Moods fell and rose.'], left, 155),
    heading('1. Methods', left, 200),
    ...column(
      ['Moods are low in winter, and they rise in spring, as all of us know,', ...filler(3)],
      left,
      215,
    ),
    { text: 'until this paragraph ends.', x: left, y: 263 },
    { text: '1.1. Patients.', x: left, y: 290, italic: true },
    { text: 'Thirty of them took part in a trial of moods and trees', x: left + 80, y: 290 },
    ...column(filler(3), left, 302),
    {
      text: '1.2. What the moods of the oaks and elms were in all those dark days',
      x: left,
      y: 365,
      italic: true,
    },
    { text: 'and long winters.', x: left, y: 377, italic: true },
    { text: 'They were low for most of the time that we', x: left + 95, y: 377 },
    ...column(filler(3), left, 389),
    heading('References', left, 450),
    ...column(['1. Alder AB. First title. J Moods. 1994;31:281-94.'], left, 465),
  ];

  test('go on in the next line, and one with a number is no part of an abstract', () => {
    expect(textOf(layerOf([page])).match(/^## .*$/gmu)).toEqual([
      '## Abstract',
      '## 1. Methods',
      '## 1.1. Patients',
      '## 1.2. What the moods of the oaks and elms were in all those dark days and long winters',
      '## References',
    ]);
  });
});

test('authors whose names end in vowels keep them', () => {
  const front: PrintedLine[] = [
    { text: 'An invented study of low moods', x: left, y: 60, size: 18, bold: true },
    { text: 'Ken Hanase, Aki Toda, and Rui Morita', x: left, y: 90, size: 11 },
    { text: 'Department of Moods, University of Trees, Elmtown', x: left, y: 110 },
    ...twoColumns.slice(title.length),
  ];
  const text = textOf(layerOf([front]));
  const { value } = importPaper({ name: 'a.pdf', text, pdf: {} }, { date: '2026-11-30' });
  expect(value?.source.author?.map(({ family }) => family)).toEqual(['Hanase', 'Toda', 'Morita']);
});

test('columns whose gutter is hardly wider than a space are read one behind the other', () => {
  const line = (word: string, index: number) =>
    `the ${word} of number ${'abcdefghijklmnopqrstuvwxyz'[index]} go on and on and on in it`.padEnd(47, 'e');
  const lines = (word: string) => Array.from({ length: 14 }, (_, index) => line(word, index));
  const page = [
    ...title,
    heading('Abstract', left, 140),
    ...column(['Moods fell and rose.'], left, 155),
    heading('Introduction', left, 200),
    ...column(lines('moods'), left, 215),
    ...column(lines('trees'), left + 47 * 5 + 12, 215),
  ];
  const text = textOf(layerOf([page]));
  expect(text.indexOf('trees of number a')).toBeGreaterThan(text.indexOf('moods of number n'));
});
