// The outline beside the manuscript, while it is written.
import { check, eventually } from '../check.mjs';

/** The row of a section, work or term, by the beginning of its accessible name. */
const row = (outline, name) => outline.getByRole('treeitem', { name: new RegExp(`^\\s*${name}`) }).first();

const pane = (outline, name) => outline.getByRole('region', { name, exact: true });

export const outline = {
  'it shows the sections of the manuscript and of the paper': async (vscode, { shoot }) => {
    const outline = await vscode.outline();
    await row(pane(outline, 'Manuscript'), 'First trials').waitFor();
    await row(pane(outline, 'Paper'), 'Abdallah et al. 2018').waitFor();
    await shoot('outline');
  },
  'a click reveals the section': async (vscode) => {
    await vscode.focusEditor();
    await vscode.press('Control+Home');
    const outline = await vscode.outline();
    await row(pane(outline, 'Manuscript'), 'First trials').click();
    await vscode.waitForCursorOn('# First trials');
  },
  'Alt+Enter opens the section to the side': async (vscode) => {
    const view = await vscode.outline();
    const section = row(pane(view, 'Manuscript'), 'Mechanism');
    await section.focus();
    await section.press('Alt+Enter');
    await eventually(
      () => vscode.editorGroups(),
      (count) => count === 2,
      'there should be two groups of editors',
    );
    await vscode.run('View: Join All Editor Groups');
    await eventually(
      () => vscode.editorGroups(),
      (count) => count === 1,
      'the second group should be gone',
    );
  },
  'its counts change while the person types': async (vscode, { shoot }) => {
    const view = await vscode.outline();
    const name = () => row(pane(view, 'Manuscript'), 'References').textContent();
    await eventually(name, (seen) => seen.includes('0 words, 0 citations'), 'References should be empty');
    await vscode.newParagraph('One infusion was enough [@berman2000');
    await vscode.press('Escape');
    await eventually(
      name,
      (seen) => seen.includes('4 words, 1 citation'),
      'the counts should follow the typing',
    );
    await vscode.typeText('x');
    await eventually(name, (seen) => /1 undefined key/.test(seen), 'the undefined key should be counted');
    await shoot('outline-typing');
    await vscode.run('File: Revert File');
    await eventually(name, (seen) => seen.includes('0 words, 0 citations'), 'the counts should go back');
  },
  'the filter finds a work by its author, and Enter cites it': async (vscode, { shoot }) => {
    await vscode.newParagraph('One infusion was enough ');
    const view = await vscode.outline();
    await vscode.run('PsyCite: Filter the Outline');
    const box = view.getByRole('textbox');
    await box.fill('zarate');
    await row(view, 'Zarate').waitFor();
    await shoot('outline-filter');
    await box.press('Enter');
    await vscode.waitForLine('One infusion was enough [@zarate2006]');
    await shoot('outline-cited');
    await vscode.run('File: Revert File');
  },
  'a term is written out at its first use, by the keyboard alone': async (vscode) => {
    await vscode.newParagraph('Before that there were ');
    const view = await vscode.outline();
    await vscode.run('PsyCite: Filter the Outline');
    const box = view.getByRole('textbox');
    await box.fill('SAAD');
    const term = row(view, 'slow-acting antidepressant');
    await term.waitFor();
    await box.press('ArrowDown');
    await term.press('Enter');
    await vscode.waitForLine('Before that there were slow-acting antidepressant (SAAD)');
    await vscode.run('File: Revert File');
    await box.fill('');
  },
  'a work is added to the bibliography from its menu': async (vscode, { saved, shoot }) => {
    const view = await vscode.outline();
    const box = view.getByRole('textbox');
    await box.fill('mcgirr');
    await row(view, 'McGirr').click({ button: 'right' });
    await view.getByRole('menu').waitFor();
    await shoot('outline-menu');
    await view.getByRole('menuitem', { name: 'Add to bibliography' }).click();
    await vscode.waitForDirty('references.bib');
    await vscode.run('File: Save All Files');
    const added = await eventually(
      () => saved('references.bib'),
      (text) => text.includes('mcgirr2015'),
      'the entry should be in the bibliography',
    );
    check(added.includes('Psychological Medicine'), `the entry is ${added.slice(-500)}`);
    await eventually(
      () => row(view, 'McGirr').textContent(),
      (seen) => /in (?:the|your) bibliography/i.test(seen) && !/not in/i.test(seen),
      'the outline should say that it is in the bibliography',
    );
    await shoot('outline-added');
    await box.fill('');
  },
  'it keeps to its content security policy': async (vscode) => {
    const ours = vscode.policyViolations.filter((message) => message.includes('outline'));
    check(ours.length === 0, ours.join('\n'));
  },
};
