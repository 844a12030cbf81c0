/** Values as other programs write them: commands that end at a blank, macros of journals, encoded DOIs. */
import { describe, expect, test } from 'vitest';
import { parseBibtex } from '../../../../src/core/bibliography/bibtex/index.ts';
import { loneCommand } from '../../../../src/core/bibliography/bibtex/journalMacros.ts';
import { normaliseDoi } from '../../../../src/core/bibliography/identity.ts';
import { missingFields } from '../../../../src/core/bibliography/requiredFields.ts';
import { parseEnw } from '../../../../src/core/bibliography/tagged/enw.ts';
import { parseRis } from '../../../../src/core/bibliography/tagged/ris.ts';
import type { Bibliography } from '../../../../src/core/bibliography/types.ts';
import { namesIn } from '../../../support/bibtex.ts';

const first = (bibliography: Bibliography) => bibliography.reference(0);
const field = (name: string, value: string): Bibliography => parseBibtex(`@misc{a, ${name} = {${value}}}`);

describe('a command in a name ends at a blank, and no word does', () => {
  test.each([
    ['Bj\\o rn Stene', 'Bjørn', 'Stene'],
    ['S\\o ren  Kierk', 'Søren', 'Kierk'],
    ['Hans \\O stergaard', 'Hans', 'Østergaard'],
    ['\\L ukasz Swi\\k etek', 'Łukasz', 'Swiętek'],
    ['S\\o rensen, J\\o rgen', 'Jørgen', 'Sørensen'],
    ['Paul Erd\\H os', 'Paul', 'Erdős'],
    ['\\c Cetin Gray', 'Çetin', 'Gray'],
    ['Jaroslav Ne\\v set\\v ril', 'Jaroslav', 'Nešetřil'],
    ['{\\relax Ch}arles Darwin', 'Charles', 'Darwin'],
    ["Andr\\'e Me\\ss mer", 'André', 'Meßmer'],
    ['Erik \\AA berg', 'Erik', 'Åberg'],
    ['\\relax Karl Friston', 'Karl', 'Friston'],
  ])('%s', (source, given, family) => {
    expect(namesIn(source).names).toEqual([{ family, given }]);
  });

  test('several, and particles in commands', () => {
    expect(namesIn('Per {\\AA}berg and Jan {\\o}de Berg and \\o rn Li').names).toEqual([
      { family: 'Åberg', given: 'Per' },
      { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'øde' },
      { family: 'Li', 'non-dropping-particle': 'ørn' },
    ]);
  });
});

describe('a value that is one command', () => {
  test.each([
    ['\\apjs', 'ApJS'],
    ['{\\mnras}', 'MNRAS'],
    ['\\aap ', 'A&A'],
    ['\\myjournal', 'myjournal'],
  ])('%s is there', (value, text) => {
    const bibliography = parseBibtex(
      `@article{a, author={B, C}, title={T}, year=2000, journal = {${value}}}`,
    );
    expect(first(bibliography)['container-title']).toBe(text);
    expect([...missingFields(bibliography)]).toEqual([]);
  });

  test.each(['\\relax', '{}', '\\bfseries', '\\emph{}', '', '\\foo bar'])(
    '%s prints nothing of its own',
    (value) => {
      expect(loneCommand(value)).toBe('');
    },
  );
});

describe('a DOI as an address has it', () => {
  const doi = '10.1016/s0272-7714(02)00410-9';
  test.each([
    'https://doi.org/10.1016%2Fs0272-7714%2802%2900410-9',
    'http://dx.doi.org/10.1016/s0272-7714%2802%2900410-9',
    '10.1016%2fs0272-7714(02)00410-9',
    'doi: 10.1016/s0272-7714(02)00410-9',
  ])('%s', (written) => {
    expect(first(field('doi', written)).DOI).toBe(doi);
    expect(first(parseRis(`TY  - JOUR\nDO  - ${written}\nER  - \n`)).DOI).toBe(doi);
    expect(normaliseDoi(written)).toBe(doi);
  });

  test('what does not decode stays as it is', () => {
    expect(first(field('doi', '10.1000/a%zzb%ff')).DOI).toBe('10.1000/a%zzb%ff');
  });
});

test.each([
  ['王小明', '王小明2008'],
  ['Иванов, Пётр', 'Иванов2008'],
  ['Núñez, A', 'nunez2008'],
])('the key of a record without one: %s', (author, key) => {
  const bibliography = parseEnw(`%0 Journal Article\n%T A title of words\n%A ${author}\n%D 2008\n`);
  expect(bibliography.entry(0).key).toBe(key);
});
