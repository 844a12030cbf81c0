import { beforeEach, expect, it, vi } from 'vitest';
import { outlineChangedNotification, type WorkspaceEditAnswer } from '../../src/protocol/requests.ts';
import type { RequestName } from '../../src/protocol/schema.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, Position, Range, Uri } from '../support/vscode.ts';

beforeEach(() => {
  editor.reset();
});

it('asks with plain data, which a worker gets as it is', async () => {
  const fake = new FakeServer({ 'psycite/x': ({ range }: { range: unknown }) => range });
  const range = new Range(new Position(1, 2), new Position(3, 4));
  const answer = await fake.server.request({ method: 'psycite/x' }, { range });
  expect(answer).toEqual({ start: { line: 1, character: 2 }, end: { line: 3, character: 4 } });
  expect(answer).not.toBeInstanceOf(Range);
});

it('tells nothing to a server that does not run', async () => {
  const fake = new FakeServer({});
  fake.server.notify('psycite/x', {});
  await Promise.resolve();
  expect(fake.received).toEqual([]);
});

it('says each time that a server has started, and hands on what it tells', async () => {
  const fake = new FakeServer({});
  const started = vi.fn();
  const outline = vi.fn();
  fake.server.onStarted(started);
  fake.server.onOutlineChanged(outline);
  await fake.server.start();
  await fake.server.start();
  expect(started).toHaveBeenCalledTimes(1);
  await fake.server.restart();
  expect(started).toHaveBeenCalledTimes(2);
  fake.tell(outlineChangedNotification, { uri: 'file:///paper/main.md', revision: 7 });
  expect(outline).toHaveBeenCalledWith({ uri: 'file:///paper/main.md', revision: 7 });
});

const manuscript = Uri.parse('file:///paper/main.md');
const changing = { method: 'psycite/change' } as RequestName<object, object, WorkspaceEditAnswer>;

/** A server whose answer is made from a version of the manuscript that is given then. */
function changed(version: () => number): FakeServer {
  const answer = () => ({
    edit: {
      documentChanges: [
        { textDocument: { uri: String(manuscript), version: version() }, edits: [{ newText: 'Cited.' }] },
      ],
    },
    message: 'Added.',
  });
  return new FakeServer({ [changing.method]: answer });
}

it('makes no change of a text that was edited since the server saw it', async () => {
  const fake = changed(() => 1);
  const document = await editor.open(manuscript);
  document.set('Edited.');
  const answer = await fake.server.request(changing, {});
  expect(await fake.server.applyAnswer(answer)).toBe(false);
  expect(document.getText()).toBe('Edited.');
  expect(editor.messages).toEqual(['VS Code refused the change. The text may have changed meanwhile.']);
});

it('asks for a change anew while a person types on', async () => {
  const document = await editor.open(manuscript);
  let asked = 0;
  const fake = changed(() => {
    asked += 1;
    const { version } = document;
    if (asked < 4) document.set(`Typed ${asked}.`);
    return version;
  });
  await fake.server.change(changing, {});
  expect(asked).toBe(4);
  expect(document.getText()).toBe('Cited.');
  expect(editor.messages).toEqual(['Added.']);
});

it('says at last that a change cannot be made', async () => {
  vi.useFakeTimers();
  const fake = changed(() => 1);
  await editor.open(manuscript);
  editor.refusesEdits = true;
  const change = fake.server.change(changing, {});
  await vi.advanceTimersByTimeAsync(10_000);
  await change;
  expect(editor.messages).toEqual(['VS Code refused the change. The text may have changed meanwhile.']);
  vi.useRealTimers();
});
