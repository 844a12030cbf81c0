import { expect, test } from 'vitest';
import { diagnostics } from '../../../src/core/features/diagnostics.ts';
import { hover } from '../../../src/core/features/hover.ts';
import { Store } from '../../../src/core/workspace/store.ts';
import { packText, readPack } from '../../support/packs.ts';

const uri = 'file:///paper.md';

const term = (definition: string) => ({
  id: 'low-mood',
  prefLabel: 'low mood of trees',
  category: 'concept',
  definition,
  sections: ['sec-intro'],
});

/** A paper's pack that defines the term. */
function pack(id: string, family: string, definition: string) {
  const { value, problems } = readPack(
    packText({
      id,
      source: {
        id,
        type: 'article-journal',
        title: `Moods by ${family}`,
        author: [{ family, given: 'A.' }],
        issued: { 'date-parts': [[2001]] },
        DOI: `10.5555/${id.toUpperCase()}`,
      },
      terms: [term(definition)],
    }),
  );
  if (value === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return value;
}

const packs = [
  pack('alder2001', 'Alder', 'What oaks have in winter.'),
  pack('birch2001', 'Birch', 'What elms have in autumn.'),
];

function opened(frontMatter: string) {
  const store = new Store();
  store.setPacks(packs);
  const text = `---\n${frontMatter}\n---\n\nThe low mood of trees is deep.\n`;
  store.openManuscript(uri, 'pandoc', 1, text);
  const card = () => hover(store.snapshot().of(uri), uri, text.indexOf('mood of'))?.markdown ?? '';
  return { store, card };
}

test('a term that several papers define shows each definition with its paper', () => {
  const card = opened('title: x').card();
  for (const part of ['oaks have in winter', 'Alder', 'elms have in autumn', 'Birch'])
    expect(card).toContain(part);
});

test.each([
  ['an id', 'psycite-papers: [birch2001]', ['elms'], ['oaks']],
  ['an address', 'psycite-papers: https://doi.org/10.5555/alder2001', ['oaks'], ['elms']],
  ['a DOI', 'psycite-papers: 10.5555/alder2001', ['oaks'], ['elms']],
  ['both', 'psycite-papers: [alder2001, birch2001]', ['oaks', 'elms'], []],
  ['none', 'psycite-papers: []', [], ['oaks', 'elms']],
])('a manuscript sees the papers that it names: %s', (_, frontMatter, shown, hidden) => {
  const card = opened(frontMatter).card();
  for (const word of shown) expect(card).toContain(word);
  for (const word of hidden) expect(card).not.toContain(word);
});

test('terms are compiled once for what a manuscript names, however often it is edited', () => {
  const { store } = opened('psycite-papers: [birch2001]');
  const { terms } = store.snapshot().of(uri);
  const end = store.snapshot().text(uri)!.length;
  store.editManuscript(uri, 2, [{ start: end, end, text: 'More.\n' }]);
  expect(store.snapshot().of(uri).terms).toBe(terms);
});

test('no paper is unknown while the workspace is still being read', () => {
  const { store } = opened('psycite-papers: [oak1999]');
  const codes = () => diagnostics(store.snapshot(), uri).map(({ code }) => code);
  store.setWhole(false);
  expect(codes()).not.toContain('paper-unknown');
  store.setWhole(true);
  expect(codes()).toContain('paper-unknown');
});
