import type { CitationCluster, Reference } from '../../core/index.ts';

/** What the worker is asked to format. */
export interface FormatRequest {
  readonly references: readonly Reference[];
  /** The name of a shipped style, or the text of a `.csl` file. */
  readonly style: string;
  /** A language tag (`de-DE`); empty for the style's own. */
  readonly locale: string;
  /** Keeps the number that numeric styles put before each entry. */
  readonly numbered: boolean;
  /** The citations of a document, in its order: the references are then numbered and told apart by them. */
  readonly clusters?: readonly CitationCluster[];
  /** Text where it is absent. */
  readonly output?: Output;
  /**
   * The document that the clusters are of: what did not change since its last request is not formatted again.
   */
  readonly document?: string;
  /** Asks for the CSL of the style and nothing else. */
  readonly wantsStyle?: true;
}

export type Output = 'text' | 'html' | 'markdown';

/** A document's citations and its list of references. */
export interface FormattedDocument {
  /** One text a cluster of the request. */
  readonly citations: readonly string[];
  /** In the style's order, each with the index of its reference in the request. */
  readonly entries: readonly { readonly reference: number; readonly text: string }[];
  /** The language that the style speaks. */
  readonly locale: string;
  /** The language asked for, where there is none like it and American English stands for it. */
  readonly missingLocale?: string;
  /** How the style cites; with the two below, for a request that names its document. */
  readonly form?: 'author-date' | 'number' | 'note';
  /** The references of each citation in the order in which they are printed, as indexes of the request's. */
  readonly order?: readonly (readonly number[])[];
  /** The place of each reference of the request in the style's order, from 1. */
  readonly numbers?: readonly number[];
}

/** Why a style cannot be used: the end of a sentence that begins with its name. */
export interface FormattingProblem {
  readonly problem: string;
}

export interface ToWorker extends FormatRequest {
  readonly id: number;
}

/**
 * Texts in the style's order, or the style's own; null where the style is not known, is broken or has no
 * bibliography.
 */
export interface FromWorker {
  readonly id: number;
  readonly texts: readonly string[] | null;
  /** For a request with clusters. */
  readonly document?: FormattedDocument;
  /** Why there are no texts and no document. */
  readonly problem?: string;
}
