// The commands around citing: from the palette to what stands in the text and on the clipboard.
import { check, eventually } from '../check.mjs';

export const citingCommands = {
  'several works are picked by live search and cited at the cursor, in one citation': async (
    vscode,
    { shoot },
  ) => {
    await vscode.newParagraph('Two trials opened a field ');
    await vscode.openPicker('PsyCite: Insert Citation', 'Insert Citation');
    const row = await vscode.find('ketamine depressed berman', 'Berman et al. 2000');
    check(/@berman2000/.test(row) && /Antidepressant/.test(row), `the row is ${row}`);
    await vscode.tick('Berman et al. 2000');
    await vscode.find('zarate 2006', 'Zarate et al. 2006');
    await vscode.tick('Zarate et al. 2006');
    await shoot('insert-citation');
    await vscode.accept();
    await vscode.waitForLine('Two trials opened a field [@berman2000; @zarate2006]');
    await vscode.press('Control+Z');
    await vscode.waitForLine(/^Two trials opened a field$/);
    await vscode.run('File: Revert File');
  },
  'a work of the paper is picked, cited and added to the bibliography in one step': async (
    vscode,
    { saved, shoot },
  ) => {
    await vscode.newParagraph('The trials were pooled ');
    await vscode.openPicker('PsyCite: Insert Citation', 'Insert Citation');
    const row = await vscode.find('mcgirr', 'McGirr et al. 2015');
    check(/not in your bibliography/.test(row), `the row is ${row}`);
    await vscode.tick('McGirr et al. 2015');
    await vscode.find('zarate 2006', 'Zarate et al. 2006');
    await vscode.tick('Zarate et al. 2006');
    await vscode.accept();
    await vscode.waitForLine('The trials were pooled [@zarate2006; @mcgirr2015]');
    await eventually(
      () => saved('references.bib'),
      (text) => text.includes('mcgirr2015'),
      'the bibliography, which nobody looks at, should be saved',
    );
    await shoot('insert-citation-of-pack');
    await vscode.focusEditor();
    await vscode.press('Control+Z');
    await eventually(
      () => saved('references.bib'),
      (text) => !text.includes('mcgirr2015'),
      'one undo should take the entry away too, and leave nothing unsaved',
    );
    await vscode.run('File: Revert File');
    await vscode.closeOthers('ketamine.md');
  },
  'a selection is copied with its citations written out': async (vscode, { shoot }) => {
    await vscode.newParagraph('It was shown twice [see @berman2000, p. 3; @nobody1999] by @zarate2006.');
    await vscode.selectLineOf('twice');
    await vscode.run('PsyCite: Copy Selection as Formatted Text');
    await vscode.waitForMessage('Copied as formatted text');
    await vscode.press('End');
    await vscode.press('Enter');
    await vscode.press('Control+V');
    await vscode.waitForLine(
      'It was shown twice [see @berman2000, p. 3; @nobody1999] by Zarate et al. (2006).',
    );
    await shoot('copy-as-text');
    await vscode.run('File: Revert File');
  },
  'the bibliography of the manuscript is copied in its style': async (vscode, { shoot }) => {
    await vscode.newParagraph('');
    await vscode.run('PsyCite: Copy Bibliography of This Manuscript');
    await vscode.waitForMessage(/^Copied \d+ references/);
    await vscode.press('Control+V');
    await vscode.waitForLine(/Antidepressant effects of ketamine in depressed patients/);
    await shoot('copy-bibliography');
    await vscode.run('File: Revert File');
  },
  'a bibliography is sorted and formatted, in one undoable step': async (vscode, { shoot }) => {
    await vscode.openFile('references.bib');
    await vscode.focusEditor();
    await vscode.press('Control+Home');
    await vscode.typeText('@misc{zzz1999,title={Last of all},year=1999}');
    await vscode.press('Enter');
    await vscode.run('PsyCite: Sort and Format Bibliography');
    await vscode.waitForLine(/^@article\{abdallah2015prototype,$/); // first is first again
    await vscode.press('Control+End');
    await vscode.waitForLine(/^@misc\{zzz1999,$/);
    await shoot('tidy-bibliography');
    await vscode.press('Control+Z');
    await vscode.press('Control+Home');
    await vscode.waitForLine('@misc{zzz1999,title={Last of all},year=1999}');
    await vscode.run('File: Revert File');
    await vscode.openFile('ketamine.md');
  },
};
