import { describe, expect, test } from 'vitest';
import { finished } from '../../../src/base/steps.ts';
import { pdfText } from '../../../src/core/importing.ts';
import { extract } from '../../../src/server/pdf/extract.ts';
import { isPdf } from '../../../src/server/pdf/readPdf.ts';
import { pdfOf } from '../../support/pdf.ts';

const page = [
  { text: 'An invented study of low moods', x: 50, y: 60, size: 18, bold: true },
  { text: 'Moods are low.', x: 50, y: 90 },
];
const read = (bytes: Uint8Array) => extract(bytes, () => {});

test('a PDF is told by its mark', () => {
  expect(isPdf(pdfOf([page]))).toBe(true);
  expect(isPdf(new TextEncoder().encode('<html>%PDF-1.4 is how they begin</html>'))).toBe(false);
});

test('gives its text with places, sizes and fonts', async () => {
  const found = await read(pdfOf([page, page], { title: 'Low moods' }));
  if (!('document' in found)) throw new Error(found.reason);
  const { pages, fonts, info } = found.document;
  expect(pages).toHaveLength(2);
  expect(pages[0]).toMatchObject({ width: 600, height: 800 });
  expect(pages[0]!.items.map(({ text, x, y, size, font }) => [text, x, y, size, fonts[font]?.bold])).toEqual([
    ['An invented study of low moods', 50, 60, 18, true],
    ['Moods are low.', 50, 90, 10, false],
  ]);
  expect(info).toEqual({ title: 'Low moods' });
});

test('letters of a font that tells others are the ones that it draws', async () => {
  const line = [
    { text: 'Cem Bir', x: 50, y: 90 },
    { text: 'G', x: 85, y: 90, bold: true },
  ];
  const textOf = async (boldFont: string) => {
    const found = await read(pdfOf([line], { boldFont }));
    return 'document' in found ? finished(pdfText(found.document)) : undefined;
  };
  expect(await textOf('ABCDEF+minionblackadditional')).toMatch(/Bir ?ş/);
  expect(await textOf('ABCDEF+Minion-Black')).toMatch(/Bir ?G/);
});

describe('says why it cannot be read', () => {
  const hex = '00'.repeat(32);
  test.each([
    [
      'encrypted',
      pdfOf([page], {
        trailer: `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${hex}> /U <${hex}> >>`,
      }),
      /password/,
    ],
    ['cut off', pdfOf([page]).slice(0, 200), /damaged/],
    ['nothing but its mark', new TextEncoder().encode('%PDF-1.7'), /damaged/],
    ['with more pages than a paper', pdfOf(Array.from({ length: 301 }, () => page)), /301 pages/],
  ])('%s', async (_, bytes, message) => {
    const found = await read(bytes);
    expect('reason' in found ? found.reason : '').toMatch(message);
  });
});
