import { afterEach, expect, test } from 'vitest';
import { packBibliographyRequest } from '../../src/protocol/importing.ts';
import {
  addToBibliographyRequest,
  convertCitationsRequest,
  copyAsTextRequest,
  explainBibliographyRequest,
  findInOutlineRequest,
  outlineRequest,
  packDocumentRequest,
  packsChangedNotification,
  searchReferencesRequest,
} from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const textDocument = { uri: uriOf('paper.md') };
const labels = (list: { items: readonly { label: string }[] }): string[] =>
  list.items.map((item) => item.label);
const berman =
  '@article{berman2000, author={Berman, R. M. and Krystal, J. H. and Charney, D. S.}, title={Antidepressant effects of ketamine in depressed patients}, journal={Biol Psychiatry}, year={2000}, doi={10.1016/S0006-3223(99)00230-9}}\n';

test('entries fold, link their DOIs, and say how often they are cited', async () => {
  server = await TestServer.start({ 'references.bib': berman });
  await server.open('paper.md', 'See @berman2000 and [@berman2000].');
  await server.diagnostics('paper.md');
  await server.open('references.bib', berman);
  await expect
    .poll(async () => (await server.lenses('references.bib')).map((lens) => lens.command?.title))
    .toEqual(['cited 2 times']);
  expect(await server.folds('references.bib')).toHaveLength(1);
  const [link] = await server.links('references.bib');
  expect(link?.target).toMatch(/^https:\/\/doi\.org\/10\.1016/);
  const card = await server.hover('references.bib', { line: 0, character: 12 });
  expect(card?.markdown).toContain('Cited in paper.md');
  expect((await server.symbols('references.bib')).map(({ name }) => name)).toEqual(['berman2000']);
  expect(await server.workspaceSymbols('berman')).toContain('berman2000');
});

test.each([
  ['@art$0', 'article'],
  ['@article{a,\n  tit$0\n}', 'title'],
  ['@book{parent, title={P}}\n@inbook{child, crossref={$0}}', 'parent'],
])('completion in a .bib at %j offers %s', async (source, label) => {
  server = await TestServer.start({});
  const cursor = await server.open('references.bib', source);
  await expect.poll(async () => labels(await server.completion('references.bib', cursor))).toContain(label);
});

test('broken, duplicate, incomplete and unused entries are reported, each at its place', async () => {
  server = await TestServer.start({});
  await server.open('paper.md', '---\nbibliography: references.bib\n---\nSee @a2000.');
  const source = `@article{a2000, author={A, B}, title={One title of a work}, journal={J}, year=2000, doi={10.1000/1}}
@article{a2000, author={A, B}, title={Another title}, journal={J}, year=2000}
@article{b2001, author={B, C}, title={Some title}, year=2001, doi={10.1000/1}}
@article{c2002, author={C, D}, title={Open, year=2002}
`;
  await server.open('references.bib', source);
  const problems = await server.diagnostics('references.bib', (list) =>
    list.some((one) => one.code === 'bib-unused-entry'),
  );
  const shown = problems.map(
    ({ code, range }) => `${String(code)} ${server.textAt('references.bib', range)}`,
  );
  expect(shown).toContain('bib-duplicate-key a2000');
  expect(shown).toContain('bib-missing-field b2001');
  expect(shown).toContain('bib-unused-entry b2001');
  expect(shown.filter((line) => line.startsWith('bib-syntax'))).not.toEqual([]);
  const duplicate = problems.find((one) => one.code === 'bib-duplicate-key');
  expect(duplicate?.relatedInformation).toHaveLength(1);
  expect(duplicate?.codeDescription?.href).toBe('file:///docs/checks.md#bib-duplicate-key');
});

test('a severity setting turns a check off or makes it another', async () => {
  const settings = {
    diagnostics: {
      severity: { 'citation-undefined': 'hint', 'bib-missing-field': 'off', nonsense: 'error' },
    },
  };
  server = await TestServer.start({ 'references.bib': berman }, { settings });
  await server.open('paper.md', 'See @nobody1999 there.');
  const problems = await server.diagnostics('paper.md', (list) => list.length > 0);
  expect(problems[0]).toMatchObject({ code: 'citation-undefined', severity: 4 });
});

test.each([
  [
    'references.bib',
    '@misc{Smith1990, author={Smith, A}, title={T}, year=1990}\n',
    /@article\{Zarate2006,/,
    'Zarate2006',
  ],
  [
    'references.json',
    '[{"id":"smith1990","type":"book","title":"T","author":[{"family":"Smith"}],"issued":{"date-parts":[[1990]]}}]\n',
    /"id": "zarate2006"/,
    'zarate2006',
  ],
  [
    'references.yaml',
    'references:\n- id: smith1990\n  title: T\n  type: book\n',
    /- id: "zarate2006"/,
    'zarate2006',
  ],
  ['references.ris', 'TY  - BOOK\nID  - smith1990\nTI  - T\nER  - \n', /ID {2}- zarate2006/, 'zarate2006'],
])('a work of a pack is added to %s in its own format and key style', async (name, text, expected, key) => {
  server = await TestServer.start({ [name]: text });
  await server.open('paper.md', `---\nbibliography: ${name}\n---\nText.`);
  const answer = await server.request(addToBibliographyRequest, {
    textDocument,
    pack: 'abdallah2018',
    works: ['zarate2006'],
  });
  expect(answer.keys).toEqual([key]);
  const after = server.after(name, answer.edit as never);
  expect(after).toMatch(expected);
  await server.write(name, after);
  await expect
    .poll(
      async () =>
        (await server.request(searchReferencesRequest, { textDocument, query: key, limit: 5 })).items[0],
    )
    .toMatchObject({ key, pack: null });
});

test('the details of an item hold the abstract, which the hover card leaves out', async () => {
  const source = '@misc{long2000, title={T}, abstract={Six weeks of follow-up.}}';
  server = await TestServer.start({ 'references.bib': source });
  const cursor = await server.open('paper.md', 'See @lon$0g2000');
  const { items } = await server.completion('paper.md', cursor);
  expect(JSON.stringify((await server.resolve(items[0]!)).documentation)).toContain('Six weeks of follow-up');
  expect((await server.hover('paper.md', cursor))?.markdown).not.toContain('Six weeks');
});

test('a setting puts the abstract at the end of the hover cards of citation and entry', async () => {
  const source = '@misc{long2000, title={T}, abstract={Six weeks [of](command:x) follow-up.}}';
  server = await TestServer.start({ 'references.bib': source }, { settings: { hover: { abstract: true } } });
  const cursor = await server.open('paper.md', 'See @lon$0g2000');
  const shown = /Key: long2000\n\nSix weeks \\\[of\\\]\\\(command\\:x\\\) follow-up\.$/;
  // Settings come last: the first card does not wait for them.
  await expect.poll(async () => (await server.hover('paper.md', cursor))?.markdown).toMatch(shown);
  await server.open('references.bib', source);
  const inEntry = await server.hover('references.bib', { line: 0, character: 8 });
  expect(inEntry?.markdown).toMatch(/follow-up\.$/);
});

test('a key that Typst has no label for is completed and fixed as text', async () => {
  server = await TestServer.start({ 'references.bib': '@misc{dblp/books/1, title={Books}}' });
  const cursor = await server.open('paper.typ', 'See @dbl$0 and @dblp-books-1.');
  const { items } = await server.completion('paper.typ', cursor);
  expect(items[0]).toMatchObject({
    label: 'dblp/books/1',
    filterText: '@dbl',
    textEdit: {
      range: { start: { line: 0, character: 4 }, end: { line: 0, character: 8 } },
      newText: '#cite(label("dblp/books/1"))',
    },
  });
  const range = { start: { line: 0, character: 14 }, end: { line: 0, character: 14 } };
  const actions = await server.codeActions('paper.typ', range);
  const fix = actions.find(({ title }) => title.startsWith('Change to'));
  expect(server.after('paper.typ', fix?.edit)).toBe('See @dbl and #cite(label("dblp/books/1")).');
});

test('where there is no bibliography, one is created beside the manuscript', async () => {
  server = await TestServer.start({});
  await server.open('paper.md', 'Text.');
  const answer = await server.request(addToBibliographyRequest, {
    textDocument,
    pack: 'abdallah2018',
    works: ['berman2000'],
  });
  expect(answer.message).toBe(
    'Created references.bib with Berman et al. 2000, and declared it in the manuscript.',
  );
  expect(answer.edit).toMatchObject({
    documentChanges: [
      { kind: 'create', uri: uriOf('references.bib') },
      { textDocument: { uri: uriOf('references.bib') } },
      {
        textDocument: { uri: uriOf('paper.md') },
        edits: [{ newText: '---\nbibliography: references.bib\n---\n\n' }],
      },
    ],
  });
});

test('works of the pack are offered behind equal entries, marked, and come with the command that adds them', async () => {
  server = await TestServer.start({ 'references.bib': berman });
  const cursor = await server.open('paper.md', 'See [@$0');
  const { items } = await server.completion('paper.md', cursor);
  expect(items[0]?.label).toBe('berman2000');
  const offered = items.find((item) => item.label === 'zarate2006');
  expect(offered?.labelDetails).toEqual({
    detail: expect.stringMatching(/^ {2}Zarate et al\. 2006 · A randomized trial/) as string,
    description: 'new',
  });
  expect(offered?.command).toMatchObject({
    command: 'psycite.addToBibliography',
    arguments: [uriOf('paper.md'), 'abdallah2018', 'zarate2006', 'zarate2006'],
  });
});

test('a work of the pack by this author comes before an entry that only holds the letters', async () => {
  const kober =
    '@article{anticevic2013, author = {Anticevic, A. and Kober, H.}, title = {Labels}, year = 2013}\n';
  server = await TestServer.start({ 'references.bib': kober });
  const cursor = await server.open('paper.md', 'See [@ber$0');
  const { items } = await server.completion('paper.md', cursor);
  const labels = items.map(({ label }) => label);
  expect(labels[0]).toBe('berman2000');
  expect(labels.indexOf('anticevic2013')).toBeGreaterThan(labels.indexOf('berman2000'));
});

test('explain says which files apply and why, and what was refused and why', async () => {
  server = await TestServer.start({ 'references.bib': berman });
  await server.open('paper.md', '---\nbibliography: [references.bib, lost.bib, ../out.bib]\n---\n');
  const { files, text } = await server.request(explainBibliographyRequest, { textDocument });
  expect(files.map(({ status, entries }) => [status, entries])).toEqual([
    ['used', 1],
    ['missing', 0],
    ['refused', 0],
  ]);
  expect(files[0]?.declaredIn?.range.start.line).toBe(1);
  expect(text).toContain('references.bib: used, 1 entry (declared in the front matter)');
});

test('an ambiguous author-year citation is never converted silently', async () => {
  server = await TestServer.start({
    'references.bib':
      '@misc{a2000x, author={Able, A}, title={One}, year=2000}\n@misc{a2000y, author={Able, A}, title={Two}, year=2000}\n@misc{b2001, author={Baker, B}, title={Three}, year=2001}\n',
  });
  await server.open('paper.md', 'It is so (Able, 2000). It is not (Baker, 2001).');
  const answer = await server.request(convertCitationsRequest, { textDocument, range: null });
  expect(server.after('paper.md', answer.edit as never)).toBe('It is so (Able, 2000). It is not [@b2001].');
  expect(answer.message).toBe('Converted 1 citation. 1 citation left, because several works fit.');
  const cursor = { line: 0, character: 12 };
  const choices = await server.codeActions('paper.md', { start: cursor, end: cursor });
  expect(choices.map(({ title }) => title)).toContain('Convert to [@a2000x] (Able 2000)');
  expect((await server.hover('paper.md', cursor))?.markdown).toContain('2 works fit');
});

test('citations are written out for Word and e-mail', async () => {
  server = await TestServer.start({ 'references.bib': berman });
  const source = 'Fast [see @berman2000, p. 3], as @berman2000 saw; @nobody.';
  await server.open('paper.md', source);
  await server.hover('paper.md', { line: 0, character: 12 });
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: source.length } };
  const { text } = await server.request(copyAsTextRequest, { textDocument, range });
  expect(text).toBe('Fast (see Berman et al., 2000, p. 3), as Berman et al. (2000) saw; @nobody.');
});

test('a pack of the workspace is loaded, watched, and its mistakes are shown in its file', async () => {
  const pack = (terms: unknown[]) =>
    JSON.stringify({
      packVersion: '1.0',
      id: 'mine',
      lang: 'en',
      license: 'CC0-1.0',
      source: { id: 'mine', type: 'article-journal', title: 'Mine' },
      references: [],
      sections: [],
      abbreviations: [],
      citations: [],
      terms,
      provenance: { method: 'by hand', date: '2026-01-01' },
    });
  const term = {
    id: 'zebra',
    prefLabel: 'zebra receptor',
    category: 'receptor',
    definition: 'A receptor that was made up for this test.',
    sections: [],
  };
  server = await TestServer.start({ '.psycite/packs/mine.json': pack([term]) });
  const cursor = await server.open('paper.md', 'The zebra rec$0eptor acts.');
  await expect
    .poll(async () => (await server.hover('paper.md', cursor))?.markdown)
    .toContain('made up for this test');
  const told = new Promise((resolve) => server.connection.onNotification(packsChangedNotification, resolve));
  await server.write('.psycite/packs/mine.json', pack([{ ...term, definition: undefined }]));
  await told;
  await server.diagnostics('.psycite/packs/mine.json', (list) =>
    list.some(({ code }) => code === 'pack-schema'),
  );
  await expect.poll(() => server.hover('paper.md', cursor)).toBeUndefined();
});

test('a term has a card, a place in its pack, and uses; the outline shows its paper', async () => {
  server = await TestServer.start({ 'references.bib': berman });
  const cursor = await server.open(
    'paper.md',
    '# Ketamine\n\nSustained stress acts through SAA$0Ds and glutamate, again SAADs.',
  );
  await expect
    .poll(async () => (await server.hover('paper.md', cursor))?.markdown)
    .toContain('slow-acting antidepressant');
  const [definition] = await server.definition('paper.md', cursor);
  expect(definition?.targetUri).toBe('psycite-pack:/abdallah2018.md');
  const document = await server.request(packDocumentRequest, { pack: 'abdallah2018' });
  expect(document?.text.split('\n')[definition!.targetSelectionRange.start.line]).toMatch(
    /^### slow-acting antidepressant/i,
  );
  expect(await server.references('paper.md', cursor)).toHaveLength(2);
  const outline = await server.request(outlineRequest, { textDocument });
  expect(outline.papers[0]?.terms.find((term) => term.id === 'saad')?.uses).toBe(2);
  expect(outline.papers[0]?.works.find((work) => work.id === 'berman2000')?.key).toBe('berman2000');
  const { items } = await server.request(findInOutlineRequest, { textDocument, query: 'ketamine' });
  expect(items).toContainEqual({ kind: 'section', index: 0 });
});

test('the references of a pack are written as BibTeX and CSL-JSON', async () => {
  server = await TestServer.start({});
  await server.open('paper.md', '');
  await server.request(outlineRequest, { textDocument });
  const bibtex = await server.request(packBibliographyRequest, { pack: 'abdallah2018', format: 'bibtex' });
  expect(bibtex?.text).toContain('@article{berman2000,');
  const json = await server.request(packBibliographyRequest, { pack: 'abdallah2018', format: 'csl-json' });
  expect(JSON.parse(json!.text)).toContainEqual(expect.objectContaining({ id: 'berman2000' }));
});

test('a renamed parent keeps its children; a key that is made from other fields cannot be renamed', async () => {
  const source =
    '@book{parent2000, title={P}}\n@inbook{child, crossref = {parent2000}, title={parent2000}}\n';
  server = await TestServer.start({
    'references.bib': source,
    'more.ris': 'TY  - BOOK\nAU  - Able, A\nPY  - 1990\nTI  - T\nER  - \n',
  });
  const cursor = await server.open(
    'paper.md',
    '---\nbibliography: [references.bib, more.ris]\n---\nSee @par$0ent2000 and @Able_1990.',
  );
  await server.hover('paper.md', cursor);
  const edit = await server.rename('paper.md', cursor, 'p2000');
  expect(server.after('references.bib', edit)).toBe(
    '@book{p2000, title={P}}\n@inbook{child, crossref = {p2000}, title={parent2000}}\n',
  );
  await expect(server.rename('paper.md', { line: 3, character: 24 }, 'able1990')).rejects.toThrow(
    'made from other fields',
  );
});
