/** Requests of assistants, and the check of a draft. */
import { object, record, string, unknown } from 'valibot';
import { answer, request, textDocument } from './schema.ts';

export interface ToolAnswer {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The first is PsyCite's own words, the second what is quoted. */
  readonly texts: readonly string[];
}

/** A call of a tool for assistants; its arguments and answer are described in ARCHITECTURE.md. */
export const callToolRequest = request(
  'psycite/callTool',
  object({ tool: string(), arguments: record(string(), unknown()) }),
  answer<ToolAnswer>(),
);

/** Something in a draft: known or not, or a problem, with what would fix it. Offsets in UTF-16 units. */
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

/** Checks a text that is meant for a manuscript, or with an empty URI for none. */
export const checkDraftRequest = request(
  'psycite/checkDraft',
  object({ textDocument, text: string() }),
  answer<{ readonly note: string; readonly findings: readonly DraftFinding[] }>(),
);
