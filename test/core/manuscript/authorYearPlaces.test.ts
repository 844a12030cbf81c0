import { describe, expect, it } from 'vitest';
import { findAuthorYear } from '../../../src/core/manuscript/authorYear/parse.ts';
import { latexParser } from '../../../src/core/manuscript/latex/parser.ts';
import type { SyntaxParser } from '../../../src/core/manuscript/types.ts';
import { typstParser } from '../../../src/core/manuscript/typst/parser.ts';
import { mentionsIn, showMention } from '../../support/authorYear.ts';

/** What a mention covers, its citation, and the text around it, each between bars. */
const parts = (text: string) =>
  mentionsIn(text).map(({ start, end, citation, prefix, suffix }) =>
    [text.slice(start, end), text.slice(citation.start, citation.end), prefix, suffix].join('|'),
  );

const inSyntax = (parser: SyntaxParser, text: string) =>
  parser
    .parse(text)
    .blocks.flatMap(({ body }) =>
      findAuthorYear(body).map(
        (mention) => `${showMention(mention)}: ${body.text.slice(mention.start, mention.end)}`,
      ),
    );

describe('where author-year citations stand', () => {
  it.each([
    ['x (McEwen, 1999) y', ['McEwen, 1999|(McEwen, 1999)||']],
    ['(see also McEwen, 1999, p. 3)', ['McEwen, 1999|(see also McEwen, 1999, p. 3)|see also |, p. 3']],
    [
      '(Kim et al., 2000, p. 3; but see Lee, 1999)',
      [
        'Kim et al., 2000|(Kim et al., 2000, p. 3; but see Lee, 1999)||, p. 3',
        'Lee, 1999|(Kim et al., 2000, p. 3; but see Lee, 1999)|but see |',
      ],
    ],
    [
      '(Kim, 2000 and Lee, 1999)',
      ['Kim, 2000|(Kim, 2000 and Lee, 1999)||', 'Lee, 1999|(Kim, 2000 and Lee, 1999)||'],
    ],
    ['(Kim, 2000, 2001a)', ['Kim, 2000|(Kim, 2000, 2001a)||', '2001a|(Kim, 2000, 2001a)||']],
    ['(Kim, 2001a,b, p. 3)', ['Kim, 2001a|(Kim, 2001a,b, p. 3)||', 'b|(Kim, 2001a,b, p. 3)||, p. 3']],
    ['(Figure 1; Kim, 2000; n = 4)', ['Kim, 2000|(Figure 1; Kim, 2000; n = 4)|Figure 1; |; n = 4']],
    ['by Kim et al. (2000, p. 3).', ['Kim et al. (2000|Kim et al. (2000, p. 3)||, p. 3']],
    ['Kim (2000, 2001)', ['Kim (2000|Kim (2000, 2001)||', '2001|Kim (2000, 2001)||']],
    ['Kim (2000; Lee, 2001)', ['Kim (2000|Kim (2000; Lee, 2001)||', 'Lee, 2001|Kim (2000; Lee, 2001)||']],
    ['*Kim et al.* (2000)', ['Kim et al.* (2000|Kim et al.* (2000)||']],
    ['(see *also* Kim, 2000)', ['Kim, 2000|(see *also* Kim, 2000)|see *also* |']],
  ])('%s', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it('looks through the markup of LaTeX', () => {
    const text = [
      "See (Gonz\\'alez et~al., 2010) and Abdallah, Averill, \\& Krystal (2015).",
      '\\emph{Berman et al.}~(2000); (M{\\"u}ller, 2001), S{\\o}rensen et\\ al.\\ (2003).',
      'No (Figure~\\ref{a}, 2000) or (\\cite{x}, 2000) or $(Smith, 2000)$ % (Smith, 2000)',
    ].join('\n');
    expect(inSyntax(latexParser, text)).toEqual([
      "Gonzalez+ 2010: Gonz\\'alez et~al., 2010",
      '!Abdallah & Averill & Krystal 2015: Abdallah, Averill, \\& Krystal (2015',
      '!Berman+ 2000: Berman et al.}~(2000',
      'Muller 2001: M{\\"u}ller, 2001',
      '!Sørensen+ 2003: S{\\o}rensen et\\ al.\\ (2003',
    ]);
  });

  it('looks through the markup of Typst', () => {
    const text = [
      'See (Berman _et al._, 2000) and #emph[McEwen] (1999) and Li~et~al. (2010).',
      'No `(Smith, 2000)` or $(Smith, 2000)$ or // (Smith, 2000)',
    ].join('\n');
    expect(inSyntax(typstParser, text)).toEqual([
      'Berman+ 2000: Berman _et al._, 2000',
      '!McEwen 1999: McEwen] (1999',
      '!Li+ 2010: Li~et~al. (2010',
    ]);
  });

  it('gives the same list for the same body', () => {
    const [block] = latexParser.parse('(McEwen, 1999)').blocks;
    expect(findAuthorYear(block!.body)).toBe(findAuthorYear(block!.body));
  });
});
