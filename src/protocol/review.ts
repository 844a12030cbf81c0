/** Messages between the page that reviews an import and the extension. */

/** A field of an imported pack that is less sure than others. */
export interface ReviewField {
  readonly work: string;
  readonly field: string;
  readonly label: string;
  readonly value: string;
  /** The reference that it is of, as printed; empty for the paper itself. */
  readonly printed: string;
  /** How it was found, in a sentence. */
  readonly message: string;
  readonly certainty: number;
  /** In the file that was imported; null where nobody can be led there. */
  readonly place: { readonly start: number; readonly end: number } | null;
}

export const decisions = ['accept', 'edit', 'drop'] as const;
export type DecisionKind = (typeof decisions)[number];

export type FromReview =
  | { readonly type: 'ready' }
  | { readonly type: 'show'; readonly work: string; readonly field: string }
  | {
      readonly type: 'decide';
      readonly work: string;
      readonly field: string;
      readonly kind: DecisionKind;
      readonly value: string;
    };

export interface ToReview {
  readonly type: 'review';
  /** The paper's title. */
  readonly title: string;
  readonly fields: readonly ReviewField[];
  /** True where the file that was imported can be shown. */
  readonly canShow: boolean;
  /** Why a decision was not taken; empty where it was. */
  readonly problem: string;
}

/** More than anybody types into a field. */
const longestValue = 10_000;

/** Whether a message of the page has the shape it should. */
export function isFromReview(value: unknown): value is FromReview {
  if (typeof value !== 'object' || value === null) return false;
  const { type, work, field, kind, value: text } = value as Readonly<Record<string, unknown>>;
  if (type === 'ready') return true;
  if (typeof work !== 'string' || typeof field !== 'string') return false;
  if (type === 'show') return true;
  return (
    type === 'decide' &&
    decisions.some((one) => one === kind) &&
    typeof text === 'string' &&
    text.length <= longestValue
  );
}
