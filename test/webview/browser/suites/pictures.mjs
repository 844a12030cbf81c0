// Screenshots to look at: no test compares them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { shots } from '../../../e2e/host/paths.mjs';
import { themeNames } from '../page.mjs';
import { sample } from '../sample.mjs';

mkdirSync(shots, { recursive: true });

export const pictures = themeNames.flatMap((theme) =>
  [200, 320, 800].map((width) => ({
    name: `picture: ${theme}, ${width} px`,
    how: { theme, width },
    async run(view) {
      const target = { kind: 'work', pack: 'abdallah2018', work: 'berman2000' };
      await view.show(sample(), { type: 'cursor', section: 4 }, { type: 'focus', target });
      if (width === 320) await view.press('Shift+F10');
      if (width === 800) await view.page.getByRole('button', { name: 'Years' }).click();
      await view.settle();
      await view.page.screenshot({ path: join(shots, `outline-${theme}-${width}.png`) });
    },
  })),
);
