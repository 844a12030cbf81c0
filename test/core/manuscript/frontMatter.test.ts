import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../../src/core/manuscript/index.ts';
import { dedent } from '../../support/fixture.ts';
import { keysOf, listBlocks, markMentions } from '../../support/mentions.ts';

const read = (yaml: string) => parseManuscript('pandoc', `---\n${yaml}\n---\n\nText @z.\n`);
const declared = (yaml: string): string[] => {
  const manuscript = read(yaml);
  return manuscript.declarations.map(({ start, end, path }) => {
    expect(manuscript.text.slice(start, end)).toBe(path);
    return path;
  });
};

describe('bibliography', () => {
  it.each([
    ['bibliography: refs.bib', ['refs.bib']],
    ['bibliography: "refs 1.bib" # note', ['refs 1.bib']],
    ["bibliography: ['a.bib', b.json]", ['a.bib', 'b.json']],
    ['bibliography:\n  - a.bib\n  - - b.bib\n    - c.bib', ['a.bib', 'b.bib', 'c.bib']],
    ['bibliography:\n  main: a.bib\n  other: b.bib', ['a.bib', 'b.bib']],
    ['bibliography:', []],
    ['bibliography: ""', []],
  ])('%s', (yaml, paths) => {
    expect(declared(yaml)).toEqual(paths);
  });

  it('csl is a file of the manuscript', () => {
    expect(read('csl: styles/apa.csl').files).toEqual([
      { start: 9, end: 23, path: 'styles/apa.csl', by: 'csl' },
    ]);
  });
});

describe('fields that are Markdown', () => {
  it('hold mentions at their places, whatever the quoting', () => {
    const text = dedent(`
      ---
      title: "A \\"title\\" @a"
      subtitle: 'It''s @b'
      author: '@no'
      abstract: |
        First [@c; @d].

        Second -@e.
      thanks: >-
        Folded
        @f
      description: plain
        text @g
      highlights:
        - one @h
      nocite: |
        @i, @*
      ---

      Text @z.
    `);
    expect(markMentions(parseManuscript('pandoc', text))).toBe(
      text
        .replace('@a', '@«a»n')
        .replace('@b', '@«b»n')
        .replace('[@c; @d]', '[@«c»; @«d»]')
        .replace('-@e', '-@«e»s')
        .replace('@f', '@«f»n')
        .replace('@g', '@«g»n')
        .replace('@h', '@«h»n')
        .replace('@i', '@«i»n')
        .replace('@z', '@«z»n'),
    );
    expect(listBlocks(parseManuscript('pandoc', text)).slice(0, 4)).toEqual([
      'title: A \\"title\\" @a',
      "title: It''s @b",
      'abstract: First [@c; @d].',
      'abstract: Second -@e.',
    ]);
    expect(parseManuscript('pandoc', text).citesEverything).toBe(true);
  });

  it('keep their blocks while other fields change', () => {
    const before = parseManuscript('pandoc', '---\ntitle: T\nabstract: A @a.\n---\n\nText.\n');
    const edits = [{ start: 12, end: 12, text: 'x' }];
    const after = parseManuscript('pandoc', '---\ntitle: Tx\nabstract: A @a.\n---\n\nText.\n', undefined, {
      manuscript: before,
      edits,
    });
    expect(after.blocks.map(({ body }, index) => body === before.blocks[index]?.body)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('metadata', () => {
  it('is a Map, also for the keys of Object', () => {
    const { metadata, frontMatter } = read('title: T\nword-limit: 4000\n__proto__: 1\nconstructor: {a: 1}');
    expect(metadata.get('word-limit')).toBe(4000);
    expect(metadata.get('__proto__')).toBe(1);
    expect(frontMatter?.start).toBe(0);
  });

  it('shows where references stand', () => {
    const manuscript = read('title: T\nreferences:\n- id: a\n  title: b\nlang: en');
    const span = manuscript.embedded?.[0];
    expect(span && manuscript.text.slice(span.start, span.end).trim()).toBe(
      'references:\n- id: a\n  title: b',
    );
  });

  it('has the title of a title block', () => {
    const manuscript = parseManuscript('pandoc', '% A title\n  of @a\n% Author\n\nText.\n');
    expect(manuscript.metadata.get('title')).toBe('A title of @a');
    expect(keysOf(manuscript)).toEqual(['a']);
  });

  it.each(['---\n\na rule\n\n---\n', 'text\n\n---\ntitle: T\n---\n', '----\ntitle: T\n---\n'])(
    'there is none in %j',
    (text) => {
      expect(parseManuscript('pandoc', text).frontMatter).toBeUndefined();
    },
  );
});

describe('broken YAML', () => {
  it.each([
    ['title: a: b', 'quotes'],
    ['title: "a', 'missing'],
    ['a:\n\tb: c', 'tab'],
    ['title: [a', 'bracket'],
    ['title: @a', 'quotes'],
  ])('%j is a problem in the front matter, and the text is still read', (yaml, word) => {
    const manuscript = read(yaml);
    expect(manuscript.problems.length).toBeGreaterThan(0);
    for (const problem of manuscript.problems) {
      expect(problem.code).toBe('front-matter-syntax');
      expect(problem.start).toBeGreaterThanOrEqual(3);
      expect(problem.end).toBeLessThanOrEqual(manuscript.frontMatter?.end ?? 0);
    }
    expect(manuscript.problems.some(({ message }) => message.includes(word))).toBe(true);
    expect(keysOf(manuscript)).toContain('z');
  });

  it('what stands before the break is still read', () => {
    expect(declared('bibliography: a.bib\ntitle: "b')).toEqual(['a.bib']);
  });
});
