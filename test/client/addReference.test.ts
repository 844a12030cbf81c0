import { expect, it } from 'vitest';
import { addReference } from '../../src/client/commands/addReference.ts';
import {
  addWorksRequest,
  citationTextRequest,
  searchReferencesRequest,
} from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, Position, type QuickPick, Selection, Uri } from '../support/vscode.ts';

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

it.each([
  ['10.1000/a, 10.1000/b', '$(search) Look up 10.1000/a, 10.1000/b'],
  ['Berman 2000', 'Work 0'],
])('of %j offers %s first', async (typed, label) => {
  editor.reset();
  const fake = new FakeServer({ [searchReferencesRequest.method]: () => ({ items: [work(0)] }) });
  await fake.server.start();
  editor.show(await editor.open(Uri.parse('file:///paper/main.md'), 'markdown', 'Text.'));
  void addReference(fake.server).catch(() => undefined);
  const picker = editor.quickPick as QuickPick<{ readonly label: string }>;
  picker.type(typed);
  await expect.poll(() => picker.items[0]?.label).toBe(label);
});

it.each([
  ['behind it', 9, 'x', 4],
  ['before it', 0, 'Now, ', 9],
  ['at it', 4, 'in ', 7],
])('cites where the cursor was while the text is edited %s', async (_, typedAt, typed, citedAt) => {
  editor.reset();
  const places: Position[] = [];
  const at = (character: number) => {
    const place = new Position(0, character);
    editor.active!.selection = new Selection(place, place);
  };
  const fake = new FakeServer({
    [searchReferencesRequest.method]: () => ({ items: [] }),
    [addWorksRequest.method]: () => {
      at(typedAt);
      editor.type(typed);
      return { edit: null, keys: ['a2000'], retracted: [], message: '' };
    },
    [citationTextRequest.method]: ({ position }: { readonly position: Position }) => {
      places.push(position);
      throw new Error('This is all that is asked here.');
    },
  });
  await fake.server.start();
  editor.show(await editor.open(Uri.parse('file:///paper/main.md'), 'markdown', 'See  here.'));
  at(4);
  const added = addReference(fake.server).catch(() => undefined);
  const picker = editor.quickPick as QuickPick<{ readonly label: string }>;
  picker.type('10.1000/a');
  await expect.poll(() => picker.items[0]?.label).toBe('$(search) Look up 10.1000/a');
  picker.accept();
  await added;
  expect(places).toMatchObject([{ line: 0, character: citedAt }]);
});

const work = (at: number) => ({
  key: `w${at}`,
  pack: null,
  label: `Work ${at}`,
  where: '',
  title: 'On ketamine',
  container: '',
});
