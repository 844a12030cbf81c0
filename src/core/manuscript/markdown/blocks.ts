import type { Input } from '@lezer/common';
import {
  type BlockContext,
  type BlockParser,
  parser as commonMark,
  type Element,
  type Line,
  type MarkdownConfig,
  type MarkdownParser,
  type NodeSpec,
} from '@lezer/markdown';
import type { MarkdownDialect } from './dialect.ts';

/*
 * The block structure: CommonMark's, by @lezer/markdown, with the blocks that Pandoc and MyST add. Inline
 * markup is not lezer's here: see markdownInline.ts.
 *
 * What a block is never depends on text further on than the two lines behind it, except that a block may run
 * until something closes it, or to the end. The incremental parse relies on this (markdownChunks.ts).
 */

/** Blockquotes and lists deeper than this are read as one piece of text. */
const maxDepth = 40;

const inlineParsers = [
  'Escape',
  'Entity',
  'InlineCode',
  'HTMLTag',
  'Emphasis',
  'HardBreak',
  'Link',
  'Image',
  'LinkEnd',
];

const isBlank = (line: Line): boolean => line.next < 0;

/** True where the current line is still in the containers that were open when the block began. */
const inContainers = (cx: BlockContext, line: Line): boolean =>
  (line as unknown as { readonly depth: number }).depth >= cx.depth;

const restOf = (line: Line): string => line.text.slice(line.pos);

/** Makes a leaf of the current line and the lines behind it for which `goesOn` holds. */
function takeLines(cx: BlockContext, line: Line, name: string, goesOn: (line: Line) => boolean): true {
  const start = cx.lineStart + line.pos;
  const marks: Element[] = [];
  while (cx.nextLine() && inContainers(cx, line) && goesOn(line)) {
    for (const mark of line.markers) marks.push(mark);
  }
  cx.addElement(cx.elt(name, start, cx.prevLineEnd(), marks));
  return true;
}

const notBlank = (line: Line): boolean => !isBlank(line);
const never = (): boolean => false;

/** Goes on to the line for which `isLast` holds, and takes it too. */
function throughLine(isLast: (text: string) => boolean): (line: Line) => boolean {
  let done = false;
  return (line) => {
    if (done) return false;
    done = isLast(restOf(line));
    return true;
  };
}

const isDeep = (cx: BlockContext, line: Line): boolean =>
  cx.depth > maxDepth && /^(?:>|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$))/.test(restOf(line));

const tooDeep: BlockParser = {
  name: 'TooDeep',
  before: 'IndentedCode',
  parse: (cx, line) => isDeep(cx, line) && takeLines(cx, line, 'TooDeep', notBlank),
};

const isMetadataStart = (cx: BlockContext, line: Line): boolean =>
  line.next === 45 && /^---\s*$/.test(line.text) && /^[\w"'-][^:]{0,200}:(?:\s|$)/.test(cx.peekLine());

const metadataBlock: BlockParser = {
  name: 'MetadataBlock',
  before: 'IndentedCode',
  parse: (cx, line) => cx.depth === 1 && isMetadataStart(cx, line) && takeMetadata(cx, line),
};

/** Metadata ends with its fence, or with a blank line where it is none: a rule with text behind it. */
function takeMetadata(cx: BlockContext, line: Line): true {
  const through = throughLine((text) => /^(?:---|\.\.\.)\s*$/.test(text));
  return takeLines(cx, line, 'MetadataBlock', (next) => notBlank(next) && through(next));
}

const divFence: BlockParser = {
  name: 'DivFence',
  before: 'IndentedCode',
  parse: (cx, line) => isDivFence(line) && takeLines(cx, line, 'DivFence', never),
  endLeaf: (_, line) => isDivFence(line),
};

/**
 * A chunk that knitr runs, whose options may hold backticks, which CommonMark allows in no info string. Its
 * pattern is knitr's own (`knitr::all_patterns$md$chunk.begin`).
 */
const chunkStart = /^(`{3,})[ \t]*\{[a-zA-Z0-9_]+(?:[ ,][^\n]*)?\}[ \t]*$/;

const knitrChunk: BlockParser = {
  name: 'KnitrChunk',
  before: 'FencedCode',
  parse(cx, line) {
    const length = line.next === 96 ? (chunkStart.exec(restOf(line))?.[1]?.length ?? 0) : 0;
    if (length === 0 || !restOf(line).includes('`', length)) return false;
    return takeLines(
      cx,
      line,
      'FencedCode',
      throughLine((text) => isClosingFence(text, length, 96)),
    );
  },
  endLeaf: (_, line) =>
    line.next === 96 && chunkStart.test(restOf(line)) && restOf(line).replace(/^`+/, '').includes('`'),
};

const isDivFence = (line: Line): boolean => line.next === 58 && /^:{3,}(?!:)/.test(restOf(line));

const noteLabel = /^\[\^[^\]\s]{1,999}\]:[ \t]*/;

const footnoteDefinition: BlockParser = {
  name: 'FootnoteDefinition',
  before: 'IndentedCode',
  parse: (cx, line) => openIndented(cx, line, 'FootnoteDefinition', noteLabel),
  endLeaf: (_, line) => line.next === 91 && noteLabel.test(restOf(line)),
};

const definitionMark = /^[:~](?:[ \t]+)(?=\S)/;

const definition: BlockParser = {
  name: 'Definition',
  before: 'IndentedCode',
  parse: (cx, line) => openIndented(cx, line, 'Definition', definitionMark),
  endLeaf: (_, line) => (line.next === 58 || line.next === 126) && definitionMark.test(restOf(line)),
};

/** Opens a container whose further lines are indented by four columns. */
function openIndented(cx: BlockContext, line: Line, name: string, mark: RegExp): boolean | null {
  if (cx.depth > maxDepth || line.indent >= line.baseIndent + 4) return false;
  const found = mark.exec(restOf(line));
  if (!found) return false;
  cx.startComposite(name, line.pos, 4);
  const start = cx.lineStart + line.pos;
  cx.addElement(cx.elt('ContainerMark', start, start + found[0].trimEnd().length));
  line.moveBase(line.pos + found[0].length);
  return null;
}

const indented: NonNullable<NodeSpec['composite']> = (_, line, columns) => {
  if (isBlank(line)) return true;
  if (line.indent < line.baseIndent + columns) return false;
  line.moveBaseColumn(line.baseIndent + columns);
  return true;
};

/** The row of dashes under the header of a pipe table, behind the marks of quotes. */
function isDelimiterRow(text: string): boolean {
  const cells = text
    .replace(/^[ \t>]+/, '')
    .split(/[|+]/)
    .map((cell) => cell.trim());
  return (
    cells.length > 1 && cells.some((cell) => cell !== '') && cells.every((cell) => /^(?::?-+:?)?$/.test(cell))
  );
}

const isPipeHeader = (cx: BlockContext, line: Line): boolean => {
  if (!line.text.includes('|', line.pos)) return false;
  const next = cx.peekLine();
  return next.includes('|') && isDelimiterRow(next);
};

const pipeTable: BlockParser = {
  name: 'PipeTable',
  before: 'IndentedCode',
  parse: (cx, line) =>
    isPipeHeader(cx, line) && takeLines(cx, line, 'PipeTable', (row) => row.text.includes('|', row.pos)),
  endLeaf: (cx, line) => isPipeHeader(cx, line),
};

const gridTable: BlockParser = {
  name: 'GridTable',
  before: 'IndentedCode',
  parse: (cx, line) =>
    line.next === 43 &&
    /^\+(?:[-=:]+\+)+\s*$/.test(restOf(line)) &&
    takeLines(cx, line, 'GridTable', (row) => row.next === 43 || row.next === 124),
};

const dashes = /^[ \t]*-{2,}(?: +-{2,})+ *$/;

const simpleTable: BlockParser = {
  name: 'SimpleTable',
  before: 'IndentedCode',
  parse(cx, line) {
    if (isBlank(line) || cx.depth > 1) return false;
    const next = cx.peekLine();
    const isTable = dashes.test(next) || (dashes.test(line.text) && next.trim() !== '');
    return isTable && takeLines(cx, line, 'SimpleTable', notBlank);
  },
};

const texEnvironment: BlockParser = {
  name: 'TexEnvironment',
  before: 'IndentedCode',
  parse(cx, line) {
    if (line.next !== 92) return false;
    const name = /^\\begin\{([a-zA-Z]+\*?)\}/.exec(restOf(line))?.[1];
    if (name === undefined) return false;
    const depthOf = (text: string): number =>
      text.split(`\\begin{${name}}`).length - text.split(`\\end{${name}}`).length;
    let depth = depthOf(restOf(line));
    return takeLines(cx, line, 'TexEnvironment', (next) => {
      if (depth <= 0) return false;
      depth += depthOf(next.text);
      return true;
    });
  },
};

/**
 * Display math that starts a block: its lines are no lists or headings. It ends, as in Pandoc, with a blank
 * line.
 */
const mathBlock: BlockParser = {
  name: 'MathBlock',
  before: 'IndentedCode',
  parse(cx, line) {
    if (line.next !== 36 || !/^\$\$(?!.*\$\$)/.test(restOf(line))) return false;
    const through = throughLine((text) => text.includes('$$'));
    return takeLines(cx, line, 'MathBlock', (next) => notBlank(next) && through(next));
  },
};

const linkDefinition: BlockParser = {
  name: 'LinkDefinition',
  before: 'IndentedCode',
  parse(cx, line) {
    if (line.next !== 91) return false;
    const isDefinition = /^\[(?![@^])[^\]]{1,999}\]:[ \t]*<?[^\s<]+(?:[ \t]+["'({].*|[ \t]*)$/.test(
      restOf(line),
    );
    return isDefinition && takeLines(cx, line, 'LinkDefinition', never);
  },
};

const abbreviationDefinition: BlockParser = {
  name: 'AbbreviationDefinition',
  before: 'IndentedCode',
  parse: (cx, line) =>
    line.next === 42 &&
    /^\*\[[^\]]{1,200}\]:/.test(restOf(line)) &&
    takeLines(cx, line, 'AbbreviationDefinition', never),
};

/** A line that is not prose and ends a paragraph. */
const lineOf = (name: string, first: number, pattern: RegExp): BlockParser => ({
  name,
  before: 'IndentedCode',
  parse: (cx, line) => line.next === first && pattern.test(restOf(line)) && takeLines(cx, line, name, never),
  endLeaf: (_, line) => line.next === first && pattern.test(restOf(line)),
});

const mystComment = lineOf('CommentLine', 37, /^%/);
const mystTarget = lineOf('Target', 40, /^\([^()\n]{1,200}\)=\s*$/);
const blockBreak = lineOf('BlockBreak', 43, /^\+\+\+/);

const directiveOptions: BlockParser = {
  name: 'DirectiveOptions',
  before: 'IndentedCode',
  parse: (cx, line) =>
    line.next === 58 &&
    /^:[\w-]{1,60}:/.test(restOf(line)) &&
    takeLines(cx, line, 'DirectiveOptions', (next) => /^:[\w-]{1,60}:/.test(restOf(next))),
};

/** Directives whose body is not Markdown. */
const verbatimDirectives =
  /^(?:code|code-block|code-cell|sourcecode|literalinclude|math|raw|eval-rst|mermaid|bibliography|toctree|include|embed|csv-table|iframe|image|output|highlight|graphviz|jupyter-execute|myst|doctest|testcode|contents|index)$/;

const fence = /^(`{3,}|~{3,}|:{3,})\{([\w:+.-]{1,60})\}/;

/** A directive whose body is Markdown: a container up to a fence as long as its own. */
const directive: BlockParser = {
  name: 'Directive',
  before: 'IndentedCode',
  parse(cx, line) {
    if (line.next !== 96 && line.next !== 126 && line.next !== 58) return false;
    const found = fence.exec(restOf(line));
    if (!found) return false;
    const mark = found[1]!;
    if (verbatimDirectives.test(found[2]!)) {
      const isClose = (text: string): boolean => isClosingFence(text, mark.length, mark.charCodeAt(0));
      return takeLines(cx, line, 'VerbatimDirective', throughLine(isClose));
    }
    if (cx.depth > maxDepth) return false;
    cx.startComposite('Directive', line.pos, mark.length * 128 + mark.charCodeAt(0));
    cx.addElement(cx.elt('DirectiveLine', cx.lineStart + line.pos, cx.lineStart + line.text.length));
    line.moveBase(line.text.length);
    return null;
  },
  endLeaf: (_, line) => fence.test(restOf(line)),
};

function isClosingFence(text: string, length: number, code: number): boolean {
  let end = 0;
  while (end < text.length && text.charCodeAt(end) === code) end++;
  return end >= length && text.slice(end).trim() === '';
}

const inDirective: NonNullable<NodeSpec['composite']> = (cx, line, value) => {
  if (line.indent >= line.baseIndent + 4) return true;
  if (!isClosingFence(restOf(line), value >> 7, value & 127)) return true;
  line.addMarker(cx.elt('ContainerMark', cx.lineStart + line.pos, cx.lineStart + line.text.length));
  line.moveBase(line.text.length);
  return false;
};

const leaf = (name: string): NodeSpec => ({ name, block: true });

const shared: MarkdownConfig = {
  remove: ['LinkReference', ...inlineParsers],
  defineNodes: [
    ...['TooDeep', 'DivFence', 'PipeTable', 'LinkDefinition', 'AbbreviationDefinition', 'MathBlock'].map(
      leaf,
    ),
    { name: 'ContainerMark' },
    { name: 'FootnoteDefinition', block: true, composite: indented },
    { name: 'Definition', block: true, composite: indented },
  ],
  parseBlock: [
    tooDeep,
    pipeTable,
    mathBlock,
    footnoteDefinition,
    definition,
    linkDefinition,
    abbreviationDefinition,
  ],
};

const pandocBlocks: MarkdownConfig = {
  defineNodes: ['MetadataBlock', 'GridTable', 'SimpleTable', 'TexEnvironment'].map(leaf),
  parseBlock: [metadataBlock, gridTable, simpleTable, texEnvironment, divFence],
};

const knitrBlocks: MarkdownConfig = { parseBlock: [knitrChunk] };

const mystBlocks: MarkdownConfig = {
  defineNodes: [
    ...['CommentLine', 'Target', 'BlockBreak', 'DirectiveOptions', 'VerbatimDirective'].map(leaf),
    { name: 'DirectiveLine' },
    { name: 'Directive', block: true, composite: inDirective },
  ],
  parseBlock: [mystComment, mystTarget, blockBreak, directiveOptions, directive, divFence],
};

export const blockParserOf = (dialect: MarkdownDialect): MarkdownParser =>
  commonMark.configure([
    shared,
    dialect.myst ? mystBlocks : pandocBlocks,
    ...(dialect.knitr ? [knitrBlocks] : []),
  ]) as MarkdownParser;

/**
 * A text as lezer reads it: line by line. `\r\n` and a lone `\r` end a line too; nothing is copied, and every
 * offset stays that of the text.
 */
export class LineInput implements Input {
  readonly lineChunks = true;
  readonly length: number;
  readonly #text: string;
  readonly #hasReturns: boolean;

  constructor(text: string) {
    this.#text = text;
    this.length = text.length;
    this.#hasReturns = text.includes('\r');
  }

  chunk(from: number): string {
    if (from >= this.length) return '';
    const code = this.#text.charCodeAt(from);
    if (code === 10) return '\n';
    if (!this.#hasReturns) {
      const end = this.#text.indexOf('\n', from);
      return this.#text.slice(from, end < 0 ? this.length : end);
    }
    return this.#lineWithReturn(from);
  }

  /** The return of `\r\n` becomes a space at the end of the line; a lone one is the line's end. */
  #lineWithReturn(from: number): string {
    let end = from;
    while (end < this.length) {
      const code = this.#text.charCodeAt(end);
      if (code === 10) return this.#text.slice(from, end);
      if (code === 13) break;
      end++;
    }
    if (this.#text.charCodeAt(end + 1) === 10) return `${this.#text.slice(from, end)} `;
    return end === from && end < this.length ? '\n' : this.#text.slice(from, end);
  }

  read(from: number, to: number): string {
    return this.#text.slice(from, to);
  }
}
