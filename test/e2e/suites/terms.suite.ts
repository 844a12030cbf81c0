import type * as vscode from 'vscode';
import { activate, at, complete, eventually, hover, open, revert, type } from './editor.ts';

suite('terms', () => {
  let editor: vscode.TextEditor;

  suiteSetup(async function () {
    this.timeout(60_000);
    await activate();
    editor = await open('ketamine.md');
  });
  teardown(() => revert(editor));

  test('hovering a short form shows the term of the paper pack', async () => {
    await eventually(
      () => hover(editor, at(editor, 'this view RA$0ADs')),
      (seen) => seen.includes('rapid-acting antidepressant'),
      'the card should name the term',
    );
  });

  test('hovering a term in the middle of prose shows its card', async () => {
    await eventually(
      () => hover(editor, at(editor, 'a glutamate sur$0ge')),
      (seen) => /glutamate surge/i.test(seen),
      'the card should name the term',
    );
  });

  test('completes a short form', async () => {
    const cursor = await type(editor, '# Mechanism', 'Many drugs block the NMD$0');
    await eventually(
      () => complete(editor, cursor),
      (seen) => seen.some((label) => label.includes('NMDAR')),
      'NMDAR should be offered',
    );
  });
});
