import { expect, it } from 'vitest';
import { addReference } from '../../src/client/commands/addReference.ts';
import { addWorksRequest, searchReferencesRequest } from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, type QuickPick, Uri } from '../support/vscode.ts';

it('lists a few works at hand, then the searches elsewhere, then the other works', async () => {
  editor.reset();
  const items = Array.from({ length: 50 }, (_, at) => work(at));
  const fake = new FakeServer({ [searchReferencesRequest.method]: () => ({ items }) });
  await fake.server.start();
  editor.show(await editor.open(Uri.parse('file:///paper/main.md'), 'markdown', 'Text.'));
  void addReference(fake.server).catch(() => undefined);
  const picker = editor.quickPick as QuickPick<{ readonly label: string }>;
  picker.type('ketamine');
  await expect.poll(() => picker.items.length).toBe(52);
  expect(picker.items.slice(4, 8).map(({ label }) => label)).toEqual([
    'Work 4',
    '$(search) Search PubMed for “ketamine”',
    '$(search) Search Crossref for “ketamine”',
    'Work 5',
  ]);
});

it.each([
  ['nothing is typed yet', ''],
  ['references were pasted, whose lines the input has joined', 'TY  - JOURTI  - Copied linesER  -'],
  ['BibTeX was pasted', '@article{copied,  title = {Copied lines}}'],
])('takes what is on the clipboard as it is where %s', async (_, typed) => {
  editor.reset();
  const copied = 'TY  - JOUR\nTI  - Copied lines\nER  - ';
  const asked: unknown[] = [];
  const fake = new FakeServer({
    [searchReferencesRequest.method]: () => ({ items: [work(0)] }),
    [addWorksRequest.method]: (params: unknown) => {
      asked.push(params);
      return { edit: null, keys: [], retracted: [], message: 'Nothing was added.' };
    },
  });
  await fake.server.start();
  editor.show(await editor.open(Uri.parse('file:///paper/main.md'), 'markdown', 'Text.'));
  editor.clipboard = copied;
  const added = addReference(fake.server).catch(() => undefined);
  const picker = editor.quickPick as QuickPick<{ readonly label: string }>;
  if (typed !== '') picker.type(typed);
  await expect.poll(() => picker.items[0]?.label).toBe('$(clippy) Add what is on the clipboard');
  picker.accept();
  await added;
  expect(asked).toMatchObject([{ text: copied.trim() }]);
});

const work = (at: number) => ({
  key: `w${at}`,
  pack: null,
  label: `Work ${at}`,
  where: '',
  title: 'On ketamine',
  container: '',
});
