import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeInSteps, decodeText } from '../../src/server/decode.ts';
import { awkwardText } from '../support/arbitraries.ts';

/** Longer than a step, so that pieces are cut inside it; the short text that is repeated shifts where. */
const repeated = (text: string, unit: number): string =>
  text.repeat(Math.ceil(600_000 / (text.length * unit)));

test('a text decoded in pieces is the text decoded whole, wherever the pieces are cut', () => {
  fc.assert(
    fc.property(awkwardText, fc.string({ maxLength: 3 }), (some, prefix) => {
      const text = prefix + repeated(`${some}é€😀\r\n`, 2);
      const bytes = new TextEncoder().encode(text);
      expect(decodeText(bytes) === new TextDecoder('utf-8').decode(bytes)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test.each(['utf-16le', 'utf-16be'])('%s with its mark is decoded in pieces', (encoding) => {
  const text = repeated('aé€😀\r\n', 2);
  const units = Buffer.from(`\ufeff${text}`, 'utf16le');
  const bytes = encoding === 'utf-16le' ? units : units.swap16();
  expect(decodeText(bytes) === text).toBe(true);
});

test('what turns out late not to be UTF-8 is Windows-1252 from its start', () => {
  const text = `${'é'.repeat(300_000)}\r\n`;
  const bytes = Uint8Array.from([...Buffer.from(text, 'utf8'), 0xe9, 0x93]);
  const decoded = decodeText(bytes);
  expect(decoded.startsWith('Ã©')).toBe(true);
  expect(decoded.endsWith('\r\né“')).toBe(true);
});

test('no step decodes more than 256 KB', () => {
  const bytes = Buffer.from('x'.repeat(2_000_000));
  expect([...decodeInSteps(bytes)].length).toBeGreaterThanOrEqual(8);
});

test('nothing gives an empty text', () => {
  expect(decodeText(new Uint8Array())).toBe('');
});

test('a page that is not UTF-8 is decoded as it says itself', () => {
  const page = (charset: string) =>
    Uint8Array.from(`<html><head><meta charset="${charset}"></head><p>\xd0\xcf\xe8`, (char) =>
      char.charCodeAt(0),
    );
  expect(decodeText(page('koi8-r'))).toMatch(/поХ$/);
  expect(decodeText(page('iso-8859-2'))).toMatch(/ĐĎč$/);
  expect(decodeText(page('no-such-encoding'))).toMatch(/ÐÏè$/);
});
