import { describe, expect, it } from 'vitest';
import { typstParser } from '../../../src/core/manuscript/typst/parser.ts';
import { parseFixture } from '../../support/fixture.ts';
import { keysOf, listBlocks, markMentions, markProse } from '../../support/mentions.ts';

const parse = (text: string) => typstParser.parse(text);

describe('Typst citations', () => {
  it.each([
    ['See @berman2000.', 'See @«berman2000».'],
    ['@a, @b; (@c) "@d" @e:', '@«a», @«b»; (@«c») "@«d»" @«e»:'],
    ['@a:b.c-d_e', '@«a:b.c-d_e»'],
    ['@müller2001 @李2010', '@«müller2001» @«李2010»'],
    ['@a[p. 3] and [@b]', '@«a»[p. 3] and [@«b»]'],
    ['effects@a are', 'effects@«a» are'],
    ['@a[see @b; x@y.org, \\@c] @d', '@«a»[see @«b»; x@y.org, \\@c] @«d»'],
    ['#cite(<a>)', '#cite(<«a»>)'],
    ['#cite(<a>, form: "prose")', '#cite(<«a»n>, form: "prose")'],
    ['#quote(attribution: <a>)[It works.] @a', '#quote(attribution: <«a»>)[It works.] @«a»'],
    [
      '#cite(<a>, form: "author") #cite(<b>, form: "year")',
      '#cite(<«a»n>, form: "author") #cite(<«b»s>, form: "year")',
    ],
    ['#cite(<a>, supplement: [p. @b])', '#cite(<«a»>, supplement: [p. @«b»])'],
    ['#cite(label("DBLP:books/x(1)"), form: "prose")', '#cite(label("«DBLP:books/x(1)»n"), form: "prose")'],
    ['#cite(\n  <a>,\n  form: "prose",\n)', '#cite(\n  <«a»n>,\n  form: "prose",\n)'],
    ['#{ cite(<a>) }', '#{ cite(<«a»>) }'],
    ['#let x = [See @a]', '#let x = [See @«a»]'],
    ['#if x [@a] else [@b] @c', '#if x [@«a»] else [@«b»] @«c»'],
    ['#emph[@a] #text(red)[@b] @c', '#emph[@«a»] #text(red)[@«b»] @«c»'],
    ['*@a* _@b_', '*@«a»* _@«b_»'],
    ['= Heading @a', '= Heading @«a»'],
    ['- item @a\n+ item @b\n/ Term: @c', '- item @«a»\n+ item @«b»\n/ Term: @«c»'],
    // None
    ['\\@a', '\\@a'],
    ['jane@uni.edu, j.doe@dept.uni-x.org', 'jane@uni.edu, j.doe@dept.uni-x.org'],
    ['@ @. @(', '@ @. @('],
    ['`@a` ```x @b``` @c', '`@a` ```x @b``` @«c»'],
    ['```\n@a\n\n@b\n``` @c', '```\n@a\n\n@b\n``` @«c»'],
    ['$@a$ @b', '$@a$ @«b»'],
    ['// @a\n@b', '// @a\n@«b»'],
    ['/* @a /* @b */ @c */ @d', '/* @a /* @b */ @c */ @«d»'],
    ['/* @a\n\n@b */ @c', '/* @a\n\n@b */ @«c»'],
    ['https://a.b/@c @d', 'https://a.b/@c @«d»'],
    ['#let a = "@b"', '#let a = "@b"'],
    ['#set text(lang: "en") // @a', '#set text(lang: "en") // @a'],
    ['#link("https://a.b/@c")[@d]', '#link("https://a.b/@c")[@«d»]'],
    ['#image("a@b.png")', '#image("a@b.png")'],
    // Labels
    ['@fig-a <fig-a>', '@‹fig-a› <‹fig-a›>'],
    ['@b <fig-a>', '@«b» <‹fig-a›>'],
    ['@fig-a\n\n#figure(image("x.png")) <fig-a>', '@‹fig-a›\n\n#figure(image("x.png")) <‹fig-a›>'],
    ['`<fig-a>` @fig-a', '`<fig-a>` @«fig-a»'],
    ['#ref(<fig-a>) <fig-a>', '#ref(<‹fig-a›>) <‹fig-a›>'],
    ['#link(<fig-a>)[x] <fig-a>', '#link(<‹fig-a›>)[x] <‹fig-a›>'],
    ['a < b and c > d @e', 'a < b and c > d @«e»'],
  ])('%s', (text, marked) => {
    expect(markMentions(parse(text))).toBe(marked);
  });

  it('knows the whole citation of a key, and joins what stands together', () => {
    const text = 'x @a[p. 3] y @b @c\n@d. #cite(<e>, form: "prose") z';
    const [block] = parse(text).blocks;
    const citations = block!.body.mentions.map(({ citation }) => text.slice(citation.start, citation.end));
    expect(citations).toEqual([
      '@a[p. 3]',
      '@b @c\n@d',
      '@b @c\n@d',
      '@b @c\n@d',
      '#cite(<e>, form: "prose")',
    ]);
    const items = block!.body.mentions.map(({ item }) => text.slice(item.start, item.end));
    expect(items).toEqual(['@a', '@b', '@c', '@d', '<e>']);
  });

  it('settles again what a label is when labels come and go', () => {
    const text = 'See @fig-a.\n\nMore @berman2000.\n\n#figure(x) <fig-a>';
    const manuscript = parse(text);
    expect(keysOf(manuscript)).toEqual(['berman2000']);
    const at = text.length - 1;
    const edits = [{ start: at, end: at, text: 'b' }];
    const changed = typstParser.parse(`${text.slice(0, at)}b>`, undefined, { manuscript, edits });
    expect(keysOf(changed)).toEqual(['fig-a', 'berman2000']);
    const back = typstParser.parse(text, undefined, {
      manuscript: changed,
      edits: [{ start: at, end: at + 1, text: '' }],
    });
    expect(keysOf(back)).toEqual(['berman2000']);
    expect(back.blocks[1]!.body).toBe(manuscript.blocks[1]!.body);
  });

  it('cites everything where the bibliography is shown in full', () => {
    expect(parse('#bibliography("a.bib", full: true)').citesEverything).toBe(true);
    expect(parse('#bibliography("a.bib", full: false)').citesEverything).toBe(false);
  });
});

describe('Typst prose', () => {
  it.each([
    ['A *b* _c_ d', '⟦A ⟧*⟦b⟧*⟦ ⟧_⟦c⟧_⟦ d⟧'],
    ['snake_case 2*3', '⟦snake_case 2*3⟧'],
    ['A #emph[b] c', '⟦A ⟧#emph[⟦b⟧]⟦ c⟧'],
    ['A #x.y c #calc.max(1, 2) d', '⟦A ⟧#x.y⟦ c ⟧#calc.max(1, 2)⟦ d⟧'],
    ['A $x$ b `c` d', '⟦A ⟧$x$⟦ b ⟧`c`⟦ d⟧'],
    ['A costs $5', '⟦A costs $5⟧'],
    ['A~b \\# c \\u{1F600} d', '⟦A⟧~⟦b ⟧\\⟦# c ⟧\\u{1F600}⟦ d⟧'],
    ['A @b c', '⟦A ⟧@b⟦ c⟧'],
    ['A // b\nc', '⟦A ⟧// b⟦\nc⟧'],
    ['A /* b */ c', '⟦A ⟧/* b */⟦ c⟧'],
    ['A https://b.c/d. e', '⟦A ⟧https://b.c/d⟦. e⟧'],
    ['#let x = 5\nA', '#let x = 5\n⟦A⟧'],
    ['#let x = [a]\nB', '#let x = [⟦a⟧]\n⟦B⟧'],
    ['#set page(header: [a])\nB', '#set page(header: [a])\n⟦B⟧'],
    ['#show heading: it => [a]\nB', '#show heading: it => [a]\n⟦B⟧'],
    ['#if x { y } else { [a] } b', '#if x { y } else { [⟦a⟧] }⟦ b⟧'],
    ['#for x in y [a] b', '#for x in y [⟦a⟧]⟦ b⟧'],
    ['#{\n  let x = "a"\n  [b]\n}', '#{\n  let x = "a"\n  [⟦b⟧]\n}'],
    ['#table(columns: 2, [a], [b])', '#table(columns: 2, [⟦a⟧], [⟦b⟧])'],
    ['= A <b>\nC', '= ⟦A ⟧<b>\n⟦C⟧'],
    ['[a [b] c]', '⟦[a [b] c]⟧'],
  ])('%s', (text, marked) => {
    const bare = (shown: string) => shown.replace(/⟦(\s+)⟧/g, '$1');
    expect(bare(markProse(parse(text)))).toBe(bare(marked));
  });
});

describe('Typst structure', () => {
  it('tells scopes apart, and gives each its block', () => {
    const text = [
      '#show: article.with(title: [A _title_], abstract: [\n  First.\n\n  Second.\n])',
      '= One',
      'Text#footnote[A note.] goes on.',
      '#figure(image("x.png"), caption: [A legend.]) <f>',
      '#table([a], [b])',
      '- x\n- y',
    ].join('\n');
    const manuscript = parse(text);
    expect(listBlocks(manuscript).filter((line) => !line.includes('<f>'))).toEqual([
      'title: A _title_',
      'abstract: First.',
      'abstract: Second.',
      'heading: = One',
      'body: Text#footnote[',
      'footnote: A note.',
      'body: goes on.⏎#figure(image("x.png"), caption: [',
      'legend: A legend.',
      'table: #table([a], [b]',
      'body: - x',
      'body: - y',
    ]);
    expect(manuscript.metadata.get('title')).toBe('A title');
  });

  it('nests headings', () => {
    const text = '= A *b* <x>\nx\n== C #footnote[n] d\ny\n= E // comment\nz\n=no';
    const { headings } = parse(text);
    expect(headings.map(({ level, title }) => `${level} ${title}`)).toEqual(['1 A b', '2 C d', '1 E']);
    expect(headings.map(({ section }) => section.end)).toEqual([
      text.indexOf('= E'),
      text.indexOf('= E'),
      text.length,
    ]);
    expect(text.slice(headings[0]!.titleSpan.start, headings[0]!.titleSpan.end)).toBe('A *b*');
    expect(text.slice(headings[0]!.span.start, headings[0]!.span.end)).toBe('= A *b* <x>');
  });

  it('finds the bibliographies and files', () => {
    const text =
      '#bibliography(("a.bib", "b/c.yml"), style: "apa")\n#bibliography("d.bib", title: "x")\n#include "e.typ"\n#import "@preview/x:1.0.0": y\n#import "f.typ": z';
    const { declarations, files } = parse(text);
    expect(declarations.map(({ start, end, path }) => [path, text.slice(start, end)])).toEqual([
      ['a.bib', 'a.bib'],
      ['b/c.yml', 'b/c.yml'],
      ['d.bib', 'd.bib'],
    ]);
    expect(files.map(({ path, by }) => `${by} ${path}`)).toEqual(['include e.typ', 'import f.typ']);
  });

  it('ends what is half typed at the paragraph or the next heading', () => {
    const text = '#cite(<half\n\nBody @a.\n\n#figure(\n\nlost\n\n= Next\n\nBody @b.';
    expect(keysOf(parse(text))).toEqual(['half', 'a', 'b']);
  });

  it('finds links', () => {
    const [block] = parse('See https://a.b/c, #link("https://d.e/f")[x].').blocks;
    expect(block!.body.links.map(({ target }) => target)).toEqual(['https://a.b/c', 'https://d.e/f']);
  });
});

describe('Typst citing places', () => {
  it.each([
    ['@$0', '|'],
    ['See @ab$0', 'ab|'],
    ['See @ab$0cd.', 'ab|cd'],
    ['@a[p. 3] @$0b', '|b'],
    ['effects@$0', '|'],
    ['#cite(<$0', '|'],
    ['#cite(<ab$0', 'ab|'],
    ['#cite(<ab$0>)', 'ab|'],
    ['#cite(<$0>, form: "prose")', '|'],
    ['#cite(label("$0', '|'],
    ['#cite(label("a/b$0"))', 'a/b|'],
    ['#cite(label("ab$0\nmore', 'ab|'],
    ['#footnote[See @ab$0]', 'ab|'],
    ['#let x = [@ab$0]', 'ab|'],
    ['= Heading @ab$0', 'ab|'],
  ])('%s', (source, shown) => {
    const { text, cursor } = parseFixture(source);
    const context = typstParser.citingContextAt(parse(text), cursor!)!;
    expect(context.query).toBe(text.slice(context.replace.start, cursor));
    expect(`${context.query}|${text.slice(cursor, context.replace.end)}`).toBe(shown);
  });

  it.each([
    '$0@a',
    '@a $0',
    '@a[$0]',
    '\\@$0',
    '`@$0`',
    '$$0@a$',
    '// @$0',
    '/* @$0 */',
    'jane@uni.edu$0',
    '#let x = "@$0"',
    '#image("$0")',
    '#label("$0")',
    '#cite(<a>, form: "$0")',
    '#cite($0<a>)',
    'x <$0',
    '#link(<$0>)',
    'https://a.b/@$0',
  ])('none: %s', (source) => {
    const { text, cursor } = parseFixture(source.replace('$$0', '$ $0'));
    expect(typstParser.citingContextAt(parse(text), cursor!)).toBeUndefined();
  });
});
