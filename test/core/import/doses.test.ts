import { describe, expect, it } from 'vitest';
import { findFacts } from '../../../src/core/import/build/facts.ts';

const doses = (text: string): string =>
  findFacts(text, new Set(['ketamine', 'midazolam']))
    .map(({ drug, value, unit }) => `${drug} ${JSON.stringify(value)} ${unit}`)
    .join(', ');

describe('the drug of a dose', () => {
  it.each([
    [
      'Capsules held microcrystalline cellulose, and either 140 µg folic acid, or 400 µg folic acid.',
      'folic acid 140 ug, folic acid 400 ug',
    ],
    ['A single 0.5 mg/kg infusion of ketamine over 40 min.', 'ketamine 0.5 mg/kg'],
    [
      'Ketamine (0.5 mg/kg) and midazolam (0.045 mg/kg) were given.',
      'ketamine 0.5 mg/kg, midazolam 0.045 mg/kg',
    ],
    ['Lithium levels rose; lorazepam 1 mg was given.', 'lorazepam 1 mg'],
    ['On insulin they ate 20 g of fat, while 10 mg escitalopram was continued.', 'escitalopram 10 mg'],
    ['We gave 56 mg of intranasal esketamine twice weekly.', 'esketamine 56 mg'],
    ['Each took vitamin D 400 IU daily.', 'vitamin d 400 [IU]'],
  ])('is in its clause: %s', (text, expected) => {
    expect(doses(text)).toBe(expected);
  });

  it.each([
    'Insulin users should eat up to 15 g of carbohydrate before exercise.',
    'Patients on fluoxetine took a tablet of 500 mg glucose.',
    'They had 1 g protein per day beside metformin.',
    'Ketamine users drank 30 g of alcohol.',
  ])('is no food, and no excipient: %s', (text) => {
    expect(doses(text)).toBe('');
  });
});
