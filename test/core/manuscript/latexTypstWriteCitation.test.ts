import { describe, expect, it } from 'vitest';
import { findAuthorYear } from '../../../src/core/manuscript/authorYear/parse.ts';
import type { CitationItem } from '../../../src/core/manuscript/language.ts';
import { languages } from '../../../src/core/manuscript/languages.ts';
import { latexParser } from '../../../src/core/manuscript/latex/parser.ts';
import {
  type LatexDialect,
  latexCitation,
  latexDialectOf,
} from '../../../src/core/manuscript/latex/writing.ts';
import type { Syntax } from '../../../src/core/manuscript/types.ts';
import { typstParser } from '../../../src/core/manuscript/typst/parser.ts';
import { groupForConversion, keyEdit, writeKey } from '../../../src/core/manuscript/writeCitation.ts';
import { proseBody } from '../../support/authorYear.ts';

const citationText = (syntax: Syntax, items: readonly CitationItem[], dialect: LatexDialect = 'natbib') =>
  syntax === 'latex' ? latexCitation(items, dialect) : languages[syntax].writing.citation(items, undefined);

/** Converts every group of a text; the key of a work is its first surname and year. */
function convert(text: string, syntax: Syntax, dialect?: LatexDialect): string {
  let out = '';
  let at = 0;
  for (const { span, mentions } of groupForConversion(findAuthorYear(proseBody(text)))) {
    const items = mentions.map(({ surnames, year, prefix, suffix, narrative }) => {
      return { key: surnames[0]!.toLowerCase() + year, prefix, suffix, narrative, suppressAuthor: false };
    });
    out += text.slice(at, span.start) + citationText(syntax, items, dialect);
    at = span.end;
  }
  return out + text.slice(at);
}

const cases = {
  group: 'x (Berman et al., 2000; McEwen, 1999) y',
  narrative: 'Berman et al. (2000) y',
  located: '(see also McEwen, 1999, p. 3)',
  mixed: '(Berman et al., 2000, p. 3; but see McEwen, 1999)',
  years: 'Abdallah et al. (2015, 2017a)',
  page: 'by Trullas and Skolnick (1990, p. 3)',
} as const;

const expected: Record<string, Record<keyof typeof cases, string>> = {
  pandoc: {
    group: 'x [@berman2000; @mcewen1999] y',
    narrative: '@berman2000 y',
    located: '[see also @mcewen1999, p. 3]',
    mixed: '[@berman2000, p. 3; but see @mcewen1999]',
    years: '@abdallah2015 [-@abdallah2017a]',
    page: 'by @trullas1990 [p. 3]',
  },
  natbib: {
    group: 'x \\citep{berman2000,mcewen1999} y',
    narrative: '\\citet{berman2000} y',
    located: '\\citep[see also][p. 3]{mcewen1999}',
    mixed: '\\citetext{\\citealp[p. 3]{berman2000}; but see \\citealp{mcewen1999}}',
    years: '\\citet{abdallah2015,abdallah2017a}',
    page: 'by \\citet[p. 3]{trullas1990}',
  },
  biblatex: {
    group: 'x \\parencite{berman2000,mcewen1999} y',
    narrative: '\\textcite{berman2000} y',
    located: '\\parencite[see also][p. 3]{mcewen1999}',
    mixed: '\\parencites[p. 3]{berman2000}[but see][]{mcewen1999}',
    years: '\\textcite{abdallah2015,abdallah2017a}',
    page: 'by \\textcite[p. 3]{trullas1990}',
  },
  apacite: {
    group: 'x \\cite{berman2000,mcewen1999} y',
    narrative: '\\citeA{berman2000} y',
    located: '\\cite<see also>[p. 3]{mcewen1999}',
    mixed: '\\cite[p. 3]{berman2000}; \\cite<but see>{mcewen1999}',
    years: '\\citeA{abdallah2015,abdallah2017a}',
    page: 'by \\citeA[p. 3]{trullas1990}',
  },
  typst: {
    group: 'x @berman2000 @mcewen1999 y',
    narrative: '#cite(<berman2000>, form: "prose") y',
    located: 'see also @mcewen1999[p. 3]',
    mixed: '@berman2000[p. 3]; but see @mcewen1999',
    years: '#cite(<abdallah2015>, form: "prose") #cite(<abdallah2017a>, form: "prose")',
    page: 'by #cite(<trullas1990>, form: "prose", supplement: [p. 3])',
  },
};

const item = (key: string) => ({ key, prefix: '', suffix: '', narrative: false, suppressAuthor: false });

describe('conversion of author-year text to keys', () => {
  for (const [language, texts] of Object.entries(expected)) {
    const latex = ['natbib', 'biblatex', 'apacite'].includes(language);
    for (const [name, text] of Object.entries(texts)) {
      it(`${language}: ${name}`, () => {
        const source = cases[name as keyof typeof cases];
        const syntax = latex ? 'latex' : (language as Syntax);
        expect(convert(source, syntax, latex ? (language as LatexDialect) : undefined)).toBe(text);
      });
    }
  }

  it('writes keys that a language limits', () => {
    expect(citationText('pandoc', [item('a.b')])).toBe('[@a.b]');
    expect(citationText('pandoc', [item('10.1000/x(1)')])).toBe('[@{10.1000/x(1)}]');
    expect(citationText('pandoc', [item('a b')])).toBeUndefined();
    expect(citationText('latex', [item('a,b')])).toBeUndefined();
    expect(citationText('typst', [item('DBLP:books/x')])).toBe('#cite(label("DBLP:books/x"))');
    expect(citationText('typst', [item('a"b')])).toBeUndefined();
    expect(writeKey('pandoc', 'a(b', true)).toBe('{a(b}');
    expect(writeKey('pandoc', 'a(b', false)).toBe('a(b');
    expect(writeKey('latex', 'a(b', true)).toBe('a(b');
  });

  it.each([
    ['See @do‸ now', 'a.b', 'See @a.b now'],
    ['See @do‸ now', 'a/b', 'See #cite(label("a/b")) now'],
    ['See @do‸ now', 'a.', 'See #cite(label("a.")) now'],
    ['See #cite(<do‸>)', 'a.', 'See #cite(<a.>)'],
    ['See #cite(<do‸>)', 'a/b', 'See #cite(label("a/b"))'],
    ['See #cite(<do‸', 'a/b', 'See #cite(label("a/b")'],
    ['See #cite(label("do‸"))', 'a/"b', 'See #cite(label("a/\\"b"))'],
  ])('in Typst, %s becomes with %s: %s', (marked, key, expected) => {
    const offset = marked.indexOf('‸');
    const manuscript = typstParser.parse(marked.replace('‸', ''));
    const context = typstParser.citingContextAt(manuscript, offset)!;
    expect(context.query).toBe('do');
    const { replace, insert } = keyEdit(manuscript, context, key);
    const { text } = manuscript;
    expect(text.slice(0, replace.start) + insert + text.slice(replace.end)).toBe(expected);
  });

  it('keeps what else a bracket says from breaking the citation', () => {
    expect(convert('(Figure 1; Kim, 2000; n = 4)', 'pandoc')).toBe('[Figure 1, @kim2000, n = 4]');
    expect(convert('(Kim, 2000: 12)', 'pandoc')).toBe('[@kim2000, 12]');
    expect(convert('(Kim, 2000 [see Lee, 1999])', 'latex')).toBe('\\citep[{[see Lee, 1999]}]{kim2000}');
  });

  it.each([
    ['\\usepackage{biblatex}', 'biblatex'],
    ['\\usepackage[numbers]{natbib}', 'natbib'],
    ['\\usepackage{apacite}', 'apacite'],
    ['\\addbibresource{a.bib}', 'biblatex'],
    ['Text \\autocite{a}.', 'biblatex'],
    ['Text \\citet{a}.', 'natbib'],
    ['Text \\citeNP{a}.', 'apacite'],
    ['Text \\cite{a}.', 'plain'],
    ['Text.', 'natbib'],
  ])('%s cites with %s', (text, dialect) => {
    expect(latexDialectOf(latexParser.parse(text))).toBe(dialect);
  });
});
