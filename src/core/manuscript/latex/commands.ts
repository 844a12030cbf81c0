import type { FileLink, Scope } from '../types.ts';

/*
 * What the commands and environments of LaTeX and its common packages mean to a reader of prose. Data only.
 */

/** How a citation command takes its arguments and what it prints. */
export interface CitationCommand {
  /**
   * - `one`: `[pre][post]{keys}` (LaTeX, natbib, biblatex; apacite adds `<pre>`)
   * - `many`: `(pre)(post)[pre][post]{keys}[pre][post]{keys}…` (biblatex)
   * - `volume`, `volumes`: `[pre]{volume}[pages]{keys}`, once or many times (biblatex)
   */
  readonly arguments: 'one' | 'many' | 'volume' | 'volumes';
  readonly narrative: boolean;
  readonly suppressAuthor: boolean;
}

const parenthetical: CitationCommand = { arguments: 'one', narrative: false, suppressAuthor: false };
const narrative: CitationCommand = { arguments: 'one', narrative: true, suppressAuthor: false };
const suppressed: CitationCommand = { arguments: 'one', narrative: false, suppressAuthor: true };
const many: CitationCommand = { arguments: 'many', narrative: false, suppressAuthor: false };
const manyNarrative: CitationCommand = { arguments: 'many', narrative: true, suppressAuthor: false };
const volume: CitationCommand = { arguments: 'volume', narrative: false, suppressAuthor: false };
const volumes: CitationCommand = { arguments: 'volumes', narrative: false, suppressAuthor: false };

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Names without star and in lower case where LaTeX also has a capitalised form. */
const citationCommands: ReadonlyMap<string, CitationCommand> = new Map([
  ...words(`cite citep citealp nocite bibentry citen onlinecite citeonline shortcites citepalias
    parencite footcite footcitetext smartcite autocite supercite fullcite footfullcite notecite pnotecite fnotecite
    citelist citename citefield footnotecite shortcite
    textcquote blockcquote blockquotecite`).map((name) => [name, parenthetical] as const),
  ...words(`citet citealt citeauthor citefullauthor citetalias textcite citeasnoun possessivecite shortciteN citeN
    defcitealias`).map((name) => [name, narrative] as const),
  ...words('citeyear citeyearpar citedate citetitle citeurl citenum shortciteyear citeaffixed').map(
    (name) => [name, suppressed] as const,
  ),
  ...words('cites parencites footcites footcitetexts smartcites autocites supercites').map(
    (name) => [name, many] as const,
  ),
  ['textcites', manyNarrative],
  ...words('volcite pvolcite fvolcite ftvolcite svolcite avolcite').map((name) => [name, volume] as const),
  // Of csquotes: the language of the quotation stands before the notes and the key.
  ...words('foreigntextcquote hyphentextcquote foreignblockcquote hyphenblockcquote hybridblockcquote').map(
    (name) => [name, volume] as const,
  ),
  ['tvolcite', { ...volume, narrative: true }],
  ...words('volcites pvolcites fvolcites ftvolcites svolcites avolcites').map(
    (name) => [name, volumes] as const,
  ),
  ['tvolcites', { ...volumes, narrative: true }],
]);

/** The family of apacite: `\cite`, `\citeA`, `\citeNP`, `\citeyearNP`, each also full, short or masked. */
const apacite =
  /^(?:full|short|mask|fullmask|shortmask|no)?cite(A|NP|author|authorNP|year|yearNP)?(?:meta)?$/;

/**
 * The starred forms that leave the author out (biblatex manual, 3.9.1); elsewhere a star asks for all
 * authors.
 */
const starSuppresses: ReadonlySet<string> = new Set([
  'cite',
  'parencite',
  'autocite',
  'footcite',
  'smartcite',
]);

/** The names of the user's own citation commands, as a setting gives them, without backslash and star. */
export const ownCitationCommands = (names: readonly string[] = []): ReadonlySet<string> =>
  new Set(names.map((name) => name.replace(/^\\|\*$/g, '')));

/** What a document's author adds to the commands that are known. */
export interface OwnCommands {
  /** Names of citation commands. */
  readonly citations: ReadonlySet<string>;
  /** What `\newcites{S}` (multibib) puts behind `\cite`, `\citep`, `\nocite`, `\bibliography`. */
  readonly suffixes: readonly string[];
  /** The author's own commands that print a caption. */
  readonly captions: ReadonlySet<string>;
}

/** `\newcommand{\figcap}[1]{\caption{#1}}`: commands whose first argument is a caption. */
export function ownCaptions(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  // By the caption, which is rare: a keystroke looks through the whole text.
  for (const { index } of text.matchAll(/\\caption\*?(?:\[[^\]\n]{0,80}\])?\{[^}\n]{0,80}#1/g)) {
    const before = text.slice(Math.max(0, index - longestDefinition), index);
    const [, name] = defining.exec(before.slice(before.lastIndexOf('\n') + 1)) ?? [];
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** UTF-16 units before the caption. */
const longestDefinition = 300;
const defining =
  /^[ \t]*\\(?:(?:re)?new|provide)command\*?[ \t]*\{?\\([a-zA-Z]{1,40})\}?[ \t]*\[\d\][^\n%]{0,200}$/;

/** The suffixes that a text declares with `\newcites{S,prim}{…}`. */
export function declaredSuffixes(text: string): readonly string[] {
  if (!text.includes('\\newcites')) return [];
  return [...text.matchAll(/^[^%\n]{0,500}?\\newcites[ \t]*\{([a-zA-Z, \t]{1,500})\}/gm)].flatMap(
    ([, list]) => list!.split(',').flatMap((name) => name.trim() || []),
  );
}

/** A command's name without the suffix of its list of references. */
export function withoutSuffix(name: string, { suffixes }: Pick<OwnCommands, 'suffixes'>): string {
  const suffix = suffixes.find((one) => name.endsWith(one) && name.length > one.length);
  return suffix === undefined ? name : name.slice(0, -suffix.length);
}

/** What a command cites with, or undefined where it is no citation command. */
export function citationCommand(
  name: string,
  starred: boolean,
  own: Pick<OwnCommands, 'citations' | 'suffixes'>,
): CitationCommand | undefined {
  if (own.citations.has(name)) return /^[tT]ext|t$/.test(name) ? narrative : parenthetical;
  const short = withoutSuffix(name, own);
  return known(name, starred) ?? (short === name ? undefined : known(short, starred));
}

function known(name: string, starred: boolean): CitationCommand | undefined {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const command = citationCommands.get(lower) ?? citationCommands.get(name);
  if (command) return starred && starSuppresses.has(lower) ? { ...command, suppressAuthor: true } : command;
  const found = apacite.exec(lower);
  if (!found) return undefined;
  const form = found[1] ?? '';
  if (form.startsWith('year')) return suppressed;
  return form === 'A' || form.startsWith('author') ? narrative : parenthetical;
}

/** Sectioning commands by rank; a smaller rank is higher. */
export const sectioning: ReadonlyMap<string, number> = new Map(
  words('part chapter section subsection subsubsection paragraph subparagraph').map((name, rank) => [
    name,
    rank,
  ]),
);

/** Commands whose argument is prose of its own, with the scope it has. */
export const scopedArguments: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['footnote', 'footnote'],
  ['footnotetext', 'footnote'],
  ['endnote', 'footnote'],
  ['sidenote', 'footnote'],
  ['tablefootnote', 'footnote'],
  ['thanks', 'footnote'],
  ['tnote', 'footnote'],
  ['caption', 'legend'],
  ['captionof', 'legend'],
  ['subcaption', 'legend'],
  ['legend', 'legend'],
  ['title', 'title'],
  ['abstract', 'abstract'],
]);

/** Environments whose prose has a scope of its own. */
export const scopedEnvironments: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['abstract', 'abstract'],
  ...words(`tabular tabular* tabularx tabulary longtable supertabular xltabular tblr longtblr tabu longtabu array
    tablenotes`).map((name) => [name, 'table'] as const),
]);

/** Environments of mathematics: no prose, and ended by a blank line, as in TeX. */
export const mathEnvironments: ReadonlySet<string> = new Set(
  words(`math displaymath equation eqnarray align alignat flalign gather multline subequations split aligned gathered
    dmath darray`).flatMap((name) => [name, `${name}*`]),
);

/** Environments that hold no prose but are read as TeX. */
export const silentEnvironments: ReadonlySet<string> = new Set(
  words(
    'thebibliography CSLReferences tikzpicture pgfpicture picture algorithm algorithmic algorithm2e keywords',
  ),
);

/** Environments whose text is not read as TeX at all. */
export const verbatimEnvironments: ReadonlySet<string> = new Set(
  words(`verbatim verbatim* Verbatim Verbatim* BVerbatim LVerbatim SaveVerbatim alltt lstlisting lstlisting* minted
    minted* comment filecontents filecontents* tcblisting pycode rcode luacode luacode* asy Sinput Soutput Schunk
    knitrout sagesilent sageblock`),
);

/** How many arguments in braces follow `\begin{name}` that are no prose. */
export const environmentArguments: ReadonlyMap<string, number> = new Map([
  ...words(`tabular longtable array supertabular tblr longtblr tabu longtabu minipage multicols adjustbox subfigure
    subtable thebibliography spacing adjustwidth* alignat alignat* columns column block* mdframed`).map(
    (name) => [name, 1] as const,
  ),
  ...words('CSLReferences tabular* tabularx tabulary xltabular wrapfigure wraptable list adjustwidth').map(
    (name) => [name, 2] as const,
  ),
]);

/**
 * How many arguments in braces a command has, from the first on, that are no prose. Others are taken as
 * prose.
 */
export const silentArguments: ReadonlyMap<string, number> = new Map([
  ...words(`label ref pageref autoref nameref cref Cref cpageref vref Vref eqref subref autopageref labelcref hyperref
    zref refrange includegraphics includepdf graphicspath
    vspace hspace vskip hskip vphantom hphantom phantom rule stretch linespread selectfont
    documentclass documentstyle usepackage RequirePackage PassOptionsToPackage bibliographystyle pagestyle
    thispagestyle pagenumbering input @input InputIfFileExists include includestandalone subfile subfileinclude
    includeonly loadglsentries LoadClass LoadClassWithOptions RequirePackageWithOptions bibliography nobibliography
    addbibresource addglobalbib addsectionbib defaultbibliography newcites ExecuteBibliographyOptions setcitestyle citestyle bibpunct
    hypersetup geometry captionsetup sisetup lstset tcbset pgfplotsset usetikzlibrary usepgfplotslibrary
    gls Gls GLS glspl Glspl GLSpl glsentryshort glsentrylong glsentrytext acrshort acrlong acrfull acrshortpl acrlongpl
    acrfullpl Acrshort Acrlong Acrfull glsxtrshort glsxtrlong glsxtrfull glsadd glssymbol glsdesc ac Ac acs acl acf acp
    Acp acsp aclp acfp iac Iac acfi acused acuse acreset glsreset
    num ang ce cee chemfig si unit tikz tikzset pgfmathsetmacro ensuremath mathrm
    newcounter stepcounter refstepcounter arabic roman Roman alph Alph value
    index glossary printbibliography printglossary pdfbookmark bookmarksetup 
    author affil affiliation address date email institute orcid orcidlink ead corref cortext fntext journal keywords
    pacs received accepted published runauthor authorrunning titlerunning shorttitle shortauthors leftheader
     color pagecolor fontfamily fontseries usefont textcolor colorbox hyphenation
    Sexpr inlineR urlstyle foreignlanguage selectlanguage setmainfont setsansfont setmonofont bibitem cline cmidrule
    specialrule addlinespace theoremstyle DeclareMathOperator bmdefine numberwithin allowdisplaybreaks
      tag notag`).map((name) => [name, 1] as const),
  ...words(`setlength addtolength settowidth setcounter addtocounter multicolumn resizebox SI qty
    numrange numlist newcommand renewcommand providecommand newcommandx DeclareRobustCommand newtheorem
    DeclareDocumentCommand fontsize colorlet import subimport inputfrom includefrom subinputfrom subincludefrom
    newglossaryentry DeclareAcronym newcolumntype newfloat    fcolorbox
    defineshorthand declaretheorem renewbibmacro`).map((name) => [name, 2] as const),
  ...words(`SIrange qtyrange newenvironment renewenvironment NewDocumentCommand RenewDocumentCommand
    ProvideDocumentCommand NewDocumentEnvironment definecolor addcontentsline newacronym newabbreviation`).map(
    (name) => [name, 3] as const,
  ),
  ['multirow', 2],
  ['rotatebox', 1],
  ['scalebox', 1],
  ['raisebox', 1],
  ['parbox', 1],
  ['makebox', 0],
  ['hypertarget', 1],
  ['hyperlink', 1],
  ['captionof', 1],
  ['acro', 2],
  ['acrodef', 2],
  ['newacro', 2],
  ['tablefootnotemark', 1],
]);

/**
 * Commands whose whole argument is a URL or path, which the lexer reads as it stands. `\href{url}{text}` too.
 */
export const urlCommands: ReadonlySet<string> = new Set(words('url href nolinkurl path doi'));

/** Commands that show a label; their argument looks like a key and is none. */
export const referenceCommands: ReadonlySet<string> = new Set(
  words('label ref pageref autoref nameref cref Cref cpageref vref Vref eqref subref labelcref'),
);

/**
 * Commands that name files of the document: one in braces, or after its folder (package import), or a list of
 * packages. What begins with `sub` starts from the folder of the file that says so.
 */
export const fileCommands: ReadonlyMap<string, FileLink['by']> = new Map<string, FileLink['by']>([
  ...words('input @input InputIfFileExists loadglsentries').map((name) => [name, 'input'] as const),
  ...words('include includestandalone').map((name) => [name, 'include'] as const),
  ...words('subfile subfileinclude').map((name) => [name, 'subfile'] as const),
  ...words('import inputfrom includefrom').map((name) => [name, 'import'] as const),
  ...words('subimport subinputfrom subincludefrom').map((name) => [name, 'subimport'] as const),
  ...words('usepackage RequirePackage RequirePackageWithOptions').map((name) => [name, 'package'] as const),
  ...words('documentclass LoadClass LoadClassWithOptions').map((name) => [name, 'class'] as const),
]);

/** Commands that name bibliographies, and whether the name is a list. */
export const bibliographyCommands: ReadonlyMap<string, 'bibliography' | 'addbibresource'> = new Map<
  string,
  'bibliography' | 'addbibresource'
>([
  ['bibliography', 'bibliography'],
  ['nobibliography', 'bibliography'],
  ['addbibresource', 'addbibresource'],
  ['addglobalbib', 'addbibresource'],
  ['addsectionbib', 'addbibresource'],
  ['putbib', 'bibliography'],
  ['defaultbibliography', 'bibliography'],
]);

/** Symbols and accents that stand for letters: how a name is spelled where it is typed in commands. */
export const letterCommands: ReadonlyMap<string, string> = new Map([
  ['ss', 'ß'],
  ['o', 'ø'],
  ['O', 'Ø'],
  ['ae', 'æ'],
  ['AE', 'Æ'],
  ['oe', 'œ'],
  ['OE', 'Œ'],
  ['aa', 'å'],
  ['AA', 'Å'],
  ['l', 'ł'],
  ['L', 'Ł'],
  ['i', 'ı'],
  ['j', 'ȷ'],
  ['dh', 'ð'],
  ['th', 'þ'],
]);
