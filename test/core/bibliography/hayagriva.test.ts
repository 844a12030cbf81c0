import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../../src/core/bibliography/detect.ts';
import { parseHayagriva } from '../../../src/core/bibliography/hayagriva/read.ts';
import type { Reference } from '../../../src/core/bibliography/types.ts';
import { writeHayagriva } from '../../../src/core/bibliography/writing/hayagriva.ts';
import { keysOf } from '../../support/bibliography.ts';
import { Draft } from '../../support/declared.ts';

const list = `# The works
osei2020: &first
  type: Article
  author: [ "Osei, Kofi", "Lind, Jr., Mara" ]
  title: "Findings: a review of {EEG}"
  date: 2020-03-05
  page-range: 3–9
  serial-number:
    doi: https://doi.org/10.1000%2Fx1
  parent:
    - type: Periodical
      title: { value: Journal of Tests, short: J Tests }
      volume: 3
      issue: 2
      serial-number: { issn: 1234-5678 }
    - type: blog
      title: Elsewhere

"who:2019":
    type: report
    title: A report
    author: World Health Organization
    date: ~2019
    publisher: { name: WHO, location: Geneva }
    url: { value: https://example.org/r, date: 2021-01-02 }
# no entry: here
'part one':
  type: chapter
  title: Part
  author: { name: Berg, given-name: Jan, prefix: van den }
  affiliated: [{ role: translator, names: ["Ito, Jun"] }]
  page-range: 1-2
  parent: { type: Anthology, title: Whole, editor: "Li, An", date: 1998, publisher: Press }
same:
  parent: *first
  type: article
`;
const reference = (key: string): Reference => {
  const bibliography = parseHayagriva(list);
  return bibliography.reference(bibliography.indexesOf(key)[0]!);
};

describe('a Hayagriva file', () => {
  test('has an entry for each key, with its place', () => {
    const bibliography = parseHayagriva(list);
    expect(bibliography.problems).toEqual([]);
    expect(keysOf(bibliography)).toEqual(['osei2020', 'who:2019', 'part one', 'same']);
    for (let index = 0; index < bibliography.size; index += 1) {
      const { key, keySpan, span } = bibliography.entry(index);
      expect(list.slice(keySpan.start, keySpan.end)).toBe(key);
      expect(bibliography.indexAt(span.end - 1)).toBe(index);
    }
    const [, , title] = bibliography.fields(0);
    expect(list.slice(title!.valueSpan.start, title!.valueSpan.end)).toBe('"Findings: a review of {EEG}"');
  });

  test('says of a work what its parent says', () => {
    expect(reference('osei2020')).toEqual({
      id: 'osei2020',
      type: 'article-journal',
      title: 'Findings: a review of EEG',
      author: [
        { family: 'Osei', given: 'Kofi' },
        { family: 'Lind', given: 'Mara', suffix: 'Jr.' },
      ],
      issued: { 'date-parts': [[2020, 3, 5]] },
      page: '3-9',
      DOI: '10.1000/x1',
      'container-title': 'Journal of Tests',
      'container-title-short': 'J Tests',
      volume: '3',
      issue: '2',
      ISSN: '1234-5678',
    });
    expect(reference('who:2019')).toMatchObject({
      type: 'report',
      author: [{ literal: 'World Health Organization' }],
      issued: { 'date-parts': [[2019]], circa: true },
      publisher: 'WHO',
      'publisher-place': 'Geneva',
      URL: 'https://example.org/r',
      accessed: { 'date-parts': [[2021, 1, 2]] },
    });
    expect(reference('part one')).toMatchObject({
      type: 'chapter',
      author: [{ family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van den' }],
      translator: [{ family: 'Ito', given: 'Jun' }],
      editor: [{ family: 'Li', given: 'An' }],
      'container-title': 'Whole',
      issued: { 'date-parts': [[1998]] },
      publisher: 'Press',
    });
    expect(reference('same')['container-title']).toBe('Findings: a review of EEG');
  });

  test('reads what is written', () => {
    const work = reference('osei2020');
    const written = writeHayagriva({ key: 'again', reference: work });
    expect(parseHayagriva(written).reference(0)).toEqual({ ...work, id: 'again' });
  });

  test('a broken entry costs itself alone', () => {
    const bibliography = parseHayagriva(
      'a:\n  title: [open\n  type: book\nb:\n  title: T\n  type: book\nb:\n  title: U\n',
    );
    expect(keysOf(bibliography)).toEqual(['a', 'b', 'b']);
    expect(bibliography.problems.map(({ code }) => code)).toEqual(['bib-syntax', 'bib-duplicate-key']);
    expect(bibliography.reference(1).title).toBe('T');
  });

  test.each([
    ['', 0],
    ['nothing here', 0],
    ['- a: b\n- c: d\n', 0],
    [`a: ${'['.repeat(20_000)}\n`, 1],
    [`a: &x [*x, *x]\nb: { title: *x }\nc: { parent: &p { parent: *p } }\n`, 3],
    ['a:\r\n  title: T\r\nb:\r\n', 2],
  ])('%#: whatever it holds', (text, size) => {
    const bibliography = parseHayagriva(text);
    expect(bibliography.size).toBe(size);
    for (let index = 0; index < size; index += 1) expect(bibliography.reference(index).id).toBeTruthy();
  });
});

test.each([
  ['works.yml', list, 'hayagriva'],
  ['works.yaml', 'a:\n    type: Web\n    title: x\n', 'hayagriva'],
  ['refs.yaml', 'references:\n- id: a\n  type: book\n', 'csl-yaml'],
  ['refs.yaml', '- id: a\n  type: book\n', 'csl-yaml'],
  ['api.yaml', 'schemas:\n  x:\n    type: object\n', 'csl-yaml'],
  ['empty.yml', '', 'csl-yaml'],
])('%s is known by what it holds', (name, text, format) => {
  expect(detectFormat(name, text)).toBe(format);
});

describe('in Typst', () => {
  const files = { 'works.yml': list, 'refs.bib': '@misc{other, title = {T}}\n' };
  test('defines, completes, renames', async () => {
    const text = '#bibliography(("refs.bib", "works.yml"))\nSee @osei$02020, @other and @nobody.\n';
    const draft = await Draft.open({ ...files, 'm.typ': text }, 'm.typ');
    expect(draft.problems).toEqual(['citation-undefined nobody']);
    expect(draft.definitions).toEqual(['works.yml:2 osei2020']);
    expect(draft.hover).toContain('Findings: a review of EEG');
    expect(draft.renamed('new')).toEqual({
      'works.yml': list.replace('osei2020', 'new'),
      'm.typ': text.replace('osei$02020', 'new'),
    });
    const typed = text.replace('osei$02020', 'findi$0');
    expect((await Draft.open({ ...files, 'm.typ': typed }, 'm.typ')).offered).toContain('osei2020');
  });
});
