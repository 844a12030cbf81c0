import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../import/score.ts';
import { imported, packOf } from '../../support/importing.ts';

const article = (body: string): string =>
  `# Moods of trees\n\nMaren Halvorsen\n\ndoi:10.5555/trees.2022.01\n\n## Abstract\n\nTrees have moods.\n\n## Methods\n\n${body}\n`;
const shorts = (body: string) =>
  packOf(article(body)).abbreviations.map(({ short, long }) => `${short} = ${long ?? '?'}`);

describe('abbreviations', () => {
  it.each([
    ['The time to echo (TE) was long.', ['TE = time to echo']],
    ['Binding was weak to transthyretin (TTR).', ['TTR = transthyretin']],
    ['Leaves went to a lab (Agile, Santa Clara, CA).', []],
    ['The EQ-5D and the SF-36 were used.', ['EQ-5D = ?']],
  ])('of “%s”', (body, expected) => {
    expect(shorts(body)).toEqual(expected);
  });
});

describe('doses', () => {
  it.each([
    ['Capsules held microcrystalline cellulose and 140 µg folic acid.', ['dose folic acid 140 ug @ Methods']],
    ['Insulin users should eat up to 15 g of carbohydrate.', []],
  ])('of “%s”', (body, expected) => {
    expect(itemsOf(packOf(article(body)))['facts']).toEqual(expected);
  });
});

it('a record without PubMed’s number is read, and the pack says that it holds no text', () => {
  const record =
    '\nOWN - ERIC\nTI  - Tests of mood in oaks\nAU  - Alder, Ada\nJT  - Mood Press\nDP  - 2019\n';
  const { value, doubts } = imported(record);
  expect(value?.source).toMatchObject({ title: 'Tests of mood in oaks', 'container-title': 'Mood Press' });
  expect(doubts.map(({ message }) => message)).toEqual([
    expect.stringMatching(/no section and no reference/),
  ]);
});

it('JATS: tables and legends cite, books keep editors, and a work without people is cited by its publisher', () => {
  const xml = `<?xml version="1.0"?><article xml:lang="en"><front><article-meta><title-group><article-title>Oaks</article-title></title-group></article-meta></front><body><sec><title>Results</title><p>One [<xref ref-type="bibr" rid="r1">1</xref>, <xref ref-type="bibr" rid="r2">2</xref>].</p><table-wrap><caption><p>From <xref ref-type="bibr" rid="r1">1</xref>.</p></caption><table><tr><td>NMDA <xref ref-type="bibr" rid="r2">2</xref></td></tr></table></table-wrap></sec></body><back><ref-list><ref id="r1"><element-citation publication-type="book"><person-group person-group-type="author"><name><surname>Gorse</surname></name></person-group><article-title>A mood</article-title><person-group person-group-type="editor"><name><surname>Hazel</surname></name></person-group><source>Handbook of trees</source><year>2004</year></element-citation></ref><ref id="r2"><element-citation publication-type="gov"><source>A standard of mood</source><publisher-name>Mood Authority</publisher-name><year>2009</year></element-citation></ref></ref-list></back></article>`;
  const pack = packOf(xml);
  expect(pack.references[0]).toMatchObject({
    type: 'chapter',
    title: 'A mood',
    'container-title': 'Handbook of trees',
    editor: [{ family: 'Hazel' }],
  });
  expect(pack.citations.map(({ surnames }) => surnames[0])).toEqual([
    'Gorse',
    'Mood Authority',
    'Gorse',
    'Mood Authority',
  ]);
  expect(pack.abbreviations).toEqual([]);
});
