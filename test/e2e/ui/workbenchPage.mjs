// VS Code's workbench as a person uses it. Every wait is for a state, never for a time.
const patience = 20_000;

export class WorkbenchPage {
  #page;
  /** What the page's console said about the content security policy. */
  policyViolations = [];

  constructor(page) {
    this.#page = page;
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) this.policyViolations.push(message.text());
    });
  }

  get editor() {
    return this.#page.locator('.editor-instance .monaco-editor').first();
  }

  async ready() {
    await this.#page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await this.editor.locator('.view-line').first().waitFor({ timeout: 60_000 });
  }

  screenshot(path) {
    return this.#page.screenshot({ path });
  }

  press(keys) {
    return this.#page.keyboard.press(keys);
  }

  typeText(text) {
    return this.#page.keyboard.type(text, { delay: 40 });
  }

  /** Runs a command by its title, as the palette shows it. */
  async run(title) {
    await this.press('F1');
    const input = this.#page.locator('.quick-input-widget input');
    await input.waitFor({ timeout: patience });
    await input.fill(`>${title}`);
    await this.#page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: title })
      .first()
      .waitFor();
    await this.press('Enter');
    await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name) {
    await this.press('Control+P');
    const input = this.#page.locator('.quick-input-widget input');
    await input.waitFor({ timeout: patience });
    await input.fill(name);
    await this.#page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: name })
      .first()
      .waitFor();
    await this.press('Enter');
    await this.waitForTab(name);
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** Puts the cursor at the end of the document's last line. */
  async toEnd() {
    await this.editor.locator('.view-line').first().click();
    await this.press('Control+End');
  }

  /** The labels of the suggest widget, once it shows one that contains `wanted`. */
  async suggestions(wanted) {
    const widget = this.#page.locator('.suggest-widget.visible');
    await widget
      .locator('.monaco-list-row')
      .filter({ hasText: wanted })
      .first()
      .waitFor({ timeout: patience });
    return await widget
      .locator('.monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  }

  async text() {
    const lines = await this.editor.locator('.view-lines').textContent();
    return lines.replaceAll('\u00a0', ' ');
  }

  /** Takes away cards and lists that lie over the text. */
  async dismiss() {
    await this.#page.mouse.move(5, 5);
    await this.press('Escape');
    await this.#page.locator('.monaco-hover:not(.hidden)').waitFor({ state: 'hidden' });
  }

  /**
   * Moves the mouse over a word of the editor and gives the text of the card that holds `wanted`. VS Code asks once
   * for a card: where the answer was not ready yet, the mouse goes away and comes back.
   */
  async hover(word, wanted) {
    const card = this.#page.locator('.monaco-hover:not(.hidden)').filter({ hasText: wanted }).first();
    for (const until = Date.now() + patience; ; ) {
      await this.#page.mouse.move(5, 5);
      const box = await this.#boxOf(word);
      await this.#page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
      const shown = card.waitFor({ timeout: 3000 }).then(() => true);
      if (await shown.catch(() => false)) return await card.textContent();
      if (Date.now() > until) throw new Error(`Hovering “${word}” shows no card with “${wanted}”.`);
    }
  }

  /** Where a word stands on the screen: VS Code renders a line as spans that need not end where words do. */
  async #boxOf(word) {
    const handle = await this.#page.waitForFunction(
      (wanted) => {
        for (const line of document.querySelectorAll('.editor-instance .view-line')) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const start = node.data.replaceAll('\u00a0', ' ').indexOf(wanted);
            if (start === -1) continue;
            const range = document.createRange();
            range.setStart(node, start);
            range.setEnd(node, start + wanted.length);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x, y, width, height };
          }
        }
        return undefined;
      },
      word,
      { timeout: patience },
    );
    return await handle.jsonValue();
  }

  /** The document of PsyCite's view: a webview is a frame in a frame. Opens the view where it is not open. */
  async outline() {
    const tab = this.#page.locator('.activitybar').getByRole('tab', { name: /PsyCite/ });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.#page.locator('iframe.webview.ready').first().waitFor({ timeout: patience });
    const view = this.#page.frameLocator('iframe.webview.ready').first().frameLocator('iframe#active-frame');
    await view.locator('#outline').waitFor({ timeout: patience });
    return view;
  }

  async clickWord(word) {
    await this.dismiss();
    const box = await this.#boxOf(word);
    await this.#page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  async waitForTab(name) {
    await this.#page
      .locator(`.tab.active[data-resource-name="${name}"]`)
      .first()
      .waitFor({ timeout: patience });
  }

  /** Waits until the line of the cursor reads `text`. */
  async waitForCursorOn(text) {
    await this.#page.waitForFunction(
      (wanted) => {
        const current = document.querySelector('.editor-instance .current-line');
        const top = current?.getBoundingClientRect().top;
        return [...document.querySelectorAll('.editor-instance .view-line')].some(
          (line) =>
            Math.abs(line.getBoundingClientRect().top - top) < 2 &&
            line.textContent.replaceAll('\u00a0', ' ').trim() === wanted,
        );
      },
      text,
      { timeout: patience },
    );
  }
}
