// The outline view in a bare Chromium: a page with VS Code's theme variables and content policy, and no
// extension.
//
//     node test/webview/browser/run.mjs            everything
//     node test/webview/browser/run.mjs keyboard   only tests whose suite or name has the word
//
// Ends with `N passed, N failed`. Every test also fails on an error on its page or a breach of the content
// policy.
import assert from 'node:assert/strict';
import { servePages } from './page.mjs';
import { accessibility } from './suites/accessibility.mjs';
import { contentPolicy } from './suites/contentPolicy.mjs';
import { filter } from './suites/filter.mjs';
import { hostileTexts } from './suites/hostileText.mjs';
import { keyboard } from './suites/keyboard.mjs';
import { pictures } from './suites/pictures.mjs';
import { references } from './suites/references.mjs';
import { size } from './suites/size.mjs';
import { updates } from './suites/updates.mjs';
import { openBrowser, View } from './view.mjs';

const suites = {
  contentPolicy,
  accessibility,
  keyboard,
  filter,
  references,
  updates,
  size,
  hostileTexts,
  pictures,
};
const largestBundle = 120_000;

const wanted = process.argv[2] ?? '';
const site = await servePages();
const browser = await openBrowser();
let passed = 0;
let failed = 0;

async function attempt(name, run) {
  try {
    const note = await run();
    passed++;
    console.log(`  ok    ${name}${note === undefined ? '' : ` (${note})`}`);
  } catch (error) {
    failed++;
    console.log(`  FAIL  ${name}\n${error.stack}`);
  }
}

try {
  await attempt('the bundle is small enough', () => {
    assert.ok(site.size <= largestBundle, `${site.size} bytes`);
    return `${(site.size / 1000).toFixed(1)} kB`;
  });
  for (const [suite, tests] of Object.entries(suites)) {
    const chosen = tests.filter(({ name }) => `${suite} ${name}`.includes(wanted));
    if (chosen.length > 0) console.log(suite);
    for (const { name, how, run } of chosen) {
      await attempt(name, async () => {
        const view = await View.open(browser, site.origin, how);
        try {
          return await run(view);
        } finally {
          await view.close();
        }
      });
    }
  }
} finally {
  await browser.close();
  site.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
