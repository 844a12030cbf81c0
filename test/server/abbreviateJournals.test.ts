/** Short names of journals: where an entry has none, and the list has one; what else stands there stays. */
import { afterEach, expect, test } from 'vitest';
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
