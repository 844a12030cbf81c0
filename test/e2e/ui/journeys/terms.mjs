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
  'NMD goes on behind the cursor, and Tab takes it': async (vscode, { shoot }) => {
    await vscode.newParagraph('Ketamine blocks the NMD');
    await vscode.waitForGhost('AR');
    await shoot('term-inline');
    await vscode.press('Tab');
    await vscode.typeText(' at once');
    await vscode.waitForLine(/^Ketamine blocks the NMDAR at once$/);
    await vscode.run('File: Revert File');
  },
  'the list, on request, writes the term out at its first use': async (vscode, { shoot }) => {
    await vscode.newParagraph('Ketamine blocks the NMD');
    await vscode.waitForGhost('AR');
    await vscode.press('Control+Space');
    const labels = await vscode.suggestions('NMDAR');
    check(
      labels[0].startsWith('N-methyl-D-aspartate receptor (NMDAR)'),
      `the suggestions are ${labels.join(' | ')}`,
    );
    await shoot('term-suggest');
    // VS Code goes to the item that stood behind the cursor.
    await vscode.chooseSuggestion('N-methyl-D-aspartate receptor (NMDAR)');
    await vscode.waitForLine(/^Ketamine blocks the N-methyl-D-aspartate receptor \(NMDAR\)$/);
  },
  'after that, the short form': async (vscode) => {
    await vscode.typeText(', and both forms of NMD');
    await vscode.waitForGhost('AR');
    await vscode.press('Control+Space');
    const labels = await vscode.suggestions('NMDAR');
    check(labels[0].startsWith('NMDAR,'), `the suggestions are ${labels.join(' | ')}`);
    await vscode.press('Escape');
    await vscode.run('File: Revert File');
  },
  'prose opens no list, and Enter does what it always does': async (vscode) => {
    await vscode.newParagraph('');
    const lists = await vscode.popUpsDuring(async () => {
      await vscode.typeText('The patients were asked twice, and they said so.');
      await vscode.press('Enter');
      await vscode.typeText('Ketamine in major');
      await vscode.waitForGhost('depressive');
      await vscode.press('Enter');
      await vscode.typeText('that the infusions were brief');
      await vscode.press('Enter');
      await vscode.typeText('It was synaptic conn');
      await vscode.waitForGhost('ectivity');
      await vscode.press('Enter');
      await vscode.typeText('NMD');
      await vscode.waitForGhost('AR'); // by now every list that was coming has come
    });
    check(lists.length === 0, `lists opened in: ${lists.join(' | ')}`);
    await vscode.press('Escape');
    await vscode.waitForLine(/^The patients were asked twice, and they said so\.$/);
    await vscode.waitForLine(/^Ketamine in major$/);
    await vscode.waitForLine(/^that the infusions were brief$/);
    await vscode.waitForLine(/^It was synaptic conn$/);
    await vscode.waitForLine(/^NMD$/);
    await vscode.run('File: Revert File');
  },
  'a term is looked up, and its card writes its short form': async (vscode, { shoot }) => {
    await vscode.newParagraph('Both act on the');
    await vscode.typeText(' ');
    await vscode.openPicker('PsyCite: Define…', 'Define');
    await vscode.find('NMDAR', 'N-methyl-D-aspartate receptor');
    await shoot('term-define-list');
    await vscode.press('Enter');
    await vscode.waitForList('N-methyl-D-aspartate receptor (NMDAR)');
    await shoot('term-define');
    await vscode.find('Insert “NMDAR”', 'Insert “NMDAR”');
    await vscode.accept();
    await vscode.waitForLine(/^Both act on the NMDAR$/);
    await vscode.run('File: Revert File');
  },
  'the setting turns it off': async (vscode, { settings }) => {
    settings({ 'psycite.terms.completion': 'off' });
    try {
      await vscode.newParagraph('Ketamine blocks the NMD');
      await eventually(
        () => vscode.askForSuggestions(),
        (labels) => labels.every((label) => !label.includes('N-methyl')),
        'the terms should not be offered any more',
      );
      await vscode.typeText('A and NMD');
      await vscode.hover('Ketamine', 'Abdallah et al. 2018'); // the server has answered what came before
      check((await vscode.ghosts()).length === 0, 'a term stands behind the cursor');
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
