/**
 * How characters are compared. A text and a label are read as a row of units: one folded character each, or
 * one separator, which is a run of white space or one dash of any kind. So "NMDA-receptor", "NMDA receptor"
 * with a no-break space and "NMDA" + line break + "receptor" are one row of units.
 */

/** The folded separator. */
export const separator = 1;

/** What is passed over in a text and in a label: soft hyphens, combining marks, characters of no width. */
export const ignored = 2;

const dashes = '-\u2010\u2011\u2012\u2013\u2014\u2212';

let folded: Uint16Array | undefined;
let wordUnits: Uint8Array | undefined;

/** UTF-16 unit → folded unit: lower case without diacritics; 0 for what no label may hold. */
export function foldTable(): Uint16Array {
  if (folded) return folded;
  const table = new Uint16Array(65536);
  for (let code = 0x21; code < 65536; code++) {
    // Lower case and diacritics exist below U+2100 and in a few blocks that no label needs folded.
    table[code] = code < 0x2100 ? foldOne(code) : code;
  }
  for (const dash of dashes) table[dash.charCodeAt(0)] = separator;
  for (let code = 0; code < 65536; code++) if (isSpace(code)) table[code] = separator;
  for (let code = 0x300; code < 0x370; code++) table[code] = ignored;
  for (const code of [0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]) table[code] = ignored;
  for (let digit = 0; digit < 10; digit++) {
    table[0x2070 + digit] = 0x30 + digit;
    table[0x2080 + digit] = 0x30 + digit;
  }
  for (const [code, digit] of [
    [0xb9, 1],
    [0xb2, 2],
    [0xb3, 3],
  ] as const)
    table[code] = 0x30 + digit;
  for (const quote of '\u2018\u2019\u02bc\u2032') table[quote.charCodeAt(0)] = 0x27;
  // Halves of surrogate pairs.
  for (let code = 0xd800; code < 0xe000; code++) table[code] = 0;
  folded = table;
  return table;
}

let unfolded: ReadonlyMap<number, readonly number[]> | undefined;

/** The UTF-16 units that fold to a unit other than themselves: `A` and `Å` for `a`. */
export function unfoldTable(): ReadonlyMap<number, readonly number[]> {
  if (unfolded) return unfolded;
  const table = new Map<number, number[]>();
  foldTable().forEach((unit, code) => {
    if (unit === code) return;
    const codes = table.get(unit);
    if (codes) codes.push(code);
    else table.set(unit, [code]);
  });
  unfolded = table;
  return table;
}

/**
 * 1 where a UTF-16 unit belongs to a word: letters, digits, `_`. Superscript digits do not: they mark notes.
 */
export function wordTable(): Uint8Array {
  if (wordUnits) return wordUnits;
  const table = new Uint8Array(65536);
  for (let code = 0; code < 0x2100; code++) {
    if (/[\p{L}\p{N}_]/u.test(String.fromCharCode(code))) table[code] = 1;
  }
  for (const code of [0xb9, 0xb2, 0xb3]) table[code] = 0;
  for (let code = 0x2070; code < 0x2080; code++) table[code] = 0;
  wordUnits = table;
  return table;
}

/**
 * The end of the unit that starts at `at`. A separator takes the white space that follows it, a second hyphen
 * (LaTeX writes `--`) and the line break behind a dash; every unit takes the ignored characters behind it.
 */
export function unitEnd(text: string, at: number, limit: number): number {
  const code = text.charCodeAt(at);
  let end = at + 1;
  // Nearly every unit is one letter with another behind it.
  if (end < limit && isPlain(code) && isPlain(text.charCodeAt(end))) return end;
  const table = foldTable();
  if (table[code] === separator) {
    if (isSpace(code)) {
      while (end < limit && isSpace(text.charCodeAt(end))) end++;
    } else {
      if (code === 0x2d && text.charCodeAt(end) === 0x2d && end < limit) end++;
      const next = end < limit ? text.charCodeAt(end) : 0;
      if (next === 0x0a || next === 0x0d) while (end < limit && isSpace(text.charCodeAt(end))) end++;
    }
  }
  while (end < limit && table[text.charCodeAt(end)] === ignored) end++;
  return end;
}

const isPlain = (code: number): boolean => code > 0x2d && code < 0x7e;

/** White space, and `~`, which LaTeX and Typst write for a no-break space. */
export function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    code === 0xa0 ||
    code === 0x7e ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x3000
  );
}

function foldOne(code: number): number {
  const bare = String.fromCharCode(code).normalize('NFD').charAt(0).toLowerCase();
  // The micro sign is a Greek mu to its readers.
  return bare === '\u00b5' ? 0x3bc : bare.charCodeAt(0);
}
