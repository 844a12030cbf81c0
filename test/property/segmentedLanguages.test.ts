import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latexParser } from '../../src/core/manuscript/latex/parser.ts';
import { typstParser } from '../../src/core/manuscript/typst/parser.ts';
import { editedTexts, parseThrough } from '../support/manuscriptEdits.ts';

/* The languages that are read in segments. Markdown is read in chunks: see markdownIncremental.test.ts. */

const latex = [
  'Glutamate is released.',
  '\\citep[see][p.~3]{berman2000, mcewen1999}',
  '\\parencites(see)[1]{a}[2]{b}',
  '\\cite{half',
  '\\section{A \\emph{title}}',
  '\\footnote{A note',
  '\\caption{',
  '\\begin{abstract}',
  '\\end{abstract}',
  '\\begin{tabular}{ll}',
  '\\end{tabular}',
  '\\begin{verbatim}',
  '\\end{verbatim}',
  '\\iffalse',
  '\\ifx',
  '\\else',
  '\\fi',
  '\\begin{comment}',
  '\\end{comment}',
  '\\begin{equation}',
  '\\end{equation}',
  '\\documentclass{article}',
  '\\begin{document}',
  '\\end{document}',
  '\n<<chunk>>=\n',
  '\n@\n',
  '% comment',
  '\\%',
  '{',
  '}',
  '[',
  ']',
  '$',
  '$$',
  '\\[',
  '\\]',
  '\\verb|x|',
  '\\newacronym{n}{NMDA}{long}',
  '\\bibliography{a,b}',
  '\\input{x}',
  '\\nocite{*}',
  '\\url{http://a.b/%20}',
  '\n\n',
  '\n\n',
  '\n \t\n',
];

const typst = [
  'Glutamate is released.',
  '@berman2000[p. 3]',
  '@fig-x',
  '<fig-x>',
  '\n= Heading @fig-x <sec>\n',
  '#cite(<berman2000>, form: "prose")',
  '#cite(<half',
  '#cite(label("a b"))',
  '#figure(caption: [Legend',
  '#footnote[A note',
  '#let x = [prose',
  '#set page(header: [x])',
  '#show: article.with(abstract: [An abstract',
  '#table(columns: 2, [a], [b',
  '#if x [a] else [b]',
  '#bibliography("a.bib", full: true)',
  '#include "b.typ"',
  '// comment',
  '/*',
  '*/',
  '`',
  '```',
  '$',
  '"',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  '#',
  '#{',
  '\\',
  '*',
  '_',
  'https://a.b/c',
  '\n- item',
  '\n\n',
  '\n\n',
  '\n \t\n',
];

describe.each([
  { language: 'LaTeX', parser: latexParser, pieces: latex },
  { language: 'Typst', parser: typstParser, pieces: typst },
])('$language under edits', ({ parser, pieces }) => {
  it('equals a parse from scratch after every edit', () => {
    fc.assert(
      fc.property(editedTexts(pieces), ({ text, batches }) => {
        for (const version of parseThrough(parser, text, batches)) {
          expect(version).toEqual(parser.parse(version.text));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('has disjoint blocks in order, and prose and mentions inside them', () => {
    fc.assert(
      fc.property(editedTexts(pieces), ({ text }) => {
        const { blocks } = parser.parse(text);
        let end = 0;
        for (const { start, body } of blocks) {
          expect(start).toBeGreaterThanOrEqual(end);
          end = start + body.text.length;
          expect(text.slice(start, end)).toBe(body.text);
          let at = 0;
          for (const run of body.prose) {
            expect(run.start).toBeGreaterThanOrEqual(at);
            expect(run.end).toBeGreaterThan(run.start);
            at = run.end;
          }
          expect(at).toBeLessThanOrEqual(body.text.length);
          for (const mention of body.mentions)
            expect(body.text.slice(mention.start, mention.end)).toBe(mention.key);
        }
      }),
      { numRuns: 400 },
    );
  });
});
