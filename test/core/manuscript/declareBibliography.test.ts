import { describe, expect, test } from 'vitest';
import { declareBibliography } from '../../../src/core/manuscript/declareBibliography.ts';
import { parseManuscript } from '../../../src/core/manuscript/index.ts';
import type { Syntax } from '../../../src/core/manuscript/types.ts';

function declared(syntax: Syntax, text: string): string | undefined {
  const edit = declareBibliography(parseManuscript(syntax, text), 'references.bib');
  return edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

describe.each(['pandoc', 'quarto', 'rmarkdown', 'myst'] as const)('%s', (syntax) => {
  test.each([
    ['', '---\nbibliography: references.bib\n---\n\n'],
    ['See @a.\n', '---\nbibliography: references.bib\n---\n\nSee @a.\n'],
    ['\uFEFFSee', '\uFEFF---\nbibliography: references.bib\n---\n\nSee'],
    ['---\ntitle: T\n---\n\nSee', '---\ntitle: T\nbibliography: references.bib\n---\n\nSee'],
    ['---\ntitle: T\n...\nSee', '---\ntitle: T\nbibliography: references.bib\n...\nSee'],
  ])('%j', (text, wanted) => {
    expect(declared(syntax, text)).toBe(wanted);
  });

  test('what is declared already is left alone', () => {
    expect(declared(syntax, '---\nbibliography: other.bib\n---\n')).toBeUndefined();
  });

  test('the declaration is read', () => {
    const { declarations } = parseManuscript(syntax, declared(syntax, 'See @a.\n')!);
    expect(declarations).toMatchObject([{ path: 'references.bib' }]);
  });
});

const document = '\\documentclass{article}\n\\begin{document}\nx\n\\end{document}\n';

test.each([
  [document, '\\bibliographystyle{plain}\n\\bibliography{references}\n\\end{document}'],
  [
    document.replace('\\begin', '\\bibliographystyle{apalike}\n\\begin'),
    'x\n\\bibliography{references}\n\\end{document}',
  ],
  [
    document.replace('\\begin', '\\usepackage[style=apa]{biblatex}\n\\begin'),
    '{biblatex}\n\\addbibresource{references.bib}\n\\begin{document}',
  ],
])('LaTeX: %j', (text, wanted) => {
  expect(declared('latex', text)).toContain(wanted);
});

test('a chapter of a LaTeX document, and one that declares a bibliography, are left alone', () => {
  expect(declared('latex', '\\chapter{One}\n')).toBeUndefined();
  expect(declared('latex', document.replace('x', '\\bibliography{y}'))).toBeUndefined();
});

test.each([
  ['', '#bibliography("references.bib")\n'],
  ['= One\n', '= One\n\n#bibliography("references.bib")\n'],
  ['= One', '= One\n\n#bibliography("references.bib")\n'],
])('Typst: %j', (text, wanted) => {
  expect(declared('typst', text)).toBe(wanted);
});
