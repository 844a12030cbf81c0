/** Requests of assistants, and the check of a draft. */
import type { RequestName } from './requests.ts';

/** A call of a tool for assistants; its arguments and answer are described in ARCHITECTURE.md. */
export interface CallToolParams {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface ToolAnswer {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The first is PsyCite's own words, the second what is quoted. */
  readonly texts: readonly string[];
}

export const callToolRequest: RequestName<CallToolParams, ToolAnswer> = { method: 'psycite/callTool' };

export interface CheckDraftParams {
  /** The manuscript that the text is meant for; an empty URI for none. */
  readonly textDocument: { readonly uri: string };
  readonly text: string;
}

/** Something in a draft: known or not, or a problem, with what would mend it. Offsets in UTF-16 units. */
export interface DraftFinding {
  readonly kind: 'problem' | 'key' | 'citation' | 'doi' | 'dose' | 'abbreviation';
  readonly status: 'known' | 'ambiguous' | 'unknown';
  readonly text: string;
  readonly detail: string;
  readonly line: number;
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  }[];
}

export const checkDraftRequest: RequestName<
  CheckDraftParams,
  { readonly note: string; readonly findings: readonly DraftFinding[] }
> = { method: 'psycite/checkDraft' };
