import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Text } from '../../src/base/text.ts';
import { absoluteEdit, applyEdit, awkwardText, relativeEdit } from '../support/arbitraries.ts';
import { answersOfDocument, answersOfText, editText } from '../support/text.ts';

test('a text answers as TextDocument does, after any edits', () => {
  fc.assert(
    fc.property(awkwardText, fc.array(relativeEdit(awkwardText), { maxLength: 6 }), (start, edits) => {
      let content = start;
      let text = Text.of(start);
      expect(answersOfText(text)).toEqual(answersOfDocument(content));
      for (const relative of edits) {
        const edit = absoluteEdit(relative, content.length);
        content = applyEdit(content, edit);
        text = editText(text, edit);
      }
      expect(answersOfText(text)).toEqual(answersOfDocument(content));
    }),
    { numRuns: 300 },
  );
});

test('edits at the borders of chunks keep pairs and line endings whole', () => {
  const border = 1 << 16;
  const filler = 'x'.repeat(border - 1);
  for (const pair of ['\r\n', '😀']) {
    const content = `${filler}${pair}${filler}${pair}end`;
    const offsets = [border - 2, border - 1, border, border + 1, 2 * border, 2 * border + 1, 2 * border + 2];
    for (const start of offsets) {
      for (const inserted of ['', '\r', '\n', '\ud83d', '\ude00', 'y'.repeat(border)]) {
        const edit = { start, end: start + 1, text: inserted };
        const edited = applyEdit(content, edit);
        const text = editText(Text.of(content), edit);
        expect(text.toString() === edited).toBe(true);
        expect(text.lineCount).toBe(edited.split(/\r\n|\r|\n/).length);
        expect(text.charCodeAt(start)).toBe(edited.charCodeAt(start));
      }
    }
  }
});

test('a text before an edit stays as it was', () => {
  const before = Text.of('one\ntwo');
  const after = editText(before, { start: 3, end: 4, text: '' });
  expect([before.toString(), before.lineCount]).toEqual(['one\ntwo', 2]);
  expect([after.toString(), after.lineCount]).toEqual(['onetwo', 1]);
});

test('places outside the text are its ends', () => {
  const text = Text.of('ab\r\ncd');
  expect(text.offsetAt({ line: -1, character: 3 })).toBe(0);
  expect(text.offsetAt({ line: 0, character: 99 })).toBe(2);
  expect(text.offsetAt({ line: 9, character: 0 })).toBe(6);
  expect(text.positionAt(-5)).toEqual({ line: 0, character: 0 });
  expect(text.positionAt(3)).toEqual({ line: 0, character: 2 });
  expect(text.positionAt(99)).toEqual({ line: 1, character: 2 });
  expect(Text.of('').positionAt(0)).toEqual({ line: 0, character: 0 });
});

test('many edits in a row leave chunks of a sensible size', () => {
  let text = Text.of('x'.repeat(300_000));
  let content = 'x'.repeat(300_000);
  for (let step = 0; step < 300; step += 1) {
    const edit = {
      start: (step * 7_919) % content.length,
      end: (step * 7_919) % content.length,
      text: 'y\n',
    };
    text = editText(text, edit);
    content = applyEdit(content, edit);
  }
  expect(text.slice(0, text.length) === content).toBe(true);
  expect(text.lineCount).toBe(301);
});
