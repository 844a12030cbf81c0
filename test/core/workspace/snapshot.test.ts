import { expect, test } from 'vitest';
import { Store } from '../../../src/core/workspace/store.ts';

const inline = (key: string): string => `---\nreferences:\n- id: ${key}\n  title: T\n---\nSee @${key}.\n`;

test('references in two manuscripts are read once each, until their text changes', () => {
  const store = new Store();
  store.openManuscript('file:///a.md', 'pandoc', 1, inline('one'));
  store.openManuscript('file:///b.md', 'pandoc', 1, inline('two'));
  const [a, b] = [store.snapshot().library('file:///a.md'), store.snapshot().library('file:///b.md')];
  store.editManuscript('file:///b.md', 2, [
    { start: inline('two').length, end: inline('two').length, text: 'More.' },
  ]);
  expect(store.snapshot().library('file:///a.md')).toBe(a);
  expect(store.snapshot().library('file:///b.md')).toBe(b);
  expect(a.find('one')).toBeDefined();
  store.openManuscript('file:///b.md', 'pandoc', 4, inline('three'));
  expect(store.snapshot().library('file:///b.md').find('three')).toBeDefined();
});
