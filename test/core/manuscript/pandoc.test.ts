import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../../src/core/manuscript/index.ts';
import { languages } from '../../../src/core/manuscript/languages.ts';
import { dedent } from '../../support/fixture.ts';
import { keysOf, listBlocks, markMentions, markProse } from '../../support/mentions.ts';

const marked = (text: string): string => markMentions(parseManuscript('pandoc', text));
const prose = (text: string): string => markProse(parseManuscript('pandoc', text));

describe("the user's own TeX commands", () => {
  const options = { latexCitationCommands: ['mycite', '\\mytextcite*'] };
  const text = String.raw`Text \mycite[3]{a} and \mytextcite{b}, \other{c}.

\begin{table}
\mycite{d}
\end{table}`;

  it.each(['pandoc', 'quarto', 'rmarkdown'] as const)('cite in raw TeX of %s', (syntax) => {
    expect(keysOf(parseManuscript(syntax, text, options))).toEqual(['a', 'b', 'd']);
    expect(keysOf(parseManuscript(syntax, text))).toEqual([]);
  });

  it('are citing places', () => {
    const manuscript = parseManuscript('pandoc', text, options);
    const context = languages.pandoc.parser.citingContextAt(manuscript, text.indexOf('{b') + 2);
    expect(context?.query).toBe('b');
  });

  it('are read anew when the setting changes', () => {
    const manuscript = parseManuscript('pandoc', text);
    const edits = [{ start: text.length, end: text.length, text: ' ' }];
    const next = parseManuscript('pandoc', `${text} `, options, { manuscript, edits });
    expect(keysOf(next)).toEqual(['a', 'b', 'd']);
    const back = parseManuscript(
      'pandoc',
      text,
      {},
      {
        manuscript: next,
        edits: [{ start: text.length, end: text.length + 1, text: '' }],
      },
    );
    expect(keysOf(back)).toEqual([]);
  });
});

describe('citation items', () => {
  it.each([
    ['@berman2000', '@«berman2000»n'],
    ['[@berman2000]', '[@«berman2000»]'],
    ['[-@a]', '[-@«a»s]'],
    ['-@a says', '-@«a»s says'],
    ['[see @a, p. 3; also @b]', '[see @«a», p. 3; also @«b»]'],
    ['@a [p. 3]', '@«a»n [p. 3]'],
    ['@a [p. 3; @b]', '@«a»n [p. 3; @«b»]'],
    ['@a [@b]', '@«a»n [@«b»]'],
    ['@a\n[p. 3; @b]', '@«a»n\n[p. 3; @«b»]'],
    ['@{key with: odd}', '@{key with: odd}'],
    ['@{https://x.org/a?b=c}', '@{«https://x.org/a?b=c»n}'],
    ['@a:b.c#d$e%f&g-h+i?j<k>l~m/n_o', '@«a:b.c#d$e%f&g-h+i?j<k>l~m/n_o»n'],
    ['@a. @b, @c; @d: @e/ @f--', '@«a»n. @«b»n, @«c»n; @«d»n: @«e»n/ @«f»n--'],
    ['@a--b @a::b', '@«a»n--b @«a»n::b'],
    ['@Müller2000 @Mu\u0308ller', '@«Müller2000»n @«Mu\u0308ller»n'],
    ["@a's [@a 's]", "@«a»n's [@«a» 's]"],
    ['(@a) x "@b" *@c*', '(@a) x "@«b»n" *@«c»n*'],
    ['foo-@key foo,@key', 'foo-@«key»n foo,@«key»n'],
    ['@a@b', '@«a»n@«b»n'],
    ['[@a and @b]', '[@«a» and @«b»n]'],
    ['[@a; see]', '[@«a»n; see]'],
    ['[@a](http://x.org)', '[@«a»n](http://x.org)'],
    ['[@a]{.mark}', '[@«a»n]{.mark}'],
    ['![A @a.](x.png){#fig-@b}', '![A @«a»n.](x.png){#fig-@b}'],
    ['Text^[Note @a; [@b].] on', 'Text^[Note @«a»n; [@«b»].] on'],
    ['Text^[@a]^ on', 'Text^[@«a»]^ on'],
    ['[^1]: Note @a.\n\n    More [@b].', '[^1]: Note @«a»n.\n\n    More [@«b»].'],
    ['Text \\citep[p. 3]{a, b} and \\citet{c}.', 'Text \\citep[p. 3]{«a», «b»} and \\citet{«c»n}.'],
    [
      '\\begin{table}\n\n\\cite{a} % \\cite{b}\n\n\\end{table}',
      '\\begin{table}\n\n\\cite{«a»} % \\cite{b}\n\n\\end{table}',
    ],
    ['<div>\nIn @a.\n</div>', '<div>\nIn @«a»n.\n</div>'],
    ['> a [@b;\n> @c] d', '> a [@«b»;\n> @«c»] d'],
    ['| a |\n|---|\n| [@a |\n| @b] |', '| a |\n|---|\n| [@«a»n |\n| @«b»n] |'],
    [
      '+------+------+\n| [@a; | x    |\n| @b]  | @c   |\n+------+------+',
      '+------+------+\n| [@«a»; | x    |\n| @«b»]  | @«c»n   |\n+------+------+',
    ],
    ['Term\n\n:   Means @a.\n\n    And @b.', 'Term\n\n:   Means @«a»n.\n\n    And @«b»n.'],
    ['# Title @a {#x}\n\nOther @b\n-------', '# Title @«a»n {#x}\n\nOther @«b»n\n-------'],
    ['(@ex) An example.\n\nAs @ex shows @a.', '(@ex) An example.\n\nAs ‹@ex› shows @«a»n.'],
  ])('%s', (text, expected) => {
    // A parenthesis first on a line numbers an example.
    const lead = text.startsWith('(@a)') ? 'X ' : '';
    expect(marked(lead + text)).toBe(lead + (lead ? expected.replace('(@a)', '(@«a»n)') : expected));
  });

  it('know the citation they belong to', () => {
    const text = 'See [see @a, p. 3; -@b] and @c [p. 4].';
    const [body] = parseManuscript('pandoc', text).blocks.map((block) => block.body);
    expect(
      body?.mentions.map(({ key, item, citation }) => [
        key,
        text.slice(item.start, item.end),
        text.slice(citation.start, citation.end),
      ]),
    ).toEqual([
      ['a', '@a', '[see @a, p. 3; -@b]'],
      ['b', '-@b', '[see @a, p. 3; -@b]'],
      ['c', '@c', '@c [p. 4]'],
    ]);
  });
});

describe('no citations', () => {
  it.each([
    '\\@a',
    'name@host.org and 1@a',
    'foo.@bar',
    'https://x.org/@user and www.x.org/@user.',
    '<https://x.org/@user> <a.b@c.org>',
    '`@a` and ``b ` @c``',
    '$x @a$ and $$\n@b\n$$',
    '<span title="@a">b</span>',
    'a <!-- @a -->',
    '<!--\n@a\n\n@b\n-->',
    '```\n@a\n```',
    '~~~ {.r}\n@a\n~~~',
    '    @a',
    '<pre>\n@a\n</pre>',
    '[link](http://x.org/@a "@b")',
    '[a]: http://x.org/@b',
    '[^@a]',
    '@ @. @-a',
    '---\nauthor: "@a"\n---\n\ntext',
    'text\n\n---\nother: "@a"\n---\n\ntext',
    '{{< tweet @a >}}',
    '\\textbf{@a}',
  ])('%s', (text) => {
    expect(keysOf(parseManuscript('pandoc', text))).toEqual([]);
  });
});

describe('prose', () => {
  it.each([
    ['a *b* **c** _d_ snake_case 5 * 3', '⟦a ⟧*⟦b⟧* **⟦c⟧** _⟦d⟧_⟦ snake_case 5 * 3⟧'],
    ['a `b` $c$ <i>d</i> [e](f)', '⟦a ⟧`b` $c$ <i>⟦d⟧</i> [⟦e⟧](f)'],
    ['x [see @a, p. 3; @b]', '⟦x ⟧[⟦see ⟧@a⟦, p. 3⟧; @b]'],
    ['H~2~O 10^3^', '⟦H⟧~⟦2⟧~⟦O 10⟧^⟦3⟧^'],
    ['a\\* \\\nb', '⟦a⟧\\⟦* ⟧\\⟦\nb⟧'],
    ['note[^1] here^[inside]', '⟦note⟧[^1]⟦ here⟧^[⟦inside⟧]'],
    ['# Title {#id}', '#⟦ Title ⟧{#id}'],
    ['see http://x.org/a_b, then', '⟦see ⟧http://x.org/a_b⟦, then⟧'],
    ['\\newpage text \\emph{raw} [sic]', '\\newpage⟦ text ⟧\\emph{raw}⟦ [sic]⟧'],
  ])('%s', (text, expected) => {
    expect(prose(text)).toBe(expected);
  });
});

describe('blocks and scopes', () => {
  it('one for each paragraph, heading, item, table and caption', () => {
    const text = dedent(`
      # Abstract

      Aims.

      ## Methods

      We did.

      # Introduction

      - one
      - two

        more

      | a |
      |---|
      | b |

      : The caption. {#tbl-x}

      ![A figure.](a.png)

      Text ![in line](b.png).

      Text.[^n]

      [^n]: The note.

      # Figure legends

      Figure 1.
    `);
    expect(listBlocks(parseManuscript('pandoc', text))).toEqual([
      'heading: # Abstract',
      'abstract: Aims.',
      'heading: ## Methods',
      'abstract: We did.',
      'heading: # Introduction',
      'body: one',
      'body: two',
      'body: more',
      'table: | a |⏎|---|⏎| b |',
      'legend: The caption. {#tbl-x}',
      'legend: ![A figure.](a.png)',
      'body: Text ![in line](b.png).',
      'body: Text.[^n]',
      'footnote: The note.',
      'heading: # Figure legends',
      'legend: Figure 1.',
    ]);
  });

  it('are the same objects after an edit elsewhere, also in the same list', () => {
    const text = '# A\n\nFirst @a.\n\n- one @b\n- two\n\nLast.\n\nLast.\n';
    const before = parseManuscript('pandoc', text);
    const at = text.indexOf('two');
    const edits = [{ start: at, end: at, text: 'x' }];
    const after = parseManuscript('pandoc', `${text.slice(0, at)}x${text.slice(at)}`, undefined, {
      manuscript: before,
      edits,
    });
    const same = after.blocks.map(({ body }, index) => body === before.blocks[index]?.body);
    expect(same).toEqual([true, true, true, false, true, true]);
    expect(new Set(after.blocks.map(({ body }) => body)).size).toBe(6);
  });

  it('change with the section that they stand in', () => {
    const before = parseManuscript('pandoc', '# Abstract\n\nText.\n');
    const edits = [{ start: 2, end: 10, text: 'Aims' }];
    const after = parseManuscript('pandoc', '# Aims\n\nText.\n', undefined, { manuscript: before, edits });
    expect(after.blocks.map(({ body }) => body.scope)).toEqual(['heading', 'body']);
  });

  it('take a summary for the abstract where it comes first, and no summary of a chapter', () => {
    const scopes = (text: string) =>
      parseManuscript('pandoc', text)
        .blocks.map(({ body }) => body.scope)
        .filter((scope) => scope !== 'heading');
    expect(scopes('# Title\n\n## Highlights\n\nOne.\n\n## Summary\n\nTwo.\n')).toEqual(['body', 'abstract']);
    expect(scopes('## Aims\n\nOne.\n\n## Summary\n\nTwo.\n')).toEqual(['body', 'body']);
  });

  it('abbreviations that the markup declares', () => {
    const { declaredAbbreviations } = parseManuscript('pandoc', '*[NMDAR]: NMDA receptor\n');
    expect(declaredAbbreviations).toEqual([{ short: 'NMDAR', long: 'NMDA receptor', start: 2, end: 7 }]);
  });
});

describe('headings', () => {
  it('have plain titles and sections', () => {
    const text = '# The *first* `one` {#a .b}\n\ntext\n\nSecond @c\n---------\n\n## Third ##\n\n# Last\n';
    const { headings } = parseManuscript('pandoc', text);
    expect(headings.map(({ level, title }) => [level, title])).toEqual([
      [1, 'The first one'],
      [2, 'Second @c'],
      [2, 'Third'],
      [1, 'Last'],
    ]);
    expect(headings.map(({ titleSpan }) => text.slice(titleSpan.start, titleSpan.end))).toEqual([
      'The *first* `one`',
      'Second @c',
      'Third',
      'Last',
    ]);
    expect(headings.map(({ section }) => text.slice(section.start, section.end).split('\n').length)).toEqual([
      10, 4, 3, 2,
    ]);
  });
});
