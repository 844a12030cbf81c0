import { afterEach, expect, test } from 'vitest';
import type { CompletionRegistrationOptions } from 'vscode-languageserver-protocol';
import { documentSelector } from '../../src/client/languages.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

async function registered(dynamicRegistration: boolean) {
  server = await TestServer.start(
    {},
    { capabilities: { textDocument: { completion: { dynamicRegistration } } } },
  );
  const options = () =>
    server.registrations
      .filter(({ method }) => method === 'textDocument/completion')
      .map(({ registerOptions }) => registerOptions as CompletionRegistrationOptions);
  if (dynamicRegistration) await expect.poll(() => options().length).toBe(2);
  return options();
}

const languagesOf = ({ documentSelector: selector }: CompletionRegistrationOptions) =>
  (selector ?? []).flatMap((filter) =>
    typeof filter === 'object' && 'language' in filter ? [filter.language] : [],
  );

test('a client that can tell languages apart is asked for no list behind a comma in Markdown', async () => {
  const options = await registered(true);
  expect(server.initialized?.capabilities.completionProvider).toBeUndefined();
  const triggersOf = (language: string) =>
    options.filter((one) => languagesOf(one).includes(language)).map((one) => one.triggerCharacters);
  expect(triggersOf('markdown')).toEqual([['@', '{', '<', '`']]);
  expect(triggersOf('latex')).toEqual([['@', '{', ',', '<', '`']]);
});

test('every language of the extension is registered once', async () => {
  const options = await registered(true);
  const asked = documentSelector.flatMap((one) =>
    'language' in one && one.language !== 'plaintext' ? [one.language] : [],
  );
  expect(options.flatMap(languagesOf).sort()).toEqual(asked.sort());
});

test('a client that cannot is told once for all languages', async () => {
  expect(await registered(false)).toEqual([]);
  expect(server.initialized?.capabilities.completionProvider).toEqual({
    triggerCharacters: ['@', '{', ',', '<', '`'],
    resolveProvider: true,
  });
});
