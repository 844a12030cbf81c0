import { expect, test } from 'vitest';
import { bracketedForms } from '../../../src/core/import/build/bracketedForms.ts';
import { packOf } from '../../support/importing.ts';

const forms = (text: string) => bracketedForms(text).map(({ short, long }) => `${short} ${long}`);

test.each([
  ['scores on the Beck Depression Inventory [BDI-II] fell', 'BDI-II Beck Depression Inventory'],
  ['The U.S. Preventive Services Task Force (USPSTF) agreed', 'USPSTF U.S. Preventive Services Task Force'],
  ['Buffers held sodium taurodeoxycholate (NaTDC).', 'NaTDC sodium taurodeoxycholate'],
  ['the Quality of Life Scale (QLS)', 'QLS Quality of Life Scale'],
  ['a Patient-Reported Outcome (PRO)', 'PRO Patient-Reported Outcome'],
])('%s', (text, expected) => {
  expect(forms(text)).toEqual([expected]);
});

test.each([
  'into four groups (PLA1, PLA2, PLC and PLD)',
  'of Agile, Santa Clara (CA)',
  'was weak. Binding Test (WBT)',
  'the old scale (EQ-5D) and others',
  'sodium chloride (NaTDC)',
])('nothing in “%s”', (text) => {
  expect(forms(text)).toEqual([]);
});

test('a pack holds them at their places', () => {
  const text =
    '# A study of moods\n\nAda B. Alder, Carl D. Birch\n\ndoi:10.5555/moods\n\n## Abstract\n\nThe Beck Depression Inventory [BDI-II] was used, and the SF-36.\n\n## Results\n\nMoods rose.\n';
  const [first] = packOf(text).abbreviations;
  expect(first).toMatchObject({ short: 'BDI-II', long: 'Beck Depression Inventory', status: 'defined' });
  expect(text.slice(first!.start, first!.end)).toBe('BDI-II');
});
