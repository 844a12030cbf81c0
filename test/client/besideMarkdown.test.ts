import { beforeEach, expect, it } from 'vitest';
import type { TextDocument } from 'vscode';
import { isBesideMarkdown } from '../../src/client/besideMarkdown.ts';
import { editor } from '../support/vscode.ts';

const markdown = { languageId: 'markdown' } as TextDocument;

beforeEach(() => {
  editor.reset();
});

it('sees VS Code’s Markdown also where that starts after the first question', async () => {
  expect(await isBesideMarkdown(markdown)).toBe(false);
  editor.commands.set('markdown.showPreview', () => undefined);
  expect(await isBesideMarkdown(markdown)).toBe(true);
  expect(await isBesideMarkdown({ languageId: 'quarto' } as TextDocument)).toBe(false);
});
