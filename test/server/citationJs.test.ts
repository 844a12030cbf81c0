import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readWithCitationJs } from '../../src/server/formats/citationJs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = async <T>(name: string): Promise<T> =>
  (await import(new URL(`../../scripts/build/${name}`, import.meta.url).href)) as T;

beforeAll(() => {
  for (const method of ['log', 'warn', 'error', 'info', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation(() => undefined);
});

describe('what PsyCite’s own readers do not know', () => {
  test('Bib.TXT', () => {
    const text =
      '[berman2000]\ntype: article\nauthor: Robert M. Berman\ntitle: Effects of ketamine\nyear: 2000\n';
    expect(readWithCitationJs(text)).toMatchObject([
      { title: 'Effects of ketamine', author: [{ family: 'Berman', given: 'Robert M.' }] },
    ]);
  });

  test('an object as JavaScript writes it', () => {
    const text = "{title: 'Effects of ketamine', type: 'article-journal', author: [{family: 'Berman'}]}";
    expect(readWithCitationJs(text)).toMatchObject([{ title: 'Effects of ketamine' }]);
  });

  test.each([
    '',
    'Ketamine works.',
    'https://example.org/x',
    'Q30000000',
    '10.1016/x',
    '<p>T</p>',
    '["https://a.org"]',
  ])('nothing, and nobody is asked: %j', (text) => {
    expect(readWithCitationJs(text)).toBeUndefined();
  });
});

test('the chunk that is shipped holds no fetcher', async () => {
  const { chunkOptions } = await script<{ chunkOptions: BuildOptions }>('targets.mjs');
  const { noFetch } = await script<{ noFetch: Plugin }>('noFetch.mjs');
  const { metafile, outputFiles } = await build({
    ...chunkOptions,
    entryPoints: [`${root}src/server/formats/citationJs.ts`],
    plugins: [noFetch],
    write: false,
    metafile: true,
    minify: true,
  });
  const inputs = Object.keys(metafile!.inputs).join('\n');
  expect(inputs).toContain('@citation-js/core');
  expect(inputs).not.toMatch(/node_modules\/(?:sync-fetch|fetch-ponyfill|node-fetch|whatwg-url)\//);
  const { text, contents } = outputFiles![0]!;
  const found = /sync-fetch|child_process|node:https?|require\(["'](?:https?|net|tls)["']\)|\bfetch\(/.exec(
    text,
  );
  expect(found).toBeNull();
  expect(contents.length).toBeLessThan(260_000);
});
