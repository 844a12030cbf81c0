import type { Span } from '../../../base/span.ts';
import type { Scope } from '../types.ts';

/**
 * A bracket or statement that the text is inside of. `content` is markup in square brackets; all others are
 * code.
 */
export interface TypstFrame {
  readonly kind: 'content' | 'paren' | 'brace' | 'statement';
  /** The function whose arguments these are, or the keyword of a statement; empty where there is none. */
  readonly callee: string;
  /** The named argument that is being read, in a `paren`. */
  argument: string;
  readonly scope: Scope;
  readonly prose: boolean;
  /** Square brackets that are open as text in a `content`. */
  nesting: number;
}

/** What a frame of code begins with. */
export const codeFrame = { argument: '', nesting: 0 } as const;

/** A string of code. */
export interface WrittenString {
  readonly text: string;
  /** Without the quotation marks. */
  readonly span: Span;
  readonly value: string;
  readonly isClosed: boolean;
}

/** What the text before a segment means for it. */
export interface TypstState {
  readonly frames: readonly TypstFrame[];
  /** The number of backticks that end the raw block the text is in, or 0. */
  readonly rawTicks: number;
  /** How deep the text is in block comments, which nest. */
  readonly commentDepth: number;
  /** The rank of the section titled "Abstract" that the text is in. */
  readonly abstractRank?: number | undefined;
}

export const initialTypstState: TypstState = { frames: [], rawTicks: 0, commentDepth: 0 };

/** Deeper nesting than any manuscript has; brackets beyond it are counted, not told apart. */
export const maxDepth = 32;

/** Whether what is open at a blank line is taken as half typed, so that it spoils one paragraph only. */
export const isHalfTyped = (frame: TypstFrame | undefined): boolean =>
  frame?.kind === 'statement' || ['cite', 'ref', 'label'].includes(frame?.callee ?? '');

export function sameTypstState(a: TypstState, b: TypstState): boolean {
  return (
    a.rawTicks === b.rawTicks &&
    a.commentDepth === b.commentDepth &&
    a.abstractRank === b.abstractRank &&
    a.frames.length === b.frames.length &&
    a.frames.every((frame, index) => sameFrame(frame, b.frames[index]!))
  );
}

const sameFrame = (a: TypstFrame, b: TypstFrame): boolean =>
  a.kind === b.kind &&
  a.callee === b.callee &&
  a.argument === b.argument &&
  a.scope === b.scope &&
  a.prose === b.prose &&
  a.nesting === b.nesting;
