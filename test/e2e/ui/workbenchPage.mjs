// VS Code's workbench as a person uses it. Every wait is for a state, never for a time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { eventually } from './check.mjs';

const patience = 30_000;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Markup and colours of VS Code's own lists and walkthroughs: the rule that they break whoever fills them,
 * and where.
 */
const ofVsCode = {
  'aria-allowed-attr': '.monaco-list-row, .getting-started-step',
  'aria-progressbar-name': '.monaco-progress-container',
  'aria-prohibited-attr': '.monaco-keybinding',
  'aria-required-children': '#quickInput_list, .getting-started-detail-container',
  'color-contrast': '.highlight, .line-numbers, .quick-input-list-label-meta *',
  'frame-title': 'iframe.webview',
  'image-alt': '.category-icon',
  'label-content-name-mismatch': '.monaco-list-row, .getting-started-step',
  list: '.gettingStartedContainer ul',
  'nested-interactive': '.monaco-list-row, .getting-started-step',
};

/** What axe finds in a frame or a part of it: `rule: where`. */
async function problemsOf(frame, selector, setAside = {}) {
  await frame.evaluate(axeSource);
  return await frame.evaluate(
    async ({ part, known }) => {
      const rules = part === undefined ? {} : { region: { enabled: false } };
      const { violations } = await window.axe.run(part ?? document, { elementRef: true, rules });
      return violations.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ element }) => known[id] === undefined || !element.matches(known[id]))
          .map(({ target }) => `${id}: ${target.join(' ')}`),
      );
    },
    { part: selector, known: setAside },
  );
}

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

  async shown() {
    await this.#page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
  }

  async ready() {
    await this.shown();
    await this.editor.locator('.view-line').first().waitFor({ timeout: 60_000 });
  }

  /** @param {{ x: number, y: number, width: number, height: number }} [clip] */
  screenshot(path, clip) {
    return this.#page.screenshot({ path, ...(clip && { clip }) });
  }

  press(keys) {
    return this.#page.keyboard.press(keys);
  }

  /** @param {number} [delay] between two keys, ms */
  typeText(text, delay = 15) {
    return this.#page.keyboard.type(text, { delay });
  }

  /**
   * Runs a command by its title, as the palette shows it. Where it opens a list or dialog of its own, that
   * stays.
   */
  async run(title) {
    await this.#pick('F1', `>${title}`, title);
    await this.#page.waitForFunction(
      () => {
        const input = document.querySelector('.quick-input-widget input[type=text]');
        return !input?.checkVisibility() || !input.value.startsWith('>');
      },
      undefined,
      { timeout: patience },
    );
  }

  /**
   * Opens a file of the workspace by its name. One that was made just now may be missing from the list: then
   * again.
   */
  async openFile(name) {
    for (let times = 1; ; times += 1) {
      await this.#pick('Control+P', name, name);
      if (
        await this.waitForTab(name).then(
          () => true,
          (error) => times === 3 && Promise.reject(error),
        )
      )
        break;
      await this.press('Escape');
    }
    await this.editor.locator('.view-line').first().waitFor();
  }

  /**
   * Waits until the editor closes brackets in an empty line: what a language is like is loaded when its first
   * file opens, and none is closed before the lines above are coloured.
   */
  async closesBrackets() {
    const bracket = /^\[\]?$/;
    for (let times = 0; times < 20; times += 1) {
      await this.typeText('[');
      const lines = await this.waitForLine(bracket);
      await this.press('Backspace');
      await eventually(
        () => this.lines(),
        (now) => !now.some((line) => bracket.test(line)),
        'the bracket should be gone',
      );
      if (lines.includes('[]')) return;
    }
    throw new Error('no bracket is closed');
  }

  /**
   * Opens a list by its keys, types, and takes the row that holds `wanted`. Enter takes the row that has the
   * focus, which may be what was used last: so it goes down until that is the one. A page that was opened
   * just before may take the focus and close the list: then again.
   */
  async #pick(keys, typed, wanted) {
    const input = this.#page.locator('.quick-input-widget input[type=text]');
    const rows = this.#page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: wanted, hasNotText: '(bibliographies)' }); // a page of ours about a file has its name
    const focused = rows.and(this.#page.locator('.focused')).first();
    const hasFocus = () =>
      focused.waitFor({ timeout: 1000 }).then(
        () => true,
        () => false,
      );
    const open = async () => {
      await this.press(keys);
      await input.waitFor({ timeout: 5000 });
      await input.fill(typed, { timeout: 2000 });
      await rows.first().waitFor({ timeout: 5000 });
      for (let row = 0; !(await hasFocus()); row += 1) {
        if (row === 10) throw new Error(`“${wanted}” does not come into focus`);
        await this.press('ArrowDown');
      }
    };
    for (const until = Date.now() + patience; ; ) {
      try {
        await open();
        break;
      } catch (error) {
        if (Date.now() > until) throw error;
        await this.press('Escape');
      }
    }
    await this.press('Enter');
  }

  /** Puts the cursor at the end of the document's last line. */
  async toEnd() {
    await this.focusEditor();
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
    const labels = () =>
      widget
        .locator('.monaco-list-row')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? '').join('\n'));
    return (await this.#settled(labels)).split('\n');
  }

  /** The names in the suggest widget that are drawn cut, for want of room. */
  cutSuggestions() {
    return this.#page.locator('.suggest-widget.visible .monaco-list-row .label-name').evaluateAll((names) =>
      names
        .filter((name) => {
          const { right } = name.getBoundingClientRect();
          const around = name.closest('.monaco-icon-label-container')?.getBoundingClientRect();
          return around === undefined || right > around.right + 1;
        })
        .map((name) => name.textContent ?? ''),
    );
  }

  /** Waits until the suggestion that Enter would take is `wanted`. */
  async waitForSuggested(wanted) {
    const focused = this.#page.locator('.suggest-widget.visible .monaco-list-row.focused');
    await eventually(
      async () => ((await focused.count()) > 0 ? await focused.first().getAttribute('aria-label') : ''),
      (label) => label?.startsWith(wanted) === true,
      `“${wanted}” should be the suggestion that is chosen`,
    );
  }

  /** Chooses in the suggest widget by arrow keys and Enter. */
  async chooseSuggestion(wanted) {
    const rows = this.#page.locator('.suggest-widget.visible .monaco-list-row');
    const focused = rows.and(this.#page.locator('.focused'));
    const label = () => focused.getAttribute('aria-label', { timeout: patience });
    // A list that is brought up to date meanwhile has its first item chosen again: that is no whole round.
    for (let rounds = 0, first = await this.#settled(label), seen = first; !seen.startsWith(wanted); ) {
      await this.press('ArrowDown');
      await eventually(label, (now) => now !== seen, 'the arrow should choose the next suggestion');
      // Enter takes what is chosen when it arrives: the list has to have come to rest before.
      seen = await this.#settled(label);
      if (seen === first) rounds += 1;
      if (rounds === 3) throw new Error(`There is no suggestion “${wanted}”.`);
    }
    await this.press('Enter');
  }

  /** What `read` gives once it has given the same for 300 ms. */
  async #settled(read) {
    for (let seen = await read(); ; ) {
      await this.#page.waitForTimeout(300);
      const now = await read();
      if (now === seen) return now;
      seen = now;
    }
  }

  /** The labels that Ctrl+Space brings, none where it brings nothing; the widget is closed again. */
  async askForSuggestions() {
    const rows = this.#page.locator('.suggest-widget.visible .monaco-list-row');
    await this.press('Escape');
    await this.press('Control+Space');
    await rows
      .first()
      .waitFor({ timeout: 3000 })
      .catch(() => undefined);
    const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
    await this.press('Escape');
    return labels;
  }

  /** What is suggested behind the cursor. */
  ghosts() {
    return this.editor.locator('.ghost-text-decoration').allTextContents();
  }

  /** Waits until `wanted` is suggested behind the cursor. */
  waitForGhost(wanted) {
    return eventually(
      () => this.ghosts(),
      (texts) => texts.some((text) => text.replaceAll('\u00a0', ' ').includes(wanted)),
      `“${wanted}” is not suggested behind the cursor`,
    );
  }

  /** Lists, cards, hints and messages that were seen open during `action`, with what they said. */
  async popUpsDuring(action) {
    await this.#page.evaluate(() => {
      const kinds = ['suggest-widget', 'parameter-hints-widget', 'monaco-hover', 'notification-toast'];
      const seen = new Set();
      const observer = new MutationObserver(() => {
        const open = kinds.filter((kind) =>
          [...document.querySelectorAll(`.${kind}`)].some(
            (one) =>
              one.checkVisibility() && (kind !== 'suggest-widget' || one.classList.contains('visible')),
          ),
        );
        if (open.length === 0) return;
        const texts = open.map((kind) => document.querySelector(`.${kind}`)?.textContent ?? '');
        seen.add(`${open.join()}: ${texts.join(' ').replaceAll('\u00a0', ' ').slice(0, 100)}`);
      });
      observer.observe(document.body, { subtree: true, attributeFilter: ['class'], childList: true });
      window.popUps = { seen, observer };
    });
    await action();
    return await this.#page.evaluate(() => {
      window.popUps.observer.disconnect();
      return [...window.popUps.seen];
    });
  }

  /** The lines that are drawn, from top to bottom, without what stands around them. */
  lines() {
    return this.editor.locator('.view-line').evaluateAll((lines) =>
      lines
        .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ').trim()),
    );
  }

  /** The same, once they have come to rest. */
  async settledLines() {
    return JSON.parse(await this.#settled(async () => JSON.stringify(await this.lines())));
  }

  /** Waits until a line reads, or holds, or matches `wanted`. */
  waitForLine(wanted) {
    const isWanted = (line) => (typeof wanted === 'string' ? line.includes(wanted) : wanted.test(line));
    return eventually(
      () => this.lines(),
      (lines) => lines.some(isWanted),
      `no line reads “${wanted}”`,
    );
  }

  /** The titles of the lenses above lines, once `wanted` is among them. */
  async lenses(wanted) {
    const lenses = this.editor.locator('.codelens-decoration a');
    await lenses.getByText(wanted, { exact: true }).first().waitFor({ timeout: patience });
    return await lenses.allTextContents();
  }

  /**
   * Runs what a lens above a line does, by the keyboard: VS Code lists the lenses of the cursor's line, and
   * runs a lone one.
   */
  async pressLens(title, line) {
    await this.lenses(title);
    await this.toWord(line);
    const lenses = this.editor
      .locator('.codelens-decoration')
      .filter({ hasText: title })
      .first()
      .locator('a');
    const several = (await lenses.count()) > 1;
    await this.run('Show CodeLens Commands for Current Line');
    if (!several) return;
    await this.find(title, title);
    await this.accept();
  }

  async focusEditor() {
    await this.run('View: Focus Active Editor Group');
  }

  /** Puts the file back to what is saved, and types `text` as a new last paragraph. */
  async newParagraph(text) {
    await this.run('File: Revert File');
    await this.focusEditor();
    await this.press('Control+End');
    await this.press('Enter');
    await this.typeText(text);
  }

  /** Types nothing, but makes a new paragraph behind the one that ends in the line of `word`. */
  async newParagraphBehind(word) {
    await this.toWord(word);
    for (const key of ['End', 'Enter', 'Enter']) await this.press(key);
  }

  /** Puts the cursor into the first word that is drawn and reads so, by “Go to Line”. */
  async toWord(word) {
    const { line, column } = await this.#placeOf(word);
    await this.focusEditor();
    await this.press('Control+G');
    const input = this.#page.locator('.quick-input-widget input[type=text]');
    await input.waitFor({ timeout: patience });
    await this.typeText(`${line}:${column}`, 0);
    await this.press('Enter');
    await eventually(
      () => this.cursorStatus(),
      (status) => status === `Ln ${line}, Col ${column}`,
      `the cursor should go to “${word}”`,
    );
  }

  /** Line and column of the middle of a word. A line that is wrapped is drawn as several. */
  async #placeOf(word) {
    const handle = await this.#page.waitForFunction(
      (wanted) => {
        const editor = document.querySelector('.editor-group-container.active .editor-instance');
        const drawn = (selector) =>
          [...(editor?.querySelectorAll(selector) ?? [])]
            .filter((one) => !one.closest('.peekview-widget, .sticky-widget'))
            .map((one) => ({ top: Math.round(one.getBoundingClientRect().top), text: one.textContent }))
            .sort((one, other) => one.top - other.top);
        const numbers = new Map(drawn('.margin .line-numbers').map(({ top, text }) => [top, Number(text)]));
        let line;
        let before = 0;
        for (const { top, text } of drawn('.view-line')) {
          if (numbers.has(top)) {
            line = numbers.get(top);
            before = 0;
          }
          const at = text.replaceAll('\u00a0', ' ').indexOf(wanted);
          if (at !== -1 && line !== undefined)
            return { line, column: before + at + 1 + Math.floor(wanted.length / 2) };
          before += text.length;
        }
        return undefined;
      },
      word,
      { timeout: patience },
    );
    return await handle.jsonValue();
  }

  /** Takes the last line, which reads `text`, away and saves. */
  async removeParagraph(text) {
    await this.waitForLine(text);
    await this.focusEditor();
    await this.press('Control+End');
    await this.press('Shift+Home');
    await this.press('Delete');
    await this.press('Backspace');
    await this.run('File: Save');
  }

  /** As from the clipboard: at once, with no key pressed. */
  paste(text) {
    return this.#page.keyboard.insertText(text);
  }

  /** As a person does who has copied it elsewhere. */
  async pasteFromClipboard(text) {
    await this.copyElsewhere(text);
    await this.press('Control+V');
  }

  /** Puts a text on the clipboard. */
  copyElsewhere(text) {
    return this.#page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  }

  /** Chooses among the ways to paste that are offered behind what was pasted. */
  async choosePaste(title) {
    await this.#page.locator('.post-edit-widget').waitFor({ timeout: patience });
    await this.press('Control+.');
    await this.chooseAction(title);
  }

  /** Selects the line of a word, from its first to its last character. */
  async selectLineOf(word) {
    await this.toWord(word);
    await this.press('End');
    await this.press('Shift+Home');
  }

  /** Starts a command that opens a picker of its own under this title. */
  async openPicker(command, title) {
    await this.run(command);
    await this.waitForList(title);
  }

  /** Gives the workbench a colour theme by its name, which ends in a class of its own: `vs`, `hc-black`. */
  async useTheme(name, kind) {
    await this.run('Preferences: Color Theme');
    await this.find(name, name);
    await this.press('Enter');
    await this.#page.locator(`.monaco-workbench.${kind}`).waitFor({ timeout: patience });
  }

  /** Waits for a picker of this title. */
  async waitForList(title, timeout = patience) {
    await this.#page.locator('.quick-input-title').filter({ hasText: title }).waitFor({ timeout });
  }

  /** Waits for VS Code's own dialog that asks where to save. */
  async waitForSaveDialog(timeout = patience) {
    await this.#page.waitForFunction(
      () => /^\/.*\.md$/.test(document.querySelector('.quick-input-widget input[type=text]')?.value ?? ''),
      undefined,
      { timeout },
    );
  }

  /** Types a path into the dialog that asks where to save, and takes it. */
  async saveAs(path) {
    await this.waitForSaveDialog();
    const input = this.#page.locator('.quick-input-widget input[type=text]');
    // While it reads its first folder it writes over what was typed.
    for (let times = 0; (await this.#settled(() => input.inputValue())) !== path; times += 1) {
      if (times === 5) throw new Error(`The dialog does not take ${path}.`);
      await input.fill(path);
    }
    await this.press('Enter');
  }

  /** The names of the files with changes that are not saved. */
  unsaved() {
    return this.#page
      .locator('.tab.dirty')
      .evaluateAll((all) => all.map((tab) => tab.getAttribute('data-resource-name')));
  }

  /** Types into an open picker and waits for the row that holds `wanted`: its text. */
  async find(query, wanted) {
    const input = this.#page.locator('.quick-input-widget .quick-input-box input');
    // A page that was opened just before may take the focus meanwhile: then again.
    for (let times = 1; ; times += 1) {
      await this.#toInput();
      await this.press('Control+A');
      await (query === '' ? this.press('Backspace') : this.typeText(query, 0));
      if ((await input.inputValue()) === query) break;
      if (times === 5) throw new Error(`“${query}” cannot be typed into the picker.`);
    }
    const row = this.#page.locator('.quick-input-list .monaco-list-row').filter({ hasText: wanted }).first();
    await row.waitFor({ timeout: patience });
    return await row.textContent();
  }

  /** Waits until an open picker searches for this. */
  waitForQuery(query) {
    const input = this.#page.locator('.quick-input-widget .quick-input-box input');
    return eventually(
      () => input.inputValue(),
      (value) => value === query,
      `the picker should search for “${query}”`,
    );
  }

  /** Ticks the row that holds `wanted`, in a picker of many, or takes its tick away. */
  async tick(wanted, isTicked = true) {
    const rows = this.#page.locator('.quick-input-list .monaco-list-row');
    const focused = rows.and(this.#page.locator('.focused'));
    const ticked = rows.and(this.#page.locator(`[aria-checked=${isTicked}]`)).filter({ hasText: wanted });
    // A list that comes late takes the focus back to its first row: then again.
    for (let times = 1; ; times += 1) {
      await this.#searched();
      await this.#until('ArrowDown', async () => (await focused.allTextContents()).join().includes(wanted));
      await this.press('Space');
      const isDone = ticked.first().waitFor({ timeout: 3000 });
      if (await isDone.then(() => true).catch(() => false)) return;
      if (times === 5) throw new Error(`“${wanted}” cannot be ticked.`);
    }
  }

  /** Waits until an open picker has ended its search, and its list stands. */
  async #searched() {
    await this.#page
      .locator('.quick-input-widget .quick-input-progress.active')
      .waitFor({ state: 'hidden', timeout: patience });
    const rows = this.#page.locator('.quick-input-list .monaco-list-row');
    await this.#settled(async () => (await rows.allTextContents()).join('|'));
  }

  /** To the line of a picker, from wherever in it. */
  async #toInput() {
    const input = this.#page.locator('.quick-input-widget .quick-input-box input:focus');
    const has = input.waitFor({ timeout: 2000 }).then(() => true); // one that opens takes the focus
    if (!(await has.catch(() => false)))
      await this.#until('Shift+Tab', async () => (await input.count()) > 0);
  }

  /** Presses a key, once at least, until something is so. */
  async #until(key, isSo) {
    for (let times = 0; times < 60; times += 1) {
      await this.press(key);
      if (await isSo()) return;
    }
    throw new Error(`${key} does not lead there.`);
  }

  /** Goes by Tab to one of what a locator finds. */
  async tabTo(wanted) {
    await wanted.first().waitFor({ timeout: patience });
    const hasFocus = () =>
      wanted.evaluateAll((all) => all.some((one) => one === one.ownerDocument.activeElement));
    if (!(await hasFocus())) await this.#until('Tab', hasFocus);
  }

  /** The two texts of an open diff editor, once the right one holds `wanted`; what is not shown lacks. */
  async diff(wanted) {
    const editor = this.#page.locator('.monaco-diff-editor');
    const texts = () =>
      Promise.all(['original', 'modified'].map((side) => this.#linesOf(editor.locator(`.editor.${side}`))));
    return await eventually(texts, ([, right]) => right.includes(wanted), `the diff should hold “${wanted}”`);
  }

  /** Waits until the right text of the diff editor does not hold this any more. */
  async diffWithout(text) {
    const right = this.#page.locator('.monaco-diff-editor .editor.modified');
    await eventually(
      () => this.#linesOf(right),
      (shown) => shown !== '' && !shown.includes(text),
      `the diff should not hold “${text}”`,
    );
  }

  async waitForNoDiff() {
    await this.#page.locator('.monaco-diff-editor').waitFor({ state: 'detached', timeout: patience });
  }

  async #linesOf(editor) {
    const lines = await editor.locator('.view-line').allTextContents();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Gives what a box of hidden letters asks for. */
  async giveSecret(text) {
    const input = this.#page.locator('.quick-input-widget .quick-input-box input[type=password]');
    await input.waitFor({ timeout: patience });
    await input.fill(text);
    await this.press('Enter');
  }

  /** Takes what is chosen in a picker. */
  async accept() {
    await this.press('Enter');
    await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: patience });
  }

  /** The text of the notification that holds `wanted`. */
  async notification(wanted) {
    const found = this.#page.locator('.notification-list-item-message').filter({ hasText: wanted }).first();
    for (const until = Date.now() + 60_000; !(await found.isVisible()); ) {
      if (Date.now() > until) throw new Error(`No notification says ${wanted}.`);
      // A toast that was there for a moment stands in the list of notifications.
      await this.run('Notifications: Show Notifications');
      await found.waitFor({ timeout: 3000 }).catch(() => undefined);
    }
    return await found.textContent();
  }

  /** Presses a button of the newest notification by the keyboard. */
  async pressInNotification(name) {
    const focused = this.#page.locator('.notifications-center :focus');
    // The list loses the focus to what opens meanwhile.
    for (let times = 0; times < 5; times += 1) {
      await this.run('Notifications: Show Notifications');
      const shown = focused.waitFor({ timeout: 3000 }).then(() => true);
      if (await shown.catch(() => false)) break;
      // The palette gives the focus back to the page that had it: then the list is entered as a click would.
      if (times === 4) await this.#page.locator('.notifications-center .monaco-list').first().focus();
    }
    for (let stops = 0; ; stops += 1) {
      await focused.waitFor({ timeout: patience });
      if ((await focused.textContent()).trim() === name) break;
      if (stops === 12) throw new Error(`Tab does not reach “${name}”.`);
      await this.press('Tab');
    }
    await this.press('Enter');
  }

  /** Goes to an open file by its tab, where a page is called like it. */
  async showTab(name) {
    const active = this.#page.locator(`.tab.active[data-resource-name="${name}"]`);
    for (let times = 0; (await active.count()) === 0; times += 1) {
      if (times === 20) throw new Error(`There is no tab ${name}.`);
      await this.run('View: Open Next Editor');
    }
  }

  async isTabOpen(name) {
    return (await this.#page.locator(`.tab[data-resource-name="${name}"]`).count()) > 0;
  }

  /** Waits for a dialog that holds the text. */
  async dialog(text) {
    await this.#page.locator('.monaco-dialog-box').filter({ hasText: text }).waitFor({ timeout: patience });
  }

  /** Runs a command that asks for a line, and gives it. */
  async answer(command, line) {
    await this.run(command);
    await this.fillLine(line);
  }

  /** Gives the line that is asked for. */
  async fillLine(line) {
    const input = this.#page.locator('.quick-input-widget .quick-input-box input');
    await input.waitFor({ timeout: patience });
    await input.fill(line);
    await this.press('Enter');
  }

  /** Waits for a message in the status bar. */
  async waitForMessage(text) {
    await this.#page.locator('.statusbar').getByText(text).first().waitFor({ timeout: patience });
  }

  /**
   * True where an error is marked in the text `time` ms from now: what must not come cannot be waited for
   * otherwise.
   */
  async isProblemShownAfter(time) {
    await this.#page.waitForTimeout(time);
    return (await this.editor.locator('.squiggly-error').count()) > 0;
  }

  /** Renames what stands at a word by F2. */
  async rename(word, newName) {
    await this.toWord(word);
    await this.press('F2');
    const box = this.#page.locator('.rename-box input');
    await box.waitFor({ timeout: patience });
    await box.fill(newName);
    await this.press('Enter');
    await box.waitFor({ state: 'hidden', timeout: patience });
  }

  /** The names of the files in the peek view, each with how many places it has. */
  async peekedFiles() {
    const files = this.#page.locator('.peekview-widget .ref-tree .reference-file');
    await files.first().waitFor({ timeout: patience });
    return await files.evaluateAll((all) =>
      all.map(
        (file) =>
          `${file.querySelector('.label-name').textContent} ${file.querySelector('.count').textContent}`,
      ),
    );
  }

  /**
   * The titles of the actions offered at a word. The menu stays open. VS Code asks once, and says that there
   * are none where the answer was not ready: then again.
   */
  async codeActions(word) {
    const rows = this.#page.locator('.action-widget .monaco-list-row.action');
    await this.toWord(word);
    for (const until = Date.now() + patience; ; ) {
      await this.press('Control+.');
      const shown = rows
        .first()
        .waitFor({ timeout: 4000 })
        .then(() => true);
      if (await shown.catch(() => false)) return await rows.allTextContents();
      if (Date.now() > until) throw new Error(`No action is offered at “${word}”.`);
    }
  }

  /** Takes the action whose title begins with `start`, by arrow keys and Enter. */
  async chooseAction(start) {
    const focused = this.#page.locator('.action-widget .monaco-list-row.action.focused');
    for (let steps = 0; !(await focused.textContent({ timeout: patience })).startsWith(start); steps += 1) {
      if (steps === 20) throw new Error(`There is no action “${start}”.`);
      await this.press('ArrowDown');
    }
    await this.press('Enter');
    await focused.waitFor({ state: 'hidden', timeout: patience });
  }

  async waitForProblem() {
    await this.editor.locator('.squiggly-error').first().waitFor({ timeout: patience });
  }

  async waitForNoProblem() {
    await this.editor.locator('.squiggly-error').first().waitFor({ state: 'detached', timeout: patience });
  }

  async waitForInformation() {
    await this.editor.locator('.squiggly-info').first().waitFor({ state: 'attached', timeout: patience });
  }

  async waitForHint() {
    await this.editor.locator('.squiggly-hint').first().waitFor({ state: 'attached', timeout: patience });
  }

  async waitForDirty(name) {
    await this.#page.locator(`.tab.dirty[data-resource-name="${name}"]`).waitFor({ timeout: patience });
  }

  /** Leaves one file open, in one group. */
  async closeOthers(name) {
    await this.openFile(name);
    await this.run('View: Close Editors in Other Groups');
    await this.run('View: Close Other Editors in Group');
    await this.#page
      .locator(`.tab:not([data-resource-name="${name}"])`)
      .first()
      .waitFor({ state: 'detached', timeout: patience });
  }

  /** After a step that failed: nothing lies over the text, and the text is what is saved. */
  async recover() {
    for (let index = 0; index < 3; index++) await this.press('Escape').catch(() => undefined);
    await this.run('View: Revert and Close Editor').catch(() => undefined);
  }

  /** Takes away cards and lists that lie over the text. */
  async dismiss() {
    await this.#page.mouse.move(5, 5);
    await this.press('Escape');
    await this.#page.locator('.monaco-hover:not(.hidden)').waitFor({ state: 'hidden' });
  }

  /** Asks by the keyboard for the card of a word, and gives the text of the one that holds `wanted`. */
  async card(word, wanted) {
    const card = this.#page.locator('.monaco-hover:not(.hidden)').filter({ hasText: wanted }).first();
    await this.toWord(word);
    for (const until = Date.now() + patience; ; ) {
      await this.press('Control+K');
      await this.press('Control+I');
      const shown = card.waitFor({ timeout: 3000 }).then(() => true);
      if (await shown.catch(() => false)) return await card.textContent();
      if (Date.now() > until) throw new Error(`“${word}” has no card with “${wanted}”.`);
      await this.press('Escape');
    }
  }

  /**
   * Moves the mouse over a word of the editor and gives the text of the card that holds `wanted`. VS Code
   * asks once for a card: where the answer was not ready yet, the mouse goes away and comes back.
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

  /**
   * Where a word stands that the mouse can reach, not scrolled away or under a heading that sticks: VS Code
   * renders a line as spans that need not end where words do, and lines that are out of sight.
   */
  async #boxOf(word) {
    const handle = await this.#page.waitForFunction(
      (wanted) => {
        for (const line of document.querySelectorAll('.editor-instance .view-line')) {
          const start = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
          if (start === -1) continue;
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let before = 0;
          for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const after = before + node.length;
            const end = start + wanted.length;
            if (start >= before && start < after) range.setStart(node, start - before);
            if (end > before && end <= after) range.setEnd(node, end - before);
            before = after;
          }
          const { x, y, width, height } = range.getBoundingClientRect();
          const hit = document.elementFromPoint(x + width / 2, y + height / 2);
          if (hit?.closest('.editor-instance') && !hit.closest('.sticky-widget'))
            return { x, y, width, height };
        }
        return undefined;
      },
      word,
      { timeout: patience },
    );
    return await handle.jsonValue();
  }

  /** The document of PsyCite's view. Opens the view where it is not open. */
  async outline() {
    const tab = this.#page.locator('.activitybar').getByRole('tab', { name: /PsyCite/ });
    if ((await tab.getAttribute('aria-selected')) !== 'true')
      await this.run('PsyCite: Focus on Outline View');
    return await this.webview('#outline');
  }

  /** Puts the cursor into the filter of the outline. */
  async toFilter(outline) {
    await this.run('PsyCite: Filter the Outline');
    await outline.getByRole('textbox').and(outline.locator(':focus')).waitFor({ timeout: patience });
  }

  /** The document of the webview that holds an element: a frame in a frame. */
  async webview(selector) {
    const pages = this.#page.locator('iframe.webview.ready');
    const inside = (page) => page.contentFrame().frameLocator('iframe#active-frame');
    const holdsIt = async () => {
      const names = await pages.evaluateAll((all) => all.map(({ name }) => name));
      for (const name of names) {
        const page = this.#page.locator(`iframe.webview[name="${name}"]`);
        if ((await inside(page).locator(selector).count()) > 0) return page;
      }
      return undefined;
    };
    return inside(await eventually(holdsIt, Boolean, `no page holds ${selector}`));
  }

  async hideSideBar() {
    await this.run('View: Toggle Primary Side Bar Visibility');
    await this.#page.locator('.part.sidebar').waitFor({ state: 'hidden', timeout: patience });
  }

  async showSideBar() {
    await this.run('View: Toggle Primary Side Bar Visibility');
    await this.#page.locator('.part.sidebar').waitFor({ timeout: patience });
  }

  /** Loads the window anew, as a person does. */
  async reload() {
    const loaded = this.#page.waitForEvent('load', { timeout: 60_000 });
    await this.#pick('F1', '>Developer: Reload Window', 'Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** As the system's setting for less motion does. */
  async reduceMotion(isReduced) {
    await this.#page.emulateMedia({ reducedMotion: isReduced ? 'reduce' : 'no-preference' });
  }

  /** The steps of the walkthrough that is open, each with its title and whether it is ticked off. */
  async steps() {
    const steps = this.#page.locator('.getting-started-step');
    await steps.first().waitFor({ timeout: patience });
    return await steps.evaluateAll((all) =>
      all.map((step) => ({
        title: step.querySelector('.step-title')?.textContent.trim(),
        done: step.querySelector('.codicon.complete') !== null,
      })),
    );
  }

  /**
   * Unfolds a step of the walkthrough. Gives what it says, and beside it the words and the width of the
   * picture in CSS pixels, once that is there.
   */
  async chooseStep(title) {
    const step = this.#page.locator('.getting-started-step').filter({ hasText: title }).first();
    // Where something else has taken the focus meanwhile: then again.
    await this.tabTo(step).catch(async () => {
      await this.run('PsyCite: First Steps');
      await this.tabTo(step);
    });
    if (!(await step.evaluate((element) => element.classList.contains('expanded'))))
      await this.press('Enter');
    const media = this.stepPage();
    // The page beside the steps is made anew for each.
    const width = () =>
      media
        .locator('img')
        .evaluate((image) => image.naturalWidth, undefined, { timeout: 2000 })
        .catch(() => 0);
    return {
      step: await step.textContent(),
      picture: await eventually(width, Boolean, 'the picture should load'),
      text: (await media.locator('body').innerText()).trim(),
    };
  }

  /** The page beside the walkthrough's step that is unfolded. */
  stepPage() {
    return this.#page
      .frameLocator('.getting-started-media iframe.webview.ready')
      .frameLocator('iframe#active-frame');
  }

  /** Presses a button of the walkthrough's step that is unfolded. */
  async pressInStep(name) {
    await this.tabTo(this.#page.locator('.getting-started-step.expanded').getByRole('button', { name }));
    await this.press('Enter');
  }

  /** Waits until the explorer lists a file. */
  async waitForFile(name) {
    await this.#page
      .locator('.explorer-folders-view .monaco-list-row')
      .getByText(name, { exact: true })
      .first()
      .waitFor({ timeout: 60_000 });
  }

  /** Types a path into VS Code's own dialog for files and folders, and presses its button. */
  async choosePath(path) {
    const dialog = this.#page.locator('.quick-input-widget');
    const input = dialog.locator('input[type=text]');
    const button = dialog.locator('.quick-input-action:visible .monaco-button:visible').first();
    await button.waitFor({ timeout: patience });
    await eventually(() => input.inputValue(), Boolean, 'the dialog should say where it is');
    const name = path.slice(path.lastIndexOf('/') + 1);
    // While it reads its first folder it writes over what was typed.
    await eventually(
      async () => {
        if ((await input.inputValue()) !== path) await input.fill(path);
        const rows = await dialog.locator('.monaco-list-row .label-name').allTextContents();
        return [await input.inputValue(), ...rows];
      },
      ([typed, ...names]) => typed === path && names.includes(name),
      `the dialog should list ${path}`,
    );
    // A folder that is typed is gone into by Enter. A dialog that still reads does not hear it: then again.
    for (let times = 1; ; times += 1) {
      if (!/\.\w+$/.test(path)) await this.tabTo(button);
      await this.press('Enter');
      const isClosed = button.waitFor({ state: 'hidden', timeout: times === 3 ? 15_000 : 5000 });
      if (
        await isClosed.then(
          () => true,
          (error) => times === 3 && Promise.reject(error),
        )
      )
        return;
    }
  }

  async showExplorer() {
    await this.run('View: Show Explorer');
  }

  /** Waits until the side bar shows PsyCite's views. */
  async waitForOutline() {
    await this.#page
      .locator('.activitybar [role=tab][aria-selected=true]')
      .and(this.#page.getByRole('tab', { name: /PsyCite/ }))
      .waitFor({ timeout: patience });
  }

  editorGroups() {
    return this.#page.locator('.editor-group-container').count();
  }

  /**
   * Opens a row of a tree in the side bar by arrow keys and Enter. `view` is the command that focuses the
   * tree.
   */
  async openTreeRow(view, text) {
    await this.run(view);
    const focused = this.#page.locator('.sidebar .monaco-list:focus-within .monaco-list-row.focused');
    for (
      let rows = 0;
      !((await focused.count()) > 0 && (await focused.textContent()).includes(text));
      rows += 1
    ) {
      if (rows === 40) throw new Error(`No row reads “${text}”.`);
      await this.press('ArrowDown');
    }
    await this.press('Enter');
  }

  /**
   * The rules of accessibility that a page breaks, or what `selector` finds in it: then those of the page
   * around it are not looked at.
   */
  async accessibilityProblems(page, selector) {
    const body = await page.locator('body').elementHandle();
    return await problemsOf(await body.ownerFrame(), selector);
  }

  /** The rules that a part of the workbench breaks, but for those that VS Code itself breaks there. */
  async accessibilityProblemsOf(selector) {
    return await problemsOf(this.#page, selector, ofVsCode);
  }

  /** A row of a tree in the side bar. */
  treeRow(text) {
    return this.#page.locator('.sidebar .monaco-list-row').filter({ hasText: text }).first();
  }

  /** What the status bar says of the cursor: `Ln 3, Col 5 (12 selected)`. */
  cursorStatus() {
    return this.#page.locator('#status\\.editor\\.selection').textContent({ timeout: patience });
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
