import type { Language } from '../../src/core/manuscript/language.ts';
import { markdownWriting } from '../../src/core/manuscript/markdown/writing.ts';
import type { Block, KeyMention, Manuscript, Syntax } from '../../src/core/manuscript/types.ts';

/**
 * What a language is added by: its names, and its descriptor. A part of Org: `[cite:@key]` and
 * `#+bibliography: file`.
 */
export const orgNames = { ids: ['org'], extensions: ['org'], citingCharacters: ['@'] };

function mentionsIn(text: string): KeyMention[] {
  return [...text.matchAll(/\[cite:[^\]]*\]/g)].flatMap(({ 0: whole, index }) => {
    const citation = { start: index, end: index + whole.length };
    return [...whole.matchAll(/@([\w:.-]+)/g)].map((found) => {
      const start = index + found.index + 1;
      const end = start + found[1]!.length;
      const item = { start: start - 1, end };
      return {
        kind: 'key',
        key: found[1]!,
        start,
        end,
        item,
        citation,
        narrative: false,
        suppressAuthor: false,
      };
    });
  });
}

function parse(text: string): Manuscript {
  const blocks = [...text.matchAll(/[^\n]+(?:\n[^\n]+)*/g)].map(({ 0: own, index }): Block => {
    const mentions = mentionsIn(own);
    const cites = mentions.map(({ citation }) => citation);
    const prose = [0, ...cites.map(({ end }) => end)].map((start, place) => ({
      start,
      end: cites[place]?.start ?? own.length,
    }));
    const body = { text: own, scope: 'body', prose, mentions, crossReferences: [], links: [] } as const;
    return { start: index, body };
  });
  const declarations = [...text.matchAll(/^#\+bibliography: (\S+)/gm)].map(({ 0: line, 1: path, index }) => {
    const end = index + line.length;
    return { path: path!, start: end - path!.length, end, by: 'yaml' as const };
  });
  const nothing = { headings: [], files: [], declaredAbbreviations: [], problems: [] };
  const rest = { metadata: new Map(), frontMatter: undefined, citesEverything: false };
  return { ...nothing, ...rest, syntax: 'org' as Syntax, text, blocks, declarations };
}

export const org: Language = {
  parser: {
    parse,
    citingContextAt({ text }, offset) {
      const typed = /\[cite:(?:[^\]]*;)?@([\w:.-]*)$/.exec(text.slice(0, offset))?.[1];
      if (typed === undefined) return undefined;
      return { replace: { start: offset - typed.length, end: offset }, query: typed, braced: false };
    },
  },
  writing: {
    ...markdownWriting,
    citation: (items) => `[cite:${items.map(({ key }) => `@${key}`).join(';')}]`,
    separator: () => ';@',
    escape: (line) => line.replace(/[*/_]/g, '\u200b$&'),
  },
  precedence: 'last',
  files: {
    includedIn: [],
    fromRoot: false,
    bibliographies: { folders: ['own'], globs: () => false },
    projects: [],
  },
};
