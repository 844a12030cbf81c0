import * as vscode from 'vscode';
import { activate, eventually, expect, open, revert, type, where } from './editor.ts';

/** The document as the built-in preview draws it. */
const rendered = async (editor: vscode.TextEditor): Promise<string> =>
  await vscode.commands.executeCommand<string>('markdown.api.render', editor.document);

/** As `rendered`, once it holds what is expected. */
const seen = (editor: vscode.TextEditor, part: string): Promise<string> =>
  eventually(
    () => rendered(editor),
    (html) => html.includes(part),
    `the preview should hold ${part}`,
  );

suite('the Markdown preview', () => {
  let editor: vscode.TextEditor;

  suiteSetup(async function () {
    // code-server ships its Markdown preview for the Node host alone, which reaches no extension of the web
    // host.
    if (where !== 'node') this.skip();
    this.timeout(60_000);
    await activate();
    editor = await open('ketamine.md');
    await vscode.commands.executeCommand('markdown.showPreviewToSide');
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
  });
  teardown(() => revert(editor));
  suiteTeardown(() => vscode.commands.executeCommand('workbench.action.closeEditorsInOtherGroups'));

  test('shows citations and references as the style prints them', async function () {
    this.timeout(60_000);
    const html = await seen(editor, '>Crane, 1959</a>)');
    for (const part of ['Berman et al. (2000)', 'id="ref-berman2000"', '<i>Biological Psychiatry</i>'])
      expect(html.includes(part), `the preview lacks ${part}: ${html}`);
  });

  test('a citation that is typed is shown', async () => {
    await type(editor, '# Mechanism', 'As was shown [see @mcewen1999, p. 105; @nobody1999].');
    const html = await seen(editor, '>see McEwen, 1999, p. 105</a>)');
    expect(html.includes('“nobody1999” is not defined.'), `the unknown key should stand out: ${html}`);
  });

  test('what changes in the bibliography is shown', async () => {
    const bibliography = await open('references.bib');
    const text = bibliography.document.getText();
    const at = text.indexOf('Crane');
    const range = new vscode.Range(
      bibliography.document.positionAt(at),
      bibliography.document.positionAt(at + 5),
    );
    await bibliography.edit((edit) => edit.replace(range, 'Kranich'));
    await seen(editor, '>Kranich, 1959</a>)');
    await revert(bibliography);
    editor = await open('ketamine.md');
    await seen(editor, '>Crane, 1959</a>)');
  });

  test('another style is shown', async () => {
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'csl: vancouver\n'));
    const html = await seen(editor, '>1</a>)');
    expect(html.includes('csl-left-margin'), `the references should be numbered: ${html}`);
  });
});
