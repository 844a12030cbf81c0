import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actionsFor } from '../../src/webview/outline/actions.ts';
import { glyphs } from '../../src/webview/outline/components/Icon.tsx';
import { shownText, spokenOf, workStateText } from '../../src/webview/outline/describe.ts';
import { manuscriptRows } from '../../src/webview/outline/rows/manuscriptRows.ts';
import { clip, counted } from '../../src/webview/outline/wording.ts';
import { data, manuscript, paper, work } from './data.ts';

describe('what is uncertain', () => {
  test.each([
    [172, 10, '10 of 172 references shown'],
    [172, 172, null],
    [172, null, '172 references stated'],
    [null, 10, null],
  ])('%s stated and %s shown: %s', (referencesStated, referencesShown, text) => {
    expect(shownText(paper({ referencesStated, referencesShown }))).toBe(text);
  });

  test('a work found by surname and year alone is only probably cited', () => {
    expect(workStateText(work('a', { citedIn: [0], key: 'a', uncertain: true }))).toBe(
      'probably cited in 1 place of this manuscript · matched on surname and year alone',
    );
    expect(workStateText(work('a', { citedIn: [0, 1] }))).toBe(
      'cited in 2 places of this manuscript · not in the bibliography',
    );
    expect(workStateText(work('a'))).toBe('not in the bibliography');
  });
});

test('a section’s accessible name says its counts', () => {
  const outline = manuscript('# Methods\n## Imaging', { each: { undefinedKeys: 1, uncitedParagraphs: 2 } });
  const [row] = manuscriptRows(outline, new Set());
  expect(spokenOf(row!.item)).toBe(
    '20 words (10 without subsections), 2 citations, 1 undefined key, 2 paragraphs without a citation',
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
