import type { TextEdit } from '../../../base/edit.ts';
import { finished } from '../../../base/steps.ts';
import { Text } from '../../../base/text.ts';
import { BibtexBibliography } from './bibliography.ts';
import { Records } from './records.ts';
import { WindowScanner } from './windows.ts';

export { BibtexBibliography, isBibtex } from './bibliography.ts';
export type { BibtexContext } from './context.ts';
export { fixSyntax, type SyntaxFix } from './fix.ts';

/** Text scanned between two yields, in UTF-16 units: a millisecond or two of work. */
const stepLength = 1 << 18;
/** The share of the time that scanning takes; the rest is the index of keys. For progress alone. */
const shareOfScan = 0.8;

/** Reads a BibTeX or BibLaTeX file. Never throws: what is wrong is among the problems. */
export function parseBibtex(text: Text | string): BibtexBibliography {
  return finished(parseBibtexInSteps(text));
}

/** As `parseBibtex`, in steps of about 256 KB; yields the share done, 0 to 1. */
export function* parseBibtexInSteps(text: Text | string): Generator<number, BibtexBibliography> {
  const held = typeof text === 'string' ? Text.of(text) : text;
  const scanner = new WindowScanner(held, 0);
  const records = new Records();
  let stepEnd = stepLength;
  while (scanner.next()) {
    records.add(scanner.record, scanner.base);
    const position = scanner.base + scanner.record.end;
    if (position < stepEnd) continue;
    yield (position / held.length) * shareOfScan;
    stepEnd = position + stepLength;
  }
  records.trim();
  const bibliography = new BibtexBibliography(held, records);
  for (const share of bibliography.indexKeysInSteps()) yield shareOfScan + share * (1 - shareOfScan);
  return bibliography;
}

/**
 * The bibliography after an edit, equal to a parse of `text`, the text after it. Only records that the edit
 * touches are scanned; keys, macros and what search derived are carried over.
 */
export function editBibtex(previous: BibtexBibliography, text: Text, edit: TextEdit): BibtexBibliography {
  return previous.edited(text, edit);
}
