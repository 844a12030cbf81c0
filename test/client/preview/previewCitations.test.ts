import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PreviewCitations } from '../../../src/client/preview/previewCitations.ts';
import {
  type FormattedManuscript,
  type FormattedReference,
  formattedRequest,
  outlineChangedNotification,
} from '../../../src/protocol/requests.ts';
import { FakeServer } from '../../support/clients.ts';
import { editor, type TextDocument, Uri } from '../../support/vscode.ts';

const uri = Uri.parse('file:///paper/main.md');

const list = { title: '', listed: true, linked: true };
const formatted = (style: string, more: Partial<FormattedManuscript> = {}): FormattedManuscript => ({
  style,
  locale: 'en-US',
  form: 'author-date',
  citations: [],
  references: [],
  list,
  message: '',
  ...more,
});

let citations: PreviewCitations;
let printed: string;
let fake: FakeServer;
/** What is answered before there is something to print. */
let before: (() => unknown)[];
beforeEach(async () => {
  vi.useFakeTimers();
  editor.reset();
  printed = '(Berman, 2000)';
  before = [];
  fake = new FakeServer({
    [formattedRequest.method]: () => {
      const early = before.shift();
      return early === undefined ? formatted(printed) : early();
    },
  });
  await fake.server.start();
  citations = new PreviewCitations(fake.server);
});
afterEach(() => {
  citations.dispose();
  vi.useRealTimers();
});

const draw = () => citations.of(uri);
const drawings = () => editor.ran.filter(([name]) => name === 'markdown.preview.refresh').length;

it('a first answer is drawn again for ten seconds, which a page that is still loading would lose', async () => {
  expect(draw()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(0);
  expect(drawings()).toBe(1);
  expect(draw()).toMatchObject({ style: '(Berman, 2000)' });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(drawings()).toBe(4);
});

it('a later answer is drawn once, and only where it differs', async () => {
  draw();
  await vi.advanceTimersByTimeAsync(20_000);
  draw();
  const drawn = drawings();
  const changed = async () => {
    fake.tell(outlineChangedNotification, { uri: String(uri), revision: 2 });
    await vi.advanceTimersByTimeAsync(20_000);
    draw();
  };
  await changed();
  expect(drawings()).toBe(drawn);
  printed = '(Zarate, 2006)';
  await changed();
  expect(drawings()).toBe(drawn + 1);
});

it('nothing is drawn once it is gone', async () => {
  draw();
  await vi.advanceTimersByTimeAsync(0);
  citations.dispose();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(drawings()).toBe(1);
});

it('what a preview shows is kept while its document is closed and opened in another language', async () => {
  draw();
  await vi.advanceTimersByTimeAsync(0);
  editor.webviews = ['mainThreadWebview-markdown.preview'];
  editor.closed.fire({ uri } as TextDocument);
  expect(draw()).toMatchObject({ style: '(Berman, 2000)' });
  editor.webviews = [];
  editor.closed.fire({ uri } as TextDocument);
  expect(draw()).toBeUndefined();
});

it('a server that does not know the manuscript yet, or gives no answer, is asked again', async () => {
  const fail = () => Promise.reject(new Error('The text was edited meanwhile.'));
  before = [() => null, fail, () => null];
  editor.webviews = ['mainThreadWebview-markdown.preview'];
  draw();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(draw()).toMatchObject({ style: '(Berman, 2000)' });
  expect(before).toEqual([]);
});

it('what an answer shows is drawn in steps before the preview is', async () => {
  const reference = { key: 'k', number: 1, html: '<i>Sleep</i>', card: '' } as FormattedReference;
  const many = formatted('APA', { references: Array.from({ length: 3000 }, () => reference) });
  const clock = vi.spyOn(performance, 'now');
  let now = 0;
  clock.mockImplementation(() => (now += 0.1));
  before = [() => many];
  draw();
  await vi.advanceTimersByTimeAsync(0);
  expect(drawings()).toBe(0);
  await vi.advanceTimersByTimeAsync(500);
  expect(drawings()).toBe(1);
  expect(draw()).toBe(many);
  clock.mockRestore();
});

it('an answer that differs in places alone leaves what was drawn', async () => {
  const at = (start: number) =>
    formatted('APA', { citations: [{ start, end: start + 4, source: '[@a]', parts: [], undefined: [] }] });
  before = [() => at(1), () => at(2)];
  draw();
  await vi.advanceTimersByTimeAsync(20_000);
  const first = draw();
  fake.tell(outlineChangedNotification, { uri: String(uri), revision: 2 });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(before).toEqual([]);
  expect(draw()).toBe(first);
});
