import { foldTable, ignored, separator, wordTable } from './fold.ts';
import { Case, caseTable } from './shape.ts';

export const lowerBit = 14;
export const upperBit = 15;

/** What the scan knows of a UTF-16 unit beside its symbol, which takes the ten bits below. */
export const About = {
  /** Part of a word. */
  Word: 1 << 10,
  /** Counts for words otherwise than what it folds to, or is passed over: the hash of a word says nothing. */
  Odd: 1 << 11,
  /** No part of a word, but some label starts with it ("(", "[", a superscript), or a colon. */
  Opens: 1 << 12,
  /** May take what follows into its unit: white space, dashes. */
  Separates: 1 << 13,
  Lower: 1 << lowerBit,
  Upper: 1 << upperBit,
} as const;

/** What the table says before any label is known: the same for every index. */
let blank: Uint16Array | undefined;

export function blankTable(): Uint16Array {
  if (blank) return blank;
  const folded = foldTable();
  const words = wordTable();
  const cases = caseTable();
  const table = new Uint16Array(65536);
  for (let code = 0; code < 65536; code++) {
    const unit = folded[code]!;
    let about = words[code] === 1 ? About.Word : 0;
    if (unit === ignored || words[code] !== words[unit]) about |= About.Odd;
    if (unit === separator) about |= About.Separates;
    if (cases[code] === Case.Lower) about |= About.Lower;
    if (cases[code] === Case.Upper) about |= About.Upper;
    table[code] = about;
  }
  table[0x3a]! |= About.Opens;
  blank = table;
  return table;
}
