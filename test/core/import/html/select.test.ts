import { expect, test } from 'vitest';
import { finished } from '../../../../src/base/steps.ts';
import { elementsOf, matcherOf } from '../../../../src/core/import/readers/html/select.ts';
import { readTree } from '../../../../src/core/import/readers/html/tree.ts';

const page =
  '<ol class="refs big"><li id="B1" data-x="1" role="note">a</li><li><p class="refs">b</p></li></ol><div class="toc-list" id="ref-2"><p>c</p></div>';
const root = finished(readTree(page))!;
const found = (...selectors: readonly string[]) => {
  const matches = matcherOf(selectors);
  return [...elementsOf(root)].filter(matches).map(({ name, start }) => `${name} ${start}`);
};

test.each([
  [['li'], ['li 21', 'li 62']],
  [['.refs'], ['ol 0', 'p 66']],
  [['p.refs'], ['p 66']],
  [['ol.refs>li'], ['li 21', 'li 62']],
  [['ol.refs p'], ['p 66']],
  [['ol>p'], []],
  [['#B1', '[role=note]'], ['li 21']],
  [['li[data-x]'], ['li 21']],
  [['[class*=toc]'], ['div 97']],
  [['[id^=ref]>p'], ['p 130']],
])('%s', (selectors, expected) => {
  expect(found(...selectors)).toEqual(expected);
});
