import { check } from '../check.mjs';

/** The last one: it leaves the workbench as the README shows it. */
export const picture = {
  'the animated picture of the README: a key is typed, chosen, looked at': async (
    vscode,
    { shootPart, animate, restore },
  ) => {
    await vscode.newParagraphBehind('connectivity');
    const frames = [];
    const frame = async () => frames.push(await shootPart(`journey-${frames.length + 1}`));
    await vscode.typeText('It began with one infusion [@ber');
    await vscode.waitForSuggested('berman2000');
    await frame();
    await vscode.press('Enter');
    await vscode.waitForLine('It began with one infusion [@berman2000]');
    await frame();
    await vscode.hover('berman2000', 'Biological Psychiatry');
    await frame();
    await vscode.dismiss();
    await vscode.toWord('RAADs');
    await vscode.hover('RAADs', 'rapid-acting antidepressant');
    await frame();
    const bytes = animate(frames);
    check(bytes < 1_000_000, `the animated picture has ${bytes} bytes`);
    await vscode.dismiss();
    await vscode.run('File: Revert File');
    restore();
  },
  'the picture of the README': async (vscode, { shoot }) => {
    await vscode.closeOthers('ketamine.md');
    await vscode.outline();
    await vscode.toWord('trial'); // a section with a card to show
    await vscode.hover('berman2000', 'Berman');
    await shoot('readme');
  },
};
