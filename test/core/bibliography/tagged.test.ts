import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseRis } from '../../../src/core/bibliography/tagged/ris.ts';
import { risTypeOf } from '../../../src/core/bibliography/tagged/risTypes.ts';
import { writeRis } from '../../../src/core/bibliography/writing/tagged.ts';
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

  it('reads a DOI from the address that other catalogues write, and from no other address', () => {
    const doi = (lines: string) => onlyReference('nbib', `PMID- 1\nTI  - One\n${lines}`).DOI;
    expect(doi('LID - http://eric.ed.gov/?id=EJ1\nAID - http://dx.doi.org/10.1000/a\n')).toBe('10.1000/a');
    expect(doi('AID - https://example.org/10.1000/b\n')).toBeUndefined();
    expect(doi('AID - https://doi.org/10.1000/c\nLID - 10.1000/d [doi]\n')).toBe('10.1000/d');
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

describe('RIS tags that mean something else with each type', () => {
  const read = (...lines: string[]) => parseRis([...lines, 'TI  - T', 'ER  - ', ''].join('\n')).reference(0);
  const doe = [{ family: 'Doe', given: 'Jane' }];
  const roe = [{ family: 'Roe', given: 'Ann' }];

  test.each([
    ['BOOK', 'A3  - Doe, Jane', { editor: doe }],
    ['BOOK', 'A2  - Doe, Jane', { editor: doe }],
    ['CHAP', 'A2  - Doe, Jane', { editor: doe }],
    ['CHAP', 'A3  - Doe, Jane', { 'collection-editor': doe }],
    ['EDBOOK', 'AU  - Doe, Jane', { editor: doe }],
    ['BOOK', 'A4  - Doe, Jane', { translator: doe }],
    ['DICT', 'A4  - Doe, Jane', { translator: doe }],
    ['BOOK', 'OP  - 1917', { 'original-date': { 'date-parts': [[1917]] } }],
    ['RPRT', 'SN  - DHHS 12-3456', { number: 'DHHS 12-3456' }],
    ['RPRT', 'M1  - 17', { number: '17' }],
    ['GOVDOC', 'M1  - 17', { number: '17' }],
    ['RPRT', 'M3  - Technical report', { genre: 'Technical report' }],
    ['THES', 'VL  - Ph.D.', { genre: 'Ph.D.' }],
    ['THES', 'VL  - 2', { volume: '2' }],
    ['JOUR', 'C7  - e104', { page: 'e104' }],
  ])('%s, %s', (type, line, expected) => {
    expect(read(`TY  - ${type}`, line)).toMatchObject(expected);
  });

  test('a book with editors and those of its series has both', () => {
    expect(read('TY  - BOOK', 'A2  - Roe, Ann', 'A3  - Doe, Jane')).toMatchObject({
      editor: doe,
      'collection-editor': roe,
    });
  });

  test.each([
    ['CONF', 'A4  - Acme Foundation', 'translator'],
    ['RPRT', 'A4  - Department of Health', 'translator'],
    ['BOOK', 'OP  - Traumdeutung, Leipzig 1899', 'original-date'],
    ['CONF', 'OP  - 1999', 'original-date'],
    ['EDBOOK', 'AU  - Doe, Jane', 'author'],
    ['THES', 'VL  - Ph.D.', 'volume'],
    ['ELEC', 'VL  - 2011', 'volume'],
    ['JOUR', 'C7  - 10.1016/x.1', 'page'],
  ])('%s, %s is no %s', (type, line, variable) => {
    expect(read(`TY  - ${type}`, line)).not.toHaveProperty(variable);
  });

  test.each([
    ['book', 'A3  - Doe, Jane', 'A2  - Roe, Ann'],
    ['chapter', 'A2  - Doe, Jane', 'A3  - Roe, Ann'],
  ])('editors of a %s are written where other programs look for them', (type, ...lines) => {
    const reference = { id: 'a', type, title: 'T', editor: doe, 'collection-editor': roe };
    const written = writeRis({ key: 'a', reference });
    for (const line of lines) expect(written).toContain(`${line}\n`);
    expect(parseRis(written).reference(0)).toMatchObject({ editor: doe, 'collection-editor': roe });
  });
});
