import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/server/decode.ts';
import { assertLinear } from '../support/assertLinear.ts';
import { imported, packOf } from '../support/importing.ts';
import { readPack } from '../support/packs.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url), 'utf8');
const names = [
  'browser-copy.txt',
  'web-clipper.md',
  'full-text.txt',
  'article.md',
  'vancouver.txt',
  'article.jats.xml',
  'article.bioc.json',
];

const taxForm = `Form 1040-X   Amended Return
Taxpayer: A. Nobody   Year (2019)
1. Wages, salaries, tips ........ 31,400
2. Interest (see schedule B) .... 120
Total (lines 1 and 2) ........... 31,520
References to "spouse" include civil partners (IRS, 2019).
Sign here ______________________`;
const soup = `<p>Abstract</p>${'<div class="a"><span>References (10)</span><br><a href="https://doi.org/10.1000/x">10.1000/x</a></div>'.repeat(50)}`;
const laughs = `<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${'&a;'.repeat(10)}">`).join('')}]><article><front><article-meta><title-group><article-title>&a19;</article-title></title-group></article-meta></front></article>`;
const external =
  '<?xml version="1.0"?><!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]><article><front><article-meta><title-group><article-title>&x;</article-title></title-group></article-meta></front></article>';

describe('a file that is no paper', () => {
  it.each([
    ['an empty file', '', /empty/],
    ['white space', ' \n\t\n', /empty/],
    ['a binary', '\u0000\u0001\u0002PK\u0003\u0004'.repeat(100), /not text/],
    ['a PDF', `%PDF-1.7\n${'\ufffd\u0012\ufffd\ufffd stream'.repeat(500)}`, /not text/],
    ['a tax form', taxForm, /does not look like a paper/],
    [
      'a letter',
      'Dear Sir,\n\nplease find enclosed the report (Smith, 2019).\n\nYours',
      /does not look like a paper/,
    ],
    ['an HTML page', `<!DOCTYPE html><html><body>${soup}</body></html>`, /shows no article/],
    ['HTML soup', soup, /shows no article/],
    ['a billion laughs', laughs, /entities/],
    ['an external entity', external, /entities/],
    ['other XML', '<?xml version="1.0"?><svg><path d="M0 0"/></svg>', /no JATS article/],
    ['a million open elements', `<?xml version="1.0"?><article>${'<sec>'.repeat(1_000_000)}`, /no article/],
    ['JSON of another kind', '{"name": "x", "version": "1.0"}', /does not look like a paper/],
    ['BioC without passages', '{"documents": [], "source": "PMC"}', /no article/],
    ['100,000 lists', `{"documents":${'['.repeat(100_000)}`, /no article/],
    [
      'source code',
      'import x from "y";\n// Abstract\nexport const references = [];\n',
      /does not look like a paper/,
    ],
    ['many references', 'TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nER  - \n', /holds 2 references/],
    [
      'a bibliography',
      '@article{a2000, title = {References (10)}, doi = {10.1000/x}}',
      /does not look like a paper/,
    ],
    ['far too much', 'x'.repeat(8_000_001), /larger than 8 million/],
  ])('%s gets a message and no pack', (_, text, message) => {
    const { value, problems } = imported(text);
    expect(value).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
  });

  it('any text at all gets a message, never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json()), (text) => {
        expect(imported(text).value).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

describe('bytes of any kind', () => {
  /** As the editor and the command line read a file. */
  const importBytes = (bytes: Uint8Array) => imported(decodeText(bytes));

  it('give a message and no pack', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
        const { value, problems } = importBytes(bytes);
        expect(value).toBeUndefined();
        expect(problems[0]?.message).toMatch(/^This .+\.$/);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a PNG', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['a ZIP, as .docx is', 'PK\x03\x04\x14\0\x06\0\x08\0'],
    ['a PDF', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'],
    ['XML', '<?xml version="1.0"?><article>'],
    ['JSON', '{"documents": [{"passages": ['],
    ['a record', 'PMID- 1\nTI  - '],
    ['a page', 'doi:10.5555/x.1\n\nAbstract\n\nReferences (3)\n\n'],
  ])('behind the head of %s never throw, and take no longer than their length allows', (_, head) => {
    const start = Uint8Array.from(head, (char) => char.charCodeAt(0));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (tail) => {
        const { value, problems } = importBytes(Uint8Array.of(...start, ...tail));
        expect(value === undefined).toBe(problems.length > 0);
      }),
      { numRuns: 60 },
    );
    assertLinear(
      (size) => {
        const bytes = new Uint8Array(start.length + size).map((__, at) => start[at] ?? (at * 7919) % 251);
        return () => void importBytes(bytes);
      },
      // Below, all fits into the processor’s cache and costs next to nothing.
      { smallest: 40_000, doublings: 3 },
    );
  });
});

it.each(names)(
  '%s with bytes changed at random never throws, and a pack that comes of it can be read again',
  (name) => {
    const bytes = new TextEncoder().encode(fixture(name));
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), (changes) => {
        const damaged = bytes.slice();
        for (const [at, byte] of changes) damaged[at] = byte;
        const { value, problems } = imported(decodeText(damaged));
        expect(value === undefined).toBe(problems.length > 0);
        if (value !== undefined)
          expect(
            readPack(JSON.stringify(value)).problems.filter(({ code }) => code === 'pack-schema'),
          ).toEqual([]);
      }),
      { numRuns: 40 },
    );
  },
);

describe.each(names)('%s, damaged', (name) => {
  const text = fixture(name);

  it('never throws where a piece is cut out, doubled or broken', () => {
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(400),
        fc.constantFrom('', '\u0000', '<', '"', ']]>', '&', '\n\n', '[', '*', '((((', '\ud800'),
        (at, length, put) => {
          const damaged = text.slice(0, at) + put + text.slice(at + length);
          const { value, problems } = imported(damaged);
          expect(value === undefined).toBe(problems.length > 0);
          for (const { start, end } of value?.citations ?? [])
            expect(0 <= start! && start! <= end! && end! <= damaged.length).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives what it can of its first two thirds', () => {
    const { value } = imported(text.slice(0, Math.floor((text.length * 2) / 3)));
    if (name !== 'article.bioc.json' && value !== undefined)
      expect(value.source.title).toMatch(/^Sleep spindles/);
  });
});

it('takes markup in titles as text and keeps it out of ids', () => {
  const text = fixture('article.md').replace(
    '## 4. Conclusions',
    '## <img src=x onerror=alert(1)> [x](command:evil) __proto__',
  );
  const pack = packOf(text);
  for (const { id } of [...pack.sections, ...pack.terms, ...pack.references])
    expect(id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
});

it('takes half a surrogate pair, mixed line ends and odd spaces for what they are', () => {
  const text = fixture('full-text.txt').replaceAll('\n', '\r').replaceAll('spindles', 'spind\u00adles\ud800');
  expect(packOf(text).citations.length).toBeGreaterThan(5);
});
