/** UTF-16 units that mean something in BibTeX. */
export const Char = {
  Tab: 9,
  LineFeed: 10,
  Return: 13,
  Space: 32,
  Quote: 34,
  Hash: 35,
  Percent: 37,
  Open: 40,
  Close: 41,
  Comma: 44,
  Equals: 61,
  At: 64,
  OpenBrace: 123,
  CloseBrace: 125,
} as const;

/** White space, as BibTeX and biber take it, with the marks that editors and word processors leave behind. */
export const isSpace = (code: number): boolean =>
  code === Char.Space || (code >= Char.Tab && code <= Char.Return) || code === 0xa0 || code === 0xfeff;

export const isBlank = (code: number): boolean => code === Char.Space || code === Char.Tab;

export const isLineBreak = (code: number): boolean => code === Char.LineFeed || code === Char.Return;

/** A letter or digit of ASCII. */
export const isWordCharacter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/**
 * Characters that cannot stand in the name of a type, field or macro ("BibTeXing", and `lib/btparse` of
 * biber).
 */
const endsName = new Uint8Array(128);
for (let code = 0; code <= Char.Space; code += 1) endsName[code] = 1;
for (const char of '"#%(),=@{}') endsName[char.charCodeAt(0)] = 1;

/** Part of a name. NaN, as `charCodeAt` gives beyond the end, is none. */
export const isNameCharacter = (code: number): boolean =>
  code < 128 ? endsName[code] === 0 : code !== 0xa0 && code !== 0xfeff && code >= 128;
