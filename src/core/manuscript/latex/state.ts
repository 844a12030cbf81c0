import type { Scope } from '../types.ts';

/** An environment or an argument that the text is inside of. */
export interface LatexFrame {
  readonly kind: 'environment' | 'argument' | 'group';
  readonly name: string;
  readonly scope: Scope;
  readonly prose: boolean;
}

/** What the text before a segment means for it. Small, and equal for most segments of a manuscript. */
export interface LatexState {
  /** A file without `\documentclass` is a `fragment`: all of it is text. */
  readonly phase: 'fragment' | 'preamble' | 'document' | 'ended';
  readonly frames: readonly LatexFrame[];
  /** The environment that is not read as TeX, or empty. */
  readonly verbatim: string;
  /** The rank of the section titled "Abstract" that the text is in. */
  readonly abstractRank?: number | undefined;
}

export const initialLatexState: LatexState = { phase: 'fragment', frames: [], verbatim: '' };

/** Deeper nesting than any manuscript has; environments beyond it are not told apart. */
export const maxDepth = 32;

export function sameLatexState(a: LatexState, b: LatexState): boolean {
  if (a === b) return true;
  if (
    a.phase !== b.phase ||
    a.verbatim !== b.verbatim ||
    a.abstractRank !== b.abstractRank ||
    a.frames.length !== b.frames.length
  )
    return false;
  return a.frames.every((frame, index) => sameFrame(frame, b.frames[index]!));
}

const sameFrame = (a: LatexFrame, b: LatexFrame): boolean =>
  a === b || (a.kind === b.kind && a.name === b.name && a.scope === b.scope && a.prose === b.prose);
