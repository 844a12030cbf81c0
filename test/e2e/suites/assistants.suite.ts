import * as vscode from 'vscode';
import { activate, eventually, expect, open } from './editor.ts';

/** Of VS Code since 1.95; the types that the extension is built against are older. */
interface Tools {
  readonly tools?: readonly { readonly name: string }[];
  invokeTool?(
    name: string,
    options: { readonly input: object; readonly toolInvocationToken: undefined },
  ): Promise<{ readonly content: readonly { readonly value?: string }[] }>;
}

const { tools, invokeTool } = (vscode as unknown as { readonly lm?: Tools }).lm ?? {};

suite('tools for assistants', () => {
  suiteSetup(async function () {
    this.timeout(60_000);
    await activate();
    await open('ketamine.md');
  });

  /** The fields of an answer: its second part. */
  async function invoke(name: string, input: object): Promise<Readonly<Record<string, unknown>>> {
    const { content } = await invokeTool!(name, { input, toolInvocationToken: undefined });
    return JSON.parse(content[1]?.value ?? '{}') as Readonly<Record<string, unknown>>;
  }

  test('are there where the editor has tools', function () {
    if (tools === undefined) this.skip();
    const names = (vscode as unknown as { lm: Required<Tools> }).lm.tools.map(({ name }) => name);
    const own = names.filter((name) => name.startsWith('psycite_'));
    expect(own.length === 10, `ten tools should be registered: ${own.join(', ')}`);
  });

  test('answer by the library of the workspace', async function () {
    this.timeout(60_000);
    if (invokeTool === undefined) this.skip();
    const found = await eventually(
      () => invoke('psycite_resolve_citation', { text: 'Berman et al., 2000' }),
      ({ status }) => status === 'known',
      'the citation should be known',
    );
    expect(JSON.stringify(found).includes('"key":"berman2000"'), 'the key should be told');
    const checked = await invoke('psycite_check_manuscript', {
      text: 'So [@nobody1999].',
      syntax: 'markdown',
    });
    expect(checked['status'] === 'unknown', 'a key that is in no bibliography should be told');
  });
});
