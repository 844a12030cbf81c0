import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type {
  BibliographyDeclaration,
  CitingContext,
  FileLink,
  KeyMention,
  Manuscript,
  Syntax,
  SyntaxParser,
} from './types.ts';

/**
 * One work to cite. `prefix` ends and `suffix` begins as they stand in running text: "see also ", ", p. 3".
 */
export interface CitationItem {
  readonly key: string;
  readonly prefix: string;
  readonly suffix: string;
  /**
   * The author's name is part of the sentence. A second narrative item is another work of the same authors.
   */
  readonly narrative: boolean;
  readonly suppressAuthor: boolean;
}

/** What replaces what when a key is put where another stands or one is being typed. */
export interface KeyEdit {
  readonly replace: Span;
  readonly insert: string;
}

/** What stands around a key in its citation, as a CSL processor takes it. */
export interface CiteParts {
  /** "see", without the white space around it. */
  readonly prefix: string;
  /** What follows the locator, its comma included. */
  readonly suffix: string;
  /** CSL's name of the locator's kind; empty where there is no locator. */
  readonly label: string;
  readonly locator: string;
}

/** Kinds of project whose files a manuscript of a language may belong to. */
export type Project = 'quarto' | 'myst' | 'bookdown' | 'sphinx' | 'manubot' | 'defaults';

/**
 * All that tells a language of manuscripts from the others: whoever needs to know asks here, and nobody asks
 * for the language's name. What its files are called stands in base/fileNames.ts.
 */
export interface Language {
  readonly parser: SyntaxParser;
  readonly writing: LanguageWriting;
  readonly files: LanguageFiles;
  /** The entry that counts where a key is repeated in a library. */
  readonly precedence: 'first' | 'last';
  /** The names of the authors, from the head of a text; absent where the metadata hold them. */
  authorNames?(head: string): readonly string[];
  /** True where the line of this place quotes somebody else. */
  isQuoted?(text: string, offset: number): boolean;
  /** True for a key that the language's tool looks up by itself, so that no bibliography has to hold it. */
  isKnownElsewhere?(key: string): boolean;
  /** The names that a text gives to places which filters and extensions may refer to as one cites. */
  namedPlaces?(text: string): ReadonlySet<string>;
  /** The place that a key with more in it asks for. */
  placeOf?(key: string): string;
  /** What the language's tool reads elsewhere than it stands, for citations are numbered as they are read. */
  readElsewhere?(manuscript: Manuscript): readonly ReadElsewhere[];
  /** The language that a text turns out to be written in, once it says so. */
  readonly turnsInto?: {
    readonly syntax: Syntax;
    /** Found in whatever may make a text say so when it is typed. */
    readonly typed: RegExp;
    /** `text` is at most the first 100,000 characters. */
    isSaidIn(text: string): boolean;
  };
}

/** A piece of a manuscript that is read before what stands at the place `at`. */
export interface ReadElsewhere extends Span {
  readonly at: number;
}

/** A style as a manuscript names it. The span is that of the name alone. */
export interface WrittenStyle extends Span {
  /** By CSL's name, or the path of a file. */
  readonly style: string;
}

/** A style to be named: by its name in the CSL repository, or by the file that lies beside the manuscript. */
export interface NewStyle {
  readonly name: string;
  readonly file: string;
}

/** How a language is written. */
export interface LanguageWriting {
  /**
   * The text that cites works; undefined where a key cannot be written. Items come in the order that they are
   * printed.
   */
  citation(items: readonly CitationItem[], manuscript: Manuscript | undefined): string | undefined;
  /** True for a key that stands where another kind of key needs braces around it. */
  isBareKey(key: string): boolean;
  /** Why a person should not give an entry this key; undefined where all is well. */
  objectionTo(key: string): string | undefined;
  /**
   * What stands between two keys of one citation; `before` are the two characters before the place of the
   * second.
   */
  separator(before: string, braced: boolean): string;
  /** A key at a citing place, where that is more than the key itself. */
  keyEdit?(text: string, place: Pick<CitingContext, 'replace'>, key: string): KeyEdit;
  /** The parts of the mentions of one citation, in their order. */
  citeParts(text: string, mentions: readonly KeyMention[]): readonly CiteParts[];
  /** One line of plain text, with every character escaped that means something in the language. */
  escape(line: string): string;
  /**
   * The edit that declares a bibliography beside a manuscript that declares none; undefined where there is no
   * place for it.
   */
  declare(manuscript: Manuscript, file: string): TextEdit | undefined;
  /**
   * Where a manuscript names its citation style, and which; absent where it names none, or none that PsyCite
   * knows.
   */
  style?(manuscript: Manuscript): WrittenStyle | undefined;
  /**
   * The edit that names a style; undefined where the manuscript has no place for it, or its tools no such
   * style.
   */
  declareStyle?(manuscript: Manuscript, style: NewStyle): TextEdit | undefined;
  /**
   * The edit that names the papers a manuscript uses; null has it use all. Absent, or undefined, where there
   * is no place for it.
   */
  declarePapers?(manuscript: Manuscript, names: readonly string[] | null): TextEdit | undefined;
  heading(level: number, title: string): string;
  /** Terms with their meanings, both escaped. */
  definitions(entries: readonly (readonly [term: string, meaning: string])[]): string;
  /** Where the references are printed or the document ends, for these need no heading. */
  readonly endOfProse?: RegExp;
}

/** How the files of a language name one another. */
export interface LanguageFiles {
  /** The languages whose files can include one of this language. */
  readonly includedIn: readonly Syntax[];
  /** True where paths start at the folder of the file that is compiled; else at the file's own. */
  readonly fromRoot: boolean;
  /**
   * True for what knitr runs: it may name parts from a folder above, in which the project is run, and a file
   * without front matter is such a part.
   */
  readonly isKnitted?: boolean;
  /**
   * The names that a link may mean, best first. `jobName` is the name of the compiled file without its
   * ending.
   */
  linkNames?(link: FileLink, jobName: string): readonly string[];
  readonly bibliographies: {
    /**
     * True where the language's tool takes the bibliographies that lie beside a manuscript without being
     * told.
     */
    readonly readsFolder?: boolean;
    /**
     * Where a declared path starts, in the order that is tried: the folder of the compiled file, the file's
     * own, the workspace's.
     */
    readonly folders: readonly ('root' | 'own' | 'workspace')[];
    /** What `/x` is below: the project's folder, or any folder above. It is absolute where this is absent. */
    readonly slash?: 'project' | 'above';
    readonly globs: (by: BibliographyDeclaration['by']) => boolean;
    /** The names that a path may mean, its macros replaced; absent where it means itself. */
    names?(path: string, by: BibliographyDeclaration['by'], jobName: string): readonly string[];
    /** True where a path without an extension may reach LaTeX, which adds `.bib`. */
    readonly mayLackExtension?: boolean;
  };
  /** Projects that the language's files may be part of. */
  readonly projects: readonly Project[];
}

/** An edit that replaces nothing. */
export const insertion = (at: number, text: string): TextEdit => ({ start: at, end: at, text });
