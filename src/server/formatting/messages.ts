import type { Reference } from '../../core/index.ts';

/** What the worker is asked to format. */
export interface FormatRequest {
  readonly references: readonly Reference[];
  /** `apa`, `vancouver`, `ama`, or the text of a `.csl` file. */
  readonly style: string;
  /** A language tag (`de-DE`); empty for the style's own. */
  readonly locale: string;
  /** Keeps the number that numeric styles put before each entry. */
  readonly numbered: boolean;
}

export interface ToWorker extends FormatRequest {
  readonly id: number;
}

/** Texts in the style's order; null where the style is not known, is broken or has no bibliography. */
export interface FromWorker {
  readonly id: number;
  readonly texts: readonly string[] | null;
}
