// Everything that can be done in the view, done with nothing but keys.
import assert from 'node:assert/strict';
import { sample } from '../sample.mjs';

const pack = 'abdallah2018';

/** Goes to a row by its first letters. */
async function typeTo(view, letters) {
  await view.page.keyboard.type(letters);
  await view.settle();
}

export const keyboard = [
  {
    name: 'Tab goes through filter, panes, trees and buttons; each tree is one stop, and what it opens beside it comes next',
    async run(view) {
      await view.show(sample());
      const stops = [];
      for (let stop = 0; stop < 12; stop++) {
        await view.press('Tab');
        stops.push(await view.focused());
      }
      assert.deepEqual(stops, [
        'Find a section, work or term',
        '\ueab4Manuscriptketamine-glutamate.md',
        'Collapse all',
        'Abstract',
        '\ueab6References',
        '\ueab4Paper',
        'Collapse all',
        'Abdallah et al. 2018',
        '\ueb14Open DOI',
        '\ueaa4Show in the paper',
        '\ueab4Coverage',
        'Sections',
      ]);
    },
  },
  {
    name: 'Enter reveals a section, Alt+Enter beside',
    async run(view) {
      await view.show(sample({ revision: 7 }));
      await view.focusFilter();
      await view.sent();
      await view.press('ArrowDown', 'ArrowDown', 'Enter');
      await typeTo(view, 'res');
      await view.press('Alt+Enter');
      assert.deepEqual(await view.sent(), [
        { type: 'reveal', section: 1, title: 'Introduction', beside: false },
        { type: 'reveal', section: 8, title: 'Results', beside: true },
      ]);
    },
  },
  {
    name: 'arrows, Home, End and * walk and fold the tree',
    async run(view) {
      await view.show(sample());
      await view.focusFilter();
      const walk = async (...keys) => {
        await view.press(...keys);
        return view.focused();
      };
      assert.equal(await walk('ArrowDown', 'End'), 'References');
      assert.equal(await walk('Home'), 'Abstract');
      assert.equal(await walk('ArrowDown', 'ArrowDown', 'ArrowRight'), 'Participants');
      assert.equal(await walk('ArrowLeft'), 'Methods');
      await walk('ArrowLeft');
      assert.equal(await view.row('Participants').count(), 0);
      assert.equal(await view.row('Methods').getAttribute('aria-expanded'), 'false');
      await walk('ArrowUp', '*');
      assert.equal(await view.row('Participants').count(), 1);
    },
  },
  {
    name: 'a work: insert, add to the bibliography, DOI, pack, by Enter and by the menu',
    async run(view) {
      const data = sample();
      const work = data.papers[0].works.find(({ id, key }) => id !== 'berman2000' && key === null);
      Object.assign(work, { doi: '10.1000/182', citation: 'Quine et al. 1999' });
      await view.show(data, { type: 'focus', target: { kind: 'work', pack, work: work.id } });
      assert.equal(await view.focused(), 'Quine et al. 1999');
      await view.sent();
      await view.press('Enter');
      await view.press('Shift+F10', 'Enter');
      await view.press('Shift+F10', 'ArrowDown', 'Enter');
      await view.press('ContextMenu', 'End', 'ArrowUp', 'Enter');
      await view.press('ContextMenu', 's', 'Space');
      assert.equal(await view.focused(), 'Quine et al. 1999');
      assert.deepEqual(await view.sent(), [
        { type: 'open-pack', pack, id: work.id },
        { type: 'insert-citation', pack, work: work.id },
        { type: 'add-to-bibliography', pack, work: work.id },
        { type: 'open-doi', pack, work: work.id },
        { type: 'open-pack', pack, id: work.id },
      ]);
    },
  },
  {
    name: 'a term: insert and pack; a paper: DOI and pack',
    async run(view) {
      await view.show(sample(), { type: 'focus', target: { kind: 'term', pack, term: 'ketamine' } });
      await view.sent();
      await view.press('Shift+F10', 'Enter');
      await view.press('Enter', 'Home');
      assert.equal(await view.focused(), 'Abdallah et al. 2018');
      await view.press('Shift+F10', 'Enter');
      await view.press('Shift+F10', 'End', 'Enter');
      assert.deepEqual(await view.sent(), [
        { type: 'insert-term', pack, term: 'ketamine' },
        { type: 'open-pack', pack, id: 'ketamine' },
        { type: 'open-doi', pack, work: null },
        { type: 'open-pack', pack, id: null },
      ]);
    },
  },
  {
    name: 'a cited work unfolds to the sections that cite it, and Enter goes there',
    async run(view) {
      await view.show(sample(), { type: 'focus', target: { kind: 'work', pack, work: 'berman2000' } });
      await view.sent();
      await view.press('ArrowRight', 'ArrowDown', 'ArrowDown', 'Enter');
      assert.equal(await view.focused(), 'Ketamine infusion');
      assert.deepEqual(await view.sent(), [
        { type: 'reveal', section: 4, title: 'Ketamine infusion', beside: false },
      ]);
    },
  },
  {
    name: 'Escape closes a menu and gives the focus back',
    async run(view) {
      await view.show(sample(), { type: 'focus', target: { kind: 'term', pack, term: 'ketamine' } });
      await view.press('Shift+F10');
      assert.equal(await view.count('[role=menu]'), 1);
      await view.press('Escape');
      assert.equal(await view.count('[role=menu]'), 0);
      assert.equal(await view.focused(), 'ketamine');
    },
  },
  {
    name: 'panes fold by key, and the drawing changes',
    async run(view) {
      await view.show(sample());
      await view.page.getByRole('button', { name: 'Manuscript' }).focus();
      await view.press('Enter');
      assert.equal(await view.tree('manuscript').count(), 0);
      await view.press('Space');
      assert.equal(await view.tree('manuscript').count(), 1);
      await view.page.getByRole('button', { name: 'Years' }).focus();
      await view.press('Enter');
      assert.equal(await view.count('.timeline svg'), 1);
    },
  },
  {
    name: 'a VS Code command does what the menu of the chosen row would',
    async run(view) {
      await view.show(sample(), { type: 'focus', target: { kind: 'work', pack, work: 'berman2000' } });
      await view.sent();
      await view.post({ type: 'run', action: 'insert-citation' }, { type: 'run', action: 'insert-term' });
      await view.post({ type: 'run', action: 'open-pack' });
      assert.deepEqual(await view.sent(), [
        { type: 'insert-citation', pack, work: 'berman2000' },
        { type: 'open-pack', pack, id: 'berman2000' },
      ]);
    },
  },
  {
    name: 'what an empty or failed view offers is reached by key',
    async run(view) {
      await view.show(sample({ manuscript: null, papers: [] }));
      await view.sent();
      for (const name of ['Open the sample manuscript', 'First steps', 'Import a paper']) {
        await view.page.getByRole('button', { name }).focus();
        await view.press('Enter');
      }
      await view.post({ type: 'failed', message: 'The language server stopped.' });
      await view.page.getByRole('button', { name: 'Try again' }).focus();
      await view.press('Enter');
      assert.deepEqual(await view.sent(), [
        { type: 'open-sample' },
        { type: 'first-steps' },
        { type: 'import-paper' },
        { type: 'retry' },
      ]);
    },
  },
  {
    name: 'every button on every kind of row is in the menu of the row, which a key opens',
    how: { height: 1400 },
    async run(view) {
      await view.show(sample());
      const kinds = new Set();
      for (const [name, target] of [
        ['manuscript', undefined],
        ['paper', { kind: 'term', pack, term: 'ketamine' }],
        ['paper', { kind: 'work', pack, work: 'berman2000' }],
        ['paper', { kind: 'paper-section', pack, section: 'sec-efficacy' }],
      ]) {
        if (target !== undefined) {
          await view.post({ type: 'focus', target });
          await view.tree(name).locator(`.row-${target.kind}`).first().waitFor();
        }
        const classes = await view
          .tree(name)
          .locator('.row')
          .evaluateAll((rows) => rows.map((row) => row.className));
        for (const [, kind] of classes.map((one) => /row-(?!active|current)([\w-]+)/.exec(one))) {
          if (kinds.has(kind)) continue;
          kinds.add(kind);
          const row = view.tree(name).locator(`.row-${kind}`).first(); // rows out of sight are not drawn
          const buttons = await row
            .locator('.row-actions button')
            .evaluateAll((all) => all.map(({ title }) => title));
          await row.focus();
          await view.press('Shift+F10');
          const items = await view.page.getByRole('menuitem').locator('.menu-label').allTextContents();
          await view.press('Escape');
          assert.ok(items.length > 0, `${kind} has no menu`);
          assert.deepEqual(
            buttons.filter((title) => !items.includes(title)),
            [],
            `of ${kind}`,
          );
        }
      }
      assert.deepEqual([...kinds].sort(), [
        'fact',
        'group',
        'pack',
        'paper-section',
        'section',
        'term',
        'work',
      ]);
    },
  },
];
