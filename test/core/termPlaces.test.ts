import { expect, test } from 'vitest';
import { defineTerm } from '../../src/core/features/assistant/defineTerm.ts';
import { diagnostics } from '../../src/core/features/diagnostics.ts';
import { hover } from '../../src/core/features/hover.ts';
import { shippedPacks } from '../../src/packs/index.ts';
import { memoryWorkspace } from '../support/workspace.ts';

async function opened(files: Readonly<Record<string, string>>, name: string) {
  const workspace = memoryWorkspace(
    new Map(Object.entries(files).map(([path, text]) => [`file:///w/${path}`, text])),
  );
  workspace.setShippedPacks(shippedPacks);
  workspace.setFolders(['file:///w']);
  await workspace.settleWorkspace();
  workspace.open(`file:///w/${name}`, 'markdown', 1, files[name]!);
  await workspace.settleAll(`file:///w/${name}`);
  const snapshot = workspace.snapshot();
  workspace.dispose();
  return snapshot;
}

test('a card says how often the manuscript uses a term, and which works of the bibliography name it', async () => {
  const snapshot = await opened(
    {
      'm.md': 'Ketamine is old. Ketamine and depression [@a].\n',
      'refs.bib':
        '@article{a, author={Adey, R}, title={Ketamine at night}, year={2001}}\n@article{b, author={Berg, B}, title={Ketamines of cows}, year={2002}}\n@article{c, author={Cole, C}, title={Sleep}, year={2003}}',
    },
    'm.md',
  );
  const card = hover(snapshot, 'file:///w/m.md', 3)?.markdown ?? '';
  expect(card).toContain('In this manuscript: 2 times');
  expect(card).toContain('Adey 2001 \\(a\\)');
  expect(card).toContain('Berg 2002 \\(b\\)');
  expect(card).not.toContain('Cole');
});

test('a card shows the sentences that use a term, and works that name it in abstract or keywords alone', async () => {
  const long = `${'word '.repeat(60)}ketamine${' word'.repeat(60)}`;
  const snapshot = await opened(
    {
      'm.md': `First. Ketamine [@a] is\nold! Then more.\n\n${long}.\n\nNo ketamine, *none*.\n\nKetamine a fourth time.\n`,
      'refs.bib':
        '@article{a, author={Adey, R}, title={Sleep}, year={2001}, abstract={We gave\n KETAMINE once.}}\n' +
        '@article{b, author={Berg, B}, title={Cows}, year={2002}, keywords={sleep; ketamines}}\n' +
        '@article{c, author={Cole, C}, title={Owls}, year={2003}, abstract={The norketamines and esketamine.}}\n' +
        '@article{d, author={Dorn, D}, title={Bats}, year={2004}, publisher={Ketamine Press}}',
      'more.ris': 'TY  - JOUR\nAU  - Eder, E\nTI  - Newts\nPY  - 2005\nID  - e\nAB  - Of ketamine.\nER  - \n',
    },
    'm.md',
  );
  const card = hover(snapshot, 'file:///w/m.md', 8)?.markdown ?? '';
  expect(card).toContain('In this manuscript: 4 times');
  expect(card).toContain('- Ketamine \\[\\@a\\] is old\\! \\(line 1\\)');
  expect(card).toMatch(/- …(?:word )+ketamine(?: word)+… \\\(line 4\\\)/);
  expect(card).toContain('- No ketamine, \\*none\\*. \\(line 6\\)');
  expect(card).not.toContain('a fourth time');
  for (const found of ['Adey 2001', 'Berg 2002', 'Eder 2005']) expect(card).toContain(found);
  for (const other of ['Cole', 'Dorn']) expect(card).not.toContain(other);
});

test('pages of a MyST table of contents share abbreviations, plain Markdown or not', async () => {
  const files = {
    'myst.yml': 'version: 1\nproject:\n  toc:\n    - file: one.md\n      children:\n        - file: two.md\n',
    'one.md': 'The quick rating scale (QRSX) is new.\n',
    'two.md': 'The QRSX fell, and the QRSX rose.\n',
  };
  for (const name of ['one.md', 'two.md']) {
    const snapshot = await opened(files, name);
    const codes = diagnostics(snapshot, `file:///w/${name}`).map(({ code }) => code);
    expect(codes.filter((code) => code.startsWith('abbreviation'))).toEqual([]);
  }
});

test('an assistant is told what a term of one’s own is from', async () => {
  const snapshot = await opened(
    { 'm.md': 'Text.\n', '.psycite/glossary.yaml': 'terms:\n  - long: glowing newt\n    source: adey2020\n' },
    'm.md',
  );
  const { status, senses } = defineTerm(snapshot, 'glowing newt');
  expect(status).toBe('known');
  expect(senses[0]?.supportedBy).toEqual([{ citation: 'adey2020', DOI: null }]);
});
