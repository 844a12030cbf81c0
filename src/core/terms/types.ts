import type { Span } from '../../base/span.ts';
import type { Scope } from '../manuscript/types.ts';

/** One use of a pack's term in a manuscript, in document offsets. */
export interface TermMention extends Span {
  readonly pack: string;
  readonly id: string;
  readonly text: string;
  /** What matched: a label ("NMDA receptor"), or a short form ("NMDAR"). */
  readonly form: 'label' | 'short';
}

/** A definition of an abbreviation in the manuscript. The span is the short form at the definition. */
export interface AbbreviationDefinition extends Span {
  readonly short: string;
  readonly long: string;
  readonly longSpan: Span;
  readonly scope: Scope;
}

/** A use of a short form, defined or not, in document offsets. */
export interface AbbreviationUse extends Span {
  readonly short: string;
  readonly scope: Scope;
}
