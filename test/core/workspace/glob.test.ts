import { expect, test } from 'vitest';
import { globMatcher } from '../../../src/core/workspace/discovery/glob.ts';

test.each([
  ['*.bib', 'a.bib', true],
  ['*.bib', 'a.bibx', false],
  ['*.bib', '.hidden.bib', false],
  ['refs-?.bib', 'refs-1.bib', true],
  ['refs-?.bib', 'refs-10.bib', false],
  ['refs-[0-9].bib', 'refs-7.bib', true],
  ['refs-[!0-9].bib', 'refs-7.bib', false],
  ['{a,b*}.bib', 'bc.bib', true],
  ['{a,b}.{bib,ris}', 'a.ris', true],
  ['{a}.bib', '{a}.bib', true],
  ['*a*b', 'xaxbxb', true],
  ['[', '[', true],
  ['', '', true],
])('%j against %j', (pattern, name, matches) => {
  expect(globMatcher(pattern)(name)).toBe(matches);
});
