import assert from 'node:assert/strict';
import { hostile, hostileText, sample } from '../sample.mjs';

export const hostileTexts = [
  {
    name: 'hostile headings, titles and packs stay text',
    async run(view) {
      await view.show(hostile());
      const paper = view.tree('paper');
      await paper.locator('.row').first().focus();
      await view.press('Home', 'ArrowDown', '*');
      await view.press('End', 'ArrowUp', 'ArrowRight', 'ArrowDown', 'Shift+F10');
      await view.press('Escape', 'Home', 'ArrowDown', 'ArrowDown');
      await view.page.getByRole('button', { name: 'Years' }).click();
      await view.find('<b>x</b>');
      await view.post({ type: 'found', request: 1, items: [] });
      assert.match(await view.page.locator('.notice').textContent(), /<b>x<\/b>/);
      const made = await view.count('#outline :is(img, script, iframe, style, a, b)');
      assert.equal(made, 0);
      assert.equal(await view.page.evaluate(() => window.__pwned), undefined);
    },
  },
  {
    name: 'hostile text is shown as it is, and a very long one is cut',
    async run(view) {
      await view.show(hostile());
      const labels = await view.labels('manuscript');
      assert.equal(labels[0], hostileText[0]);
      assert.ok(labels.every((label) => label.length <= 401));
      assert.equal(await view.row('Abdallah et al. 2018').count(), 0);
    },
  },
  {
    name: 'messages of another shape are passed over',
    async run(view) {
      await view.show(sample());
      await view.post(
        null,
        7,
        { type: 'data' },
        { type: 'data', data: { revision: 9, manuscript: {}, papers: [], contents: [] } },
        { type: 'data', data: { revision: 9, manuscript: null, papers: [{ version: 'p' }], contents: [] } },
        { type: 'constructor' },
        { type: 'focus', target: { kind: 'nowhere' } },
        { type: 'found', request: 1, items: [{ kind: 'work' }] },
        { type: 'failed', message: { toString: 'x' } },
      );
      assert.equal(await view.row('Results').count(), 1);
      assert.equal(await view.page.getByRole('alert').count(), 0);
    },
  },
];
