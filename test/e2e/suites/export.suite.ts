import * as vscode from 'vscode';
import { runTask } from '../../../src/client/exporting/runTask.ts';
import { docxText } from '../../support/docx.ts';
import { activate, eventually, expect, open, revert, where } from './editor.ts';

const inFolder = (name: string): vscode.Uri =>
  vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);

const asText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The text of a file once it is there, and written to its end. */
const made = (name: string, textOf: (bytes: Uint8Array) => string | Promise<string>): Promise<string> =>
  eventually(
    async () => {
      try {
        return await textOf(await vscode.workspace.fs.readFile(inFolder(name)));
      } catch {
        return '';
      }
    },
    (text) => text !== '',
    `${name} should be made`,
  );

const hasPandoc = async (): Promise<boolean> => {
  if (where !== 'node') return false;
  const found = await Promise.all(
    ['/usr/bin/pandoc', '/usr/local/bin/pandoc', '/opt/homebrew/bin/pandoc'].map((path) =>
      Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.file(path))).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
};

suite('exporting the manuscript', () => {
  let editor: vscode.TextEditor;

  suiteSetup(async function () {
    this.timeout(60_000);
    await activate();
    editor = await open('ketamine.md');
    if (!(await hasPandoc())) this.skip();
  });
  teardown(() => revert(editor));

  test('makes a Word document with the real Pandoc', async function () {
    this.timeout(60_000);
    void vscode.commands.executeCommand('psycite.exportManuscript', { format: 'docx', tool: 'pandoc' });
    const text = await made('ketamine.docx', docxText);
    for (const part of ['(Crane 1959)', 'Cycloserine'])
      expect(text.includes(part), `the document lacks ${part}: ${text}`);
    await vscode.workspace.fs.delete(inFolder('ketamine.docx'));
  });

  test('a task does the same, and what Pandoc does not find is marked where it is cited', async function () {
    this.timeout(60_000);
    await vscode.workspace.fs.writeFile(
      inFolder('nobody.md'),
      new TextEncoder().encode('---\nbibliography: references.bib\n---\nNobody [@nobody1999] said so.\n'),
    );
    const manuscript = await open('nobody.md');
    const task = (await vscode.tasks.fetchTasks({ type: 'psycite' })).find(
      ({ definition }) => definition['format'] === 'html',
    );
    expect(task !== undefined, 'there should be a task that makes a web page');
    await vscode.tasks.executeTask(task!);
    await made('nobody.html', asText);
    const marked = await eventually(
      () =>
        vscode.languages.getDiagnostics(manuscript.document.uri).filter(({ source }) => source === 'pandoc'),
      (seen) => seen.length > 0,
      'Pandoc’s warning should be marked',
    );
    expect(
      manuscript.document.getText(marked[0]!.range) === 'nobody1999',
      `marked: ${JSON.stringify(marked)}`,
    );
    for (const name of ['nobody.md', 'nobody.html']) await vscode.workspace.fs.delete(inFolder(name));
  });

  test('a tool that prints without end and is cancelled ends with what it has started', async function () {
    this.timeout(60_000);
    const slow = '#!/bin/sh\nsleep 600 &\necho $! > started.txt\nyes\n';
    await vscode.workspace.fs.writeFile(inFolder('slow.sh'), new TextEncoder().encode(slow));
    const execution = new vscode.ProcessExecution('/bin/sh', ['slow.sh'], { cwd: inFolder('').fsPath });
    const folder = vscode.workspace.workspaceFolders![0]!;
    const task = new vscode.Task({ type: 'process' }, folder, 'slow', 'test', execution);
    const cancelling = new vscode.CancellationTokenSource();
    const running = runTask(task, cancelling.token);
    const child = (await made('started.txt', asText)).trim();
    cancelling.cancel();
    expect((await running) === 'cancelled', 'the task should end as cancelled');
    await eventually(
      () => isAlive(child),
      (alive) => !alive,
      `the process ${child} should have ended`,
    );
    for (const name of ['slow.sh', 'started.txt']) await vscode.workspace.fs.delete(inFolder(name));
  });
});

/**
 * Where processes are shown as files; one that has ended and that nobody has waited for has no program any
 * more.
 */
const isAlive = async (id: string): Promise<boolean> => {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(`/proc/${id}/exe`));
    return true;
  } catch {
    return false;
  }
};
