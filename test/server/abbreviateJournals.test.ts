/** Short names of journals: where an entry has none, and the list has one; what else stands there stays. */
import { afterEach, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import abbreviations from '../../src/core/bibliography/journals/abbreviations.json' with { type: 'json' };
import { abbreviateJournalsRequest } from '../../src/protocol/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function abbreviated(name: string, text: string, asked = name): Promise<readonly [string, string]> {
  server = await TestServer.start({ [name]: text });
  await server.open('paper.md', `---\nbibliography: ${name}\n---\n\nSee [@a].\n`);
  const { edit, message } = await server.request(abbreviateJournalsRequest, {
    textDocument: { uri: uriOf(asked) },
  });
  const [change] = (edit as { documentChanges: { edits: never[] }[] } | null)?.documentChanges ?? [];
  const document = TextDocument.create(uriOf(name), 'x', 0, text);
  return [TextDocument.applyEdits(document, change?.edits ?? []), message];
}

test.each(['refs.bib', 'paper.md'])('BibTeX, asked from %s', async (asked) => {
  const rest =
    '@article{b, journal = {Biological Psychiatry}, shortjournal = {Mine}}\n' +
    '@article{c, journal = {Neuron}}\n@article{d, journal = {A Journal of My Own}}\n@book{e, title = {Brain}}\n';
  const text = `@article{a,\n  year = 2000, % own\n  journal = {The American Journal of Psychiatry},\n}\n${rest}`;
  expect(await abbreviated('refs.bib', text, asked)).toEqual([
    `@article{a,\n  year = 2000, % own\n  journal = {The American Journal of Psychiatry},\n  shortjournal = {Am J Psychiatry},\n}\n${rest}`,
    'Gave one entry the short name that NLM has for the journal. Not in PsyCite’s list: “A Journal of My Own”.',
  ]);
});

test('CSL-JSON', async () => {
  const item = { id: 'a', type: 'article-journal', 'container-title': 'Drug & Alcohol Dependence' };
  const [text, message] = await abbreviated('refs.json', JSON.stringify([item]));
  expect(JSON.parse(text)).toEqual([{ ...item, 'container-title-short': 'Drug Alcohol Depend' }]);
  expect(message).toBe('Gave one entry the short name that NLM has for the journal.');
});

describe('as an action at the journal', () => {
  const text =
    '@article{a,\n  title = {T},\n  journal = {Biological Psychiatry}\n}\n@article{b,\n  journal = {Neuron}\n}\n';
  const actionsAt = async (name: string, source: string, word: string) => {
    server = await TestServer.start({ [name]: source });
    await server.open(name, source);
    const at = TextDocument.create(uriOf(name), 'x', 0, source).positionAt(source.indexOf(word));
    const actions = await server.codeActions(name, { start: at, end: at });
    return actions.filter(({ title }) => title.includes('short name'));
  };

  test.each([
    [
      'refs.bib',
      text,
      '@article{a,\n  title = {T},\n  journal = {Biological Psychiatry},\n  shortjournal = {Biol Psychiatry}\n}',
    ],
    [
      'refs.json',
      '[{"id": "a", "type": "article-journal", "container-title": "Biological Psychiatry"}]',
      '"container-title-short": "Biol Psychiatry"}',
    ],
  ])('%s', async (name, source, written) => {
    const [action, ...more] = await actionsAt(name, source, 'Biological');
    expect([action?.title, action?.kind, more]).toEqual([
      'Add the short name of the journal, “Biol Psychiatry”',
      'refactor.rewrite',
      [],
    ]);
    expect(server!.after(name, action!.edit)).toContain(written);
  });

  test('and nowhere else', async () => {
    expect(await actionsAt('refs.bib', text, 'title')).toEqual([]);
    await server!.stop();
    expect(await actionsAt('refs.bib', text, 'Neuron')).toEqual([]);
  });
});

test('where nothing is known nothing is written', async () => {
  const text = 'TY  - JOUR\nT2  - Biological Psychiatry\nER  - \n';
  expect(await abbreviated('refs.ris', text)).toEqual([
    text,
    'No entry got the short name of its journal. 1 could not be written into; add it by hand.',
  ]);
});

test('the list has NLM’s names: words without full stops, and each title once', () => {
  const pairs = Object.entries(abbreviations);
  expect(pairs.length).toBeGreaterThan(1000);
  expect(pairs.filter(([title, short]) => title.trim() !== title || /\.|\s{2}|^\s|\s$/.test(short))).toEqual(
    [],
  );
  expect(abbreviations).toMatchObject({
    'Biological Psychiatry': 'Biol Psychiatry',
    'Journal of Affective Disorders': 'J Affect Disord',
  });
});
