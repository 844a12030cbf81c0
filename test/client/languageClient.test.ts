import { beforeEach, expect, it, vi } from 'vitest';
import { outlineChangedNotification } from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, Position, Range } from '../support/vscode.ts';

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
