import { describe, expect, test } from 'vitest';
import type { PaperPack } from '../../../../src/core/paper/types.ts';
import { imported, packOf } from '../../../support/importing.ts';

const head = (more = '') =>
  `<head><title>A study of moods | J Moods</title><meta name="citation_title" content="A study of moods"><meta name="citation_author" content="Ada B. Alder"><meta name="citation_journal_title" content="Journal of Moods"><meta name="citation_doi" content="10.5555/moods"><meta name="citation_publication_date" content="2020/05/01">${more}</head>`;
const page = (body: string, more = '') =>
  `<!DOCTYPE html><html lang="en">${head(more)}<body><h1>A study of moods</h1>${body}</body></html>`;

const listed = (pack: PaperPack) =>
  pack.references.filter(({ custom }) => (custom as { role?: string }).role === 'listed-reference');
const line = ({ author = [], issued, title }: PaperPack['references'][number]) =>
  `${author.map(({ family, literal }) => family ?? literal).join(', ')} ${issued?.['date-parts']?.[0]?.[0]} ${title}`;
const cited = (pack: PaperPack) => pack.citations.map(({ work }) => work);
const titles = (pack: PaperPack) => pack.sections.map(({ title }) => title);
const works = [
  'Alder AB. First title. J Moods. 1994;31:281–94.',
  'Birch CD. Second title. J Moods. 1995;32:1–9.',
  'Cedar E. Third title. J Moods. 1996;33:10–19.',
];
const prose = 'Moods were low on most of the days on which they were asked about, and seldom high.';

test('windows that show works behind their marks are not the list, whose numbers the marks name', () => {
  const mark = (rid: string, shown: string, ...numbers: number[]) =>
    `<span class="ref-lnk"><a data-reflink="_i6" data-rid="${rid}" href="#"><sup>${shown}</sup></a><span class="ref-overlay"><span class="icon-tools-close"></span>${numbers.map((number) => `<span class="ref-content">${number}. ${works[number - 1]}</span>`).join('')}</span></span>`;
  const pack = packOf(
    page(
      `<h4>Abstract</h4><div class="NLM_paragraph">${prose}</div>
      <h4>I. INTRODUCTION</h4><div class="NLM_paragraph">${prose}${mark('c2 c3', '2,3', 2, 3)} So they stay.${mark('c1', '1', 1)} ${prose}</div>
      <h4>II. SCALES OF MOODS</h4><div><div class="head-b">A. Old scales</div><div class="NLM_paragraph">${prose}</div></div>
      <h4>REFERENCES</h4><ol>${works.map((work, index) => `<li><span class="ref-num">${index + 1}.</span><span class="ref-text">${work} <a href="http://scholar.google.com/scholar_lookup?hl=en&amp;author=${['A.+B.+Alder', 'C.+D.+Birchauthor=D.+Dogwood', 'E.+Cedar'][index]}">Google Scholar</a></span></li>`).join('')}<li>All article content, except where otherwise noted, is licensed under a licence of moods.</li></ol>`,
    ),
  );
  expect(listed(pack).map(line)).toEqual([
    'Alder 1994 First title',
    'Birch, Dogwood 1995 Second title',
    'Cedar 1996 Third title',
  ]);
  expect(cited(pack)).toEqual(['birch1995', 'cedar1996', 'alder1994']);
  expect(titles(pack)).toEqual([
    '(title)',
    'Abstract',
    'INTRODUCTION',
    'SCALES OF MOODS',
    'Old scales',
    'REFERENCES',
  ]);
});

test.each(['Introduction', 'What came before'])(
  'a summary behind the text below “%s” is no abstract, and what stands above it is the article',
  (first) => {
    const pack = packOf(
      page(
        `<h2>${first}</h2>${`<p>${prose} <a href="#B1">1</a></p>`.repeat(3)}<h2>General Methods</h2><h3>Observers</h3><p>${prose}</p>
      <h2>What moods are</h2><p>${prose}</p><h3>Summary</h3><p>${prose}</p>
      <h2>References</h2><ol>${works.map((work, index) => `<li id="B${index + 1}">${work}</li>`).join('')}</ol>`,
      ),
    );
    expect(titles(pack)).toEqual([
      '(title)',
      first,
      'General Methods',
      'Observers',
      'What moods are',
      'Summary',
      'References',
    ]);
    expect(pack.sections.map(({ secType }) => secType)).not.toContain('abstract');
  },
);

test('sentences behind the keywords are the text, which no heading begins', () => {
  const pack = packOf(
    page(
      `<section class="Abstract"><h2>Abstract</h2><p>${prose}</p></section><h2>Keywords</h2><span>moods, scales</span>
      <p>Translated from the journal of moods, No. 1.</p>
      <p><strong>Introduction.</strong> ${prose} ${prose} ${prose} [<a href="#B1">1</a>, <a href="#B2">2</a>].</p>
      <h2>References</h2><ol>${works.map((work, index) => `<li id="B${index + 1}">${work}</li>`).join('')}</ol>`,
    ),
  );
  expect(cited(pack)).toEqual(['alder1994', 'birch1995']);
});

test('methods behind the list of references are the article’s with their parts', () => {
  const pack = packOf(
    page(
      `<h3>Abstract</h3><p>${prose} <a href="#B1">1</a></p>
      <h3>References</h3><ol>${works.map((work, index) => `<li id="B${index + 1}">${work}</li>`).join('')}</ol>
      <h3>Online Methods</h3><h4>Asking about moods</h4><p>${prose}</p><h4>Counting days</h4><p>${prose}</p>
      <h3>Acknowledgements</h3><p>We thank all who were asked about their moods.</p>
      <h3>News from this journal</h3><h4>Another study</h4><p>${prose}</p>`,
    ),
  );
  expect(titles(pack)).toEqual([
    '(title)',
    'Abstract',
    'References',
    'Online Methods',
    'Asking about moods',
    'Counting days',
    'Acknowledgements',
  ]);
});

test('works that a broken page lets fall out of their list are works', () => {
  const work = (number: number, text: string) =>
    `<li id="bb${number}" data-t="r"><ul class="reference"><li class="author">${text}</li></ul></li>`;
  const pack = packOf(
    page(
      `<h2>Abstract</h2><p>${prose}</p><ol class="references">${work(1, works[0]!)}</ol></div>${work(2, works[1]!)}${work(3, works[2]!)}`,
    ),
  );
  expect(listed(pack)).toHaveLength(3);
});

test('a book that its list marks is the title, whatever its authors are called', () => {
  const pack = packOf(
    page(
      `<h2>Abstract</h2><p>${prose}</p><h2>References</h2><ul><li data-bib-id="b1"><span class="author">Organisation for Moods and Scales</span>, &amp; <span class="author">Organisation for Days</span>. (<span class="pubYear">2019</span>). <span class="bookTitle">Outlook on moods</span>. Moods Press.</li>
      <li data-bib-id="b2"><span class="author">Alder, A. B.</span> (<span class="pubYear">2018</span>). <span class="chapterTitle">A part on moods</span>. In C. Birch (Ed.), <span class="bookTitle">The book of moods</span> (pp. <span class="pageFirst">1</span>–<span class="pageLast">9</span>). Moods Press.</li></ul>`,
    ),
  );
  expect(listed(pack).map(({ title, 'container-title': container }) => [title, container])).toEqual([
    ['Outlook on moods', undefined],
    ['A part on moods', 'The book of moods'],
  ]);
});

test('an article of news, which has neither an abstract nor a list, is read where its page states it', () => {
  const text = `<p>${prose} ${prose} ${prose} ${prose}</p>`.repeat(6);
  const { value } = imported(page(`<div class="body">${text}</div>`), {}, 'news.html');
  expect(value?.source.title).toBe('A study of moods');
  expect(value?.sections.map(({ title }) => title)).toContain('(text)');
});

test('a page is refused by its own title, and not by that of a picture in it', () => {
  const { problems } = imported(
    '<html><head><title>Log in to moods</title></head><body><svg><title>Close banner</title></svg><p>Nothing.</p></body></html>',
    {},
    'page.html',
  );
  expect(problems[0]?.message).toContain('Log in to moods');
});

test('what a page states escaped twice is read', () => {
  const pack = packOf(
    page(`<h2>Abstract</h2><p>${prose}</p>`, '<meta name="citation_keywords" content="x">').replaceAll(
      'Journal of Moods',
      'Moods &amp;amp; Days',
    ),
  );
  expect(pack.source['container-title']).toBe('Moods & Days');
});

test.each([
  [
    'a table',
    '<table><tr><th><li>MQ</li></th><td>mood questionnaire</td></tr><tr><th>SOM</th><td>scale of moods</td></tr></table>',
  ],
  ['terms', '<dl><dt>MQ</dt><dd>mood questionnaire</dd><dt>SOM</dt><dd>scale of moods</dd></dl>'],
])('abbreviations in %s are read', (_, list) => {
  const pack = packOf(
    page(
      `<h2>Abstract</h2><p>${prose}</p><h3>Abbreviations</h3><div>${list}</div><h2>Introduction</h2><p>${prose}</p>`,
    ),
  );
  expect(pack.abbreviations.map(({ short, long }) => `${short} ${long}`)).toEqual([
    'MQ mood questionnaire',
    'SOM scale of moods',
  ]);
});

test('a journal that the list marks is no part of the title, though no stop parts them', () => {
  const pack = packOf(
    page(
      `<h2>Abstract</h2><p>${prose}</p><h2>References</h2><div class="ref-cit-blk" id="R1">1. <span>Alder AB, Birch CD. Imaging moods (PET) <span><span class="ref-journal">J Moods. </span>2010;<span class="ref-vol">13</span>:289–290.</span></span></div>
      <div class="ref-cit-blk" id="R2">2. <span>Cedar E, Dogwood F &amp; other authors. Counting days. <span><span class="ref-journal">J Moods. </span>2011;<span class="ref-vol">14</span>:1–9.</span></span></div>`,
    ),
  );
  expect(listed(pack).map(({ title }) => title)).toEqual(['Imaging moods (PET)', 'Counting days']);
});

test('authors that a page states in one, behind commas, are several', () => {
  const pack = packOf(
    page(`<h2>Abstract</h2><p>${prose}</p>`).replace(
      'Ada B. Alder',
      'Ada B. Alder, , C. Birch, , Egon Cedar,',
    ),
  );
  expect(pack.source.author?.map(({ family }) => family)).toEqual(['Alder', 'Birch', 'Cedar']);
});

test('markup of any kind is no part of a stated title', () => {
  const pack = packOf(
    page(`<h2>Abstract</h2><p>${prose}</p>`).replace(
      'content="A study of moods"',
      'content="Moods of Eu&lt;Superscript&gt;2+&lt;/Superscript&gt;"',
    ),
  );
  expect(pack.source.title).toBe('Moods of Eu2+');
});

test('authors that a page states once for each of its languages are named once', () => {
  const stated = ['Birch, Carl', 'Alder, Ada B.', 'Birch, Carl']
    .map((name) => `<meta name="citation_author" content="${name}">`)
    .join('');
  const pack = packOf(page(`<h2>Abstract</h2><p>${prose}</p>`, stated));
  expect(pack.source.author?.map(({ family }) => family)).toEqual(['Alder', 'Birch']);
});

test('headings of parts that are no h1 to h6 stand below those of the text', () => {
  const part = (name: string) =>
    `<table><tr><td class="sectionHeadingDiv"><span class="sectionHeading">${name}</span></td></tr></table>`;
  const pack = packOf(
    page(
      `<div class="abstractSection"><p>${prose}</p></div>${part('METHODS')}<span class="title2">Observers</span><p>${prose}</p>
      <span class="title2">Scales of moods</span><p>${prose}</p>${part('DISCUSSION')}<p>${prose}</p>`,
    ),
  );
  expect(titles(pack)).toEqual([
    '(title)',
    'Abstract',
    'METHODS',
    'Observers',
    'Scales of moods',
    'DISCUSSION',
  ]);
});

describe('a range between raised marks', () => {
  const five = [
    ...works,
    'Dogwood F. Fourth title. J Moods. 1997;34:20–9.',
    'Elm G. Fifth title. J Moods. 1998;35:30–9.',
  ];
  const list = `<h2>References</h2><div class="references">${five.map((work, index) => `<div class="reference"><a class="reference-number" id="ref-${index + 1}">${index + 1}.</a><div class="reference-content">${work}</div></div>`).join('')}</div>`;
  test('leads to the work whose number it prints, where both ends lead to the first', () => {
    const pack = packOf(
      page(
        `<h2>Abstract</h2><p>${prose}</p><h2>Introduction</h2><p>${prose}<sup><a href="#ref-1">1</a></sup> They stay.<sup><a href="#ref-2">2</a></sup><sup>-<a href="#ref-2">5</a></sup></p>${list}`,
      ),
    );
    expect(cited(pack)).toEqual(['alder1994', 'birch1995', 'cedar1996', 'dogwood1997', 'elm1998']);
  });
  test.each(['ref-2', 'ref-4'])('is whole where it leads to %s', (end) => {
    const pack = packOf(
      page(
        `<h2>Abstract</h2><p>${prose}</p><h2>Introduction</h2><p>${prose} [<a href="#${end}">2–4</a>].</p>${list}`,
      ),
    );
    expect(new Set(cited(pack))).toEqual(new Set(['birch1995', 'cedar1996', 'dogwood1997']));
  });
});

test('links, dates and addresses at the end of a list are no works', () => {
  const item = (text: string) => `<p><font size="2">${text}</font></p>`;
  const pack = packOf(
    page(
      `<p><b>ABSTRACT</b></p><p>${prose}</p><p><b>Introduction</b></p><p>${prose}</p><p><b>Experimental</b></p><p>${prose}</p>
      <p><b>References</b></p>${works.map((work, index) => item(`${index + 1}. ${work} &#160;&#160;[&#160;<a href="javascript:void(0);">Links</a>&#160;]`)).join('')}
      ${item('Received: March 5, 2009 Web Release Date: November 26, 2009')}${item('* e-mail: ada2010@moods.example')}`,
    ),
  );
  expect(listed(pack).map(line)).toEqual([
    'Alder 1994 First title',
    'Birch 1995 Second title',
    'Cedar 1996 Third title',
  ]);
  expect(titles(pack)).toContain('Experimental');
  expect(JSON.stringify(pack.references)).not.toContain('Links');
});

describe('what a site prints around an article', () => {
  const around = `<div id="toolBox"><h2>Services on Demand</h2><h2>Indicators</h2><ul><li>Cited by 12 of moods</li></ul></div>
    <h2><a href="#">Journal of Moods</a></h2><h2 id="printISSN">Print version ISSN 5555-5555</h2><h3>J Moods vol.4 no.1 Moodtown 1912</h3><h4 id="doi">https://doi.org/10.5555/moods</h4>`;
  test('is no section', () => {
    const letter = `<p>${prose} ${prose} ${prose} ${prose}</p>`;
    expect(titles(packOf(page(`${around}<h2>On low moods</h2>${letter}`)))).toEqual([
      '(title)',
      'On low moods',
    ]);
  });
  test('is no article', () => {
    const [problem] = imported(page(`${around}<div>Full text available only in PDF format.</div>`)).problems;
    expect(problem?.message).toContain('shows no article');
  });
});

test('a heading that the tab of the browser shows is the title, and the line above its authors the journal', () => {
  const pack = packOf(
    `<!DOCTYPE html><html><head><title>Moods Open - Fulltext - A count of four kinds of low moods - Moods Online</title></head><body>
    <h3>Welcome to Moods Online</h3><h2>Moods Open</h2><p>Moods Open / Volume 2 / 2016, e5 (9 pages)</p>
    <h3><a href="#">A count of four kinds of low moods</a></h3><h3 class="author">ADA&nbsp;ALDER<sup>a1</sup>, CARL B.&nbsp;BIRCH<sup>a1</sup> and EGON&nbsp;CEDAR<sup>a2</sup></h3>
    <p class="section-title">SUMMARY</p><p>${prose}</p><p class="section-title">INTRODUCTION</p><p>${prose}</p></body></html>`,
  );
  expect(pack.source).toMatchObject({
    title: 'A count of four kinds of low moods',
    'container-title': 'Moods Open',
    volume: '2',
    issued: { 'date-parts': [[2016]] },
  });
  expect(pack.source.author?.map(({ family }) => family)).toEqual(['ALDER', 'BIRCH', 'CEDAR']);
});

test('a page that ends before its elements do is said to be incomplete, and a page without end tags is not', () => {
  const text = `<div><main><div><h2>Abstract</h2><p>${prose}</p></div><div><h2>Introduction</h2><p>${prose}</p></div>`;
  const early = /ends before its page does/u;
  const told = (source: string) => imported(source).doubts.some(({ message }) => early.test(message));
  const whole = page(`${text}</main></div>`);
  expect(told(whole)).toBe(false);
  expect(told(whole.replace('</body></html>', ''))).toBe(false);
  expect(told(whole.slice(0, whole.indexOf('</main>')))).toBe(true);
});

test('signs that a link below a work spells by their names are signs', () => {
  const link =
    '<a href="http://moods.example/openurl?sid=moods&amp;rft.atitle=Wire%7C[ndash]%7Cmood%20counts%20by%20day%7C[sol]%7Cnight&amp;rft.title=J%20Moods">OpenURL</a>';
  const pack = packOf(
    page(
      `<h2>Abstract</h2><p>${prose}</p><h2>References</h2><ol class="references"><li>Alder, A. <i>et al</i>. Wire–mood counts by day/night. <i>J. Moods</i> 5, 1–9 (2010). ${link}</li><li>${works[1]}</li></ol>`,
    ),
  );
  expect(listed(pack)[0]?.title).toBe('Wire–mood counts by day/night');
});
