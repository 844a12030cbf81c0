// The walkthrough, step by step as it asks for it, and what a person sees where nothing is open.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { check, eventually } from '../check.mjs';

const titles = [
  'Open the sample',
  'Complete a citation',
  'Hover a term',
  'Write in your own manuscript',
  'Import a paper',
];
const saved = new URL('../../../fixtures/import/full-text.txt', import.meta.url);

const toWalkthrough = (vscode) => vscode.run('PsyCite: First Steps');

/** Goes back to the walkthrough and looks whether a step is ticked off. */
async function isTicked(vscode, title) {
  await toWalkthrough(vscode);
  await eventually(
    () => vscode.steps(),
    (steps) => steps.find((step) => step.title === title)?.done === true,
    `the step “${title}” should be ticked off`,
  );
}

export const firstSteps = {
  'it opens by a command, and each step has its picture and words': async (vscode, { shoot }) => {
    await toWalkthrough(vscode);
    const steps = await vscode.steps();
    check(
      JSON.stringify(steps.map(({ title }) => title)) === JSON.stringify(titles),
      `the steps are ${JSON.stringify(steps)}`,
    );
    for (const [index, title] of titles.entries()) {
      const { step, picture, text } = await vscode.chooseStep(title);
      check(picture >= 400, `the picture of “${title}” is ${picture} px wide`);
      check(text.length > 100, `beside “${title}” stands: ${text}`);
      check(!/[`*]/.test(step), `“${title}” shows markup: ${step}`);
      await shoot(`first-steps-${index + 1}`);
    }
  },
  'it shows the outline': async (vscode) => {
    await vscode.showExplorer();
    await toWalkthrough(vscode); // it takes the focus
    await vscode.chooseStep(titles[0]);
    await vscode.pressInStep('Show the Outline');
    await vscode.waitForOutline();
    // Of several papers the one that was imported last is in view, and rows out of sight are not drawn.
    const papers = (await vscode.outline()).getByRole('region', { name: /^Papers?$/ });
    await papers.getByRole('treeitem').first().waitFor();
  },
  'completing a citation ticks its step off': async (vscode) => {
    await vscode.openFile('ketamine.md');
    await vscode.newParagraph('It began with one infusion [@ber');
    await vscode.suggestions('berman2000');
    await vscode.chooseSuggestion('berman2000');
    await vscode.waitForLine('It began with one infusion [@berman2000]');
    await vscode.run('File: Revert File');
    await isTicked(vscode, 'Complete a citation');
  },
  'hovering a term ticks its step off': async (vscode) => {
    await vscode.openFile('ketamine.md');
    await vscode.newParagraph('');
    await vscode.paste('Unlike SAADs, ketamine acts within hours.');
    await vscode.card('SAADs', 'slow-acting antidepressant');
    await vscode.run('File: Revert File');
    await isTicked(vscode, 'Hover a term');
  },
  'a saved paper is imported, and the outline shows it and, where it is open, its sections': async (
    vscode,
    { path, put, shoot },
  ) => {
    await toWalkthrough(vscode);
    put('saved.txt', readFileSync(saved, 'utf8'));
    await vscode.chooseStep('Import a paper');
    const choose = async () => {
      await vscode.pressInStep('Import a Paper');
      await vscode.choosePath(path('sample', 'saved.txt'));
    };
    // On a slow machine VS Code's dialog may take no answer any more: it is left, and opened again.
    await choose().catch(async () => {
      await vscode.press('Escape');
      await vscode.press('Escape');
      await toWalkthrough(vscode);
      await vscode.chooseStep('Import a paper');
      await choose();
    });
    await vscode.notification(/Imported “|Brought “/);
    const view = await vscode.outline();
    await view.getByRole('region', { name: 'Papers', exact: true }).waitFor();
    await shoot('first-steps-imported');
    await vscode.press('Escape');
    await vscode.openFile('saved.txt');
    const sections = view.getByRole('region', { name: 'Manuscript', exact: true });
    await sections.scrollIntoViewIfNeeded(); // the paper was shown, and rows out of sight are not drawn
    await sections
      .getByRole('treeitem', { name: /Introduction/ })
      .first()
      .waitFor();
    await shoot('first-steps-page');
    await isTicked(vscode, 'Import a paper');
  },
  'the sample is put where the person says, and opened': async (vscode, { path, shoot }) => {
    await vscode.closeOthers('ketamine.md'); // the dialog begins where the last file lies
    await toWalkthrough(vscode);
    await vscode.chooseStep(titles[0]);
    mkdirSync(path('elsewhere'));
    await vscode.pressInStep('Open the Sample');
    await vscode.choosePath(path('elsewhere'));
    await eventually(
      () => existsSync(path('elsewhere', 'psycite-sample', 'references.bib')),
      Boolean,
      'the sample should have been copied',
    );
    await vscode.waitForFile('ketamine.md');
    await shoot('first-steps-sample');
  },
};

export const nothingOpen = {
  'the outline says what to do': async (vscode, { shoot }) => {
    const view = await vscode.outline();
    await view.getByRole('button', { name: 'Open the sample manuscript' }).waitFor();
    await view
      .getByRole('treeitem', { name: /Abdallah et al\. 2018/ })
      .first()
      .waitFor();
    check(
      (await view.getByRole('region', { name: 'Coverage' }).count()) === 0,
      'there is nothing to cover yet',
    );
    await shoot('nothing-open');
    await vscode.toFilter(view);
    await vscode.tabTo(view.getByRole('button', { name: 'First steps' }));
    await vscode.press('Enter');
    const steps = await vscode.steps();
    check(steps.length === titles.length, `the steps are ${JSON.stringify(steps)}`);
    await shoot('nothing-open-first-steps');
  },
};
