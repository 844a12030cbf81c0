import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outline, Store } from '../../src/core/index.ts';
import { shippedPacks } from '../../src/packs/index.ts';

const uri = 'file:///paper/paper.md';

const start = `---
title: Ketamine
word-limit: 100
---

Before any heading stands NMDAR.

# Background

Sustained stress acts through glutamate (Berman et al., 2000). N-methyl-D-aspartate receptors (NMDARs) matter.

## Trials

Ketamine at NMDARs, glutamate, RAADs [@a; @b], and SAADs.

# Discussion

RAADs again, glutamate again, and one more time NMDARs.
`;

const pieces = [
  'x',
  ' ',
  '\n\n',
  '\n\n# New\n\n',
  ' glutamate ',
  ' NMDARs ',
  ' (NMDA)',
  '[@a]',
  ' norepinephrine dose (NMDAR) ',
  '',
];

const opened = (text: string): Store => {
  const store = new Store();
  store.setPacks(shippedPacks);
  store.openManuscript(uri, 'pandoc', 1, text);
  return store;
};

const contentOf = (store: Store) => ({ ...outline(store.snapshot(), uri), revision: 0 });

test('after edits the outline is what it would be from scratch', () => {
  const edit = fc.record({
    at: fc.nat(1000),
    removed: fc.nat(12),
    text: fc.constantFrom(...pieces),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const store = opened(start);
      let text = start;
      for (const [number, { at, removed, text: put }] of edits.entries()) {
        const from = at % (text.length + 1);
        const to = Math.min(text.length, from + removed);
        text = text.slice(0, from) + put + text.slice(to);
        store.editManuscript(uri, number + 2, [{ start: from, end: to, text: put }]);
        contentOf(store); // so that there is something to keep
      }
      expect(contentOf(store)).toEqual(contentOf(opened(text)));
    }),
    { numRuns: 25 },
  );
});
