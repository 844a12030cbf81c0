import { expect, it } from 'vitest';
import { define } from '../../src/client/commands/define.ts';
import { defineRequest } from '../../src/protocol/requests.ts';
import { FakeServer } from '../support/clients.ts';
import { editor, type QuickPick, Uri } from '../support/vscode.ts';

type Picker = QuickPick<{ readonly label: string; readonly detail?: string }>;

const definition =
  'The chain of hormones that answers stress: CRH of the hypothalamus, ACTH of the pituitary, cortisol of ' +
  'the adrenal cortex, which in turn restrains the first two.';
const sense = {
  ...{ pack: 'core', id: 'hpa', label: 'hypothalamic–pituitary–adrenal axis', short: 'HPA axis' },
  ...{ category: 'biological process', definition, likelihood: 'certain', reason: '', elsewhere: [] },
  ...{ note: '', source: 'Core terms', card: '', sections: [], facts: [], related: [], works: [] },
};

async function opened(senses: readonly unknown[]): Promise<Picker> {
  editor.reset();
  const fake = new FakeServer({ [defineRequest.method]: () => ({ senses }) });
  await fake.server.start();
  editor.show(await editor.open(Uri.parse('file:///paper/main.md'), 'markdown', 'Text.'));
  void define(fake.server).catch(() => undefined);
  await expect.poll(() => editor.quickPick).toBeDefined();
  return editor.quickPick as Picker;
}

it('shows a definition whole, in rows that the list does not cut', async () => {
  const search = await opened([sense]);
  search.type('hpa');
  await expect.poll(() => search.items.length).toBe(1);
  search.accept();
  await expect.poll(() => editor.quickPick).not.toBe(search);
  const labels = (editor.quickPick as Picker).items.map(({ label }) => label);
  const rows = labels.slice(0, labels.indexOf('Write')).filter((label) => label !== '');
  expect(rows.join(' ')).toBe(definition);
  expect(Math.max(...rows.map(({ length }) => length))).toBeLessThanOrEqual(84);
});

it('says that nothing is known of a word', async () => {
  const search = await opened([]);
  search.type('xyzzy');
  await expect.poll(() => search.title).toBe('Neither a paper nor a glossary knows this');
  search.type('');
  await expect.poll(() => search.title).toBe('Define');
});
