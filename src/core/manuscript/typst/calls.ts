import type { Span } from '../../../base/span.ts';
import type { SegmentCollector } from '../segments/segmentCollector.ts';
import type { KeyMention, Scope } from '../types.ts';
import type { TypstFrame } from './state.ts';

/*
 * What the functions of Typst mean to a reader of prose, and the calls of `cite` and `ref` that are being
 * read.
 */

export const statements: ReadonlySet<string> = new Set(
  'let set show import include return if for while context'.split(' '),
);

/** Statements that end where their last block ends, not where the line does. */
export const blockStatements: ReadonlySet<string> = new Set(['if', 'for', 'while', 'context']);

export const argumentScopes: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['caption', 'legend'],
  ['title', 'title'],
  ['abstract', 'abstract'],
]);

export const calleeScopes: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['footnote', 'footnote'],
  ['abstract', 'abstract'],
  ['heading', 'heading'],
  ['table', 'table'],
  ['title', 'title'],
]);

/** Functions whose content is no prose of the manuscript. */
export const silentCallees: ReadonlySet<string> = new Set(['cite', 'ref', 'bibliography', 'outline', 'raw']);

type OpenMention = { -readonly [name in keyof KeyMention]: KeyMention[name] };

/** A call that is being read: how it cites is known only where it closes. */
interface OpenCall {
  readonly frame: TypstFrame;
  readonly start: number;
  readonly mentions: OpenMention[];
  form: string;
}

/** The calls of `cite` and `ref` that the text is inside of. */
export class CitationCalls {
  readonly #calls: OpenCall[] = [];
  /** Functions of the author's own that cite. */
  readonly #own: ReadonlySet<string>;

  constructor(own: ReadonlySet<string>) {
    this.#own = own;
  }

  open(frame: TypstFrame, start: number): void {
    if (
      frame.kind === 'paren' &&
      (frame.callee === 'cite' || frame.callee === 'ref' || this.#own.has(frame.callee))
    )
      this.#calls.push({ frame, start, mentions: [], form: '' });
  }

  /** Whether a value that stands in `frame` is the work that a call cites. */
  citesIn(frame: TypstFrame | undefined): boolean {
    const call = this.#calls.at(-1);
    return call !== undefined && call.frame === frame && frame.argument === '';
  }

  cite(key: string, span: Span, item: Span, parts: SegmentCollector): void {
    const { start, end } = span;
    const form = { narrative: false, suppressAuthor: false };
    const mention: OpenMention = { kind: 'key', start, end, key, item, citation: item, ...form };
    this.#calls.at(-1)?.mentions.push(mention);
    parts.blocks.mention(mention);
  }

  /** `form: "prose"` in the arguments of the call that `frame` is. */
  form(frame: TypstFrame, value: string): void {
    const call = this.#calls.at(-1);
    if (call?.frame === frame) call.form = value;
  }

  /** Ends the call that `frame` is, if it is one; returns where that started. */
  close(frame: TypstFrame, end: number): number | undefined {
    const call = this.#calls.at(-1);
    if (call?.frame !== frame) return undefined;
    this.#calls.pop();
    finish(call, end);
    return call.start;
  }

  closeAll(end: number): void {
    for (const call of this.#calls.splice(0)) finish(call, end);
  }
}

function finish(call: OpenCall, end: number): void {
  for (const mention of call.mentions) {
    mention.citation = { start: call.start, end };
    mention.narrative = call.form === 'prose' || call.form === 'author';
    mention.suppressAuthor = call.form === 'year';
  }
}
