// Whatever a command writes is taken back by one undo, and no file is left changed. The other journeys undo
// what they write: a citation with its entry, a conversion, a declaration, an entry, a rename, a sorted file.
import { existsSync, readFileSync } from 'node:fs';
import { pmid } from '../../host/services.mjs';
import { check, eventually } from '../check.mjs';

const files = ['ketamine.md', 'references.bib'];

/** Acts in the file that is open, saved; undoes once: each file is as it was, and none is unsaved. */
async function takenBack(vscode, saved, act, written) {
  const before = files.map(saved);
  const lines = await vscode.settledLines();
  await act();
  await vscode.waitForLine(written);
  await vscode.focusEditor();
  await vscode.press('Control+Z');
  await eventually(
    () => vscode.lines(),
    (now) => JSON.stringify(now) === JSON.stringify(lines),
    'one undo should bring the text back',
  );
  await eventually(
    async () => [files.filter((name, index) => saved(name) !== before[index]), await vscode.unsaved()],
    ([changed, unsaved]) => changed.length === 0 && unsaved.length === 0,
    'no file should be left changed or unsaved',
  );
}

/** A paragraph that is saved, before the heading of the references. */
async function begun(vscode, saved, text) {
  await vscode.closeOthers('ketamine.md');
  await vscode.newParagraphBehind('connectivity');
  await vscode.paste(text);
  await vscode.run('File: Save');
  await eventually(
    () => saved('ketamine.md'),
    (now) => now.includes(text),
    'the paragraph should be saved',
  );
}

const both = 'Two trials (Berman et al., 2000; Zarate et al., 2006), and Murrough et al. (2013).';

export const undoInWeb = {
  'all citations of the manuscript are converted': async (vscode, { saved }) => {
    await begun(vscode, saved, both);
    const convert = () => vscode.run('PsyCite: Convert Author-Year Citations to Keys');
    await takenBack(vscode, saved, convert, 'Two trials [@berman2000; @zarate2006], and @murrough2013.');
  },
  'a work is looked up, added and cited': async (vscode, { saved }) => {
    await begun(vscode, saved, 'One trial');
    const add = async () => {
      await vscode.run('PsyCite: Add Reference…');
      await vscode.find(`pmid:${pmid}`, 'Look up');
      await vscode.accept();
    };
    await takenBack(vscode, saved, add, 'One trial [@pubmedson2000]');
  },
  'a work of the paper is cited from the outline': async (vscode, { saved }) => {
    await begun(vscode, saved, 'One review');
    const view = await vscode.outline();
    const add = async () => {
      await vscode.toFilter(view);
      await vscode.press('Control+A');
      await vscode.typeText('mcgirr');
      await view
        .getByRole('treeitem', { name: /McGirr/ })
        .first()
        .waitFor();
      await vscode.press('ArrowDown');
      await vscode.run('PsyCite: Outline: Insert Citation of Selected Work');
    };
    await takenBack(vscode, saved, add, 'One review [@mcgirr2015]');
    await vscode.toFilter(view);
    await vscode.press('Escape');
  },
  'a citation style is chosen': async (vscode, { saved }) => {
    await begun(vscode, saved, 'One style');
    await vscode.press('Control+Home');
    await vscode.waitForLine('bibliography:');
    const choose = async () => {
      await vscode.openPicker('PsyCite: Choose Citation Style…', 'Citation Style');
      await vscode.find('vancouver', 'Vancouver');
      await vscode.accept();
    };
    await takenBack(vscode, saved, choose, /^csl: /);
  },
  'short names of journals are added': async (vscode, { saved, restore }) => {
    restore();
    await vscode.openFile('references.bib');
    await vscode.focusEditor();
    await vscode.press('Control+Home');
    const add = () => vscode.run('PsyCite: Add Short Names of Journals');
    await takenBack(vscode, saved, add, /^shortjournal = /);
    await vscode.closeOthers('ketamine.md');
    check((await vscode.unsaved()).length === 0, 'something is unsaved');
  },
  'references are pasted into a bibliography': async (vscode, { saved, restore }) => {
    restore();
    await vscode.openFile('references.bib');
    await vscode.toEnd();
    await vscode.copyElsewhere('TY  - JOUR\nAU  - Risson, Ada\nTI  - A work as RIS\nPY  - 2019\nER  - \n');
    const paste = () => vscode.run('PsyCite: Paste References into This Bibliography');
    await takenBack(vscode, saved, paste, /^@article\{risson2019/);
    await vscode.closeOthers('ketamine.md');
  },
  'a term of one’s own is added to the glossary, which is made for it': async (vscode, { saved, path }) => {
    await begun(vscode, saved, 'One term');
    const manuscript = saved('ketamine.md');
    await vscode.run('PsyCite: Add Term');
    for (const [index, line] of ['rapid-acting antidepressant', 'RAADX', '', ''].entries()) {
      await vscode.waitForList(`Add Term (${index + 1}/4)`);
      await vscode.fillLine(line);
    }
    const glossary = path('sample', '.psycite', 'glossary.yaml');
    const written = () => (existsSync(glossary) ? readFileSync(glossary, 'utf8') : '');
    await eventually(
      written,
      (text) => text.includes('RAADX'),
      'the term should be in the glossary, on disk',
    );
    await vscode.openFile('glossary.yaml');
    await vscode.waitForLine(/RAADX/);
    await vscode.focusEditor();
    await vscode.press('Control+Z');
    await eventually(
      () => vscode.lines(),
      (lines) => lines.every((line) => line === ''),
      'one undo should take the term back',
    );
    await vscode.press('Control+S');
    await eventually(written, (text) => text === '', 'nothing of it should be left on disk');
    check((await vscode.unsaved()).length === 0, 'something is unsaved');
    check(saved('ketamine.md') === manuscript, 'the manuscript should be as it was');
    await vscode.closeOthers('ketamine.md');
  },
};

/** A page cannot ask a Zotero on the machine that shows it. */
export const undo = {
  ...undoInWeb,
  'a work is cited from Zotero': async (vscode, { saved, restore }) => {
    restore();
    await begun(vscode, saved, 'One more');
    const cite = async () => {
      await vscode.openPicker('PsyCite: Cite from Zotero', 'Cite from Zotero');
      await vscode.find('sanacora', 'Sanacora, Gerard 2016');
      await vscode.tick('Sanacora, Gerard 2016');
      await vscode.accept();
    };
    await takenBack(vscode, saved, cite, 'One more [@sanacora2016zotero]');
  },
};
