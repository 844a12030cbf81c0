import { describe, it } from 'vitest';
import type { BibliographyFormat } from '../../src/core/bibliography/types.ts';
import { assertLinear } from '../support/assertLinear.ts';
import { parseListed } from '../support/bibliography.ts';

const filler = 'word '.repeat(1000);
const entries: Record<Exclude<BibliographyFormat, 'bibtex'>, (index: number) => string> = {
  'csl-json': (index) => `{"id":"k${index}","title":"x","abstract":"${filler}"}\n`,
  'csl-yaml': (index) => `- id: k${index}\n  title: x\n`,
  hayagriva: (index) => `k${index}:\n  type: book\n  title: x\n`,
  ris: (index) => `TY  - JOUR\nID  - k${index}\nAB  - ${filler}\nER  - \n`,
  nbib: (index) => `PMID- ${index}\nTI  - x\nAB  - ${filler}\n\n`,
  enw: (index) => `%0 Book\n%F k${index}\n%X ${filler}\n\n`,
};

describe('reading and decoding every entry grows with the file', () => {
  for (const [format, entry] of Object.entries(entries) as [
    keyof typeof entries,
    (index: number) => string,
  ][]) {
    it(format, () => {
      assertLinear(
        (size) => {
          const text = Array.from({ length: size }, (_, index) => entry(index)).join('');
          return () => {
            const bibliography = parseListed(format, text);
            for (let index = 0; index < bibliography.size; index += 1) bibliography.searchFields(index);
          };
        },
        { smallest: format === 'csl-yaml' || format === 'hayagriva' ? 100 : 500 },
      );
    });
  }
});
