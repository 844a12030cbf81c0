import { describe, expect, test } from 'vitest';
import { finished } from '../../../../src/base/steps.ts';
import { importPaper } from '../../../../src/core/import/importPaper.ts';
import type { PdfDocument } from '../../../../src/core/import/readers/pdf/document.ts';
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

  test('words cut by a line’s end are mended', () => {
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

  test('nothing that holds text', () => {
    expect(reasonToRefusePdf(layerOf([twoColumns]))).toBeUndefined();
  });
});
