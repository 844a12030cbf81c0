import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../src/core/manuscript/index.ts';
import type { Manuscript, Syntax } from '../../src/core/manuscript/types.ts';

/** Pieces that open, close and turn one another into something else. */
const pieces = [
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  ' ',
  '    ',
  '\t',
  '  ',
  'word',
  'Two words',
  '.',
  ';',
  '@',
  '@key',
  '[@a; @b]',
  '[',
  ']',
  '-@c',
  '@{x y}',
  '@{x:y}',
  '[see ',
  ', p. 3]',
  '(',
  ')',
  '^[',
  '[^1]',
  '[^1]: note\n',
  '---',
  '---\n',
  '...\n',
  '===\n',
  '-----\n',
  '# ',
  '## Abstract\n',
  '{#id}',
  '- ',
  '1. ',
  '> ',
  '>',
  '```\n',
  '```{r}\n',
  '~~~',
  '`',
  '``',
  '$',
  '$$',
  '$$\n',
  '\\',
  '\\begin{x}\n',
  '\\end{x}\n',
  '\\cite{a,',
  '}',
  '<!--',
  '-->',
  '<div>\n',
  '</div>\n',
  '<a b="',
  ':::',
  '::: {#fig-x}\n',
  ':::\n',
  '| a | b |\n|---|---|\n',
  '| @x | y |\n',
  '|',
  ': caption',
  ':   def',
  'Table: x',
  '+---+---+\n',
  '| a | @b |\n',
  '-- --\n',
  '[ref]: http://x.org\n',
  '*[AB]: a b\n',
  '(@ex) ',
  '*',
  '_',
  '~',
  '{{< x >}}',
  'title: x\n',
  'abstract: |\n  A @y.\n',
  'bibliography: a.bib\n',
  '%',
  '% note\n',
  '(label)=\n',
  '```{note}\n',
  '```{figure} x.png\n',
  ':name: fig\n',
  '{cite}`a,b`',
  '{cite',
  'https://x.org/@u',
  '😀',
  '\ud83d',
  'é',
  '\ufeff',
  '\u0000',
];

/**
 * Half of the pieces end a paragraph, so that a text has many blocks and an edit leaves most of them alone.
 */
const piece = fc.oneof(
  fc.constantFrom(...pieces),
  fc.constantFrom('\n\n', '\n\nA paragraph.\n\n', '\n', '\n# A\n', '\nText\n'),
);
const text = fc.array(piece, { maxLength: 200, size: 'max' }).map((parts) => parts.join(''));
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  /** Where present, the edit is this far behind the start of a line. */
  behindLine: fc.option(fc.nat(4), { nil: undefined }),
  length: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(6), fc.nat(80)),
  text: fc.oneof(
    fc.constant(''),
    fc.constantFrom(...pieces),
    fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((parts) => parts.join('')),
  ),
});

interface Change {
  readonly at: number;
  readonly behindLine: number | undefined;
  readonly length: number;
  readonly text: string;
}

function applied(before: string, change: Change) {
  const anywhere = Math.floor(change.at * before.length);
  const start =
    change.behindLine === undefined
      ? anywhere
      : Math.min(before.length, before.lastIndexOf('\n', anywhere) + 1 + change.behindLine);
  const end = Math.min(before.length, start + change.length);
  return {
    edit: { start, end, text: change.text },
    after: before.slice(0, start) + change.text + before.slice(end),
  };
}

/** What a manuscript says, without which objects say it. */
const plain = (manuscript: Manuscript): unknown =>
  JSON.parse(JSON.stringify({ ...manuscript, metadata: [...manuscript.metadata] }));

const syntaxes: readonly Syntax[] = ['pandoc', 'quarto', 'rmarkdown', 'myst'];

describe('a manuscript after edits equals the manuscript read from scratch', () => {
  it.each(syntaxes)('%s', (syntax) => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 6 }),
        (start, steps) => {
          let current = start;
          let manuscript = parseManuscript(syntax, current);
          for (const step of steps) {
            const edits = [];
            for (const change of step) {
              const next = applied(current, change);
              edits.push(next.edit);
              current = next.after;
            }
            manuscript = parseManuscript(syntax, current, undefined, { manuscript, edits });
            expect(plain(manuscript)).toEqual(plain(parseManuscript(syntax, current)));
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what a manuscript says fits its text', () => {
  it.each(syntaxes)('%s', (syntax) => {
    fc.assert(
      fc.property(text, (source) => {
        const manuscript = parseManuscript(syntax, source);
        let end = 0;
        for (const { start, body } of manuscript.blocks) {
          expect(start).toBeGreaterThanOrEqual(end);
          end = start + body.text.length;
          expect(source.slice(start, end)).toBe(body.text);
          let proseEnd = 0;
          for (const run of body.prose) {
            expect(run.start).toBeGreaterThanOrEqual(proseEnd);
            expect(run.end).toBeGreaterThan(run.start);
            proseEnd = run.end;
          }
          expect(proseEnd).toBeLessThanOrEqual(body.text.length);
          for (const mention of body.mentions) {
            expect(body.text.slice(mention.start, mention.end)).toBe(mention.key);
            expect(body.prose.some((run) => run.start < mention.end && mention.start < run.end)).toBe(false);
            expect(mention.item.start).toBeLessThanOrEqual(mention.start);
            expect(mention.citation.start).toBeLessThanOrEqual(mention.item.start);
            expect(mention.citation.end).toBeGreaterThanOrEqual(mention.item.end);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
