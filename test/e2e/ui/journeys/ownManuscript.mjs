// From the walkthrough to a manuscript of one's own and its bibliography, by keyboard alone.
import { existsSync } from 'node:fs';
import { check, eventually } from '../check.mjs';

const title = 'Write in your own manuscript';
const command = 'PsyCite: Choose Your Manuscript and Its Bibliography…';
const works = '@article{near2001,\n  author = {Near, A.},\n  title = {Near},\n  year = {2001}\n}\n';

/** Opens the list of manuscripts from the step of the walkthrough. */
async function toManuscripts(vscode) {
  await vscode.run('PsyCite: First Steps');
  await vscode.chooseStep(title);
  await vscode.pressInStep('Choose Your Manuscript');
  await vscode.waitForList('Your Manuscript');
}

/**
 * Takes a row of the list of manuscripts. The walkthrough may take the focus back while the list opens: then
 * it is opened anew.
 */
async function take(vscode, query, wanted, isTaken) {
  for (let times = 1; ; times += 1) {
    const taken = async () => {
      await vscode.find(query, wanted);
      await vscode.press('Enter');
      await isTaken(5000);
      return true;
    };
    if (await taken().catch((error) => times === 5 && Promise.reject(error))) return;
    await vscode.openPicker(command, 'Your Manuscript');
  }
}

const toBibliographies = (vscode) => (timeout) =>
  vscode.waitForList('Bibliography of This Manuscript', timeout);

async function undone(vscode) {
  await vscode.focusEditor();
  await vscode.press('Control+Z');
  await eventually(
    () => vscode.lines(),
    (lines) => lines.every((line) => !line.includes('bibliography:')),
    'one undo should take the declaration back',
  );
}

export const ownManuscript = {
  'a manuscript and its bibliography are chosen, it is declared, and one undo takes that back': async (
    vscode,
    { put, saved, shoot },
  ) => {
    put('own/thesis.md', '# Aim\n');
    put('own/works.bib', works);
    await toManuscripts(vscode);
    await shoot('own-manuscript');
    await take(vscode, 'thesis', 'thesis.md', toBibliographies(vscode));
    await vscode.find('works', 'works.bib');
    await shoot('own-bibliography');
    await vscode.accept();
    await vscode.waitForTab('thesis.md');
    await vscode.waitForLine('bibliography: works.bib');
    await undone(vscode);
    check(saved('own/thesis.md') === '# Aim\n' && saved('own/works.bib') === works, 'a file was changed');
    await vscode.run('File: Revert File');
  },
  'a bibliography is made where there is none, and one undo leaves nothing in it': async (
    vscode,
    { path, saved },
  ) => {
    await toManuscripts(vscode);
    await take(vscode, 'thesis', 'thesis.md', toBibliographies(vscode));
    await vscode.find('Make', 'Make references.bib');
    await vscode.accept();
    await vscode.waitForLine('bibliography: references.bib');
    await eventually(
      () => existsSync(path('sample', 'own', 'references.bib')),
      Boolean,
      'references.bib should be there',
    );
    await undone(vscode);
    check(saved('own/thesis.md') === '# Aim\n', 'the manuscript was changed');
    await vscode.run('File: Revert File');
  },
  'a manuscript is begun where the person says': async (vscode, { path, shoot }) => {
    await toManuscripts(vscode);
    await take(vscode, 'Begin', 'Begin a new one', (timeout) => vscode.waitForSaveDialog(timeout));
    await vscode.saveAs(path('sample', 'own', 'begun.md'));
    await vscode.waitForList('Bibliography of This Manuscript');
    await shoot('own-begun');
    await vscode.press('Escape');
    await vscode.waitForTab('begun.md');
  },
  'which ticks the step off': async (vscode) => {
    await vscode.run('PsyCite: First Steps');
    await eventually(
      () => vscode.steps(),
      (steps) => steps.find((step) => step.title === title)?.done === true,
      'the step should be ticked off',
    );
    await vscode.run('View: Close Editor');
  },
};
