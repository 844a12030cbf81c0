// Runs the mocha suites inside VS Code's extension hosts. VS Code reports to the page that shows its
// workbench: `codeAutomationLog` for every line of the suite's console, `codeAutomationExit` with the exit
// code.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './host/browser.mjs';
import { startFront } from './host/front.mjs';
import { makeHome } from './host/home.mjs';
import { root, shots, suites } from './host/paths.mjs';
import { installVsix, startServer } from './host/server.mjs';

const patience = 180_000;

/** The extension as it lies in the repository, in the Node extension host. */
export const runNodeHost = (options) =>
  inWorkbench('node', options, async ({ server, open }) => {
    const remote = (path) => `vscode-remote://${server.authority}${path}`;
    await open(server.origin, [
      ['extensionDevelopmentPath', remote(root)],
      ['extensionTestsPath', remote(join(suites, 'node/index.js'))],
    ]);
  });

/**
 * The extension as it is shipped: the .vsix installed as a user would, and only the suites loaded from the
 * repository, through an empty extension that carries them.
 */
export const runVsix = (vsix, options) =>
  inWorkbench('vsix', options, async ({ home, server, open }) => {
    await installVsix(home, vsix);
    const remote = (path) => `vscode-remote://${server.authority}${path}`;
    await open(server.origin, [
      ['extensionDevelopmentPath', remote(join(root, 'test/e2e/carrier'))],
      ['extensionTestsPath', remote(join(suites, 'node/index.js'))],
    ]);
  });

/** The extension in the web extension host, its language server in a worker. */
export const runWebHost = (options) =>
  inWorkbench('web', options, async ({ server, browser, open, onEnd }) => {
    const front = await startFront(root, server.port);
    onEnd(() => front.stop());
    await addWebExtension(browser.page, front, '/test/e2e/out/web/index.js');
    await open(front.origin, []);
  });

/**
 * Puts into the page what @vscode/test-web puts there: the extension under development, and its tests, by
 * address.
 * @param {string} [tests] the path of the suites
 */
export async function addWebExtension(page, front, tests) {
  const at = (path) => ({ scheme: 'http', authority: front.authority, path: `${front.prefix}${path}` });
  await page.addInitScript(addDevelopmentOptions, {
    extensions: [at('')],
    ...(tests !== undefined && { extensionTestsPath: at(tests) }),
  });
}

/** @returns {Promise<{ passed: number, failed: number }>} */
async function inWorkbench(name, { fail = false } = {}, start) {
  const home = makeHome({ settings: fail ? { 'psycite.e2e.fail': true } : {} });
  const closing = [];
  try {
    const server = await startServer(home);
    closing.unshift(() => server.stop());
    const browser = await openBrowser(home);
    closing.unshift(() => browser.close());
    const ended = listen(browser.page);
    const open = (origin, payload) => browser.page.goto(workbenchAddress(origin, home.workspace, payload));
    try {
      await start({ home, server, browser, open, onEnd: (close) => closing.unshift(close) });
      return await ended;
    } catch (error) {
      mkdirSync(shots, { recursive: true });
      await browser.page.screenshot({ path: join(shots, `failed-${name}.png`) }).catch(() => undefined);
      throw error;
    }
  } finally {
    for (const close of closing) await close();
    home.dispose();
  }
}

/** @param {string | undefined} folder the folder that is open, if one is */
export function workbenchAddress(origin, folder, payload) {
  const quiet = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const where = folder === undefined ? { ew: 'true' } : { folder };
  return `${origin}/?${new URLSearchParams({ ...where, payload: JSON.stringify([...payload, ...quiet]) })}`;
}

/** Resolves with the suite's counts once VS Code has said that it ended. Marks: see suites/results.ts. */
async function listen(page) {
  const [lineMark, resultMark] = ['psycite-e2e ', 'psycite-e2e-result '];
  /** @type {{ passed: number, failed: number } | undefined} */
  let counts;
  await page.exposeFunction('codeAutomationLog', (_kind, parts) => {
    const line = parts.join(' ');
    if (line.startsWith(resultMark)) counts = JSON.parse(line.slice(resultMark.length));
    else if (line.startsWith(lineMark)) console.log(line.slice(lineMark.length));
    else if (process.env.VERBOSE) console.log('  VS Code:', line);
  });
  const code = await new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    setTimeout(
      () => reject(new Error(`The suite did not end within ${patience / 1000} s.`)),
      patience,
    ).unref();
  });
  if (counts === undefined) throw new Error(`The suite ended with code ${code} and reported no result.`);
  if (code !== 0 && counts?.failed === 0) throw new Error(`The suite ended with code ${code}.`);
  return counts;
}

/** Runs in the page, before VS Code reads its configuration. */
function addDevelopmentOptions(options) {
  if (window.top !== window) return;
  const original = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = original.call(this, name);
    if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration' || !value) return value;
    const configuration = JSON.parse(value);
    return JSON.stringify({
      ...configuration,
      developmentOptions: { ...configuration.developmentOptions, ...options },
    });
  };
}
