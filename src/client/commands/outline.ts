import type { OutlineAction } from '../../protocol/outline.ts';
import type { OutlineView } from '../outlineView.ts';

const actions: Readonly<Record<string, OutlineAction>> = {
  reveal: 'reveal',
  revealBeside: 'reveal-beside',
  insertCitation: 'insert-citation',
  insertTerm: 'insert-term',
  addToBibliography: 'add-to-bibliography',
  openDoi: 'open-doi',
  openPack: 'open-pack',
};

/** What the outline's menus do, as commands on the row chosen there last. */
export function outlineCommands(outline: OutlineView): Readonly<Record<string, () => Promise<void>>> {
  const run = Object.entries(actions).map(([name, action]) => [
    `outline.${name}`,
    () => {
      outline.run(action);
      return Promise.resolve();
    },
  ]);
  return {
    ...(Object.fromEntries(run) as Record<string, () => Promise<void>>),
    'outline.filter': () => outline.focus({ kind: 'filter' }),
  };
}
