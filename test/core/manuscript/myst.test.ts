import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../../src/core/manuscript/index.ts';
import { keysOf, listBlocks, markMentions, markProse } from '../../support/mentions.ts';

const marked = (text: string): string => markMentions(parseManuscript('myst', text));

describe('MyST', () => {
  it.each([
    ['{cite}`a,b` and {cite:p}`c; d`', '{cite}`«a»,«b»` and {cite:p}`«c»; «d»`'],
    ['{cite:t}`a` {cite:year}`b`', '{cite:t}`«a»n` {cite:year}`«b»s`'],
    ['{cite:cts}`a` {cite:ps}`b`', '{cite:cts}`«a»n` {cite:ps}`«b»`'],
    ['{cite:p}`{see}a{p. 3},b`', '{cite:p}`{see}«a»{p. 3},«b»`'],
    ['[@a; @b] and @c [p. 3]', '[@«a»; @«b»] and @«c»n [p. 3]'],
    ['{ref}`@a` {numref}`b` {eq}`c`', '{ref}`@a` {numref}`b` {eq}`c`'],
    ['% a comment @a\n\n@b', '% a comment @a\n\n@«b»n'],
    ['(my-label)=\n# Title\n\nSee @my-label and @a.', '(my-label)=\n# Title\n\nSee ‹@my-label› and @«a»n.'],
    ['```{note}\nIn @a.\n```\n\n@b', '```{note}\nIn @«a»n.\n```\n\n@«b»n'],
    [
      '````{note}\n```{tip}\n@a\n```\n@b\n````\n\n@c',
      '````{note}\n```{tip}\n@«a»n\n```\n@«b»n\n````\n\n@«c»n',
    ],
    [':::{note}\nIn @a.\n:::\n\n@b', ':::{note}\nIn @«a»n.\n:::\n\n@«b»n'],
    ['```{code-block} r\n@a\n```\n\n@b', '```{code-block} r\n@a\n```\n\n@«b»n'],
    ['```{math}\n@a\n```\n\n```r\n@b\n```\n\n@c', '```{math}\n@a\n```\n\n```r\n@b\n```\n\n@«c»n'],
    [
      '```{figure} a@b.png\n:name: fig-x\nA caption @a.\n```\n\n@fig-x',
      '```{figure} a@b.png\n:name: fig-x\nA caption @«a»n.\n```\n\n‹@fig-x›',
    ],
    ['\\cite{a} @b', '\\cite{a} @«b»n'],
  ])('%s', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it('captions are legends, titles of directives prose', () => {
    const text = '```{figure} a.png\n:name: x\nA caption.\n```\n\n:::{admonition} The *title*\nText.\n:::\n';
    const manuscript = parseManuscript('myst', text);
    expect(listBlocks(manuscript)).toEqual([
      'legend: A caption.',
      'body: :::{admonition} The *title*',
      'body: Text.',
    ]);
    expect(markProse(manuscript)).toContain(':::{admonition}⟦ The ⟧*⟦title⟧*');
  });

  it('a label that goes away makes its uses citations again', () => {
    const before = parseManuscript('myst', '(key)=\n# T\n\nSee @key.\n');
    expect(keysOf(before)).toEqual([]);
    const edits = [{ start: 0, end: 7, text: '' }];
    expect(
      keysOf(parseManuscript('myst', '# T\n\nSee @key.\n', undefined, { manuscript: before, edits })),
    ).toEqual(['key']);
  });

  it('abbreviations, included files and bibliographies', () => {
    const text =
      '---\nabbreviations:\n  NMDAR: NMDA receptor\n---\n\n```{include} a.md\n```\n\n```{bibliography} b.bib\n```\n';
    const manuscript = parseManuscript('myst', text);
    expect(manuscript.declaredAbbreviations).toMatchObject([{ short: 'NMDAR', long: 'NMDA receptor' }]);
    expect(manuscript.files).toMatchObject([{ path: 'a.md', by: 'include' }]);
    expect(manuscript.declarations).toMatchObject([{ path: 'b.bib', by: 'bibliography' }]);
  });
});
