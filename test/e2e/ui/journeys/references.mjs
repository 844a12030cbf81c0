// References that come from elsewhere: a Zotero, a PMID, and a work that was retracted.
import { pastedDoi, pmid, retractedDoi } from '../../host/services.mjs';
import { check, eventually } from '../check.mjs';

export const references = {
  'Zotero is connected; three works of it are picked, cited and written, and one undo takes all away': async (
    vscode,
    { saved, shoot },
  ) => {
    await vscode.run('PsyCite: Connect to Zotero');
    await vscode.newParagraph('Three came from elsewhere ');
    await vscode.openPicker('PsyCite: Insert Citation', 'Insert Citation');
    for (const [query, label] of [
      ['sanacora balancing', 'Sanacora 2016'],
      ['duman plasticity', 'Duman 2018'],
      ['krystal paradigm', 'Krystal 2019'],
    ]) {
      const row = await vscode.find(query, label);
      check(/in Zotero, not in your bibliography/.test(row), `the row is ${row}`);
      await vscode.tick(label);
    }
    await shoot('zotero-picked');
    await vscode.accept();
    await vscode.waitForLine(
      'Three came from elsewhere [@sanacora2016zotero; @duman2018zotero; @krystal2019zotero]',
    );
    await eventually(
      () => saved('references.bib'),
      (text) => ['sanacora', 'duman', 'krystal'].every((name) => text.includes(`@article{${name}`)),
      'the entries should be in the bibliography',
    );
    await vscode.focusEditor();
    await vscode.press('Control+Z');
    await eventually(
      () => saved('references.bib'),
      (text) => !text.includes('zotero'),
      'one undo should take the entries away too',
    );
    await vscode.run('File: Revert File');
    await vscode.closeOthers('ketamine.md');
  },
  'its works are completed behind the bibliography’s own': async (vscode, { shoot }) => {
    await vscode.newParagraph('As was shown [@krystal');
    const labels = await vscode.suggestions('krystal2019zotero');
    check(labels.at(-1)?.startsWith('krystal2019zotero'), `the list is ${labels.join(' | ')}`);
    await shoot('zotero-suggest');
    await vscode.press('Escape');
    await vscode.run('File: Revert File');
  },
};

/** In the web host too: nothing of it needs a program on this machine. */
export const identifiers = {
  'a PMID is added and cited': async (vscode, { saved }) => {
    await vscode.closeOthers('ketamine.md');
    await vscode.newParagraph('A trial ');
    await vscode.answer('PsyCite: Add Reference by Identifier', `pmid:${pmid}`);
    await vscode.waitForLine(/@pubmedson2000/);
    await eventually(
      () => saved('references.bib'),
      (text) => text.includes(pmid),
      'the entry should be in the bibliography',
    );
  },
  'a retracted work is asked about first': async (vscode, { saved, shoot }) => {
    await vscode.answer('PsyCite: Add Reference by Identifier', retractedDoi);
    await vscode.dialog('was retracted');
    await shoot('retracted');
    await vscode.press('Escape');
    check(!saved('references.bib').includes(retractedDoi), 'nothing should be written');
  },
  'a DOI that is pasted stays what it is, and becomes a citation with its entry where that is chosen': async (
    vscode,
    { saved, shoot },
  ) => {
    await vscode.openFile('ketamine.md');
    await vscode.newParagraph('Pasted ');
    await vscode.pasteFromClipboard(`https://doi.org/${pastedDoi}`);
    await vscode.waitForLine(`Pasted https://doi.org/${pastedDoi}`);
    await vscode.choosePaste('Paste as citation');
    await vscode.waitForLine('Pasted [@clipson2021]');
    await shoot('pasted');
    await eventually(
      () => saved('references.bib'),
      (text) => text.includes(pastedDoi),
      'the entry should be in the bibliography',
    );
    await vscode.run('File: Revert File');
    await vscode.closeOthers('ketamine.md');
  },
  'RIS that is pasted into a BibTeX file becomes an entry of it': async (vscode) => {
    await vscode.openFile('references.bib');
    await vscode.focusEditor();
    await vscode.press('Control+End');
    await vscode.pasteFromClipboard(
      'TY  - JOUR\nAU  - Risson, Ada\nTI  - A work as RIS\nPY  - 2019\nER  - \n',
    );
    await vscode.waitForLine(/@article\{risson2019/);
    await vscode.run('File: Revert File');
    await vscode.openFile('ketamine.md');
    await vscode.closeOthers('ketamine.md');
  },
};
