import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { risTypeOf } from '../../../src/core/bibliography/tagged/risTypes.ts';
import { keysOf, onlyReference, parseListed, placesIn } from '../../support/bibliography.ts';
import { dedent } from '../../support/fixture.ts';

const ris = dedent(`
  TY  - JOUR
  TI  - Antidepressant effects of ketamine in depressed patients
  AU  - Berman, Robert M.
  AU  - Cappiello, Angela
  PY  - 2000
  DA  - 2000/02/15/
  T2  - Biological Psychiatry
  J2  - Biol Psychiatry
  VL  - 47
  IS  - 4
  SP  - 351
  EP  - 354
  DO  - https://doi.org/10.1016/S0006-3223(99)00230-9
  SN  - 0006-3223
  AB  - BACKGROUND: First line
  that goes on here.
  KW  - ketamine
  KW  - depression
  UR  - https://example.org/x
  L1  - file:///home/me/berman.pdf
  ER  - 
`);

describe('RIS', () => {
  it('reads a record', () => {
    expect(onlyReference('ris', ris)).toEqual({
      id: 'Berman_Cappiello_2000',
      type: 'article-journal',
      title: 'Antidepressant effects of ketamine in depressed patients',
      author: [
        { family: 'Berman', given: 'Robert M.' },
        { family: 'Cappiello', given: 'Angela' },
      ],
      issued: { 'date-parts': [[2000, 2, 15]] },
      'container-title': 'Biological Psychiatry',
      'container-title-short': 'Biol Psychiatry',
      volume: '47',
      issue: '4',
      page: '351-354',
      DOI: '10.1016/S0006-3223(99)00230-9',
      ISSN: '0006-3223',
      abstract: 'BACKGROUND: First line that goes on here.',
      keyword: 'ketamine, depression',
      URL: 'https://example.org/x',
      files: ['file:///home/me/berman.pdf'],
    });
  });

  it('takes the ID as the key, as Pandoc does', () => {
    const { expected, found } = placesIn(
      'ris',
      `
      TY  - JOUR
      ID  - berman2000
            ^^^^^^^^^^ key berman2000
      ER  - 
      TY  - BOOK
      AU  - van der Kolk, B.
            ^^^^^^^^^^^^^^^^ key van_2014
      PY  - 2014
      ER  - 
      `,
    );
    expect(found).toEqual(expected);
  });

  it('tells equal records apart with letters', () => {
    const record = 'TY  - JOUR\nAU  - A, B\nPY  - 2000\nER  - \n';
    const bibliography = parseListed('ris', record.repeat(3));
    expect(keysOf(bibliography)).toEqual(['A_2000', 'A_2000a', 'A_2000b']);
    expect(bibliography.problems).toEqual([]);
  });

  it('reports a record without an end or a start, and reads the others', () => {
    const { expected, found } = placesIn(
      'ris',
      `
      TY  - JOUR
      ^^ bib-syntax
      ID  - a
            ^ key a
      TY  - JOUR
      ID  - b
            ^ key b
      ER  -
      ID  - c
      ^^ bib-syntax
            ^ key c
      ER  - 
      `,
    );
    expect(found).toEqual(expected);
  });

  it.each([
    ['CRLF', (text: string) => text.replace(/\n/g, '\r\n')],
    ['carriage returns alone', (text: string) => text.replace(/\n/g, '\r')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['one blank before the hyphen', (text: string) => text.replace(/ {2}- /g, ' - ')],
    ['lines of a provider before', (text: string) => `Provider: X\nContent: text/plain\n\n${text}`],
    ['no line break at the end', (text: string) => text.trimEnd()],
  ])('%s', (_, change) => {
    expect(onlyReference('ris', change(ris))).toEqual(onlyReference('ris', ris));
  });

  it('keeps a range that stands in SP alone, and decodes entities', () => {
    const record = 'TY  - JOUR\nTI  - A &amp; B\nSP  - e61-e63\nEP  - e63\nER  - \n';
    expect(onlyReference('ris', record)).toMatchObject({ title: 'A & B', page: 'e61-e63' });
  });
});

const nbib = dedent(`
  PMID- 10686270
  OWN - NLM
  DP  - 2000 Feb 15
  TI  - Antidepressant effects of ketamine in de-
        pressed patients.
  PG  - 351-4
  LID - S0006-3223(99)00230-9 [pii]
  AID - 10.1016/s0006-3223(99)00230-9 [doi]
  AB  - BACKGROUND: One
        two.
  FAU - Berman, R M
  AU  - Berman RM
  FAU - Cappiello, A
  AU  - Cappiello A
  CN  - The Ketamine Group
  LA  - eng
  PT  - Clinical Trial
  PT  - Journal Article
  TA  - Biol Psychiatry
  JT  - Biological psychiatry
  VI  - 47
  IP  - 4
  IS  - 0006-3223 (Print)
  PMC - PMC123
`);

describe('NBIB', () => {
  it('reads a record', () => {
    expect(onlyReference('nbib', nbib)).toEqual({
      id: 'berman2000',
      type: 'article-journal',
      title: 'Antidepressant effects of ketamine in de-pressed patients',
      author: [
        { family: 'Berman', given: 'R M' },
        { family: 'Cappiello', given: 'A' },
        { literal: 'The Ketamine Group' },
      ],
      issued: { 'date-parts': [[2000, 2, 15]] },
      'container-title': 'Biological psychiatry',
      'container-title-short': 'Biol Psychiatry',
      volume: '47',
      issue: '4',
      page: '351-354',
      DOI: '10.1016/s0006-3223(99)00230-9',
      PMID: '10686270',
      PMCID: 'PMC123',
      ISSN: '0006-3223',
      abstract: 'BACKGROUND: One two.',
      language: 'eng',
    });
  });

  it('reads the full names that other catalogues write as short ones', () => {
    const eric = 'OWN - ERIC\nTI  - Mood in schools\nAU  - Alder, Ada\nAU  - Osei-Bonsu, K. L.\nDP  - 2019\n';
    expect(parseListed('nbib', eric).reference(0).author).toEqual([
      { family: 'Alder', given: 'Ada' },
      { family: 'Osei-Bonsu', given: 'K. L.' },
    ]);
  });

  it('separates records, and reads short names where there are no full ones', () => {
    const second = 'PMID- 2\nTI  - [Translated title].\nAU  - van der Kolk BA\nDP  - 1999 Jan-Feb\n';
    const bibliography = parseListed('nbib', `${nbib}\n${second}`);
    expect(keysOf(bibliography)).toEqual(['berman2000', 'vanderkolk1999']);
    expect(bibliography.reference(1)).toMatchObject({
      title: 'Translated title',
      author: [{ family: 'van der Kolk', given: 'BA' }],
      issued: {
        'date-parts': [
          [1999, 1],
          [1999, 2],
        ],
      },
    });
  });

  it.each([
    ['351-4', '351-354'],
    ['1351-62', '1351-1362'],
    ['e12-9', 'e12-e19'],
    ['S12-S19', 'S12-S19'],
    ['351-354', '351-354'],
    ['10; author reply 11-2', '10; author reply 11-12'],
    ['e123', 'e123'],
  ])('makes the last page of %s whole', (pages, whole) => {
    expect(onlyReference('nbib', `PMID- 1\nPG  - ${pages}\n`).page).toBe(whole);
  });
});

describe('ENW', () => {
  const enw = dedent(`
    %0 Journal Article
    %T Antidepressant effects of ketamine
    %A Berman, Robert M
    %A The Ketamine Group
    %D 2000
    %J Biological Psychiatry
    %V 47
    %N 4
    %P 351-354
    %R 10.1016/x
    %@ 0006-3223
  `);

  it('reads a record', () => {
    expect(onlyReference('enw', enw)).toEqual({
      id: 'berman2000',
      type: 'article-journal',
      title: 'Antidepressant effects of ketamine',
      author: [{ family: 'Berman', given: 'Robert M' }, { literal: 'The Ketamine Group' }],
      issued: { 'date-parts': [[2000]] },
      'container-title': 'Biological Psychiatry',
      volume: '47',
      issue: '4',
      page: '351-354',
      DOI: '10.1016/x',
      ISSN: '0006-3223',
    });
  });

  it('separates records by a blank line or the next %0', () => {
    const bibliography = parseListed(
      'enw',
      `${enw}\n%0 Book\n%A Núñez, A\n%D 1999\n%0 Book\n%T Neurobiology of mood\n`,
    );
    expect(keysOf(bibliography)).toEqual(['berman2000', 'nunez1999', 'neurobiology']);
    expect(bibliography.problems).toEqual([]);
  });
});

describe('any tagged text', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'TY  - JOUR',
      'ER  - ',
      'AU  - A, B',
      'PY  - 2000',
      'ID  - x',
      'PMID- 1',
      'FAU - A, B',
      'DP  - 2000',
    ),
    fc.constantFrom('%0 Book', '%A A, B', '', '   ', '      more', 'ID  -', 'AU  - \u0000'),
    fc.string({ maxLength: 10 }),
  );
  it.each(['ris', 'nbib', 'enw'] as const)('%s keeps places in order and inside the text', (format) => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (lines, lineBreak) => {
          const text = lines.join(lineBreak);
          const bibliography = parseListed(format, text);
          let last = 0;
          for (let index = 0; index < bibliography.size; index += 1) {
            const { span, keySpan, key } = bibliography.entry(index);
            expect(span.start).toBeGreaterThanOrEqual(last);
            expect(span.end).toBeLessThanOrEqual(text.length);
            expect(keySpan.start).toBeGreaterThanOrEqual(span.start);
            expect(keySpan.end).toBeLessThanOrEqual(span.end);
            expect(bibliography.reference(index).id).toBe(key);
            for (const { nameSpan, name } of bibliography.fields(index)) {
              expect(text.slice(nameSpan.start, nameSpan.end)).toBe(name);
            }
            last = span.end;
          }
          expect(new Set(keysOf(bibliography)).size).toBe(bibliography.size);
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('a report is written as one, and not as a government’s', () => {
  expect(risTypeOf('report')).toBe('RPRT');
});
