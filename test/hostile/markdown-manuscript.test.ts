import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../src/core/manuscript/index.ts';
import type { Syntax } from '../../src/core/manuscript/types.ts';
import { keysOf } from '../support/mentions.ts';

/*
 * Input that no one writes and everyone can be sent. Each case must end soon: those that were quadratic would
 * take minutes at these sizes, so the runner's time limit is the check.
 */

const syntaxes: readonly Syntax[] = ['rmarkdown', 'myst'];
const many = 100_000;
const repeated: Record<string, string> = {
  'at signs': '@',
  'citation items': '@a ',
  'open brackets': '[',
  'closed brackets': ']',
  'open citations': '[@a; ',
  'open images': '![',
  'open notes': '^[',
  'open braces': '@{',
  'open links': '[](a',
  'link texts': '[a][',
  backticks: '` `` ',
  dollars: '$a ',
  'double dollars': '$$ $',
  'open comments': '<!-- ',
  'open tags': '<a b="',
  'open tags in turn': '<a x="<a y=\'',
  'tag names': '<a ',
  instructions: '<?',
  'data sections': '<![CDATA[',
  addresses: '<a:',
  asterisks: '*a ',
  underscores: '_a_',
  tildes: '~a',
  carets: '^a',
  backslashes: '\\(',
  commands: '\\a{',
  'citation commands': '\\cite{',
  'multicite commands': '\\cites[a]{b}',
  roles: '{cite}`',
  shortcodes: '{{< ',
  urls: 'http://a(',
  hosts: 'www.',
  'quote marks': '>',
  'list marks': '- ',
  numbers: '1. ',
  'table cells': '|',
  fences: ':::\n',
  'code fences': '```{a}\n',
  tables: '|a|\n|-|\n',
  'grid rules': '+-',
  'grid rows': '+--+\n|a |\n',
  definitions: ':  a\n\n',
  notes: '[^a]: b\n\n    ',
  environments: '\\begin{a}\n',
  rules: '--- ',
  metadata: '---\na: b\n',
  underlines: 'a\n-\n',
  references: '[a]:\n',
  options: ':a: b\n',
  targets: '(a)=\n',
  returns: '\r',
  'lone surrogates': '\ud800@',
  spaces: ' \n',
};

describe('a hundred thousand', () => {
  it.each(Object.entries(repeated))('%s', (_, piece) => {
    for (const syntax of syntaxes) {
      const text = piece.repeat(many / (piece.includes('\n') ? 2 * piece.length : piece.length));
      const manuscript = parseManuscript(syntax, text);
      expect(manuscript.text).toBe(text);
      const edited = `${text}x`;
      const edits = [{ start: text.length, end: text.length, text: 'x' }];
      expect(parseManuscript(syntax, edited, undefined, { manuscript, edits }).text).toBe(edited);
    }
  });

  it('at signs in front of a citation', () => {
    expect(keysOf(parseManuscript('pandoc', `${'@'.repeat(many)}\n\n[@a]`))).toEqual(['a']);
  });

  it('open brackets in front of a citation', () => {
    expect(keysOf(parseManuscript('pandoc', `${'['.repeat(many)}@b\n\n[@a]`))).toEqual(['b', 'a']);
  });
});

describe('deep nesting', () => {
  it.each([
    ['quotes', '> '],
    ['lists', '- '],
    ['quotes and lists', '> - '],
    ['numbered lists', '1. '],
  ])('%s on one line: the citation in it is found and the user told', (_, piece) => {
    const manuscript = parseManuscript('pandoc', `${piece.repeat(20_000)}[@a]\n\nText [@b].`);
    expect(keysOf(manuscript)).toEqual(['a', 'b']);
    expect(manuscript.problems.map(({ code }) => code)).toEqual(['limit-reached']);
  });

  it('lists, each deeper than the one before', () => {
    const lines = Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- item @k${depth}`);
    const manuscript = parseManuscript('quarto', `${lines.join('\n')}\n\n[@last]`);
    expect(keysOf(manuscript).at(-1)).toBe('last');
  });

  it('directives in directives', () => {
    const lines = Array.from({ length: 300 }, (_, depth) => `${':'.repeat(400 - depth)}{note}`);
    expect(parseManuscript('myst', `${lines.join('\n')}\n[@a]`).blocks.length).toBeGreaterThan(0);
  });
});

describe('size', () => {
  it('reads a paragraph of a megabyte up to a limit, and says so', () => {
    const manuscript = parseManuscript('pandoc', `${'word [@a] '.repeat(100_000)}\n\nText [@b].`);
    expect(keysOf(manuscript).at(-1)).toBe('b');
    expect(manuscript.problems.map(({ code }) => code)).toEqual(['limit-reached']);
  });
});

describe('broken front matter', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`),
  ].join('\n');
  it.each([
    ['an alias bomb', bomb],
    ['brackets', '['.repeat(many)],
    ['braces', 'a: '.concat('{a: '.repeat(many / 4))],
    ['list marks', '- '.repeat(many)],
    ['question marks', '? '.repeat(many)],
    ['a quote that never ends', `title: "${'a '.repeat(many)}`],
    ['anchors', '&a '.repeat(many / 4)],
    ['tabs', 'a:\n\tb: c'],
    ['control characters', 'a: \u0000\u0007'],
    ['keys of Object', '__proto__: {polluted: true}\nconstructor: 1'],
    ['half a million characters', `abstract: |\n${'  word\n'.repeat(80_000)}`],
  ])('%s: the text behind it is still read', (_, yaml) => {
    const manuscript = parseManuscript('pandoc', `---\n${yaml}\n---\n\nText [@a].\n`);
    expect(keysOf(manuscript)).toContain('a');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('that is never closed ends with its paragraph', () => {
    const manuscript = parseManuscript('quarto', '---\ntitle: A\nbibliography: a.bib\n\nText [@a].\n');
    expect(keysOf(manuscript)).toEqual(['a']);
    expect(manuscript.declarations.map(({ path }) => path)).toEqual(['a.bib']);
    expect(manuscript.problems.map(({ code }) => code)).toEqual(['front-matter-syntax']);
  });
});
