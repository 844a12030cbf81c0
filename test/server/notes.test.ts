import { expect, test } from 'vitest';
import type { CitationCluster } from '../../src/core/index.ts';
import { FormattingEngine } from '../../src/server/formatting/engine.ts';
import { berman } from '../support/formatting.ts';

const engine = new FormattingEngine();
const kolk = {
  ...berman,
  id: 'k',
  title: 'Trauma',
  author: [{ family: 'Kolk', given: 'B.', 'dropping-particle': 'van der' }],
};

const cluster = (reference: number, more: Partial<CitationCluster> = {}, prefix = ''): CitationCluster => ({
  start: 0,
  end: 0,
  narrative: false,
  items: [{ reference, prefix, suffix: '', label: '', locator: '', suppressAuthor: false }],
  ...more,
});

const printed = (style: string, clusters: readonly CitationCluster[]): readonly string[] =>
  engine.formatDocument({ references: [berman, kolk], style, locale: '', numbered: true }, clusters)
    .citations;

test('a note begins with a capital; its author may stand in the sentence before it', () => {
  expect(
    printed('chicago-note-bibliography', [cluster(1, {}, 'see'), cluster(0, { narrative: true })]),
  ).toEqual([
    'See Kolk, “Trauma.”',
    'Berman and Cappiello “Antidepressant Effects of Ketamine in Depressed Patients.”',
  ]);
});

test('a citation in a footnote makes no other note', () => {
  const inNote = { inNote: true } as const;
  expect(
    printed('chicago-note-bibliography', [cluster(1, inNote), cluster(0, { ...inNote, narrative: true })]),
  ).toEqual([
    '(Kolk, “Trauma”)',
    'Berman and Cappiello, “Antidepressant Effects of Ketamine in Depressed Patients”',
  ]);
  expect(printed('apa', [cluster(1, inNote)])).toEqual(['(Kolk, 2000)']);
});

test('an author stands in the sentence once, and where the style has one', () => {
  const narrative = [cluster(1, { narrative: true })];
  const anonymous = { ...kolk, author: [] };
  const { citations } = engine.formatDocument(
    { references: [anonymous], style: 'the-journal-of-neuroscience', locale: '', numbered: true },
    [cluster(0, { narrative: true })],
  );
  expect(citations).toEqual(['(Anon, 2000)']);
  expect(printed('human-brain-mapping', narrative)).toEqual(['Kolk [2000]']);
  expect(printed('modern-language-association', narrative)).toEqual(['Kolk']);
  expect(printed('biological-psychiatry', narrative)).toEqual(['(2)']);
});

test('an author who was cited before stands in the sentence as the style shortens it', () => {
  const narrative = { narrative: true } as const;
  const style = 'chicago-fullnote-bibliography';
  const [first, , again] = printed(style, [cluster(0, narrative), cluster(1), cluster(0, narrative)]);
  expect(first).toMatch(/^Robert M\. Berman and Angela Cappiello “/);
  expect(again).toMatch(/^Berman and Cappiello “/);
});

test('an author whom the title names stands before it all the same', () => {
  const own = { ...kolk, title: 'Kolk Foundation Report', author: [{ literal: 'Kolk Foundation' }] };
  const { citations } = engine.formatDocument(
    { references: [own], style: 'chicago-note-bibliography', locale: '', numbered: true },
    [cluster(0, { narrative: true })],
  );
  expect(citations).toEqual(['Kolk Foundation “Kolk Foundation Report.”']);
});

test('a comma stands within the quotation marks before a locator with its word', () => {
  const [item] = cluster(1).items;
  const located = { ...cluster(1), items: [{ ...item!, label: 'chapter', locator: '2' }] };
  const clusters = [cluster(1), cluster(0), located];
  expect(printed('chicago-fullnote-bibliography', clusters)[2]).toBe('Kolk, “Trauma,” chap. 2.');
});

test('a name of software that its title protects keeps its small letter', () => {
  const software = { ...kolk, title: '<span class="nocase">cowplot</span>: Plots', author: [] };
  const { citations } = engine.formatDocument(
    { references: [software], style: 'chicago-note-bibliography', locale: '', numbered: true },
    [cluster(0)],
  );
  expect(citations[0]).toMatch(/^“?cowplot/);
});

test('brackets and code of the manuscript’s own words stay', () => {
  const [text] = printed('chicago-note-bibliography', [cluster(1, {}, 'for (more) see')]);
  expect(text).toBe('For (more) see Kolk, “Trauma.”');
});

test.each([
  ['an N-methyl-D-aspartate antagonist', 'An N-Methyl-D-Aspartate Antagonist'],
  ['an n-methyl-d-aspartate antagonist', 'An n-Methyl-d-Aspartate Antagonist'],
  ['d-serine and by-products: in-vivo and at-risk', 'D-Serine and by-Products: In-Vivo and at-Risk'],
  ['a (re)analysis of \uE0B6fast\uE0B6 responses', 'A (Re)analysis of "Fast" Responses'],
])('the title “%s” with capitals is “%s”', (title, capitals) => {
  const [text] = engine.formatDocument(
    { references: [{ ...berman, title }], style: 'chicago-note-bibliography', locale: '', numbered: true },
    [cluster(0)],
  ).citations;
  expect(text).toBe(`Berman and Cappiello, “${capitals}.”`);
});

test('a full stop behind a quotation in a title stands between the quotation marks', () => {
  const references = [{ ...berman, title: 'Package “psych”' }];
  const { citations, entries } = engine.formatDocument(
    { references, style: 'chicago-note-bibliography', locale: '', numbered: true },
    [cluster(0)],
  );
  expect(citations).toEqual(['Berman and Cappiello, “Package ‘Psych’.”']);
  expect(entries[0]?.text).toContain('“Package ‘Psych’.”');
});
