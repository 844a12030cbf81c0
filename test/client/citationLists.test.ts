import { beforeEach, describe, expect, it } from 'vitest';
import { reopenCitationLists } from '../../src/client/citationLists.ts';
import { editor, Uri } from '../support/vscode.ts';

beforeEach(() => {
  editor.reset();
  reopenCitationLists();
});

async function typed(before: string, text: string, languageId = 'markdown'): Promise<number> {
  editor.show(await editor.open(Uri.parse('file:///paper/main.md'), languageId, before));
  editor.ran = [];
  editor.type(text);
  return editor.runsOf('editor.action.triggerSuggest').length;
}

describe('the list of references', () => {
  it.each([
    ['See [@berman', ' ', 1],
    ['See [@bermann', '\b', 1],
    ['See {cite}`berman2000', ',', 1],
    ['See {cite:t}`a,b', ',', 1],
    ['Plain words, and', ' ', 0],
    ['Plain words', ',', 0],
    ['See [@', '\b', 0],
    ['See [@ber', 'man', 0],
  ])('behind “%s” and “%s” opens %d times', async (before, text, times) => {
    expect(await typed(before, text)).toBe(times);
  });

  it('stays closed in what is no manuscript', async () => {
    expect(await typed('See [@berman', ' ', 'plaintext')).toBe(0);
  });
});
