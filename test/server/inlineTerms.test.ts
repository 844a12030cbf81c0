import { afterEach, describe, expect, test } from 'vitest';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const suggested = async (source: string, name = 'paper.md', asked = false): Promise<string[]> =>
  server.inlineCompletions(name, await server.open(name, source), asked);

describe('terms behind the cursor', () => {
  test('go on with what is typed, and only with that', async () => {
    server = await TestServer.start();
    expect((await suggested('They block the NMD$0'))[0]).toBe('They block the NMDAR');
    expect((await suggested('An N-meth$0', 'other.md'))[0]).toBe('An N-methyl-D-aspartate receptor (NMDAR)');
    expect((await suggested('It was synaptic conn$0', 'third.md'))[0]).toBe('It was synaptic connectivity');
  });

  test('do not come at words that prose is full of, behind whole short forms, or in keys and code', async () => {
    server = await TestServer.start();
    const texts = ['An NMDAR$0', 'See [@NMD$0]', '`NMD$0`', 'The patient$0', 'Infusions were brief$0'];
    for (const [index, text] of texts.entries())
      expect(await suggested(text, `${index}.md`), text).toEqual([]);
  });

  test('hold everyday words of a glossary for whoever asks', async () => {
    server = await TestServer.start();
    expect(await suggested('A respons$0')).not.toContain('A response rate');
    expect(await suggested('A respons$0', 'other.md', true)).toContain('A response rate');
  });

  test.each([
    ['list', ['N-methyl-D-aspartate receptor (NMDAR)', 'NMDAR']],
    ['off', []],
    [false, []],
  ])('with the setting %j there are none, and the list has %j', async (completion, labels) => {
    server = await TestServer.start({}, { settings: { terms: { completion } } });
    const cursor = await server.open('paper.md', 'They block the NMD$0');
    expect(await server.inlineCompletions('paper.md', cursor)).toEqual([]);
    const { items } = await server.completion('paper.md', cursor);
    expect(items.slice(0, 2).map(({ label }) => label)).toEqual(labels);
  });

  test('are not promised to an editor that has no place for them', async () => {
    server = await TestServer.start({}, { capabilities: {} });
    expect(server.initialized?.capabilities.inlineCompletionProvider).toBeUndefined();
  });
});
