// From a paper that was saved to a pack, by the dialog, with what was doubtful in view.
import { readFileSync } from 'node:fs';
import { check, eventually } from '../check.mjs';

const saved = new URL('../../../fixtures/import/browser-copy.txt', import.meta.url);

const moods = `<!DOCTYPE html><html><head><title>Moods</title>
<meta name="citation_title" content="An invented study of moods"><meta name="citation_author" content="Ada Alder"></head>
<body><div>Journal of Moods 12 (3), 2019, 1–9</div><h1>An invented study of moods</h1><h2>Abstract</h2><p>Moods fell.</p>
<h2>References</h2><ol><li>1. Alder AB. First title. J Moods. 1994;31:281–94.</li></ol></body></html>`;

export const importing = {
  'a saved page becomes a paper: the outline opens with it, and one sentence says what was found': async (
    vscode,
    { path, write, saved: read, shoot },
  ) => {
    write('page.txt', readFileSync(saved, 'utf8'));
    await vscode.run('PsyCite: Import Paper…');
    await vscode.choosePath(path('sample', 'page.txt'));
    const sentence = await vscode.notification('Imported “');
    check(/: \d+ sections?, \d+ references? and \d+ abbreviations?\./.test(sentence), `it says ${sentence}`);
    await vscode.waitForOutline();
    const view = await vscode.outline();
    // Rows out of sight are not drawn, but for the chosen one.
    const paper = view.locator('[role=treeitem][aria-selected=true]').filter({ hasText: 'Halvorsen' });
    await paper.waitFor();
    const place = await paper.evaluate((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return { top, bottom, height: innerHeight };
    });
    check(
      place.top >= 0 && place.bottom <= place.height,
      `the paper is out of sight: ${JSON.stringify(place)}`,
    );
    check(!(await vscode.isTabOpen('halvorsen2022.json')), 'raw JSON should not open');
    check(
      JSON.parse(read('.psycite/packs/halvorsen2022.json')).origin.file === 'page.txt',
      'it names its file',
    );
    await shoot('import-pack');
  },
  'the summary tells what was found and what is doubtful': async (vscode, { shoot }) => {
    await vscode.pressInNotification('Review Doubtful Places');
    await vscode.treeRow('Not among the').waitFor();
    await vscode.treeRow('Not abbreviations').waitFor();
    await shoot('import-summary');
  },
  'a doubtful item leads to its place in the saved page': async (vscode, { shoot }) => {
    await vscode.openTreeRow('PsyCite: Focus on Import View', 'Okoro & Lindqvist 1997');
    await vscode.waitForTab('page.txt');
    await eventually(
      () => vscode.cursorStatus(),
      (text) => /\(23 selected\)/.test(text),
      'the 23 characters of the citation should be selected',
    );
    await shoot('import-place');
  },
  'its references become a bibliography': async (vscode, { shoot }) => {
    await vscode.openPicker('PsyCite: Write References of a Paper to a Bibliography…', 'Write References');
    await vscode.find('Halvorsen', 'Halvorsen');
    await vscode.press('Enter');
    await vscode.find('BibTeX', 'BibTeX');
    await vscode.accept();
    await vscode.waitForLine(/^@article\{dupont2014,/);
    await shoot('import-references');
    await vscode.run('View: Revert and Close Editor');
  },
  'a doubtful field is accepted on a page of its own, by the keyboard': async (
    vscode,
    { path, write, shoot },
  ) => {
    write('moods.html', moods);
    await vscode.run('PsyCite: Import Paper…');
    await vscode.choosePath(path('sample', 'moods.html'));
    await vscode.notification('An invented study of moods');
    await vscode.pressInNotification('Review Doubtful Places');
    const page = await vscode.webview('.fields .field');
    const problems = await vscode.accessibilityProblems(page);
    check(problems.length === 0, problems.join('; '));
    await shoot('import-review');
    const fields = page.locator('.field');
    const before = await fields.count();
    await vscode.focusEditor();
    await page.locator('.field:focus').waitFor();
    await vscode.press('Enter');
    await eventually(
      () => fields.count(),
      (count) => count === before - 1,
      'what is accepted should be doubtful no more',
    );
    await vscode.run('View: Close Editor');
  },
};
