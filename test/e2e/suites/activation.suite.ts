import * as vscode from 'vscode';
import { activate, eventually, expect, open, where } from './editor.ts';
import { say } from './results.ts';

suite('activation', () => {
  test('opening a manuscript activates PsyCite in the host under test', async function () {
    this.timeout(60_000);
    await open('ketamine.md');
    const extension = vscode.extensions.getExtension('psycite.psycite');
    await eventually(
      () => extension?.isActive,
      Boolean,
      'opening a manuscript should activate the extension',
    );
    const api = await activate();
    say(`    VS Code ${vscode.version}, ${vscode.env.appName}, ${api.host} extension host`);
    expect(api.host === where, `expected the ${where} host, got ${api.host}`);
  });

  test('every command of package.json is registered', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const manifest = vscode.extensions.getExtension('psycite.psycite')?.packageJSON as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    expect(missing.length === 0, `not registered: ${JSON.stringify(missing)}`);
  });

  test('no key of PsyCite is one that VS Code has for something', async () => {
    await vscode.commands.executeCommand('workbench.action.openDefaultKeybindingsFile');
    const shown = () => vscode.window.activeTextEditor?.document.getText() ?? '';
    await eventually(
      () => shown().includes('"psycite.insertCitation"'),
      Boolean,
      'the default keybindings should open',
    );
    const text = shown();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const all = [...text.matchAll(/"key": "([^"]+)",\s+"command": "([^"]+)"/g)].map(([, key, command]) => ({
      key,
      isOurs: command!.startsWith('psycite.'),
      command,
    }));
    expect(all.length > 500, `there should be hundreds of keys, and are ${all.length}`);
    const ours = new Set(all.filter(({ isOurs }) => isOurs).map(({ key }) => key));
    const taken = all.filter(({ key, isOurs }) => ours.has(key) && !isOurs);
    expect(ours.size > 1 && taken.length === 0, `taken: ${JSON.stringify(taken)}`);
  });
});
