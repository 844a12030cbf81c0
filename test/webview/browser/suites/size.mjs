import assert from 'node:assert/strict';
import { updateOf } from '../../updateOf.mjs';
import { large, sample } from '../sample.mjs';

const rowHeight = 22;
const margin = 8;

/**
 * Rows of a tree that may be drawn: those that fit, cut ones at both ends, the margins, and the active one.
 */
const mostRows = (tree) =>
  tree.evaluate(
    (element, [height, beyond]) => Math.ceil(element.clientHeight / height) + 1 + 2 * beyond + 1,
    [rowHeight, margin],
  );

export const size = [
  {
    name: 'of 2,000 sections and 5,000 works only what is in view is drawn, wherever one scrolls',
    async run(view) {
      const data = large();
      await view.show(data, {
        type: 'focus',
        target: { kind: 'work', pack: 'abdallah2018', work: 'work4999' },
      });
      assert.equal(await view.focused(), 'Author4999 et al. 1979');
      for (const name of ['manuscript', 'paper']) {
        const tree = view.tree(name);
        const most = await mostRows(tree);
        for (const place of [0, 0.3, 0.77, 1]) {
          await tree.evaluate((element, part) => {
            element.scrollTop = part * element.scrollHeight;
          }, place);
          await view.settle();
          const drawn = await tree.locator('.row').count();
          assert.ok(drawn <= most, `${drawn} rows of ${name} are drawn, at most ${most} should be`);
          assert.ok(drawn >= most - 2 * margin - 4, `only ${drawn} rows of ${name} are drawn`);
        }
        const last = tree.locator('.row').last();
        assert.ok(await last.isVisible());
      }
      const nodes = await view.nodes();
      const inTrees = await view.nodes('.tree-rows');
      const inCoverage = await view.nodes('.coverage');
      // A row has at most this many elements: one itself, its marks and counts, and its buttons.
      const most = 26 * ((await mostRows(view.tree('manuscript'))) + (await mostRows(view.tree('paper'))));
      assert.ok(inTrees <= most, `${inTrees} elements of rows, at most ${most} should be`);
      // The drawing holds 40 rows at most, however many sections a paper has.
      assert.ok(inCoverage <= 40 * 16, `${inCoverage} elements of coverage`);
      assert.ok(nodes - inTrees - inCoverage < 120, `${nodes - inTrees - inCoverage} other elements`);
      return `${nodes} elements: ${inTrees} of rows, ${inCoverage} of coverage`;
    },
  },
  {
    name: 'a row that has the focus keeps it when scrolled away, and arrows go on from there',
    async run(view) {
      await view.show(large());
      await view.row('Section 2').focus();
      await view.press('ArrowDown', 'ArrowUp');
      await view.tree('manuscript').evaluate((element) => {
        element.scrollTop = 30_000;
      });
      await view.settle();
      assert.equal(await view.focused(), 'Section 2');
      await view.press('ArrowDown');
      assert.equal(await view.focused(), 'Section 3');
      assert.ok(await view.row('Section 3').isVisible());
    },
  },
  {
    name: 'from data to drawn counts, 2,000 sections beside the first pack',
    async run(view) {
      const data = { ...large(), papers: sample().papers };
      await view.show(data);
      const times = [];
      for (let revision = 2; revision < 12; revision++) {
        data.revision = revision;
        data.manuscript.sections[0].words = revision;
        times.push(
          await view.page.evaluate(async (next) => {
            const began = performance.now();
            const drawn = new Promise((done) => {
              const observer = new MutationObserver(() => {
                observer.disconnect();
                done(performance.now());
              });
              observer.observe(document.body, { subtree: true, characterData: true, childList: true });
            });
            window.postMessage({ type: 'data', data: next }, '*');
            return (await drawn) - began;
          }, updateOf(data)),
        );
      }
      times.sort((a, b) => a - b);
      return `median ${times[5].toFixed(1)} ms, slowest ${times.at(-1).toFixed(1)} ms`;
    },
  },
  ...[320, 800].map((width) => ({
    name: `a low window, ${width} px wide, has one scroll bar, draws what is in view, and keys reach the last row`,
    how: { width, height: 400 },
    async run(view) {
      const data = large();
      await view.show(data);
      const bars = () =>
        view.page.evaluate(() =>
          [...document.querySelectorAll('#outline *')]
            .filter((element) => element.scrollHeight > element.clientHeight + 1)
            .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowY))
            .map((element) => element.className),
        );
      assert.deepEqual(await bars(), ['panes']);
      await view.row('Section 2').click();
      await view.press('End');
      assert.equal(await view.focused(), 'Section 1999');
      assert.ok(await view.row('Section 1999').isVisible());
      await view.post({
        type: 'focus',
        target: { kind: 'work', pack: 'abdallah2018', work: 'work4999' },
      });
      assert.equal(await view.focused(), 'Author4999 et al. 1979');
      const inView = await view.row('Author4999 et al. 1979').evaluate((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight + 1;
      });
      assert.ok(inView, 'the row that has the focus should be in view');
      assert.deepEqual(await bars(), ['panes']);
      const over = await view.page.evaluate(() =>
        [...document.querySelectorAll('.pane')].filter((pane) => pane.scrollHeight > pane.clientHeight + 1),
      );
      assert.equal(over.length, 0, 'no pane should lie over the next one');
      const drawn = await view.count('.row');
      assert.ok(drawn < 100, `${drawn} rows are drawn`);
      await view.find('a');
      await view.post({
        type: 'found',
        request: 1,
        items: data.papers[0].works.map(({ id }) => ({ kind: 'work', pack: 'abdallah2018', id })),
      });
      assert.deepEqual(await bars(), ['tree']);
    },
  })),
  ...[200, 320, 800].map((width) => ({
    name: `at ${width} px nothing is cut off sideways`,
    how: { width },
    async run(view) {
      const target = { kind: 'work', pack: 'abdallah2018', work: 'berman2000' };
      await view.show(sample(), { type: 'focus', target });
      const wide = await view.page.evaluate(() =>
        [...document.querySelectorAll('#outline, .pane, .pane-body, .tree, .details, .coverage')]
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map((element) => element.className),
      );
      assert.deepEqual(wide, []);
      const lefts = await view.page.evaluate(() =>
        ['.pane-manuscript', '.pane-paper'].map(
          (name) => document.querySelector(name).getBoundingClientRect().left,
        ),
      );
      assert.equal(
        lefts[1] > lefts[0],
        width === 800,
        'the panes stand side by side only where there is room',
      );
    },
  })),
];
