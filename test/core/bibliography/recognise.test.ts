import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recognise } from '../../../src/core/bibliography/recognise.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/bibliographies/${name}`, import.meta.url), 'utf8');

test.each(['works.bib', 'works.json', 'works.yaml', 'works.ris', 'works.nbib', 'works.enw'])(
  '%s, as it is, behind blank lines, and in a block of code',
  (name) => {
    const text = fixture(name);
    for (const pasted of [text, `\uFEFF\n\n${text}`, `\`\`\`${name.slice(6)}\n${text}\n\`\`\`\n`])
      expect(recognise(pasted)?.size).toBe(3);
  },
);

test('Hayagriva, which no name tells', () => {
  const text = 'berman2000:\n  type: article\n  title: A trial\n  author: Berman, Robert M.\n  date: 2000\n';
  for (const pasted of [text, `\n${text}`, `\`\`\`yaml\n${text}\`\`\`\n`])
    expect(recognise(pasted)?.reference(0).title).toBe('A trial');
});

test.each([
  '',
  'title: A book\nparts:\n  type: chapter\n',
  'Ketamine works.',
  '10.1016/S0006-3223(99)00230-9',
  '{"a": 1}',
  '@ketamine',
  '```bibtex\n```',
])('no works: %j', (text) => {
  expect(recognise(text)).toBeUndefined();
});
