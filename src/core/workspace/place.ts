import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { ProblemCode } from '../problem.ts';

/** A span of a file. */
export interface Place extends Span {
  readonly uri: string;
}

/** Edits of one file, all against the text as it is now, in no particular order, not overlapping. */
export interface FileEdits {
  readonly uri: string;
  /** The file is to be made first; the edits are of an empty text. */
  readonly create?: boolean;
  readonly edits: readonly TextEdit[];
}

export interface CodeAction {
  readonly title: string;
  /** The code of the problem that this fixes; absent for a rewrite that fixes nothing. */
  readonly fixes?: ProblemCode;
  /** Where that problem is. */
  readonly at?: Span;
  /** True where this is the one right answer. */
  readonly preferred?: boolean;
  readonly edits?: readonly FileEdits[];
  /** A command of the extension, for what is more than an edit. */
  readonly command?: { readonly name: string; readonly arguments: readonly unknown[] };
}
