import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkspaceEdit as EditorEdit } from 'vscode';
import { Changes } from '../../src/client/changes.ts';
import { editor, TextDocumentChangeReason, Uri, WorkspaceEdit } from '../support/vscode.ts';

const manuscript = Uri.parse('file:///paper/main.md');
const bibliography = Uri.parse('file:///paper/references.bib');

let changes: Changes;
beforeEach(() => {
  vi.useFakeTimers();
  editor.reset();
  changes = new Changes();
});
afterEach(() => {
  changes.dispose();
  vi.useRealTimers();
});

type Texts = readonly (readonly [Uri, string])[];

const edit = (...texts: Texts): EditorEdit => {
  const made = new WorkspaceEdit();
  for (const [uri, text] of texts) made.set(uri, text);
  return made as unknown as EditorEdit;
};

const apply = (...texts: Texts) => changes.apply(edit(...texts), []);

const settle = () => vi.advanceTimersByTimeAsync(0);

const documentOf = (uri: Uri) => editor.documents.find((one) => String(one.uri) === String(uri))!;

/** Undoes or redoes the change of a document. */
async function step(uri: Uri, text: string, reason: number): Promise<void> {
  editor.become(documentOf(uri), text, reason);
  await settle();
}

describe('a change of several files', () => {
  it('leaves the text that is written in unsaved, and saves what is clean beside it', async () => {
    editor.show(await editor.open(manuscript));
    await editor.open(bibliography);
    expect(await apply([manuscript, 'Cited.'], [bibliography, '@article{a}'])).toBe(true);
    await settle();
    expect(documentOf(manuscript).isDirty).toBe(true);
    expect(documentOf(bibliography)).toMatchObject({ isDirty: false, saves: 1 });
  });

  it('saves no file that had changes of its own', async () => {
    editor.show(await editor.open(manuscript));
    (await editor.open(bibliography)).set('% begun');
    await apply([bibliography, '% begun\n@article{a}']);
    await settle();
    expect(documentOf(bibliography)).toMatchObject({ isDirty: true, saves: 0 });
  });

  it('saves a file that it makes at once, though it is in no tab', async () => {
    await changes.apply(edit([bibliography, '@article{a}']), [String(bibliography)]);
    expect(documentOf(bibliography)).toMatchObject({ isDirty: false, saves: 1 });
  });

  it('waits with a file that was in no editor until it is in a tab, and three seconds at most', async () => {
    await apply([bibliography, '@article{a}']);
    await vi.advanceTimersByTimeAsync(500);
    expect(documentOf(bibliography).saves).toBe(0);
    editor.showTabs();
    await settle();
    expect(documentOf(bibliography)).toMatchObject({ isDirty: false, saves: 1 });

    await apply([manuscript, 'Cited.']);
    await vi.advanceTimersByTimeAsync(2900);
    expect(documentOf(manuscript).saves).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(documentOf(manuscript).saves).toBe(1);
  });

  it('is made of open texts first, and then of a file that it makes, where a person types on', async () => {
    await editor.open(manuscript);
    const made = edit([bibliography, '@article{a}'], [manuscript, 'Cited.']);
    await changes.apply(made, [String(bibliography)], true);
    expect(editor.applied[0]?.parts).toEqual([
      `write ${String(manuscript)}`,
      `make ${String(bibliography)}`,
      `write ${String(bibliography)}`,
    ]);
  });

  it.each([
    ['takes away a file that it made, and that is empty, where the rest is refused', '', false],
    ['leaves a file that has a text', '@article{a}', true],
  ])('%s', async (_, text, isThere) => {
    await editor.open(manuscript);
    editor.refusesEdits = true;
    editor.disk.set(String(bibliography), text);
    const made = edit([bibliography, '@article{a}'], [manuscript, 'Cited.']);
    expect(await changes.apply(made, [String(bibliography)])).toBe(false);
    expect(editor.disk.has(String(bibliography))).toBe(isThere);
  });

  it('saves nothing where the editor refuses it', async () => {
    await editor.open(bibliography);
    editor.refusesEdits = true;
    expect(await apply([bibliography, '@article{a}'])).toBe(false);
    await settle();
    expect(documentOf(bibliography)).toMatchObject({ saves: 0, isDirty: false });
  });

  it('saves again what is undone and redone behind the person, and nothing that they type', async () => {
    editor.show(await editor.open(manuscript));
    await editor.open(bibliography);
    await apply([bibliography, '@article{a}']);
    await settle();
    await step(bibliography, '', TextDocumentChangeReason.Undo);
    expect(documentOf(bibliography)).toMatchObject({ saves: 2, isDirty: false });
    await step(bibliography, '@article{a}', TextDocumentChangeReason.Redo);
    expect(documentOf(bibliography).saves).toBe(3);
    editor.become(documentOf(bibliography), '@article{b}', undefined);
    await settle();
    expect(documentOf(bibliography)).toMatchObject({ saves: 3, isDirty: true });
  });

  it('saves, where it was undone before it was saved, nothing that is typed then', async () => {
    editor.show(await editor.open(manuscript));
    await apply([bibliography, '@article{a}']);
    await step(bibliography, '', TextDocumentChangeReason.Undo);
    editor.showTabs();
    await settle();
    editor.become(documentOf(bibliography), '@book{mine}', undefined);
    await vi.advanceTimersByTimeAsync(5000);
    expect(documentOf(bibliography)).toMatchObject({ saves: 0, isDirty: true });
  });

  it('is saved when it is redone, where it was undone before it was saved', async () => {
    editor.show(await editor.open(manuscript));
    await apply([bibliography, '@article{a}']);
    await step(bibliography, '', TextDocumentChangeReason.Undo);
    await step(bibliography, '@article{a}', TextDocumentChangeReason.Redo);
    await settle();
    expect(editor.disk.get(String(bibliography))).toBe('@article{a}');
  });

  it('saves nothing that is typed once it is saved, however late its tab comes', async () => {
    editor.show(await editor.open(manuscript));
    await apply([bibliography, '@article{a}']);
    await documentOf(bibliography).save();
    editor.showTabs();
    await settle();
    editor.become(documentOf(bibliography), '@book{mine}', undefined);
    await vi.advanceTimersByTimeAsync(5000);
    expect(documentOf(bibliography)).toMatchObject({ saves: 1, isDirty: true });
  });

  it('saves what is undone later, where one save failed', async () => {
    editor.show(await editor.open(manuscript));
    const document = await editor.open(bibliography);
    await apply([bibliography, '@article{a}']);
    await settle();
    const save = document.save.bind(document);
    document.save = () => Promise.reject(new Error('The document is closed.'));
    await step(bibliography, '', TextDocumentChangeReason.Undo);
    document.save = save;
    await step(bibliography, '@article{b}', TextDocumentChangeReason.Redo);
    expect(editor.disk.get(String(bibliography))).toBe('@article{b}');
  });

  describe('undone while it is being saved', () => {
    const uri = String(bibliography);
    beforeEach(async () => {
      editor.show(await editor.open(manuscript));
      (await editor.open(bibliography)).saveTime = 200;
      await apply([bibliography, '@article{a}']);
      await vi.advanceTimersByTimeAsync(100);
      await step(bibliography, '', TextDocumentChangeReason.Undo);
    });

    it('is on disk as it was before', async () => {
      await vi.advanceTimersByTimeAsync(500);
      expect(editor.disk.get(uri)).toBe('');
    });

    it('and as it is after a redo', async () => {
      await step(bibliography, '@article{a}', TextDocumentChangeReason.Redo);
      await vi.advanceTimersByTimeAsync(1000);
      expect(editor.disk.get(uri)).toBe('@article{a}');
    });

    it.each([
      ['keeps its byte order mark', '\uFEFF@article{a}', '\uFEFF'],
      ['is left as another program has written it meanwhile', '@book{other}', '@book{other}'],
    ])('%s', async (_name, written, expected) => {
      documentOf(bibliography).onWritten = () => editor.disk.set(uri, written);
      await vi.advanceTimersByTimeAsync(500);
      expect(editor.disk.get(uri)).toBe(expected);
    });
  });

  it('saves no undoing in the file that the person writes in, or in one that it never saved', async () => {
    await editor.open(manuscript);
    await editor.open(bibliography);
    await apply([bibliography, '@article{a}']);
    await settle();
    editor.show(documentOf(bibliography));
    await step(bibliography, '', TextDocumentChangeReason.Undo);
    await step(manuscript, '', TextDocumentChangeReason.Undo);
    expect([documentOf(bibliography).saves, documentOf(manuscript).saves]).toEqual([1, 0]);
  });
});

describe('a change that the editor makes itself', () => {
  it('is followed once, and what was clean is saved', async () => {
    await editor.open(bibliography);
    changes.follow(edit([bibliography, '@article{a}']));
    editor.become(documentOf(bibliography), '@article{a}', undefined);
    await settle();
    expect(documentOf(bibliography).saves).toBe(1);
    editor.become(documentOf(bibliography), '@article{b}', undefined);
    await settle();
    expect(documentOf(bibliography)).toMatchObject({ saves: 1, isDirty: true });
  });

  it('is no longer waited for after three seconds', async () => {
    await editor.open(bibliography);
    changes.follow(edit([bibliography, '@article{a}']));
    await vi.advanceTimersByTimeAsync(3100);
    editor.become(documentOf(bibliography), '@article{a}', undefined);
    await settle();
    expect(documentOf(bibliography).saves).toBe(0);
  });
});
