import { expect, test } from 'vitest';
import type { CitationCluster, Reference } from '../../src/core/index.ts';
import { DocumentFormatting } from '../../src/server/formatting/document.ts';

const count = 2_000;
const works: readonly Reference[] = Array.from({ length: count }, (_, index) => ({
  id: `w${index}`,
  type: 'article-journal',
  title: `Title ${index}`,
  author: [{ family: `Family${index % 700}`, given: 'Ann' }],
  issued: { 'date-parts': [[1990 + (index % 30)]] },
}));
const cite = (reference: number): CitationCluster => ({
  start: reference * 9,
  end: reference * 9 + 5,
  narrative: false,
  items: [{ reference, prefix: '', suffix: '', label: '', locator: '', suppressAuthor: false }],
});

test('two thousand works are cited and listed, and one more is printed alone', () => {
  const style = 'american-medical-association';
  const document = new DocumentFormatting({ style, locale: '', output: 'html' });
  const last = count - 1;
  const first = document.format(
    works.slice(0, last),
    works.slice(0, last).map((_, index) => cite(index)),
  );
  expect([first.citations.length, first.entries.length]).toEqual([last, last]);
  const more = document.format(
    works,
    works.map((_, index) => cite(index)),
  );
  expect(more.citations[last]).toContain(String(count));
  expect(more.entries.slice(0, last)).toEqual(first.entries);
  expect(more.entries[last]!.text).toContain(`Title ${last}`);
}, 60_000);
