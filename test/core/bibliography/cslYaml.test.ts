import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCslYaml } from '../../../src/core/bibliography/csl/yaml.ts';
import { keysOf, onlyReference, parseListed, placesIn, problemCodes } from '../../support/bibliography.ts';
import { dedent } from '../../support/fixture.ts';

describe('places in CSL-YAML', () => {
  it('gives the characters of each key, quoted or not', () => {
    const { expected, found } = placesIn(
      'csl-yaml',
      `
      references:
      - id: berman2000
            ^^^^^^^^^^ key berman2000
        type: article-journal
      - type: book
        id: "a: b"
             ^^^^ key a: b
      `,
    );
    expect(found).toEqual(expected);
  });

  it('loses one item to a broken one, keeps its key, and says where it breaks', () => {
    const { text, found } = broken();
    expect(keysOf(parseListed('csl-yaml', text))).toEqual(['a', 'b', 'c']);
    expect(found.filter((place) => place.includes('bib-syntax'))).toHaveLength(1);
  });

  it('adds the offset of the text to every place', () => {
    const yaml = 'references:\n  - id: a\n    title: x\n  - id: a\n    title: "unclosed\n';
    const inside = parseCslYaml(yaml, 1000);
    const alone = parseCslYaml(yaml);
    expect(inside.entry(1).span.start).toBe(alone.entry(1).span.start + 1000);
    expect(inside.problems.map(({ start }) => start)).toEqual(
      alone.problems.map(({ start }) => start + 1000),
    );
    expect(inside.reference(0)).toEqual(alone.reference(0));
    expect(
      inside.fields(0).map(({ valueSpan }) => yaml.slice(valueSpan.start - 1000, valueSpan.end - 1000)),
    ).toEqual(['a', 'x']);
  });
});

function broken() {
  const source = `
    references:
    - id: a
      title: Ketamine
    - id: b
      title: Ketamine: an open-label study
    - id: c
      title: Esketamine
  `;
  return { text: dedent(source), found: placesIn('csl-yaml', source).found };
}

describe('shapes of CSL-YAML', () => {
  const item = 'id: a\ntype: book\ntitle: T';
  const nested = (indent: string) => `${indent}- ${item.replace(/\n/g, `\n${indent}  `)}\n`;
  it.each([
    ['under references', `references:\n${nested('')}`],
    ['indented', `references:\n${nested('  ')}`],
    ['a list alone', nested('')],
    ['in a document with marks', `---\nreferences:\n${nested('')}...\n`],
    ['after other names', `title: x\nauthor:\n- id: no\nreferences:\n${nested('  ')}lang: en\n`],
    ['with CRLF', `references:\n${nested('')}`.replace(/\n/g, '\r\n')],
    [
      'with comments and blank lines',
      `references:\n\n# one\n${nested('  ').replace('\n', '\n\n    # two\n')}`,
    ],
    ['in flow style', 'references: [{id: a, type: book, title: T}]\nlang: en\n'],
    ['in flow style over lines', 'references: [\n  {id: a,\n   type: book,\n title: T}\n]\n'],
    ['with a byte order mark', `\uFEFFreferences:\n${nested('')}`],
  ])('%s', (_, text) => {
    expect(onlyReference('csl-yaml', text)).toEqual({ id: 'a', type: 'book', title: 'T' });
    expect(parseListed('csl-yaml', text).problems).toEqual([]);
  });

  it.each(['', 'title: x\n', 'references:\n', 'references: []\n', '- \n', 'references: nonsense\n', '---\n'])(
    '%j gives no entry',
    (text) => {
      expect(parseListed('csl-yaml', text).size).toBe(0);
    },
  );

  it('reads what Pandoc reads', () => {
    const reference = onlyReference(
      'csl-yaml',
      dedent(`
        - id: 007
          type: article-journal
          volume: 007
          title: "*In vivo* H~2~O, Ca^2+^ and [NMDA]{.nocase}"
          author:
          - family: Núñez
            given: Ana
          - literal: The Group
          issued:
            year: 1999
            month: 3
          accessed: 2018-10-01
          container-title: >-
            Biological
            Psychiatry
          DOI: 10.1016/S0006-3223(99)00230-9
      `),
    );
    expect(reference).toEqual({
      id: '7',
      type: 'article-journal',
      volume: '007',
      title: 'In vivo H2O, Ca2+ and NMDA',
      author: [{ family: 'Núñez', given: 'Ana' }, { literal: 'The Group' }],
      issued: { 'date-parts': [[1999, 3]] },
      accessed: { 'date-parts': [[2018, 10, 1]] },
      'container-title': 'Biological Psychiatry',
      DOI: '10.1016/S0006-3223(99)00230-9',
    });
  });

  it('follows an alias inside an item', () => {
    const text = '- id: a\n  author: &people\n  - family: X\n  editor: *people\n';
    expect(onlyReference('csl-yaml', text).editor).toEqual([{ family: 'X' }]);
  });
});

describe('any CSL-YAML', () => {
  it('is the same whether or not it was read before', () => {
    const part = fc.constantFrom(
      'references:\n',
      '- id: a\n',
      '  title: x\n',
      '- id: b\n  title: "\n',
      '\n',
      '  - y\n',
      '- x: [\n',
      'lang: en\n',
    );
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, fc.nat(5), (before, after, offset) => {
        const anew = parseCslYaml(after, offset);
        const again = parseCslYaml(after, offset, parseCslYaml(before, offset + 3));
        expect(again.problems).toEqual(anew.problems);
        expect(
          keysOf(again).map((_, index) => [again.entry(index), again.reference(index), again.fields(index)]),
        ).toEqual(
          keysOf(anew).map((_, index) => [anew.entry(index), anew.reference(index), anew.fields(index)]),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on changed text, keeps places inside it, and problems known', () => {
    const text =
      'references:\n- id: a\n  title: "x"\n  author: [{family: B}]\n- id: b\n  note: |\n    long\n- {id: c}\n';
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(12),
        fc.string({ unit: fc.constantFrom(...'{}[]":,&*|>#\t \n-a') }),
        (at, cut, put) => {
          const changed = text.slice(0, at) + put + text.slice(at + cut);
          const bibliography = parseListed('csl-yaml', changed);
          for (const code of problemCodes(bibliography))
            expect(['bib-syntax', 'bib-duplicate-key']).toContain(code);
          for (let index = 0; index < bibliography.size; index += 1) {
            const { key, keySpan, span } = bibliography.entry(index);
            expect(keySpan.start).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(changed.length);
            expect(bibliography.reference(index).id).toBe(key);
            bibliography.fields(index);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
