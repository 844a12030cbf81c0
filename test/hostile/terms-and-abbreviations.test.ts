import { describe, expect, it } from 'vitest';
import type { PackTerm, PaperPack } from '../../src/core/paper/types.ts';
import { compileTerms } from '../../src/core/terms/index.ts';
import { shippedPacks } from '../../src/packs/index.ts';
import { annotate, parseByName, plainManuscript, termsAt } from '../support/terms.ts';

const term = (id: string, changes: Partial<PackTerm> = {}): PackTerm => ({
  id,
  prefLabel: id,
  category: 'x',
  sections: [],
  ...changes,
});
const packOf = (terms: readonly PackTerm[], id = 'p'): PaperPack => ({ ...shippedPacks[0]!, id, terms });
const found = (text: string, ...packs: PaperPack[]): readonly string[] =>
  annotate(plainManuscript(text), compileTerms(packs)).terms.map(({ id }) => id);

describe('hostile packs', () => {
  it('may hold a regular expression for a label', () => {
    expect(found('aaaa (a+)+$ aaa .* x', packOf([term('(a+)+$'), term('.*'), term('[a-z]+')]))).toEqual([
      '(a+)+$',
    ]);
  });

  it('may hold labels that are empty, blank, huge, or of controls', () => {
    const labels = [
      '',
      ' ',
      '\u0000\u0001',
      'x',
      '\ud800',
      'y'.repeat(1_000_000),
      'hasOwnProperty',
      'constructor',
    ];
    expect(found('hasOwnProperty and constructor', packOf(labels.map((label) => term(label))))).toEqual([
      'hasOwnProperty',
      'constructor',
    ]);
  });

  it('may hold a definition of 50 MB', () => {
    expect(found('ketamine', packOf([term('ketamine', { definition: 'x'.repeat(50_000_000) })]))).toEqual([
      'ketamine',
    ]);
  });

  it('may hold 100,000 short forms', () => {
    const many = Array.from({ length: 100_000 }, (_, index) =>
      term(`t${index}`, { prefLabel: `label ${index}`, shortForms: [`QX${index}Z`] }),
    );
    expect(found('QX77777Z, QX99999Zs, label 7', packOf(many))).toEqual(['t77777', 't99999', 't7']);
  });

  it('may hold more labels than are matched, and say so', () => {
    const many = Array.from({ length: 1000 }, (_, index) => term(`label ${index}`));
    expect(compileTerms([packOf(many)], { maxPatterns: 500 }).complete).toBe(false);
  });

  it('may disagree with each other', () => {
    const one = packOf(
      [term('a', { prefLabel: 'alpha thing', shortForms: ['ALTH'], safeShortForms: ['ALTH'] })],
      'one',
    );
    const other = packOf([term('b', { prefLabel: 'beta thing', shortForms: ['ALTH'] })], 'other');
    expect(found('ALTH', one, other)).toEqual(['a', 'b']);
    expect(found('alpha thing (ALTH). ALTH', one, other)).toEqual(['a', 'a', 'a']);
  });

  it('cannot make completion write markup or commands', () => {
    const index = compileTerms([
      packOf([term('evil', { prefLabel: 'evil $(x) [y](command:z) <b>\n\u202e' })]),
    ]);
    const offered = termsAt(plainManuscript('evil'), 4, index).items.map(({ text }) => text);
    expect(offered).toEqual(['evil \\$(x) \\[y\\](command:z) \\<b\\>']);
  });
});

describe('hostile manuscripts', () => {
  it.each([
    ['brackets', '('.repeat(200_000)],
    ['closed brackets', `${'('.repeat(100_000)}${')'.repeat(100_000)}`],
    ['bracketed words', '(AB) '.repeat(8_000)],
    ['equal signs', 'AB=ab '.repeat(8_000)],
    ['dots', 'a.b.'.repeat(50_000)],
    ['commas and "or"', ' , or AB, hereafter CD,'.repeat(10_000)],
    ['hyphens', 'A-'.repeat(100_000)],
    ['spaces', ' '.repeat(300_000)],
    ['starts of one label', 'N-methyl-D-aspartate '.repeat(15_000)],
    ['hyphenated names', `the ${'AB-'.repeat(25)}CD trialx `.repeat(2_000)],
    ['genes without an end', 'AB, AB and AB, or AB '.repeat(5_000)],
    ['colons', 'Ab cd: '.repeat(10_000) + '(ABCD) '.repeat(2_000)],
    ['interests', 'We declare no known potential financial '.repeat(5_000)],
    ['emphasis', '*N*-'.repeat(50_000)],
    ['lists', 'Abbreviations: AB, a b; '.repeat(10_000)],
  ])('with many %s are read', (_, text) => {
    expect(annotate(plainManuscript(text)).terms.length).toBeLessThan(text.length);
  });

  it.each([
    ['a.tex', `${'\\author{{'.repeat(1_000)}\\begin{document}\nXYZQ\n\\end{document}`],
    ['a.tex', `\\author{${'{A. B.}\\and '.repeat(1_000)}}\n\\begin{document}\nXYZQ\n\\end{document}`],
    ['a.typ', `${'#let author: ("A B" '.repeat(400)}\n\nXYZQ`],
    ['a.md', `---\nauthor:\n${'  - A B\n'.repeat(3_000)}---\n\nXYZQ`],
    ['a.tex', `${'\\AA \\"'.repeat(20_000)}XYZQ`],
  ])('with endless authors or accents are read: %s', (name, text) => {
    const started = performance.now();
    expect(annotate(parseByName(name, text)).abbreviations).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('with thousands of definitions are read', () => {
    const text = Array.from({ length: 3_000 }, (_, index) => `alpha beta ${index} (AB${index}).\n\n`).join(
      '',
    );
    expect(annotate(plainManuscript(text)).abbreviations.length).toBeGreaterThan(100);
  });
});
