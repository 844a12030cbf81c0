import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CursorReports } from '../../src/client/cursorReports.ts';
import { cursorMovedNotification } from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, Uri } from '../support/vscode.ts';

beforeEach(() => {
  editor.reset();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const manuscript = (name: string) => editor.open(Uri.parse(`file:///paper/${name}`), 'markdown', 'Text');

async function started(): Promise<FakeServer> {
  const fake = new FakeServer({});
  new CursorReports(fake.server);
  await fake.server.start();
  return fake;
}

const positions = ({ received }: FakeServer): unknown[] =>
  received
    .filter(({ method }) => method === cursorMovedNotification)
    .map(({ parameters }) => (parameters as { position: unknown }).position);

describe('the server is told of the cursor', () => {
  it('once it rests, and not at each key', async () => {
    const fake = await started();
    editor.show(await manuscript('main.md'));
    editor.type(' goes on');
    await vi.advanceTimersByTimeAsync(100);
    expect(positions(fake)).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(positions(fake)).toEqual([{ line: 0, character: 12 }]);
  });

  it('when it goes to another manuscript, and not when something else gets the focus', async () => {
    const fake = await started();
    const [first, second] = [await manuscript('main.md'), await manuscript('other.md')];
    editor.show(first);
    editor.show(undefined);
    await vi.advanceTimersByTimeAsync(1000);
    expect(positions(fake)).toEqual([]);
    editor.show(second);
    await vi.advanceTimersByTimeAsync(0);
    expect(positions(fake)).toEqual([null]);
  });

  it('in manuscripts alone', async () => {
    const fake = await started();
    editor.show(await editor.open(Uri.parse('file:///paper/notes.txt'), 'plaintext', 'Text'));
    editor.type('!');
    await vi.advanceTimersByTimeAsync(1000);
    expect(positions(fake)).toEqual([]);
  });
});
