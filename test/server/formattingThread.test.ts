import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { Formatter } from '../../src/server/formatting/formatter.ts';
import type { FromWorker } from '../../src/server/formatting/messages.ts';
import { berman } from '../support/formatting.ts';

const bundle = (entry: 'node' | 'web') =>
  build({
    entryPoints: [`src/server/formatting/${entry}.ts`],
    bundle: true,
    write: false,
    metafile: true,
    platform: entry === 'node' ? 'node' : 'browser',
    format: entry === 'node' ? 'cjs' : 'iife',
    loader: { '.csl': 'text', '.xml': 'text' },
    logLevel: 'silent',
  });

describe('the formatting worker', () => {
  it('formats in a worker thread', async () => {
    const { outputFiles } = await bundle('node');
    const formatter = new Formatter({
      start() {
        const worker = new Worker(outputFiles[0]!.text, { eval: true });
        return {
          post: (message) => worker.postMessage(message),
          listen(onMessage, onFailure) {
            worker.on('message', (message: FromWorker) => onMessage(message));
            worker.on('error', onFailure);
            worker.on('exit', onFailure);
          },
          stop: () => void worker.terminate(),
        };
      },
      after(delay, callback) {
        const timer = setTimeout(callback, delay);
        return () => clearTimeout(timer);
      },
    });
    expect(await formatter.format(berman, 'ama')).toMatch(
      /^Berman RM, Cappiello A\. .*2000;47\(4\):351-354\./,
    );
    formatter.dispose();
  });

  it.each(['node', 'web'] as const)('holds no code that reaches the network (%s)', async (entry) => {
    const { metafile, outputFiles } = await bundle(entry);
    const packages = Object.keys(metafile.inputs).flatMap(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
    );
    expect([...new Set(packages)].sort()).toEqual(['citeproc', 'fastest-levenshtein', 'saxes', 'xmlchars']);
    expect(outputFiles[0]!.text).not.toMatch(/\bfetch\(|require\("(?:node:)?https?"\)/);
  });

  it('keeps the notice of each style', async () => {
    const { outputFiles } = await bundle('web');
    expect(
      outputFiles[0]!.text.match(/creativecommons\.org\/licenses\/by-sa\/3\.0/g)!.length,
    ).toBeGreaterThanOrEqual(72);
  });
});
