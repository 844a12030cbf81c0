import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../../src/core/manuscript/index.ts';
import { languages } from '../../../src/core/manuscript/languages.ts';
import type { Syntax } from '../../../src/core/manuscript/types.ts';
import { parseFixture } from '../../support/fixture.ts';

/** The text with what would be replaced in «» and `$0` at the cursor; undefined where nothing is cited. */
function contextAt(syntax: Syntax, marked: string): string | undefined {
  const { text, cursor = 0 } = parseFixture(marked);
  const context = languages[syntax].parser.citingContextAt(parseManuscript(syntax, text), cursor);
  if (!context) return undefined;
  const { start, end } = context.replace;
  expect(context.query).toBe(text.slice(start, cursor));
  return `${text.slice(0, start)}«${text.slice(start, cursor)}$0${text.slice(cursor, end)}»${text.slice(end)}${context.braced ? '' : ' (as it is)'}`;
}

describe('a citing place', () => {
  it.each<[Syntax, string, string]>([
    ['pandoc', '@$0', '@«$0»'],
    ['pandoc', 'See @$0', 'See @«$0»'],
    ['pandoc', 'See @ber$0', 'See @«ber$0»'],
    ['pandoc', 'See @ber$0man2000 now', 'See @«ber$0man2000» now'],
    ['pandoc', 'See [@$0', 'See [@«$0»'],
    ['pandoc', 'See [@$0]', 'See [@«$0»]'],
    ['pandoc', 'See [@a; @b$0]', 'See [@a; @«b$0»]'],
    ['pandoc', 'See [@a; @$0]', 'See [@a; @«$0»]'],
    ['pandoc', 'See [-@$0', 'See [-@«$0»'],
    ['pandoc', 'See -@a$0', 'See -@«a$0»'],
    ['pandoc', 'See @smith:$0', 'See @«smith:$0»'],
    ['pandoc', 'See @smith:$02', 'See @«smith:$02»'],
    ['pandoc', 'See @{a b}@{x$0', 'See @{a b}@{«x$0» (as it is)'],
    ['pandoc', 'See @{x$0y} now', 'See @{«x$0y»} now (as it is)'],
    ['pandoc', 'See \\cite{a,b$0', 'See \\cite{a,«b$0» (as it is)'],
    ['pandoc', 'See \\citep[p. 3]{$0} now', 'See \\citep[p. 3]{«$0»} now (as it is)'],
    ['pandoc', '---\nabstract: |\n  Aims @x$0\n---\n', '---\nabstract: |\n  Aims @«x$0»\n---\n'],
    ['pandoc', '- item @x$0', '- item @«x$0»'],
    ['pandoc', '| a |\n|---|\n| @x$0 |', '| a |\n|---|\n| @«x$0» |'],
    ['quarto', '[@fig-a; @b$0]', '[@fig-a; @«b$0»]'],
    ['myst', '{cite}`$0`', '{cite}`«$0»` (as it is)'],
    ['myst', '{cite:p}`a,b$0` on', '{cite:p}`a,«b$0»` on (as it is)'],
    ['myst', '{cite}`be$0', '{cite}`«be$0» (as it is)'],
    ['myst', 'See @a$0', 'See @«a$0» (as it is)'],
  ])('%s: %s', (syntax, marked, expected) => {
    expect(contextAt(syntax, marked)).toBe(expected);
  });
});

describe('no citing place', () => {
  it.each<[Syntax, string]>([
    ['pandoc', 'See a$0'],
    ['pandoc', 'name@host$0'],
    ['pandoc', '`@a$0`'],
    ['pandoc', '```\n@a$0\n```'],
    ['pandoc', '$x @a$0$'],
    ['pandoc', '<!-- @a$0 -->'],
    ['pandoc', '<span title="@a$0">'],
    ['pandoc', 'https://x.org/@a$0'],
    ['pandoc', '\\@a$0'],
    ['pandoc', '---\nauthor: x @a$0\n---\n'],
    ['pandoc', '@a $0'],
    ['pandoc', 'text\n\n    @a$0'],
    ['quarto', '@fig-$0'],
    ['quarto', '@fig-a$0'],
    ['myst', '{ref}`a$0`'],
    ['myst', '% @a$0'],
  ])('%s: %s', (syntax, marked) => {
    expect(contextAt(syntax, marked)).toBeUndefined();
  });
});
