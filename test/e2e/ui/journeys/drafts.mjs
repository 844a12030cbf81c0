// A copied text, checked before it enters the manuscript.
import { check } from '../check.mjs';

export const drafts = {
  'a copied paragraph has its keys, citations and doses told, is fixed and inserted': async (
    vscode,
    { shoot },
  ) => {
    const title = 'Check Text from Clipboard';
    await vscode.newParagraph(
      'Ketamine 0.5 mg/kg helped [@bermann2000], as Quillfeather and Zarnow (2012) deny.',
    );
    await vscode.selectLineOf('helped');
    await vscode.press('Control+X');
    await vscode.openPicker(`PsyCite: ${title}`, title);
    await vscode.find('', 'Insert the Text at the Cursor');
    check(/dose, known/.test(await vscode.find('0.5', '0.5 mg/kg')), 'the dose should be known');
    const invented = await vscode.find('Quillfeather', 'citation, unknown');
    check(/No work fits/.test(invented), `the invented work is told as ${invented}`);
    const wrong = await vscode.find('bermann2000', 'problem, to fix');
    check(/is not defined/.test(wrong), `the wrong key is told as ${wrong}`);
    await vscode.find('', 'problem, to fix');
    await shoot('check-clipboard');
    await vscode.find('Change', 'berman2000');
    await vscode.press('Enter');
    await vscode.find('berman2000', 'key, known');
    await vscode.find('Insert', 'Insert the Text at the Cursor');
    await vscode.accept();
    await vscode.waitForLine(
      'Ketamine 0.5 mg/kg helped [@berman2000], as Quillfeather and Zarnow (2012) deny.',
    );
    await vscode.run('File: Revert File');
  },
};
