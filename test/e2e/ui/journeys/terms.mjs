// Terms: cards, completion under VS Code's own settings for Markdown, and abbreviations.
import { check, eventually } from '../check.mjs';

const cards = {
  SAADs: 'slow-acting antidepressant',
  NMDARs: 'N-methyl-D-aspartate receptor',
  NAc: 'nucleus accumbens',
};

export const terms = {
  'hovering SAADs, NMDARs and NAc shows what they stand for': async (vscode, { shoot }) => {
    await vscode.newParagraph('');
    await vscode.paste('Unlike SAADs, drugs at NMDARs reach the NAc within hours.');
    for (const [short, long] of Object.entries(cards)) {
      const card = await vscode.hover(short, long);
      check(card.includes('Abdallah et al. 2018'), `the card does not say where it is from: ${card}`);
      await shoot(`term-hover-${short}`);
    }
    await vscode.run('File: Revert File');
  },
  'NMD offers the term, written out at its first use': async (vscode, { shoot }) => {
    await vscode.newParagraph('Ketamine blocks the NMD');
    const labels = await vscode.suggestions('NMDAR');
    check(
      labels[0].startsWith('N-methyl-D-aspartate receptor (NMDAR)'),
      `the suggestions are ${labels.join(' | ')}`,
    );
    const words = labels.filter((label) => !/receptor|NMDA|antagonist/.test(label));
    check(words.length === 0, `the list holds other words: ${words.join(' | ')}`);
    await shoot('term-suggest');
    await vscode.press('Tab');
    await vscode.waitForLine(/^Ketamine blocks the N-methyl-D-aspartate receptor \(NMDAR\)$/);
  },
  'after that, the short form': async (vscode) => {
    await vscode.typeText('. Both forms of NMD');
    const labels = await vscode.suggestions('NMDAR');
    check(labels[0].startsWith('NMDAR,'), `the suggestions are ${labels.join(' | ')}`);
    await vscode.press('Escape');
    await vscode.run('File: Revert File');
  },
  'plain prose opens no list, and Enter and Tab do what they always do': async (vscode) => {
    await vscode.newParagraph('');
    const lists = await vscode.suggestListsDuring(async () => {
      await vscode.typeText('The patients were asked twice, and they said so.');
      await vscode.press('Enter');
      await vscode.press('Tab');
      await vscode.typeText('Most were glad');
      await vscode.press('Enter');
      await vscode.typeText('that the infusions were brief');
      await vscode.press('Enter');
      // Not behind a full stop: VS Code's own Markdown asks for a list there, which on a slow machine comes at the next word.
      await vscode.typeText('NMD');
      await vscode.suggestions('NMDAR'); // by now every list that was coming has come
    });
    const early = lists.filter((line) => !line.endsWith('NMD'));
    check(early.length === 0, `lists opened in: ${early.join(' | ')}`);
    await vscode.press('Escape');
    await vscode.waitForLine(/^The patients were asked twice, and they said so\.$/);
    await vscode.waitForLine(/^Most were glad$/);
    await vscode.waitForLine(/^that the infusions were brief$/);
    await vscode.waitForLine(/^NMD$/);
    await vscode.run('File: Revert File');
  },
  'Enter behind a whole word ends the line, though terms go on from there': async (vscode, { shoot }) => {
    // Typed in one go: on a slow machine the list is opened several times before it shows.
    await vscode.newParagraph('What changed was synaptic');
    await vscode.suggestions('synaptic connectivity');
    await shoot('term-suggest-word');
    await vscode.press('Enter');
    await vscode.typeText('and more');
    await vscode.waitForLine(/^What changed was synaptic$/);
    await vscode.waitForLine(/^and more$/);
  },
  'Tab accepts, and so does Enter once an arrow has chosen': async (vscode) => {
    await vscode.newParagraph('It was synaptic conn');
    await vscode.suggestions('synaptic connectivity');
    await vscode.press('Tab');
    await vscode.waitForLine(/^It was synaptic connectivity$/);
    await vscode.typeText(' and synap');
    await vscode.suggestions('synaptic plasticity');
    await vscode.chooseSuggestion('synaptic plasticity');
    await vscode.waitForLine(/^It was synaptic connectivity and synaptic plasticity$/);
    await vscode.run('File: Revert File');
  },
  'the setting turns it off': async (vscode, { settings }) => {
    settings({ 'psycite.terms.completion': false });
    try {
      await vscode.newParagraph('Ketamine blocks the NMD');
      await eventually(
        () => vscode.askForSuggestions(),
        (labels) => labels.every((label) => !label.includes('N-methyl')),
        'the terms should not be offered any more',
      );
      const lists = await vscode.suggestListsDuring(async () => {
        await vscode.typeText('A and NMD');
        await vscode.waitForLine('Ketamine blocks the NMDA and NMD');
        await vscode.hover('Ketamine', 'Abdallah et al. 2018'); // the server has answered what came before
      });
      check(lists.length === 0, `lists opened in: ${lists.join(' | ')}`);
    } finally {
      settings({});
      await vscode.run('File: Revert File');
    }
  },
  'a quick fix defines an abbreviation': async (vscode, { shoot }) => {
    await vscode.newParagraphBehind('abdallah2015prototype');
    await vscode.paste(
      'Unlike SAADs, ketamine acts within hours; SAADs need weeks. Most SAADs raise monoamines.',
    );
    await vscode.waitForHint();
    const titles = await vscode.codeActions('SAADs');
    const fix = titles.find((title) => /slow-acting antidepressants? \(SAADs?\)/i.test(title));
    check(fix !== undefined, `the fixes are ${titles.join(' | ')}`);
    await shoot('term-quick-fix');
    await vscode.chooseAction(fix);
    await vscode.waitForLine(/^Unlike slow-acting antidepressants \(SAADs\), ketamine acts/);
    await vscode.run('File: Revert File');
  },
};
