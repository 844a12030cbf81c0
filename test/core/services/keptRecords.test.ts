/**
 * Records that were asked for not long ago stand for what a service says; nothing else that a file may hold
 * does.
 */
import { expect, test } from 'vitest';
import { KeptRecords } from '../../../src/core/asking.ts';
import type { LookedUp } from '../../../src/core/services/lookUp.ts';

const record = {
  from: 'doi' as const,
  reference: { id: '', type: 'book', title: 'A' },
  otherTitles: [],
  years: [2000],
  notices: [],
};
const found: LookedUp = { found: { kind: 'record', record, areNoticesUnknown: false }, failures: [] };
const start = Date.UTC(2026, 10, 30, 9);
const day = 86_400_000;

function again(lines: readonly string[], after: number, addresses = '[]'): KeptRecords {
  const kept = new KeptRecords(start + after, addresses);
  kept.read(lines);
  return kept;
}

test('a record of the day, and when it was asked for', () => {
  const kept = new KeptRecords(start, '[]');
  expect(kept.get('doi 10.1000/a')).toBeUndefined();
  kept.add('doi 10.1000/a', found);
  const lines = [...kept.lines()];
  const later = again(lines, day - 1);
  expect(later.get('doi 10.1000/a')).toEqual(found);
  expect([later.used, later.oldest, later.isChanged]).toEqual([1, start, false]);
  expect(again(lines, day).get('doi 10.1000/a')).toBeUndefined();
  expect(again(lines, -1).get('doi 10.1000/a')).toBeUndefined();
  expect(again(lines, 0, '[["doi","http://localhost"]]').get('doi 10.1000/a')).toBeUndefined();
});

test('what was not said, and what leads nowhere, is asked again', () => {
  const kept = new KeptRecords(start, '[]');
  const failure = { service: 'crossref' as const, fault: { kind: 'dropped' as const } };
  kept.add('a', { ...found, failures: [failure] });
  kept.add('b', { found: { kind: 'none' }, failures: [] });
  expect([...kept.lines()]).toHaveLength(1);
});

test.each([
  '',
  '{',
  '7',
  '{"name":"a","at":1}',
  '{"name":"a","at":"x","record":{}}',
  '{"name":"a","at":1,"record":{"from":"x"}}',
])('a damaged file: %j', (line) => {
  const kept = new KeptRecords(start, '[]');
  kept.read([[...kept.lines()][0]!, line]);
  expect(kept.get('a')).toBeUndefined();
});
