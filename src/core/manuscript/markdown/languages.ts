import type { Language } from '../language.ts';
import type { Syntax } from '../types.ts';
import { mystParser } from './myst.ts';
import { pandocParser } from './pandoc.ts';
import { quartoParser, rmarkdownParser } from './quarto.ts';
import { readElsewhere } from './readingOrder.ts';
import { markdownWriting } from './writing.ts';

/** MyST's tools take no CSL style. */
const { declareStyle: _declareStyle, ...mystWriting } = markdownWriting;

const shared = {
  writing: markdownWriting,
  precedence: 'last',
  /** A block quotation. */
  isQuoted: (text, offset) => /^\s{0,3}>/.test(text.slice(text.lastIndexOf('\n', offset) + 1, offset)),
  // `# Versions {#apx-3}`, of which an extension makes "Appendix C" at `@apx-3`.
  namedPlaces: (text) => new Set(Array.from(text.matchAll(/\{#([^\s{}]{1,200})[ }]/g), ([, name]) => name!)),
} as const satisfies Partial<Language>;

/** Only these two languages include files: Pandoc and MyST are given theirs, or list them elsewhere. */
const includedIn: readonly Syntax[] = ['quarto', 'rmarkdown'];

export const pandoc: Language = {
  ...shared,
  parser: pandocParser,
  readElsewhere,
  files: {
    includedIn,
    fromRoot: false,
    bibliographies: { folders: ['own', 'workspace'], globs: () => true, mayLackExtension: true },
    projects: ['quarto', 'myst', 'bookdown', 'sphinx', 'manubot', 'defaults'],
  },
  turnsInto: {
    syntax: 'myst',
    typed: /[`}=]/,
    isSaidIn: (text) =>
      /\{cite(?::[a-z]+)?\}`|^(?:`{3,}|:{3,})\{[a-z][a-z-]*\}|^\([\w:.-]+\)=[ \t]*$/m.test(text),
  },
};

export const quarto: Language = {
  ...shared,
  parser: quartoParser,
  readElsewhere,
  files: {
    includedIn,
    fromRoot: false,
    isKnitted: true,
    bibliographies: { folders: ['own'], slash: 'project', globs: () => true, mayLackExtension: true },
    projects: ['quarto'],
  },
};

export const rmarkdown: Language = {
  ...shared,
  parser: rmarkdownParser,
  readElsewhere,
  files: {
    includedIn,
    fromRoot: false,
    isKnitted: true,
    bibliographies: { folders: ['own'], globs: () => true, mayLackExtension: true },
    projects: ['quarto', 'bookdown'],
  },
};

export const myst: Language = {
  ...shared,
  writing: mystWriting,
  parser: mystParser,
  files: {
    includedIn,
    fromRoot: false,
    bibliographies: { readsFolder: true, folders: ['own'], globs: () => true },
    projects: ['myst', 'sphinx'],
  },
  // mystmd looks a DOI up by itself: `@https://doi.org/10.1016/x`, `[@doi.org/10.1016/x]` and
  // `[@doi:10.1016/x]` need no entry.
  isKnownElsewhere: (key) => /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:)?10\.\d{4,9}\/./i.test(key),
};
