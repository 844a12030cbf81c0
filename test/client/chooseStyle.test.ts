import { beforeEach, expect, it } from 'vitest';
import { chooseCitationStyle } from '../../src/client/commands/chooseStyle.ts';
import { chooseStyleRequest, styleSampleRequest, stylesRequest } from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, type QuickPick, Uri } from '../support/vscode.ts';

type Row = { readonly name: string; readonly detail?: string };

const styles = ['apa', 'vancouver'].map((name) => ({ name, title: name, like: '' }));
let fake: FakeServer;
let samples: ((sample: object) => void)[];
let picker: QuickPick<Row>;
const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(async () => {
  editor.reset();
  samples = [];
  fake = new FakeServer({
    [stylesRequest.method]: () => ({ styles }),
    [styleSampleRequest.method]: () => new Promise((resolve) => samples.push(resolve)),
    [chooseStyleRequest.method]: () => ({ edit: null, setting: null, message: '' }),
  });
  await fake.server.start();
  editor.show(await editor.open(Uri.parse('file:///paper/main.md'), 'markdown', 'Text.'));
  void chooseCitationStyle(fake.server).catch(() => undefined);
  await settle();
  picker = editor.quickPick as QuickPick<Row>;
});

const sampled = async () => {
  samples.shift()!({ citation: '(Berman, 2000)', reference: '' });
  await settle();
};
const chosen = () =>
  fake.received
    .filter(({ method }) => method === chooseStyleRequest.method)
    .map(({ parameters }) => parameters);

it('keeps the row that has the focus while samples come', async () => {
  picker.move(1);
  await sampled();
  expect(picker.items[0]).toMatchObject({ name: 'apa', detail: '(Berman, 2000)' });
  expect(picker.activeItems).toMatchObject([{ name: 'vancouver' }]);
});

it('gives the focus to no row of before something was typed', async () => {
  picker.move(0);
  picker.type('vanc');
  picker.activeItems = [];
  await sampled();
  expect(picker.activeItems).toEqual([]);
});

it('takes what VS Code says was accepted, not what it told of last', async () => {
  picker.move(0);
  picker.type('vanc');
  picker.tick(1); // as VS Code tells of what Enter accepts
  picker.accept();
  await settle();
  expect(chosen()).toMatchObject([{ style: 'vancouver' }]);
});

it('takes the row that gets the focus next where Enter came while none had it', async () => {
  picker.move(0);
  picker.type('vanc');
  picker.activeItems = [];
  picker.accept();
  picker.move(1); // the list is made anew, and VS Code gives the focus to what is left of it
  await settle();
  expect(chosen()).toMatchObject([{ style: 'vancouver' }]);
});

it('takes nothing of what is typed after an Enter that found nothing', async () => {
  picker.type('xyz');
  picker.accept();
  picker.type('vanc');
  picker.move(1);
  await settle();
  expect(chosen()).toEqual([]);
});

it('leaves the list alone while something is typed', () => {
  const { items } = picker;
  picker.type('vanc');
  expect(picker.items).toBe(items);
});

it('makes the rows once, and sends them now and then, not once for each sample', async () => {
  const before = picker.items;
  let sent = 0;
  let items = before;
  Object.defineProperty(picker, 'items', {
    get: () => items,
    set: (rows: readonly Row[]) => {
      items = rows;
      sent += 1;
    },
  });
  const [, other] = before;
  await sampled();
  expect(sent).toBe(1);
  expect(items[1]).toBe(other);
  await sampled();
  expect(sent).toBe(1);
  await expect.poll(() => sent).toBe(2);
  expect(items.map(({ detail }) => detail)).toEqual(['(Berman, 2000)', '(Berman, 2000)']);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(sent).toBe(2);
});
