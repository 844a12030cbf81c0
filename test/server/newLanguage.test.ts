import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { citationTextRequest, convertCitationsRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

/**
 * A language is added by its names and its descriptor alone. CONTRIBUTING counts the places; here nothing
 * else of the sources is changed, and everything works in it.
 */
vi.mock('../../src/base/fileNames.ts', async (original) => {
  const names = await original<typeof import('../../src/base/fileNames.ts')>();
  const { orgNames } = await import('../support/orgLanguage.ts');
  return { ...names, languageNames: { ...names.languageNames, org: orgNames } };
});
vi.mock('../../src/core/manuscript/languages.ts', async (original) => {
  const { languages } = await original<typeof import('../../src/core/manuscript/languages.ts')>();
  const { org } = await import('../support/orgLanguage.ts');
  return { languages: { ...languages, org } };
});

const bibliography =
  '@article{berman2000, author = {Berman, Robert M. and Cappiello, Angela}, title = {Antidepressant effects}, year = 2000}';

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start({ 'zotero.bib': bibliography, 'cited.bib': bibliography });
});
afterEach(() => server.stop());

const start = '#+bibliography: cited.bib\n\n';
const open = (text: string) => server.open('paper.org', start + text, 'org');

describe('a language that is new', () => {
  test('is asked about behind its own characters, and watched', async () => {
    await open('Text.');
    await server.write('paper.org', 'Text.');
    expect(server.isWatched('other.org')).toBe(true);
  });

  test('has its keys completed, explained and checked', async () => {
    const cursor = await open('As shown [cite:@ber$0man2000;@nobody1999].');
    expect(await server.undefinedKeys('paper.org', ['nobody1999'])).toEqual(['nobody1999']);
    expect((await server.hover('paper.org', cursor))?.markdown).toContain('Antidepressant effects');
    expect((await server.completion('paper.org', cursor)).items[0]?.label).toBe('berman2000');
  });

  test('takes citations, and those by author and year as keys', async () => {
    const position = await open('As shown (Berman & Cappiello, 2000).$0');
    const textDocument = { uri: uriOf('paper.org') };
    const answer = await server.request(citationTextRequest, {
      textDocument,
      position,
      keys: ['berman2000', 'x'],
    });
    expect(answer.text).toBe('[cite:@berman2000;@x]');
    const { edit } = await server.request(convertCitationsRequest, { textDocument, range: null });
    expect(server.after('paper.org', edit as never)).toBe(`${start}As shown [cite:@berman2000].`);
  });
});
