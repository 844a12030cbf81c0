// Citing a work that the paper knows and the bibliography does not.
import { check, eventually } from '../check.mjs';

export const packWorks = {
  'a work of the paper is offered, and says that it will be added': async (vscode, { saved, shoot }) => {
    check(!saved('references.bib').includes('mcgirr2015'), 'the sample should not hold McGirr et al. 2015');
    await vscode.newParagraph('The trials were pooled [@mcgirr');
    const [label] = await vscode.suggestions('mcgirr2015');
    check(/^mcgirr2015 +McGirr et al\. 2015 · .+ new/.test(label), `the suggestion is ${label}`);
    await shoot('pack-work-suggest');
  },
  'accepting it adds the entry in the form of the others': async (vscode, { saved, shoot }) => {
    await vscode.chooseSuggestion('mcgirr2015');
    await vscode.waitForLine('The trials were pooled [@mcgirr2015]');
    const added = await eventually(
      () => saved('references.bib'),
      (text) => text.includes('@article{mcgirr2015,'),
      'nobody looked at the bibliography: the entry should be saved',
    );
    check(added.includes('\n  doi = {10.1017/S0033291714001603},\n'), `the entry is ${added.slice(-500)}`);
    await vscode.openFile('references.bib');
    await vscode.focusEditor();
    await vscode.press('Control+End');
    await vscode.waitForLine('doi = {10.1017/S0033291714001603},');
    await shoot('pack-work-entry');
  },
  'one undo in the bibliography takes the entry away again': async (vscode, { saved }) => {
    await vscode.press('Control+Z');
    await vscode.waitForDirty('references.bib');
    await vscode.run('File: Save All Files');
    await eventually(
      () => saved('references.bib'),
      (text) => !text.includes('mcgirr2015') && text.includes('@article{zarate2006,'),
      'the entry should be gone and the rest should stand',
    );
    await vscode.openFile('ketamine.md');
    await vscode.removeParagraph('The trials were pooled [@mcgirr2015]');
  },
};
