import { afterEach, expect, test } from 'vitest';
import { explainBibliographyRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

const bibliography = `@article{berman2000,
  author = {Berman, Robert M. and Cappiello, Angela and Anand, Amit},
  title = {Antidepressant effects of ketamine in depressed patients},
  journal = {Biological Psychiatry},
  year = {2000},
  volume = {47},
  pages = {351--354},
  doi = {10.1016/S0006-3223(99)00230-9},
}

@article{zarate2006,
  author = {Zarate, Carlos A. and Singh, Jaskaran B.},
  title = {A randomized trial of an {NMDA} antagonist in treatment-resistant major depression},
  journal = {Archives of General Psychiatry},
  year = {2006},
}
`;

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const labels = (list: { items: readonly { label: string }[] }): string[] =>
  list.items.map((item) => item.label);

test('the first [@ber works without set-up: the .bib beside the manuscript is found', async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
  const cursor = await server.open('paper.md', 'Ketamine acts within hours [@ber$0');
  const list = await server.completion('paper.md', cursor);
  expect(labels(list)[0]).toBe('berman2000');
  expect(list.isIncomplete).toBe(true);
  const first = list.items[0]!;
  expect(first.labelDetails?.detail).toContain('Berman et al. 2000');
  expect(first.filterText).toBe('ber');
  expect(first.textEdit).toMatchObject({ newText: 'berman2000' });
  const resolved = await server.resolve(first);
  expect(JSON.stringify(resolved.documentation)).toContain('Antidepressant effects of ketamine');
});

test('a list is below 64 KB, says once what its items share where the client takes that, and its items resolve', async () => {
  const author = 'Øßłđéñü, Ångström and 柳田國男';
  const many = Array.from(
    { length: 300 },
    (_, index) =>
      `@article{oesslde${index}acute, author={${author}}, title={T ${index}}, journal={Ärztliche Zeitschrift für Seelenheilkunde und Nervenkrankheiten}, year=2000}`,
  ).join('\n');
  const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
  for (const itemDefaults of [undefined, ['editRange', 'data']]) {
    server = await TestServer.start(
      { 'references.bib': many },
      {
        capabilities: {
          textDocument: { completion: { completionList: itemDefaults ? { itemDefaults } : {} } },
        },
      },
    );
    const cursor = await server.open('paper.md', 'Ketamine [@oess$0');
    const list = await server.completion('paper.md', cursor);
    expect(bytes(list)).toBeLessThan(64_000);
    expect(list.isIncomplete).toBe(true);
    expect(list.items).toHaveLength(50);
    expect(list.itemDefaults?.editRange).toEqual(
      itemDefaults && { start: { line: 0, character: 11 }, end: cursor },
    );
    const data: unknown = list.items[3]!.data ?? list.itemDefaults?.data;
    const item = { ...list.items[3]!, data };
    expect(JSON.stringify((await server.resolve(item)).documentation)).toContain('Seelenheilkunde');
    if (itemDefaults === undefined) await server.stop();
  }
});

test('completion finds a work by a word of its title, and ranks cited works first', async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
  const cursor = await server.open('paper.md', 'As before [@zarate2006]. Now [@$0');
  expect(labels(await server.completion('paper.md', cursor)).slice(0, 2)).toEqual([
    'zarate2006',
    'berman2000',
  ]);
  await server.change('paper.md', 'See [@ketam');
  const list = await server.completion('paper.md', { line: 0, character: 11 });
  expect(labels(list)[0]).toBe('berman2000');
});

test('a hover shows the card of the key under the cursor, inside a group', async () => {
  server = await TestServer.start({ 'refs/my.bib': bibliography });
  const cursor = await server.open(
    'paper.md',
    `
    ---
    bibliography: refs/my.bib
    ---
    See [see @berman2000, p. 3; @zar$0ate2006].
    `,
  );
  const card = await server.hover('paper.md', cursor);
  expect(card?.markdown).toContain('treatment-resistant major depression');
  expect(server.textAt('paper.md', card!.range!)).toBe('zarate2006');
});

test('an undefined key is reported on the key alone, and a definition leads to the entry', async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
  const cursor = await server.open('paper.md', 'Known @berm$0an2000, unknown -@{nobody1999}.');
  expect(await server.undefinedKeys('paper.md', ['nobody1999'])).toEqual(['nobody1999']);
  const [definition] = await server.definition('paper.md', cursor);
  expect(definition?.targetUri).toBe(uriOf('references.bib'));
  expect(server.textAt('references.bib', definition!.targetSelectionRange)).toBe('berman2000');
});

test('a declared bibliography that is missing is reported at its path; the rest still works', async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
  const cursor = await server.open(
    'paper.md',
    `
    ---
    bibliography: [references.bib, lost.bib]
    ---
    See @ber$0.
    `,
  );
  const problems = await server.diagnostics('paper.md', (list) =>
    list.some((one) => one.code === 'bibliography-not-found'),
  );
  const missing = problems.find((problem) => problem.code === 'bibliography-not-found')!;
  expect(server.textAt('paper.md', missing.range)).toBe('lost.bib');
  expect(labels(await server.completion('paper.md', cursor))).toContain('berman2000');
});

test.each([
  ['lost.bib', 'bibliography-not-found', 'missing'],
  ['"`r write_bib()`"', 'bibliography-not-followed', 'refused'],
])('while %s is not read, its declaration alone is told of, and no key', async (path, code, status) => {
  server = await TestServer.start({ 'references.bib': bibliography });
  await server.open('paper.Rmd', `---\nbibliography: ${path}\n---\n\nSee @berman2000 and @nobody1999.\n`);
  const problems = await server.diagnostics('paper.Rmd', (list) => list.length > 0);
  expect(problems.map((problem) => problem.code)).toEqual([code]);
  const { files } = await server.request(explainBibliographyRequest, {
    textDocument: { uri: uriOf('paper.Rmd') },
  });
  expect(files.map((file) => file.status)).toEqual([status]);
});

test('a broken front matter is reported and does not stop completion', async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
  const cursor = await server.open('paper.md', '---\ntitle: [unclosed\n---\n\nSee @ber$0');
  await server.diagnostics('paper.md', (list) => list.some((one) => one.code === 'front-matter-syntax'));
  expect(labels(await server.completion('paper.md', cursor))).toContain('berman2000');
});

test('references and rename reach the entry and every manuscript of the workspace', async () => {
  server = await TestServer.start({
    'references.bib': bibliography,
    'other.md': 'Again [@berman2000] and @berman2000.\n',
  });
  const cursor = await server.open('paper.md', 'See @ber$0man2000.');
  await expect
    .poll(async () => (await server.references('paper.md', cursor)).map((place) => place.uri).sort())
    .toEqual([uriOf('other.md'), uriOf('other.md'), uriOf('paper.md'), uriOf('references.bib')]);
  const edit = await server.rename('paper.md', cursor, 'berman2000ketamine');
  expect(edit?.documentChanges).toHaveLength(3);
  await expect(server.rename('paper.md', cursor, 'zarate2006')).rejects.toThrow('already the key');
  await expect(server.rename('paper.md', cursor, 'two words')).rejects.toThrow('cannot be a key');
});

test('a bibliography edited but unsaved wins over the disk', async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
  await server.open('references.bib', bibliography);
  const cursor = await server.open('paper.md', 'See [@new$0');
  await server.change('references.bib', '@book{newborn2024, title = {New}}\n\n', {
    start: { line: 0, character: 0 },
    end: { line: 0, character: 0 },
  });
  expect(labels(await server.completion('paper.md', cursor))).toContain('newborn2024');
});

test('a bibliography that another program is still writing keeps its last good state', async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
  const cursor = await server.open('paper.md', 'See [@$0');
  expect(labels(await server.completion('paper.md', cursor))).toContain('zarate2006');
  await server.write('references.bib', bibliography.slice(0, 250));
  await server.diagnostics('paper.md');
  expect(labels(await server.completion('paper.md', cursor))).toContain('zarate2006');
  await server.write('references.bib', bibliography.replace('zarate2006', 'zarate2006nmda'));
  await expect
    .poll(async () => labels(await server.completion('paper.md', cursor)))
    .toContain('zarate2006nmda');
});

test('code, links and e-mail addresses are no citing places', async () => {
  server = await TestServer.start({ 'references.bib': bibliography });
  for (const text of ['`@ber$0`', 'mail me@ber$0', '<https://x.org/@ber$0>', '```\n@ber$0\n```']) {
    const cursor = await server.open('paper.md', text);
    expect(labels(await server.completion('paper.md', cursor)), text).toEqual([]);
  }
});
