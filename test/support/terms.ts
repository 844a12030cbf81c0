import type { TextEdit } from '../../src/base/edit.ts';
import { parseManuscript } from '../../src/core/manuscript/index.ts';
import type { Block, Manuscript, Scope, Syntax } from '../../src/core/manuscript/types.ts';
import {
  abbreviationDefinitions,
  checkAbbreviations,
  checkTermVariants,
  compileTerms,
  type TermCompletions,
  type TermIndex,
  termCompletions,
  termsOf,
} from '../../src/core/terms/index.ts';
import { shippedPacks } from '../../src/packs/index.ts';
import type { ScoredAnnotations } from '../labelled/score.mjs';

export const shippedTerms: TermIndex = compileTerms(shippedPacks);

/**
 * A manuscript of plain paragraphs, `# headings` and `[@citations]`: enough where the syntax is not what is
 * tested.
 */
export function plainManuscript(text: string): Manuscript {
  const blocks: Block[] = [];
  const headings: Manuscript['headings'][number][] = [];
  let scope: Scope = 'body';
  let start = 0;
  for (const part of text.split(/(\n{2,})/)) {
    const level = /^(#+) /.exec(part)?.[1]?.length;
    if (level !== undefined) {
      const title = part.slice(level + 1).split('\n')[0]!;
      scope = /^abstract/i.test(title) ? 'abstract' : 'body';
      const span = { start, end: start + part.length };
      headings.push({
        level,
        title,
        span,
        titleSpan: { start: start + level + 1, end: span.end },
        section: { start, end: text.length },
      });
    }
    if (part.trim() !== '') blocks.push(plainBlock(part, start, level === undefined ? scope : 'heading'));
    start += part.length;
  }
  const ended = headings.map((heading, index) => {
    const next = headings.slice(index + 1).find(({ level }) => level <= heading.level);
    return { ...heading, section: { start: heading.span.start, end: next?.span.start ?? text.length } };
  });
  return {
    syntax: 'pandoc',
    text,
    blocks,
    headings: ended,
    metadata: new Map(),
    frontMatter: undefined,
    declarations: [],
    files: [],
    declaredAbbreviations: [],
    citesEverything: false,
    problems: [],
  };
}

export function plainBlock(text: string, start = 0, scope: Scope = 'body'): Block {
  const prose: { start: number; end: number }[] = [];
  let at = 0;
  for (const mark of text.matchAll(/\[[^[\]@]*@[^[\]]*\]|`[^`]*`|[*_~]+|^#+ /g)) {
    if (mark.index > at) prose.push({ start: at, end: mark.index });
    at = mark.index + mark[0].length;
  }
  if (at < text.length) prose.push({ start: at, end: text.length });
  return { start, body: { text, scope, prose, mentions: [], crossReferences: [], links: [] } };
}

export const parseByName = (name: string, text: string): Manuscript => parseManuscript(syntaxOf(name), text);

const syntaxOf = (name: string): Syntax =>
  name.endsWith('.tex')
    ? 'latex'
    : name.endsWith('.typ')
      ? 'typst'
      : name.endsWith('.qmd')
        ? 'quarto'
        : 'pandoc';

/** What `psycite annotate` says of terms and abbreviations, without a server in between. */
export function annotate(manuscript: Manuscript, index = shippedTerms): ScoredAnnotations {
  return {
    terms: termsOf(manuscript, index),
    abbreviations: abbreviationDefinitions(manuscript),
    problems: [...checkAbbreviations(manuscript, index), ...checkTermVariants(manuscript, index)],
  };
}

/** The text with edits applied that were all made against it. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = text;
  for (const { start, end, text: inserted } of [...edits].sort((a, b) => b.start - a.start)) {
    out = out.slice(0, start) + inserted + out.slice(end);
  }
  return out;
}

/** What completion offers at a place; nothing where it offers nothing. */
export const termsAt = (
  manuscript: Manuscript,
  offset: number,
  index = shippedTerms,
): Partial<TermCompletions> & Pick<TermCompletions, 'items'> =>
  termCompletions(index, manuscript, offset) ?? { items: [] };
