import { describe, expect, test } from 'vitest';
import { manuscriptRows, sectionKeys } from '../../src/webview/outline/rows/manuscriptRows.ts';
import { moveFor, TypeAhead } from '../../src/webview/outline/tree/navigation.ts';
import { manuscript } from './data.ts';

const outline = manuscript('# Methods\n## Participants\n## Imaging\n# Results\n# Réponse');
const rows = manuscriptRows(outline, new Set());
const folded = manuscriptRows(outline, new Set([sectionKeys(outline)[0]!]));

describe('keys in a tree', () => {
  test.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 4, 4],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['Home', 3, 0],
    ['End', 1, 4],
    ['PageDown', 0, 2],
    ['PageUp', 4, 2],
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 2, 0],
  ])('%s on row %i goes to row %i', (key, from, to) => {
    expect(moveFor(key, rows, from, 3)).toEqual({ kind: 'go', index: to });
  });

  test('arrows fold and unfold', () => {
    expect(moveFor('ArrowLeft', rows, 0, 3)).toEqual({ kind: 'toggle', rows: [0] });
    expect(moveFor('ArrowRight', folded, 0, 3)).toEqual({ kind: 'toggle', rows: [0] });
    expect(moveFor('ArrowRight', rows, 3, 3)).toBeNull();
    expect(moveFor('ArrowLeft', rows, 3, 3)).toBeNull();
  });

  test('* unfolds all siblings', () => {
    expect(moveFor('*', folded, 1, 3)).toEqual({ kind: 'toggle', rows: [0] });
    expect(moveFor('*', rows, 1, 3)).toEqual({ kind: 'toggle', rows: [] });
  });

  test('other keys, and keys in a tree without rows, are not the tree’s', () => {
    expect(moveFor('F5', rows, 0, 3)).toBeNull();
    expect(moveFor('ArrowDown', [], 0, 3)).toBeNull();
  });
});

describe('type-ahead', () => {
  test('joins letters typed quickly into a word', () => {
    const typed = new TypeAhead();
    expect(typed.find('r', 0, rows, 0)).toBe(3);
    expect(typed.find('é', 100, rows, 3)).toBe(3);
    expect(typed.find('p', 200, rows, 3)).toBe(4);
  });

  test('starts anew after a pause', () => {
    const typed = new TypeAhead();
    typed.find('r', 0, rows, 0);
    expect(typed.find('m', 5000, rows, 3)).toBe(0);
    expect(typed.continues(5100)).toBe(true);
    expect(typed.continues(9000)).toBe(false);
  });

  test('the same letter goes through all that begin with it, round and round', () => {
    const typed = new TypeAhead();
    expect(typed.find('r', 0, rows, 0)).toBe(3);
    expect(typed.find('r', 100, rows, 3)).toBe(4);
    expect(typed.find('r', 200, rows, 4)).toBe(3);
    expect(typed.find('x', 5000, rows, 3)).toBeNull();
  });
});
