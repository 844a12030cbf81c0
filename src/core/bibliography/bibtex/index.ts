import type { TextEdit } from '../../../base/edit.ts';
import { Text } from '../../../base/text.ts';
import { BibtexBibliography } from './bibliography.ts';
import { Records } from './records.ts';
import { Scanner } from './scan.ts';

export { BibtexBibliography } from './bibliography.ts';
export type { BibtexContext } from './context.ts';

/** Text scanned between two yields, in UTF-16 units: a millisecond or two of work. */
const stepLength = 1 << 18;

/** Reads a BibTeX or BibLaTeX file. Never throws: what is wrong is among the problems. */
export function parseBibtex(text: Text | string): BibtexBibliography {
  const steps = parseBibtexInSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `parseBibtex`, in steps of about 256 KB; yields the share done, 0 to 1. */
export function* parseBibtexInSteps(text: Text | string): Generator<number, BibtexBibliography> {
  const held = typeof text === 'string' ? Text.of(text) : text;
  const source = held.toString();
  const scanner = new Scanner(source);
  const records = new Records();
  let position = 0;
  let stepEnd = stepLength;
  while (scanner.next(position)) {
    records.add(scanner, 0);
    position = scanner.end;
    if (position < stepEnd) continue;
    yield position / source.length;
    stepEnd = position + stepLength;
  }
  records.trim();
  return new BibtexBibliography(held, records);
}

/**
 * The bibliography after an edit, equal to a parse of `text`, the text after it. Only records that the edit touches are
 * scanned; keys, macros and what search derived are carried over.
 */
export function editBibtex(previous: BibtexBibliography, text: Text, edit: TextEdit): BibtexBibliography {
  return previous.edited(text, edit);
}
