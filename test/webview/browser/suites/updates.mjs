// The view lives while the manuscript is typed: what the person sees and holds stays where it is.
import assert from 'node:assert/strict';
import { large, sample } from '../sample.mjs';

/** The same outline with something changed, one revision later. */
function later(data, change) {
  const next = structuredClone(data);
  next.revision += 1;
  change(next.manuscript.sections, next);
  next.manuscript.sections = next.manuscript.sections.map((section, index) => ({ ...section, index }));
  return next;
}

const topRow = (tree) =>
  tree.evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    const rows = [...element.querySelectorAll('.row')].map((row) => ({
      label: row.querySelector('.label').textContent,
      offset: Math.round(row.getBoundingClientRect().top - top),
    }));
    return rows.find(({ offset }) => offset > -22);
  });

export const updates = [
  {
    name: 'counts change in the same elements: nothing is drawn anew',
    async run(view) {
      const data = sample();
      await view.show(data);
      await view.row('Results').evaluate((row) => {
        row.mark = 'kept';
      });
      await view.show(
        later(data, (sections) => {
          sections[8].words = 641;
        }),
      );
      assert.equal(await view.row('Results').evaluate((row) => row.mark), 'kept');
      assert.match(await view.row('Results').textContent(), /641 words$/);
    },
  },
  {
    name: 'a server that started again is believed',
    async run(view) {
      await view.show(sample({ revision: 5 }));
      await view.show({ ...sample({ revision: 1 }), manuscript: null });
      assert.equal(await view.row('Results').count(), 0);
    },
  },
  {
    name: 'the focus stays on its section while headings above come, go and change',
    async run(view) {
      const data = sample();
      await view.show(data);
      await view.row('Results').focus();
      await view.press('ArrowDown', 'ArrowUp');
      assert.equal(await view.focused(), 'Results');
      const added = later(data, (sections) => sections.unshift({ ...sections[0], title: 'Title page' }));
      await view.show(added);
      assert.equal(await view.focused(), 'Results');
      const renamed = later(added, (sections) => {
        sections[9].title = 'Resultsx';
      });
      await view.show(renamed);
      assert.equal(await view.focused(), 'Resultsx');
      await view.show(later(renamed, (sections) => sections.splice(9, 1)));
      assert.equal(await view.focused(), 'Discussion');
    },
  },
  {
    name: 'folding stays while a heading is edited',
    async run(view) {
      const data = sample();
      await view.show(data);
      await view.row('Methods').locator('.twistie').click();
      const renamed = later(data, (sections) => {
        sections[2].title = 'Methods and materials';
      });
      await view.show(renamed);
      assert.equal(await view.row('Methods and materials').getAttribute('aria-expanded'), 'false');
    },
  },
  {
    name: 'scrolling stays at the same section when sections are added above',
    async run(view) {
      const data = large();
      await view.show(data);
      const tree = view.tree('manuscript');
      await tree.evaluate((element) => {
        element.scrollTop = 10_007;
      });
      await view.settle();
      const before = await topRow(tree);
      await view.show(
        later(data, (sections) => {
          for (let index = 0; index < 3; index++)
            sections.unshift({ ...sections[0], level: 1, title: `New ${index}` });
        }),
      );
      assert.deepEqual(await topRow(tree), before);
    },
  },
  {
    name: 'the section under the cursor is marked and followed, but not while the tree has the focus',
    async run(view) {
      await view.show(large(), { type: 'cursor', section: 1500 });
      const current = view.page.locator('[aria-current=location]');
      assert.equal(await current.locator('.label').textContent(), 'Section 1500');
      assert.ok(await current.isVisible());
      const tree = view.tree('manuscript');
      await view.page.getByRole('treeitem').first().focus();
      const before = await tree.evaluate((element) => element.scrollTop);
      await view.post({ type: 'cursor', section: 3 });
      assert.equal(await tree.evaluate((element) => element.scrollTop), before);
    },
  },
  {
    name: 'a folded section stands for the one under the cursor',
    async run(view) {
      await view.show(sample(), { type: 'cursor', section: 6 });
      await view.row('Methods').locator('.twistie').click();
      assert.equal(await view.page.locator('[aria-current] .label').textContent(), 'Methods');
    },
  },
  {
    name: 'after a reload the view is as it was left',
    async run(view) {
      const data = large();
      await view.show(data);
      await view.page.getByRole('button', { name: 'Coverage' }).click();
      await view.tree('manuscript').evaluate((element) => {
        element.scrollTop = 22_000;
      });
      await view.row('Section 1004').click();
      await view.row('Section 1004').locator('.twistie').click();
      const before = await topRow(view.tree('manuscript'));
      await view.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('22000'));
      await view.page.reload();
      await view.show(data);
      assert.deepEqual(await topRow(view.tree('manuscript')), before);
      assert.equal(await view.row('Section 1004').getAttribute('aria-expanded'), 'false');
      assert.equal(await view.row('Section 1004').getAttribute('aria-selected'), 'true');
      assert.equal(await view.count('.coverage'), 0);
    },
  },
  {
    name: 'a failure leaves the last outline standing and says so',
    async run(view) {
      await view.show(sample());
      await view.post({ type: 'failed', message: 'The language server stopped.' });
      assert.match(await view.page.getByRole('alert').textContent(), /stopped.*out of date/);
      assert.equal(await view.row('Results').count(), 1);
      await view.show(sample({ revision: 2 }));
      assert.equal(await view.page.getByRole('alert').count(), 0);
    },
  },
];
