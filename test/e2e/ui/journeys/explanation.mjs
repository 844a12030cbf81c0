// “Explain Bibliography”: a page to read, in the words of the language, with something to do at each line.
import { check, eventually } from '../check.mjs';

export const explanation = {
  'it is read-only, and says what is used and where it is declared': async (vscode, { shoot }) => {
    await vscode.run('PsyCite: Explain Bibliography');
    await vscode.waitForLine('The bibliographies of ketamine.md');
    await vscode.waitForLine(/Used, \d+ entries: declared in the front matter\./);
    const lenses = await vscode.lenses('Go to the Declaration');
    check(lenses.includes('Open'), `the lenses are ${lenses.join(' | ')}`);
    await shoot('explanation');
    await vscode.typeText('x');
    check(
      (await vscode.lines()).every((line) => !line.startsWith('x')),
      'the page can be written in',
    );
    await vscode.press('Escape');
    await vscode.pressLens('Go to the Declaration', '## references.bib');
    await vscode.waitForTab('ketamine.md');
    await vscode.waitForCursorOn('bibliography: references.bib');
  },
  'a bibliography that lies near is told of at the first key, and one fix declares it': async (
    vscode,
    { put, shoot },
  ) => {
    put(
      'near/near.bib',
      '@article{near2001,\n  author = {Near, A.},\n  title = {Near},\n  year = {2001}\n}\n',
    );
    put('near/near.md', 'First line.\n');
    await vscode.openFile('near.md');
    await vscode.newParagraphBehind('First');
    await vscode.typeText('It began [@near2001] and went on ');
    await vscode.waitForInformation();
    await vscode.codeActions('near2001');
    await shoot('undeclared');
    await vscode.chooseAction('Add `bibliography: near.bib`');
    await vscode.waitForLine('bibliography: near.bib');
    await vscode.press('Control+Z');
    await eventually(
      () => vscode.lines(),
      (now) => now.every((line) => !line.includes('bibliography:')),
      'one undo should take the declaration back',
    );
    await vscode.run('File: Revert File');
  },
  'of a LaTeX file that has none it speaks LaTeX, and a bibliography is made and declared from there': async (
    vscode,
    { put, saved, shoot },
  ) => {
    put(
      'alone/alone.tex',
      '\\documentclass{article}\n\\usepackage{biblatex}\n\\begin{document}\nText.\n\\end{document}\n',
    );
    await vscode.openFile('alone.tex');
    await vscode.run('PsyCite: Explain Bibliography');
    await vscode.waitForLine('The bibliographies of alone.tex');
    const lines = await vscode.lines();
    check(
      lines.every((line) => !line.includes('front matter')),
      `a LaTeX file has no front matter: ${lines.join(' | ')}`,
    );
    await shoot('explanation-latex');
    await vscode.pressLens('Declare It', 'references.bib');
    await vscode.showTab('alone.tex');
    await vscode.waitForLine('\\addbibresource{../references.bib}');
    await eventually(
      () => saved('alone/alone.tex'),
      (text) => text.includes('addbib'),
      'nobody looked at the manuscript: it should be saved',
    );
    await vscode.press('Control+Z');
    await eventually(
      () => vscode.lines(),
      (now) => now.every((line) => !line.includes('addbib')),
      'one undo should take the declaration back',
    );
    await vscode.run('File: Revert File');
  },
};
