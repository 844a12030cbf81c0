import { describe, expect, test } from 'vitest';
import type { PaperPack } from '../../../../src/core/paper/types.ts';
import { imported, packOf } from '../../../support/importing.ts';

const head = (more = '') =>
  `<head><title>A study of moods | J Moods</title><meta name="citation_title" content="A study of moods"><meta name="citation_author" content="Ada B. Alder"><meta name="citation_author" content="Birch, Carl D."><meta name="citation_journal_title" content="Journal of Moods"><meta name="citation_doi" content="10.5555/moods"><meta name="citation_publication_date" content="2020/05/01">${more}</head>`;
const page = (body: string, more = '') =>
  `<!DOCTYPE html><html lang="en">${head(more)}<body>${body}</body></html>`;

const listed = (pack: PaperPack) =>
  pack.references.filter(({ custom }) => (custom as { role?: string }).role === 'listed-reference');
const line = ({ author = [], issued, title, DOI }: PaperPack['references'][number]) =>
  `${author.map(({ family, literal }) => family ?? literal).join(', ')} ${issued?.['date-parts']?.[0]?.[0]} ${title}${DOI === undefined ? '' : ` ${DOI}`}`;
const cited = (pack: PaperPack) => pack.citations.map(({ work, basis }) => `${work} ${basis}`);
const titles = (pack: PaperPack) => pack.sections.map(({ title }) => title);

describe('a saved page', () => {
  const simple = page(
    `<nav><ul><li><a href="/">Home</a></li></ul></nav>
    <article><h1>A study of moods</h1><h2>Abstract</h2><p>Moods fell.</p>
    <h2>1. Introduction</h2><p>Moods are low <a href="#B1">1</a>, and so they stay<sup><a href="#B1">1</a>–<a href="#B3">3</a></sup>.</p>
    <h3>1.1. Scales</h3><p>The Scale of Moods (SOM) is old.</p>
    <h2>References</h2><ol><li id="B1">Alder AB. First title. J Moods. 1994;31:281–94.</li><li id="B2">Birch CD. Second title. J Moods. 1995;32:1–9.</li><li id="B3">Cedar E. Third title. J Moods. 1996;33:10–19.</li></ol>
    <h2>More from this journal</h2><p>Another study that is advertised here at some length for whoever reads on.</p></article>
    <footer><p>About the publisher of the journal and its many other journals.</p></footer>`,
    '<meta name="citation_reference" content="citation_title=First title; citation_author=AB Alder; citation_journal_title=J Moods; citation_publication_date=1994; citation_doi=10.5555/ref1">',
  );

  test('gives what its head states', () => {
    const { source } = packOf(simple);
    expect(source).toMatchObject({
      title: 'A study of moods',
      author: [
        { family: 'Alder', given: 'Ada B.' },
        { family: 'Birch', given: 'Carl D.' },
      ],
      'container-title': 'Journal of Moods',
      DOI: '10.5555/moods',
      issued: { 'date-parts': [[2020, 5, 1]] },
    });
  });

  test('gives sections without what the site adds', () => {
    expect(titles(packOf(simple))).toEqual(['(title)', 'Abstract', 'Introduction', 'Scales', 'References']);
  });

  test('gives the works of the list and links citations to them, ranges whole', () => {
    const pack = packOf(simple);
    expect(listed(pack).map(line)).toEqual([
      'Alder 1994 First title',
      'Birch 1995 Second title',
      'Cedar 1996 Third title',
    ]);
    expect(cited(pack)).toEqual(['alder1994 exact', 'alder1994 exact', 'birch1995 exact', 'cedar1996 exact']);
  });

  test('places what it finds', () => {
    const pack = packOf(simple);
    const [abbreviation] = pack.abbreviations;
    expect(simple.slice(abbreviation!.start, abbreviation!.end)).toBe('SOM');
    expect(pack.citations.map(({ start, end }) => simple.slice(start, end))).toEqual(['1', '1', '3', '3']);
  });
});

test('a work takes its fields from the search that its page links', () => {
  const pack = packOf(
    page(
      `<h2>Abstract</h2><p>Moods.</p><h2>References</h2><ul><li id="r1">Printed any how 12 <a href="https://scholar.google.com/scholar_lookup?title=First+title&amp;author=AB+Alder&amp;author=C+van+Birch&amp;publication_year=1994&amp;journal=J+Moods&amp;doi=10.5555%2Fref1">Google Scholar</a></li>
      <li id="r2">Cedar 1996 as it is <a href="https://doi.org/10.5555/ref2">Crossref</a></li></ul>`,
    ),
  );
  expect(listed(pack).map(line)).toEqual([
    'Alder, van Birch 1994 First title 10.5555/ref1',
    ' undefined  10.5555/ref2',
  ]);
});

describe.each([
  [
    'Elsevier',
    '<p>Moods <a href="#bb1" name="bbb1">Alder, 1994</a>.</p>',
    '<section class="bibliography"><h2>References</h2><ol class="references"><li><span class="label"><a href="#bbb1" id="ref-id-bb1">Alder, 1994</a></span><span class="reference"><div class="contribution"><div class="authors">A.B. Alder</div><div class="title">First title</div></div><div class="host">J Moods, 31 (4) (1994), pp. 281-294</div><div class="ReferenceLinks"><a href="https://doi.org/10.5555/ref1">View article</a></div></span></li></ol></section>',
  ],
  [
    'Atypon, with a copy of the list',
    '<p>Moods (<a href="#core-collateral-B1" role="doc-biblioref" data-xml-rid="B1">1</a>).</p>',
    '<section role="doc-bibliography"><h2>References</h2><div role="list"><div role="listitem"><div class="label">1.</div><div id="B1"><div class="citation">Alder AB: First title. <em>J Moods</em> 1994; 31:281–294</div><div class="external-links"><a href="https://scholar.google.com/scholar_lookup?title=First+title&amp;author=AB+Alder&amp;publication_year=1994&amp;doi=10.5555%2Fref1">Google Scholar</a></div></div></div></div></section><div id="core-collateral-references" class="core-collateral"><h2>References</h2><div role="list"><div role="listitem"><div class="label">1.</div><div id="core-collateral-B1"><div class="citation">Alder AB: First title. <em>J Moods</em> 1994; 31:281–294</div></div></div></div></div>',
  ],
  [
    'Silverchair',
    '<p>Moods (<a href="javascript:;" reveal-id="b1" class="link-ref">Alder, 1994</a>).</p>',
    '<h2>References</h2><div class="ref-list"><div class="ref"><div class="ref-content" data-id="b1"><span class="person-group"><div class="name"><div class="surname">Alder</div> <div class="given-names">AB</div></div>. </span><div class="article-title">First title</div>, <div class="source">J Moods</div>, <div class="year">1994</div>, vol. <div class="volume">31</div><div class="citation-links"><a href="http://dx.doi.org/10.5555/ref1">Crossref</a></div></div></div></div>',
  ],
  [
    'Wiley',
    '<p>Moods<sup><a href="#x-bib-0001" class="bibLink">1</a></sup>.</p>',
    '<h2>REFERENCES</h2><ul><li data-bib-id="x-bib-0001"><span class="bullet">1</span><span class="author">Alder AB</span>. <span class="articleTitle">First title</span>. <i>J Moods</i>. <span class="pubYear">1994</span>; <span class="vol">31</span><div class="extra-links"><a href="https://doi.org/10.5555/ref1">Crossref</a></div></li></ul>',
  ],
])('a page of %s', (_, text, list) => {
  const pack = packOf(page(`<h2>Abstract</h2><p>Moods.</p><h2>Introduction</h2>${text}${list}`));

  test('gives its work once', () => {
    expect(listed(pack).map(line)).toEqual(['Alder 1994 First title 10.5555/ref1']);
  });

  test('links its citation', () => {
    expect(cited(pack)).toEqual(['alder1994 exact']);
  });
});

test('JSON-LD states the article where nothing else does', () => {
  const data = {
    '@graph': [
      {
        '@type': 'ScholarlyArticle',
        headline: 'A study of moods',
        author: [{ '@type': 'Person', givenName: 'Ada', familyName: 'Alder' }],
        isPartOf: {
          '@type': 'PublicationIssue',
          issueNumber: '2',
          isPartOf: { '@type': 'Periodical', name: 'Journal of Moods' },
        },
        datePublished: '2020-05',
        sameAs: 'https://doi.org/10.5555/moods',
      },
    ],
  };
  const pack = packOf(
    `<html><head><script type="application/ld+json">${JSON.stringify(data)}</script></head><body><h2>Abstract</h2><p>Moods.</p></body></html>`,
  );
  expect(pack.source).toMatchObject({
    title: 'A study of moods',
    author: [{ family: 'Alder', given: 'Ada' }],
    'container-title': 'Journal of Moods',
    issue: '2',
    DOI: '10.5555/moods',
    issued: { 'date-parts': [[2020, 5]] },
  });
});

test('an abstract that no heading names is one, and its parts are no sections', () => {
  const pack = packOf(
    page(
      '<div class="abstract"><h3>Objective</h3><p>To lift moods.</p><h3>Results</h3><p>Moods rose.</p></div><h2>Introduction</h2><p>Moods.</p>',
    ),
  );
  expect(titles(pack)).toEqual(['(title)', 'Abstract', 'Introduction']);
});

describe('a page without an article is refused by its name', () => {
  test.each([
    [
      'sign in',
      '<html><head><title>Moods Online</title></head><body><h1>Welcome to Moods Online</h1><input type="password"></body></html>',
      /“Moods Online”, asks you to sign in/,
    ],
    [
      'a check',
      '<html><head><title>Checking your browser</title></head><body><p>One moment.</p></body></html>',
      /asks for something before it shows it/,
    ],
    [
      'anything else',
      '<html><head><title>Weather</title></head><body><h1>The weather of tomorrow</h1><p>Rain.</p></body></html>',
      /shows no article/,
    ],
    ['nothing', '<html></html>', /shows no article/],
  ])('%s', (_, text, message) => {
    const { value, problems } = imported(text);
    expect(value).toBeUndefined();
    expect(problems[0]?.message).toMatch(message);
  });
});

test('a page that shows its abstract alone says so', () => {
  const { doubts } = imported(page('<h2>Abstract</h2><p>Moods fell.</p>'));
  expect(doubts.map(({ message }) => message)).toEqual([
    expect.stringMatching(/No list of references/),
    expect.stringMatching(/besides its abstract/),
  ]);
});

test('authors that the page alone names are taken from where it marks their names', () => {
  const pack = packOf(
    '<html><head><meta name="citation_title" content="A study of moods"></head><body><div class="author-group"><button data-xocs-content-type="author"><span class="given-name">Ada B.</span> <span class="text surname">Alder</span><sup>a</sup></button></div><h2>Abstract</h2><p>Moods.</p></body></html>',
  );
  expect(pack.source.author).toEqual([{ family: 'Alder', given: 'Ada B.' }]);
});

describe('pages of other shapes', () => {
  const works = [
    'Alder AB: First title. J Moods 1994, 31:281–94.',
    'Birch CD: Second title. J Moods 1995, 32:1–9.',
  ];
  const short = page(
    `<h1>A study of moods</h1><section><h2>Abstract</h2><p>Moods fell.</p></section>
    <section><h2>Results</h2><p>Moods are low [<a href="#B1">1</a>]-[<a href="#B3">3</a>].</p>
    <h3>Figure 1: Moods over time</h3><p>Months and moods.</p></section>
    <section><h3>References</h3><div class="list"><ol>
    ${[...works, 'Cedar E: Third title. J Moods 1996, 33:10–19.'].map((work, index) => `<li id="B${index + 1}"><p>${work}</p></li>`).join('')}
    </ol></div></section><h2>Flag an issue</h2><p>Tell the journal what is wrong on this page.</p>`,
    '<meta name="citation_author" content="$author.firstName $author.lastName">',
  );

  test('a short list of references is a list, not one work', () => {
    expect(listed(packOf(short)).map(line)).toEqual([
      'Alder 1994 First title',
      'Birch 1995 Second title',
      'Cedar 1996 Third title',
    ]);
  });

  test('a range between two links in brackets is whole', () => {
    expect(cited(packOf(short)).map((one) => one.split(' ')[0])).toEqual([
      'alder1994',
      'birch1995',
      'cedar1996',
    ]);
  });

  test('legends and what the site adds behind the list are no sections', () => {
    expect(titles(packOf(short))).toEqual(['(title)', 'Abstract', 'Results', 'References']);
  });

  test('what a template left unfilled is no author, and markup no part of a title', () => {
    const { source } = packOf(
      short.replace('content="A study of moods"', 'content="A study of &lt;i>moods&lt;/i>"'),
    );
    expect(source.author).toHaveLength(2);
    expect(source.title).toBe('A study of moods');
  });

  test('a list outside of the text has its section', () => {
    const apart = page(
      `<main><h1>A study of moods</h1><h2>Abstract</h2><p>${'Moods fell and rose, and fell again. '.repeat(30)}</p></main><div id="references"><h2>References</h2><ul>${works.map((work) => `<li>${work}</li>`).join('')}</ul></div>`,
    );
    expect(titles(packOf(apart)).at(-1)).toBe('References');
  });
});

describe('a page whose head states nothing', () => {
  const bare = (front: string) =>
    `<!DOCTYPE html><html><head><title>A study of moods</title></head><body>${front}
    <h1>A study of moods</h1><h2>Abstract</h2><p>Moods fell.</p><h2>Results</h2><p>They rose.</p>
    <h2>References</h2><ol><li>Alder AB. First title. J Moods. 1994;31:281–94.</li><li>Birch CD. Second title. J Moods. 1995;32:1–9.</li></ol></body></html>`;

  test.each([
    [
      'old Elsevier',
      '<div class="publicationHead"><div class="title"><a><span>Mood Research</span></a></div><p class="volIssue"><a>Volume 102, Issues 1–3</a>, July 2008, Pages 150–162</p></div><a id="ddDoi" href="http://dx.doi.org/10.5555/moods">doi</a>',
      { 'container-title': 'Mood Research', volume: '102', page: '150-162', DOI: '10.5555/moods' },
    ],
    [
      'MIT Press',
      '<h1 class="journalTitle"><a><img alt="Journal of Moods"></a></h1><div>February 2008, Vol. 22, No. 2, Pages 362-376<br></div>',
      { 'container-title': 'Journal of Moods', volume: '22', issue: '2', page: '362-376' },
    ],
    [
      'old Springer',
      '<span class="ArticleCitation"><span class="JournalTitle">Moods, &amp; Trees</span><span>2008</span><span><strong>13</strong>:181</span></span><div class="AuthorNames"><span class="AuthorName">Ada B. Alder</span>, <span class="AuthorName">Carl Birch</span></div>',
      {
        'container-title': 'Moods, & Trees',
        volume: '13',
        author: [{ family: 'Alder' }, { family: 'Birch' }],
      },
    ],
  ])('%s', (_, front, expected) => {
    expect(packOf(bare(front)).source).toMatchObject(expected);
    expect(packOf(bare(front)).source.issued?.['date-parts']?.[0]?.[0]).toBe(2008);
  });

  test('takes no journal of another paper', () => {
    const more = '<ul><li>Another study</li><li>Mood Letters, Volume 7, Issue 1, 2001, Pages 1–9</li></ul>';
    const front = '<div class="publicationHead"><div class="title">Mood Research</div></div>';
    expect(packOf(bare(front + more)).source).toMatchObject({ 'container-title': 'Mood Research' });
    expect(packOf(bare(front + more)).source.volume).toBeUndefined();
  });
});

test('a letter begins without a heading, and a table in a window cites where it is opened', () => {
  const pack = packOf(
    page(`<article><h1>A study of moods</h1><div><p>We read of moods in winter with interest, and thank all who wrote of them for so long.</p>
      <p>Moods were said to be low throughout the winter and to rise again <a href="#B1">1</a>, which we doubt
      (<a href="" data-bs-target="#ModalTable1">Table 1</a>).</p></div>
      <h2>References</h2><ol><li id="B1">Alder AB. First title. J Moods. 1994;31:281–94.</li>
      <li id="B2">Birch CD. Second title. J Moods. 1995;32:1–9.</li></ol></article>
      <div class="modal ModalTables" id="ModalTable1"><table><tr><td>Low</td><td><a href="#B2">2</a></td></tr>
      <tr><td>High</td><td><span class="ref"><strong>1</strong><span class="refCtt">Alder AB. First title. J Moods. 1994;31:281–94.</span></span></td></tr></table></div>`),
  );
  expect(cited(pack)).toEqual(['alder1994 exact', 'birch1995 exact', 'alder1994 exact']);
  expect(titles(pack)).toContain('(text)');
});

test('a journal in italics and a book in bold that no stop parts from the title', () => {
  const pack = packOf(
    page(`<article><h1>A study of moods</h1><h2>Abstract</h2><p>Moods fell.</p><h2>Introduction</h2><p>Moods are low <a href="#B1">1</a>.</p>
      <h2>References</h2><ol><li id="B1">ALDER, A.B., 1994. First title <i>in vitro</i> <i>Annals of Moods</i>, vol. 31, no. 2, pp. 281-294.</li>
      <li id="B2">BIRCH, C. D. <b>Trees and moods</b> Oslo: Fern Press, 1995.</li></ol></article>`),
  );
  expect(listed(pack)).toMatchObject([
    { title: 'First title in vitro', 'container-title': 'Annals of Moods', volume: '31' },
    { title: 'Trees and moods', publisher: 'Fern Press', 'publisher-place': 'Oslo' },
  ]);
});

describe('a page that shows each cited work behind its mark', () => {
  const works = [
    'Alder AB. First title. J Moods. 1994;31:281–94.',
    'Birch CD. Second title. J Moods. 1995;32:1–9.',
  ];
  const mark = (number: number) =>
    `<span class="ref"><sup class="xref">${number}</sup><span class="refCtt closed">${number} <span>${works[number - 1]}</span><br><a href="https://x.example">https://x.exam...</a></span></span>`;
  const item = (text: string, number: number) =>
    `<li><a class="" name="B${number}_ref"></a><sup class="xref">${number}</sup>${text}</li>`;
  const text = `<!DOCTYPE html><html><head><title>x</title></head><body><span class="_editionMeta">J. Moods Trees (34) • Jan-Apr 2017</span>
    <h1>A study of moods<span class="ref footnote"><sup class="xref">1</sup></span></h1><article><h2>Abstract</h2><p>Moods fell.</p>
    <h2>Introduction</h2><p>Moods are low${mark(1)} and rise${mark(2)}.</p>
    <p>Others cite <span class="ref"><strong class="xref">Birch (1995</strong><span class="refCtt">${works[1]}</span></span>).</p>
    <table><tr><td>Low</td><td><a href="#B1_ref">1</a></td></tr></table>
    <div class="ref-list"><ul class="refList footnote"><li><span class="xref">1</span><div>A note of 2016 on how the study was paid for.</div></li></ul></div>
    <h2>References</h2><div class="ref-list"><ul class="refList">${works.map((work, index) => item(work, index + 1)).join('')}</ul></div></article>
    <div id="ModalTutors" role="dialog"><div class="tutors"><strong>Ana Flor da Silva</strong></div><div class="tutors"><strong>Rui Costa Neto</strong></div></div>
    <div id="ModalTutorss2" role="dialog"><div class="tutors"><strong>Carl Dunn</strong></div></div></body></html>`;

  test('links the mark to the work that is shown, and citations in tables', () => {
    expect(packOf(text).citations.map(({ work }) => work)).toEqual([
      'alder1994',
      'birch1995',
      'birch1995',
      'alder1994',
    ]);
  });

  test('lists works without their numbers and without notes', () => {
    expect(listed(packOf(text)).map(line)).toEqual(['Alder 1994 First title', 'Birch 1995 Second title']);
  });

  test('takes the title without the mark of its note, the authors without reviewers, the journal without its number', () => {
    expect(packOf(text).source).toMatchObject({
      title: 'A study of moods',
      author: [
        { family: 'Silva', given: 'Ana Flor da' },
        { family: 'Costa', given: 'Rui', suffix: 'Neto' },
      ],
      'container-title': 'J. Moods Trees',
      issue: '34',
    });
  });
});

describe('parts of pages as their sites mark them', () => {
  const works = [
    'Alder AB. First title. J Moods. 1994;31:281–94.',
    'Birch CD. Second title. J Moods. 1995;32:1–9.',
  ];
  const list = `<h2>References</h2><ol>${works.map((work, index) => `<li id="B${index + 1}">${work}</li>`).join('')}</ol>`;

  test('a heading that bears the mark of the abstract holds nothing of it', () => {
    const text = page(
      `<div><h2 id="Abs1">Abstract</h2><div id="Abs1-content"><p>${'Moods fell and rose. '.repeat(20)}</p></div></div><h2>Results</h2><p>They rose.</p>${list}`,
    );
    expect(titles(packOf(text))).toEqual(['(title)', 'Abstract', 'Results', 'References']);
  });

  test('lines of the site above the heading of the abstract are no abstract', () => {
    const text = page(
      `<div class="art-abstract abstract"><p>Download PDF with its cover</p><div class="abstract"><h2>Abstract</h2><p>Moods fell.</p></div></div><h3>Abbreviations</h3><ul><h3>Abbreviations</h3><li>SOM: Scale of Moods</li></ul><h2>Results</h2><p>They rose.</p>${list}`,
    );
    expect(titles(packOf(text))).toEqual(['(title)', 'Abstract', 'Abbreviations', 'Results', 'References']);
  });

  test('headings without h1 to h6, and a comment as the discussion', () => {
    const text = page(
      `<h2>Abstract</h2><p>Moods fell.</p><div class="h2 cb section-type-section"><div>Results</div></div><p>They rose <a href="#B1">1</a>.</p><div class="h3 section-type-section"><div>Moods of oaks</div></div><p>Low.</p><div class="h2 section-type-section"><div>Comment</div></div><p>So it is <a href="#B2">2</a>.</p>${list}`,
    );
    expect(titles(packOf(text))).toEqual([
      '(title)',
      'Abstract',
      'Results',
      'Moods of oaks',
      'Comment',
      'References',
    ]);
    expect(packOf(text).citations).toHaveLength(2);
  });

  test('a list that the text shows in part stands whole in a panel', () => {
    const item = (work: string, id: string) =>
      `<div role="listitem"><div id="${id}" class="citations">${work}</div></div>`;
    const text = page(
      `<h2>Abstract</h2><p>Moods fell.</p><h2>Results</h2><p>They rose <a href="#core-collateral-r2">2</a>.</p><section role="doc-bibliography"><h2>References</h2>${item(works[0]!, 'r1')}</section><div class="core-collateral" role="dialog"><div id="core-collateral-references">${works.map((work, index) => item(work, `core-collateral-r${index + 1}`)).join('')}</div></div>`,
    );
    expect(listed(packOf(text)).map(line)).toEqual(['Alder 1994 First title', 'Birch 1995 Second title']);
    expect(cited(packOf(text)).map((one) => one.split(' ')[0])).toEqual(['birch1995']);
  });

  test('numbers that the page runs together are parted by its link', () => {
    const link =
      '[<a href="https://scholar.google.com/scholar_lookup?journal=Moods&amp;volume=31&amp;publication_year=1994&amp;pages=281-294">Google Scholar</a>]';
    const text = page(
      `<h2>Abstract</h2><p>Moods fell.</p><h2>References</h2><ul class="ref-list"><li><cite>Alder A B. First title. Moods 199431281–294.</cite> ${link}</li><li><cite>Birch CD. Second title. J Moods. 1995;32:1–9.</cite></li></ul>`,
    );
    expect(listed(packOf(text)).map(line)).toEqual(['Alder 1994 First title', 'Birch 1995 Second title']);
  });

  test('the DOI that a link names as the page’s', () => {
    const text = page(
      `<h2>Abstract</h2><p>Moods fell.</p>${list}<a id="ddDoi" href="http://dx.doi.org/10.5555/moods">doi</a>`,
      '<meta name="citation_journal_title" content="Moods">',
    );
    expect(packOf(text).source.DOI).toBe('10.5555/moods');
  });
});

test('a heading beside links to the other parts, and a window that shows a figure with the article’s data', () => {
  const parts = ['Introduction', 'Methods', 'Conclusion'];
  const links = parts
    .map((part) => `<li><a href="#${part}"><span>${part} of the study</span></a></li>`)
    .join('');
  const heading = (part: string) =>
    `<div class="summationHeading"><div class="sectionHeadingDiv"><h2 id="${part}">${part}</h2></div><div class="summationNavigation script_only"><h3>Jump to section</h3><ul class="sectionNav">${links}</ul></div></div>`;
  const window =
    '<div class="figureViewer"><h1>A study of low moods in winter</h1><div class="articleAuthors articleInfoSection">Ada Alder</div><div class="articleLowerInfo articleInfoSection"><div class="articleLowerInfoSection articleInfoDOI"><h6>DOI:</h6>10.5555/moods</div><div class="articleLowerInfoSection"><h6>Published online:</h6>26 February 2016</div></div></div>';
  const text = `<!DOCTYPE html><html><head><title>Moods</title><meta name="citation_title" content="A study of low moods in winter"></head><body><h1>A study of low moods in winter</h1><h2>Abstract</h2><p>Moods fell.</p>${parts.map((part) => `${heading(part)}<div class="paragraph">Moods are low in winter and rise in summer, as has been seen before.</div>${window}`).join('')}<h2>References</h2><ul class="references"><li id="CIT0001">1. Alder AB. First title. J Moods. 1994;31:281–94.</li><li id="CIT0002">2. Birch CD. Second title. J Moods. 1995;32:1–9.</li></ul></body></html>`;
  expect(packOf(text).sections.map(({ title }) => title)).toEqual([
    '(title)',
    'Abstract',
    ...parts,
    'References',
  ]);
});
