/** A longer run between two marks is no quotation, but two marks that belong to others. UTF-16 units. */
const longest = 300;

const paragraphs = /\n[ \t]*\n/;

const marks: readonly (readonly [open: string, close: string])[] = [
  ['“', '”'],
  ['«', '»'],
  ['„', '“'],
  ['``', "''"],
];

/**
 * Whether a place stands between quotation marks, in one paragraph: a word that is spoken of, a search
 * string, another's words.
 */
export function isInQuotationMarks(text: string, at: number): boolean {
  const before = text
    .slice(Math.max(0, at - longest), at)
    .split(paragraphs)
    .at(-1)!;
  const behind = text.slice(at, at + longest).split(paragraphs)[0]!;
  const isBetween = marks.some(([open, close]) => {
    const start = before.lastIndexOf(open);
    const end = behind.indexOf(close);
    if (start < 0 || end < 0 || before.indexOf(close, start + open.length) >= 0) return false;
    const next = behind.indexOf(open);
    return next < 0 || next >= end;
  });
  return isBetween || isBetweenStraight(before, behind) || isEnquoted.test(before);
}

/** `\enquote{` of LaTeX, still open. */
const isEnquoted = /\\(?:enquote|textquote)\*?\{(?:[^{}]|\{[^{}]*\})*$/;

/** `"` opens where a word follows, and closes where one went before. */
const isBetweenStraight = (before: string, behind: string): boolean =>
  /(?:^|[\s([{—–*_])"(?=\S|$)[^"]*$/.test(before) && /^[^"]*[^\s"(]"/.test(behind);
