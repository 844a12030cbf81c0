import type { Span } from '../../../base/span.ts';
import type { BlockBody, Scope } from '../types.ts';
import type { MarkdownDialect } from './dialect.ts';
import type { InlineScan } from './findings.ts';
import { InlineScanner } from './inline.ts';
import { scanGridTable, scanPipeTable } from './tables.ts';

/** How the text of a leaf is read. */
export type LeafKind =
  | 'text'
  | 'heading'
  | 'pipe-table'
  | 'grid-table'
  | 'simple-table'
  | 'tex'
  | 'yaml'
  | 'nocite';

/** More text than this in one block is read no further; no paragraph is as long. UTF-16 units. */
export const maxLeafLength = 250_000;

/** A body of a leaf in which mentions of some keys, one a line in `hidden`, are references to labels. */
interface Relabelled {
  readonly hidden: string;
  readonly scope: Scope;
  readonly body: BlockBody;
}

const maxRelabelled = 4;

/**
 * One block of text: what it holds, read once, and its bodies in the scopes it has stood in. `blank` are the
 * parts of the text that belong to something else: quote marks, a heading's `#`.
 */
export class Leaf {
  readonly text: string;
  readonly kind: LeafKind;
  readonly blank: readonly Span[];
  readonly scan: InlineScan;
  readonly isTooLong: boolean;
  readonly #bodies = new Map<Scope, BlockBody>();
  /**
   * Bodies with references to labels: with its own file's, and with those of the other files of the document.
   */
  #relabelled: readonly Relabelled[] = [];

  constructor(dialect: MarkdownDialect, text: string, kind: LeafKind, blank: readonly Span[]) {
    this.text = text;
    this.kind = kind;
    this.blank = blank;
    this.isTooLong = text.length > maxLeafLength;
    this.scan = scanLeaf(dialect, text, kind, blank);
  }

  /** The body in `scope`: the same object each time. Mentions of `labels` are cross-references. */
  body(scope: Scope, labels: ReadonlySet<string>): BlockBody {
    const hidden = labels.size === 0 ? [] : this.scan.mentions.filter((mention) => labels.has(mention.key));
    if (hidden.length > 0) return this.#relabel(scope, new Set(hidden.map((mention) => mention.key)));
    let body = this.#bodies.get(scope);
    if (!body) {
      body = bodyOf(this.text, scope, this.scan);
      this.#bodies.set(scope, body);
      scans.set(body, this.scan);
    }
    return body;
  }

  #relabel(scope: Scope, keys: ReadonlySet<string>): BlockBody {
    const hidden = [...keys].join('\n');
    const known = this.#relabelled.find((one) => one.hidden === hidden && one.scope === scope);
    if (known !== undefined) return known.body;
    const references = this.scan.mentions.filter((mention) => keys.has(mention.key)).map(({ item }) => item);
    const body = bodyOf(this.text, scope, {
      ...this.scan,
      mentions: this.scan.mentions.filter((mention) => !keys.has(mention.key)),
      crossReferences: [...this.scan.crossReferences, ...references].sort((a, b) => a.start - b.start),
    });
    this.#relabelled = [{ hidden, scope, body }, ...this.#relabelled.slice(0, maxRelabelled - 1)];
    scans.set(body, this.scan);
    return body;
  }

  /** True where a leaf of this text, kind and blanks would be this one. */
  matches(kind: LeafKind, blank: readonly Span[]): boolean {
    return (
      this.kind === kind &&
      this.blank.length === blank.length &&
      this.blank.every((span, index) => span.start === blank[index]!.start && span.end === blank[index]!.end)
    );
  }
}

/** Leaves that were read before and may be used again, by their text; each is given away once. */
export class LeafPool {
  readonly #leaves = new Map<string, { readonly leaves: Leaf[]; next: number }>();
  readonly #given = new Set<Leaf>();

  add(leaf: Leaf): void {
    const known = this.#leaves.get(leaf.text);
    if (known) known.leaves.push(leaf);
    else this.#leaves.set(leaf.text, { leaves: [leaf], next: 0 });
  }

  take(text: string, kind: LeafKind, blank: readonly Span[]): Leaf | undefined {
    const known = this.#leaves.get(text);
    if (known === undefined) return undefined;
    const { leaves } = known;
    while (known.next < leaves.length && this.#given.has(leaves[known.next]!)) known.next += 1;
    // Of many leaves of one text that differ in the rest, most are read anew.
    const end = Math.min(leaves.length, known.next + maxCompared);
    for (let at = known.next; at < end; at += 1) {
      const leaf = leaves[at]!;
      if (!this.#given.has(leaf) && leaf.matches(kind, blank)) {
        this.#given.add(leaf);
        return leaf;
      }
    }
    return undefined;
  }

  /** Takes this very leaf. Returns false where it was given away before. */
  takeExactly(wanted: Leaf): boolean {
    if (this.#given.has(wanted)) return false;
    this.#given.add(wanted);
    return true;
  }
}

/** Leaves of one text that are compared with what is wanted. */
const maxCompared = 16;

/** The whole scan behind a body, for what only the citing context needs. */
const scans = new WeakMap<BlockBody, InlineScan>();
export const scanOf = (body: BlockBody): InlineScan | undefined => scans.get(body);

const bodyOf = (text: string, scope: Scope, scan: InlineScan): BlockBody => ({
  text,
  scope,
  prose: scan.prose,
  mentions: scan.mentions,
  crossReferences: scan.crossReferences,
  links: scan.links,
});

function scanLeaf(
  dialect: MarkdownDialect,
  text: string,
  kind: LeafKind,
  blank: readonly Span[],
): InlineScan {
  const isTable = kind === 'pipe-table' || kind === 'grid-table';
  const scanner = new InlineScanner(dialect, text.length, isTable);
  const content = blanked(text, blank);
  const end = Math.min(text.length, maxLeafLength);
  for (const span of blank) scanner.mask(span.start, span.end);
  scanner.mask(end, text.length);
  if (kind === 'pipe-table') scanPipeTable(scanner, content, end);
  else if (kind === 'grid-table') scanGridTable(scanner, content, end);
  else if (kind === 'tex') scanner.scanTex(content, 0, end);
  else scanner.scan(content, kind === 'text' ? scanExampleLabels(dialect, scanner, content) : 0, end);
  if (kind === 'simple-table') maskRules(scanner, text);
  if (kind === 'nocite') scanner.mask(0, text.length);
  return scanner.finish(text, dialect.isCrossReference);
}

/** The text with the spans replaced by as many spaces. */
function blanked(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const span of spans) {
    parts.push(text.slice(at, span.start), ' '.repeat(span.end - span.start));
    at = span.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

const exampleLabel = /[ \t]*\(?@([\p{L}\p{N}_-]*)\)[ \t]+/uy;

/** A block that starts with `(@label)` is a numbered example. Returns where its text starts. */
function scanExampleLabels(dialect: MarkdownDialect, scanner: InlineScanner, text: string): number {
  if (!dialect.exampleLists) return 0;
  exampleLabel.lastIndex = 0;
  const found = exampleLabel.exec(text);
  if (!found) return 0;
  scanner.mask(0, found[0].length);
  if (found[1]) scanner.define(found[1]);
  return found[0].length;
}

function maskRules(scanner: InlineScanner, text: string): void {
  for (const rule of text.matchAll(/^[ \t]*-[ -]*$/gm)) scanner.mask(rule.index, rule.index + rule[0].length);
}
