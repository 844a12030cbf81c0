import { expect, test } from 'vitest';
import { contextIn, fieldUnderCursor } from '../../../support/bibtex.ts';

test.each<[string, ReturnType<typeof contextIn>]>([
  // Types
  ['\n@$0', { kind: 'entry-type', replace: '' }],
  ['\n@art$0', { kind: 'entry-type', replace: 'art' }],
  ['\n@ar$0ticle{a, title = {T}}', { kind: 'entry-type', replace: 'article' }],
  ['\n@misc{a,}\n\n@art$0\n\n@misc{b,}', { kind: 'entry-type', replace: 'art' }],
  ['\nme@home$0', { kind: 'other' }],
  ['\n@misc{a, note = {x\n@art$0\n}}', { kind: 'other' }],
  // Keys
  ['\n@misc{$0', { kind: 'key', replace: '' }],
  ['\n@misc{ab$0c}', { kind: 'key', replace: 'abc', key: 'abc' }],
  ['\n@misc{ab$0c, title = {T}}', { kind: 'key', replace: 'abc', key: 'abc' }],
  // Names of fields
  ['\n@misc{a,\n  $0\n}', { kind: 'field-name', replace: '', key: 'a' }],
  ['\n@misc{a,\n  au$0\n}', { kind: 'field-name', replace: 'au', key: 'a' }],
  ['\n@misc{a,\n  au$0thor = {X}\n}', { kind: 'field-name', replace: 'author', key: 'a' }],
  ['\n@misc{a,\n  title = {T},\n  ye$0', { kind: 'field-name', replace: 'ye', key: 'a' }],
  ['\n@misc{a,\n  title = {T},\n  ye$0\n\n@misc{b,}', { kind: 'field-name', replace: 'ye', key: 'a' }],
  ['\n@misc{a, title = {T}, $0}', { kind: 'field-name', replace: '', key: 'a' }],
  ['\n@misc{a, title = {T} $0}', { kind: 'other' }],
  // Entries that others name
  ['\n@misc{a, crossref = {$0}}', { kind: 'entry-reference', replace: '', key: 'a' }],
  ['\n@misc{a, crossref = {bo$0ok}}', { kind: 'entry-reference', replace: 'book', key: 'a' }],
  ['\n@misc{a, xdata = {one, tw$0o}}', { kind: 'entry-reference', replace: 'two', key: 'a' }],
  ['\n@misc{a, xdata = {one}$0}', { kind: 'other' }],
  ['\n@misc{a, crossref = {bo$0\n\n@misc{b,}', { kind: 'entry-reference', replace: 'bo', key: 'a' }],
  // Elsewhere
  ['\n@misc{a, title = {T$0}}', { kind: 'other' }],
  ['\n@misc{a,}$0', { kind: 'other' }],
  ['\n$0\n@misc{a,}', { kind: 'other' }],
  ['\n@string{s = {x$0}}', { kind: 'other' }],
  ['\n@comment{ x$0 }', { kind: 'other' }],
])('%s', (fixture, context) => {
  expect(contextIn(fixture)).toEqual(context);
});

test('the field under the cursor', () => {
  expect(fieldUnderCursor('\n@misc{a, ti$0tle = {T}}')).toBe('title');
  expect(fieldUnderCursor('\n@misc{a, title = {T$0}, year = 2000}')).toBe('title');
  expect(fieldUnderCursor('\n@misc{a, title = {T}, year = 20$000}')).toBe('year');
  expect(fieldUnderCursor('\n@string{jrnl = {J$0}}')).toBe('jrnl');
  expect(fieldUnderCursor('\n@misc{$0a, title = {T}}')).toBeUndefined();
  expect(fieldUnderCursor('\n$0 @misc{a, title = {T}}')).toBeUndefined();
});
