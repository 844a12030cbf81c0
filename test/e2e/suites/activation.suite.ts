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
});
