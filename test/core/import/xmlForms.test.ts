import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PaperPack } from '../../../src/core/paper/types.ts';
import { imported, packOf } from '../../support/importing.ts';

const message = (text: string, options = {}) => imported(text, options).problems[0]?.message ?? '';
const titles = (pack: PaperPack) => pack.sections.map(({ title }) => title);
const works = (pack: PaperPack) =>
  pack.references.filter(({ custom }) => (custom as { role?: string }).role === 'listed-reference');

const record = (title: string) => `<PubmedArticle><MedlineCitation><PMID Version="1">99999991</PMID>
  <Article><Journal><JournalIssue><Volume>12</Volume><Issue>3</Issue><PubDate><Year>2020</Year><Month>May</Month></PubDate></JournalIssue><Title>Journal of Moods</Title></Journal>
  <ArticleTitle>${title}.</ArticleTitle><Pagination><MedlinePgn>101-9</MedlinePgn></Pagination><ELocationID EIdType="doi">10.5555/moods</ELocationID>
  <Abstract><AbstractText Label="AIM">The Scale of Moods (SOM) &amp; its <i>β</i> were tested.</AbstractText><AbstractText Label="RESULTS">The SOM fell.</AbstractText></Abstract>
  <AuthorList><Author><LastName>Alder</LastName><ForeName>Ada B</ForeName></Author><Author><CollectiveName>Mood Group</CollectiveName></Author></AuthorList><Language>eng</Language></Article>
  <KeywordList><Keyword>moods</Keyword></KeywordList></MedlineCitation>
  <PubmedData><ReferenceList><Reference><Citation>Birch CD. One title of moods. J Mood. 2001;31(4):281-294.</Citation><ArticleIdList><ArticleId IdType="pubmed">77777771</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>`;
const set = (...titles: readonly string[]) =>
  `<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "x.dtd">\n<PubmedArticleSet>${titles.map(record).join('')}</PubmedArticleSet>`;

describe('PubMed’s XML', () => {
  const text = set('A study of moods');
  const pack = packOf(text);

  test('gives the record and its references', () => {
    expect(pack.origin?.format).toBe('pubmed-xml');
    expect(pack.source).toMatchObject({
      title: 'A study of moods',
      author: [{ family: 'Alder', given: 'Ada B' }, { literal: 'Mood Group' }],
      'container-title': 'Journal of Moods',
      volume: '12',
      issue: '3',
      page: '101-9',
      issued: { 'date-parts': [[2020, 5]] },
      DOI: '10.5555/moods',
      PMID: '99999991',
    });
    expect(works(pack)).toMatchObject([{ title: 'One title of moods', PMID: '77777771' }]);
    expect(titles(pack)).toEqual(['(title)', 'Abstract', 'References']);
  });

  test('places what it finds', () => {
    const [abbreviation] = pack.abbreviations;
    expect(text.slice(abbreviation!.start, abbreviation!.end)).toBe('SOM');
  });

  test('of several articles gives the one that is chosen', () => {
    const two = set('A study of moods', 'Another study');
    expect(message(two)).toMatch(/holds 2 articles/);
    expect(packOf(two, { article: 2 }).source.title).toBe('Another study');
    expect(message(two, { article: 3 })).toMatch(/none has the number 3/);
  });

  test('is said to be incomplete where it is cut off', () => {
    expect(
      imported(text.slice(0, -60))
        .doubts.map((doubt) => doubt.message)
        .join(),
    ).toMatch(/ends before its article/);
  });
});

const bibl = (id: string, family: string, title: string) =>
  `<biblStruct xml:id="${id}"><analytic><title level="a" type="main">${title}</title><author><persName><forename type="first">A</forename><forename type="middle">B</forename><surname>${family}</surname></persName></author></analytic><monogr><title level="j">J Mood</title><imprint><biblScope unit="volume">31</biblScope><biblScope unit="page" from="281" to="294"/><date type="published" when="2001">2001</date></imprint></monogr></biblStruct>`;
const tei = `<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader xml:lang="en"><fileDesc><titleStmt><title level="a" type="main">A study of moods</title></titleStmt>
<sourceDesc><biblStruct><analytic><author><persName><forename type="first">Ada</forename><surname>Alder</surname></persName></author><author><orgName>Mood Group</orgName></author></analytic><monogr><title level="j">Journal of Moods</title><imprint><biblScope unit="volume">12</biblScope><date type="published" when="2020-05-01"/></imprint></monogr><idno type="DOI">10.5555/tei</idno></biblStruct></sourceDesc></fileDesc>
<profileDesc><abstract><div><p>Moods fell.</p></div></abstract></profileDesc></teiHeader>
<text><body><div><head n="1.">Introduction</head><p>Moods are   low <ref type="bibr" target="#b0">(Birch, 2001)</ref>, as <ref type="bibr" target="#b1">[2]</ref> found.</p></div><figure><head>Figure 1</head></figure><div><p>The Scale of Moods (SOM) is old.</p></div></body>
<back><div type="acknowledgement"><div><p>We thank all.</p></div></div><div type="references"><listBibl>${bibl('b0', 'Birch', 'One title')}${bibl('b1', 'Cedar', 'Two titles')}</listBibl></div></back></text></TEI>`;

describe('TEI', () => {
  const pack = packOf(tei);

  test('gives what its header states', () => {
    expect(pack.origin?.format).toBe('tei');
    expect(pack.source).toMatchObject({
      title: 'A study of moods',
      author: [{ family: 'Alder', given: 'Ada' }, { literal: 'Mood Group' }],
      'container-title': 'Journal of Moods',
      volume: '12',
      issued: { 'date-parts': [[2020, 5, 1]] },
      DOI: '10.5555/tei',
    });
  });

  test('gives sections, works and what its links cite', () => {
    expect(titles(pack)).toEqual(['(title)', 'Abstract', 'Introduction', 'Acknowledgements', 'References']);
    expect(works(pack)).toMatchObject([
      { title: 'One title', author: [{ family: 'Birch', given: 'A.B.' }], page: '281-294' },
      { title: 'Two titles' },
    ]);
    expect(pack.citations.map(({ work, start, end }) => `${work} ${tei.slice(start, end)}`)).toEqual([
      'birch2001 Birch, 2001',
      'cedar2001 [2]',
    ]);
    expect(pack.abbreviations.map(({ short, start, end }) => `${short} ${tei.slice(start, end)}`)).toEqual([
      'SOM SOM',
    ]);
  });

  test('without an article is refused', () => {
    expect(
      message('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body/></text></TEI>'),
    ).toMatch(/no article/);
  });
});

describe('other wrappers and forms', () => {
  const fixture = (name: string) =>
    readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url), 'utf8');
  const jats = fixture('article.jats.xml');
  const article = jats.slice(jats.indexOf('<article'));
  const expected = packOf(jats);

  test.each([
    ['a set of PubMed Central', `<pmc-articleset>${article}</pmc-articleset>`],
    [
      'an answer of OAI',
      `<OAI-PMH><GetRecord><record><metadata>${article}</metadata></record></GetRecord></OAI-PMH>`,
    ],
  ])('JATS in %s', (_, text) => {
    const pack = packOf(text);
    // Its places are others.
    const { custom: _places, ...source } = expected.source;
    expect(pack.source).toMatchObject(source);
    expect(pack.citations).toHaveLength(expected.citations.length);
  });

  test('the second of two articles in JATS', () => {
    const second = article.replace(/<article-title>[^<]*/u, '<article-title>Another study');
    const pack = packOf(`<article-set>${article}${second}</article-set>`, { article: 2 });
    expect(pack.source.title).toMatch(/^Another study/);
    expect(pack.references).toHaveLength(expected.references.length);
  });

  test('BioC in XML gives what it gives in JSON', () => {
    const json = fixture('article.bioc.json');
    const [collection] = [JSON.parse(json)].flat() as {
      documents: { passages: { infons: Record<string, string>; text?: string }[] }[];
    }[];
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const passages = collection!.documents[0]!.passages.map(
      ({ infons, text = '' }) =>
        `<passage>${Object.entries(infons)
          .map(([key, value]) => `<infon key="${key}">${escaped(String(value))}</infon>`)
          .join('')}<text>${escaped(text)}</text></passage>`,
    );
    const xml = packOf(
      `<?xml version="1.0"?><collection><document><id>1</id>${passages.join('')}</document></collection>`,
    );
    const plain = packOf(json);
    expect(xml.source).toMatchObject({ title: plain.source.title, DOI: plain.source.DOI });
    expect(titles(xml)).toEqual(titles(plain));
    expect(xml.citations.map(({ work }) => work)).toEqual(plain.citations.map(({ work }) => work));
  });

  test('EndNote’s tagged format is a record', () => {
    const pack = packOf(
      '%0 Journal Article\n%T A study of moods\n%A Alder, Ada\n%J J Mood\n%D 2020\n%X The Scale of Moods (SOM) fell.\n',
    );
    expect(pack.source).toMatchObject({ title: 'A study of moods', 'container-title': 'J Mood' });
    expect(pack.abbreviations.map(({ short }) => short)).toEqual(['SOM']);
  });

  test('a second article of a page is none', () => {
    expect(message('# A study\n\n## Abstract\n\nMoods.\n\n## References\n', { article: 2 })).toMatch(
      /holds 1 article/,
    );
  });
});

describe('hostile', () => {
  test('entities of its own', () => {
    const text = set('A study').replace(
      'PubmedArticleSet PUBLIC "-//NLM//DTD" "x.dtd"',
      'PubmedArticleSet [<!ENTITY a "b">]',
    );
    expect(message(text)).toMatch(/defines its own entities/);
  });

  test('elements without end', () => {
    const deep = `<TEI><teiHeader/><text>${'<div>'.repeat(50_000)}`;
    expect(message(deep)).toMatch(/too deep/);
  });
});
