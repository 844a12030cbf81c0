import { expect, test } from 'vitest';
import { finished } from '../../src/base/steps.ts';
import { CitationLinks } from '../../src/core/import/readers/html/citationLinks.ts';
import { HtmlElement, readTree } from '../../src/core/import/readers/html/tree.ts';
import { assertLinear } from '../support/assertLinear.ts';
import { imported } from '../support/importing.ts';

const page = (body: string) =>
  `<html><head><title>Moods</title><meta name="citation_title" content="A study of moods"></head><body><h2>Abstract</h2><p>Moods fell.</p>${body}</body></html>`;

test.each([
  ['deep', '<div>'.repeat(100_000)],
  ['deep formatting', Array.from({ length: 30_000 }, (_, index) => `<b class="${index}">`).join('')],
  ['closed without being open', '</div></p></b>'.repeat(30_000)],
  ['paragraphs in formatting', '<b><p>'.repeat(30_000)],
  ['tables in tables', '<table><tr><td>'.repeat(30_000)],
  ['lists of references', '<h2>References</h2><ol><li>Alder 1994 First title'.repeat(3_000)],
  ['one endless attribute', `<a href="${'#'.repeat(500_000)}">1</a>`],
  ['one endless tag', '<'.repeat(500_000)],
  ['open comment', `<!-- ${'-'.repeat(300_000)}`],
  ['entities', '&lt;'.repeat(100_000)],
])('%s: the page is still read', (_, body) => {
  expect(imported(page(body)).value?.source.title).toBe('A study of moods');
});

test.each([
  ['beside each other', '<div>x</div>'],
  ['in one another', '<div>x'],
])('a page of more elements than any has, %s, is refused', (_, element) => {
  expect(imported(page(element.repeat(500_001))).problems[0]?.message).toContain(
    'more than 500,000 elements',
  );
});

test('of a page of more short paragraphs than any has the first are read, and the person is told', () => {
  const { value, doubts } = imported(page(`<h2>Introduction</h2>${'<p>Low.</p>'.repeat(60_000)}`));
  expect(value?.source.title).toBe('A study of moods');
  expect(doubts.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^The file holds 100\d\d more paragraphs/u),
  );
});

test('links find their works in time in proportion to the length of the list', () => {
  const make = (size: number) => {
    const source = '<p id="a">Alder</p>'.repeat(size);
    const items = finished(readTree(source))!.children.filter((child) => child instanceof HtmlElement);
    return () =>
      void new CitationLinks(
        source,
        items.map((element) => ({ element, copies: [] })),
      );
  };
  assertLinear(make, { smallest: 2_000 });
});

test('scripts are text of nobody', () => {
  const { value } = imported(
    page(
      '<h2>Introduction</h2><script>document.write("<p>Major Depressive Disorder (MDD)</p>")</script><p onclick="x()">Low moods (LM) stay.</p>',
    ),
  );
  expect(value?.abbreviations.map(({ short }) => short)).toEqual(['LM']);
});

test('time grows with the length', () => {
  const body = '<h2>Introduction</h2><div><p>Moods are <i>low</i> <a href="#r1">1</a> and stay so.</p></div>';
  const list = '<h2>References</h2><ol><li id="r1">Alder AB. First title. J Moods. 1994;31:281–94.</li></ol>';
  const make = (size: number) => {
    const text = page(body.repeat(size) + list);
    return () => imported(text);
  };
  assertLinear(make, { smallest: 150 });
});
