import { expect, test } from 'vitest';
import type { Name } from '../../../../src/core/bibliography/types.ts';
import { namesIn, searchFieldsOf } from '../../../support/bibtex.ts';

const name = (family: string, given?: string, particle?: string, suffix?: string): Name => ({
  family,
  ...(given !== undefined && { given }),
  ...(particle !== undefined && { 'non-dropping-particle': particle }),
  ...(suffix !== undefined && { suffix }),
});

test.each<[string, Name[]]>([
  ['Robert M. Berman', [name('Berman', 'Robert M.')]],
  ['Berman, Robert M.', [name('Berman', 'Robert M.')]],
  ['Berman', [name('Berman')]],
  ['Ludwig van Beethoven', [name('Beethoven', 'Ludwig', 'van')]],
  ['van Os, Jim', [name('Os', 'Jim', 'van')]],
  ["de la Cruz Mart{\\'\\i}nez, Ana", [name('Cruz Martínez', 'Ana', 'de la')]],
  [
    "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
    [name('Vallée Poussin', 'Charles Louis Xavier Joseph', 'de la')],
  ],
  ['King, Jr., Martin Luther', [name('King', 'Martin Luther', undefined, 'Jr.')]],
  ['von der Schulenburg, III, Hans', [name('Schulenburg', 'Hans', 'von der', 'III')]],
  ["{\\'E}lise Dupont", [name('Dupont', 'Élise')]],
  ['{\\"o}zg{\\"u}r Demir', [name('Demir', undefined, 'özgür')]],
  ['{van der} Berg, Jan', [name('van der Berg', 'Jan')]],
  ['{World Health Organization}', [{ literal: 'World Health Organization' }]],
  ['{Barnes and Noble, Inc.}', [{ literal: 'Barnes and Noble, Inc.' }]],
  [
    '{American Psychiatric Association} and Duman, R.S.',
    [{ literal: 'American Psychiatric Association' }, name('Duman', 'R. S.')],
  ],
  ['family=Os, given=Jim, prefix=van, useprefix=true', [name('Os', 'Jim', 'van')]],
  ['given={Ana, M.}, family="de Souza"', [name('de Souza', 'Ana, M.')]],
  ['A AND B\nand\tC', [name('A'), name('B'), name('C')]],
  ['Anderson, Andy and Sand, Rand', [name('Anderson', 'Andy'), name('Sand', 'Rand')]],
  ['Jean-Pierre Li', [name('Li', 'Jean-Pierre')]],
  ['Karl~Friston', [name('Friston', 'Karl')]],
  ['毛泽东', [name('毛泽东')]],
  [', Given', [name('Given')]],
  ['', []],
])('%s', (source, names) => {
  expect(namesIn(source)).toEqual({ names, others: false });
  const surnames = names.map((one) =>
    [one['non-dropping-particle'], one.family, one.literal].filter((part) => part !== undefined).join(' '),
  );
  expect(searchFieldsOf(`@misc{a, author = {${source}}}`).authors).toBe(surnames.join(' '));
});

test.each(['others', 'Others', 'et al.', 'et al'])('a list that ends in "%s" says so', (others) => {
  expect(namesIn(`Berman, R. and ${others}`)).toEqual({ names: [name('Berman', 'R.')], others: true });
});
