import type { TextEdit } from '../../../base/edit.ts';
import type { Text } from '../../../base/text.ts';
import type { Problem } from '../../problem.ts';
import type { Entry, Field } from '../types.ts';
import type { BibtexBibliography } from './bibliography.ts';
import { type SyntaxProblemKind, syntaxKindOf } from './problems.ts';

/** One edit that fixes a `bib-syntax` problem. */
export interface SyntaxFix {
  readonly title: string;
  /** UTF-16 offsets of the bibliography's text. */
  readonly edit: TextEdit;
  /** False where the writer may have meant something else. */
  readonly isCertain: boolean;
}

/** A value longer than this is not looked through for where it should have ended. */
const maxValue = 10_000;

/**
 * The edit that fixes a `bib-syntax` problem, where there is one right answer; undefined where there is none.
 * Each is tried first: with it the file has fewer such problems, and no entry fewer.
 */
export function fixSyntax(
  text: Text,
  bibliography: BibtexBibliography,
  problem: Problem,
): SyntaxFix | undefined {
  const kind = syntaxKindOf(problem);
  if (kind === undefined) return undefined;
  return candidates(text, bibliography, kind, problem).find(({ edit }) => {
    const after = bibliography.edited(text.replace(edit), edit);
    return after.size >= bibliography.size && brokenPlaces(after) < brokenPlaces(bibliography);
  });
}

const brokenPlaces = ({ problems }: BibtexBibliography): number =>
  problems.filter(({ code }) => code === 'bib-syntax').length;

const insert = (at: number, text: string): TextEdit => ({ start: at, end: at, text });

function candidates(
  text: Text,
  bibliography: BibtexBibliography,
  kind: SyntaxProblemKind,
  { start, end }: Problem,
): readonly SyntaxFix[] {
  switch (kind) {
    case 'missing-comma':
      return [{ title: 'Write a comma behind this value', edit: insert(end, ','), isCertain: true }];
    case 'missing-comma-after-key':
      return [{ title: 'Write a comma behind this key', edit: insert(end, ','), isCertain: true }];
    case 'missing-equals': {
      const sign = /\s/.test(text.slice(end, end + 1)) ? ' =' : ' = ';
      return [{ title: 'Write “=” behind this name', edit: insert(end, sign), isCertain: true }];
    }
    case 'bare-words': {
      const edit = { start, end, text: `{${text.slice(start, end)}}` };
      return [{ title: 'Put braces around this value', edit, isCertain: true }];
    }
    case 'closed-early':
      return [{ title: 'Delete this brace', edit: { start, end, text: '' }, isCertain: false }];
    case 'entry-not-closed':
      return closingEntry(text, bibliography, start);
    case 'value-not-closed':
      return closingValue(text, bibliography, start, '}');
    case 'quote-not-closed':
      return closingValue(text, bibliography, start, '"');
    default:
      return [];
  }
}

function closingEntry(text: Text, bibliography: BibtexBibliography, at: number): readonly SyntaxFix[] {
  const entry = entryAt(bibliography, at);
  const field = entry && bibliography.fields(entry.index).at(-1);
  if (entry === undefined || field === undefined) return [];
  const value = text.slice(field.valueSpan.start, Math.min(field.valueSpan.end, entry.span.end));
  // `title = {Open, year = 2002}`: the brace that is missing is that of the title.
  if (value.length > maxValue || /,\s*\w+\s*=/.test(value)) return [];
  let end = field.valueSpan.end;
  while (end < entry.span.end && /[}"]/.test(text.slice(end, end + 1))) end += 1;
  if (text.slice(end, end + 1) === ',') end += 1;
  return [{ title: 'Close this entry', edit: insert(end, '\n}'), isCertain: true }];
}

function closingValue(
  text: Text,
  bibliography: BibtexBibliography,
  open: number,
  mark: '}' | '"',
): readonly SyntaxFix[] {
  const entry = entryAt(bibliography, open);
  const field = entry && bibliography.fields(entry.index).find((one) => startsAt(one, open));
  if (field === undefined) return [];
  const content = text.slice(open + 1, Math.max(open + 1, field.valueSpan.end));
  if (content.length > maxValue) return [];
  const isCertain = !/[{}]/.test(content);
  const title =
    mark === '}'
      ? 'Close this brace at the end of the value'
      : 'Close this quotation mark at the end of the value';
  // A value that ran on to the end of the entry holds the entry's own brace.
  const whole = content.trimEnd();
  const ends = [whole.endsWith('}') ? whole.slice(0, -1) : whole, whole].map(
    (one) => open + 1 + lengthOf(one),
  );
  return [...new Set(ends)].flatMap((end) =>
    [mark, mark === '}' ? '}}' : '}"', `${mark}\n}`].map((written) => ({
      title,
      edit: insert(end, written),
      isCertain,
    })),
  );
}

/** The length of a value without the white space and commas at its end. */
function lengthOf(value: string): number {
  let end = value.length;
  while (end > 0 && /[\s,]/.test(value[end - 1]!)) end -= 1;
  return end;
}

const startsAt = ({ nameSpan, valueSpan }: Field, open: number): boolean =>
  nameSpan.start < open && open <= valueSpan.start && valueSpan.start <= open + 1;

function entryAt(bibliography: BibtexBibliography, offset: number): Entry | undefined {
  const index = bibliography.indexAt(offset);
  return index < 0 ? undefined : bibliography.entry(index);
}
