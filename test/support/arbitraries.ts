import fc from 'fast-check';
import type { TextEdit } from '../../src/base/edit.ts';

/** An edit before the text is known: where it starts and ends as shares of the text, and what it inserts. */
export interface RelativeEdit {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

/** Pieces that break naive text code: every line ending, surrogate pairs and halves of them, BOM, NUL. */
export const awkwardText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom('\n', '\r\n', '\r'), weight: 4 },
      { arbitrary: fc.constantFrom('😀', '\ud83d', '\ude00', '\ufeff', '\0', 'é', 'ш', '\u2028'), weight: 3 },
      { arbitrary: fc.string({ maxLength: 8 }), weight: 4 },
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

/** Edits anywhere: mostly short, as a keystroke is, sometimes over much of the text. */
export const relativeEdit = (text: fc.Arbitrary<string>): fc.Arbitrary<RelativeEdit> =>
  fc.record({
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(
      { arbitrary: fc.constant(0), weight: 3 },
      { arbitrary: fc.integer({ min: 1, max: 3 }), weight: 4 },
      { arbitrary: fc.integer({ min: 4, max: 200 }), weight: 2 },
    ),
    text,
  });

/**
 * The edit in a text of this length. Its ends may stand between the halves of a pair, as an editor's may not.
 */
export function absoluteEdit({ from, length, text }: RelativeEdit, textLength: number): TextEdit {
  const start = Math.round(from * textLength);
  return { start, end: Math.min(textLength, start + length), text };
}

export const applyEdit = (text: string, edit: TextEdit): string =>
  text.slice(0, edit.start) + edit.text + text.slice(edit.end);
