import * as vscode from 'vscode';
import { activate, eventually, expect } from './editor.ts';

/** A made-up page with a numbered list, as a browser copies it. */
const page = `Annals of Mood

Volume 21, Issue 2, March 2022, Pages 101-119

Bright evenings and made-up moods

Maren Halvorsen, Jonah A. Okoro

https://doi.org/10.5555/anmood.2022.02.777

Abstract

Bright evenings keep people awake. This made-up review asks whether the suprachiasmatic clock (SCC) is moved by them.

1. Introduction

The SCC follows light [1], and the PXQ does not [2]. MH saw it first (Okoro, 1997).

References

1. Okoro JA, Lindqvist E. Light at night moves a made-up clock. Thalamus. 1997;1(4):301-310.
2. Petrov A. Evenings and made-up moods of twelve people. Annals of Mood. 2004;2(1):11-19.
`;

suite('importing a paper', () => {
  const folder = () => vscode.workspace.workspaceFolders![0]!.uri;
  const file = (name: string) => vscode.Uri.joinPath(folder(), name);
  const packFile = () => file('.psycite/packs/halvorsen2022.json');
  const write = (uri: vscode.Uri, text: string) =>
    vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const read = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const importPage = () => vscode.commands.executeCommand('psycite.importPaper', file('page.txt'));

  suiteSetup(async function () {
    this.timeout(60_000);
    await activate();
    await write(file('page.txt'), page);
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(file('page.txt'));
    await vscode.workspace.fs.delete(file('.psycite'), { recursive: true });
  });

  test('opens no JSON, and what it writes has no problems', async () => {
    await importPage();
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === packFile().toString());
    expect(!isOpen, 'the pack should not be open');
    const { document } = await vscode.window.showTextDocument(packFile());
    const pack = JSON.parse(document.getText()) as {
      citations: { basis: string }[];
      source: { DOI: string };
    };
    expect(pack.source.DOI === '10.5555/anmood.2022.02.777', `the DOI is ${pack.source.DOI}`);
    const bases = pack.citations.map(({ basis }) => basis).join();
    expect(bases === 'by-number,by-number,unresolved', `the citations are ${bases}`);
    const problems = vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
    expect(problems.length === 0, problems.join('\n'));
  });

  test('the schema completes the keys of the pack', async () => {
    const { document } = vscode.window.activeTextEditor!;
    const text = document.getText();
    const status = text.indexOf('"status"', text.indexOf('"abbreviations"'));
    const place = document.positionAt(status + 1);
    const labels = await eventually(
      async () =>
        (
          await vscode.commands.executeCommand<vscode.CompletionList>(
            'vscode.executeCompletionItemProvider',
            document.uri,
            place,
          )
        ).items.map(({ label }) => (typeof label === 'string' ? label : label.label)),
      (seen) => seen.some((label) => label.includes('note')),
      'the schema should offer “note” for an abbreviation',
    );
    expect(!labels.includes('frobnicate'), 'and nothing that is not in it');
  });

  test('importing again keeps what was edited', async () => {
    const { document } = vscode.window.activeTextEditor!;
    const label = document
      .getText()
      .indexOf('"suprachiasmatic clock"', document.getText().indexOf('"terms"'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(
        document.positionAt(label),
        document.positionAt(label + '"suprachiasmatic clock"'.length),
      ),
      '"clock of made-up light"',
    );
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await write(file('page.txt'), `A line above.\n\n${page}`);
    await importPage();
    const text = await read(packFile());
    expect(text.includes('"clock of made-up light"'), 'the edited label should be there still');
    expect(!document.isDirty && document.getText() === text, 'the editor shows what was written');
  });

  test('a file that is no paper leaves no pack', async () => {
    const notes = file('notes.txt');
    await write(notes, 'Buy milk.');
    const before = (await vscode.workspace.fs.readDirectory(file('.psycite/packs'))).length;
    await vscode.commands.executeCommand('psycite.importPaper', notes);
    const after = (await vscode.workspace.fs.readDirectory(file('.psycite/packs'))).length;
    expect(after === before, 'no pack should have been written');
    await vscode.workspace.fs.delete(notes);
  });

  test('several papers of a folder are imported, each into a pack of its own', async () => {
    const papers = file('papers');
    const other = page
      .replace('Bright evenings and made-up moods', 'Dark mornings and made-up moods')
      .replace('Maren Halvorsen', 'Ada Birch')
      .replace('2022.02.777', '2022.02.778');
    await write(vscode.Uri.joinPath(papers, 'one.txt'), other);
    await write(vscode.Uri.joinPath(papers, 'two.md'), 'Buy milk.');
    try {
      await vscode.commands.executeCommand('psycite.importPapers', papers);
      const pack = JSON.parse(await read(file('.psycite/packs/birch2022.json'))) as {
        source: { title: string };
      };
      expect(pack.source.title === 'Dark mornings and made-up moods', pack.source.title);
    } finally {
      await vscode.workspace.fs.delete(papers, { recursive: true });
    }
  });

  test('what was doubtful is reviewed on a page of its own', async () => {
    await importPage();
    await vscode.commands.executeCommand('psycite.reviewImport', packFile(), file('page.txt'));
    await eventually(
      () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      (labels) => labels.includes('Review Import'),
      'the page to review should be open',
    );
  });
});
