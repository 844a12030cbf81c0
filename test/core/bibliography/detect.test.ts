import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/core/bibliography/detect.ts';

describe('detectFormat', () => {
  it.each([
    ['refs.bib', '', 'bibtex'],
    ['REFS.BIB', '', 'bibtex'],
    ['refs.json', '', 'csl-json'],
    ['my.csl.json', '', 'csl-json'],
    ['refs.yaml', '', 'csl-yaml'],
    ['refs.yml', '', 'csl-yaml'],
    ['refs.ris', '', 'ris'],
    ['refs.nbib', '', 'nbib'],
    ['refs.enw', '', 'enw'],
    ['export.txt', '[{"id": "a"}]', 'csl-json'],
    ['export.txt', 'Provider: x\n\nTY  - JOUR\n', 'ris'],
    ['export.txt', '\uFEFFTY  - JOUR\n', 'ris'],
    ['pubmed-10686270.txt', '\nPMID- 10686270\nOWN - NLM\n', 'nbib'],
    ['citation', '%0 Journal Article\n', 'enw'],
    ['x', '% comment\n@article{a,\n', 'bibtex'],
    ['x', '---\nreferences:\n- id: a\n', 'csl-yaml'],
    ['x.txt', 'Dear @colleague, hello', undefined],
    ['x.txt', '', undefined],
    ['x.md', '{"text": 1}', undefined],
  ])('%s with %j is %s', (path, text, format) => {
    expect(detectFormat(path, text)).toBe(format);
  });
});
