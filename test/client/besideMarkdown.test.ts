import { beforeEach, describe, expect, it } from 'vitest';
import type { Location, TextDocument } from 'vscode';
import { isBesideMarkdown, notListedBeside } from '../../src/client/besideMarkdown.ts';
import { editor, Position, Range, Uri } from '../support/vscode.ts';

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

const manuscript = Uri.parse('file:///paper/main.md');
const chapter = Uri.parse('file:///paper/chapter.md');

const place = (uri: Uri, line: number, start: number, end: number) =>
  ({ uri, range: new Range(new Position(line, start), new Position(line, end)) }) as unknown as Location;

const ask = async (document: TextDocument, line: number, character: number, own: readonly Location[]) =>
  await notListedBeside(document, new Position(line, character) as never, () => Promise.resolve(own));

describe('the places of a key', () => {
  const own = [place(manuscript, 2, 6, 16), place(manuscript, 4, 20, 30), place(chapter, 2, 6, 16)];
  let document: TextDocument;
  beforeEach(async () => {
    editor.commands.set('markdown.showPreview', () => undefined);
    document = (await editor.open(manuscript)) as unknown as TextDocument;
  });

  it('are those that no other lists, whatever stands beside the key in the bracket', async () => {
    const nested: unknown[] = [];
    editor.commands.set('vscode.executeReferenceProvider', async () => {
      nested.push(...(await ask(document, 2, 8, own)));
      return [place(manuscript, 2, 5, 24)]; // `[see @murrough2013, p. 3]`
    });
    expect(await ask(document, 2, 8, own)).toEqual([own[1], own[2]]);
    expect(nested).toEqual([]); // asked beside the others, it says nothing
    expect(await ask(document, 2, 8, own)).toEqual([own[1], own[2]]);
  });

  it('are all of them where the others list nothing, do not answer, or stand beside another language', async () => {
    editor.commands.set('vscode.executeReferenceProvider', () => undefined);
    expect(await ask(document, 2, 8, own)).toEqual(own);
    editor.commands.set('vscode.executeReferenceProvider', () => Promise.reject(new Error('gone')));
    expect(await ask(document, 2, 8, own)).toEqual(own);
    const quarto = (await editor.open(chapter, 'quarto')) as unknown as TextDocument;
    editor.commands.set('vscode.executeReferenceProvider', () => own);
    expect(await ask(quarto, 2, 8, own)).toEqual(own);
  });
});
