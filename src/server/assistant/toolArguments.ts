import { array, type InferOutput, object, optional, string } from 'valibot';
import { type Immutable, limit } from '../../protocol/schema.ts';

/** What each tool takes. The limits of texts are the same for all. */
export const toolArguments = {
  search_references: object({ query: string(), manuscript: optional(string()), limit: optional(limit) }),
  get_reference: object({ key: string(), manuscript: optional(string()) }),
  resolve_citation: object({ text: string(), manuscript: optional(string()) }),
  define_term: object({ term: string() }),
  reported_facts: object({ about: string() }),
  manuscript_outline: object({ manuscript: string() }),
  manuscript_citations: object({ manuscript: string() }),
  check_manuscript: object({
    manuscript: optional(string()),
    text: optional(string()),
    syntax: optional(string()),
  }),
  cite: object({ keys: array(string()), manuscript: string() }),
  missing_works: object({ manuscript: string() }),
};

export type ToolName = keyof typeof toolArguments;

export type ToolArguments = {
  readonly [Name in ToolName]: Immutable<InferOutput<(typeof toolArguments)[Name]>>;
};
