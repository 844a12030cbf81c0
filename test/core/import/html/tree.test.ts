import { describe, expect, test } from 'vitest';
import { finished } from '../../../../src/base/steps.ts';
import { HtmlElement, readTree } from '../../../../src/core/import/readers/html/tree.ts';
import { assertLinear } from '../../../support/assertLinear.ts';

/** A page as its elements and texts: `p[a[“text”]]`. */
function outline(source: string): string {
  const told = (element: HtmlElement): string =>
    element.children
      .map((child) =>
        child instanceof HtmlElement
          ? `${child.name}[${told(child)}]`
          : `“${source.slice(child.start, child.end)}”`,
      )
      .join(' ');
  return told(finished(readTree(source))!);
}

describe('a page is cut into elements and text', () => {
  test.each([
    ['an end of a tag in a value', '<p title="a > b">c</p>', 'p[“c”]'],
    ['an end of a tag in a value without spaces', "<a href='x>y'>c</a>d", 'a[“c”] “d”'],
    ['a sign that begins no tag', '<p>a < b <3 c</p>', 'p[“a < b <3 c”]'],
    ['comments', '<p>a<!-- <b> > -->c<!-->d</p>', 'p[“a” “c” “d”]'],
    ['a declaration and a processing instruction', '<!DOCTYPE html><?php x ?>a', '“a”'],
    ['markup in a script', '<script>if (a < b) "</p>";</script>c', 'script[“if (a < b) "</p>";”] “c”'],
    ['a title before another tag', '<title>A & B</title></head>', 'title[“A & B”]'],
    ['an element within another', '<ul><li>a<li>b</ul>', 'ul[li[“a”] li[“b”]]'],
    ['a value that nothing closes', '<p>a<b title="c>d</b></p>', 'p[“a”]'],
    ['a comment that nothing closes', '<p>a<!-- b</p>', 'p[“a”]'],
  ])('%s', (_, source, expected) => {
    expect(outline(source)).toBe(expected);
  });

  test.each(['<a title="', '<!-- > ', '<script>>', '<b title=">', '= "', '</', '<!>'])(
    'in time in proportion to many %j',
    (piece) => {
      assertLinear((size) => () => void finished(readTree(piece.repeat(size))), { smallest: 2_000 });
    },
  );
});
