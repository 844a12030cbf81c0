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

test('brackets and code of the manuscript’s own words stay', () => {
  const [text] = printed('chicago-note-bibliography', [cluster(1, {}, 'for (more) see')]);
  expect(text).toBe('For (more) see Kolk, “Trauma.”');
});
