import { expect, test } from 'vitest';
import { finished } from '../../../src/base/steps.ts';
import { knownHeading } from '../../../src/core/import/headings.ts';
import { importPaper } from '../../../src/core/import/importPaper.ts';
import type { PdfInfo } from '../../../src/core/import/readers/pdf/document.ts';
import { withAccents } from '../../../src/core/import/readers/pdf/paragraphs.ts';
import { printedIn } from '../../../src/core/import/readers/pdf/printedIn.ts';
import { readPdfText } from '../../../src/core/import/readers/pdf/reader.ts';
import { packOf } from '../../support/importing.ts';

const title = 'An invented study of low moods in winter';
const works = (range: string) =>
  Array.from(
    { length: 6 },
    (_, index) =>
      `${index + 1}. Alder AB. Title number ${index + 1}. J Moods. 1994;31:1${index}1${range}1${index}9.`,
  ).join('\n\n');
const pdf = (front: string, list = works('–'), info: PdfInfo = {}) => {
  const text = `# ${title}\n\n${front}\n\n## Abstract\n\nMoods fell.\n\n## Introduction\n\nMoods are low [1].\n\n## References\n\n${list}\n`;
  const article = finished(readPdfText(text, info));
  expect(article).toBeDefined();
  return article!;
};

test('volume, issue and pages between colon and comma', () => {
  const line = `To cite this article: Ada B. Alder & Carl D. Birch (2017) ${title}, International Journal of Moods, 127:3, 276-284, DOI: 10.5555/moods`;
  expect(printedIn(`${line}\n\n## Abstract\n`, title)).toMatchObject({
    'container-title': 'International Journal of Moods',
    volume: '127',
    issue: '3',
    page: '276-284',
  });
});

test.each([
  [
    'Journal of Moods (2014), 26:1, 147–154 © Society of Moods 2013. The online version is free. doi:10.5555/S1',
    { 'container-title': 'Journal of Moods', volume: '26', issue: '1', page: '147-154', year: 2014 },
  ],
  [
    'Mood Science (2014) 126, 305–313 (Printed in Great Britain) doi: 10.5555/MS2',
    { 'container-title': 'Mood Science', volume: '126', page: '305-313', year: 2014 },
  ],
  [
    'Alder et al. (2017), J. Mood Sci., DOI 10.5555/jms.118 2/16',
    { 'container-title': 'J. Mood Sci.', year: 2017 },
  ],
])('a running head with its year in brackets: %s', (line, { year, ...fields }) => {
  expect(printedIn(`${line}\n\n## Abstract\n`, title)).toMatchObject({
    ...fields,
    issued: { 'date-parts': [[year]] },
  });
});

test('the DOI on a long line above the text is the paper’s', () => {
  const line = `Journal of Moods (2014), 26:1, 147–154 © Society of Moods 2013. ${'The online version of this article is published under a licence that says what may be done with it. '.repeat(5)}doi:10.5555/S104`;
  expect(pdf(`Ada B. Alder, Carl D. Birch\n\n${line}`).source.DOI).toBe('10.5555/S104');
});

test('a dash that a font calls “e” is a dash where all ranges are printed so', () => {
  expect(pdf('Ada B. Alder', works('e')).references.map(({ reference }) => reference.page)).toContain(
    '101-109',
  );
  // A number of an article may hold the letter.
  const one = `${works('–')}\n\n7. Birch CD. Last title. J Moods. 1994;31:12e45.`;
  expect(pdf('Ada B. Alder', one).references.at(-1)?.reference.page).toBe('12e45');
});

test('how a paper is to be cited is no part of the last work of its list', () => {
  const list = `${works('–')} doi:10.5555/ref.doi:10.5555/own Cite this article as: Alder et al.: ${title}. J Moods 2014 14:1.`;
  const { source, references } = pdf('Ada B. Alder, Carl D. Birch', list);
  expect(source.DOI).toBe('10.5555/own');
  expect(JSON.stringify(references.at(-1))).not.toContain('Cite this');
});

test('a sign between two lines of authors does not end them', () => {
  const front = 'Ada B. Alder^{a}, Carl D. Birch^{a,1},\n\n⇑\n\nEve Cedar^{b}, Fay G. Dill^{b}';
  expect(pdf(front).source.author?.map(({ family }) => family)).toEqual(['Alder', 'Birch', 'Cedar', 'Dill']);
});

test('names that the pages cut short are whole as the file states them', () => {
  const authors = ['Ada B. Alder', 'Carl D. Birch', 'Eve Cedar', 'Fay G. Dill'];
  expect(pdf('Ada B. Alder, Carl D. Birch', works('–'), { authors }).source.author).toHaveLength(4);
});

test('whom to write to is not the only author', () => {
  const front = 'Ada B. Alder, Carl D. Birch and Eve Cedar\n\nCorrespondence\n\nAda B. Alder';
  expect(pdf(front).source.author?.map(({ family }) => family)).toEqual(['Alder', 'Birch', 'Cedar']);
});

test('accents that stand behind their letter', () => {
  expect(withAccents('Sandstro¨ m, Go¨teborg, Gu¨ nter, Umea˚ University and the authors´ roles')).toBe(
    'Sandström, Göteborg, Günter, Umeå University and the authors´ roles',
  );
});

const html = (
  body: string,
  head = `<meta name="citation_title" content="${title}"><meta name="citation_doi" content="10.5555/moods">`,
) => packOf(`<!DOCTYPE html><html><head><title>Moods</title>${head}</head><body>${body}</body></html>`);
const list =
  '<h2>References</h2><ul class="refList"><li><sup class="xref">1</sup><div> Alder AB. First title. J Moods. 1994;31:281–94.</div></li><li><sup class="xref">2</sup><div> Birch CD. Second title. J Moods. 1995;32:1–9.</div></li><li><sup class="xref">3</sup><div> Cedar E. Third title. J Moods. 1996;33:10–19.</div></li></ul>';
const long =
  'Moods are low in winter and high in summer, as those who ask for them have found again and again. '.repeat(
    3,
  );

test('text behind notes that follow the abstract is the article’s', () => {
  const { sections } = html(
    `<h1>${title}</h1><div class="abstract"><h2>Abstract</h2><p>Moods fell.</p></div><div><p>A figure is online.</p></div><p>${long}</p><p>${long} <a href="#r1">1</a></p>${list}`,
  );
  expect(sections.map(({ title: heading }) => heading)).toEqual([
    '(title)',
    'Abstract',
    '(text)',
    'References',
  ]);
});

test('raised numbers between brackets, and before the works of the list', () => {
  const { citations, references } = html(
    `<h1>${title}</h1><h2>Abstract</h2><p>Moods fell.</p><h2>Introduction</h2><p>Moods are low.(<sup class="x">1</sup>,<sup class="x">2</sup>) They rise in summer.(<sup class="x">3</sup>)</p>${list}`,
  );
  expect(references.map(({ author }) => author?.[0]?.family)).toEqual(['Alder', 'Birch', 'Cedar']);
  expect(citations.map(({ work }) => work)).toEqual(['alder1994', 'birch1995', 'cedar1996']);
});

test('journal with its numbers and authors that stand below the text', () => {
  const { source } = html(
    `<span class="_editionMeta">J. Moods (Online) 22 <span> • </span>2024</span><a class="_doi" href="https://doi.org/10.5555/moods">doi</a><h1>${title}</h1><h2>Abstract</h2><p>Moods fell.</p><h2>Introdução</h2><p>${long}</p>${list}<div class="ModalTutors" id="ModalTutors"><div class="tutors"><strong> Ada B. Alder </strong><div>writing</div></div><div class="tutors"><strong> Carl D. Birch </strong></div></div>`,
    '',
  );
  expect(source).toMatchObject({
    title,
    'container-title': 'J. Moods (Online)',
    volume: '22',
    issued: { 'date-parts': [[2024]] },
    DOI: '10.5555/moods',
  });
  expect(source.author?.map(({ family }) => family)).toEqual(['Alder', 'Birch']);
});

test('lists in other languages are lists', () => {
  const text = `# ${title}\n\nAda B. Alder\n\ndoi: 10.5555/moods\n\n## Resumen\n\nMoods fell.\n\n## Introducción\n\nMoods are low (1).\n\n## Referencias\n\n1. Alder AB. First title. J Moods. 1994;31:281-94.\n2. Birch CD. Second title. J Moods. 1995;32:1-9.\n`;
  const { value } = importPaper({ name: 'page.md', text }, { date: '2026-11-30' });
  expect(value?.sections.map(({ secType }) => secType)).toEqual([null, 'abstract', 'intro', 'ref-list']);
  expect(value?.references).toHaveLength(2);
});

test.each(['Literatura citada', 'References and notes', 'REFERENCES CITED', 'Lista de referências'])(
  'a list of references may be called “%s”',
  (name) => {
    expect(knownHeading(name)?.secType).toBe('ref-list');
  },
);
test.each(['Resultados e discussão', 'Resultados y discusión'])('“%s” holds results', (name) => {
  expect(knownHeading(name)?.id).toBe('results');
});
