import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reopenCitationLists } from '../../src/client/citationLists.ts';
import { EventEmitter, editor, Position, Selection, Uri } from '../support/vscode.ts';

let ready: EventEmitter<void>;
let asked: EventEmitter<Position>;
const listen = () => reopenCitationLists({ onCompleting: ready.event, onAsked: asked.event } as never);
const opened = () => editor.runsOf('editor.action.triggerSuggest').length;
const show = async (text: string, languageId = 'markdown') => {
  editor.show(await editor.open(Uri.parse('file:///paper/main.md'), languageId, text));
};

beforeEach(() => {
  editor.reset();
  ready = new EventEmitter<void>();
  asked = new EventEmitter<Position>();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function typed(before: string, text: string, languageId = 'markdown'): Promise<number> {
  listen();
  await show(before, languageId);
  editor.ran = [];
  editor.type(text);
  return opened();
}

describe('the list of references', () => {
  it.each([
    ['See [@berman', ' ', 1],
    ['See [@bermann', '\b', 1],
    ['See {cite}`berman2000', ',', 1],
    ['See {cite:t}`a,b', ',', 1],
    ['Plain words, and', ' ', 0],
    ['Plain words', ',', 0],
    ['See [@', '\b', 0],
    ['See [@ber', 'man', 0],
  ])('behind “%s” and “%s” opens %d times', async (before, text, times) => {
    expect(await typed(before, text)).toBe(times);
  });

  it('opens again where the editor asked for an earlier letter alone, whose list it still shows', async () => {
    expect(await typed('See [@berman', ' ')).toBe(1);
    asked.fire(new Position(0, 'See [@berman'.length));
    expect(editor.runsOf('hideSuggestWidget')).toHaveLength(0);
    vi.advanceTimersByTime(500);
    expect(opened()).toBe(2);
    expect(editor.runsOf('hideSuggestWidget')).toHaveLength(1); // it would not give way to the new one
    editor.type('p');
    expect(opened()).toBe(3);
    asked.fire(editor.active!.selection.active);
    vi.advanceTimersByTime(5000);
    editor.type('a');
    expect(opened()).toBe(3);
  });

  it('stays closed in what is no manuscript', async () => {
    expect(await typed('See [@berman', ' ', 'plaintext')).toBe(0);
  });
});

describe('once the server gives lists', () => {
  it.each([
    ['See ', '[@ber', 'markdown', 1],
    ['See ', '@ber', 'markdown', 1],
    ['See [@a; ', '@', 'markdown', 1],
    ['See {cite:p}`', 'a,b', 'markdown', 1],
    ['See \\parencite[p. 3]', '{a,b', 'latex', 1],
    ['See #cite(', '<zar', 'typst', 1],
    ['See ', '@zar', 'typst', 1],
    ['Write to a', '@b', 'markdown', 0],
    ['See [@ber', '] ', 'markdown', 0],
    ['See @ber', ' and', 'markdown', 0],
    ['A \\', '@ber', 'markdown', 0],
    ['See ', '[@ber', 'plaintext', 0],
  ])('behind “%s” and “%s” in %s it opens %d times', async (before, text, languageId, times) => {
    listen();
    await show(before.replaceAll('\\', '\\'), languageId);
    editor.type(text);
    editor.ran = [];
    ready.fire();
    expect(opened()).toBe(times);
  });

  it('opens again until the editor has asked for it, for a first character that was lost on the way', async () => {
    listen();
    await show('See ');
    ready.fire();
    editor.type('[@b');
    const before = opened();
    expect(before).toBeGreaterThan(0);
    vi.advanceTimersByTime(500);
    expect(opened()).toBe(before + 1);
    asked.fire(editor.active!.selection.active);
    vi.advanceTimersByTime(5000);
    editor.type('e');
    expect(opened()).toBe(before + 1);
  });

  it('opens for what was typed before the extension was there, and not for what was restored', async () => {
    await show('See ');
    editor.type('[@ber');
    listen();
    ready.fire();
    expect(opened()).toBe(1);
    editor.documents = [];
    await show('See [@ber');
    listen();
    editor.ran = [];
    ready.fire();
    expect(opened()).toBe(0);
  });

  it.each<[string, () => unknown]>([
    ['the cursor has gone', () => (editor.active!.selection = new Selection(origin, origin))],
    ['another text is shown', () => show('See [@ber')],
    ['nothing is shown', () => editor.show(undefined)],
  ])('stays closed where %s', async (_, leave) => {
    listen();
    await show('See ');
    editor.type('[@ber');
    await leave();
    ready.fire();
    expect(opened()).toBe(0);
  });
});

const origin = new Position(0, 0);
