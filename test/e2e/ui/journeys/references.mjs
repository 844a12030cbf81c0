// References that come from elsewhere: a Zotero, zotero.org, a PMID, and a work that was retracted.
import { pastedDoi, pmid, retractedDoi, zoteroKey } from '../../host/services.mjs';
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
  'what differs from it is shown beside the file, and what is ticked is changed': async (
    vscode,
    { saved, write, shoot },
  ) => {
    const before = saved('references.bib');
    const entry = (key, family, given, title, year) =>
      `@article{${key},\n  title = {${title}},\n  author = {${family}, ${given}},\n  year = {${year}}\n}\n`;
    const [sanacora, duman] = [
      entry('sanacora2016zotero', 'Sanacora', 'Gerard', 'Balancing the promise', 2016),
      entry('duman2018zotero', 'Duman', 'Ronald', 'Plasticity', 2018),
    ];
    write('references.bib', `${before}${sanacora}${duman}`);
    await vscode.openPicker('PsyCite: Update References from Zotero', 'Update References from Zotero');
    const [left, right] = await vscode.diff('Balancing the promise of rapid treatments');
    check(/title = \{Plasticity\}/.test(left), `the file is ${left}`);
    check(/Plasticity of synapses in stress/.test(right), `with what Zotero has it is ${right}`);
    await vscode.find('duman', 'duman2018zotero');
    await shoot('zotero-update');
    await vscode.tick('duman2018zotero', false);
    await vscode.diffWithout('Plasticity of synapses in stress');
    await vscode.accept();
    await eventually(
      () => saved('references.bib'),
      (text) => text.includes('Balancing the promise of rapid treatments') && text.includes(duman),
      'the entry that stayed ticked should be changed, and the other not',
    );
    await vscode.waitForNoDiff();
    write('references.bib', before);
    await vscode.closeOthers('ketamine.md');
  },
  'until it is disconnected': disconnect,
};

/** In the web host too, where a Zotero on this machine cannot be asked. */
export const zoteroOrg = {
  'where no Zotero answers, zotero.org is connected with a key': async (vscode, { services, shoot }) => {
    services.zoteroRuns = false;
    await vscode.run('PsyCite: Connect to Zotero');
    await vscode.notification(/start Zotero/i);
    await vscode.pressInNotification('Use zotero.org…');
    await vscode.giveSecret(zoteroKey);
    await vscode.notification('zotero.org answers');
    await shoot('zotero-org');
    await vscode.dismiss();
    await vscode.newParagraph('As was shown [@webber');
    await vscode.suggestions('webber2017org');
    await vscode.press('Escape');
    await vscode.run('File: Revert File');
  },
  'and is so still for a server that starts anew, by the key that VS Code keeps': async (
    vscode,
    { services },
  ) => {
    services.atZoteroOrg = 2;
    // This VS Code keeps secrets as long as its window alone.
    await vscode.run('PsyCite: Restart Language Server');
    await vscode.newParagraph('As was shown [@webber');
    await eventually(
      () => vscode.askForSuggestions(),
      (labels) => labels.some((label) => label.startsWith('webber2018org')),
      'what lies at zotero.org since should be offered',
    );
    await vscode.press('Escape');
    await vscode.run('File: Revert File');
  },
  'until it is disconnected': disconnect,
};

/** Types an identifier into *Add Reference…* and takes the row that looks it up. */
async function lookUp(vscode, identifier) {
  await vscode.openPicker('PsyCite: Add Reference', 'Add Reference');
  await vscode.find(identifier, `Look up ${identifier}`);
  await vscode.accept();
}

/** In the web host too: nothing of it needs a program on this machine. */
export const identifiers = {
  'a PMID is added and cited, behind a blank': async (vscode, { saved }) => {
    await vscode.closeOthers('ketamine.md');
    await vscode.newParagraph('A trial');
    await lookUp(vscode, `pmid:${pmid}`);
    await vscode.waitForLine('A trial [@pubmedson2000]');
    await eventually(
      () => saved('references.bib'),
      (text) => text.includes(pmid),
      'the entry should be in the bibliography',
    );
  },
  'what was copied is added and cited by Enter alone': async (vscode, { saved, shoot }) => {
    await vscode.newParagraph('Another trial');
    await vscode.copyElsewhere('TY  - JOUR\nAU  - Copier, Anna\nTI  - Copied lines\nPY  - 2019\nER  - \n');
    await vscode.openPicker('PsyCite: Add Reference', 'Add Reference');
    await vscode.find('', 'Add what is on the clipboard');
    await shoot('clipboard');
    await vscode.accept();
    await vscode.waitForLine('Another trial [@copier2019]');
    await eventually(
      () => saved('references.bib'),
      (text) => text.includes('Copied lines'),
      'the entry should be in the bibliography',
    );
  },
  'a retracted work is asked about first': async (vscode, { saved, shoot }) => {
    await lookUp(vscode, retractedDoi);
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
  'and so in LaTeX and in Typst, as they cite': async (vscode) => {
    for (const [name, word, cited] of [
      ['ketamine.tex', 'infusions', 'Pasted \\parencite{clipson2021}'],
      ['ketamine.typ', 'glutamate surge', 'Pasted @clipson2021'],
    ]) {
      await vscode.openFile(name);
      await vscode.newParagraphBehind(word);
      await vscode.typeText('Pasted ');
      await vscode.pasteFromClipboard(pastedDoi);
      await vscode.waitForLine(`Pasted ${pastedDoi}`);
      await vscode.choosePaste('Paste as citation');
      await vscode.waitForLine(cited);
      await vscode.run('File: Revert File');
    }
    await vscode.openFile('ketamine.md');
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

async function disconnect(vscode, { services }) {
  await vscode.run('PsyCite: Disconnect from Zotero');
  await vscode.notification('not connected any more');
  await vscode.dismiss();
  Object.assign(services, { zoteroRuns: true, atZoteroOrg: 1 });
}
