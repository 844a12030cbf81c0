import { describe, expect, test } from 'vitest';
import { yamlStrings } from '../../../src/core/workspace/discovery/declaringYaml.ts';
import { discover } from '../../support/discovery.ts';

const none = '';

/** Files in the workspace; the first is the manuscript. */
type Case = readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  expected: readonly string[],
  settings?: unknown,
];

const declares = (value: string): string => `---\nbibliography: ${value}\n---\n\nText.\n`;

const frontMatter: readonly Case[] = [
  ['one path', { 'p.md': declares('refs.bib'), 'refs.bib': none }, ['refs.bib (front-matter)']],
  ['a quoted path', { 'p.md': declares('"my refs.bib"') }, ['my refs.bib (front-matter)']],
  [
    'a list, and lists in it',
    { 'p.md': declares('[a.bib, [b.json, [c.yaml]]]') },
    ['a.bib (front-matter)', 'b.json (front-matter)', 'c.yaml (front-matter)'],
  ],
  [
    'a map, as multibib filters have it',
    { 'p.md': declares('{main: a.bib, software: s.bib}') },
    ['a.bib (front-matter)', 's.bib (front-matter)'],
  ],
  [
    'a glob, in alphabetical order',
    { 'p.md': declares('bib/*.bib'), 'bib/z.bib': none, 'bib/a.bib': none, 'bib/notes.txt': none },
    ['bib/a.bib (front-matter)', 'bib/z.bib (front-matter)'],
  ],
  [
    'a glob that matches nothing',
    { 'p.md': declares('"*.bib"'), 'x.ris': none },
    ['*.bib (front-matter: no-match)'],
  ],
  [
    'a name with brackets, which is a file before it is a glob',
    { 'p.md': declares('"refs[1].bib"'), 'refs[1].bib': none, 'refs1.bib': none },
    ['refs[1].bib (front-matter)'],
  ],
  [
    'a name without an extension, which LaTeX adds where Pandoc hands the name on',
    { 'p.md': declares('bib/refs'), 'bib/refs.bib': none },
    ['bib/refs.bib (front-matter)'],
  ],
  [
    'R Markdown: the same, and a file of that very name before it',
    { 'p.Rmd': declares('[refs, other]'), refs: none, 'refs.bib': none, 'other.bib': none },
    ['refs (front-matter)', 'other.bib (front-matter)'],
  ],
  ['a name without an extension that leads nowhere', { 'p.md': declares('refs') }, ['refs (front-matter)']],
  ['the same file twice', { 'p.md': declares('[a.bib, ./a.bib]') }, ['a.bib (front-matter)']],
  [
    'a path from the manuscript’s folder',
    { 'text/p.md': declares('../refs.bib'), 'refs.bib': none },
    ['refs.bib (front-matter)'],
  ],
  [
    'a path from the folder that Pandoc runs in, where the manuscript’s has no such file',
    { 'text/p.md': declares('bib/refs.bib'), 'bib/refs.bib': none },
    ['bib/refs.bib (front-matter)'],
  ],
  [
    'R Markdown: from its own folder alone',
    { 'text/p.Rmd': declares('bib/refs.bib'), 'bib/refs.bib': none },
    ['text/bib/refs.bib (front-matter)'],
  ],
  [
    'Quarto: /x is below the project',
    {
      'book/text/p.qmd': declares('/refs.bib'),
      'book/_quarto.yml': 'project:\n  type: book\n',
      'refs.bib': none,
    },
    ['book/refs.bib (front-matter)'],
  ],
  [
    'Quarto without a project: /x is below the workspace',
    { 'text/p.qmd': declares('/refs.bib') },
    ['refs.bib (front-matter)'],
  ],
  [
    'beyond the workspace',
    { 'p.md': declares('../../other/refs.bib') },
    ['/other/refs.bib (front-matter: outside)'],
  ],
  [
    'an absolute path beyond it, and one within',
    { 'p.md': declares('[/home/refs.bib, /draft/refs.bib]') },
    ['/home/refs.bib (front-matter: outside)', 'refs.bib (front-matter)'],
  ],
  [
    'addresses',
    { 'p.md': declares('["https://example.org/a.bib", "\\\\\\\\host\\\\b.bib"]') },
    ['https%3A%2F%2Fexample.org%2Fa.bib (front-matter: not-followed)', 'b.bib (front-matter: unreadable)'],
  ],
  [
    'references of its own: no neighbours',
    { 'p.md': '---\nreferences:\n- id: a\n---\n', 'refs.bib': none },
    [],
  ],
];

const notFollowed: readonly Case[] = [
  [
    'inline R, and no neighbour instead',
    { 'p.Rmd': declares('"`r write_bib()`"'), 'refs.bib': none },
    ['%60r%20write_bib()%60 (front-matter: not-followed)'],
  ],
  [
    'a shortcode of Quarto',
    { 'p.qmd': declares('"{{< meta refs >}}"'), 'refs.bib': none },
    ['%7B%7B%3C%20meta%20refs%20%3E%7D%7D (front-matter: not-followed)'],
  ],
  [
    'a macro that is not defined in the file',
    { 'p.tex': '\\addbibresource{\\elsewhere/refs.bib}', 'refs.bib': none },
    ['%5Celsewhere%2Frefs.bib (command: not-followed)'],
  ],
];

const projects: readonly Case[] = [
  [
    '_quarto.yml above the manuscript, from its own folder',
    { 'a/b/p.qmd': 'x', 'a/_quarto.yml': 'bibliography: refs.bib\n', 'a/refs.bib': none },
    ['a/refs.bib (quarto-project)'],
  ],
  [
    '_quarto.yml: of a book, a list, /x',
    { 'b/p.qmd': 'x', '_quarto.yml': 'book:\n  bibliography:\n    - /a.bib\n    - sub/b.bib\n' },
    ['a.bib (quarto-project)', 'sub/b.bib (quarto-project)'],
  ],
  [
    '_metadata.yml at two levels, nearest first, with the project last',
    {
      'a/b/p.qmd': 'x',
      'a/b/_metadata.yml': 'bibliography: inner.bib',
      'a/_metadata.yml': 'bibliography: [outer.bib]',
      '_quarto.yml': 'bibliography: project.bib',
    },
    ['a/b/inner.bib (quarto-metadata)', 'a/outer.bib (quarto-metadata)', 'project.bib (quarto-project)'],
  ],
  [
    'front matter and project together',
    { 'p.qmd': declares('own.bib'), '_quarto.yml': 'bibliography: project.bib' },
    ['own.bib (front-matter)', 'project.bib (quarto-project)'],
  ],
  [
    'nothing from above a Quarto project',
    { 'a/p.qmd': 'x', 'a/_quarto.yml': 'project: {}', '_metadata.yml': 'bibliography: not.bib' },
    [],
  ],
  [
    'Pandoc defaults: beside the defaults file',
    {
      'text/p.md': 'x',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Pandoc's own syntax.
      'defaults.yaml': 'bibliography:\n- ${.}/refs.bib\nmetadata:\n  bibliography: ${.}/more.bib\n',
    },
    ['refs.bib (pandoc-defaults)', 'more.bib (pandoc-defaults)'],
  ],
  [
    'Pandoc defaults: where Pandoc may run',
    { 'text/p.md': 'x', 'defaults.yaml': 'bibliography: refs.bib', 'refs.bib': none },
    ['refs.bib (pandoc-defaults)'],
  ],
  [
    'myst.yml',
    {
      'text/p.md': '{cite}`a`',
      'myst.yml': 'project:\n  bibliography:\n    - bib/a.bib\n    - "b.bib"\n',
    },
    ['bib/a.bib (myst-project)', 'b.bib (myst-project)'],
  ],
  [
    'project files of other languages are let be',
    { 'p.tex': 'x', '_quarto.yml': 'bibliography: a.bib', 'defaults.yaml': 'bibliography: b.bib' },
    [],
  ],
  [
    'broken project files declare what can be read of them, or nothing',
    { 'p.qmd': 'x', '_quarto.yml': 'bibliography: [a.bib, b.bib\nother: "x\n' },
    ['a.bib (quarto-project)', 'b.bib (quarto-project)'],
  ],
];

const latex: readonly Case[] = [
  [
    'macros that the file defines, in macros and with \\subfix',
    {
      'p.tex':
        '\\newcommand{\\lib}{lit}\n\n\\def\\all{\\lib/all}\n% \\def\\lib{no}\n\n' +
        '\\addbibresource{\\lib/a.bib}\\bibliography{\\all}\\addbibresource{\\subfix{b.bib}}',
    },
    ['lit/a.bib (command)', 'lit/all.bib (command)', 'b.bib (command)'],
  ],
  [
    'the name of the job, which is the root’s',
    { 'ch/one.tex': '\\bibliography{\\jobname}', 'main.tex': '\\input{ch/one}', 'main.bib': none },
    ['main.bib (command)'],
  ],
  [
    'a macro that holds itself',
    { 'p.tex': '\\def\\a{\\a\\a}\\bibliography{\\a}' },
    [`${encodeURIComponent('\\a'.repeat(32))} (command: not-followed)`],
  ],
  [
    'a glob of biblatex',
    { 'p.tex': '\\addbibresource{bib/r?.bib}', 'bib/r1.bib': none, 'bib/r2.bib': none },
    ['bib/r1.bib (command)', 'bib/r2.bib (command)'],
  ],
  [
    '\\bibliography with a list',
    { 'p.tex': '\\bibliography{a, b.bib}' },
    ['a.bib (command)', 'b.bib (command)'],
  ],
  [
    'a file of TeX’s own, which no workspace holds',
    { 'p.tex': '\\bibliography{IEEEabrv,refs}', 'refs.bib': none },
    ['refs.bib (command)'],
  ],
  [
    'a folder that TeX alone knows, and another machine',
    {
      'p.tex': '\\bibliography{~/refs}\\addbibresource[location=remote]{https://x.org/a.bib}',
      'o.bib': none,
    },
    ['~%2Frefs (command: not-followed)', 'https%3A%2F%2Fx.org%2Fa.bib (command: not-followed)'],
  ],
  [
    'names in quotation marks, which keep blanks together',
    {
      'p.tex': '\\bibliography{"my refs", b}\\addbibresource{"more refs.bib"}',
      'my refs.bib': none,
      'more refs.bib': none,
    },
    ['my refs.bib (command)', 'b.bib (command)', 'more refs.bib (command)'],
  ],
  [
    '\\bibliography adds .bib to whatever stands there',
    { 'p.tex': '\\bibliography{refs.v2}' },
    ['refs.v2.bib (command)'],
  ],
  [
    '\\addbibresource with and without the extension',
    { 'p.tex': '\\addbibresource{a.bib}\n\\addbibresource[label=x]{b}\n\\addbibresource{c.json}' },
    ['a.bib (command)', 'b.bib (command)', 'c.json (command)'],
  ],
  [
    'through % !TEX root',
    { 'ch/one.tex': '% !TEX root = ../main.tex\nText.', 'main.tex': '\\bibliography{refs}' },
    ['refs.bib (parent-document)'],
  ],
  [
    'through subfiles',
    {
      'ch/one.tex': '\\documentclass[../main.tex]{subfiles}\nText.',
      'main.tex': '\\addbibresource{bib/refs.bib}\n\\subfile{ch/one}',
      'bib/refs.bib': none,
    },
    ['bib/refs.bib (parent-document)'],
  ],
  [
    'through a file that inputs it, two levels up',
    {
      'ch/one/text.tex': 'Text.',
      'ch/one.tex': '\\input{ch/one/text}',
      'main.tex': '\\include{ch/one}\n\\bibliography{refs}',
    },
    ['refs.bib (parent-document)'],
  ],
  [
    'from a preamble that it inputs',
    { 'p.tex': '\\input{tex/preamble}', 'tex/preamble.tex': '\\addbibresource{refs.bib}', 'refs.bib': none },
    ['refs.bib (included-file)'],
  ],
  [
    'from a preamble that its root inputs',
    {
      'ch/one.tex': 'Text.',
      'main.tex': '\\input{preamble.tex}\\input{ch/one}',
      'preamble.tex': '\\addbibresource{refs.bib}',
    },
    ['refs.bib (included-file)'],
  ],
  [
    'a part declares: from the root’s folder, where LaTeX runs',
    { 'ch/one.tex': '\\bibliography{refs}', 'main.tex': '\\input{ch/one}', 'refs.bib': none },
    ['refs.bib (command)'],
  ],
  [
    'a part declares: from its own folder, where the root’s has no such file',
    { 'ch/one.tex': '\\bibliography{refs}', 'main.tex': '\\import{ch/}{one}', 'ch/refs.bib': none },
    ['ch/refs.bib (command)'],
  ],
  [
    'files that input one another in a circle',
    { 'a.tex': '\\input{b}\\bibliography{x}', 'b.tex': '\\input{a}\\bibliography{y}' },
    ['x.bib (command)', 'y.bib (parent-document)'],
  ],
  ['an input that is not there', { 'p.tex': '\\input{nothing}\\bibliography{a}' }, ['a.bib (command)']],
  [
    'a root beyond the workspace is not opened',
    { 'p.tex': '% !TEX root = ../../x/main.tex\n\\bibliography{a}' },
    ['a.bib (command)'],
  ],
];

const typst: readonly Case[] = [
  ['one path', { 't/p.typ': '#bibliography("refs.bib")' }, ['t/refs.bib (command)']],
  [
    'an array',
    { 'p.typ': '#bibliography(("a.bib", "b.yml"), style: "apa")' },
    ['a.bib (command)', 'b.yml (command)'],
  ],
  [
    '/x below the project’s root',
    { 't/p.typ': '#bibliography("/refs.bib")', 'refs.bib': none },
    ['refs.bib (command)'],
  ],
  [
    '/x below the file’s own folder, where Typst is run without a root',
    { 't/p.typ': '#bibliography("/refs.bib")', 't/refs.bib': none },
    ['t/refs.bib (command)'],
  ],
  [
    'a chapter: from the document that includes it',
    { 'ch/one.typ': 'Text.', 'main.typ': '#include "ch/one.typ"\n#bibliography("refs.bib")' },
    ['refs.bib (parent-document)'],
  ],
  [
    'a chapter’s own, from the chapter’s folder',
    { 'main.typ': '#include "ch/one.typ"', 'ch/one.typ': '#bibliography("refs.bib")' },
    ['ch/refs.bib (included-file)'],
  ],
  [
    'a template’s parameter',
    {
      'p.typ': '#import "t.typ": conf\n#show: conf.with(bibliography-file: "b/mine.bib")',
      't.typ': '#let conf(bibliography-file: none, doc) = {\n  doc\n  bibliography(bibliography-file)\n}',
      'b/mine.bib': none,
      'other.bib': none,
    },
    ['b/mine.bib (command)'],
  ],
  [
    'variables, of this file and another one',
    {
      'p.typ': '#import "names.typ": mine\n#let b = ("a.bib", "b.bib")\n#bibliography(b + (mine,))',
      'names.typ': '#let mine = "c.bib"',
      'a.bib': none,
      'b.bib': none,
      'c.bib': none,
    },
    ['a.bib (command)', 'b.bib (command)', 'c.bib (included-file)'],
  ],
  [
    'what is read first, and a value for want of another',
    {
      'p.typ': '#bibliography(read("a.bib", encoding: none))\n#let x = sys.inputs.at("y", default: "b.bib")',
      'b.bib': none,
    },
    ['a.bib (command)', 'b.bib (command)'],
  ],
  [
    'a package that reads it, without a prefix before its keys',
    { 'p.typ': '#add-bib-resource(read("a.bib"))', 'a.bib': none, 'other.bib': none },
    ['a.bib (command)'],
  ],
  [
    'a package that puts a prefix before its keys',
    { 'p.typ': '#bibliographyx("a.bib", prefix: "x-")', 'a.bib': none, 'other.bib': none },
    [`${encodeURIComponent('bibliographyx("a.bib")')} (command: not-followed)`],
  ],
  ...['bytes("@misc{x}")', 'sys.inputs.bib', '"a" + ".bib"', 'mine', '..files'].map(
    (expression): Case => [
      `an expression that Typst computes: ${expression}`,
      { 'p.typ': `#bibliography(${expression}, title: none)`, 'other.bib': none },
      [`${encodeURIComponent(expression.replace(/\(.*|" .*/, '').replace('"', ''))} (command: not-followed)`],
    ],
  ),
  [
    'no value where a file is named in prose, as a link or as code',
    { 'p.typ': 'See "a.bib", #link("a.bib"), #raw("a.bib") and #image("b.bib").', 'a.bib': none },
    ['a.bib (neighbour)'],
  ],
  [
    'packages are no files',
    { 'p.typ': '#import "@preview/x:1.0.0": y\n#bibliography("a.bib")' },
    ['a.bib (command)'],
  ],
];

const rest: readonly Case[] = [
  [
    'user and workspace settings come behind what is declared',
    { 'text/p.md': declares('own.bib'), 'bib/b.bib': none },
    [
      'own.bib (front-matter)'.replace('own', 'text/own'),
      '/home/all.bib (user-setting)',
      'bib/b.bib (workspace-setting)',
    ],
    { bibliographies: { user: ['/home/all.bib'], workspace: ['bib/*.bib'] } },
  ],
  [
    'a workspace setting leads nowhere else',
    { 'p.tex': 'x' },
    ['/home/all.bib (workspace-setting: outside)'],
    { bibliographies: ['/home/all.bib'] },
  ],
  [
    'nothing declared: settings do not hide the neighbours',
    { 'p.md': 'x', 'refs.bib': none },
    ['/home/all.bib (user-setting)', 'refs.bib (neighbour)'],
    { bibliographies: { user: ['/home/all.bib'] } },
  ],
  [
    'nothing declared: every bibliography of the folder, of bib/ in it, and nothing from above',
    {
      'a/p.md': 'x',
      'a/z.bib': none,
      'a/bib/b.ris': none,
      'a/notes.json': none,
      'a/library.json': none,
      'top.bib': none,
    },
    ['a/bib/b.ris (neighbour)', 'a/library.json (neighbour)', 'a/z.bib (neighbour)'],
  ],
  [
    'nothing declared: the nearest folder above',
    { 'a/b/p.typ': 'x', 'references/export.csl.json': none, '/else.bib': none },
    ['references/export.csl.json (neighbour)'],
  ],
  ['nothing found', { 'a/p.md': 'x', 'data.json': none, 'config.yaml': none }, []],
];

const groups: Readonly<Record<string, readonly Case[]>> = {
  'front matter': frontMatter,
  'project files': projects,
  LaTeX: latex,
  'what cannot be followed': notFollowed,
  Typst: typst,
  'settings and neighbours': rest,
};

describe.each(Object.entries(groups))('%s', (_, cases) => {
  for (const [what, files, expected, settings] of cases) {
    test(what, async () => {
      const { files: found } = await discover(files, Object.keys(files)[0]!, settings);
      expect(found).toEqual(expected);
    });
  }
});

test.each([
  ['p.md', { 'p.md': declares('"refs.bib"') }, 'refs.bib'],
  ['p.tex', { 'p.tex': 'See.\n\\bibliography{refs}' }, 'refs'],
  ['p.typ', { 'p.typ': '#bibliography("refs.bib")' }, 'refs.bib'],
  ['p.qmd', { 'p.qmd': 'x', '_quarto.yml': 'title: T\nbibliography: "refs.bib"\n' }, 'refs.bib'],
])('the place of declaration in %s is the path, without quotes', async (name, files, path) => {
  expect((await discover(files, name)).declared).toEqual([path]);
});

describe('kinds of cross-reference of the manuscript’s own', () => {
  const custom = (...keys: string[]) =>
    `crossref:\n  custom:\n${keys.map((key) => `    - kind: float\n      key: ${key}\n`).join('')}`;

  test.each([
    ['of the project', { 'a/p.qmd': 'x', '_quarto.yml': custom('suppfig', 'vid') }, ['suppfig', 'vid']],
    [
      'of folders between it and the manuscript',
      { 'a/p.qmd': 'x', 'a/_metadata.yml': custom('suppfig'), '_quarto.yml': custom('vid', 'suppfig') },
      ['suppfig', 'vid'],
    ],
    [
      'of files of metadata',
      { 'p.qmd': 'x', '_quarto.yml': 'metadata-files: [m.yml]\n', 'm.yml': custom('suppfig') },
      ['suppfig'],
    ],
    [
      'one, without a list',
      { 'p.qmd': 'x', '_quarto.yml': 'crossref: {custom: {key: suppfig}}' },
      ['suppfig'],
    ],
    ['of another project', { 'a/p.qmd': 'x', 'a/_quarto.yml': '', '_quarto.yml': custom('suppfig') }, []],
    ['of a MyST project', { 'p.md': 'x', 'myst.yml': custom('suppfig') }, []],
    [
      'that are none',
      { 'p.qmd': 'x', '_quarto.yml': 'crossref: {custom: [1, {key: [a]}, {key: 2}, *b]}' },
      [],
    ],
  ])('%s', async (_, files, expected) => {
    const { discovery } = await discover(files, Object.keys(files)[0]!);
    expect([...discovery.crossReferenceKinds]).toEqual(expected);
  });

  test('are bounded', async () => {
    const many = custom(...Array.from({ length: 500 }, (_, n) => `k${n}`));
    const { discovery } = await discover({ 'p.qmd': 'x', '_quarto.yml': many }, 'p.qmd');
    expect(discovery.crossReferenceKinds.size).toBe(100);
    expect(discovery.limited).toBe(true);
  });
});

describe('the answer depends on', () => {
  test.each([
    ['a bibliography that is not there yet', { 'p.md': declares('refs.bib') }, ['refs.bib']],
    ['the folder of a glob', { 'p.md': declares('bib/*.bib') }, ['bib']],
    [
      'project files that are not there yet, at every level',
      { 'a/p.qmd': 'x' },
      ['a/_quarto.yml', 'a/_metadata.yml', '_quarto.yml', '_metadata.yaml'],
    ],
    ['a MyST project and defaults', { 'p.md': 'x' }, ['myst.yml', 'defaults.yaml']],
    ['the folders of neighbours, there or not', { 'a/p.md': 'x' }, ['a', 'a/bib', '', 'references']],
    [
      'the root and what it inputs, there or not',
      { 'one.tex': '% !TEX root = main.tex', 'main.tex': '\\input{later}' },
      ['main.tex', 'later.tex'],
    ],
    [
      'a better place for the same name',
      { 'ch/one.tex': '\\bibliography{refs}', 'main.tex': '\\input{ch/one}', 'ch/refs.bib': none },
      ['refs.bib', 'ch/refs.bib'],
    ],
  ])('%s', async (_, files, expected) => {
    const { dependsOn } = await discover(files, Object.keys(files)[0]!);
    for (const path of expected) expect([...dependsOn]).toContain(path);
  });
});

describe('bounds', () => {
  test('a hundred bibliographies', async () => {
    const many = Array.from({ length: 150 }, (_, n) => `b${n}.bib`);
    const { discovery } = await discover({ 'p.md': declares(`[${many.join(', ')}]`) }, 'p.md');
    expect(discovery.found).toHaveLength(100);
    expect(discovery.limited).toBe(true);
  });

  test('two hundred included files', async () => {
    const files: Record<string, string> = { 'p.tex': '\\input{0}' };
    for (let n = 0; n < 300; n += 1) files[`${n}.tex`] = `\\input{${n + 1}}\\bibliography{b${n % 50}}`;
    const { discovery } = await discover(files, 'p.tex');
    expect(discovery.found).toHaveLength(50);
    expect(discovery.limited).toBe(true);
  });

  test.each([
    ['nesting', `bibliography: ${'['.repeat(100_000)}`],
    ['aliases', `a: &a [x.bib]\nbibliography: [*a, *a]\n`],
    ['a key of its own', `__proto__: {bibliography: x}\nbibliography: {__proto__: y}`],
    ['no YAML', '\0\uFFFD{{{{'],
  ])('a project file with %s is harmless', async (_, text) => {
    await expect(discover({ 'p.qmd': 'x', '_quarto.yml': text }, 'p.qmd')).resolves.toBeDefined();
  });

  test('a project file that is too large is not read', async () => {
    const text = `bibliography: a.bib\n# ${'x'.repeat(400_000)}`;
    expect((await discover({ 'p.qmd': 'x', '_quarto.yml': text }, 'p.qmd')).files).toEqual([]);
  });
});

test('strings of YAML come with the place of their characters', () => {
  const text = 'a:\n  b: [x, "y z", \'w\', 3, null]\n';
  const found = yamlStrings(text, [['a', 'b'], ['nothing']]);
  expect(found.map(({ path, start, end }) => [path, text.slice(start, end)])).toEqual([
    ['x', 'x'],
    ['y z', 'y z'],
    ['w', 'w'],
  ]);
});
