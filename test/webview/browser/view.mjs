// One open outline view, and what a test can ask of it: the only place that knows the page's insides.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findChromium } from '../../e2e/host/chromium.mjs';
import { hostModules } from '../../e2e/host/paths.mjs';
import { setUp } from '../../e2e/host/setup.mjs';
import { updateOf } from '../updateOf.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The browser of the end-to-end tests. */
export async function openBrowser() {
  setUp();
  const { chromium } = createRequire(join(hostModules, 'any.js'))('playwright-core');
  const { executablePath, env } = findChromium();
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

export class View {
  /** What went wrong on the page: errors, and what the content policy refused. */
  #wrong = [];

  constructor(page) {
    this.page = page;
    page.on('pageerror', (error) => this.#wrong.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && this.#wrong.push(message.text()));
  }

  /** @param {{ theme?: string, width?: number, height?: number, media?: object }} how */
  static async open(browser, origin, { theme = 'dark', width = 320, height = 760, media = {} } = {}) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.emulateMedia(media);
    const view = new View(page);
    await page.goto(`${origin}/${theme}`);
    await page.locator('.app').waitFor();
    return view;
  }

  /** What the content policy refused since it was last asked; it is then no longer held against the page. */
  async refused() {
    const refused = await this.page.evaluate(() => window.violations.splice(0));
    this.#wrong = this.#wrong.filter((message) => !/content security policy|EvalError/i.test(message));
    return refused;
  }

  /** Closes the page, and fails where anything went wrong on it meanwhile. */
  async close() {
    const violations = await this.page.evaluate(() => window.violations);
    await this.page.close();
    assert.deepEqual([...this.#wrong, ...violations], []);
  }

  /** What the extension would post; returns once it is drawn. */
  async post(...messages) {
    await this.page.evaluate(async (all) => {
      for (const message of all) window.postMessage(message, '*');
      await new Promise((done) => setTimeout(done));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, messages);
  }

  async show(data, ...more) {
    await this.post({ type: 'data', data: updateOf(data) }, ...more);
  }

  /** What the view sent since it was last asked. */
  async sent() {
    return this.page.evaluate(() => window.sent.splice(0));
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
    await this.settle();
  }

  /** Lets the view draw what it has to. */
  async settle() {
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  row(label) {
    return this.page.locator('.row').filter({ has: this.page.getByText(label, { exact: true }) });
  }

  tree(name) {
    return this.page.locator(name === 'found' ? '.found .tree' : `.pane-${name} .tree`);
  }

  /** The labels of the rows drawn in a tree. */
  async labels(name) {
    return this.tree(name).locator('.row .label').allTextContents();
  }

  /** The label of the row that has the focus, or the accessible name of what else has it. */
  async focused() {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return (
        element.querySelector('.label')?.textContent ??
        element.getAttribute('aria-label') ??
        element.textContent.trim()
      );
    });
  }

  /** Types into the filter, all at once. */
  async find(query) {
    await this.page.getByRole('textbox').fill(query);
    await this.settle();
  }

  async focusFilter() {
    await this.page.getByRole('textbox').focus();
  }

  async count(selector) {
    return this.page.locator(selector).count();
  }

  /** How many elements stand within those that a selector names. */
  async nodes(within = '#outline') {
    return this.page.evaluate((outer) => document.querySelectorAll(`:is(${outer}) *`).length, within);
  }

  /** The rules that the page breaks, each with the elements concerned. */
  async accessibilityProblems() {
    await this.page.evaluate(axeSource);
    const { violations } = await this.page.evaluate(() => window.axe.run(document));
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
    );
  }
}
