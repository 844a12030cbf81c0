/**
 * One table for all languages: every feature around a citation is tried in each syntax, so that none works in
 * one alone. A row says how the language writes what the features need.
 */
import { afterEach, describe, expect, test } from 'vitest';
import {
  annotationsRequest,
  citationTextRequest,
  convertCitationsRequest,
  outlineRequest,
} from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

interface Language {
  readonly file: string;
  readonly languageId: string;
  /**
   * A whole manuscript that cites `berman2000`, `nobody1999` and once more `berman2000`; the cursor is on the
   * first.
   */
  readonly manuscript: string;
  /** A place where a key is being typed: the cursor is behind `ber`. */
  readonly typing: string;
  /** Places where no key can stand, each with the cursor behind something that looks like one. */
  readonly elsewhere: readonly string[];
  /** How `(Berman et al., 2000; Zarate et al., 2006)` and `Berman et al. (2000)` read in keys. */
  readonly parenthetical: string;
  readonly narrative: string;
  /**
   * Citations that are begun or whole, with the cursor in them, and how they read with these keys inserted
   * there.
   */
  readonly goingOn: readonly {
    readonly before: string;
    readonly keys: readonly string[];
    readonly after: string;
  }[];
  /** A paragraph as a manuscript of this language. */
  readonly paragraph: (text: string) => string;
}

const markdown = {
  manuscript:
    '# Introduction\n\nSee [@ber$0man2000, p. 3; @nobody1999] and @berman2000.\n\n# Methods\n\nText.\n',
  typing: 'See [@ber$0',
  elsewhere: [
    '`@ber$0`',
    '```\n@ber$0\n```\n',
    'mail me@ber$0',
    '$x@ber$0$',
    '<!-- @ber$0 -->',
    'See https://x.org/@ber$0',
  ],
  parenthetical: '[@berman2000; @zarate2006]',
  narrative: '@berman2000',
  goingOn: [
    { before: 'See [@$0].', keys: ['a', 'b'], after: 'See [@a; @b].' },
    { before: 'See [@x; @y$0].', keys: ['a', 'b'], after: 'See [@x; @y; @a; @b].' },
    { before: 'See [@{x/$0}].', keys: ['a'], after: 'See [@{x/}; @{a}].' },
  ],
  paragraph: (text: string) => `${text}\n`,
};

const languages: readonly Language[] = [
  { file: 'paper.md', languageId: 'markdown', ...markdown },
  { file: 'paper.qmd', languageId: 'quarto', ...markdown },
  { file: 'paper.Rmd', languageId: 'rmd', ...markdown },
  {
    ...markdown,
    file: 'myst.md',
    languageId: 'myst',
    manuscript:
      '# Introduction\n\nSee {cite:p}`ber$0man2000,nobody1999` and [@berman2000].\n\n# Methods\n\nText.\n',
    typing: 'See {cite:p}`ber$0',
    goingOn: [
      { before: 'See {cite:p}`$0`.', keys: ['a', 'b'], after: 'See {cite:p}`a,b`.' },
      { before: 'See {cite}`x$0`.', keys: ['a'], after: 'See {cite}`x,a`.' },
      { before: 'See [@x$0].', keys: ['a'], after: 'See [@x; @a].' },
    ],
  },
  {
    file: 'paper.tex',
    languageId: 'latex',
    manuscript:
      '\\documentclass{article}\n\\usepackage{natbib}\n\\begin{document}\n\\section{Introduction}\nSee \\citep[p. 3]{ber$0man2000, nobody1999} and \\citet{berman2000}.\n\\section{Methods}\nText.\n\\end{document}\n',
    typing: '\\documentclass{article}\n\\begin{document}\nSee \\citep[p. 3]{other, ber$0\n\\end{document}\n',
    elsewhere: [
      '\\begin{document}\n\\label{ber$0}\n\\end{document}',
      '\\begin{document}\n% \\cite{ber$0}\n\\end{document}',
      '\\begin{document}\n\\begin{verbatim}\n\\cite{ber$0}\n\\end{verbatim}\n\\end{document}',
      '\\begin{document}\nmail me@ber$0\n\\end{document}',
    ],
    parenthetical: '\\citep{berman2000,zarate2006}',
    narrative: '\\citet{berman2000}',
    goingOn: [
      { before: 'See \\citep{$0}.', keys: ['a', 'b'], after: 'See \\citep{a, b}.' },
      { before: 'See \\citep{x$0}.', keys: ['a'], after: 'See \\citep{x, a}.' },
    ],
    paragraph: (text) =>
      `\\documentclass{article}\n\\usepackage{natbib}\n\\begin{document}\n${text}\n\\end{document}\n`,
  },
  {
    file: 'paper.typ',
    languageId: 'typst',
    manuscript:
      '= Introduction\n\nSee @ber$0man2000[p. 3] @nobody1999 and #cite(<berman2000>, form: "prose").\n\n= Methods\n\nText.\n',
    typing: 'See #cite(<ber$0',
    // Typst reads `me@ber` as a reference, so an address is no test here.
    elsewhere: ['`@ber$0`', '// @ber$0', '$x @ber$0$', '#let x = "@ber$0"'],
    parenthetical: '@berman2000 @zarate2006',
    narrative: '#cite(<berman2000>, form: "prose")',
    goingOn: [
      { before: 'See @x$0.', keys: ['a'], after: 'See @x @a.' },
      { before: 'See #cite(<$0>).', keys: ['a', 'b'], after: 'See #cite(<a>) #cite(<b>).' },
      { before: 'See #cite(<x$0>).', keys: ['a'], after: 'See #cite(<x>) #cite(<a>).' },
    ],
    paragraph: (text) => `${text}\n`,
  },
];

const bibliography = `@article{berman2000,
  author = {Berman, Robert M. and Cappiello, Angela and Anand, Amit},
  title = {Antidepressant effects of ketamine in depressed patients},
  journal = {Biological Psychiatry},
  year = {2000},
}

@article{zarate2006,
  author = {Zarate, Carlos A. and Singh, Jaskaran B. and Carlson, Paul J.},
  title = {A randomized trial of an {NMDA} antagonist in treatment-resistant major depression},
  journal = {Archives of General Psychiatry},
  year = {2006},
}
`;

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

describe.each(languages)('$languageId', ({ file, languageId, ...language }) => {
  async function open(source: string, settings: unknown = {}) {
    server = await TestServer.start({ 'references.bib': bibliography }, { settings });
    return server.open(file, source, languageId);
  }
  const labels = (list: { items: readonly { label: string }[] }): string[] =>
    list.items.map((item) => item.label);

  test('completion in a citing place', async () => {
    const cursor = await open(language.typing);
    const list = await server.completion(file, cursor);
    expect(labels(list)[0]).toBe('berman2000');
    expect(list.items[0]?.filterText).toBe('ber');
  });

  test('no completion elsewhere', async () => {
    await open('');
    for (const source of language.elsewhere) {
      const cursor = await server.open(file, source, languageId);
      expect(labels(await server.completion(file, cursor)), source).not.toContain('berman2000');
    }
  });

  test('hover, with the range of the key alone', async () => {
    const cursor = await open(language.manuscript);
    const card = await server.hover(file, cursor);
    expect(card?.markdown).toContain('Antidepressant effects of ketamine in depressed patients');
    expect(card?.markdown).toContain('Cited 2 times here');
    expect(server.textAt(file, card!.range!)).toBe('berman2000');
  });

  test('definition, references and highlights', async () => {
    const cursor = await open(language.manuscript);
    await server.hover(file, cursor);
    const [definition] = await server.definition(file, cursor);
    expect(server.textAt('references.bib', definition!.targetSelectionRange)).toBe('berman2000');
    const references = await server.references(file, cursor);
    expect(references.map((place) => place.uri).sort()).toEqual(
      [uriOf(file), uriOf(file), uriOf('references.bib')].sort(),
    );
    const highlights = await server.highlights(file, cursor);
    expect(highlights.map(({ range }) => server.textAt(file, range))).toEqual(['berman2000', 'berman2000']);
  });

  test('rename in manuscript and bibliography', async () => {
    const cursor = await open(language.manuscript);
    await server.hover(file, cursor);
    const edit = await server.rename(file, cursor, 'berman2000ketamine');
    const before = language.manuscript.replace('$0', '');
    expect(server.after(file, edit)).toBe(before.replaceAll('berman2000', 'berman2000ketamine'));
    expect(server.after('references.bib', edit)).toBe(
      bibliography.replace('berman2000', 'berman2000ketamine'),
    );
  });

  test('an undefined key is reported on the key alone, with a fix', async () => {
    await open(language.manuscript.replace('nobody1999', 'berman2001'));
    const problems = await server.diagnostics(file, (list) =>
      list.some((one) => one.code === 'citation-undefined'),
    );
    const problem = problems.find((one) => one.code === 'citation-undefined')!;
    expect(server.textAt(file, problem.range)).toBe('berman2001');
    const actions = await server.codeActions(file, problem.range, [problem]);
    const fix = actions.find((action) => action.title.includes('“berman2000”'));
    expect(server.after(file, fix?.edit)).not.toContain('berman2001');
  });

  test('semantic tokens tell known keys from unknown ones', async () => {
    await open(language.manuscript);
    await server.diagnostics(file);
    expect(await server.semanticTokens(file)).toEqual([
      { text: 'berman2000', unresolved: false },
      { text: 'nobody1999', unresolved: true },
      { text: 'berman2000', unresolved: false },
    ]);
  });

  test('inlay hints, where the setting asks for them', async () => {
    const cursor = await open(language.manuscript, { inlayHints: { enabled: true } });
    await server.hover(file, cursor);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    expect((await server.inlayHints(file, range)).map(({ label }) => label)).toEqual([
      'Berman et al. 2000',
      'Berman et al. 2000',
    ]);
  });

  test('sections as symbols and in the outline, with their counts', async () => {
    const cursor = await open(language.manuscript);
    await server.hover(file, cursor);
    expect((await server.symbols(file)).map(({ name }) => name)).toEqual(['Introduction', 'Methods']);
    const outline = await server.request(outlineRequest, { textDocument: { uri: uriOf(file) } });
    expect(
      outline.manuscript?.sections.map(({ title, citations, undefinedKeys }) => [
        title,
        citations,
        undefinedKeys,
      ]),
    ).toEqual([
      ['Introduction', 3, 1],
      ['Methods', 0, 0],
    ]);
  });

  test('annotations give every mention', async () => {
    await open(language.manuscript);
    const annotations = (await server.request(annotationsRequest, {
      textDocument: { uri: uriOf(file) },
    })) as {
      mentions: { key: string; basis: string }[];
    };
    expect(annotations.mentions.map(({ key, basis }) => [key, basis])).toEqual([
      ['berman2000', 'exact'],
      ['nobody1999', 'unresolved'],
      ['berman2000', 'exact'],
    ]);
  });

  test('author-year citations become keys of the language', async () => {
    const source = language.paragraph(
      'Ketamine acts fast (Berman et al., 2000; Zarate et al., 2006), as Berman et al. (2000) saw.',
    );
    const cursor = await open(source);
    await server.hover(file, cursor);
    const answer = await server.request(convertCitationsRequest, {
      textDocument: { uri: uriOf(file) },
      range: null,
    });
    expect(server.after(file, answer.edit as never)).toBe(
      language.paragraph(`Ketamine acts fast ${language.parenthetical}, as ${language.narrative} saw.`),
    );
  });

  test('where a citation is begun or stands, inserted keys go on with it', async () => {
    await open('');
    for (const { before, keys, after } of language.goingOn) {
      const position = await server.open(file, before, languageId);
      const answer = await server.request(citationTextRequest, {
        textDocument: { uri: uriOf(file) },
        position,
        keys,
      });
      expect(before.replace('$0', answer.text)).toBe(after);
    }
  });

  test('an inserted citation is written in the language', async () => {
    const position = await open(language.paragraph('Text $0 end.'));
    const answer = await server.request(citationTextRequest, {
      textDocument: { uri: uriOf(file) },
      position,
      keys: ['berman2000', 'zarate2006'],
    });
    expect(answer.text).toBe(language.parenthetical);
  });
});
