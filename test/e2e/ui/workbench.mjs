// The main jobs, as a person does them, in the Node host and in the web host. Leaves screenshots in shots/.
import { copyFileSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openBrowser } from '../host/browser.mjs';
import { startFront } from '../host/front.mjs';
import { makeHome } from '../host/home.mjs';
import { root, sample, shots } from '../host/paths.mjs';
import { startServer } from '../host/server.mjs';
import { startServices } from '../host/services.mjs';
import { addWebExtension, workbenchAddress } from '../insideVsCode.mjs';
import { tryAgain } from '../tryAgain.mjs';
import { animate } from './animation.mjs';
import { accessibility } from './journeys/accessibility.mjs';
import { citations, citationsInWeb } from './journeys/citations.mjs';
import { drafts } from './journeys/drafts.mjs';
import { explanation } from './journeys/explanation.mjs';
import { firstSteps, nothingOpen } from './journeys/firstSteps.mjs';
import { importing } from './journeys/importing.mjs';
import { outline } from './journeys/outline.mjs';
import { ownManuscript } from './journeys/ownManuscript.mjs';
import { packWorks } from './journeys/packWorks.mjs';
import { picture } from './journeys/picture.mjs';
import { preview } from './journeys/preview.mjs';
import { identifiers, references, zoteroOrg } from './journeys/references.mjs';
import { searching } from './journeys/searching.mjs';
import { terms } from './journeys/terms.mjs';
import { typing, typingInWeb } from './journeys/typing.mjs';
import { undefinedKey } from './journeys/undefinedKey.mjs';
import { undo, undoInWeb } from './journeys/undo.mjs';
import { WorkbenchPage } from './workbenchPage.mjs';

/**
 * In order: within a journey each step begins where the one before it ended. Each journey begins with
 * `ketamine.md` open, alone. `firstSteps` ends in another folder, so that none comes after it.
 */
const journeys = {
  citations,
  searching,
  packWorks,
  drafts,
  terms,
  typing,
  undefinedKey,
  explanation,
  undo,
  outline,
  preview,
  accessibility,
  picture,
  importing,
  references,
  identifiers,
  zoteroOrg,
  ownManuscript,
  firstSteps,
};
/**
 * This server's Markdown preview runs in the Node host, where an extension of the web host cannot add to it.
 * What the others do there is tested by the suites, which run in both hosts; the pages are the same.
 */
const webJourneys = {
  citations: citationsInWeb,
  searching,
  packWorks,
  typing: typingInWeb,
  undefinedKey,
  explanation,
  undo: undoInWeb,
  importing,
  identifiers,
  zoteroOrg,
  ownManuscript,
  firstSteps,
};
/** In a window of their own, without a folder. */
const emptyJourneys = { nothingOpen };

/**
 * `UPDATE_SCREENSHOT=1` also replaces the pictures that the README shows. `JOURNEYS=terms,outline` runs some
 * only.
 */
export async function runWorkbench() {
  const start = async ({ server, page }, folder, file) => {
    const at = remote(server.authority);
    const payload = [['extensionDevelopmentPath', at(root)], ...file.map((path) => ['openFile', at(path)])];
    await page.goto(workbenchAddress(server.origin, folder, payload));
  };
  const counts = await inBothWindows('', journeys, start);
  if (process.env.UPDATE_SCREENSHOT) {
    copyFileSync(join(shots, 'readme.png'), join(root, 'media/screenshot.png'));
    copyFileSync(join(shots, 'journey.png'), join(root, 'media/journey.png'));
  }
  return counts;
}

/** The extension and its language server in web workers. */
export function runWebWorkbench() {
  return inBothWindows('web-', webJourneys, async ({ server, page, onEnd }, folder, file) => {
    const front = await startFront(root, server.port);
    onEnd(() => front.stop());
    await addWebExtension(page, front);
    const payload = file.map((path) => ['openFile', remote(front.authority)(path)]);
    await page.goto(workbenchAddress(front.origin, folder, payload));
  });
}

/**
 * The journeys in a window with the sample, and those in an empty one. What fails runs again at the end, when
 * what runs beside may have ended.
 */
async function inBothWindows(prefix, withSample, start) {
  const total = { passed: 0, failed: 0 };
  const again = [];
  for (const [all, isEmpty] of [
    [withSample, false],
    [emptyJourneys, true],
  ]) {
    for (const wanted of groupsOf(chosen(all))) {
      const attempt = () => inHome(prefix, wanted, isEmpty, start);
      const { broken, ...counts } = await attempt().catch((error) => {
        console.error(error); // the window itself did not come
        return tryAgain(`${prefix}${wanted[0][0]}`, attempt);
      });
      total.passed += counts.passed;
      total.failed += counts.failed;
      again.push(...broken.map((one) => ({ ...one, isEmpty })));
    }
  }
  for (const { journey, passed, failed, isEmpty } of again) {
    const counts = await tryAgain(`${prefix}${journey[0]}`, () => inHome(prefix, [journey], isEmpty, start));
    total.passed += counts.passed - passed;
    total.failed += counts.failed - failed;
  }
  return total;
}

/** Journeys that leave settings, secrets or files behind, or want a fresh window: each group has its own. */
const apart = [['accessibility', 'importing'], ['undo', 'ownManuscript'], ['references'], ['zoteroOrg']];

/** What runs in one window: the journeys that share one, and those that are apart. */
const groupsOf = (wanted) =>
  [
    wanted.filter(([name]) => !apart.flat().includes(name)),
    ...apart.map((names) => wanted.filter(([name]) => names.includes(name))),
  ].filter((group) => group.length > 0);

const remote = (authority) => (path) => `vscode-remote://${authority}${path}`;

const chosen = (all) =>
  Object.entries(all).filter(([name]) => process.env.JOURNEYS?.split(',').includes(name) ?? true);

async function inHome(prefix, chosenJourneys, isEmpty, start) {
  mkdirSync(shots, { recursive: true });
  const services = await startServices();
  const home = makeHome({ machine: { 'psycite.services': addresses(services.url) } });
  const closing = [() => home.dispose(), () => services.stop()];
  try {
    const server = await startServer(home);
    closing.unshift(() => server.stop());
    const { page, close } = await openBrowser(home);
    closing.unshift(close);
    const vscode = new WorkbenchPage(page);
    const around = { home, server, page, onEnd: (end) => closing.unshift(end) };
    if (isEmpty) {
      await start(around, undefined, []);
      await vscode.shown();
    } else {
      await start(around, home.workspace, [join(home.workspace, 'ketamine.md')]);
      await vscode.ready();
      await vscode.hover('berman2000', 'Berman'); // the language server has started and read the bibliography
    }
    return await run(chosenJourneys, vscode, surroundings({ home, services }, vscode, prefix));
  } finally {
    for (const close of closing) await close();
  }
}

/** No service of the world is asked. */
const addresses = (url) =>
  Object.fromEntries([
    ...['doi', 'crossref', 'datacite', 'pubmed', 'idconv', 'europepmc', 'zotero'].map((name) => [name, url]),
    ...['arxiv', 'openlibrary', 'csl-styles'].map((name) => [name, url]),
    ['zotero-web', `${url}/zotero.org`],
  ]);

/** What a journey may look at and change beside the workbench. */
function surroundings({ home, services }, vscode, prefix) {
  const folder = join(home.workspace, '.vscode');
  return {
    services: services.state,
    write: (name, text) => writeFileSync(join(home.workspace, name), text),
    saved: (name) => readFileSync(join(home.workspace, name), 'utf8'),
    /** The editor alone, for the animated picture. Gives the path. */
    shootPart: async (name) => {
      const path = join(shots, `${prefix}${name}.png`);
      await vscode.screenshot(path, { x: 350, y: 35, width: 1050, height: 560 });
      return path;
    },
    /** Makes the animated picture; gives its size. */
    animate: (frames) => {
      const path = join(shots, `${prefix}journey.png`);
      animate(frames, 1.6, path);
      return statSync(path).size;
    },
    shoot: (name) => vscode.screenshot(join(shots, `${prefix}${name}.png`)),
    /** The path of a folder or file beside the workspace, or in it. */
    path: (...parts) => join(home.folder, ...parts),
    put: (name, text) => {
      mkdirSync(dirname(join(home.workspace, name)), { recursive: true });
      writeFileSync(join(home.workspace, name), text);
    },
    restore: () => cpSync(sample, home.workspace, { recursive: true }),
    /** Of the workspace: those of the user are the browser's, and no file that it watches. */
    settings: (changed) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'settings.json'), JSON.stringify(changed));
    },
  };
}

/** Counts of all steps, and of each journey with a step that failed. */
async function run(chosenJourneys, vscode, around) {
  const total = { passed: 0, failed: 0, broken: [] };
  for (const [index, journey] of chosenJourneys.entries()) {
    // Where that does not work, the steps tell.
    if (index > 0) await vscode.closeOthers('ketamine.md').catch(() => undefined);
    const { passed, failed } = await runSteps(journey, vscode, around);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) total.broken.push({ journey, passed, failed });
  }
  return total;
}

/** The time of a step that takes longer is told. Seconds. */
const slow = 5;

/** What comes behind a step that failed would begin elsewhere: it counts as failed and is not run. */
async function runSteps([journey, steps], vscode, around) {
  const all = Object.entries(steps);
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  console.log(`  ${journey}`);
  for (const [passed, [name, step]] of all.entries()) {
    const start = performance.now();
    try {
      await step(vscode, around);
      const long = (performance.now() - start) / 1000;
      console.log(`    ✔ ${name}${long < slow ? '' : `, ${long.toFixed(0)} s`}`);
    } catch (error) {
      console.error(
        `    ✘ ${name}, after ${seconds()}; ${all.length - passed - 1} steps behind it not run\n`,
        error,
      );
      await around.shoot(`failed-${journey}`).catch(() => undefined);
      around.restore();
      await vscode.recover();
      return { passed, failed: all.length - passed };
    }
  }
  console.log(`    ${seconds()}`);
  return { passed: all.length, failed: 0 };
}
