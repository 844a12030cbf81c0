import type { Syntax } from '../../base/fileNames.ts';
import type { Span } from '../../base/span.ts';
import type { Problem } from '../problem.ts';

export type { Syntax };

/** Where a piece of text stands, for checks that journals ask for scope by scope. */
export type Scope = 'title' | 'abstract' | 'body' | 'heading' | 'legend' | 'table' | 'footnote';

/** One place that cites a work by its key. The span is the key alone: no `@`, no braces. */
export interface KeyMention extends Span {
  readonly kind: 'key';
  readonly key: string;
  /** The whole item as written, with `@`, `-`, braces: `-@{berman2000}`; in LaTeX and roles the key alone. */
  readonly item: Span;
  /**
   * The citation the mention belongs to: `[see @a, p. 3; @b]`, `\citep[3]{a,b}`, or `item` where it stands
   * alone.
   */
  readonly citation: Span;
  /** True where the author's name is part of the sentence: `@a`, `\citet{a}`, `@a` in Typst prose form. */
  readonly narrative: boolean;
  /** True for `-@a`, `\citeyear{a}`. */
  readonly suppressAuthor: boolean;
}

/**
 * An author-year citation as people type it: one work, its span the surnames to the year (or the year alone
 * where one list of surnames carries several years; the dash, for the years that it stands for in `2017a–c`).
 */
export interface AuthorYearMention extends Span {
  readonly kind: 'author-year';
  readonly surnames: readonly string[];
  readonly etAl: boolean;
  /** `2000`, `2017a`, `in press`, `n.d.` as printed. */
  readonly year: string;
  readonly narrative: boolean;
  /** The bracket with all its works, or for a narrative mention the surnames to the closing bracket. */
  readonly citation: Span;
  /** Text between the opening bracket and this work, or between works: "see also ". Empty where none. */
  readonly prefix: string;
  /** Text behind the year: ", p. 3". */
  readonly suffix: string;
  /** Words of the same name stand before the span: `surnames` are a part of it and name no work. */
  readonly isCut?: boolean;
  /**
   * Only a work of these authors and this year tells that this is a citation: it is none where it resolves to
   * nothing.
   */
  readonly isDoubtful?: boolean;
  /** The initials printed with each surname, `AG` of "A. G. Meyer"; absent where there are none at all. */
  readonly initials?: readonly string[];
  /** Other authors that the text may name, the longest run of names first. None resolves but exactly. */
  readonly readings?: readonly AuthorYearReading[];
}

/** Other bounds of the names of an author-year mention. */
export interface AuthorYearReading {
  readonly start: number;
  readonly surnames: readonly string[];
  readonly initials?: readonly string[];
  readonly prefix: string;
  /** Of a narrative mention, whose citation begins with the names. */
  readonly citation?: Span;
}

/**
 * A piece of a manuscript that is parsed by itself: a paragraph, heading, table, list item, legend.
 * The body holds offsets relative to the block's start and is the *same object* as long as its text and
 * context are unchanged, so that whatever is derived from it can be kept in a WeakMap.
 */
export interface Block {
  readonly start: number;
  readonly body: BlockBody;
}

export interface BlockBody {
  readonly text: string;
  readonly scope: Scope;
  /**
   * Runs of prose, relative to the block, in order, disjoint: no code, math, citations, links' targets,
   * commands, markup characters. Emphasis marks split runs; `prose` of "a *b* c" is three runs.
   */
  readonly prose: readonly Span[];
  readonly mentions: readonly KeyMention[];
  /** Cross-reference targets and uses that look like keys but are none: `@fig-x`, Typst labels. */
  readonly crossReferences: readonly Span[];
  /** DOIs and URLs of links, for document links. */
  readonly links: readonly (Span & { readonly target: string })[];
}

export interface Heading {
  readonly level: number;
  readonly title: string;
  /** The heading's own lines. */
  readonly span: Span;
  /** The characters of the title. */
  readonly titleSpan: Span;
  /** From the heading to the next heading of the same or a higher level, or the end of the text. */
  readonly section: Span;
}

/** A place that names bibliography files. `path` is as written, unescaped. */
export interface BibliographyDeclaration extends Span {
  readonly path: string;
  /**
   * What named it: a YAML key, a LaTeX command, `bibliography("…")` of Typst, or a value or expression of
   * Typst that may reach that call.
   */
  readonly by: 'yaml' | 'bibliography' | 'addbibresource' | 'typst' | 'typst-value';
}

/** References that stand in a manuscript itself, as text of a format of their own; the span is that text. */
export interface EmbeddedReferences extends Span {
  /** `references:` of the front matter; `\begin{filecontents}`; a list of `\bibitem`. */
  readonly format: 'csl-yaml' | 'bibtex' | 'bibitem';
  /**
   * The file that LaTeX writes them to, which a declaration has to name; absent where they count as they
   * stand.
   */
  readonly path?: string;
  /** True where LaTeX writes over a file that is there. */
  readonly overwrites?: boolean;
}

/** A file that this manuscript includes or belongs to, for declarations that stand in a parent. */
export interface FileLink extends Span {
  readonly path: string;
  readonly by:
    | 'input'
    | 'include'
    | 'subfile'
    | 'documentclass'
    | 'import'
    | 'subimport'
    | 'package'
    | 'class'
    | 'quarto-include'
    | 'csl'
    | 'root';
}

/** Abbreviations that the markup itself declares: `\newacronym`, `\DeclareAcronym`, `*[NMDAR]: …`. */
export interface DeclaredAbbreviation extends Span {
  readonly short: string;
  readonly long: string;
  /** The name that commands use it by, and how far behind the start of the short form it stands. */
  readonly label?: { readonly text: string; readonly by: number };
}

/** A paper that a manuscript names by id or DOI; the span is that of the name alone. */
export interface NamedPaper extends Span {
  readonly name: string;
}

/** `psycite-papers:` from the key to the end of the value. */
export interface NamedPapers extends Span {
  readonly names: readonly NamedPaper[];
}

export interface Manuscript {
  readonly syntax: Syntax;
  readonly text: string;
  /** In document order; front matter fields that hold prose (title, abstract) are blocks too. */
  readonly blocks: readonly Block[];
  readonly headings: readonly Heading[];
  /** Front matter or its like: title and the keys PsyCite reads. A Map, for the keys are the user's. */
  readonly metadata: ReadonlyMap<string, unknown>;
  /** The front matter with its fences, where there is one. */
  readonly frontMatter: Span | undefined;
  /**
   * `references:` from the key to the end of the value; the inside of `filecontents`; a list of `\bibitem`.
   */
  readonly embedded?: readonly EmbeddedReferences[];
  readonly declarations: readonly BibliographyDeclaration[];
  readonly files: readonly FileLink[];
  readonly declaredAbbreviations: readonly DeclaredAbbreviation[];
  /** The papers that it uses, where it names them; all of them where this is absent. */
  readonly papers?: NamedPapers;
  /** Labels that `@label` may refer to in other files of the document: Typst's and MyST's. */
  readonly labels?: ReadonlySet<string>;
  /** What `\newcites` (multibib) puts behind `\cite` and `\bibliography`, in all files of the document. */
  readonly suffixes?: readonly string[];
  /** Functions of Typst that the manuscript defines and that cite the labels they are given. */
  readonly citingFunctions?: readonly string[];
  /** `\nocite{*}` and the like: every entry counts as used. */
  readonly citesEverything: boolean;
  readonly problems: readonly Problem[];
}

/** Where the cursor would cite: what is typed of the key, and how a key is written here. */
export interface CitingContext {
  /** The characters to replace: the key typed so far, to the end of the key under the cursor. */
  readonly replace: Span;
  /** The key typed up to the cursor. */
  readonly query: string;
  /** `true` where the language limits keys and braces must surround an unusual one: `@{…}`. */
  readonly braced: boolean;
}

/** What a syntax gives. Parsing never throws; `previous` makes a re-parse cheap and changes nothing else. */
export interface SyntaxParser {
  parse(text: string, options?: ManuscriptOptions, previous?: PreviousParse): Manuscript;
  /**
   * A part of a document as the whole knows it: `labels` are those of the other files. The same object while
   * those that it refers to are the same. Absent where `@label` never leads to another file.
   */
  withLabels?(manuscript: Manuscript, labels: ReadonlySet<string>): Manuscript;
  /**
   * Where the cursor stands in a citing place, what to complete. Undefined elsewhere: code, math, e-mail …
   */
  citingContextAt(manuscript: Manuscript, offset: number): CitingContext | undefined;
}

export interface ManuscriptOptions {
  /**
   * Names of the user's own citation commands, without the backslash (setting
   * `psycite.latex.citationCommands`).
   */
  readonly latexCitationCommands?: readonly string[];
  /** Suffixes of citation commands that other files of the document declare (multibib). */
  readonly latexSuffixes?: readonly string[];
  /** Functions of Typst that cite: of the setting, and of the other files of the document. */
  readonly typstCitationFunctions?: readonly string[];
  /** Kinds of cross-reference that the manuscript's project adds: `suppfig` for `@suppfig-x` (Quarto). */
  readonly crossReferenceKinds?: readonly string[];
}

export interface PreviousParse {
  readonly manuscript: Manuscript;
  /** What turned `manuscript.text` into the new text, in order, each against the text before it. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}
