import fc from 'fast-check';
import type { TextEdit } from '../../src/base/edit.ts';
import type { Manuscript, SyntaxParser } from '../../src/core/manuscript/types.ts';

/** Edits of a text, as fractions of what the text is when each comes, so that any of them fits any text. */
export interface RelativeEdit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/**
 * Texts and edits put together from `pieces`: the constructs whose opening and closing an edit may change.
 */
export function editedTexts(
  pieces: readonly string[],
): fc.Arbitrary<{ text: string; batches: RelativeEdit[][] }> {
  const piece = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
    { weight: 2, arbitrary: fc.constantFrom('\n\n', '\r\n\r\n', '\n', ' ', '\r', '\uD83D', '\uDE00') },
  );
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)),
    insert: fc.array(piece, { maxLength: 2 }).map((parts) => parts.join('')),
  });
  return fc.record({
    text: fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
    batches: fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
  });
}

/** Applies a batch to a text: the new text, and the edits as a client would send them. */
function applyBatch(text: string, batch: readonly RelativeEdit[]): { text: string; edits: TextEdit[] } {
  let current = text;
  const edits = batch.map(({ at, remove, insert }) => {
    const start = Math.floor(at * current.length);
    const end = Math.min(current.length, start + remove);
    current = current.slice(0, start) + insert + current.slice(end);
    return { start, end, text: insert };
  });
  return { text: current, edits };
}

/** Parses a text and then every version that the batches make of it, each from the one before. */
export function parseThrough(
  parser: SyntaxParser,
  text: string,
  batches: readonly (readonly RelativeEdit[])[],
): readonly Manuscript[] {
  const versions = [parser.parse(text)];
  for (const batch of batches) {
    const manuscript = versions.at(-1)!;
    const next = applyBatch(manuscript.text, batch);
    versions.push(parser.parse(next.text, undefined, { manuscript, edits: next.edits }));
  }
  return versions;
}
