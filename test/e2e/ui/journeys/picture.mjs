/** The last one: it leaves the workbench as the README shows it. */
export const picture = {
  'the picture of the README': async (vscode, { shoot }) => {
    await vscode.closeOthers('ketamine.md');
    await vscode.outline();
    await vscode.clickWord('trial'); // a section with a card to show
    await vscode.hover('berman2000', 'Berman');
    await shoot('readme');
  },
};
