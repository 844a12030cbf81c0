// The outline beside the manuscript, while it is written.
import { check, eventually } from '../check.mjs';

/** The row of a section, work or term, by the beginning of its accessible name. */
const row = (outline, name) => outline.getByRole('treeitem', { name: new RegExp(`^\\s*${name}`) }).first();

const pane = (outline, name) => outline.getByRole('region', { name, exact: true });

/** Goes to a row by the keyboard alone: from the filter by Tab to its pane, in it by the arrows. */
async function toRow(vscode, view, paneName, name) {
  await vscode.toFilter(view);
  const within = pane(view, paneName);
  await vscode.tabTo(within.getByRole('treeitem'));
  await vscode.press('Home');
  const wanted = row(within, name).and(view.locator(':focus'));
  for (let rows = 0; (await wanted.count()) === 0; rows += 1) {
    check(rows < 60, `the arrows do not reach “${name}”`);
    await vscode.press('ArrowDown');
  }
}

/** Sections enough to scroll, each with one below it. */
const longManuscript = Array.from(
  { length: 40 },
  (_, index) => `# Chapter ${index + 1}\n\n## Part of it\n`,
).join('\n');

/**
 * What a person left the panes like. The trees that stand behind a filter are there again once it is empty.
 */
async function arrangement(outline) {
  const chapter = row(pane(outline, 'Manuscript'), 'Chapter 2 ');
  const paper = pane(outline, 'Paper');
  await chapter.waitFor();
  const tree = paper.getByRole('tree');
  await tree.waitFor();
  return {
    chapter: await chapter.getAttribute('aria-expanded'),
    scrolled: await tree.evaluate(({ scrollTop }) => scrollTop),
    // All rows, also those that are not drawn.
    height: await tree.evaluate(({ scrollHeight }) => scrollHeight),
    coverage: await pane(outline, 'Coverage')
      .getByRole('button', { name: 'Coverage' })
      .getAttribute('aria-expanded'),
  };
}

/** Types into the filter, and waits for what it finds to stand in place of the panes. */
async function filter(outline, query, wanted) {
  await outline.getByRole('textbox').fill(query);
  await outline.getByRole('region', { name: 'Manuscript', exact: true }).waitFor({ state: 'hidden' });
  await row(outline, wanted).waitFor();
}

/** Waits for an empty filter and the panes as they were left. */
async function expectLeft(outline, left) {
  await eventually(
    () => arrangement(outline),
    (now) => JSON.stringify(now) === JSON.stringify(left),
    `the panes should be as they were left, ${JSON.stringify(left)}`,
  );
  check((await outline.getByRole('textbox').inputValue()) === '', 'the filter should be empty');
}

export const outline = {
  'it shows the sections of the manuscript and of the paper': async (vscode, { shoot }) => {
    const outline = await vscode.outline();
    await row(pane(outline, 'Manuscript'), 'First trials').waitFor();
    await row(pane(outline, 'Paper'), 'Abdallah et al. 2018').waitFor();
    await shoot('outline');
  },
  'a click reveals the section, and so does Enter': async (vscode) => {
    await vscode.focusEditor();
    await vscode.press('Control+Home');
    const view = await vscode.outline();
    await row(pane(view, 'Manuscript'), 'First trials').click();
    await vscode.waitForCursorOn('# First trials');
    await toRow(vscode, view, 'Manuscript', 'Mechanism');
    await vscode.press('Enter');
    await vscode.waitForCursorOn('# Mechanism');
  },
  'Alt+Enter opens the section to the side': async (vscode) => {
    const view = await vscode.outline();
    await toRow(vscode, view, 'Manuscript', 'Mechanism');
    await vscode.press('Alt+Enter');
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
  'the filter finds a work by its author, Enter shows it, and a command cites it behind a blank': async (
    vscode,
    { shoot },
  ) => {
    await vscode.newParagraph('One infusion was enough');
    const view = await vscode.outline();
    await vscode.toFilter(view);
    await vscode.typeText('zarate');
    await row(view, 'Zarate').waitFor();
    await shoot('outline-filter');
    await vscode.press('Enter');
    await pane(view, 'Paper').locator('[role=treeitem]:focus').waitFor();
    await vscode.run('PsyCite: Outline: Insert Citation of Selected Work');
    await vscode.waitForLine('One infusion was enough [@zarate2006]');
    await shoot('outline-cited');
    await vscode.run('File: Revert File');
  },
  'a term is written out at its first use, by the keyboard alone': async (vscode) => {
    await vscode.newParagraph('Before that there were');
    const view = await vscode.outline();
    await vscode.toFilter(view);
    const box = view.getByRole('textbox');
    await vscode.typeText('SAAD');
    await row(view, 'slow-acting antidepressant').waitFor();
    await vscode.press('ArrowDown');
    await vscode.press('Shift+F10');
    await view.getByRole('menu').waitFor();
    await vscode.press('Enter');
    await vscode.waitForLine('Before that there were slow-acting antidepressant (SAAD)');
    await vscode.run('File: Revert File');
    await box.fill('');
  },
  'a work is added to the bibliography from its menu': async (vscode, { saved, shoot }) => {
    const view = await vscode.outline();
    const box = view.getByRole('textbox');
    await vscode.toFilter(view);
    await vscode.typeText('mcgirr');
    await row(view, 'McGirr').waitFor();
    await vscode.press('ArrowDown');
    await vscode.press('Shift+F10');
    await view.getByRole('menu').waitFor();
    await shoot('outline-menu');
    const entry = view.getByRole('menuitem', { name: 'Add to bibliography' }).and(view.locator(':focus'));
    while ((await entry.count()) === 0) await vscode.press('ArrowDown');
    await vscode.press('Enter');
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
  'after the side bar was hidden, panes are folded and scrolled as before, the filter empty': async (
    vscode,
    { write, shoot },
  ) => {
    write('thesis.md', longManuscript);
    await vscode.openFile('thesis.md');
    const view = await vscode.outline();
    await toRow(vscode, view, 'Manuscript', 'Chapter 2 ');
    await vscode.press('ArrowLeft');
    await vscode.tabTo(pane(view, 'Coverage').getByRole('button', { name: 'Coverage' }));
    await vscode.press('Enter');
    // What the filter found was shown where it belongs.
    await pane(view, 'Paper')
      .getByRole('tree')
      .evaluate((element) => element.scrollTo(0, 0));
    await toRow(vscode, view, 'Paper', 'Introduction');
    await vscode.press('ArrowRight');
    await pane(view, 'Paper').locator('[role=treeitem][aria-expanded=true][aria-level="2"]').waitFor();
    const tree = pane(view, 'Paper').getByRole('tree');
    await tree.evaluate((element) => element.scrollTo(0, 66));
    const left = await eventually(
      () => arrangement(view),
      ({ chapter, coverage, scrolled }) => chapter === 'false' && coverage === 'false' && scrolled > 0,
      'the panes should be folded and scrolled',
    );
    await filter(view, 'zarate', 'Zarate');
    await vscode.hideSideBar();
    await vscode.showSideBar();
    const shown = await vscode.outline();
    await shoot('outline-shown-again');
    await expectLeft(shown, left);
  },
  'and when the window was loaded anew': async (vscode, { shoot }) => {
    const view = await vscode.outline();
    const left = await arrangement(view);
    await filter(view, 'zarate', 'Zarate');
    await vscode.reload();
    await vscode.openFile('thesis.md');
    const shown = await vscode.outline();
    await shoot('outline-reloaded');
    await expectLeft(shown, left);
    await vscode.openFile('ketamine.md');
    await row(pane(shown, 'Manuscript'), 'First trials').waitFor();
  },
  'nothing moves where less motion is asked for': async (vscode) => {
    const view = await vscode.outline();
    // What moves is there only while the outline waits for its data.
    const moving = () =>
      view.locator('body').evaluate((body) => {
        const bar = document.createElement('div');
        bar.className = 'loading-bar';
        body.append(bar);
        const count = document.getAnimations().length;
        bar.remove();
        return count;
      });
    await vscode.reduceMotion(true);
    await eventually(moving, (count) => count === 0, 'nothing should move');
    await vscode.reduceMotion(false);
    await eventually(moving, (count) => count === 1, 'the bar should move where motion is welcome');
  },
  'it keeps to its content security policy': async (vscode) => {
    const ours = vscode.policyViolations.filter((message) => message.includes('outline'));
    check(ours.length === 0, ours.join('\n'));
  },
};
