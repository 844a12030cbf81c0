import { expect, test } from 'vitest';
import { mergeImport } from '../../../src/core/import/build/mergeImport.ts';
import { decide, doubtfulFields, doubtMessage } from '../../../src/core/import/review.ts';
import { foundOf, worthALook } from '../../../src/core/paper/found.ts';
import { readPack } from '../../../src/core/paper/readPack.ts';
import type { PaperPack } from '../../../src/core/paper/types.ts';
import { packOf } from '../../support/importing.ts';

const page = (more = '', body = '') =>
  `<!DOCTYPE html><html><head><title>Moods</title><meta name="citation_title" content="An invented study of moods"><meta name="citation_doi" content="10.5555/moods">${more}</head><body><div>Journal of Moods 12 (3), 2019, 1–9</div><h1>An invented study of moods</h1><h2>Abstract</h2><p>Moods fell.</p><h2>Introduction</h2><p>Moods are low [1].</p>${body}<h2>References</h2><ol><li>1. Alder AB. First title. J Moods. 1994;31:281–94.</li><li>2. What the office of moods says of moods, undated and unnamed for all we know (in press)</li></ol></body></html>`;
const names = (pack: PaperPack) => doubtfulFields(pack).map(({ work, field }) => `${work} ${field}`);
const decided = (pack: PaperPack, field: string, decision: Parameters<typeof decide>[2]): PaperPack => {
  const doubtful = doubtfulFields(pack).find((one) => one.field === field);
  expect(doubtful, field).toBeDefined();
  const after = decide(pack, doubtful!, decision);
  if (typeof after === 'string') throw new Error(after);
  return after;
};

test('each field says how it was found and how sure that is', () => {
  const found = foundOf(packOf(page()).source);
  expect(found.get('title')).toMatchObject({ how: 'metadata' });
  expect(found.get('container-title')).toMatchObject({ how: 'shape' });
  expect(found.get('container-title')!.certainty).toBeLessThan(worthALook);
  expect(found.get('title')!.certainty).toBeGreaterThan(worthALook);
  expect(found.has('publisher')).toBe(false);
});

test('what is less sure is worth a look, with its place; labelled fields are not', () => {
  const pack = packOf(page());
  expect(names(pack)).toContain(`${pack.source.id} container-title`);
  expect(names(pack)).not.toContain(`${pack.source.id} title`);
  const reference = doubtfulFields(pack).find(({ work }) => work !== pack.source.id);
  expect(page().slice(reference!.place!.start)).toMatch(/^<li>2\. What the office/u);
  const jats =
    '<article><front><article-meta><title-group><article-title>Moods</article-title></title-group></article-meta></front><body><sec><title>Introduction</title><p>Low.</p></sec></body><back><ref-list><ref id="r1"><element-citation><source>A title alone</source></element-citation></ref></ref-list></back></article>';
  expect(doubtfulFields(packOf(jats))).toEqual([]);
});

test('a field that a record confirms is sure', () => {
  const references = [
    { type: 'article-journal', title: 'An invented study of moods', DOI: '10.5555/moods', volume: '12' },
  ];
  const pack = packOf(page(), { records: [{ name: 'moods.ris', references }] });
  expect(names(pack)).not.toContain(`${pack.source.id} volume`);
  expect(foundOf(pack.source).get('volume')).toMatchObject({ how: 'record' });
});

test('accepted, edited and dropped fields stay so when the paper is imported again', () => {
  const fresh = packOf(page());
  let pack = decided(fresh, 'container-title', { kind: 'edit', value: 'Moods and Seasons' });
  pack = decided(pack, 'volume', { kind: 'drop' });
  pack = decided(pack, 'issue', { kind: 'accept' });
  expect(pack.source).toMatchObject({ 'container-title': 'Moods and Seasons', issue: '3' });
  expect(pack.source.volume).toBeUndefined();
  const again = mergeImport(readPack(JSON.stringify(pack)).value!, packOf(page()));
  expect(again.source).toMatchObject({ 'container-title': 'Moods and Seasons', issue: '3' });
  expect(again.source.volume).toBeUndefined();
  const left = names(again).filter((name) => /container-title|volume|issue/u.test(name));
  expect(left).toEqual([]);
});

test('what was edited in the file by hand is no longer doubtful', () => {
  const pack = packOf(page());
  const edited = { ...pack, source: { ...pack.source, 'container-title': 'Moods by Hand' } };
  const again = mergeImport(edited, packOf(page()));
  expect(again.source['container-title']).toBe('Moods by Hand');
  expect(names(again)).not.toContain(`${pack.source.id} container-title`);
});

test('a work that is none is dropped, and cites nothing', () => {
  const text = page('', '<p>The office says so [2].</p>');
  const fresh = packOf(text);
  const work = doubtfulFields(fresh).find(({ work: id }) => id !== fresh.source.id)!;
  const pack = decide(fresh, { work: work.work, field: '*' }, { kind: 'drop' });
  if (typeof pack === 'string') throw new Error(pack);
  expect(pack.references.map(({ id }) => id)).not.toContain(work.work);
  expect(pack.citations.filter((citation) => citation.work === work.work)).toEqual([]);
  const before = readPack(JSON.stringify(fresh)).problems.length;
  expect(readPack(JSON.stringify(pack)).problems.length).toBeLessThanOrEqual(before);
  expect(mergeImport(pack, packOf(text)).references.map(({ id }) => id)).not.toContain(work.work);
});

test.each([
  ['issued', '2o19', 'four digits'],
  ['DOI', 'none', '10.'],
  ['container-title', '  ', 'drop'],
])('a value of %s that is none is refused: %s', (field, value, reason) => {
  const { source, ...pack } = packOf(page());
  const found = { [field]: { how: 'shape', certainty: 0.5 } };
  const doubtful = { ...pack, source: { ...source, custom: { found } } };
  expect(decide(doubtful, { work: source.id, field }, { kind: 'edit', value })).toMatch(reason);
});

test('names are edited as they are read', () => {
  const { source, ...pack } = packOf(page('<meta name="citation_author" content="van der Alder, Ada B.">'));
  const found = { author: { how: 'shape', certainty: 0.5 } };
  const doubtful: PaperPack = { ...pack, source: { ...source, custom: { found } } };
  const [field] = doubtfulFields(doubtful);
  const after = decide(doubtful, field!, { kind: 'edit', value: `${field!.value}; Carl D. Birch` });
  if (typeof after === 'string') throw new Error(after);
  expect(after.source.author).toEqual([...source.author!, { family: 'Birch', given: 'Carl D.' }]);
});

test('a pack that says nonsense of how it was found is read all the same', () => {
  const { source, ...pack } = packOf(page());
  for (const found of [null, 3, [1], { title: { how: 'guess', certainty: 2 } }, { title: null }])
    expect(doubtfulFields({ ...pack, references: [], source: { ...source, custom: { found } } })).toEqual([]);
});

test('messages are short, whatever the file holds', () => {
  const { source, ...pack } = packOf(page());
  const custom = { found: { title: { how: 'shape', certainty: 0.5 } } };
  const [field] = doubtfulFields({ ...pack, source: { ...source, title: 'x'.repeat(9_000), custom } });
  expect(doubtMessage(field!).length).toBeLessThan(300);
});
