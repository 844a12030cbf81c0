import { afterEach, expect, test } from 'vitest';
import type { FileStamp } from '../../src/server/host.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const entry = (key: string): string => `@book{${key}, title={T}, author={A, B}, year=2000}\n`;

/** A server whose client watches nothing, on a disk that tells when a file was written. */
async function startUnwatched(files: Record<string, string>): Promise<(name: string, text: string) => void> {
  const stamps = new Map<string, FileStamp>();
  const stamp = (uri: string): Promise<FileStamp | undefined> => Promise.resolve(stamps.get(uri));
  server = await TestServer.start(files, { capabilities: { workspace: {} }, stamp });
  for (const name of Object.keys(files)) stamps.set(uriOf(name), { modified: 1, size: files[name]!.length });
  return (name, text) => {
    server.files.set(uriOf(name), text);
    stamps.set(uriOf(name), { modified: Date.now(), size: text.length });
  };
}

test('a bibliography that changed unseen is read again, and the manuscript checked anew', async () => {
  const write = await startUnwatched({ 'refs.bib': entry('a') });
  await server.open('paper.md', '---\nbibliography: refs.bib\n---\nSee @a and @b.');
  await server.diagnostics('paper.md', (problems) => problems.length === 1);
  write('refs.bib', entry('a') + entry('b'));
  expect(await server.diagnostics('paper.md', (problems) => problems.length === 0)).toEqual([]);
});

test('a bibliography that was missing is found when it is there', async () => {
  const write = await startUnwatched({});
  await server.open('paper.md', '---\nbibliography: refs.bib\n---\nSee @a.');
  await server.diagnostics('paper.md', (problems) => problems.length === 1);
  write('refs.bib', entry('a'));
  expect(await server.diagnostics('paper.md', (problems) => problems.length === 0)).toEqual([]);
});
