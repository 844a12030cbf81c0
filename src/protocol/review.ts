/** Messages between the page that reviews an import and the extension. */
import {
  array,
  boolean,
  type InferOutput,
  literal,
  maxLength,
  nullable,
  number,
  object,
  picklist,
  pipe,
  string,
  variant,
} from 'valibot';
import { count, guard, type Immutable } from './schema.ts';

/** A field of an imported pack that is less sure than others. */
const reviewField = object({
  work: string(),
  field: string(),
  label: string(),
  value: string(),
  /** The reference that it is of, as printed; empty for the paper itself. */
  printed: string(),
  /** How it was found, in a sentence. */
  message: string(),
  certainty: number(),
  /** In the file that was imported; null where nobody can be led there. */
  place: nullable(object({ start: count, end: count })),
});
export type ReviewField = Immutable<InferOutput<typeof reviewField>>;

export const decisions = ['accept', 'edit', 'drop'] as const;

/** UTF-16 units: more than anybody types into a field. */
const maxValueLength = 10_000;

const fromReview = variant('type', [
  object({ type: literal('ready') }),
  object({ type: literal('show'), work: string(), field: string() }),
  object({
    type: literal('decide'),
    work: string(),
    field: string(),
    kind: picklist(decisions),
    value: pipe(string(), maxLength(maxValueLength)),
  }),
]);
export type FromReview = Immutable<InferOutput<typeof fromReview>>;
export const isFromReview = guard(fromReview);

const toReview = object({
  type: literal('review'),
  /** The paper's title. */
  title: string(),
  fields: array(reviewField),
  /** True where the file that was imported can be shown. */
  canShow: boolean(),
  /** Why a decision was not taken; empty where it was. */
  problem: string(),
});
export type ToReview = Immutable<InferOutput<typeof toReview>>;
export const isToReview = guard(toReview);
