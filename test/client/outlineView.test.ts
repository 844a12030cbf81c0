import { beforeEach, expect, it } from 'vitest';
import { OutlineView } from '../../src/client/outlineView.ts';
import { isToOutline, type OutlineUpdate, type ToOutline } from '../../src/protocol/outline.ts';
import { outlineChangedNotification, outlineUpdateRequest } from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, Uri } from '../support/vscode.ts';
import { data, paper } from '../webview/data.ts';
import { updateOf } from '../webview/updateOf.mjs';

beforeEach(() => {
  editor.reset();
});

const uri = 'file:///paper/main.md';

/** A server with one paper, whose content it gives to who does not have it, and a page that listens. */
async function shown() {
  let revision = 0;
  const current = { version: '1' };
  const fake = new FakeServer({
    [outlineUpdateRequest.method]: ({ known }: { readonly known: readonly string[] }): OutlineUpdate => {
      revision += 1;
      const update = updateOf(data({ revision, papers: [paper({ version: current.version })] }));
      return { ...update, contents: update.contents.filter(({ version }) => !known.includes(version)) };
    },
  });
  await fake.server.start();
  editor.show(await editor.open(Uri.parse(uri), 'markdown', '# One'));
  const view = new OutlineView(fake.server, Uri.parse('file:///extension') as never);
  const posted: ToOutline[] = [];
  let tell: (message: unknown) => void = () => undefined;
  const nothing = () => ({ dispose: () => undefined });
  view.resolveWebviewView({
    visible: true,
    onDidDispose: nothing,
    onDidChangeVisibility: nothing,
    webview: {
      cspSource: '',
      asWebviewUri: (resource: unknown) => resource,
      onDidReceiveMessage: (listener: typeof tell) => {
        tell = listener;
        return nothing();
      },
      postMessage: (message: unknown) => {
        if (isToOutline(message)) posted.push(message);
        return Promise.resolve(true);
      },
    },
  } as never);
  const updates = () => posted.flatMap((message) => (message.type === 'data' ? [message.data] : []));
  /** The page says something, or the server that the outline changed; waits for the next update. */
  const after = async (happens: () => void) => {
    const before = updates().length;
    happens();
    await expect.poll(() => updates().length).toBe(before + 1);
    return updates()
      .at(-1)!
      .contents.map(({ version }) => version);
  };
  const changed = () => {
    fake.tell(outlineChangedNotification, { uri, revision: revision + 1 });
  };
  return { after, changed, current, say: (type: string) => tell({ type }), fake };
}

it('sends the page what a paper holds once, and again where it is another or the page is new', async () => {
  const { after, changed, current, say, fake } = await shown();
  expect(await after(() => say('ready'))).toEqual(['1']);
  expect(await after(changed)).toEqual([]);
  current.version = '2';
  expect(await after(changed)).toEqual(['2']);
  expect(await after(changed)).toEqual([]);
  // The page was hidden, and is made anew.
  expect(await after(() => say('ready'))).toEqual(['2']);
  // Something did not arrive.
  expect(await after(() => say('retry'))).toEqual(['2']);
  const asked = fake.received.filter(({ method }) => method === outlineUpdateRequest.method);
  expect(asked.map(({ parameters }) => (parameters as { known: unknown }).known)).toEqual([
    [],
    ['1'],
    ['1'],
    ['2'],
    ['2'],
    ['2'],
  ]);
});
