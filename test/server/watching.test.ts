import { afterEach, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const entry = '@book{a, title={T}, author={A, B}, year=2000}\n';
const item = '[{"id": "a", "type": "book", "title": "T"}]';

test.each([
  ['zotero.json', item, '[]'],
  ['works.txt', entry, ''],
  ['deep/down/works.json', item, '[]'],
])('%s, which a manuscript declares, is watched', async (name, text, emptied) => {
  server = await TestServer.start({ [name]: text });
  await server.open('paper.md', `---\nbibliography: "${name}"\n---\nSee @a and @nobody.`);
  await server.diagnostics('paper.md', (problems) => problems.length === 1);
  await expect.poll(() => server.isWatched(name), { timeout: 10_000 }).toBe(true);
  await server.write(name, emptied);
  await server.diagnostics('paper.md', (problems) => problems.length === 2);
});

test.each([
  ['changed', '[]'],
  ['was taken away', undefined],
])('what %s after it was read and before it was watched is read again', async (_, after) => {
  server = await TestServer.start({ 'zotero.json': item });
  await server.open('paper.md', 'See @a.');
  await server.diagnostics('paper.md', (problems) => problems.length === 1);
  await expect.poll(() => server.isWatched('paper.md'), { timeout: 10_000 }).toBe(true);
  let register: () => void = () => undefined;
  server.registering = new Promise((resolve) => {
    register = resolve;
  });
  await server.change('paper.md', '---\nbibliography: zotero.json\n---\nSee @a.');
  await server.diagnostics('paper.md', (problems) => problems.length === 0);
  await server.write('zotero.json', after);
  expect(server.isWatched('zotero.json')).toBe(false);
  register();
  await server.diagnostics('paper.md', (problems) => problems.length > 0);
});

test('a file that nothing declares any more is watched no longer', async () => {
  server = await TestServer.start({ 'zotero.json': item });
  await server.open('paper.md', '---\nbibliography: zotero.json\n---\nSee @a.');
  await expect.poll(() => server.isWatched('zotero.json'), { timeout: 10_000 }).toBe(true);
  await server.change('paper.md', 'See @a.');
  await expect.poll(() => server.isWatched('zotero.json'), { timeout: 10_000 }).toBe(false);
});

test('a client without relative patterns is asked by name', async () => {
  server = await TestServer.start(
    { 'zotero.json': item },
    { capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } },
  );
  await server.open('paper.md', '---\nbibliography: zotero.json\n---\nSee @a.');
  await expect.poll(() => server.isWatched('zotero.json'), { timeout: 10_000 }).toBe(true);
});

test('a manuscript of any ending is watched', async () => {
  server = await TestServer.start({
    'chapter.RMARKDOWN': 'See @a.\n',
    'refs.bib': entry,
    'paper.md': '---\nbibliography: refs.bib\n---\n@a\n',
  });
  for (const name of ['x.rmarkdown', 'x.Rnw', 'x.rnw', 'x.Rmd', 'x.TEX'])
    await expect.poll(() => server.isWatched(name), { timeout: 10_000 }).toBe(true);
});
