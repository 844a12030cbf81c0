import { afterEach, expect, test, vi } from 'vitest';
import { pasteReferencesRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

/**
 * A format is added by its names and its descriptor alone: see CONTRIBUTING. Nothing else of the sources is
 * changed here.
 */
vi.mock('../../src/base/fileNames.ts', async (original) => {
  const names = await original<typeof import('../../src/base/fileNames.ts')>();
  const { lineNames } = await import('../support/lineFormat.ts');
  return { ...names, formatNames: { ...names.formatNames, line: lineNames } };
});
vi.mock('../../src/core/bibliography/formats.ts', async (original) => {
  const { formats } = await original<typeof import('../../src/core/bibliography/formats.ts')>();
  const { lineFormat } = await import('../support/lineFormat.ts');
  return { formats: { ...formats, line: lineFormat } };
});

let server: TestServer;
afterEach(() => server.stop());

test('a new format is found beside a manuscript, watched, read, edited and written', async () => {
  server = await TestServer.start({ 'mine.works': 'berman2000 | Berman | Antidepressant effects | 2000\n' });
  const cursor = await server.open('paper.md', 'As shown [@ber$0man2000; @zarate2006].');
  expect(await server.undefinedKeys('paper.md', ['zarate2006'])).toEqual(['zarate2006']);
  expect((await server.hover('paper.md', cursor))?.markdown).toContain('Antidepressant effects');

  await server.write('mine.works', 'zarate2006 | Zarate | A randomized trial | 2006\n');
  expect(await server.undefinedKeys('paper.md', ['berman2000'])).toEqual(['berman2000']);

  await server.open('mine.works', 'zarate2006 | Zarate | A randomized trial | 2006\n', 'plaintext');
  const text = '@article{berman2000, author = {Berman, R.}, title = {Antidepressant effects}, year = 2000}';
  const textDocument = { uri: uriOf('mine.works') };
  const { edit } = await server.request(pasteReferencesRequest, { textDocument, text });
  expect(server.after('mine.works', edit as never)).toBe(
    'zarate2006 | Zarate | A randomized trial | 2006\n\nberman2000 | Berman | Antidepressant effects | 2000\n',
  );
});
