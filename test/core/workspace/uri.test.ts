import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  displayPath,
  extensionOf,
  fileName,
  isInside,
  joinUri,
  normaliseUri,
  parentOf,
  resolvePath,
} from '../../../src/core/workspace/uri.ts';

const segment = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter(
    (name) => !/[/\\\0]|^[A-Za-z]:$/.test(name) && !/^\.{1,2}$/.test(name) && !/\p{Surrogate}/u.test(name),
  );

describe('the normal form', () => {
  test('names the file that Node means, however Node writes it', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const path = `/${segments.join('/')}`;
        const uri = normaliseUri(pathToFileURL(path).href);
        expect(fileURLToPath(uri)).toBe(path);
        expect(joinUri('file:///', segments.join('/'))).toBe(uri);
      }),
    );
  });

  test('encodes everything but unreserved characters, as VS Code does, whatever a client encodes', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const uri = normaliseUri(`file:///${segments.map(encodeURIComponent).join('/')}`);
        expect(uri).toMatch(/^file:\/\/\/(?:[\w.~/-]|%[0-9A-F]{2})*$/);
        const bare = segments.map((one) => one.replace(/[%?#]/g, encodeURIComponent)).join('/');
        expect(normaliseUri(`file:///${bare}`)).toBe(uri);
      }),
    );
  });

  // What vscode-uri 3.2 gives, but for `.`, `..` and empty segments, which it keeps.
  test.each([
    ['file:///C:/a b/ü.md', 'file:///c%3A/a%20b/%C3%BC.md'],
    ['file:///c%3A/x', 'file:///c%3A/x'],
    ["file:///a/(b)!'*.md", 'file:///a/%28b%29%21%27%2A.md'],
    ['FILE:///x', 'file:///x'],
    ['vscode-vfs://GitHub/o/r%2B/x.md', 'vscode-vfs://github/o/r%2B/x.md'],
    ['file:///%zz/%20', 'file:///%25zz/%20'],
    ['file:///a/%ff%41', 'file:///a/%25ffA'],
    ['file:///a//b/./c/../d/', 'file:///a/b/d'],
    ['file:///../..', 'file:///'],
    ['file:///a/%2e%2e/b', 'file:///b'],
    ['file:///a/..%2f..%2fetc', 'file:///etc'],
    ['untitled:Untitled-1', 'untitled:Untitled-1'],
    ['vscode-notebook-cell:/a.ipynb#W0', 'vscode-notebook-cell:/a.ipynb#W0'],
    ['', ''],
  ])('of %s is %s', (uri, expected) => {
    expect(normaliseUri(uri)).toBe(expected);
    expect(normaliseUri(expected)).toBe(expected);
  });

  test('of anything is reached in one step', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withFragments: true })), (text) => {
        expect(normaliseUri(normaliseUri(text))).toBe(normaliseUri(text));
      }),
    );
  });
});

test('parents, names and extensions', () => {
  expect(parentOf('file:///a/b%20c.md')).toBe('file:///a');
  expect(parentOf('file:///')).toBe('file:///');
  expect(parentOf('file:///c%3A/x')).toBe('file:///c%3A');
  expect(fileName('file:///a/b%20c.MD')).toBe('b c.MD');
  expect(extensionOf('file:///a/b%20c.MD')).toBe('md');
  expect(extensionOf('file:///a.b/c')).toBe('');
});

test.each([
  ['file:///draft/a.md', 'file:///draft', true],
  ['file:///draft', 'file:///draft', true],
  ['file:///draft-2/a.md', 'file:///draft', false],
  ['file:///WORK/a.md', 'file:///draft', false],
  ['vscode-vfs://github/draft/a.md', 'file:///draft', false],
  ['file:///draft/../etc', 'file:///draft', false],
  ['file:///a', 'file:///', true],
])('%s inside %s: %s', (uri, folder, inside) => {
  expect(isInside(uri, folder)).toBe(inside);
});

test('paths for people', () => {
  expect(displayPath('file:///draft/a%20b/c.md', 'file:///draft')).toBe('a b/c.md');
  expect(displayPath('file:///else/c.md', 'file:///draft')).toBe('/else/c.md');
  expect(displayPath('file:///c%3A/else/c.md', undefined)).toBe('c:/else/c.md');
});

describe('a written path', () => {
  const folder = 'file:///draft/text';
  test.each([
    ['refs.bib', 'file:///draft/text/refs.bib'],
    ['./a/../refs.bib', 'file:///draft/text/refs.bib'],
    ['../refs.bib', 'file:///draft/refs.bib'],
    ['..\\refs.bib', 'file:///draft/refs.bib'],
    ['/refs.bib', 'file:///refs.bib'],
    ['C:\\Users\\me\\refs.bib', 'file:///c%3A/Users/me/refs.bib'],
    ['d:/refs.bib', 'file:///d%3A/refs.bib'],
    ['file:///refs%20x.bib', 'file:///refs%20x.bib'],
    ['%2e%2e/refs.bib', 'file:///draft/text/%252e%252e/refs.bib'],
    ['a#b?.bib', 'file:///draft/text/a%23b%3F.bib'],
    ['../../../../etc', 'file:///etc'],
  ])('%s', (path, uri) => {
    expect(resolvePath(path, folder)).toEqual({ kind: 'uri', uri });
  });

  test('below a root, where the language has one', () => {
    expect(resolvePath('/refs.bib', folder, 'file:///draft')).toEqual({
      kind: 'uri',
      uri: 'file:///draft/refs.bib',
    });
  });

  test.each([
    '\\\\host\\a.bib',
    '//host/a.bib',
    'file://host/a.bib',
    'file:////host/a.bib',
    'http://x/y',
    'a\0.bib',
  ])('%j is refused', (path) => {
    expect(resolvePath(path, folder).kind).toBe('refused');
  });

  test('of any kind never leaves the place where it was asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (path) => {
        const resolved = resolvePath(path, folder, 'file:///draft');
        if (resolved.kind === 'uri') expect(normaliseUri(resolved.uri)).toBe(resolved.uri);
      }),
    );
  });
});
