import { isAbstractLabel, knownHeading, withoutNumber } from '../../headings.ts';
import type { Line } from './columns.ts';
import type { Run } from './rows.ts';
import type { Setting } from './style.ts';

/** A heading that a paragraph begins with, and the lines of the paragraph without it. */
export interface RunIn {
  readonly heading: readonly Line[];
  readonly rest: readonly Line[];
}

/** A heading takes no more lines. */
const maxLines = 3;
const longest = 160;

/**
 * "*2.1. Participants.* Thirty patients …": the words at a paragraph's beginning that are set in a type of
 * their own and end in a full stop or a colon. Undefined where a paragraph begins with none.
 */
export function runInHeading(lines: readonly Line[], { font }: Setting): RunIn | undefined {
  const first = lines[0]?.runs.find(isLetters);
  if (first === undefined || !isMarked(first, font)) return undefined;
  const heading: Line[] = [];
  for (const [index, line] of lines.slice(0, maxLines).entries()) {
    const end = line.runs.findIndex((run) => isLetters(run) && !isAlike(run, first));
    if (end < 0) {
      heading.push(line);
      continue;
    }
    heading.push(partOf(line, line.runs.slice(0, end)));
    const rest = [partOf(line, line.runs.slice(end)), ...lines.slice(index + 1)];
    return isHeading(heading) ? { heading: heading.filter(({ text }) => text !== ''), rest } : undefined;
  }
  return undefined;
}

/** The heading that articles share with which a line begins in bold: "**Funding** The trial was …". */
export function knownRunIn({ runs }: Line): ReturnType<typeof knownHeading> {
  const first = runs.find(isLetters);
  return first?.bold === true && runs.some((run) => isLetters(run) && !run.bold)
    ? knownHeading(first.text.trim())
    : undefined;
}

const isLetters = ({ text, rise }: Run): boolean => rise === undefined && /[\p{L}\d]/u.test(text);
const isMarked = (run: Run, font: number): boolean => run.bold || run.italic || run.font !== font;
const isAlike = (run: Run, first: Run): boolean =>
  run.bold === first.bold &&
  run.italic === first.italic &&
  (run.font === first.font || first.bold || first.italic);

function isHeading(lines: readonly Line[]): boolean {
  const text = lines
    .map((line) => line.text)
    .join(' ')
    .trim();
  const words = withoutNumber(text);
  return (
    text.length <= longest &&
    (/[.:]$/u.test(text) || knownHeading(words) !== undefined) &&
    /^\p{Lu}/u.test(words) &&
    /\p{L}{3}/u.test(words) &&
    // Two sentences are a text in that type; a name of a species is short, and so is a note.
    !/[.:;] \p{Lu}\p{Ll}/u.test(words) &&
    !/^(?:\p{Lu}\. ?\p{Ll}+|notes?|source|proof|theorem|lemma|remark|example|abstract|key ?words?|abbreviations?)[.:]$/iu.test(
      words,
    ) &&
    (knownHeading(words.replace(/[.:]$/u, '')) !== undefined || words !== text || !isAbstractLabel(words))
  );
}

function partOf(line: Line, runs: readonly Run[]): Line {
  const text = runs.map((run) => run.text).join('');
  return { ...line, runs, text: text.trim(), x0: runs[0]?.x ?? line.x0, x1: runs.at(-1)?.x1 ?? line.x1 };
}
