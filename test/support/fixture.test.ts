import { expect, test } from 'vitest';
import { drawRanges, parseFixture } from './fixture.ts';

test('a fixture gives text, cursor and labelled ranges', () => {
  const fixture = parseFixture(`
    See [@ber$0man2000; @zarate2006].
          ^^^^^^^^^^   ^^^^^^^^^^ key
    End.
  `);
  expect(fixture.text).toBe('See [@berman2000; @zarate2006].\nEnd.\n');
  expect(fixture.cursor).toBe(9);
  expect(fixture.ranges.map((range) => [fixture.text.slice(range.start, range.end), range.label])).toEqual([
    ['berman2000', 'key'],
    ['zarate2006', 'key'],
  ]);
});

test('drawn ranges parse back to themselves', () => {
  const fixture = parseFixture('one two\n    ^^^ a\nthree\n^^^^^ b');
  expect(parseFixture(drawRanges(fixture.text, fixture.ranges))).toEqual(fixture);
});

test('two cursors are a mistake in the test', () => {
  expect(() => parseFixture('a$0\nb$0')).toThrow('one $0');
});
