// Citing, as a person does it: type, choose, look, jump, rename, fix, convert.
import { check, eventually } from '../check.mjs';
import { citingCommands } from './citingCommands.mjs';

const manuscripts = ['ketamine.md', 'ketamine.qmd', 'ketamine.tex', 'ketamine.typ'];
const all = [...manuscripts, 'references.bib'];

/** Writing with keys, in either host; the commands around it are the same in both. */
export const citationsInWeb = {
  'typing [@ketam offers Berman et al. 2000 by a word of its title': async (vscode, { shoot }) => {
    await vscode.newParagraph('It began with one infusion [@ketam');
    const labels = await vscode.suggestions('berman2000');
    check(
      labels.some((label) => label.includes('berman2000') && label.includes('Berman et al. 2000')),
      `the suggestions are ${labels.join(' | ')}`,
    );
    await shoot('citation-suggest');
  },
  'accepting it writes the key inside the bracket': async (vscode) => {
    await vscode.chooseSuggestion('berman2000');
    await vscode.waitForLine('It began with one infusion [@berman2000]');
    await vscode.run('File: Revert File');
  },
  'several words search in the place of a key, and a mistyped letter is taken back': async (
    vscode,
    { shoot },
  ) => {
    await vscode.newParagraph('It began with one infusion [@depressed patx');
    await vscode.press('Backspace');
    await vscode.suggestions('berman2000');
    await shoot('citation-words');
    await vscode.chooseSuggestion('berman2000');
    await vscode.waitForLine('It began with one infusion [@berman2000]');
    await vscode.run('File: Revert File');
  },
  'a comma asks for the next key of a MyST role': async (vscode) => {
    await vscode.newParagraph('It began with one infusion {cite:p}`berman2000,');
    await vscode.suggestions('zarate2006');
    await vscode.chooseSuggestion('zarate2006');
    await vscode.waitForLine('It began with one infusion {cite:p}`berman2000,zarate2006');
    await vscode.run('File: Revert File');
  },
  'the card of a key shows the work': async (vscode, { shoot }) => {
    const card = await vscode.card('murrough2013', 'Murrough');
    for (const part of ['American Journal of Psychiatry', '10.1176/appi.ajp.2013.13030392', 'Cited once'])
      check(card.includes(part), `the card lacks ${part}: ${card}`);
    await shoot('citation-hover');
  },
  'F12 goes to the entry': async (vscode, { shoot }) => {
    await vscode.toWord('murrough2013');
    await vscode.press('F12');
    await vscode.waitForTab('references.bib');
    await vscode.waitForCursorOn('@article{murrough2013,');
    await shoot('citation-definition');
    await vscode.openFile('ketamine.md');
  },
  'a key is not marked while it is being typed, and is once the cursor leaves it': async (
    vscode,
    { shoot },
  ) => {
    await vscode.newParagraph('It began with one infusion [@ketam');
    await vscode.suggestions('berman2000');
    check(!(await vscode.isProblemShownAfter(3000)), 'the key should not be marked while the list is open');
    await shoot('citation-being-typed');
    await vscode.press('Escape');
    check(!(await vscode.isProblemShownAfter(1000)), 'nor while the cursor stands in it');
    await vscode.press('Control+Home');
    await vscode.press('Control+End');
    await vscode.press('Home');
    await vscode.waitForProblem();
    await vscode.run('File: Revert File');
  },
  'Shift+F12 peeks at every use, in all manuscripts, at each once': async (vscode, { shoot }) => {
    await vscode.toWord('murrough2013');
    await vscode.press('Shift+F12');
    const files = await vscode.peekedFiles();
    check(files.join() === all.map((name) => `${name} 1`).join(), `the places are ${files.join()}`);
    await shoot('citation-references');
    await vscode.press('Escape');
  },
  'F2 renames in manuscripts and bibliography, and one undo takes all of it back': async (
    vscode,
    { saved, shoot },
  ) => {
    const before = all.map(saved);
    await vscode.rename('murrough2013', 'murrough2013a');
    await vscode.waitForLine('[@murrough2013a, p. 1134]');
    await vscode.run('File: Save All Files');
    await eventually(
      () => all.filter((name) => !saved(name).includes('murrough2013a')),
      (lacking) => lacking.length === 0,
      'each file should have the new key',
    );
    await shoot('citation-renamed');
    await vscode.focusEditor();
    await vscode.press('Control+Z');
    await vscode.waitForLine('[@murrough2013, p. 1134]');
    for (const name of all) await vscode.waitForDirty(name); // it opens the files that were closed
    await vscode.run('File: Save All Files');
    await eventually(
      () => all.filter((name, index) => saved(name) !== before[index]),
      (different) => different.length === 0,
      'one undo should bring every file back',
    );
    await vscode.closeOthers('ketamine.md');
  },
  'a quick fix fixes a misspelt key': async (vscode, { shoot }) => {
    await vscode.newParagraph('It began with one infusion [@bermann2000].');
    await vscode.waitForProblem();
    const titles = await vscode.codeActions('bermann2000');
    const fix = titles.find((title) => title.includes('“berman2000”'));
    check(fix !== undefined, `the fixes are ${titles.join(' | ')}`);
    await shoot('citation-quick-fix');
    await vscode.chooseAction(fix);
    await vscode.waitForLine('It began with one infusion [@berman2000].');
    await vscode.waitForNoProblem();
    await vscode.run('File: Revert File');
  },
  'a pasted paragraph becomes citations, in one undoable step': async (vscode, { shoot }) => {
    const pasted = 'Two trials opened a field (Berman et al., 2000; Zarate et al., 2006).';
    // Behind the heading of the references, what is typed is a list of them.
    await vscode.newParagraphBehind('connectivity');
    await vscode.paste(pasted);
    const card = await vscode.card('Zarate', 'Archives of General Psychiatry');
    check(card.includes('Found by'), `the card does not say how the work was found: ${card}`);
    await shoot('citation-author-year');
    const convert = 'Convert to [@berman2000; @zarate2006]';
    const titles = await vscode.codeActions('Zarate');
    check(titles.includes(convert), `the actions are ${titles.join(' | ')}`);
    await shoot('citation-convert');
    await vscode.chooseAction(convert);
    await vscode.waitForLine('Two trials opened a field [@berman2000; @zarate2006].');
    await vscode.press('Control+Z');
    await vscode.waitForLine(pasted);
    await vscode.run('File: Revert File');
  },
};

export const citations = { ...citationsInWeb, ...citingCommands };
