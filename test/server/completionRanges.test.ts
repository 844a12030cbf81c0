/** Keys that are no labels of Typst are written as a call: each item of a list replaces what it has to. */

import { afterEach, expect, test } from 'vitest';
import type { ClientCapabilities, CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { Text } from '../../src/base/text.ts';
import { parseFixture } from '../support/fixture.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const bibliography = ['aplain2019', "O'hara2011", 'zplain']
  .map((key) => `@book{${key}, title = {One thing}}\n`)
  .join('');
const withDefaults: ClientCapabilities = {
  textDocument: { completion: { completionList: { itemDefaults: ['editRange', 'data'] } } },
};

/** The text after an item was taken, as an editor does it. */
function taken(text: string, { itemDefaults }: CompletionList, item: CompletionItem): string {
  const edit = item.textEdit as { range: never; newText: string } | undefined;
  const range = (edit?.range ?? itemDefaults?.editRange) as Parameters<typeof spanOf>[1];
  const { start, end } = spanOf(text, range);
  return text.slice(0, start) + (edit?.newText ?? item.textEditText ?? item.label) + text.slice(end);
}

function spanOf(
  text: string,
  range: { start: { line: number; character: number }; end: { line: number; character: number } },
) {
  const document = Text.of(text);
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

const head = '#bibliography("refs.bib")\n\n';

test.each<[string, Record<string, string>]>([
  [
    'See @thing$0 x.',
    {
      aplain2019: 'See @aplain2019 x.',
      zplain: 'See @zplain x.',
      "O'hara2011": 'See #cite(label("O\'hara2011")) x.',
    },
  ],
  ['See @O$0 x.', { aplain2019: 'See @aplain2019 x.', "O'hara2011": 'See #cite(label("O\'hara2011")) x.' }],
  [
    'See #cite(<O$0>, form: "prose") y.',
    {
      aplain2019: 'See #cite(<aplain2019>, form: "prose") y.',
      "O'hara2011": 'See #cite(label("O\'hara2011"), form: "prose") y.',
    },
  ],
])('%s', async (line, expected) => {
  for (const capabilities of [withDefaults, {}]) {
    server = await TestServer.start({ 'refs.bib': bibliography }, { capabilities });
    const source = head + line;
    const position = await server.open('m.typ', source);
    await server.undefinedKeys('m.typ', [/@(\w+)|<(\w+)/.exec(line)!.slice(1).find(Boolean)!]);
    const list = await server.completion('m.typ', position);
    const { text } = parseFixture(source);
    for (const [key, after] of Object.entries(expected)) {
      const item = list.items.find(({ label }) => label === key)!;
      expect(taken(text, list, item)).toBe(head + after);
    }
    if (capabilities === withDefaults) await server.stop();
  }
});
