import { describe, expect, it } from 'vitest';
import { typstParser } from '../../src/core/manuscript/typst/parser.ts';
import { typstPieces } from '../support/hostileManuscripts.ts';

describe('hostile Typst', () => {
  it.each(typstPieces)('%j, again and again', (piece) => {
    const text = piece.repeat(12_000);
    const manuscript = typstParser.parse(text);
    for (const offset of [0, 7, text.length >> 1, text.length])
      typstParser.citingContextAt(manuscript, offset);
    for (const { start, body } of manuscript.blocks) {
      expect(text.startsWith(body.text, start)).toBe(true);
    }
  });

  // Work that grows with the square of this much text would outlast the test's time many times over.
  it.each(['#cite(<', '#{\\$', '#{"\\"\n', '@a[', '[', '/*', '\n\n#(', '`'])('%j, 200,000 times', (piece) => {
    const text = piece.repeat(200_000);
    expect(typstParser.parse(text).text).toBe(text);
  });

  it('holds bounded lists, and says so once', () => {
    const marks = '@a \\cite{a}'.repeat(51_000);
    const manuscript = typstParser.parse(marks);
    expect(manuscript.blocks[0]!.body.mentions).toHaveLength(50_000);
    expect(manuscript.problems.map(({ code }) => code)).toEqual(['limit-reached']);
    const paragraphs = typstParser.parse('a\n\n'.repeat(101_000));
    expect(paragraphs.blocks.length).toBeLessThanOrEqual(100_000);
    expect(paragraphs.problems.map(({ code }) => code)).toEqual(['limit-reached']);
  }, 30_000);

  it('stays right where edits go over the bound of paragraphs', () => {
    const text = 'a\n\n'.repeat(99_999);
    const manuscript = typstParser.parse(text);
    const edits = [{ start: 3, end: 3, text: 'b\n\nc\n\n' }];
    const next = text.slice(0, 3) + edits[0]!.text + text.slice(3);
    const edited = typstParser.parse(next, undefined, { manuscript, edits });
    const scratch = typstParser.parse(next);
    expect(edited.blocks.length).toBe(scratch.blocks.length);
    expect(edited.blocks.at(-1)).toEqual(scratch.blocks.at(-1));
  }, 30_000);

  it('takes keys and labels that objects treat specially as they are', () => {
    const manuscript = typstParser.parse('@__proto__ \\cite{__proto__,constructor} <constructor>');
    expect(manuscript.blocks[0]!.body.mentions.map(({ key }) => key)).toContain('__proto__');
  });
});
