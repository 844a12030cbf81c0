// Typing: a citation in few keys in every language, and prose that nothing interrupts.
import { check, eventually } from '../check.mjs';
import { prose, words } from '../prose.mjs';

/** Words a minute; the pauses between words are as long as those between letters. */
const rate = Number(process.env.WORDS_A_MINUTE ?? 450);

/**
 * The long text takes minutes: by hand, `LONG_TEXT=1` types all of it, and `WORDS_A_MINUTE=60` as fast as a
 * person.
 */
const long = process.env.LONG_TEXT ? prose : prose.slice(0, 2);

/** From the mark that opens the place of a key to the finished citation, three letters typed. */
const citations = [
  { file: 'ketamine.md', word: 'connectivity', keys: '[@ber', take: 'Enter', gives: '[@berman2000]' },
  { file: 'ketamine.md', word: 'connectivity', keys: '[@zar', take: 'Tab', gives: '[@zarate2006]' },
  { file: 'ketamine.md', word: 'connectivity', keys: '@ber', take: 'Enter', gives: '@berman2000' },
  {
    file: 'ketamine.md',
    word: 'connectivity',
    before: '{cite:p}',
    keys: '`ber',
    take: 'Enter',
    end: '`',
    gives: '{cite:p}`berman2000`',
  },
  { file: 'ketamine.qmd', word: 'earlier', keys: '[@ber', take: 'Enter', gives: '[@berman2000]' },
  { file: 'closing.qmd', word: 'First', keys: '[@mul', take: 'Tab', gives: '[@mueller2019]' },
  { file: 'closing.Rmd', word: 'First', keys: '[@mul', take: 'Tab', gives: '[@mueller2019]' },
  {
    file: 'closing.Rnw',
    word: 'First',
    before: '\\cite',
    keys: '{mul',
    take: 'Enter',
    gives: '\\cite{mueller2019}',
  },
  {
    file: 'ketamine.tex',
    word: 'others',
    before: '\\parencite',
    keys: '{ber',
    take: 'Enter',
    gives: '\\parencite{berman2000}',
  },
  { file: 'ketamine.typ', word: 'prefrontal', keys: '@ber', take: 'Enter', gives: '@berman2000' },
  {
    file: 'ketamine.typ',
    word: 'prefrontal',
    before: '#cite',
    keys: '(<zar',
    take: 'Tab',
    gives: '#cite(<zarate2006>)',
  },
];

const mueller =
  '@article{mueller2019,\n  author = {Müller, Anna},\n  title = {On sleep},\n  year = {2019}\n}\n';
const declaring = (file) =>
  file.endsWith('.Rnw')
    ? '\\documentclass{article}\n\\begin{document}\nFirst line.\n\\bibliography{closing}\n\\end{document}\n'
    : '---\nbibliography: closing.bib\n---\n\nFirst line.\n';

/** In a folder of their own, where no other journey finds them near. */
const pathOf = (file) => (file.startsWith('closing') ? `closing/${file}` : file);

const inFewKeysOf = (some) =>
  Object.fromEntries(
    some.map(({ file, word, before = '', keys, take, end = '', gives }) => [
      `${before}${keys} and ${take} end as ${gives} in ${file}: ${keys.length + 1 + end.length} keys`,
      async (vscode, { put }) => {
        if (file.startsWith('closing')) {
          put(pathOf('closing.bib'), mueller);
          put(pathOf(file), declaring(file));
        }
        check(keys.length + 1 + end.length <= 6, 'more than six keys are pressed');
        await vscode.openFile(file);
        await vscode.newParagraphBehind(word);
        await vscode.closesBrackets();
        await vscode.typeText(`So ${before}${keys}`);
        await vscode.waitForSuggested(gives.match(/\w+\d{4}/)[0]);
        await vscode.press(take);
        await vscode.typeText(end);
        await vscode.waitForLine(`So ${gives}`);
        await vscode.run('File: Revert File');
      },
    ]),
  );

/** The lines as they are typed, each ended by Enter: what pops up meanwhile. */
async function write(vscode, lines) {
  for (const line of lines) {
    await vscode.typeText(line, 60_000 / (rate * 6));
    await vscode.press('Enter');
  }
}

const inMarkdown = [['ketamine.md', 'connectivity', long]];
const inOthers = [
  ['ketamine.qmd', 'earlier', prose.slice(1, 2)],
  ['closing.Rmd', 'First', prose.slice(6, 7)],
  ['ketamine.tex', 'since', prose.slice(13, 14)],
  ['ketamine.typ', 'prefrontal', prose.slice(24, 25)],
];

const undisturbed = (texts) =>
  Object.fromEntries(
    texts.map(([file, word, lines]) => [
      `prose in ${file}${lines === prose ? `, ${words} words,` : ''} opens nothing, and Enter ends each line`,
      async (vscode, { put, saved, restore }) => {
        if (file.startsWith('closing')) put(pathOf(file), declaring(file));
        await vscode.openFile(file);
        await vscode.newParagraphBehind(word);
        await vscode.dismiss();
        const shown = await vscode.popUpsDuring(() => write(vscode, lines));
        check(shown.length === 0, `${shown.length} pop-ups: ${shown.join(' | ')}`);
        await vscode.press('Control+S');
        await eventually(
          () => lines.filter((line) => !saved(pathOf(file)).split('\n').includes(line)),
          (lacking) => lacking.length === 0,
          'each line should be as it was typed',
        );
        restore();
        await vscode.run('File: Revert File');
      },
    ]),
  );

const early = {
  'a key that is typed before the language server is there gets its list': async (vscode, { shoot }) => {
    await vscode.openFile('ketamine.md');
    await vscode.reload();
    await vscode.toEnd();
    await vscode.press('Enter');
    await vscode.typeText('It began [@ber', 10);
    await vscode.suggestions('berman2000');
    await shoot('typing-early');
    await vscode.press('Escape');
    await vscode.run('File: Revert File');
  },
};

export const typing = { ...early, ...inFewKeysOf(citations), ...undisturbed([...inOthers, ...inMarkdown]) };

const endingOf = ({ file }) => file.slice(file.lastIndexOf('.'));
const oneOfEach = citations.filter(
  (one, index) => citations.findIndex((other) => endingOf(other) === endingOf(one)) === index,
);

/** What the host may change. What VS Code does by itself is the same in each text. */
export const typingInWeb = { ...early, ...inFewKeysOf(oneOfEach), ...undisturbed(inOthers.slice(0, 1)) };
