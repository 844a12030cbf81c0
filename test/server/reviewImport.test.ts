import { afterEach, expect, test } from 'vitest';
import { readPack } from '../../src/core/index.ts';
import {
  decideImportRequest,
  importPaperRequest,
  type ReviewImportAnswer,
  reviewImportRequest,
} from '../../src/protocol/importing.ts';
import { isFromReview } from '../../src/protocol/review.ts';
import { root, TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

const page =
  '<!DOCTYPE html><html><head><title>Moods</title><meta name="citation_title" content="An invented study of moods"><meta name="citation_author" content="Ada Alder"></head><body><div>Journal of Moods 12 (3), 2019, 1–9</div><h1>An invented study of moods</h1><h2>Abstract</h2><p>Moods fell.</p><h2>References</h2><ol><li>1. Alder AB. First title. J Moods. 1994;31:281–94.</li></ol></body></html>';

let uri = '';
const start = async () => {
  server = await TestServer.start({ 'page.html': page });
  await importAgain();
};
const importAgain = async () => {
  const { pack, packUri } = await server.request(importPaperRequest, {
    uri: uriOf('page.html'),
    folder: root,
  });
  uri = packUri!;
  await write(pack!);
};
const write = (pack: string) => server.write(uri.slice(root.length + 1), pack);
const review = (): Promise<ReviewImportAnswer> => server.request(reviewImportRequest, { uri });
const journal = async () => (await review()).fields.find(({ field }) => field === 'container-title');
const decide = async (kind: 'accept' | 'edit' | 'drop', value = '') => {
  const { work, field } = (await journal())!;
  return server.request(decideImportRequest, { uri, work, field, kind, value });
};

test('the doubtful fields of a pack, each with how it was found', async () => {
  await start();
  expect((await review()).title).toBe('An invented study of moods');
  expect(await journal()).toMatchObject({
    label: 'journal',
    value: 'Journal of Moods',
    message: 'The journal “Journal of Moods” was found by its shape alone (certainty 0.75).',
  });
});

test('a decision is written, and stays when the paper is imported again', async () => {
  await start();
  const { pack, message } = await decide('edit', 'Moods and Seasons');
  expect(message).toBe('');
  await write(pack!);
  expect(await journal()).toBeUndefined();
  await importAgain();
  expect(await journal()).toBeUndefined();
  const text = server.files.get(uri);
  expect(
    readPack(typeof text === 'string' ? text : new TextDecoder().decode(text)).value?.source,
  ).toMatchObject({
    'container-title': 'Moods and Seasons',
  });
});

test('what cannot be decided is answered with a sentence', async () => {
  await start();
  expect(await decide('edit', ' ')).toMatchObject({ pack: null, message: /Write a value/u });
  const unknown = { uri, work: 'nobody', field: 'title', value: '' };
  expect(await server.request(decideImportRequest, { ...unknown, kind: 'accept' })).toMatchObject({
    pack: null,
  });
  const odd = { ...unknown, kind: 'burn' as 'accept' };
  await expect(server.request(decideImportRequest, odd)).rejects.toThrow('“kind” is');
  await write('{');
  expect((await review()).title).toContain('no imported paper');
});

test('messages of the page are looked at before they are taken', async () => {
  await start();
  expect(isFromReview({ type: 'ready' })).toBe(true);
  const decision = { type: 'decide', work: 'w', field: 'title', kind: 'edit', value: 'A title' };
  expect(isFromReview(decision)).toBe(true);
  for (const wrong of [
    { kind: 'burn' },
    { value: 3 },
    { work: null },
    { value: 'x'.repeat(20_000) },
    { type: 'run' },
  ])
    expect(isFromReview({ ...decision, ...wrong }), JSON.stringify(wrong).slice(0, 40)).toBe(false);
  for (const wrong of [null, 'ready', [], undefined]) expect(isFromReview(wrong)).toBe(false);
});

test('a decision counts as soon as it is written, before anybody says that the file has changed', async () => {
  await start();
  const { pack } = await decide('accept');
  server.files.set(uri, pack!);
  expect(await journal()).toBeUndefined();
});
