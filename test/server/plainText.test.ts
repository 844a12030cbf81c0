import { expect, test } from 'vitest';
import { withoutMarkdown } from '../../src/server/convert/plainText.ts';

test.each([
  ['**Bold** and *slanted*', 'Bold and slanted'],
  ['a \\* b \\_ c \\[d\\]', 'a * b _ c [d]'],
  ['[10\\.1/x](https://doi.org/10.1/x) · `code`', '10.1/x · code'],
  ['one  \ntwo', 'one\ntwo'],
  ['2 \\* 3 `` a`b ``', '2 * 3 a`b'],
])('%j reads %j', (markdown, plain) => {
  expect(withoutMarkdown(markdown)).toBe(plain);
});
