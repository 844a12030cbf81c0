import { expect, test } from 'vitest';
import { baseAddress, readServiceAddresses, services } from '../../../src/core/services/services.ts';

test.each([
  ['https://example.org', 'https://example.org'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ['http://[::1]:23119', 'http://[::1]:23119'],
  [' https://example.org/proxy// ', 'https://example.org/proxy'],
])('%s is a base address', (text, address) => {
  expect(baseAddress(text)).toBe(address);
});

test.each([
  '',
  'example.org',
  'ftp://example.org',
  'file:///etc',
  'https://',
  'https://a b',
  'https://me:pw@example.org',
  'https://example.org/?q=',
  'https://example.org/#x',
])('%j is none', (text) => {
  expect(baseAddress(text)).toBeUndefined();
});

test('every service has its own address, and all but this machine’s are https', () => {
  for (const [name, { hosts }] of Object.entries(services))
    for (const host of Object.values(hosts)) {
      expect(baseAddress(host)).toBe(host);
      expect(host.startsWith('https://')).toBe(name !== 'zotero');
    }
});

test('of the setting, what names no service or no address is left out', () => {
  const raw = new Map<string, unknown>([
    ['doi', 'https://proxy.example/doi/'],
    ['crossref', 7],
    ['pubmed', 'nowhere'],
    ['__proto__', 'https://example.org'],
    ['google', 'https://example.org'],
  ]);
  expect(readServiceAddresses(raw)).toEqual(new Map([['doi', 'https://proxy.example/doi']]));
});
