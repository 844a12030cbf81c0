/**
 * The tools for assistants in a process that cannot write, start a program or reach a network: all of them
 * answer.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cli } from '../support/cli.ts';
import { Assistant } from '../support/mcp.ts';

/** Node's own permissions cover files and processes; what reaches a network goes through one of these. */
const noNetwork = `
const refuse = () => { throw new Error('NETWORK'); };
require('node:net').Socket.prototype.connect = refuse;
require('node:dns').lookup = refuse;
require('node:dgram').createSocket = refuse;
`;

let cli: Cli;
let outside: string;
let restrictions: readonly string[];
let assistant: Assistant;
beforeAll(async () => {
  cli = await Cli.build();
  outside = mkdtempSync(join(tmpdir(), 'psycite-restricted-'));
  writeFileSync(join(outside, 'noNetwork.cjs'), noNetwork);
  restrictions = [
    ...['--experimental-permission', '--allow-fs-read=*', '--allow-worker', '--no-warnings'],
    ...['--require', join(outside, 'noNetwork.cjs')],
  ];
  const files = {
    'refs.bib': '@book{one, title={One}, author={Stone, Ann}, year=2001}',
    'paper.md':
      '---\nbibliography: refs.bib\n---\n\n# Text\n\nAs [@one] and Stone (2001), ketamine 0.5 mg/kg.\n',
  };
  assistant = await Assistant.start(cli, files, restrictions);
}, 120_000);
afterAll(async () => {
  await assistant.stop();
  rmSync(outside, { recursive: true, force: true });
});

test('the restrictions hold', () => {
  const run = (code: string) =>
    spawnSync(process.execPath, [...restrictions, '-e', code], { encoding: 'utf8' }).stderr;
  expect(run(`require('fs').writeFileSync(${JSON.stringify(join(outside, 'x'))}, '')`)).toContain(
    'ERR_ACCESS_DENIED',
  );
  expect(run(`require('child_process').execFileSync('true')`)).toContain('ERR_ACCESS_DENIED');
  expect(run(`require('net').connect(80, '127.0.0.1')`)).toContain('NETWORK');
  expect(run(`fetch('http://127.0.0.1').catch((error) => console.error(error.cause))`)).toContain('NETWORK');
  expect(readdirSync(outside)).toEqual(['noNetwork.cjs']);
});

test('every tool, resource and prompt answers, and the folder stays as it is', async () => {
  const state = (): unknown =>
    readdirSync(assistant.folder).map((name) => [name, statSync(join(assistant.folder, name)).mtimeMs]);
  const before = state();
  const manuscript = 'paper.md';
  const calls: readonly (readonly [string, Record<string, unknown>])[] = [
    ['search_references', { query: 'stone' }],
    ['get_reference', { key: 'one', manuscript }],
    ['resolve_citation', { text: 'Stone, 2001' }],
    ['define_term', { term: 'ketamine' }],
    ['reported_facts', { about: 'ketamine' }],
    ['manuscript_outline', { manuscript }],
    ['manuscript_citations', { manuscript }],
    ['check_manuscript', { manuscript }],
    ['check_manuscript', { text: 'As Stone (2001).', syntax: 'latex', manuscript }],
    ['cite', { keys: ['one'], manuscript }],
    ['missing_works', { manuscript }],
  ];
  for (const [name, args] of calls) expect((await assistant.call(name, args)).status, name).toBe('known');
  const printed = (await assistant.call('get_reference', { key: 'one', manuscript })).fields['formatted'];
  expect(printed).toMatchObject({ text: 'Stone, A. (2001). One.' });
  const { resources } = await assistant.client.listResources();
  for (const { uri } of resources)
    expect((await assistant.client.readResource({ uri })).contents).toHaveLength(1);
  const prompt = await assistant.client.getPrompt({ name: 'check_draft', arguments: { text: 'A draft.' } });
  expect(prompt.messages).toHaveLength(2);
  expect(state()).toEqual(before);
}, 60_000);
