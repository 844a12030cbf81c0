// A library without Berman: what is typed in the place of a key finds the right work first, its key whole.
import { check } from '../check.mjs';

const library = `@article{anticevic2013,
  author = {Anticevic, Alan and Kober, Hedy},
  title = {Labels of a library},
  year = {2013}
}
@article{mueller2011,
  author = {Müller, Anna},
  title = {On waking},
  year = {2011}
}
@article{mueller2019,
  author = {Müller, Anna},
  title = {On sleep},
  year = {2019}
}
@article{craving2001,
  author = {O'Brien, Conor},
  title = {On craving},
  year = {2001}
}
`;
const manuscript = '---\nbibliography: searched.bib\n---\n\nFirst line.\n';

/** By what is typed: the work that Enter takes. */
const words = {
  '[@müller 2019': 'mueller2019',
  "[@o'brien": 'craving2001',
  '[@Müller, 2019': 'mueller2019',
  '[@Müller (2019': 'mueller2019',
};

const byWords = Object.fromEntries(
  Object.entries(words).map(([typed, key]) => [
    `${typed} and Enter end as [@${key}]`,
    async (vscode) => {
      await vscode.newParagraphBehind('First');
      await vscode.closesBrackets();
      await vscode.typeText(`So ${typed}`);
      await vscode.waitForSuggested(key);
      await vscode.press('Enter');
      await vscode.waitForLine(`So [@${key}]`);
      await vscode.run('File: Revert File');
    },
  ]),
);

export const searching = {
  '[@ber offers Berman’s work of the paper before one by Kober, each with its whole key': async (
    vscode,
    { put, shoot },
  ) => {
    // In a folder of its own, where no other journey finds it near.
    put('searched/searched.bib', library);
    put('searched/searched.md', manuscript);
    await vscode.openFile('searched.md');
    await vscode.newParagraphBehind('First');
    await vscode.typeText('So [@ber');
    await vscode.waitForSuggested('berman2000');
    const labels = await vscode.suggestions('anticevic2013');
    check(labels[0].startsWith('berman2000'), `the suggestions are ${labels.join(' | ')}`);
    await shoot('search-first');
    const cut = await vscode.cutSuggestions();
    check(cut.length === 0, `these are not shown whole: ${cut.join(', ')}`);
    await vscode.press('Escape');
    await vscode.run('File: Revert File');
  },
  ...byWords,
};
