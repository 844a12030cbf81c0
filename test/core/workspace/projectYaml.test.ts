import { expect, test } from 'vitest';
import { parsedProject } from '../../../src/core/workspace/discovery/projectYaml.ts';

test.each([
  'a: 1\n',
  '---\na: 1\n',
  '# of it\n\n---\na: 1\n---\nb: 2\n',
  '%YAML 1.2\n---\na: 1\n...\n',
  'a: 1\n---\n---\n',
])('the first document of %j is read', (text) => {
  expect(parsedProject(text)?.toJS()).toEqual({ a: 1 });
});

test('many documents, and many aliases, take no time', () => {
  expect(parsedProject('a: 1\n---\n'.repeat(40_000))?.toJS()).toEqual({ a: 1 });
  expect(parsedProject('a: &a [*a]\n'.repeat(20_000))).toBeUndefined();
});
