/**
 * What files are called, and what editors call their languages: the one place that the client, the server,
 * core and the test of package.json know manuscripts and bibliographies by. How they are read stands in core.
 */

export interface LanguageNames {
  /** VS Code's ids of the language, its own first. */
  readonly ids: readonly string[];
  /** File endings, in lower case, the usual one first. */
  readonly extensions: readonly string[];
  /**
   * Endings of what the language's tool reads along: such files declare and define, and few people write
   * them.
   */
  readonly besideExtensions?: readonly string[];
  /** VS Code opens no list at each word of it: who gets one has asked for it. */
  readonly isQuiet?: boolean;
  /** Characters behind which an editor asks for a list of works. */
  readonly citingCharacters: readonly string[];
}

/** `@` begins a citation; `{`, `,`, `<` and a backtick the key of a command, a label or a role. */
export const citingCharacters = ['@', '{', ',', '<', '`'];

/**
 * In prose most commas are the prose's own: where an editor's answer to one comes late, VS Code asks
 * everybody for what was typed meanwhile, and lists the words of the document.
 */
const inMarkdown = citingCharacters.filter((character) => character !== ',');

export const languageNames = {
  pandoc: {
    ids: ['markdown'],
    extensions: ['md', 'markdown'],
    isQuiet: true,
    citingCharacters: inMarkdown,
  },
  quarto: { ids: ['quarto'], extensions: ['qmd'], citingCharacters: inMarkdown },
  rmarkdown: { ids: ['rmd'], extensions: ['rmd', 'rmarkdown'], citingCharacters: inMarkdown },
  // MyST is told from its text: its files end as Markdown's do.
  myst: { ids: ['myst'], extensions: [], isQuiet: true, citingCharacters: inMarkdown },
  latex: {
    ids: ['latex', 'tex', 'rsweave'],
    extensions: ['tex', 'ltx', 'rnw'],
    besideExtensions: ['cls', 'sty', 'bbl'],
    citingCharacters,
  },
  typst: { ids: ['typst'], extensions: ['typ'], citingCharacters },
} as const satisfies Readonly<Record<string, LanguageNames>>;

/** The markup that a manuscript is written in. */
export type Syntax = keyof typeof languageNames;

export interface FormatNames {
  /** VS Code's ids of the format, where it is a language there. */
  readonly ids?: readonly string[];
  /** File endings that tell the format, in lower case, the usual one first. */
  readonly extensions: readonly string[];
  /** Endings of files that may hold anything, and this format as well. */
  readonly sharedExtensions?: readonly string[];
}

/** In the order in which a text is tried whose name tells nothing. */
export const formatNames = {
  'csl-json': { extensions: ['csl.json'], sharedExtensions: ['json'] },
  ris: { extensions: ['ris'] },
  nbib: { extensions: ['nbib', 'medline'] },
  enw: { extensions: ['enw'] },
  bibtex: { ids: ['bibtex', 'biblatex'], extensions: ['bib', 'bibtex', 'biblatex'] },
  'csl-yaml': { extensions: [], sharedExtensions: ['yaml', 'yml'] },
  hayagriva: { extensions: [], sharedExtensions: ['yaml', 'yml'] },
} as const satisfies Readonly<Record<string, FormatNames>>;

/** The formats of files of references. */
export type BibliographyFormat = keyof typeof formatNames;

/** Names by which a file with a shared ending is taken for a bibliography. */
export const bibliographyNames = ['references', 'bibliography', 'library', 'refs'];

/**
 * Files of projects that declare bibliographies, by what they belong to. Pandoc takes any name for its
 * defaults; these are customary.
 */
export const projectFileNames = {
  metadata: ['_metadata.yml', '_metadata.yaml'],
  quarto: ['_quarto.yml', '_quarto.yaml'],
  myst: ['myst.yml', 'myst.yaml'],
  defaults: ['defaults.yaml', 'defaults.yml', 'pandoc.yaml', 'pandoc.yml'],
} as const;
