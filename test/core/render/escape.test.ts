import { parser as commonMark, GFM } from '@lezer/markdown';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clean,
  codeSpan,
  doiUrl,
  escapeMarkdown,
  httpUrl,
  oneLine,
  safeLink,
  truncate,
} from '../../../src/core/render/escape.ts';

const markdown = commonMark.configure(GFM);

/** The names of all nodes that a Markdown parser sees, and the text with escapes undone. */
function read(source: string): { nodes: Set<string>; shown: string } {
  const nodes = new Set<string>();
  let shown = '';
  let at = 0;
  markdown.parse(source).iterate({
    enter(node) {
      nodes.add(node.name);
      if (node.name !== 'Escape') return;
      shown += source.slice(at, node.from);
      at = node.from + 1;
    },
  });
  return { nodes, shown: shown + source.slice(at) };
}

/** Characters and words that mean something to Markdown, to HTML or to VS Code. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'\\`*_{}[]()<>&#|~!$@^-+=.:;/"\' \t\n\r1a'),
      fc.constantFrom(
        ...[
          'http://',
          'https://x.org',
          'www.',
          'WWW.x.org',
          'a@b.de',
          '&amp;',
          '<b>',
          '<!--',
          '![a](b)',
          '[a](command:x)',
        ],
        ...[
          '```',
          '~~~',
          '---',
          '***',
          '===',
          '1. ',
          '10) ',
          '- ',
          '+ ',
          '> ',
          '# ',
          '    ',
          '| a | b |',
          '|---|',
          '$(zap)',
        ],
        ...['mailto:a@b.de', 'ftp://x.org', '\u202E', '\uD800', '\u{1F9E0}', '\u2028', '[^1]', '[ ] '],
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('escapeMarkdown', () => {
  it('leaves nothing but text on one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { nodes, shown } = read(escapeMarkdown(text));
        nodes.delete('Document');
        nodes.delete('Paragraph');
        nodes.delete('Escape');
        expect([...nodes]).toEqual([]);
        expect(shown).toBe(oneLine(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves nothing but text and line breaks where lines are kept', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { nodes } = read(escapeMarkdown(text, { lines: true }));
        for (const allowed of ['Document', 'Paragraph', 'Escape', 'HardBreak']) nodes.delete(allowed);
        expect([...nodes]).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    'a\n===',
    'a\n---',
    'a\n- b',
    'a\n1. b',
    'a\n    b',
    'a\n\n    b',
    'a\n> b',
    'a\n# b',
    'a\n```\nb',
  ])('leaves nothing but text of the lines %j', (text) => {
    const { nodes } = read(escapeMarkdown(text, { lines: true }));
    expect(
      [...nodes].filter((name) => !['Document', 'Paragraph', 'Escape', 'HardBreak'].includes(name)),
    ).toEqual([]);
  });

  it('keeps lines and paragraphs when asked', () => {
    expect(escapeMarkdown('one\ntwo\n\n\nthree', { lines: true })).toBe('one  \ntwo\n\nthree');
  });

  it.each([
    ['[click](command:workbench.action.quit)', '\\[click\\]\\(command\\:workbench.action.quit\\)'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['see https://x.org', 'see https\\://x.org'],
    ['www.x.org', 'www\\.x.org'],
    ['1. Einleitung', '1\\. Einleitung'],
    ['Biol. Psychiatry 47:351-4', 'Biol. Psychiatry 47:351-4'],
    ['a\u202Eb\u0000c', 'abc'],
    ['a\r\nb', 'a b'],
  ])('%j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('codeSpan', () => {
  it('is one code span that holds the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const span = codeSpan(text);
        if (oneLine(text, 300) === '') {
          expect(span).toBe('');
          return;
        }
        const nodes: string[] = [];
        markdown.parse(`x ${span}`).iterate({ enter: (node) => void nodes.push(node.name) });
        expect(nodes).toEqual(['Document', 'Paragraph', 'InlineCode', 'CodeMark', 'CodeMark']);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('links', () => {
  it.each([
    'javascript:alert(1)',
    'command:x',
    'file:///etc/passwd',
    'data:text/html,x',
    '//x.org',
    'https://doi.org@evil.example/',
    'https://exаmple.org/',
    'http:///x',
    'zotero://select/items/1',
    `https://x.org/${'a'.repeat(3000)}`,
  ])('never links address %#', (url) => {
    expect(safeLink('label', url)).toBe('label');
  });

  it('encodes what would end the link', () => {
    expect(httpUrl('HTTPS://x.org/a b(c)<d>?e=1&copy;f')).toBe(
      'https://x.org/a%20b%28c%29%3Cd%3E?e=1&copy%3Bf',
    );
    expect(doiUrl('10.1016/S0006-3223(99)00230-9')).toBe('https://doi.org/10.1016/S0006-3223%2899%2900230-9');
    expect(doiUrl('10.1002/(SICI)1097-4571<1::A>3.0;2-L')).toBe(
      'https://doi.org/10.1002/%28SICI%291097-4571%3C1%3A%3AA%3E3.0%3B2-L',
    );
    expect(doiUrl('command:x')).toBeUndefined();
  });

  it('is one link to http(s) whatever label and address are', () => {
    fc.assert(
      fc.property(hostile, hostile, (label, tail) => {
        const link = safeLink(`x${label}`, `https://x.org/${tail}`);
        const links: string[] = [];
        const tree = markdown.parse(`a ${link} b`);
        tree.iterate({
          enter(node) {
            if (node.name === 'Link') links.push(`a ${link} b`.slice(node.from, node.to));
            expect(['Document', 'Paragraph', 'Escape', 'Link', 'LinkMark', 'URL']).toContain(node.name);
          },
        });
        expect(links).toEqual(link.startsWith('[') ? [link] : []);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('truncate', () => {
  it('never splits a pair and never exceeds the maximum', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 20 }), (text, maximum) => {
        const cut = truncate(text, maximum);
        expect(cut.length).toBeLessThanOrEqual(maximum);
        expect(clean(cut)).not.toContain(text.includes('\uFFFD') ? '\u0000' : '\uFFFD');
      }),
    );
  });
});
