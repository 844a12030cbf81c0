import * as vscode from 'vscode';
import {
  activate,
  at,
  complete,
  definition,
  eventually,
  expect,
  hover,
  listedTwice,
  open,
  problems,
  quickFixes,
  references,
  rename,
  revert,
  symbols,
  type,
} from './editor.ts';

suite('citations in Markdown', () => {
  let editor: vscode.TextEditor;

  suiteSetup(async function () {
    this.timeout(60_000);
    await activate();
    editor = await open('ketamine.md');
  });
  teardown(() => revert(editor));

  test('completes a key by the author’s name', async () => {
    const cursor = await type(editor, '# Mechanism', 'As was shown [@ber$0].');
    // It is a word of the manuscript too, which VS Code lists before the language server is there.
    await eventually(
      () => complete(editor, cursor),
      (seen) => seen[0] === 'berman2000',
      'berman2000 should come first',
    );
  });

  test('completes a key by a word of the title', async () => {
    const cursor = await type(editor, '# Mechanism', 'As was shown [@ketam$0].');
    await eventually(
      () => complete(editor, cursor),
      (seen) => seen.includes('berman2000'),
      'berman2000 should be offered by its title',
    );
  });

  test('hovering a key shows the work', async () => {
    const card = await eventually(
      () => hover(editor, at(editor, '@ber$0man2000')),
      (seen) => seen.includes('Berman'),
      'the card should name the author',
    );
    for (const part of ['2000', 'Biological Psychiatry', '10.1016/S0006-3223(99)00230-9']) {
      expect(card.replaceAll('\\', '').includes(part), `the card lacks “${part}”: ${card}`);
    }
  });

  test('a key that is in no bibliography is flagged, the key alone', async () => {
    await type(editor, '# Mechanism', 'Nobody said so [see @nobody1999, p. 3].');
    await eventually(
      () => problems(editor, 'citation-undefined'),
      (seen) => seen.length === 1 && seen[0] === 'nobody1999',
      'nobody1999 should be flagged',
    );
  });

  test('a fix corrects a misspelt key', async () => {
    await type(editor, '# Mechanism', 'As was shown [@bermann2000].');
    await eventually(
      () => problems(editor, 'citation-undefined'),
      (seen) => seen.includes('bermann2000'),
      'bermann2000 should be flagged',
    );
    // VS Code answers with nothing where a request was given up, as it does on a busy machine.
    const fixes = await eventually(
      () => quickFixes(editor, at(editor, '@berm$0ann2000')),
      (seen) => seen.some(({ title }) => title.includes('berman2000')),
      'berman2000 should be offered',
    );
    const fix = fixes.find(({ title }) => title.includes('berman2000'));
    expect(fix?.edit !== undefined, 'the fix should be an edit');
    await vscode.workspace.applyEdit(fix!.edit!);
    expect(!editor.document.getText().includes('bermann2000'), 'the fix should correct the key');
    await eventually(
      () => problems(editor, 'citation-undefined'),
      (seen) => seen.length === 0,
      'the problem should go',
    );
  });

  test('definition goes to the entry', async () => {
    await eventually(
      () => definition(editor, at(editor, '@ber$0man2000')),
      (found) => found.join() === 'references.bib: berman2000',
      'the entry should be found',
    );
  });

  test('no place is listed twice beside VS Code’s own Markdown, and no heading', async () => {
    await type(
      editor,
      '# Mechanism',
      'As before [@crane1959] and [see @crane1959, p. 3; @zarate2006]. [Ask][@crane1959] [@crane1959]{.x}',
    );
    for (const citing of ['[@crane$01959]', '[see @cra$0ne1959', 'p. 3; @zar$0ate2006', '@ber$0man2000']) {
      const twice = await listedTwice(editor, at(editor, citing));
      expect(twice.length === 0, `listed twice: ${twice.join(', ')}`);
    }
    const names = await symbols(editor);
    expect(new Set(names).size === names.length, `the symbols are ${names.join(' | ')}`);
  });

  test('references reach every manuscript of the workspace', async () => {
    const everywhere = ['ketamine.md', 'ketamine.qmd', 'ketamine.tex', 'ketamine.typ', 'references.bib'];
    await eventually(
      () => references(editor, at(editor, '@ber$0man2000')),
      (seen) => everywhere.every((name) => seen.includes(name)),
      'every manuscript and the entry should be found',
    );
  });

  test('renaming a key changes all of them, and undo brings them back in one step', async () => {
    const before = editor.document.getText();
    const changed = await rename(editor, at(editor, '@ber$0man2000'), 'berman2000a');
    expect(changed.includes('references.bib') && changed.length >= 5, `changed ${changed.join()}`);
    expect(editor.document.getText().includes('@berman2000a'), 'the key should be renamed');
    await vscode.commands.executeCommand('undo');
    expect(editor.document.getText() === before, 'one undo should bring the text back');
    await vscode.commands.executeCommand('workbench.action.files.saveAll');
  });
});
