import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actionsFor } from '../../src/webview/outline/actions.ts';
import { glyphs } from '../../src/webview/outline/components/Icon.tsx';
import { spokenOf, wordsOfStates, workStateText, worksText } from '../../src/webview/outline/describe.ts';
import { manuscriptRows } from '../../src/webview/outline/rows/manuscriptRows.ts';
import { clip, counted } from '../../src/webview/outline/wording.ts';
import { data, manuscript, paper, work } from './data.ts';

test.each([
  [['cited', 'absent'], 'cited, not cited'],
  [['absent'], 'not cited'],
  [['cited', 'mentioned', 'absent'], 'cited, mentioned, none of these'],
])('a legend of %s says “%s”', (there, words) => {
  expect(
    wordsOfStates((state) => there.includes(state))
      .map(([, word]) => word)
      .join(', '),
  ).toBe(words);
});

describe('what is uncertain', () => {
  test.each([
    [172, 2, 3, '5 works: 2 listed by the page (of 172), 3 only cited'],
    [172, 2, 0, '2 works listed by the page (of 172)'],
    [2, 2, 0, '2 works'],
    [null, 1, 1, '2 works: 1 listed by the page, 1 only cited'],
    [null, 2, 0, '2 works'],
  ])('%s stated, %s listed and %s only cited: %s', (referencesStated, listed, cited, text) => {
    const works = [
      ...Array.from({ length: listed }, (_, index) => work(`l${index}`)),
      ...Array.from({ length: cited }, (_, index) => work(`c${index}`, { listed: false })),
    ];
    expect(worksText(paper({ referencesStated, works }))).toBe(text);
  });

  test('a work found by surname and year alone is only probably mentioned', () => {
    expect(workStateText(work('a', { citedIn: [0], key: 'a', mentioned: true, uncertain: true }))).toBe(
      'probably mentioned by author and year in 1 place of this manuscript · matched on surname and year alone · in the bibliography',
    );
    expect(workStateText(work('a', { citedIn: [0, 1], mentioned: true }))).toBe(
      'mentioned by author and year in 2 places of this manuscript · not in the bibliography',
    );
    expect(workStateText(work('a', { citedIn: [0, 1], key: 'a' }))).toBe(
      'cited in 2 places of this manuscript',
    );
    expect(workStateText(work('a'))).toBe('not in the bibliography');
  });
});

test('a section’s accessible name says its counts', () => {
  const outline = manuscript('# Methods\n## Imaging', { each: { undefinedKeys: 1, uncitedParagraphs: 2 } });
  const [row] = manuscriptRows(outline, new Set());
  expect(spokenOf(row!.item)).toBe(
    '20 words (10 without subsections), 2 citations, 1 undefined key, 2 uncited paragraphs',
  );
});

describe('actions', () => {
  const ids = (...parameters: Parameters<typeof actionsFor>) => actionsFor(...parameters).map(({ id }) => id);
  const item = (change: Parameters<typeof work>[1]) =>
    ({ kind: 'work', paper: paper(), work: work('a', change) }) as const;

  test('are those that make sense for the work', () => {
    expect(ids(item({ doi: '10.1000/1' }), data())).toEqual([
      'insert-citation',
      'add-to-bibliography',
      'open-doi',
      'open-pack',
    ]);
    expect(ids(item({ key: 'a' }), data())).toEqual(['insert-citation', 'open-pack']);
    expect(ids(item({}), data({ manuscript: null }))).toEqual(['open-pack']);
  });
});

describe('wording', () => {
  test('counts as people do', () => {
    expect([counted(0, 'work'), counted(1, 'work'), counted(1204, 'work')]).toEqual([
      '0 works',
      '1 work',
      '1,204 works',
    ]);
  });

  test('clips long text between characters', () => {
    const clipped = clip(`${'x'.repeat(399)}😀${'x'.repeat(99)}`);
    expect(clipped).toBe(`${'x'.repeat(399)}…`);
    expect(clip('short')).toBe('short');
  });
});

test('the glyphs are those of the font', () => {
  const sheet = readFileSync('node_modules/@vscode/codicons/dist/codicon.css', 'utf8');
  for (const [name, glyph] of Object.entries(glyphs)) {
    const code = glyph.codePointAt(0)!.toString(16);
    expect(sheet).toContain(`.codicon-${name}:before { content: "\\${code}" }`);
  }
});

test('the stylesheet and the tree agree on the height of a row', async () => {
  const { rowHeight } = await import('../../src/webview/outline/tree/window.ts');
  expect(readFileSync('media/outline.css', 'utf8')).toContain(`--row-height: ${rowHeight}px;`);
});
