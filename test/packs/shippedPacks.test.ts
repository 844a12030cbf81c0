import { describe, expect, it } from 'vitest';
import { customOf } from '../../src/core/paper/rules.ts';
import { shippedPacks } from '../../src/packs/index.ts';
import { readPack } from '../support/packs.ts';

describe.each(shippedPacks.map((pack) => [pack.id, pack] as const))('the pack %s', (_, pack) => {
  it('fits the schema and keeps the contributor rules', () => {
    const { value, problems } = readPack(JSON.stringify(pack));
    expect(problems).toEqual([]);
    expect(value).toEqual(pack);
  });

  it('ships no DOI, PMID or PMCID from memory', () => {
    for (const reference of [pack.source, ...pack.references]) {
      const verification = customOf(reference)['verification'] as { fields: Record<string, string> };
      for (const identifier of ['DOI', 'PMID', 'PMCID'])
        if (identifier in reference)
          expect(verification.fields[identifier], reference.id).not.toBe('recalled');
    }
  });

  it('names a vocabulary and its source for every identifier that was checked', () => {
    for (const match of pack.terms.flatMap((term) => term.match ?? []))
      if (match.verification === 'verified') expect(match.source, match.id).toMatch(/\S/);
  });
});

it('ships the first pack whole', () => {
  const pack = shippedPacks.find((one) => one.id === 'abdallah2018');
  expect(pack?.terms).toHaveLength(135);
  expect(pack?.references).toHaveLength(31);
  expect(pack?.citations).toHaveLength(21);
  expect(pack?.counts).toEqual({
    referencesStated: 172,
    referencesShown: 10,
    citedByStated: 188,
    citedByShown: 6,
  });
});
