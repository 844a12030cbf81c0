/** UTF-16 units of a line that are looked at. */
const longest = 300;
/** What no key and no word that searches for one holds. */
const bounds = /[\][{}<>();,@`]/;

/**
 * What of a key, or of words that search for one, stands before the cursor; undefined where no key is typed.
 */
export function typedOfKey(lineBefore: string): string | undefined {
  const line = lineBefore.slice(-longest);
  let start = line.length - yearBehind(line).length;
  while (start > 0 && !bounds.test(line.charAt(start - 1))) start -= 1;
  return opens(line.slice(0, start)) ? line.slice(start) : undefined;
}

/**
 * The year that is typed behind names, with what parts it from them: `, 2000` of `[@Berman, 2000`. Empty
 * where there is none.
 */
export const yearBehind = (lineBefore: string): string =>
  /(?<=[\p{L}.])\s?[,(]\s?\(?(?:1[89]|20)\d{0,2}[a-z]?$/u.exec(lineBefore)?.[0] ?? '';

/**
 * True where the next character is the first of a key: `[… @`, a role's backtick, a command's brace,
 * `#cite(<`.
 */
function opens(line: string): boolean {
  const from = (opening: string): string => line.slice(Math.max(0, line.lastIndexOf(opening)));
  if (line.endsWith('@') || line.endsWith('@{')) return line.lastIndexOf('[') > line.lastIndexOf(']');
  return (
    /^\{cite[:\w]*\}`$/.test(from('{')) ||
    /^#\w+\(\s*<$/.test(from('#')) ||
    (/^\\\w+\*?(?:\[[^\][]*\])*\{$/.test(from('\\')) && /cite/i.test(from('\\')))
  );
}

/** A key behind its `@`, a letter or none of it; what follows a word is an address. */
const namedKey = /(?:^|[^\w@\\.])@\{?[\p{L}\p{N}_:.#$%&\-+?<>~/]*$/u;
/** Any of the keys of a command of LaTeX or a role of MyST. */
const listedKey = /\\\w*cite\w*\*?(?:\[[^\][]*\])*\{[^{}\s]*$|\{cite[:\w]*\}`[^`\s]*$/i;

/** True where a key is being typed before the cursor, in whatever way it is cited. */
export function isInKey(lineBefore: string): boolean {
  const line = lineBefore.slice(-longest);
  return typedOfKey(line) !== undefined || namedKey.test(line) || listedKey.test(line);
}
