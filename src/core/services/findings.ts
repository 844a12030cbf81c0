import type { ProblemCode, Severity } from '../problem.ts';
import { quoted } from '../render/escape.ts';
import { type Notice, noticeText } from './notices.ts';

/** What is wrong with an entry, wherever it is shown. */
export interface Finding {
  readonly code: ProblemCode;
  readonly message: string;
  /** Where it is not that of the code. */
  readonly severity?: Exclude<Severity, 'off'>;
  readonly fix?: FindingFix;
}

/** What fixes it, where there is one right answer: plain data, for it goes to the editor and comes back. */
export type FindingFix =
  | { readonly kind: 'lacking'; readonly key: string; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly kind: 'article'; readonly key: string; readonly doi: string };

const kinds = {
  retraction: { severity: 'error', advice: 'Do not rest an argument on it, or cite its retraction with it.' },
  removal: { severity: 'error', advice: 'Do not rest an argument on it, or cite the notice with it.' },
  withdrawal: { severity: 'error', advice: 'Do not rest an argument on it, or cite the notice with it.' },
  'partial-retraction': {
    severity: 'warning',
    advice: 'Check that what you cite is not the part that was taken back.',
  },
  concern: { severity: 'warning', advice: 'Read it before you rely on the work.' },
  reinstatement: { severity: 'information', advice: 'Read why, and cite that too where it matters.' },
  correction: { severity: 'information', advice: 'Check that what you cite still holds.' },
} as const;

export const noticeFinding = (key: string, notice: Notice): Finding => ({
  code: 'work-retracted',
  message: `${quoted(key)} ${noticeText(notice)}. ${kinds[notice.kind].advice}`,
  severity: kinds[notice.kind].severity,
});
