import { expect, it } from 'vitest';
import { discover } from '../../support/discovery.ts';

it.each([
  ['of the project', { '_quarto.yml': 'csl: apa.csl\n' }, 'apa.csl of _quarto.yml'],
  ['of a book', { '_quarto.yml': 'book:\n  csl: "b.csl"\n' }, 'b.csl of _quarto.yml'],
  [
    'of the nearest file',
    { '_quarto.yml': 'csl: a.csl\n', 'sub/_metadata.yml': 'csl: b.csl\n' },
    'b.csl of sub/_metadata.yml',
  ],
  ['that is none', { '_quarto.yml': 'csl: [\nbibliography: a.bib\n' }, undefined],
  ['in no project', {}, undefined],
])('the style %s', async (_, files, expected) => {
  const { discovery } = await discover({ 'sub/paper.qmd': 'Text\n', ...files }, 'sub/paper.qmd');
  const { style } = discovery;
  expect(style && `${style.path} of ${style.uri.replace('file:///draft/', '')}`).toBe(expected);
});
