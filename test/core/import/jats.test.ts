import { describe, expect, it } from 'vitest';
import { imported, packOf } from '../../support/importing.ts';

const ref = (id: number, family: string, year: number) =>
  `<ref id="B${id}"><label>${id}</label><element-citation publication-type="journal"><name><surname>${family}</surname><given-names>A</given-names></name><article-title>Work ${id}</article-title><source>J</source><year>${year}</year></element-citation></ref>`;

const article = (
  body: string,
  back = '',
  references = [1, 2, 3, 4, 5].map((id) => ref(id, `Name${'abcde'[id - 1]}`, 2000 + id)).join(''),
) =>
  `<?xml version="1.0"?><article><front><article-meta><title-group><article-title>A title</article-title></title-group></article-meta></front><body><sec><title>Introduction</title><p>${body}</p></sec></body><back>${back}<ref-list>${references}</ref-list></back></article>`;

const works = (text: string) => packOf(text).citations.map(({ work }) => work);
const xref = (id: string, text: string) => `<xref ref-type="bibr" rid="${id}">${text}</xref>`;

describe('JATS', () => {
  it('counts a range of numbers as all of its works', () => {
    expect(works(article(`As shown [${xref('B1', '1')}–${xref('B4', '4')}].`))).toEqual([
      'namea2001',
      'nameb2002',
      'namec2003',
      'named2004',
    ]);
  });

  it('reads several ids in one link', () => {
    expect(works(article(`As shown ${xref('B1 B3', '[1,3]')}.`))).toEqual(['namea2001', 'namec2003']);
  });

  it('keeps raised numbers out of the words before them', () => {
    const pack = packOf(
      article(
        `It blocks NMDAR<sup>${xref('B1', '1')},${xref('B2', '2')}</sup> and <sup>13</sup>C-MRS shows it.`,
      ),
    );
    expect(pack.citations.map(({ work }) => work)).toEqual(['namea2001', 'nameb2002']);
    expect(pack.abbreviations.map(({ short }) => short)).toContain('NMDAR');
  });

  it('takes surnames and year from the work where the text prints a number', () => {
    expect(packOf(article(`So it is [${xref('B2', '2')}].`)).citations[0]).toMatchObject({
      surnames: ['Nameb'],
      year: 2002,
      basis: 'exact',
      listed: true,
    });
  });

  it('leaves the tables of a translation to it', () => {
    const table = (id: string, text: string) =>
      `<table-wrap><table><tr><td>${xref(id, text)}</td></tr></table></table-wrap>`;
    const translated = `<sub-article article-type="translation"><body><sec><p>Es ist so.</p>${table('B2', 'Nameb (2002)')}</sec></body></sub-article></article>`;
    const own = article(`So it is.</p>${table('B1', 'Namea (2001)')}<p>More.`);
    expect(works(own.replace('</article>', translated))).toEqual(['namea2001']);
  });

  it('reads a list of abbreviations', () => {
    const back =
      '<glossary><title>Abbreviations</title><def-list><def-item><term>MDD</term><def><p>major depressive disorder</p></def></def-item></def-list></glossary>';
    const pack = packOf(article('MDD is common.', back));
    expect(pack.abbreviations).toMatchObject([
      { short: 'MDD', long: 'major depressive disorder', status: 'defined', definedIn: 'sec-abbreviations' },
    ]);
  });

  it('reads the parts of a reference that is given as text before', () => {
    const twofold =
      '<ref id="B1"><label>1</label><mixed-citation>1 Alder A, Birch C. A mood. J Mood 2001; 3:4-9. <ext-link>https://doi.org/10.5555/m1</ext-link></mixed-citation><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Alder</surname><given-names>A</given-names></name></person-group><article-title>A mood</article-title><source>J Mood</source><year>2001</year><volume>3</volume></element-citation></ref>';
    const pack = packOf(article(`So it is [${xref('B1', '1')}].`, '', twofold));
    expect(pack.references.find(({ id }) => id === 'alder2001')).toMatchObject({
      title: 'A mood',
      author: [{ family: 'Alder', given: 'A.' }],
      'container-title': 'J Mood',
      volume: '3',
    });
    expect(pack.citations.map(({ work }) => work)).toEqual(['alder2001']);
  });

  it('reads a reference of which nothing is tagged', () => {
    const mixed =
      '<ref id="B1"><mixed-citation>Berman RM, Cappiello A. A made-up title. <italic>Biol Psychiatry</italic>. 2000;47(4):351–354.</mixed-citation></ref>';
    expect(packOf(article('Text.', '', mixed)).references[0]).toMatchObject({
      id: 'berman2000',
      title: 'A made-up title',
      'container-title': 'Biol Psychiatry',
      volume: '47',
      page: '351-354',
    });
  });

  it('reads the title of software, and keeps a note among the works as it is printed', () => {
    const list =
      '<ref id="B1"><element-citation publication-type="software"><name><surname>Berman</surname><given-names>RM</given-names></name><data-title>moods</data-title><year>2013</year></element-citation></ref><ref id="B2"><label>2</label><note><p>Moods are meant here as in Alder AB. First title. J Moods. 1994;31:281–94.</p></note></ref>';
    const [software, note] = packOf(article('Text.', '', list)).references;
    expect(software).toMatchObject({ title: 'moods', author: [{ family: 'Berman' }] });
    expect(note?.title ?? '').toBe('');
    expect(JSON.stringify(note?.['custom'])).toContain('Moods are meant here');
  });

  it('skips tables, figures, footnotes and answers', () => {
    const body =
      'One.<table-wrap><table><tr><td>ABCD</td></tr></table></table-wrap><fn><p>EFGH</p></fn> Two.';
    const text = article(body).replace(
      '</article>',
      '<sub-article><front-stub><title-group><article-title>Reply</article-title></title-group></front-stub><body><p>IJKL</p></body></sub-article></article>',
    );
    expect(packOf(text).abbreviations).toEqual([]);
    expect(packOf(text).source.title).toBe('A title');
  });

  it('reads CDATA and entities, and finds their places', () => {
    const text = article(
      'The default mode network (<![CDATA[DMN]]>) &amp; the dorsal attention network (DA&#78;).',
    );
    const pack = packOf(text);
    expect(pack.abbreviations.map(({ short, start, end }) => [short, text.slice(start, end)])).toEqual([
      ['DMN', 'DMN'],
      ['DAN', 'DA&#78;'],
    ]);
  });

  it('reads what stands before the damage, and says so', () => {
    const text = article('The default mode network (DMN) rests.</sec>').slice(0, -40);
    expect(packOf(text).abbreviations[0]?.short).toBe('DMN');
  });

  it.each([
    [
      'two articles in one file',
      `<set>${article('One.').slice(21)}${article('Two.').slice(21)}</set>`,
      /holds 2 articles/,
    ],
    [
      'an article in the format of a publisher',
      '<?xml version="1.0"?><article><art-front><title>Sleep</title></art-front></article>',
      /no JATS article/,
    ],
    [
      'a page that has an article element',
      '<!DOCTYPE html><html><body><article><h1>Sleep</h1><p>Text.</p></article></body></html>',
      /shows no article/,
    ],
    [
      'a page in XHTML',
      '<?xml version="1.0"?><html><body><article><h1>Sleep</h1></article></body></html>',
      /shows no article/,
    ],
    ['TEI', '<?xml version="1.0"?><TEI><teiHeader/><text><body><p>Text.</p></body></text></TEI>', /TEI/],
  ])('refuses %s by its name', (_, text, message) => {
    const { value, problems } = imported(text);
    expect(value).toBeUndefined();
    expect(problems[0]?.message).toMatch(message);
  });

  it('says that a file ends too early, and of a whole one nothing', () => {
    const whole = article('The default mode network (DMN) rests.');
    expect(imported(whole).doubts).toEqual([]);
    expect(imported(whole.slice(0, -60)).doubts.at(-1)?.message).toMatch(/ends before its article/);
  });

  it('gives interests that stand among the notes on authors behind the text', () => {
    const note = '<author-notes><fn fn-type="conflict"><p>The authors know no trees.</p></fn></author-notes>';
    const text = article('The default mode network (DMN) rests.').replace(
      '</article-meta>',
      `${note}<abstract><p>Moods rest.</p></abstract></article-meta>`,
    );
    const titles = packOf(text).sections.map(({ title }) => title);
    expect(titles.indexOf('Conflict of interest')).toBeGreaterThan(titles.indexOf('Abstract'));
    expect(titles.at(-1)).toBe('References');
    expect(titles.at(-2)).toBe('Conflict of interest');
  });
});
