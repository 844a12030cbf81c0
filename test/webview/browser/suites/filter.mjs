import assert from 'node:assert/strict';
import { sample } from '../sample.mjs';

const pack = 'abdallah2018';
const answer = (request, ...items) => ({ type: 'found', request, items });
const work = (id) => ({ kind: 'work', pack, id });
const term = (id) => ({ kind: 'term', pack, id });

export const filter = [
  {
    name: 'asks the server and keeps its order',
    async run(view) {
      await view.show(sample());
      await view.sent();
      await view.page.keyboard.press('Control+f');
      await view.page.keyboard.type('ke');
      await view.settle();
      assert.deepEqual(await view.sent(), [
        { type: 'find', request: 1, query: 'k' },
        { type: 'find', request: 2, query: 'ke' },
      ]);
      await view.post(answer(2, term('ketamine'), { kind: 'section', index: 4 }, work('zarate2006')));
      const labels = await view.labels('found');
      assert.deepEqual(labels.slice(0, 2), ['ketamine', 'Ketamine infusion']);
      assert.equal(await view.page.getByRole('status').first().textContent(), '3 results');
    },
  },
  {
    name: 'a late answer never replaces a newer one',
    async run(view) {
      await view.show(sample());
      await view.page.getByRole('textbox').pressSequentially('ke');
      await view.post(answer(2, term('ketamine')), answer(1, { kind: 'section', index: 0 }));
      assert.deepEqual(await view.labels('found'), ['ketamine']);
    },
  },
  {
    name: 'Enter shows the first result where it belongs and writes nothing, even one that is still on its way',
    async run(view) {
      await view.show(sample());
      await view.find('berman');
      await view.sent();
      await view.press('Enter');
      assert.deepEqual(await view.sent(), []);
      await view.post(answer(1, work('berman2000')));
      assert.match(await view.focused(), /^Berman et al\. 2000/);
      assert.deepEqual(await view.sent(), []);
    },
  },
  {
    name: 'Enter is not lost where newer data comes before the answer, and is where another question is asked',
    async run(view) {
      await view.show(sample());
      await view.find('berman');
      await view.press('Enter');
      await view.show(sample({ revision: 2 }));
      await view.sent();
      await view.post(answer(2, work('berman2000')));
      assert.match(await view.focused(), /^Berman et al\. 2000/);
      await view.find('zar');
      await view.press('Enter');
      await view.find('zara');
      await view.sent();
      await view.post(answer(4, work('zarate2006')));
      assert.deepEqual(await view.sent(), []);
    },
  },
  {
    name: 'arrows go into the list and back, Escape clears it',
    async run(view) {
      await view.show(sample());
      await view.find('k');
      await view.post(answer(1, { kind: 'section', index: 4 }, term('ketamine')));
      await view.press('ArrowDown', 'ArrowDown');
      assert.equal(await view.focused(), 'ketamine');
      await view.press('ArrowUp', 'ArrowUp');
      assert.equal(await view.focused(), 'Find a section, work or term');
      await view.press('ArrowDown', 'Escape');
      assert.equal(await view.page.getByRole('textbox').inputValue(), '');
      assert.equal(await view.focused(), 'Find a section, work or term');
      assert.equal(await view.tree('manuscript').count(), 1);
    },
  },
  {
    name: 'a section of the paper opens where it belongs',
    async run(view) {
      await view.show(sample());
      await view.find('eff');
      await view.post(answer(1, { kind: 'paper-section', pack, id: 'sec-efficacy' }));
      await view.press('Enter');
      assert.equal(await view.focused(), 'Clinical efficacy of RAADs');
      assert.equal(await view.row('Clinical efficacy of RAADs').getAttribute('aria-expanded'), 'true');
    },
  },
  {
    name: 'is asked again when the data changes, and says what to do where nothing is found',
    async run(view) {
      await view.show(sample());
      await view.find('zzz');
      await view.post(answer(1));
      await view.sent();
      assert.match(await view.page.locator('.notice').textContent(), /Nothing matches “zzz”/);
      await view.show(sample({ revision: 2 }));
      assert.deepEqual(await view.sent(), [{ type: 'find', request: 2, query: 'zzz' }]);
      await view.page.getByRole('button', { name: 'Clear', exact: true }).last().click();
      assert.equal(await view.tree('paper').count(), 1);
    },
  },
];
