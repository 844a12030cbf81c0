import assert from 'node:assert/strict';
import { themeNames } from '../page.mjs';
import { sample } from '../sample.mjs';

const chosen = { type: 'focus', target: { kind: 'work', pack: 'abdallah2018', work: 'berman2000' } };

/** Colours are judged once nothing fades in any more. */
async function clean(view) {
  await view.page.evaluate(() =>
    Promise.all(
      document
        .querySelector('.loading')
        ?.getAnimations()
        .map(({ finished }) => finished) ?? [],
    ),
  );
  assert.deepEqual(await view.accessibilityProblems(), []);
}

/** In every theme, and where the system replaces all colours. */
const looks = [
  ...themeNames.map((theme) => ({ name: theme, how: { theme } })),
  { name: 'forced colours', how: { theme: 'high-contrast-light', media: { forcedColors: 'active' } } },
];

export const accessibility = looks.flatMap(({ name, how }) => [
  {
    name: `axe finds nothing (${name}): panes, details and both drawings`,
    how,
    async run(view) {
      await view.show(sample(), { type: 'cursor', section: 4 }, chosen);
      await clean(view);
      await view.page.getByRole('button', { name: 'Years' }).click();
      await clean(view);
    },
  },
  {
    name: `axe finds nothing (${name}): hover, menu and what was found`,
    how,
    async run(view) {
      await view.show(sample(), chosen);
      await view.row('Introduction').first().hover();
      await clean(view);
      await view.press('Shift+F10');
      assert.equal(await view.count('[role=menu]'), 1);
      await clean(view);
      await view.press('Escape');
      await view.find('ket');
      await view.post({ type: 'found', request: 1, items: [{ kind: 'section', index: 4 }] });
      await view.press('ArrowDown');
      await clean(view);
    },
  },
  {
    name: `axe finds nothing (${name}): loading, failure, and where there is nothing`,
    how,
    async run(view) {
      await clean(view);
      await view.post({ type: 'failed', message: 'The language server stopped.' });
      await clean(view);
      await view.show(sample({ manuscript: null, papers: [] }));
      await clean(view);
      await view.find('nothing like it');
      await view.post({ type: 'found', request: 1, items: [] });
      await clean(view);
    },
  },
]);

accessibility.push(
  {
    name: 'nothing moves where less motion is asked for',
    how: { media: { reducedMotion: 'reduce' } },
    async run(view) {
      const moving = () => document.querySelector('.loading-bar').getAnimations().length;
      assert.equal(await view.page.evaluate(moving), 0);
    },
  },
  {
    name: 'the loading bar moves otherwise',
    how: { media: { reducedMotion: 'no-preference' } },
    async run(view) {
      const moving = () => document.querySelector('.loading-bar').getAnimations().length;
      assert.equal(await view.page.evaluate(moving), 1);
    },
  },
  {
    name: 'rows say their level, place and number although most are not drawn',
    async run(view) {
      await view.show(sample());
      const row = view.row('Acquisition');
      const said = await row.evaluate((element) =>
        ['aria-level', 'aria-posinset', 'aria-setsize'].map((name) => element.getAttribute(name)),
      );
      assert.deepEqual(said, ['3', '1', '2']);
      const name = 'Acquisition 120 words, 1 citation, 4 terms';
      assert.equal(await view.page.getByRole('treeitem', { name, exact: true }).count(), 1);
    },
  },
);
