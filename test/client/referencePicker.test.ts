import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pickLive } from '../../src/client/commands/referencePicker.ts';
import { editor, type QuickPick } from '../support/vscode.ts';

type Row = { readonly one: string };

let picker: QuickPick<Row>;
let picked: Promise<readonly string[]>;
const works: Readonly<Record<string, readonly string[]>> = {
  '': ['berman2000', 'zarate2006', 'mcgirr2015'],
  z: ['zarate2006', 'zanos2016'],
  za: ['zarate2006', 'zanos2016'],
  m: ['mcgirr2015'],
};
const settle = (time = 0) => vi.advanceTimersByTimeAsync(time);
const rows = () => picker.items.map(({ one }) => one);
const ticked = () => picker.selectedItems.map(({ one }) => one);

/** Opens a picker, whose list is still to come. */
function open(many: boolean): void {
  picked = pickLive<string>({
    title: 'Works',
    placeholder: '',
    many,
    search: (query) => Promise.resolve({ found: works[query] ?? [] }),
    show: (label) => ({ label }),
    isSame: (one, other) => one === other,
  });
  picker = editor.quickPick as QuickPick<Row>;
}

beforeEach(async () => {
  vi.useFakeTimers();
  editor.reset();
  open(true);
  await settle(1000);
});
afterEach(() => {
  vi.useRealTimers();
});

it('keeps what is ticked on top of what is found next, and gives both', async () => {
  picker.tick(2);
  picker.type('z');
  await settle(1000);
  expect(rows()).toEqual(['mcgirr2015', 'zarate2006', 'zanos2016']);
  picker.tick(0, 1);
  picker.accept();
  expect(await picked).toEqual(['mcgirr2015', 'zarate2006']);
});

it('leaves a list alone that stays the same', async () => {
  picker.type('z');
  await settle(1000);
  const { items } = picker;
  picker.type('za');
  await settle(1000);
  expect(picker.items).toBe(items);
});

it('takes back a tick that was of the list before, and cites no other work for it', async () => {
  picker.tick(1);
  picker.type('m');
  await settle();
  expect(rows()).toEqual(['zarate2006', 'mcgirr2015']);
  picker.tick(1); // it was set at “zarate2006” of the list before
  expect(ticked()).toEqual(['zarate2006']);
  picker.accept();
  expect(await picked).toEqual(['zarate2006']);
});

it('gives the row that has the focus where nothing is ticked', async () => {
  picker.activeItems = [picker.items[1]!];
  picker.accept();
  expect(await picked).toEqual(['zarate2006']);
});

it('waits with Enter for the answer to what is typed', async () => {
  picker.activeItems = [picker.items[1]!];
  picker.type('m');
  picker.accept();
  await settle();
  expect(await picked).toEqual(['mcgirr2015']);
});

it('takes nothing where another letter follows Enter', async () => {
  picker.type('m');
  picker.accept();
  picker.type('z');
  await settle(1000);
  picker.hide();
  expect(await picked).toEqual([]);
});

it('stays open where nothing is found', async () => {
  picker.type('none');
  await settle(1000);
  picker.accept();
  picker.type('m');
  await settle(1000);
  picker.accept();
  expect(await picked).toEqual(['mcgirr2015']);
});

it('takes nothing where Enter comes before anything is typed or listed', async () => {
  open(false);
  picker.accept();
  await settle(1000);
  picker.hide();
  expect(await picked).toEqual([]);
});
