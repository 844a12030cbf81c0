import * as vscode from 'vscode';
import { activate, eventually, expect, problems, where } from './editor.ts';

/** In the browser there is no folder beside the workspace to begin in. */
const testOnNode = where === 'node' ? test : test.skip;

suite('a manuscript in an empty folder', () => {
  suiteSetup(async function () {
    this.timeout(60_000);
    await activate();
  });

  testOnNode('gets a bibliography with its first work: made, declared and saved', async () => {
    const workspace = vscode.workspace.workspaceFolders![0]!.uri;
    const folder = vscode.Uri.joinPath(workspace, '..', 'from-nothing');
    const uri = vscode.Uri.joinPath(folder, 'review.md');
    const made = vscode.Uri.joinPath(folder, 'references.bib');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('It began with [@berman2000].\n'));
    const editor = await vscode.window.showTextDocument(uri);
    await eventually(
      () => problems(editor, 'citation-undefined'),
      (seen) => seen.length === 1,
      'the key should be undefined at first',
    );
    await vscode.commands.executeCommand(
      'psycite.addToBibliography',
      uri.toString(),
      'abdallah2018',
      'berman2000',
      'berman2000',
    );
    await eventually(
      () => problems(editor, 'citation-undefined'),
      (seen) => seen.length === 0,
      'the key should be defined',
    );
    expect(
      editor.document.getText().startsWith('---\nbibliography: references.bib\n---\n'),
      `the bibliography should be declared: ${editor.document.getText()}`,
    );
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(made));
    expect(saved.includes('{berman2000,'), `references.bib should hold the entry on disk: ${saved}`);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });
});
