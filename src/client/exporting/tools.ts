import { languages } from '../../base/fileKinds.ts';
import type { Syntax } from '../../base/fileNames.ts';

/**
 * Programs that make a document of a manuscript. What they are called, what they read and make, and how they
 * are told.
 */

export type ToolId = 'pandoc' | 'quarto' | 'mystmd' | 'latexmk' | 'tectonic' | 'typst';
export type ExportFormat = 'docx' | 'pdf' | 'html';

export const exportFormats: readonly ExportFormat[] = ['docx', 'pdf', 'html'];

/** One export: every path is absolute, as the machine writes it. */
export interface ExportJob {
  readonly manuscript: string;
  readonly folder: string;
  /** The workspace folder: what the manuscript may read. */
  readonly root: string;
  /** The file that is made; its name is the manuscript's but for the ending. */
  readonly output: string;
  readonly format: ExportFormat;
  readonly syntax: Syntax;
  /** A program that makes the PDF for Pandoc. */
  readonly pdfEngine?: string;
  /** Where Pandoc writes what it has to say, as JSON. */
  readonly log?: string;
}

export interface Tool {
  readonly id: ToolId;
  readonly name: string;
  /** What the program is called. */
  readonly program: string;
  /** What it makes of each language. */
  readonly makes: ReadonlyMap<Syntax, readonly ExportFormat[]>;
  /** One sentence for who does not have it. */
  readonly get: string;
  /** The arguments of one export; none of them passes a shell. */
  arguments(job: ExportJob): readonly string[];
  /** Where the result lies, relative to the manuscript's folder, for a tool that chooses the place itself. */
  output?(name: string, format: ExportFormat): string;
  readonly matcher?: string;
  /** It does not write a document again of which no source has changed. */
  readonly keepsWhatIsDone?: true;
}

const all = exportFormats;
const wordAndPdf: readonly ExportFormat[] = ['docx', 'pdf'];
const pdfAlone: readonly ExportFormat[] = ['pdf'];

/** Programs by which Pandoc makes a PDF, the best first. */
export const pdfEngines = ['xelatex', 'lualatex', 'tectonic', 'pdflatex', 'weasyprint', 'wkhtmltopdf'];

const pandocReaders: ReadonlyMap<Syntax, string> = new Map([
  ['pandoc', 'markdown'],
  ['quarto', 'markdown'],
  ['rmarkdown', 'markdown'],
  ['latex', 'latex'],
]);

export const tools: readonly Tool[] = [
  {
    id: 'quarto',
    name: 'Quarto',
    program: 'quarto',
    makes: new Map([
      ['quarto', all],
      ['rmarkdown', all],
      ['pandoc', all],
    ]),
    get: 'Quarto: https://quarto.org/docs/get-started/',
    arguments: ({ manuscript, output, format }) => [
      'render',
      manuscript,
      '--to',
      format,
      '--output',
      nameOf(output),
    ],
  },
  {
    id: 'pandoc',
    name: 'Pandoc',
    program: 'pandoc',
    makes: new Map([...pandocReaders.keys()].map((syntax) => [syntax, all])),
    get: 'Pandoc: https://pandoc.org/installing.html',
    arguments: ({ manuscript, folder, output, format, syntax, pdfEngine, log }) => [
      `--from=${pandocReaders.get(syntax) ?? 'markdown'}`,
      '--citeproc',
      '--standalone',
      ...(format === 'pdf' && pdfEngine !== undefined ? [`--pdf-engine=${pdfEngine}`] : []),
      `--resource-path=${folder}`,
      ...(log === undefined ? [] : [`--log=${log}`]),
      `--output=${output}`,
      manuscript,
    ],
    matcher: '$psycite-pandoc',
  },
  {
    id: 'mystmd',
    name: 'mystmd',
    program: 'myst',
    makes: new Map([
      ['myst', wordAndPdf],
      ['pandoc', wordAndPdf],
    ]),
    get: 'mystmd: https://mystmd.org/guide/quickstart',
    arguments: ({ manuscript, format }) => ['build', manuscript, `--${format}`, '--force'],
    output: (name, format) => `_build/exports/${name}.${format}`,
  },
  {
    id: 'latexmk',
    name: 'latexmk',
    program: 'latexmk',
    makes: new Map([['latex', pdfAlone]]),
    get: 'latexmk: with TeX Live, https://tug.org/texlive/',
    arguments: ({ manuscript }) => [
      '-pdf',
      '-interaction=nonstopmode',
      '-file-line-error',
      '-latexoption=-no-shell-escape',
      manuscript,
    ],
    matcher: '$psycite-latex',
    keepsWhatIsDone: true,
  },
  {
    id: 'tectonic',
    name: 'Tectonic',
    program: 'tectonic',
    makes: new Map([['latex', pdfAlone]]),
    get: 'Tectonic: https://tectonic-typesetting.github.io/',
    arguments: ({ manuscript, folder }) => ['--untrusted', `--outdir=${folder}`, manuscript],
    matcher: '$psycite-latex',
  },
  {
    id: 'typst',
    name: 'Typst',
    program: 'typst',
    makes: new Map([['typst', pdfAlone]]),
    get: 'Typst: https://github.com/typst/typst#installation',
    arguments: ({ manuscript, output, root }) => [
      'compile',
      `--root=${root}`,
      '--diagnostic-format=short',
      manuscript,
      output,
    ],
    matcher: '$psycite-typst',
  },
];

export interface Choice {
  readonly tool: Tool;
  readonly format: ExportFormat;
}

/** What can be made of a manuscript with the programs that are there, by format. */
export function choicesFor(syntax: Syntax, found: ReadonlyMap<string, string>): readonly Choice[] {
  const hasPdfEngine = pdfEngines.some((name) => found.has(name));
  return exportFormats.flatMap((format) =>
    toolsFor(syntax)
      .filter(({ program, makes }) => found.has(program) && makes.get(syntax)!.includes(format))
      .filter(({ id }) => id !== 'pandoc' || format !== 'pdf' || hasPdfEngine)
      .map((tool) => ({ tool, format })),
  );
}

/** One sentence for who has none of the tools that read a language. */
export const noneInstalled = (syntax: Syntax): string =>
  `None of the programs that export this manuscript was found. Install one, or name it in the settings psycite.tools. ${toolsFor(
    syntax,
  )
    .map(({ get }) => get)
    .join(' · ')}`;

export const toolOf = (id: string): Tool | undefined => tools.find((tool) => tool.id === id);

/** The markup of one of VS Code's languages; Pandoc's where it is none of a manuscript. */
export const syntaxOf = (language: string): Syntax =>
  languages.find(([, { ids }]) => ids.includes(language))?.[0] ?? 'pandoc';

/** The tools that read a markup, whether they are there or not. */
export const toolsFor = (syntax: Syntax): readonly Tool[] => tools.filter(({ makes }) => makes.has(syntax));

/** The last part of a path of any platform. */
export const nameOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** The name without its ending. */
export function stemOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Why a tool gave up, where its exit code says it: the end of a sentence. */
export function reasonOf(tool: ToolId, code: number): string | undefined {
  return tool === 'pandoc' ? pandocReasons.get(code) : undefined;
}

/** Pandoc manual, "Exit codes". */
const pandocReasons: ReadonlyMap<number, string> = new Map([
  [1, 'it could not read or write a file. Is the output open in another program, or its folder read-only?'],
  [24, 'the citations or the style could not be processed.'],
  [25, 'a bibliography could not be read.'],
  [43, 'the program that makes the PDF failed.'],
  [47, 'it makes a PDF with a TeX program and found none. Install one, or export to docx.'],
  [83, 'a filter failed.'],
  [92, 'a file is not UTF-8.'],
  [99, 'a file that the manuscript names is not there.'],
]);
