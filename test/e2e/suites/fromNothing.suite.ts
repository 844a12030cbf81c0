import * as vscode from 'vscode';
import { activate, eventually, expect, problems, where } from './editor.ts';

/** In the browser there is no folder beside the workspace to begin in. */
const testOnNode = where === 'node' ? test : test.skip;

suite('a manuscript in an empty folder', () => {
  suiteSetup(async function () {
    this.timeout(60_000);
    await activate();
  });

  const cases: readonly (readonly [string, string])[] = [
    ['gets a bibliography with its first work: made, declared and saved', ''],
    ['gets it too while the person types on', ' Nobody waits for a file to be made.'],
  ];
  for (const [name, typed] of cases)
    testOnNode(name, async () => {
      const workspace = vscode.workspace.workspaceFolders![0]!.uri;
      const folder = vscode.Uri.joinPath(workspace, '..', typed === '' ? 'from-nothing' : 'typed-on');
      const uri = vscode.Uri.joinPath(folder, 'review.md');
      const made = vscode.Uri.joinPath(folder, 'references.bib');
      const begun = 'It began with [@berman2000].';
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(begun));
      const editor = await vscode.window.showTextDocument(uri);
      await eventually(
        () => problems(editor, 'citation-undefined'),
        (seen) => seen.length === 1,
        'the key should be undefined at first',
      );
      const added = vscode.commands.executeCommand(
        'psycite.addToBibliography',
        uri.toString(),
        'abdallah2018',
        'berman2000',
        'berman2000',
      );
      await vscode.commands.executeCommand('cursorBottom');
      for (const text of typed) {
        await vscode.commands.executeCommand('type', { text });
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      await added;
      await eventually(
        () => problems(editor, 'citation-undefined'),
        (seen) => seen.length === 0,
        'the key should be defined',
      );
      expect(
        editor.document.getText() === `---\nbibliography: references.bib\n---\n\n${begun}${typed}`,
        `the bibliography should be declared: ${editor.document.getText()}`,
      );
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(made));
      expect(saved.includes('{berman2000,'), `references.bib should hold the entry on disk: ${saved}`);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.workspace.fs.delete(folder, { recursive: true });
    });
});
