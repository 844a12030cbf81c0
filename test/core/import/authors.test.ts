import { describe, expect, test } from 'vitest';
import { importPaper } from '../../../src/core/import/importPaper.ts';
import { packOf } from '../../support/importing.ts';

const authorsOf = (text: string) => packOf(text).source.author;

describe('authors of JATS', () => {
  const jats = (groups: string) =>
    authorsOf(
      `<?xml version="1.0"?><article><front><article-meta><title-group><article-title>A title</article-title></title-group>${groups}</article-meta></front><body><sec><title>Introduction</title><p>Moods are low.</p></sec></body></article>`,
    );
  const author = (surname: string, more = '', attributes = '') =>
    `<contrib contrib-type="author"${attributes}><name><surname>${surname}</surname><given-names>Ada</given-names></name>${more}</contrib>`;
  const group = (name: string, more = '') =>
    `<contrib contrib-type="author" id="c1"><collab>${name}${more}</collab></contrib>`;

  test.each([
    'for the MOODS group',
    'on behalf of the MOODS group',
    'and the MOODS group',
    'the MOODS group',
  ])('a group by its name alone: %s', (name) => {
    expect(jats(`<contrib-group>${author('Alder')}${group(name)}</contrib-group>`)).toEqual([
      { family: 'Alder', given: 'Ada' },
      { literal: 'MOODS group' },
    ]);
  });

  test('a surname without what stands behind it', () => {
    expect(jats(`<contrib-group>${author('Alder III')}${author('Birch Jr.')}</contrib-group>`)).toEqual([
      { family: 'Alder', given: 'Ada', suffix: 'III' },
      { family: 'Birch', given: 'Ada', suffix: 'Jr.' },
    ]);
  });

  test('the members of a group are listed apart, and are no authors', () => {
    expect(
      jats(
        `<contrib-group>${author('Alder')}${group('MOODS group')}</contrib-group><contrib-group content-type="collab-list">${author('Birch', '', ' rid="c1"')}</contrib-group>`,
      ),
    ).toEqual([{ family: 'Alder', given: 'Ada' }, { literal: 'MOODS group' }]);
  });

  test('members within a group are no authors, and no part of its name', () => {
    expect(
      jats(
        `<contrib-group>${author('Alder')}${group('MOODS group', `<contrib-group>${author('Birch')}</contrib-group>`)}${author('Cedar')}</contrib-group>`,
      ),
    ).toEqual([
      { family: 'Alder', given: 'Ada' },
      { literal: 'MOODS group' },
      { family: 'Cedar', given: 'Ada' },
    ]);
  });
});

describe('authors of pages', () => {
  const list = (works: readonly string[]) =>
    `<h2>References</h2><ol class="references">${works.map((work) => `<li>${work}</li>`).join('')}</ol>`;
  const works = [
    'Alder AB. First title. J Moods. 1994;31:281–94.',
    'Birch CD. Second title. J Moods. 1995;32:1–9.',
  ];
  const page = (body: string, head = '', listed = works) =>
    authorsOf(
      `<!DOCTYPE html><html><head><title>Moods</title>${head}</head><body><h1>A study of low moods in winter</h1><h2>Abstract</h2><p>Moods fell.</p><h2>Introduction</h2><p>Moods are low.</p>${list(listed)}${body}</body></html>`,
    );
  const meta = (name: string, content: string) => `<meta name="${name}" content="${content}">`;
  const tutors = (names: readonly string[]) =>
    `<div id="ModalTutors">${names.map((name) => `<div class="tutors"><strong>${name}</strong></div>`).join('')}</div>`;

  test('a group that one of two statements leaves out', () => {
    const head = [
      meta('citation_author', 'Ada B Alder'),
      meta('citation_author', 'Carl Birch'),
      meta('dc.creator', 'Alder, Ada'),
      meta('dc.creator', 'Birch, Carl'),
      meta('dc.creator', 'for the MOODS group'),
    ];
    expect(page('', head.join(''))).toEqual([
      { family: 'Alder', given: 'Ada B' },
      { family: 'Birch', given: 'Carl' },
      { literal: 'MOODS group' },
    ]);
  });

  describe('that state nothing for programs', () => {
    const title = 'A study of low moods in winter: is it the light?';
    const bare = (front: string) =>
      packOf(
        `<!DOCTYPE html><html><head><title>Moods</title></head><body><nav><ul><li>About Us, Contact Form</li></ul></nav><h1>${title}</h1>${front}<h2>Abstract</h2><p>Moods fell.</p><h2>Introduction</h2><p>Moods are low.</p>${list(works)}</body></html>`,
      ).source;

    test('are on a line below the title', () => {
      expect(
        bare(
          '<div><span>Ada B. Alder</span> , <span>Carl-Otto Birch</span><sup>2</sup></div><div>University of Elms</div>',
        ).author,
      ).toEqual([
        { family: 'Alder', given: 'Ada B.' },
        { family: 'Birch', given: 'Carl-Otto' },
      ]);
    });

    test('and year and journal in how the paper is to be cited', () => {
      expect(
        bare(
          `<div>Original Article, Open Access</div><div>Alder, A. B., &amp; Birch, C.-O. (2016). ${title} Archives of Moods, 4, 32–37. https://doi.org/10.5555/moods.29</div>`,
        ),
      ).toMatchObject({
        author: [{ family: 'Alder' }, { family: 'Birch' }],
        'container-title': 'Archives of Moods',
        volume: '4',
        page: '32-37',
        issued: { 'date-parts': [[2016]] },
      });
    });

    test('stay unknown where no such line is', () => {
      expect(
        bare('<div>Original Article, Open Access</div><p>Moods are low, and they rise.</p>').author,
      ).toBeUndefined();
    });
  });

  test('an initial before two names, where others are named in full', () => {
    const head = ['Ada Alder', 'B. Carl Birch', 'E. Elm Fern'].map((name) => meta('citation_author', name));
    expect(page('', head.join(''))?.map(({ family }) => family)).toEqual(['Alder', 'Birch', 'Fern']);
    const short = ['A. Alder', 'B. Cedar Birch'].map((name) => meta('citation_author', name));
    expect(page('', short.join(''))?.map(({ family }) => family)).toEqual(['Alder', 'Cedar Birch']);
  });

  test('several authors of a work that one statement names', () => {
    const head = meta(
      'citation_reference',
      'citation_author=Alder A B, Birch C D and Elm E; citation_journal_title=J. Moods; citation_volume=31; citation_publication_date=1994;',
    );
    const pack = packOf(
      `<!DOCTYPE html><html><head><title>Moods</title>${head}</head><body><h1>A study of low moods in winter</h1><h2>Abstract</h2><p>Moods fell.</p><h2>Introduction</h2><p>Moods are low.</p>${list(['Alder A B, Birch C D and Elm E 1994 J. Moods 31 281–94'])}</body></html>`,
    );
    expect(pack.references[0]?.author?.map(({ family, given }) => `${family} ${given}`)).toEqual([
      'Alder A.B.',
      'Birch C.D.',
      'Elm E.',
    ]);
  });

  test('names in capitals have no initials of four letters', () => {
    expect(page(tutors(['ADAM FERN', 'ADA ALDER']))).toEqual([
      { family: 'FERN', given: 'ADAM' },
      { family: 'ALDER', given: 'ADA' },
    ]);
  });

  test('a group among people, behind which its members are listed', () => {
    expect(page(tutors(['Ada Alder', 'Carl Birch', 'MOODS 2020 Group', 'Eva Elm', 'Carl Birch']))).toEqual([
      { family: 'Alder', given: 'Ada' },
      { family: 'Birch', given: 'Carl' },
      { literal: 'MOODS 2020 Group' },
    ]);
  });

  test('authors on cards, beside a sign', () => {
    const card = (name: string) =>
      `<div class="author-card"><div class="author-name"><span class="material-icons-outlined">person</span> ${name} </div><div class="author-roles">writing</div></div>`;
    expect(page(`<div id="ModalTutors">${card('Ana Flor da Silva')}${card('Rui De Souza')}</div>`)).toEqual([
      { family: 'Silva', given: 'Ana Flor da' },
      { family: 'Souza', given: 'Rui De' },
    ]);
  });

  test('family names of two words are told by the list of works', () => {
    const own = [
      'Alder Birch AB, Cedar E. First title. J Moods. 1994;31:281–94.',
      'Alder Birch AB. Second title. J Moods. 1995;32:1–9.',
      'Birch ABA, Elm F, Fern G. Third title. J Moods. 1996;33:1–9.',
    ];
    const head = ['Ada Beth Alder Birch', 'Otto Alder Birch', 'Carl Fern Elm', 'Hugo Elm Fern'].map((name) =>
      meta('citation_author', name),
    );
    expect(page('', head.join(''), own)?.map(({ family }) => family)).toEqual([
      'Alder Birch',
      'Birch',
      'Elm',
      'Fern',
    ]);
  });
});

test('El-Din is the end of a family name', () => {
  const text =
    '# A study of low moods\n\nAda Alder, Yehia M. Salah El-Din, Carl Birch\n\ndoi: 10.5555/moods\n\n## Abstract\n\nMoods fell.\n\n## Introduction\n\nMoods are low.\n\n## References\n\n1. Alder AB. First title. J Moods. 1994;31:281-94.\n';
  expect(authorsOf(text)?.map(({ family }) => family)).toEqual(['Alder', 'Salah El-Din', 'Birch']);
});

test('signs of a font of its own stand before names', () => {
  const text =
    '# A study of low moods\n\n\ue9d9 Ada Alder^{1}, \ue9d9 Carl Birch^{2} and \ue9d9 Eva da Silva^{1}\n\ndoi: 10.5555/moods\n\n## Abstract\n\nMoods fell.\n\n## Introduction\n\nMoods are low.\n\n## References\n\n1. Alder AB. First title. J Moods. 1994;31:281-94.\n';
  expect(authorsOf(text)?.map(({ given }) => given)).toEqual(['Ada', 'Carl', 'Eva']);
});

describe('authors that a PDF states, too', () => {
  const text =
    '# A study of low moods\n\nAda Beth Flor Silva,^{1} Carl Birch,^{2} and Eva Élm Fern^{1}\n\ndoi: 10.5555/moods\n\n## Abstract\n\nMoods fell.\n\n## Introduction\n\nMoods are low.\n\n## References\n\n1. Alder AB. First title. J Moods. 1994;31:281-94.\n';
  const families = (authors: readonly string[]) =>
    importPaper({ name: 'a.pdf', text, pdf: { authors } }, { date: '2026-11-30' }).value?.source.author?.map(
      ({ family }) => family,
    );

  test('are divided as it divides them, each by itself', () => {
    expect(families(['Flor Silva, Ada Beth', 'Birch, Carl B.', 'Elm Fern, Eva'])).toEqual([
      'Flor Silva',
      'Birch',
      'Élm Fern',
    ]);
  });

  test('are printed as they are where it states others', () => {
    expect(families(['Oak Silva, Ada Beth', 'Birch, Carl', 'Fern, Eva'])).toEqual(['Silva', 'Birch', 'Fern']);
  });
});

describe('a correction, which has neither abstract nor parts', () => {
  const title = 'Corrigendum to “A study of low moods”';
  const text = `# ${title}\n\nJournal of Moods Volume 2016, 1 page https://doi.org/10.5555/moods\n\nAda Alder,^{1} Carl Birch^{1}\n\nIn the first sentence of the second part the years are wrong and should be those of the list that follows.\n\n## References\n\n[1] A. Alder, “A study of low moods,” J. Moods, vol. 2, pp. 1–9, 2014.\n`;
  const packOfPdf = (pdf: { readonly title?: string; readonly doi?: string }) =>
    importPaper({ name: 'a.pdf', text, pdf }, { date: '2026-11-30' }).value;

  test('is read where the PDF states its title and DOI', () => {
    const pack = packOfPdf({ title, doi: '10.5555/moods' });
    expect(pack?.source).toMatchObject({ title, author: [{ family: 'Alder' }, { family: 'Birch' }] });
    expect(pack?.references).toHaveLength(1);
  });

  test('is not where it states nothing, or the title of something else', () => {
    expect(packOfPdf({})).toBeUndefined();
    expect(packOfPdf({ title: 'Receipt', doi: '10.5555/moods' })).toBeUndefined();
  });
});
