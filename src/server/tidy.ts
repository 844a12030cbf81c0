import { tidy } from 'bibtex-tidy';

/**
 * Sorts the entries of a BibTeX text by key and formats them; comments stay. Throws where the text cannot be
 * parsed.
 */
export const tidyBibtex = (bibtex: string): Promise<string> =>
  Promise.resolve(
    tidy(bibtex, {
      sort: ['key'],
      sortFields: true,
      align: 0,
      space: 2,
      trailingCommas: true,
      duplicates: [],
      escape: false,
      curly: true,
    }).bibtex,
  );
