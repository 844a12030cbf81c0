import { afterEach, describe, expect, test } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { detectFormat, parseBibliography } from '../../src/core/bibliography/index.ts';
import { createEntryRequest, replaceKeyRequest } from '../../src/protocol/requests.ts';
import type { RequestName } from '../../src/protocol/schema.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const entry = '@article{berman2000, author = {Berman, R.}, title = {Ketamine}, year = 2000}\n';

async function fixesOf(text: string, options: Parameters<typeof TestServer.start>[1] = {}) {
  server = await TestServer.start({ 'refs.bib': entry }, options);
  await server.open('paper.md', `---\nbibliography: refs.bib\n---\n\n${text}\n`);
  const [problem] = await server.diagnostics('paper.md', (list) => list.length > 0);
  return await server.codeActions('paper.md', problem!.range);
}

describe('an undefined key', () => {
  test.each([
    ['[@bermn2000]', 'bermn 2000'],
    ['[@bermanAntidepressantEffects2000a]', 'berman antidepressant effects 2000'],
    ['[@müller_sleep:2019]', 'müller sleep 2019'],
  ])('%s can be searched for by its words, or be given an entry', async (text, words) => {
    const actions = await fixesOf(`See ${text}.`);
    const key = text.slice(2, -1);
    expect(actions.map(({ title }) => title)).toEqual(
      expect.arrayContaining([`Search references for “${words}”…`, `Create an entry “${key}”…`]),
    );
    expect(actions.find(({ title }) => title.startsWith('Search'))?.command).toMatchObject({
      command: 'psycite.searchForKey',
      arguments: [uriOf('paper.md'), key, words],
    });
  });

  test.each(['[@Berman, 2000]', '[@Berman et al., 2000; @berman2000]', '[see @Berman (2000)]'])(
    '%s, which names its work, becomes the key of that',
    async (text) => {
      const actions = await fixesOf(`See ${text}.`);
      const [first] = actions;
      expect(first?.title).toBe('Change to “berman2000” (Berman 2000 · Ketamine)');
      expect(server.after('paper.md', first!.edit)).toContain(text.replace(/Berman[^;\]]+/, 'berman2000'));
    },
  );

  test.each(['[@Berman, 2001]', '[@Berman, p. 2000]', '[@berman, 2000]', '[@Berman, 2000 or so]'])(
    '%s names no work',
    async (text) => {
      const titles = (await fixesOf(`See ${text}.`)).map(({ title }) => title);
      expect(titles.filter((title) => title.startsWith('Change'))).toEqual([]);
    },
  );

  test('is said to be in no entry of the file, by its name', async () => {
    server = await TestServer.start({ 'refs.bib': entry });
    await server.open('paper.md', '---\nbibliography: refs.bib\n---\n\nSee [@nobody].\n');
    const [problem] = await server.diagnostics('paper.md', (list) => list.length > 0);
    expect(problem!.message).toBe('“nobody” is not defined. refs.bib has no entry with this key.');
  });

  test('without a word in it is not searched for, and one that no format holds gets no entry', async () => {
    const titles = (await fixesOf('See [@{x#y}].')).map(({ title }) => title);
    expect(titles.filter((title) => /^(?:Search|Create)/.test(title))).toEqual([]);
  });

  test('has neither in a client that does not run them', async () => {
    const titles = (await fixesOf('See [@bermn2000].', { commands: [] })).map(({ title }) => title);
    expect(titles.filter((title) => /^(?:Search|Create)/.test(title))).toEqual([]);
    expect(titles.some((title) => title.startsWith('Change to “berman2000”'))).toBe(true);
  });
});

test('fixes of other words in its line are not offered for it, and its own not for them', async () => {
  server = await TestServer.start({ 'refs.bib': entry });
  const line = 'SAADs, unlike [@bermn2000] and [@zzzq1999], take weeks; SAADs are old, and SAADs are cheap.';
  await server.open('paper.md', `---\nbibliography: refs.bib\n---\n\n${line}\n`);
  const told = await server.diagnostics('paper.md', (list) => list.length > 2);
  const titlesOf = async (word: string) => {
    const { range } = told.find((one) => server.textAt('paper.md', one.range).includes(word))!;
    return (await server.codeActions('paper.md', range)).map(({ title }) => title);
  };
  const [first, second, term] = [
    await titlesOf('bermn2000'),
    await titlesOf('zzzq1999'),
    await titlesOf('SAAD'),
  ];
  expect(first).toContainEqual(expect.stringContaining('“berman2000”'));
  expect(first.filter((title) => /zzzq|SAAD|antidepressant/.test(title))).toEqual([]);
  expect(second).toContainEqual(expect.stringContaining('“zzzq1999”'));
  expect(second.filter((title) => /berm|SAAD|antidepressant/.test(title))).toEqual([]);
  expect(term).toContainEqual(expect.stringMatching(/SAAD|antidepressant/));
  expect(term.filter((title) => /zzzq|berm/.test(title))).toEqual([]);
});

const after = (uri: string, before: string, edit: WorkspaceEdit | null) => {
  const edits = (edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change && change.textDocument.uri === uri ? change.edits : [],
  );
  const document = TextDocument.create(uri, '', 1, before);
  return TextDocument.applyEdits(document, edits as never);
};

describe('an entry that is created', () => {
  test.each([
    ['refs.bib', entry, '  author = {|},'],
    ['refs.bib', '', '  author = {|},'],
    ['refs.json', '[{"id": "a2000", "type": "book", "title": "A"}]\n', '"family": "|"'],
    ['refs.yaml', 'references:\n- id: a2000\n  type: book\n  title: A\n', '[{"family":"|"}]'],
    ['refs.yml', 'a2000:\n  type: book\n  title: A\n', '  title: "|"'],
    ['refs.ris', 'TY  - BOOK\nID  - a2000\nTI  - A\nER  - \n', 'AU  - |'],
    ['refs.enw', '%0 Book\n%T A\n%F a2000\n', '%A |'],
  ])('in %s has the key and the cursor in its first field', async (name, text, line) => {
    server = await TestServer.start({ [name]: text });
    await server.open('paper.md', `---\nbibliography: ${name}\n---\n\nSee [@zzz9999].\n`);
    const { edit, place } = await ask<typeof createEntryRequest>(createEntryRequest.method, {
      key: 'zzz9999',
    });
    const made = after(uriOf(name), text, edit as WorkspaceEdit);
    const document = TextDocument.create('', '', 1, made);
    const offset = document.offsetAt(place!.position);
    expect(`${made.slice(0, offset)}|${made.slice(offset)}`).toContain(line);
    expect(place!.uri).toBe(uriOf(name));
    const { value } = { value: parseBibliography(detectFormat(name, made)!, made) };
    expect(value.indexesOf('zzz9999')).toHaveLength(1);
    expect(value.problems.filter(({ code }) => code === 'bib-syntax')).toEqual([]);
    expect(made).not.toMatch(/zzzz|999[0-8]/);
  });

  test('where there is no bibliography makes one and declares it', async () => {
    server = await TestServer.start({});
    await server.open('paper.md', 'See [@nobody].\n');
    const { edit, place, message } = await ask<typeof createEntryRequest>(createEntryRequest.method, {
      key: 'nobody',
    });
    expect(JSON.stringify(edit)).toContain('bibliography: references.bib');
    expect(place).toEqual({ uri: uriOf('references.bib'), position: { line: 1, character: 12 } });
    expect(message).toContain('“nobody”');
  });

  test('is not made twice', async () => {
    server = await TestServer.start({ 'refs.bib': entry });
    await server.open('paper.md', '---\nbibliography: refs.bib\n---\n\nSee [@berman2000].\n');
    const answer = await ask<typeof createEntryRequest>(createEntryRequest.method, { key: 'berman2000' });
    expect(answer).toMatchObject({ edit: null, place: null });
  });
});

test('a key is replaced wherever the manuscript cites it, in its own syntax', async () => {
  server = await TestServer.start({ 'refs.bib': entry });
  const text = 'See [@nobody; @{nobody}] and @nobody [p. 3].\n';
  await server.open('paper.md', text);
  const { edit } = await ask<typeof replaceKeyRequest>(replaceKeyRequest.method, {
    key: 'nobody',
    to: 'berman2000',
  });
  expect(after(uriOf('paper.md'), text, edit as WorkspaceEdit)).toBe(
    'See [@berman2000; @{berman2000}] and @berman2000 [p. 3].\n',
  );
});

type AnswerOf<T> = T extends RequestName<infer _, infer _, infer Answer> ? Answer : never;

const ask = <T>(method: string, params: object): Promise<AnswerOf<T>> =>
  server.connection.sendRequest(method, {
    textDocument: { uri: uriOf('paper.md') },
    ...params,
  });
