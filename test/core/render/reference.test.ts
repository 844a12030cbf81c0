import { parser as commonMark, GFM } from '@lezer/markdown';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reference } from '../../../src/core/bibliography/types.ts';
import {
  completionDetail,
  referenceCard,
  referenceLine,
  shortCitation,
} from '../../../src/core/render/reference.ts';

const berman: Reference = {
  id: 'berman2000',
  type: 'article-journal',
  title: 'Antidepressant effects of ketamine in depressed patients',
  author: ['Berman', 'Cappiello', 'Anand', 'Oren', 'Heninger', 'Charney', 'Krystal'].map((family) => ({
    family,
    given: 'Robert-Jan M.',
  })),
  issued: { 'date-parts': [[2000, 2, 15]] },
  'container-title': 'Biological Psychiatry',
  'container-title-short': 'Biol Psychiatry',
  volume: '47',
  issue: '4',
  page: '351–354',
  DOI: '10.1016/S0006-3223(99)00230-9',
  PMID: '10686270',
};

const by = (...families: string[]): Reference => ({
  id: 'x',
  type: 'book',
  author: families.map((family) => ({ family })),
  issued: { 'date-parts': [[1990]] },
});

describe('shortCitation', () => {
  it.each([
    [berman, 'Berman et al. 2000'],
    [by('Trullas', 'Skolnick'), 'Trullas & Skolnick 1990'],
    [by('McEwen'), 'McEwen 1990'],
    [{ ...by('McEwen'), othersOmitted: true }, 'McEwen et al. 1990'],
    [
      { ...by('Kolk'), author: [{ family: 'Kolk', 'non-dropping-particle': 'van der' }] },
      'van der Kolk 1990',
    ],
    [{ ...by(), author: [{ literal: 'World Health Organization' }] }, 'World Health Organization 1990'],
    [{ ...by(), editor: [{ family: 'Duman' }] }, 'Duman 1990'],
    [{ id: 'k', type: 'book', author: [{ family: 'McEwen' }] }, 'McEwen n.d.'],
    [{ id: 'k', type: 'book', issued: { literal: 'in press' }, title: 'A title' }, 'A title in press'],
    [
      { id: 'k', type: 'book', title: 'A title that is far too long for one line of a list' },
      'A title that is far too long for one li… n.d.',
    ],
    [{ id: 'k', type: 'book' }, 'k n.d.'],
  ] satisfies [Reference, string][])('%#', (reference, citation) => {
    expect(shortCitation(reference)).toBe(citation);
  });
});

describe('one line', () => {
  it('for the completion list', () => {
    expect(completionDetail(berman)).toBe(
      'Berman et al. 2000 · Antidepressant effects of ketamine in depressed patients',
    );
    expect(completionDetail(by('McEwen'))).toBe('McEwen 1990');
  });

  it('for copying', () => {
    expect(referenceLine(berman)).toBe(
      'Berman RJM, Cappiello RJM, Anand RJM, Oren RJM, Heninger RJM, Charney RJM, et al. Antidepressant effects of ketamine in depressed patients. Biol Psychiatry. 2000;47(4):351-354. doi:10.1016/S0006-3223(99)00230-9.',
    );
    expect(
      referenceLine({ ...by('McEwen'), title: 'Stress?', publisher: 'Press', 'publisher-place': 'New York' }),
    ).toBe('McEwen. Stress? New York: Press. 1990.');
    expect(referenceLine({ id: 'k', type: 'book' })).toBe('n.d.');
  });
});

describe('referenceCard', () => {
  it('shows the work, its links and its place in manuscript and paper', () => {
    const card = referenceCard(berman, {
      citedTimes: 2,
      papers: [
        { citation: 'Abdallah et al. 2018', sections: ['Introduction'], terms: ['ketamine', 'NMDAR'] },
      ],
      key: 'berman2000',
    });
    expect(card).toBe(
      [
        'Berman RJM, Cappiello RJM, Anand RJM, Oren RJM, Heninger RJM, Charney RJM, et al. \\(2000\\)',
        '**Antidepressant effects of ketamine in depressed patients**',
        'Biol Psychiatry 47\\(4\\):351-354',
        'DOI [10.1016/S0006-3223\\(99\\)00230-9](https://doi.org/10.1016/S0006-3223%2899%2900230-9) · PMID [10686270](https://pubmed.ncbi.nlm.nih.gov/10686270/)',
        'Cited 2 times here  \nCited by Abdallah et al. 2018 in Introduction, on ketamine, NMDAR  \nKey: berman2000',
      ].join('\n\n'),
    );
  });

  it('stays readable without author, year or title', () => {
    expect(referenceCard({ id: 'k', type: 'book' })).toBe('\\(n.d.\\)\n\n**No title**');
  });

  it('shows the abstract when asked, the formatted reference when there is one, and files by name', () => {
    expect(referenceCard({ ...berman, abstract: 'BACKGROUND: a\nMETHODS: b' }, { abstract: true })).toContain(
      'a  \nMETHODS: b',
    );
    expect(referenceCard({ ...berman, abstract: 'secret' })).not.toContain('secret');
    expect(referenceCard(berman, { formatted: 'Berman, R. M. (2000).', style: 'APA' })).toMatch(
      /^Berman, R. M. \\\(2000\\\).\n\nIn APA style\n\nDOI/,
    );
    expect(referenceCard({ ...berman, id: 'http://zotero.org/users/12/items/AB34' })).toContain(
      ' · [Zotero](http://zotero.org/users/12/items/AB34)',
    );
    expect(referenceCard({ ...berman, id: 'http://zotero.org.evil.example/users/1/items/A' })).not.toContain(
      'Zotero',
    );
    expect(referenceCard({ ...berman, files: ['/home/me/berman.pdf'] })).toContain(' · File berman.pdf');
    expect(referenceCard(berman, { links: [{ label: 'Open in Zotero', url: 'zotero://select/x' }] })).toMatch(
      /· Open in Zotero$/,
    );
  });

  it('makes no node but text, strong, breaks and links to http(s), whatever the entry holds', () => {
    const text = fc.oneof(
      fc.constantFrom(
        '[x](command:y)',
        '![x](https://e.org/i.png)',
        '<script>',
        '```',
        '\n# h',
        '**',
        '](',
        '`',
        'www.x.org',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const hostile = fc.array(text, { maxLength: 4 }).map((parts) => parts.join(''));
    const markdown = commonMark.configure(GFM);
    const allowed = new Set([
      'Document',
      'Paragraph',
      'Escape',
      'HardBreak',
      'StrongEmphasis',
      'EmphasisMark',
    ]);
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 14, maxLength: 14 }), (texts) => {
        const [
          title,
          family,
          given,
          container,
          volume,
          page,
          doi,
          pmid,
          url,
          abstract,
          file,
          label,
          note,
          year,
        ] = texts as string[];
        const card = referenceCard(
          {
            ...{ id: 'k', type: 'book', title, volume, page, DOI: `10.1000/${doi}`, PMID: pmid, abstract },
            ...{
              author: [{ family, given }, { literal: given }],
              'container-title': container,
              URL: `https://x.org/${url}`,
            },
            ...{ issued: { literal: year }, files: [file] },
          } as Reference,
          {
            ...{ abstract: true, notes: [note!], key: title!, links: [{ label: label!, url: url! }] },
            papers: [{ citation: family!, sections: [title!], terms: [given!] }],
          },
        );
        markdown.parse(card).iterate({
          enter(node) {
            if (allowed.has(node.name)) return true;
            expect(node.name).toBe('Link');
            expect(card.slice(node.from, node.to)).toMatch(/\]\(https?:\/\/[^()\s]*\)$/);
            return false;
          },
        });
      }),
      { numRuns: 500 },
    );
  });
});
