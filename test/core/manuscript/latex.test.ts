import { describe, expect, it } from 'vitest';
import { latexParser } from '../../../src/core/manuscript/latex/parser.ts';
import { parseFixture } from '../../support/fixture.ts';
import { keysOf, listBlocks, markMentions, markProse } from '../../support/mentions.ts';

const parse = (text: string, commands: readonly string[] = []) =>
  latexParser.parse(text, { latexCitationCommands: commands });

describe('LaTeX citations', () => {
  it.each([
    [String.raw`\cite{a}`, String.raw`\cite{«a»}`],
    [String.raw`\cite{a,b , c}`, String.raw`\cite{«a»,«b» , «c»}`],
    [String.raw`\cite {a}`, String.raw`\cite {«a»}`],
    [String.raw`\citep[see][p.~3]{a}`, String.raw`\citep[see][p.~3]{«a»}`],
    [String.raw`\citep[see {[x]}][]{a}`, String.raw`\citep[see {[x]}][]{«a»}`],
    [String.raw`\citet{a} \citet*{b} \Citet{c}`, String.raw`\citet{«a»n} \citet*{«b»n} \Citet{«c»n}`],
    [String.raw`\citealt{a} \citealp{b}`, String.raw`\citealt{«a»n} \citealp{«b»}`],
    [
      String.raw`\citeauthor{a} \citeyear{b} \citeyearpar{c}`,
      String.raw`\citeauthor{«a»n} \citeyear{«b»s} \citeyearpar{«c»s}`,
    ],
    [String.raw`\citetext{see \citealp{a}}`, String.raw`\citetext{see \citealp{«a»}}`],
    [
      String.raw`\parencite[3]{a} \textcite{b} \autocite{c} \footcite{d}`,
      String.raw`\parencite[3]{«a»} \textcite{«b»n} \autocite{«c»} \footcite{«d»}`,
    ],
    [
      String.raw`\smartcite{a} \supercite{b} \fullcite{c} \footfullcite{d}`,
      String.raw`\smartcite{«a»} \supercite{«b»} \fullcite{«c»} \footfullcite{«d»}`,
    ],
    [
      String.raw`\Parencite*{a} \citetitle*{b} \citeurl{c} \citedate{d}`,
      String.raw`\Parencite*{«a»s} \citetitle*{«b»s} \citeurl{«c»s} \citedate{«d»s}`,
    ],
    [
      String.raw`\parencites(see)(end)[12]{a}[13]{b}{c}`,
      String.raw`\parencites(see)(end)[12]{«a»}[13]{«b»}{«c»}`,
    ],
    [String.raw`\textcites{a}{b} then {c}`, String.raw`\textcites{«a»n}{«b»n} then {c}`],
    [
      String.raw`\foreigntextcquote{ngerman}[see][3]{a}{Text} \hyphentextcquote{french}{b}{c}`,
      String.raw`\foreigntextcquote{ngerman}[see][3]{«a»}{Text} \hyphentextcquote{french}{«b»}{c}`,
    ],
    [
      String.raw`\volcite[see]{2}[12]{a} \volcites{2}{a}{3}[4]{b}`,
      String.raw`\volcite[see]{2}[12]{«a»} \volcites{2}{«a»}{3}[4]{«b»}`,
    ],
    [
      String.raw`\citeA<e.g.>[p. 3]{a} \citeNP{b} \shortcite{c} \fullciteA{d}`,
      String.raw`\citeA<e.g.>[p. 3]{«a»n} \citeNP{«b»} \shortcite{«c»} \fullciteA{«d»n}`,
    ],
    [String.raw`\citeyearNP{a} \citeauthorNP{b}`, String.raw`\citeyearNP{«a»s} \citeauthorNP{«b»n}`],
    [String.raw`\nocite{a,b} \bibentry{c}`, String.raw`\nocite{«a»,«b»} \bibentry{«c»}`],
    [String.raw`\textcquote[3]{a}{A quote \cite{b}}`, String.raw`\textcquote[3]{«a»}{A quote \cite{«b»}}`],
    ['\\cite{a, % why \\cite{x}\n  b%\n}', '\\cite{«a», % why \\cite{x}\n  «b»%\n}'],
    ['\\citep\n  [see]% x\n  [p. 3]\n  {a}', '\\citep\n  [see]% x\n  [p. 3]\n  {«a»}'],
    [String.raw`\cite{a:b/c.d+e-f_g}`, String.raw`\cite{«a:b/c.d+e-f_g»}`],
    [
      String.raw`\newcommand{\x}[1]{\cite{#1} \cite{a}}`,
      String.raw`\newcommand{\x}[1]{\cite{#1} \cite{«a»}}`,
    ],
    [String.raw`$x \cite{a}$`, String.raw`$x \cite{«a»}$`],
    [String.raw`\cite{} \cite \cite[3] x`, String.raw`\cite{} \cite \cite[3] x`],
    [
      String.raw`\setcitestyle{round} \citestyle{apa} \citereset`,
      String.raw`\setcitestyle{round} \citestyle{apa} \citereset`,
    ],
    ['% \\cite{a}\n\\% \\cite{b}', '% \\cite{a}\n\\% \\cite{«b»}'],
    [String.raw`\\% \cite{a}`, String.raw`\\% \cite{a}`],
    [
      String.raw`\verb|\cite{a}| \verb*+\cite{b}+ \lstinline{\cite{c}} \cite{d}`,
      String.raw`\verb|\cite{a}| \verb*+\cite{b}+ \lstinline{\cite{c}} \cite{«d»}`,
    ],
    [
      '\\begin{verbatim}\n\\cite{a}\n\n\\cite{b}\n\\end{verbatim}\n\\cite{c}',
      '\\begin{verbatim}\n\\cite{a}\n\n\\cite{b}\n\\end{verbatim}\n\\cite{«c»}',
    ],
    [
      '\\iffalse \\cite{a}\n\n\\ifx\\x\\y \\cite{a} \\fi\n\n\\cite{a}\\fi \\cite{c}',
      '\\iffalse \\cite{a}\n\n\\ifx\\x\\y \\cite{a} \\fi\n\n\\cite{a}\\fi \\cite{«c»}',
    ],
    [
      '\\iffalse\n\n\\iffalse\n\n\\cite{a}\\fi \\cite{a}\n\n\\fi \\cite{c}',
      '\\iffalse\n\n\\iffalse\n\n\\cite{a}\\fi \\cite{a}\n\n\\fi \\cite{«c»}',
    ],
    ['\\iffalse \\cite{a} \\else \\cite{c} \\fi', '\\iffalse \\cite{a} \\else \\cite{«c»} \\fi'],
    [
      '\\iffalse\\ifnum1=1\n\n\\fi \\cite{a}\\fi\\cite{c}',
      '\\iffalse\\ifnum1=1\n\n\\fi \\cite{a}\\fi\\cite{«c»}',
    ],
    [
      '\\begin{comment}\n\n\\cite{a}\n\\end{comment} \\cite{c}',
      '\\begin{comment}\n\n\\cite{a}\n\\end{comment} \\cite{«c»}',
    ],
    [
      '\\begin{minted}{python}\n\\cite{a}\n\\end{minted} \\cite{c}',
      '\\begin{minted}{python}\n\\cite{a}\n\\end{minted} \\cite{«c»}',
    ],
    [
      '<<fig, echo=FALSE>>=\n\\cite{a}\n\nx\n@\n\\cite{b}',
      '<<fig, echo=FALSE>>=\n\\cite{a}\n\nx\n@\n\\cite{«b»}',
    ],
    ['\\end{document}\n\\cite{a}', '\\end{document}\n\\cite{a}'],
    [String.raw`\url{http://a.b/c%20d} \cite{a}`, String.raw`\url{http://a.b/c%20d} \cite{«a»}`],
    ['\\cite{half\nand more', '\\cite{«half»\nand more'],
    [String.raw`\cite{half and more} text`, String.raw`\cite{«half and more»} text`],
    [
      String.raw`\label{fig:a} \ref{fig:a} \cref{a,b}`,
      String.raw`\label{‹fig:a›} \ref{‹fig:a›} \cref{‹a›,‹b›}`,
    ],
  ])('%s', (text, marked) => {
    expect(markMentions(parse(text))).toBe(marked);
  });

  it('knows the whole citation of a key', () => {
    const text = String.raw`See \citep[see][p. 3]{a, b}.`;
    const [block] = parse(text).blocks;
    for (const { citation } of block!.body.mentions) {
      expect(block!.body.text.slice(citation.start, citation.end)).toBe(String.raw`\citep[see][p. 3]{a, b}`);
    }
  });

  it("reads the user's own commands", () => {
    const text = String.raw`\mycite{a} \mytextcite[3]{b} \other{c}`;
    expect(keysOf(parse(text, ['mycite', '\\mytextcite']))).toEqual(['a', 'b']);
    expect(keysOf(parse(text))).toEqual([]);
  });

  it('parses again from scratch when the commands change', () => {
    const text = String.raw`\mycite{a}`;
    const manuscript = parse(text);
    const edits = [{ start: text.length, end: text.length, text: ' ' }];
    const next = latexParser.parse(`${text} `, { latexCitationCommands: ['mycite'] }, { manuscript, edits });
    expect(keysOf(next)).toEqual(['a']);
  });

  it.each([
    [String.raw`\nocite{*}`, true],
    [String.raw`\nocite{a,*}`, true],
    [String.raw`\cite{*}`, false],
    [String.raw`% \nocite{*}`, false],
  ])('%s cites everything: %s', (text, everything) => {
    expect(parse(text).citesEverything).toBe(everything);
  });
});

describe('LaTeX prose', () => {
  it.each([
    [String.raw`A \emph{b \textbf{c}} d`, String.raw`⟦A ⟧\emph{⟦b ⟧\textbf{⟦c⟧}}⟦ d⟧`],
    [String.raw`A \textcolor{red}{b} c`, String.raw`⟦A ⟧\textcolor{red}{⟦b⟧}⟦ c⟧`],
    [String.raw`A \href{http://x.y}{b} c`, String.raw`⟦A ⟧\href{http://x.y}{⟦b⟧}⟦ c⟧`],
    [String.raw`A \label{x}\ref{y} b \vspace{2pt} c`, String.raw`⟦A ⟧\label{x}\ref{y}⟦ b ⟧\vspace{2pt}⟦ c⟧`],
    [
      String.raw`A $x + y$ b $$z$$ c \(d\) e \[f\] g`,
      String.raw`⟦A ⟧$x + y$⟦ b ⟧$$z$$⟦ c ⟧\(d\)⟦ e ⟧\[f\]⟦ g⟧`,
    ],
    [String.raw`A costs \$5 and \% b`, String.raw`⟦A costs ⟧\⟦$5 and ⟧\⟦% b⟧`],
    ['A costs $5 and more\n\nb', '⟦A costs ⟧$⟦5 and more⟧\n\n⟦b⟧'],
    ['\\begin{equation}\nx = y\n\\end{equation}\nb', '\\begin{equation}\nx = y\n\\end{equation}\n⟦b⟧'],
    ['A % c\nb', '⟦A ⟧% c⟦\nb⟧'],
    [String.raw`A~b \LaTeX{} c \ldots d`, String.raw`⟦A⟧~⟦b ⟧\LaTeX{}⟦ c ⟧\ldots⟦ d⟧`],
    [String.raw`A \gls{nmda} \ac{x} \SI{5}{mg} b`, String.raw`⟦A ⟧\gls{nmda} \ac{x} \SI{5}{mg}⟦ b⟧`],
    [
      String.raw`A \includegraphics[width=2cm]{x.png} b`,
      String.raw`⟦A ⟧\includegraphics[width=2cm]{x.png}⟦ b⟧`,
    ],
    [
      '\\begin{thebibliography}{9}\n\\bibitem{a} A title.\n\\end{thebibliography}\nb',
      '\\begin{thebibliography}{9}\n\\bibitem{a} A title.\n\\end{thebibliography}\n⟦b⟧',
    ],
    ['\\author{Jane Doe}\nb', '\\author{Jane Doe}⟦\nb⟧'],
    ['\\def\\x{y} \\newcommand{\\y}{z} b', '\\def\\x{⟦y⟧}⟦ ⟧\\newcommand{\\y}{z}⟦ b⟧'],
  ])('%s', (text, marked) => {
    expect(markProse(parse(text)).replace(/⟦\s+⟧/g, (run) => run.slice(1, -1))).toBe(
      marked.replace(/⟦\s+⟧/g, (run) => run.slice(1, -1)),
    );
  });

  it('has none in the preamble but the title', () => {
    const text =
      '\\documentclass{article}\nstray \\title{A title}\n\n\\begin{document}\nBody.\n\\end{document}\nmore';
    const manuscript = parse(text);
    expect(listBlocks(manuscript)).toEqual([
      String.raw`title: \title{A title}`,
      'body: Body.\n\\end{document}'.replace('\n', '⏎'),
    ]);
    expect(markProse(manuscript)).toContain('⟦Body.');
    expect(markProse(manuscript)).not.toContain('⟦stray');
    expect(manuscript.metadata.get('title')).toBe('A title');
  });
});

describe('LaTeX structure', () => {
  it('tells scopes apart, and gives each its block', () => {
    const text = [
      '\\begin{abstract}\nShort.\n\nLong.\n\\end{abstract}',
      '\\section[S]{Long \\emph{title}}',
      'Text\\footnote{A note.} goes on.',
      '\\begin{table}\\caption[x]{A legend.}\n\\begin{tabular}{ll}\na & b \\\\\n\\end{tabular}\n\\end{table}',
      '\\begin{itemize}\n\\item One.\n\\item Two.\n\\end{itemize}',
    ].join('\n');
    expect(listBlocks(parse(text))).toEqual([
      'abstract: \\begin{abstract}⏎Short.',
      'abstract: Long.⏎\\end{abstract}',
      'heading: \\section[S]{Long \\emph{title}}',
      'body: Text',
      'footnote: \\footnote{A note.}',
      'body: goes on.',
      'legend: \\caption[x]{A legend.}',
      'table: \\begin{tabular}{ll}⏎a & b \\\\⏎\\end{tabular}',
      'body: \\item One.',
      'body: \\item Two.⏎\\end{itemize}',
    ]);
  });

  it('ends what is half typed at the paragraph or the next heading', () => {
    const text = '\\emph{half\n\nBody.\n\n\\footnote{half\n\nStill a note.\n\n\\section{Next}\n\nBody.';
    expect(listBlocks(parse(text))).toEqual([
      'body: \\emph{half',
      'body: Body.',
      'footnote: \\footnote{half',
      'footnote: Still a note.',
      'heading: \\section{Next}',
      'body: Body.',
    ]);
  });

  it('nests headings by their rank', () => {
    const text = '\\section{A}\nx\n\\subsection*{B \\label{b}}\ny\n\\section{C}\nz';
    const { headings } = parse(text);
    expect(headings.map(({ level, title }) => `${level} ${title}`)).toEqual(['1 A', '2 B', '1 C']);
    expect(headings.map(({ section }) => text.slice(section.start, section.end))).toEqual([
      '\\section{A}\nx\n\\subsection*{B \\label{b}}\ny\n',
      '\\subsection*{B \\label{b}}\ny\n',
      '\\section{C}\nz',
    ]);
    expect(headings.map(({ titleSpan }) => text.slice(titleSpan.start, titleSpan.end))).toEqual([
      'A',
      'B \\label{b}',
      'C',
    ]);
  });

  it('finds the bibliographies', () => {
    const text =
      '\\bibliography{refs, more}\n% \\bibliography{no}\n\\addbibresource[location=local]{x/y.bib}';
    expect(
      parse(text).declarations.map(({ start, end, path, by }) => [path === text.slice(start, end), path, by]),
    ).toEqual([
      [true, 'refs', 'bibliography'],
      [true, 'more', 'bibliography'],
      [true, 'x/y.bib', 'addbibresource'],
    ]);
  });

  it('finds the files it belongs to', () => {
    const text = [
      '% !TEX root = ../main.tex',
      '\\documentclass[../main.tex]{subfiles}',
      '\\input{a} \\include{b} \\subfile{c} \\import{d/}{e} \\input{#1}',
    ].join('\n');
    expect(parse(text).files.map(({ path, by }) => `${by} ${path}`)).toEqual([
      'root ../main.tex',
      'documentclass ../main.tex',
      'class subfiles',
      'input a',
      'include b',
      'subfile c',
      'import d/e',
    ]);
  });

  it('finds the abbreviations that are declared', () => {
    const text = [
      '\\newacronym[longplural=x]{nmdar}{NMDAR}{\\emph{N}-methyl-D-aspartate receptor}',
      '\\newabbreviation{mdd}{MDD}{major depressive disorder}',
      '\\DeclareAcronym{raad}{short=RAAD, long={rapid-acting, antidepressant}}',
      '\\acro{GABA}{gamma-aminobutyric acid} \\acrodef{a}[AMPA]{amino acid}',
      '\\newglossaryentry{x}{name=x, description={y}}',
      '\\newglossaryentry{qlt}{name=QLT, description={quiet lateral tilt}}',
    ].join('\n');
    expect(
      parse(text).declaredAbbreviations.map(({ short, long, start, end }) => [
        short,
        long,
        text.slice(start, end),
      ]),
    ).toEqual([
      ['NMDAR', 'N-methyl-D-aspartate receptor', 'NMDAR'],
      ['MDD', 'major depressive disorder', 'MDD'],
      ['RAAD', 'rapid-acting, antidepressant', 'RAAD'],
      ['GABA', 'gamma-aminobutyric acid', 'GABA'],
      ['AMPA', 'amino acid', 'AMPA'],
      ['QLT', 'quiet lateral tilt', 'QLT'],
    ]);
  });

  it('finds links', () => {
    const text = String.raw`\url{http://a.b/c%20d} \href{https://x.y/\#z}{text} \doi{10.1/x}`;
    const [block] = parse(text).blocks;
    expect(block!.body.links.map(({ target }) => target)).toEqual([
      'http://a.b/c%20d',
      'https://x.y/#z',
      'https://doi.org/10.1/x',
    ]);
  });
});

describe('LaTeX citing places', () => {
  it.each([
    [String.raw`\cite{$0}`, '|'],
    [String.raw`\cite{ab$0}`, 'ab|'],
    [String.raw`\cite{ab$0cd}`, 'ab|cd'],
    [String.raw`\cite[see][3]{a, $0}`, '|'],
    [String.raw`\cite{a,b$0, c}`, 'b|'],
    [String.raw`\cite{$0a}`, '|a'],
    [String.raw`\cite{ab$0`, 'ab|'],
    [String.raw`\cite{a, $0`, '|'],
    ['\\cite{ab$0\nNext line', 'ab|'],
    [String.raw`\parencites{a}{$0`, '|'],
    [String.raw`\parencites[3]{a}[4]{b$0}`, 'b|'],
    [String.raw`\citeA<see>{b$0}`, 'b|'],
    [String.raw`\nocite{b$0}`, 'b|'],
    ['\\cite{a,\n  b$0}', 'b|'],
    [String.raw`\emph{see \citep{b$0}}`, 'b|'],
  ])('%s', (source, shown) => {
    const { text, cursor } = parseFixture(source);
    const context = latexParser.citingContextAt(parse(text), cursor!)!;
    expect(context.query).toBe(text.slice(context.replace.start, cursor));
    expect(`${context.query}|${text.slice(cursor, context.replace.end)}`).toBe(shown);
    expect(context.braced).toBe(false);
  });

  it.each([
    String.raw`$0\cite{a}`,
    String.raw`\cite$0{a}`,
    String.raw`\cite[$0]{a}`,
    String.raw`\cite{a}$0`,
    String.raw`\cite{a} $0`,
    String.raw`\ref{$0}`,
    String.raw`\label{$0}`,
    String.raw`\emph{$0}`,
    'See $0',
    String.raw`% \cite{$0}`,
    '\\cite{a, % $0\nb}',
    String.raw`\verb|\cite{$0}|`,
    '\\begin{verbatim}\n\\cite{$0}\n\\end{verbatim}',
    String.raw`\end{document} \cite{$0}`,
    String.raw`\volcite{$0}{a}`,
    String.raw`\cite{half and $0`,
    '$0',
  ])('none: %s', (source) => {
    const { text, cursor } = parseFixture(source);
    expect(latexParser.citingContextAt(parse(text), cursor!)).toBeUndefined();
  });
});

describe('a keystroke in LaTeX', () => {
  it('keeps every body whose text is the same, in any line endings', () => {
    for (const newline of ['\n', '\r\n']) {
      const text = ['One \\cite{a}.', '\\section{Two}\nThree \\cite{c}.', 'Four.'].join(newline + newline);
      const manuscript = parse(text);
      const at = text.indexOf('Three');
      const next = latexParser.parse(`${text.slice(0, at)}x${text.slice(at)}`, undefined, {
        manuscript,
        edits: [{ start: at, end: at, text: 'x' }],
      });
      const same = next.blocks.map(({ body }, index) => body === manuscript.blocks[index]!.body);
      expect(same).toEqual([true, true, false, true]);
    }
  });
});
