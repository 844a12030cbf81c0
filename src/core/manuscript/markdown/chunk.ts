import type { SyntaxNodeRef, TreeCursor } from '@lezer/common';
import type { Span } from '../../../base/span.ts';
import type { BibliographyDeclaration, DeclaredAbbreviation, FileLink, Scope } from '../types.ts';
import type { MarkdownDialect } from './dialect.ts';
import { Leaf, type LeafKind, type LeafPool } from './leaf.ts';
import { isBlank } from './markup.ts';

/** Something that stands in a chunk, in order. `start` is relative to the chunk. */
export type ChunkPart =
  | {
      readonly kind: 'text' | 'table' | 'caption';
      readonly start: number;
      readonly leaf: Leaf;
      readonly scope: Scope | undefined;
    }
  | {
      readonly kind: 'heading';
      readonly start: number;
      readonly leaf: Leaf;
      readonly level: number;
      readonly title: string;
      readonly titleSpan: Span;
      /** False in quotes and lists, where a heading starts no section. */
      readonly isSection: boolean;
    }
  | { readonly kind: 'div'; readonly start: number; readonly attributes: string };

export interface Chunk {
  readonly text: string;
  readonly parts: readonly ChunkPart[];
  readonly labels: readonly string[];
  readonly files: readonly FileLink[];
  readonly abbreviations: readonly DeclaredAbbreviation[];
  readonly declarations: readonly BibliographyDeclaration[];
  readonly citesEverything: boolean;
  /** Blocks that were too long or too deeply nested to be read as what they are. */
  readonly limits: readonly Span[];
}

const containers: ReadonlySet<string> = new Set([
  'Blockquote',
  'BulletList',
  'OrderedList',
  'ListItem',
  'FootnoteDefinition',
  'Definition',
  'Directive',
]);

/** What the containers around a block say of it. */
interface Surroundings {
  readonly scope: Scope | undefined;
  /** False in quotes, lists and notes. */
  readonly isTop: boolean;
  /** In a definition, or a table's caption, which is written the same way. */
  readonly isDefinition: boolean;
}

/** Collects the parts of one chunk from its nodes in the tree. */
export class ChunkBuilder {
  readonly #dialect: MarkdownDialect;
  readonly #text: string;
  readonly #start: number;
  readonly #known: LeafPool;
  readonly #parts: ChunkPart[] = [];
  readonly #labels: string[] = [];
  readonly #files: FileLink[] = [];
  readonly #abbreviations: DeclaredAbbreviation[] = [];
  readonly #declarations: BibliographyDeclaration[] = [];
  readonly #limits: Span[] = [];
  #citesEverything = false;

  /** `text` is what the tree was read from, `start` the chunk's place in it. */
  constructor(dialect: MarkdownDialect, text: string, start: number, known: LeafPool) {
    this.#dialect = dialect;
    this.#text = text;
    this.#start = start;
    this.#known = known;
  }

  chunk(text: string): Chunk {
    return {
      text,
      parts: this.#parts,
      labels: this.#labels,
      files: this.#files,
      abbreviations: this.#abbreviations,
      declarations: this.#declarations,
      citesEverything: this.#citesEverything,
      limits: this.#limits,
    };
  }

  /** Adds the block under the cursor, and those in it. The cursor comes back to where it was. */
  add(cursor: TreeCursor): void {
    const around: Surroundings[] = [{ scope: undefined, isTop: true, isDefinition: false }];
    cursor.iterate(
      (node) => {
        const outer = around.at(-1)!;
        if (!containers.has(node.name)) {
          this.#addBlock(node, outer);
          return false;
        }
        around.push(this.#inside(node, outer));
        return true;
      },
      () => {
        around.pop();
      },
    );
  }

  #inside(node: SyntaxNodeRef, outer: Surroundings): Surroundings {
    const isDefinition = node.name === 'Definition' && outer.isTop;
    if (node.name === 'FootnoteDefinition') return { scope: 'footnote', isTop: false, isDefinition };
    if (node.name !== 'Directive') return { scope: outer.scope, isTop: false, isDefinition };
    const first = this.#text.slice(node.from, Math.min(node.to, node.from + 60));
    const isLegend = /^[`~:]+\{(?:figure|table|list-table)\}/.test(first);
    return { scope: isLegend ? 'legend' : outer.scope, isTop: outer.isTop, isDefinition: false };
  }

  #addBlock(node: SyntaxNodeRef, around: Surroundings): void {
    const { name, from, to } = node;
    switch (name) {
      case 'Paragraph':
        this.#addParagraph(node, around);
        break;
      case 'MathBlock':
        this.#addIfNotEmpty(from, to, 'text', marksIn(node), around);
        break;
      case 'TexEnvironment':
        this.#addIfNotEmpty(from, to, 'tex', marksIn(node), around);
        break;
      case 'TooDeep':
        this.#limits.push({ start: from - this.#start, end: to - this.#start });
        this.#addIfNotEmpty(from, to, 'text', marksIn(node), around);
        break;
      case 'PipeTable':
        this.#addTable(node, 'pipe-table');
        break;
      case 'GridTable':
        this.#addTable(node, 'grid-table');
        break;
      case 'SimpleTable':
        this.#addTable(node, 'simple-table');
        break;
      case 'HTMLBlock':
        this.#addHtml(node, around);
        break;
      case 'CommentBlock':
        this.#addBehindComment(node, around);
        break;
      case 'FencedCode':
        this.#addCode(from, to);
        break;
      case 'DivFence':
        if (around.isTop) this.#addDivFence(from, to);
        break;
      case 'AbbreviationDefinition':
        this.#addAbbreviation(from, to);
        break;
      case 'Target':
        this.#labels.push(this.#text.slice(from + 1, this.#text.indexOf(')', from)));
        break;
      case 'DirectiveLine':
        this.#addDirectiveLine(from, to, around);
        break;
      case 'DirectiveOptions':
        this.#addDirectiveOptions(from, to);
        break;
      case 'VerbatimDirective':
        this.#addVerbatimDirective(from, to);
        break;
      default:
        if (/^(?:ATX|Setext)Heading\d$/.test(name)) this.#addHeading(node, around);
    }
  }

  #leaf(from: number, to: number, kind: LeafKind, blank: readonly Span[]): Leaf {
    const text = this.#text.slice(from, to);
    const leaf = this.#known.take(text, kind, blank) ?? new Leaf(this.#dialect, text, kind, blank);
    const start = from - this.#start;
    this.#labels.push(...leaf.scan.labels);
    for (const { path, ...span } of leaf.scan.includes) {
      this.#files.push({ start: span.start + start, end: span.end + start, path, by: 'quarto-include' });
    }
    if (leaf.isTooLong) this.#limits.push({ start, end: to - this.#start });
    if (leaf.scan.citesEverything && kind === 'tex') this.#citesEverything = true;
    return leaf;
  }

  #addParagraph(node: SyntaxNodeRef, around: Surroundings): void {
    const { from, to } = node;
    const blank = marksIn(node);
    const mark = around.isTop
      ? /^[Tt]able:[ \t]+/.exec(this.#text.slice(from, Math.min(to, from + 20)))
      : null;
    const isCaption = mark !== null || around.isDefinition;
    if (mark) blank.unshift({ start: 0, end: mark[0].length });
    if (isCaption) blank.push(...trailingAttributes(this.#text, from, to));
    const leaf = this.#leaf(from, to, 'text', blank);
    // bookdown's text reference: a legend that code takes from here.
    const isLegend =
      leaf.scan.onlyImage || /^\(ref:[\w-]{1,100}\)[ \t]/.test(this.#text.slice(from, from + 110));
    const scope = around.scope ?? (isLegend ? 'legend' : undefined);
    this.#parts.push({ kind: isCaption ? 'caption' : 'text', start: from - this.#start, leaf, scope });
  }

  #addIfNotEmpty(
    from: number,
    to: number,
    kind: LeafKind,
    blank: readonly Span[],
    around: Surroundings,
  ): void {
    const leaf = this.#leaf(from, to, kind, blank);
    const { prose, mentions, slots } = leaf.scan;
    if (prose.length + mentions.length + slots.length === 0) return;
    this.#parts.push({ kind: 'text', start: from - this.#start, leaf, scope: around.scope });
  }

  #addTable(node: SyntaxNodeRef, kind: LeafKind): void {
    const leaf = this.#leaf(node.from, node.to, kind, marksIn(node));
    this.#parts.push({ kind: 'table', start: node.from - this.#start, leaf, scope: 'table' });
  }

  #addHtml(node: SyntaxNodeRef, around: Surroundings): void {
    const isVerbatim = /^<(?:script|pre|style|textarea|!\[CDATA\[|!doctype)/i;
    if (!this.#dialect.markdownInHtml) return;
    if (isVerbatim.test(this.#text.slice(node.from, Math.min(node.to, node.from + 12)))) return;
    this.#addIfNotEmpty(node.from, node.to, 'text', marksIn(node), around);
  }

  /** A comment that is never closed hides all text behind it, as in CommonMark. */
  #addBehindComment(node: SyntaxNodeRef, around: Surroundings): void {
    const close = this.#text.indexOf('-->', node.from);
    if (close < 0 || close + 3 >= node.to || isBlank(this.#text, close + 3, node.to)) return;
    this.#addIfNotEmpty(node.from, node.to, 'text', marksIn(node), around);
  }

  /**
   * A chunk of code in Quarto or R Markdown: its captions, as options of the first line or as `#| fig-cap:`,
   * become Markdown of the document, and `child="methods.Rmd"` includes another document.
   */
  #addCode(from: number, to: number): void {
    const firstLine = Math.min(lineEndOf(this.#text, from), to);
    const header = this.#text.slice(from, Math.min(firstLine, from + 2000));
    if (!/^[`~]{3,}\s*\{/.test(header)) return;
    for (const found of header.matchAll(/\b(?:fig|tab)\.cap\s*=\s*(["'])([^"'\n]+)\1/g)) {
      // "\\@name" in a string of R is an escaped at sign, which a reader of Markdown takes for a citation.
      if (found[2]!.includes('\\\\@')) continue;
      const start = from + found.index + found[0].length - 1 - found[2]!.length;
      this.#addLegend(start, start + found[2]!.length);
    }
    this.#addChildren(from, to, header.length);
    for (const found of this.#text
      .slice(from, to)
      .matchAll(/^[ \t]*#\|[ \t]*(?:fig|tbl)-cap:[ \t]*(\S[^\r\n]*)/gm)) {
      const value = found[1]!.trimEnd();
      const isQuoted = /^(["']).*\1$/.test(value) && value.length > 1;
      const start = from + found.index + found[0].length - found[1]!.length + (isQuoted ? 1 : 0);
      const end = start + value.length - (isQuoted ? 2 : 0);
      if (end > start && !/^[|>]/.test(value)) this.#addLegend(start, end);
    }
  }

  /**
   * `child="a.Rmd"`, `child=c("a.Rmd", "b.Rmd")` in the first line of a chunk, `#| child: a.Rmd` or a list of
   * them behind it.
   */
  #addChildren(from: number, to: number, headerLength: number): void {
    const text = this.#text.slice(from, Math.min(to, from + 4000));
    const option =
      /\bchild\s*=\s*(?:c\(([^()\n]*)\)|(["'][^"'\n]+["']))/.exec(text.slice(0, headerLength)) ??
      /^[ \t]*#\|[ \t]*child:[ \t]*([^\r\n]+)/m.exec(text);
    if (!option) {
      this.#addAppendices(from, text);
      return;
    }
    const list = (option[1] ?? option[2])!;
    const base = from + option.index + option[0].lastIndexOf(list);
    for (const { 1: quoted, 2: plain, index } of list.matchAll(/["']([^"'\n]+)["']|([^\s,"'[\]]+)/g)) {
      const path = (quoted ?? plain)!;
      const start = base + index + (quoted === undefined ? 0 : 1) - this.#start;
      this.#files.push({ start, end: start + path.length, path, by: 'include' });
    }
  }

  /** `render_appendix("details.Rmd")` of papaja, which hands the bibliographies on. */
  #addAppendices(from: number, text: string): void {
    for (const { 0: call, 1: path, index } of text.matchAll(
      /\brender_appendix\(\s{0,8}["']([^"'\n]{1,200})["']/g,
    )) {
      if (text.slice(text.lastIndexOf('\n', index) + 1, index).includes('#')) continue;
      const start = from + index + call.length - path!.length - 1 - this.#start;
      this.#files.push({ start, end: start + path!.length, path: path!, by: 'include' });
    }
  }

  #addLegend(from: number, to: number): void {
    const leaf = this.#leaf(from, to, 'text', []);
    this.#parts.push({ kind: 'text', start: from - this.#start, leaf, scope: 'legend' });
  }

  #addDivFence(from: number, to: number): void {
    // Colons behind the attributes are for the eye alone.
    const attributes =
      /^:+([^\n]*)/.exec(this.#text.slice(from, to))?.[1]?.replaceAll(':::', '').trim() ?? '';
    this.#parts.push({ kind: 'div', start: from - this.#start, attributes });
  }

  #addAbbreviation(from: number, to: number): void {
    const found = /^\*\[([^\]]+)\]:[ \t]*(.*)/.exec(this.#text.slice(from, to));
    if (!found) return;
    const start = from - this.#start + 2;
    this.#abbreviations.push({
      short: found[1]!,
      long: found[2]!.trim(),
      start,
      end: start + found[1]!.length,
    });
  }

  /** The argument of a directive is its title, or the path of its figure. */
  #addDirectiveLine(from: number, to: number, around: Surroundings): void {
    const brace = this.#text.indexOf('}', from) + 1;
    const name = this.#text.slice(this.#text.indexOf('{', from) + 1, brace - 1);
    if (brace === 0 || brace >= to || name === 'figure' || isBlank(this.#text, brace, to)) return;
    const leaf = this.#leaf(from, to, 'text', [{ start: 0, end: brace - from }]);
    this.#parts.push({ kind: 'text', start: from - this.#start, leaf, scope: around.scope });
  }

  #addDirectiveOptions(from: number, to: number): void {
    for (const found of this.#text.slice(from, to).matchAll(/^[ \t]*:(?:name|label):[ \t]*(\S+)/gm)) {
      this.#labels.push(found[1]!);
    }
  }

  #addVerbatimDirective(from: number, to: number): void {
    const line = this.#text.slice(from, Math.min(lineEndOf(this.#text, from), to));
    const found = /^[`~:]+\{(include|bibliography)\}[ \t]*(\S.*)$/.exec(line.trimEnd());
    const path = found?.[2];
    if (!found || path === undefined) return;
    const start = from - this.#start + line.lastIndexOf(path);
    const span = { start, end: start + path.length, path };
    if (found[1] === 'include') this.#files.push({ ...span, by: 'include' });
    else this.#declarations.push({ ...span, by: 'bibliography' });
  }

  #addHeading(node: SyntaxNodeRef, around: Surroundings): void {
    const { from, to } = node;
    const level = Number(node.name.at(-1));
    const blank = marksIn(node);
    const isUnderlined = node.name.startsWith('Setext');
    const contentEnd = from + (blank.find((mark) => mark.start > 0)?.start ?? to - from);
    const isOneLine = !isUnderlined || !this.#text.slice(from, contentEnd).trimEnd().includes('\n');
    if (!isOneLine && !this.#dialect.myst) {
      // Pandoc's underlined headings have one line; this is a paragraph with dashes.
      const leaf = this.#leaf(from, to, 'text', blank);
      this.#parts.push({ kind: 'text', start: from - this.#start, leaf, scope: around.scope });
      return;
    }
    blank.push(...trailingAttributes(this.#text, from, contentEnd));
    blank.sort((a, b) => a.start - b.start);
    const leaf = this.#leaf(from, to, 'heading', blank);
    const contentStart = blank[0]?.start === 0 && !isUnderlined ? blank[0].end : 0;
    const end =
      blank.find((mark) => mark.start >= contentStart && mark.end > contentStart)?.start ?? to - from;
    const titleSpan = trimmed(leaf.text, contentStart, end);
    this.#parts.push({
      kind: 'heading',
      start: from - this.#start,
      leaf,
      level,
      title: plainTitle(leaf, titleSpan),
      titleSpan,
      isSection: around.isTop,
    });
  }
}

/** The marks that lezer found in a block, relative to it. */
function marksIn(node: SyntaxNodeRef): Span[] {
  const marks: Span[] = [];
  for (let child = node.node.firstChild; child; child = child.nextSibling) {
    if (child.name.endsWith('Mark')) marks.push({ start: child.from - node.from, end: child.to - node.from });
  }
  return marks;
}

/** Attributes in braces at the end of `[from, to)`, relative to `from`. */
function trailingAttributes(text: string, from: number, to: number): Span[] {
  let end = to;
  while (end > from && /\s/.test(text.charAt(end - 1))) end--;
  if (text.charAt(end - 1) !== '}') return [];
  const open = text.lastIndexOf('{', end);
  if (open < from || !/^\{\s*(?:[#.=-]|[\w:-]+=|\})/.test(text.slice(open, Math.min(open + 100, end))))
    return [];
  return [{ start: open - from, end: end - from }];
}

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}

/** A heading's text as it is read: without marks of emphasis, link targets, delimiters of code. */
function plainTitle(leaf: Leaf, span: Span): string {
  let title = '';
  let at = span.start;
  for (const run of [...leaf.scan.prose, { start: span.end, end: span.end }]) {
    const start = Math.max(run.start, span.start);
    if (start > span.end) break;
    title += withoutMarkup(leaf.text.slice(at, Math.max(at, start)));
    title += leaf.text.slice(start, Math.min(run.end, span.end));
    at = Math.max(at, Math.min(run.end, span.end));
  }
  return title.replace(/\s+/g, ' ').trim();
}

/** More markup in one place than a title has. */
const maxMarkupLength = 1000;

/** What is readable of something that is no prose: code, math and citations, but no link's target. */
function withoutMarkup(text: string): string {
  if (text.length > maxMarkupLength) return '';
  let kept = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const run = /^(?:`+|\$+)/.exec(rest)?.[0];
    const close = run === undefined ? -1 : rest.indexOf(run, run.length);
    const citation = /^-?@[^\s\];*]+/.exec(rest)?.[0];
    const target = /^(?:\]\([^)]*\)|<[^>]*>)/.exec(rest)?.[0];
    if (run !== undefined && close > 0) {
      kept += rest.slice(run.length, close);
      at += close + run.length;
    } else if (citation !== undefined) {
      kept += citation;
      at += citation.length;
    } else {
      if (/^\s/.test(rest)) kept += ' ';
      at += target?.length ?? 1;
    }
  }
  return kept;
}

function lineEndOf(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
