// The main job, as a person does it: type, choose, hover, jump, look at the outline. Leaves screenshots in shots/.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../host/browser.mjs';
import { makeHome } from '../host/home.mjs';
import { root, shots } from '../host/paths.mjs';
import { startServer } from '../host/server.mjs';
import { workbenchAddress } from '../insideVsCode.mjs';
import { WorkbenchPage } from './workbenchPage.mjs';

const check = (condition, message) => {
  if (!condition) throw new Error(message);
};

/** In order: each begins where the one before it ended. */
const tests = {
  'typing [@ber offers Berman et al. 2000': async (vscode) => {
    await vscode.toEnd();
    await vscode.press('Enter');
    await vscode.typeText('It began with one infusion [@ber');
    const labels = await vscode.suggestions('berman2000');
    check(labels[0].includes('Berman et al. 2000'), `the first suggestion is ${labels[0]}`);
    await vscode.screenshot(join(shots, 'suggest.png'));
  },
  'accepting it writes the key': async (vscode) => {
    await vscode.press('Enter');
    const text = await vscode.text();
    check(text.includes('one infusion [@berman2000'), `the text is ${text.slice(-200)}`);
    await vscode.run('File: Revert File');
  },
  'hovering the key shows the card': async (vscode) => {
    const card = await vscode.hover('murrough2013', 'Murrough');
    check(card.includes('American Journal of Psychiatry'), `the card is ${card}`);
    await vscode.screenshot(join(shots, 'hover-citation.png'));
  },
  'hovering a term shows its card': async (vscode) => {
    const card = await vscode.hover('glutamate surge', /glutamate surge/i);
    check(card.length > 40, `the card is ${card}`);
    await vscode.screenshot(join(shots, 'hover-term.png'));
  },
  'F12 goes to the entry': async (vscode) => {
    await vscode.clickWord('murrough2013');
    await vscode.press('F12');
    await vscode.waitForTab('references.bib');
    await vscode.openFile('ketamine.md');
  },
  'the outline shows the sections of the manuscript and of the paper': async (vscode) => {
    const outline = await vscode.outline();
    await outline.getByText('First trials').first().waitFor({ timeout: 20_000 });
    await outline.getByText('Abdallah et al. 2018').first().waitFor({ timeout: 20_000 });
    await vscode.screenshot(join(shots, 'outline.png'));
  },
  'a click in the outline reveals the section': async (vscode) => {
    const outline = await vscode.outline();
    await vscode.press('Control+Home');
    await outline.getByText('First trials').first().click();
    await vscode.waitForCursorOn('# First trials');
  },
  'the view keeps to its content security policy': async (vscode) => {
    const ours = vscode.policyViolations.filter((message) => message.includes('outline'));
    check(ours.length === 0, ours.join('\n'));
  },
  'the picture of the README': async (vscode) => {
    await vscode.hover('berman2000', 'Berman');
    await vscode.screenshot(join(shots, 'readme.png'));
  },
};

/** `UPDATE_SCREENSHOT=1` also replaces the picture that the README shows. */
export async function runWorkbench() {
  mkdirSync(shots, { recursive: true });
  const home = makeHome();
  const counts = { passed: 0, failed: 0 };
  const server = await startServer(home);
  const browser = await openBrowser(home);
  try {
    const vscode = new WorkbenchPage(browser.page);
    const remote = (path) => `vscode-remote://${server.authority}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(root)],
      ['openFile', remote(join(home.workspace, 'ketamine.md'))],
    ];
    await browser.page.goto(workbenchAddress(server.origin, home.workspace, payload));
    await vscode.ready();
    await vscode.hover('berman2000', 'Berman'); // the language server has started and read the bibliography
    for (const [name, run] of Object.entries(tests)) {
      try {
        await run(vscode);
        counts.passed += 1;
        console.log(`  ✔ ${name}`);
      } catch (error) {
        counts.failed += 1;
        console.error(`  ✘ ${name}\n`, error);
        await vscode.screenshot(join(shots, `failed-${counts.failed}.png`)).catch(() => undefined);
      }
    }
    if (process.env.UPDATE_SCREENSHOT)
      copyFileSync(join(shots, 'readme.png'), join(root, 'media/screenshot.png'));
  } finally {
    await browser.close();
    await server.stop();
    home.dispose();
  }
  return counts;
}
