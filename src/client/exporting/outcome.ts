import { reasonOf, type Tool } from './tools.ts';

/** When a file was last written, ms; undefined where there is none. */
export type Written = number | undefined;

/** How a tool ended: its exit code, and the file that it was to make as it was before and is now. */
export interface Ending {
  readonly code: number | 'cancelled' | undefined;
  readonly before: Written;
  readonly after: Written;
}

/**
 * Undefined where the document was made, else why it was not: the end of a sentence. A tool that was killed
 * ends with 0 in VS Code's terminals, and what an earlier export made is no document of this one.
 */
export function failureOf(tool: Tool, { code, before, after }: Ending): string | undefined {
  const isMade = after !== undefined && (after !== before || tool.keepsWhatIsDone === true);
  if (code === 0 && isMade) return undefined;
  if (code === 0)
    return 'it ended without an error and without writing the file. Was it ended from outside? The terminal may say more.';
  return (typeof code === 'number' ? reasonOf(tool.id, code) : undefined) ?? 'the terminal says why.';
}

/**
 * What a tool leaves that did not come to its end: a file that it began until it was cancelled, or one that
 * may be half of one. LaTeX makes a PDF that is worth a look in spite of errors, so that such a file stays.
 */
export function remainder({ code, before, after }: Ending): 'begun' | 'doubtful' | undefined {
  if (after === undefined || after === before) return undefined;
  return before === undefined && code === 'cancelled' ? 'begun' : 'doubtful';
}
