import type { Span } from '../base/span.ts';

export type Severity = 'off' | 'hint' | 'information' | 'warning' | 'error';

/**
 * Every check, with the severity it has until a setting changes it. The key is the diagnostic's code and the
 * anchor of its paragraph in docs/checks.md.
 */
export const defaultSeverities = {
  'citation-undefined': 'error',
  'bib-syntax': 'error',
  'bib-duplicate-key': 'warning',
  'bib-duplicate-work': 'information',
  'bib-missing-field': 'information',
  'bib-unused-entry': 'hint',
  'bibliography-not-found': 'error',
  'bibliography-not-followed': 'information',
  'bibliography-undeclared': 'information',
  'bibliography-outside-workspace': 'warning',
  'bibliography-unreadable': 'error',
  'front-matter-syntax': 'warning',
  'paper-unknown': 'warning',
  'abbreviation-undefined': 'hint',
  'abbreviation-used-before-definition': 'information',
  'abbreviation-redefined': 'information',
  'abbreviation-conflict': 'information',
  'abbreviation-expanded-again': 'hint',
  'abbreviation-unused': 'hint',
  'term-variant': 'hint',
  'stigmatizing-wording': 'hint',
  'work-retracted': 'error',
  'work-not-found': 'error',
  'work-mismatch': 'error',
  'work-published': 'information',
  'work-incomplete': 'information',
  'pack-syntax': 'error',
  'pack-schema': 'error',
  'pack-rule': 'warning',
  'limit-reached': 'information',
} as const satisfies Record<string, Severity>;

export type ProblemCode = keyof typeof defaultSeverities;

/** Something found wrong at one place of one file. `message` says what, and what to do about it. */
export interface Problem extends Span {
  readonly code: ProblemCode;
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
  /** Where it is not that of the code: a correction is less than a retraction. */
  readonly severity?: Exclude<Severity, 'off'>;
  /** Shown faded: the text is not wrong but idle. */
  readonly unnecessary?: boolean;
}

export interface RelatedPlace extends Span {
  /** The URI of the file; the file of the problem itself where it is absent. */
  readonly uri?: string;
  readonly message: string;
}

/** What every reader returns: a value that is as whole as the input lets it be, and what was wrong. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
