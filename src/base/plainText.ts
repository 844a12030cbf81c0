/** Text that somebody else wrote, made fit to be shown as plain text. */

/** Where such text is cut unless the caller says otherwise. UTF-16 units. */
export const defaultMaximum = 4000;

// Bidirectional embeddings, overrides and isolates can make text read as something else; marks (U+200E/F)
// stay.
const invisible = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const loneSurrogate = /\p{Surrogate}/gu;
/** Anything that those three may find: most texts hold none, and one look tells. */
const suspect = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uFEFF\uD800-\uDFFF]/;

// ECMA-48: what a terminal takes for colours, titles and links; of what has no end, its introducer alone.
// Introducers of one character are also letters of Windows-1252 read as Latin-1: more is asked of those.
const terminalEscape =
  /\u001B\[[0-?]{0,100}[@-~]|\u009B\d[0-?]{0,100}[@-~]|(?:\u001B[\]P^_X]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u009C]{0,2000}(?:\u0007|\u001B\\|\u009C)|\u001B\]\d{1,4};|\u001B[ -/]{0,10}[0-~]/g;

/** Without what means something to a terminal: taken out sign by sign, some of it would stay. */
export const withoutEscapes = (text: string): string => text.replace(terminalEscape, '');

/**
 * Removes control characters, bidirectional overrides and halves of surrogate pairs. Line breaks become `\n`.
 */
export function clean(text: string): string {
  if (!suspect.test(text)) return text;
  return withoutEscapes(text)
    .replace(lineBreak, '\n')
    .replace(invisible, '')
    .replace(loneSurrogate, '\uFFFD');
}

/** One line of plain text: cleaned, every run of white space one space, cut at `maximum`. */
export function oneLine(text: string, maximum = defaultMaximum): string {
  return truncate(
    clean(cutEarly(text, maximum))
      .replace(/[^\S\u00A0\u202F]+/g, ' ')
      .trim(),
    maximum,
  );
}

/** What somebody else named, in curly quotes, for a message or title in plain text: a key, a path. */
export const quoted = (name: string, maximum = 80): string => `“${oneLine(name, maximum)}”`;

/** The first few of many, each as `write` has it, and how many more there are: “a”, “b” and 3 more. */
export function fewOf<T>(
  items: readonly T[],
  most: number,
  write: (item: T) => string,
  separator = ', ',
): string {
  const shown = items
    .slice(0, most)
    .map((item) => write(item))
    .join(separator);
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}

/**
 * At most `maximum` UTF-16 units, the last of them "…" where something was cut. Never splits a surrogate
 * pair.
 */
export function truncate(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  if (maximum < 1) return '';
  let end = maximum - 1;
  if (isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

// Cleaning a 50 MB abstract to show 4,000 characters of it would cost; line breaks and controls are a small
// share.
export function cutEarly(text: string, maximum: number): string {
  return text.length > maximum * 4 + 1000 ? text.slice(0, maximum * 4 + 1000) : text;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
