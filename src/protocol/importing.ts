/** Requests about papers that are imported. */
import type { LspRange, RequestName } from './requests.ts';
import type { DecisionKind, ReviewField } from './review.ts';

export interface ImportPaperParams {
  /** The file that the user chose. */
  readonly uri: string;
  /** The workspace folder that keeps the pack. */
  readonly folder: string;
  /** Where progress is reported to (`$/progress`), as LSP has it for requests. */
  readonly workDoneToken?: string | number;
}

export interface ImportPaperAnswer {
  /** The pack as JSON; null where there is none, and `message` says why. */
  readonly pack: string | null;
  /** Where the client should write it: the file of an earlier import, or a new one. */
  readonly packUri: string | null;
  readonly id: string;
  /** The paper's title; empty where there is no pack, or none was found. */
  readonly title: string;
  readonly summary: readonly ImportSummaryGroup[];
  /** For the person. */
  readonly message: string;
}

/** A kind of thing that an import found, or could not make out. */
export interface ImportSummaryGroup {
  readonly title: string;
  readonly kind: 'found' | 'doubtful' | 'rejected';
  readonly items: readonly ImportSummaryItem[];
  /** How many more there are than `items` shows. */
  readonly more: number;
}

export interface ImportSummaryItem {
  readonly text: string;
  readonly detail: string;
  /** In the file that was imported. */
  readonly range: LspRange | null;
}

/** Imports a file that the user chose; nothing is written by the server. */
export const importPaperRequest: RequestName<ImportPaperParams, ImportPaperAnswer> = {
  method: 'psycite/importPaper',
};

export interface ReviewImportAnswer {
  /** The paper's title. */
  readonly title: string;
  readonly fields: readonly ReviewField[];
}

/** What an import was not sure of in the pack of a file. */
export const reviewImportRequest: RequestName<{ readonly uri: string }, ReviewImportAnswer> = {
  method: 'psycite/reviewImport',
};

export interface DecideImportParams {
  readonly uri: string;
  readonly work: string;
  readonly field: string;
  readonly kind: DecisionKind;
  /** For an edit. */
  readonly value: string;
}

/**
 * The pack's text with a decision, which the client writes; null where it cannot be taken, and `message` says
 * why.
 */
export const decideImportRequest: RequestName<
  DecideImportParams,
  { readonly pack: string | null; readonly message: string }
> = { method: 'psycite/decideImport' };

/** References of a pack written out as a bibliography file. */
export const packBibliographyRequest: RequestName<
  { readonly pack: string; readonly format: 'bibtex' | 'csl-json' },
  { readonly text: string } | null
> = { method: 'psycite/packBibliography' };
