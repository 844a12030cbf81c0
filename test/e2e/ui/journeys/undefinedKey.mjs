// A key that no bibliography has: by keyboard alone, from the first work in an empty folder to an entry
// written by hand.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { check, eventually } from '../check.mjs';

const manuscript = '---\nbibliography: references.bib\n---\n\nFirst line.\n';

export const undefinedKey = {
  'nothing but a manuscript: the first work makes a bibliography, declared and saved; one undo takes all of it back':
    async (vscode, { path, shoot }) => {
      // Beside the workspace, where no bibliography lies above it.
      mkdirSync(path('fresh'), { recursive: true });
      writeFileSync(path('fresh', 'review.md'), '# Aim\n\n');
      await vscode.run('File: Open File...');
      await vscode.choosePath(path('fresh', 'review.md'));
      await vscode.waitForTab('review.md');
      await vscode.toEnd();
      await vscode.typeText('It began [@berman');
      await vscode.waitForSuggested('berman2000');
      await vscode.press('Enter');
      await vscode.waitForLine('It began [@berman2000]');
      await vscode.waitForLine('bibliography:');
      const made = path('fresh', 'references.bib');
      const onDisk = () => (existsSync(made) ? readFileSync(made, 'utf8') : '');
      await eventually(
        onDisk,
        (text) => text.includes('{berman2000,'),
        'the entry should be in references.bib, on disk',
      );
      await shoot('from-nothing');
      await vscode.focusEditor();
      await vscode.press('Control+Z');
      await eventually(
        onDisk,
        (text) => text.trim() === '',
        'one undo should take the entry back, and leave nothing of it on disk',
      );
      await eventually(
        () => vscode.lines(),
        (lines) => lines.every((line) => !line.includes('bibliography:')),
        'and the declaration',
      );
      await vscode.run('File: Revert File');
    },
  'it offers the nearest keys, a search and an entry': async (vscode, { put, shoot }) => {
    put('undefined.md', manuscript);
    await vscode.openFile('undefined.md');
    await vscode.newParagraphBehind('First');
    await vscode.typeText('It began [@zarat2006] and went on ');
    await vscode.waitForProblem();
    const titles = await vscode.codeActions('zarat2006');
    for (const wanted of [
      'Change to “zarate2006”',
      'Search references for “zarat 2006”…',
      'Create an entry “zarat2006”…',
    ])
      check(
        titles.some((title) => title.startsWith(wanted)),
        `“${wanted}” is not among ${titles.join(' | ')}`,
      );
    await shoot('undefined-key');
    await vscode.press('Escape');
    await vscode.run('File: Revert File');
  },
  'what is searched for is cited in its place, in one undoable step': async (vscode, { shoot }) => {
    await vscode.openFile('undefined.md');
    await vscode.newParagraphBehind('First');
    await vscode.typeText('It began [@zarateketamine] and went on ');
    await vscode.waitForProblem();
    await vscode.codeActions('zarateketamine');
    await vscode.chooseAction('Search references for');
    await vscode.waitForQuery('zarateketamine');
    await vscode.find('zarate 2006', 'Zarate et al. 2006');
    await shoot('undefined-key-search');
    await vscode.accept();
    await vscode.waitForLine('It began [@zarate2006] and went on');
    await vscode.press('Control+Z');
    await vscode.waitForLine('It began [@zarateketamine] and went on');
    await vscode.run('File: Revert File');
  },
  'an author-year citation that fits no work is searched for, and the work cited in its place': async (
    vscode,
    { shoot },
  ) => {
    await vscode.openFile('undefined.md');
    await vscode.newParagraphBehind('First');
    await vscode.typeText('As Nobodyson (2019) says, it began ');
    await vscode.codeActions('Nobodyson');
    await vscode.chooseAction('Search for “Nobodyson 2019”');
    await vscode.waitForQuery('Nobodyson 2019');
    await vscode.find('zarate 2006', 'Zarate et al. 2006');
    await shoot('unresolved-search');
    await vscode.accept();
    await vscode.waitForLine('As @zarate2006 says, it began');
    await vscode.run('File: Revert File');
  },
  'an entry is made in the bibliography, saved, the cursor in its first field; one undo leaves the file as it was':
    async (vscode, { saved, shoot }) => {
      const before = saved('references.bib');
      await vscode.openFile('undefined.md');
      await vscode.newParagraphBehind('First');
      await vscode.typeText('It began [@nobody2001] and went on ');
      await vscode.waitForProblem();
      await vscode.codeActions('nobody2001');
      await vscode.chooseAction('Create an entry');
      await vscode.waitForTab('references.bib');
      await vscode.typeText('Nobody');
      await vscode.waitForLine('author = {Nobody},');
      await shoot('undefined-key-entry');
      check(saved('references.bib').includes('@article{nobody2001,'), 'the entry should be on disk');
      // What was typed may be several steps, for the file was saved in between.
      const author = async () => (await vscode.lines()).find((line) => /^author = \{\w*\},$/.test(line));
      for (let seen = await author(); seen !== 'author = {},'; seen = await author()) {
        await vscode.press('Control+Z');
        await eventually(author, (now) => now !== seen, 'undo should change the line');
      }
      await vscode.press('Control+Z');
      await vscode.press('Control+S');
      await eventually(
        () => saved('references.bib'),
        (text) => text === before,
        'undo should leave the file as it was',
      );
      await vscode.run('View: Revert and Close Editor');
      await vscode.openFile('undefined.md');
      await vscode.run('File: Revert File');
    },
};
