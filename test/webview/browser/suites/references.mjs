import assert from 'node:assert/strict';
import { themeNames } from '../page.mjs';
import { sample } from '../sample.mjs';

const run = (text, ...marks) => ({ text, marks });

const berman = {
  key: 'berman2000',
  runs: [
    run('Berman, R. M. (2000). Antidepressant effects. '),
    run('Biological Psychiatry', 'i'),
    run(', '),
    run('47', 'i'),
  ],
  citations: 3,
  lacks: [],
};
const hostile = {
  key: '<b>"',
  runs: [run('<img src=x onerror=alert(1)> '), run('Title', 'script', 'small-caps', 'b')],
  citations: 0,
  lacks: ['No journal, year.'],
};
const message = (list, more = {}) => ({
  type: 'references',
  references: { style: 'APA', message: '', list, ...more },
});

/** The pane, unfolded by keys alone, with references in it. */
async function opened(view, list = [berman, hostile]) {
  await view.show(sample());
  await view.page.locator('.pane-references .pane-title').focus();
  await view.press('Enter');
  assert.deepEqual(
    (await view.sent()).filter(({ type }) => type === 'references'),
    [{ type: 'references', shown: true }],
  );
  await view.post(message(list));
}

/** What the clipboard is given while `action` runs. */
async function copied(view, action) {
  await view.page.evaluate(() => {
    window.copied = [];
    window.addEventListener('copy', ({ clipboardData }) => {
      window.copied.push(['text/html', 'text/plain'].map((type) => clipboardData.getData(type)));
    });
  });
  await action();
  return await view.page.evaluate(() => window.copied.at(-1));
}

export const references = [
  {
    name: 'stand as they print, text as text, with what they lack',
    async run(view) {
      await opened(view);
      const items = view.page.locator('.reference');
      assert.match(await items.nth(0).innerText(), /Antidepressant effects\. Biological Psychiatry, 47/);
      assert.deepEqual(await items.nth(0).locator('i').allTextContents(), ['Biological Psychiatry', '47']);
      assert.match(
        await items.nth(1).innerText(),
        /<img src=x onerror=alert\(1\)> Title[\s\S]*No journal, year\.[\s\S]*listed only/,
      );
      assert.equal(await view.count('.reference img, .reference script'), 0);
    },
  },
  {
    name: 'are copied with their italics: one, those selected, all',
    async run(view) {
      await opened(view);
      const page = view.page;
      const [html, text] = await copied(view, async () => {
        await page.getByRole('button', { name: 'Copy berman2000' }).focus();
        await view.press('Enter');
      });
      assert.equal(
        html,
        '<p>Berman, R. M. (2000). Antidepressant effects. <i>Biological Psychiatry</i>, <i>47</i></p>',
      );
      assert.equal(text, 'Berman, R. M. (2000). Antidepressant effects. Biological Psychiatry, 47\n');
      await page.getByRole('checkbox', { name: 'Select <b>"' }).focus();
      await view.press('Space');
      const [selected] = await copied(view, () => page.getByRole('button', { name: 'Copy 1' }).click());
      assert.equal(
        selected,
        '<p>&lt;img src=x onerror=alert(1)&gt; <span style="font-variant: small-caps;"><b>Title</b></span></p>',
      );
      await view.press('Tab');
      await page.getByRole('checkbox', { name: 'Select <b>"' }).uncheck();
      const [all] = await copied(view, () => page.getByRole('button', { name: 'Copy all' }).click());
      assert.equal(all.match(/<p>/g).length, 2);
      assert.match(await page.locator('.references [role=status]').innerText(), /Copied 2 references/);
    },
  },
  {
    name: 'a filter finds them, a click walks the citations, and folding ends the work',
    async run(view) {
      await opened(view);
      await view.page.getByRole('searchbox', { name: 'Filter references' }).fill('biological 47');
      await view.settle();
      assert.equal(await view.count('.reference'), 1);
      await view.page.getByRole('button', { name: 'next citation of berman2000' }).click();
      await view.page.locator('.pane-references .pane-title').click();
      await view.settle(); // told once it is drawn
      assert.deepEqual(await view.sent(), [
        { type: 'next-citation', key: 'berman2000' },
        { type: 'references', shown: false },
      ]);
    },
  },
  {
    name: 'of 2,000 works few are drawn',
    async run(view) {
      await opened(
        view,
        Array.from({ length: 2000 }, (_, index) => ({ ...berman, key: `w${index}` })),
      );
      assert.equal(await view.count('.reference'), 200);
      assert.match(await view.page.locator('.references').innerText(), /first 200 of 2,000 shown/);
    },
  },
  ...themeNames.map((theme) => ({
    name: `axe finds nothing (${theme})`,
    how: { theme },
    async run(view) {
      await opened(view);
      assert.deepEqual(await view.accessibilityProblems(), []);
      await view.post(message([], { message: 'The style “x.csl” cannot be read.' }));
      assert.deepEqual(await view.accessibilityProblems(), []);
    },
  })),
];
