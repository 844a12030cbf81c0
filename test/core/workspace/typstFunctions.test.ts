/** Functions of an author's own that pass labels on to `cite`. */
import { describe, expect, test } from 'vitest';
import { citingFunctions } from '../../../src/core/manuscript/typst/functions.ts';
import { readSettings } from '../../../src/core/workspace/settings.ts';
import { Draft, problemsIn } from '../../support/declared.ts';

const files = { 'refs.bib': '@misc{osei2019, title = {T}}\n@misc{lind2020, title = {U}}\n' };
const head = '#bibliography("refs.bib")\n';

describe('a definition', () => {
  const none = new Set<string>();
  test.each([
    ['#let textcite(label) = cite(label, form: "prose")', ['textcite']],
    ['#let pc(label) = [#cite(label, form: "author"), #cite(label, form: "year")]', ['pc']],
    ['#let p(..keys) = {\n  for key in keys.pos() {\n    cite(key)\n  }\n}', ['p']],
    ['#let prose = cite.with(form: "prose")', ['prose']],
    ['#let a(x) = cite(x)\n#let b(x) = a(x)\n#let c = b.with(1)', ['a', 'b', 'c']],
    ['#let b(x) = a(x)\n#let a(x) = cite(x)', ['a', 'b']],
    ['#let note(x) = x\n\nText with #cite(<a>).', []],
    ['#let note(x) = x\n#let y = cite(<a>)', ['y']],
    ['#let project(body) = { body } // cite(body)', []],
    ['#let loop(x) = loop(x)', []],
  ])('%j', (text, names) => {
    expect(citingFunctions(text, none)).toEqual(names);
  });
});

describe('a label that is given to one is cited', () => {
  const use = 'As #textcite(<osei2019>) and #parencite(<nobody>, <lind2020>) say, #link(<fig>)[here].\n';
  const functions =
    '#let textcite(label) = cite(label, form: "prose")\n#let parencite(..labels) = [(#textcite(labels))]\n';

  test('where it is defined', async () => {
    expect(await problemsIn({ 'm.typ': functions + head + use, ...files }, 'm.typ')).toEqual([
      'citation-undefined nobody',
    ]);
  });

  test('where another file defines it', async () => {
    const main = `#import "lib/functions.typ": textcite, parencite\n${head}${use}`;
    expect(await problemsIn({ 'm.typ': main, 'lib/functions.typ': functions, ...files }, 'm.typ')).toEqual([
      'citation-undefined nobody',
    ]);
    const all = {
      'm.typ': `${head}#import "f.typ": *\n#include "one.typ"`,
      'f.typ': functions,
      'one.typ': use,
      ...files,
    };
    expect(await problemsIn(all, 'one.typ')).toEqual(['citation-undefined nobody']);
    expect(await problemsIn(all, 'refs.bib')).toEqual([]);
  });

  test('with completion and rename', async () => {
    const text = `${functions}${head}See #textcite(<osei$02019>).\n`;
    const draft = await Draft.open({ 'm.typ': text, ...files }, 'm.typ');
    expect(draft.renamed('osei')).toMatchObject({ 'm.typ': text.replace('osei$02019', 'osei') });
    const typed = await Draft.open({ 'm.typ': text.replace('osei$02019', 'lin$0'), ...files }, 'm.typ');
    expect(typed.offered).toEqual(['lind2020']);
  });

  test('and not one that is given to another function', async () => {
    const text = `${head}#let mark(label) = ref(label)\n#mark(<nobody>) #outline(target: <nothing>)\n`;
    expect(await problemsIn({ 'm.typ': text, ...files }, 'm.typ')).toEqual([]);
  });
});

test('the setting names functions of packages', () => {
  expect(
    readSettings({ typst: { citationFunctions: ['#citet', 'citep', 3] } }).typstCitationFunctions,
  ).toEqual(['citet', 'citep']);
});
