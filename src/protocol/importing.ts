/** Requests about papers that are imported. */
import { type InferOutput, number, object, optional, picklist, string, union } from 'valibot';
import { decisions, type ReviewField } from './review.ts';
import { answer, type Immutable, type LspRange, request } from './schema.ts';

const importPaperParams = object({
  /** The file that the user chose. */
  uri: string(),
  /** The workspace folder that keeps the pack. */
  folder: string(),
  /** Where progress is reported to (`$/progress`), as LSP has it for requests. */
  workDoneToken: optional(union([string(), number()])),
});
export type ImportPaperParams = Immutable<InferOutput<typeof importPaperParams>>;

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
export const importPaperRequest = request(
  'psycite/importPaper',
  importPaperParams,
  answer<ImportPaperAnswer>(),
);

export interface ReviewImportAnswer {
  /** The paper's title. */
  readonly title: string;
  readonly fields: readonly ReviewField[];
}

/** What an import was not sure of in the pack of a file. */
export const reviewImportRequest = request(
  'psycite/reviewImport',
  object({ uri: string() }),
  answer<ReviewImportAnswer>(),
);

const decideImportParams = object({
  uri: string(),
  work: string(),
  field: string(),
  kind: picklist(decisions),
  /** For an edit. */
  value: string(),
});
export type DecideImportParams = Immutable<InferOutput<typeof decideImportParams>>;

/**
 * The pack's text with a decision, which the client writes; null where it cannot be taken, and `message` says
 * why.
 */
export const decideImportRequest = request(
  'psycite/decideImport',
  decideImportParams,
  answer<{ readonly pack: string | null; readonly message: string }>(),
);

/** References of a pack written out as a bibliography file. */
export const packBibliographyRequest = request(
  'psycite/packBibliography',
  object({ pack: string(), format: picklist(['bibtex', 'csl-json']) }),
  answer<{ readonly text: string } | null>(),
);
