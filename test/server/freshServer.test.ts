/** The server keeps nothing of what it answered: another one goes on where it stopped. */
import { afterEach, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

const files = {
  'references.bib':
    '@article{berman2000, title = {Antidepressant effects of ketamine}, author = {Berman, R}, year = {2000}}\n',
};

const running: TestServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(): Promise<TestServer> {
  const server = await TestServer.start(files);
  running.push(server);
  return server;
}

test.each([
  ['a work of the bibliography', 'See [@ber$0]', 'berman2000', 'Antidepressant effects of ketamine'],
  ['a work of a paper pack', 'See [@mcgirr$0]', 'mcgirr2015', 'Accepting adds it to your bibliography'],
  ['a term', 'Too much glutam$0', '', 'Collected from Abdallah'],
])('%s is resolved by a server that never offered it', async (_what, text, label, shown) => {
  const first = await start();
  const cursor = await first.open('paper.md', text);
  const { items } = await first.completion('paper.md', cursor);
  const item = items.find((one) => label === '' || one.label === label)!;
  const resolved = await first.resolve(item);
  expect(JSON.stringify(resolved.documentation)).toContain(shown);

  const second = await start();
  // In one go, as after a restart: nobody waits for the new server to have read anything.
  const [, again] = await Promise.all([second.open('paper.md', text), second.resolve(item)]);
  expect(again).toEqual(resolved);
});

test('an item that no server made is given back as it is', async () => {
  const server = await start();
  for (const data of [
    undefined,
    null,
    7,
    {},
    { uri: 7 },
    { uri: 'x', kind: 'other' },
    { uri: 'x', kind: 'reference' },
  ]) {
    const item = { label: 'x', data };
    expect(await server.resolve(item)).toEqual(data === undefined ? { label: 'x' } : item);
  }
});
