import { describe, expect, it } from 'vitest';
import { withoutRecalled } from '../../src/core/paper/packIndex.ts';
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

  it('has every author of a work whose record is known: an entry of it prints them', () => {
    const known = pack.references.filter(({ PMID }) => PMID !== undefined);
    expect(known.filter((reference) => withoutRecalled(reference).othersOmitted)).toEqual([]);
  });

  it('names a vocabulary and its source for every identifier that was checked', () => {
    for (const match of pack.terms.flatMap((term) => term.match ?? []))
      if (match.verification === 'verified') expect(match.source, match.id).toMatch(/\S/);
  });
});

it('ships the first pack whole', () => {
  const pack = shippedPacks.find((one) => one.id === 'abdallah2018');
  expect(pack?.terms).toHaveLength(137);
  expect(pack?.references).toHaveLength(31);
  expect(pack?.citations).toHaveLength(21);
  expect(pack?.counts).toEqual({
    referencesStated: 172,
    referencesShown: 10,
    citedByStated: 188,
    citedByShown: 6,
  });
});

describe('the glossary', () => {
  const glossary = shippedPacks.find(({ kind }) => kind === 'glossary')!;

  it('has 250 terms and more, each defined, with its kind and where to read on', () => {
    expect(glossary.terms.length).toBeGreaterThanOrEqual(250);
    for (const term of glossary.terms) {
      expect(term.definition, term.id).toMatch(/[.]$/);
      expect(term.category, term.id).not.toBe('');
      expect(term.supportedBy, term.id).not.toEqual([]);
      expect(term.checked, term.id).toBeDefined();
    }
  });

  it('shares no form with a paper: what differs has a name of its own', () => {
    const forms = (pack: (typeof shippedPacks)[number]) =>
      pack.terms.flatMap(({ prefLabel, altLabel = [], shortForms = [] }) =>
        [prefLabel, ...altLabel].map((label) => label.toLowerCase()).concat(shortForms),
      );
    const papers = new Set(shippedPacks.filter((pack) => pack !== glossary).flatMap(forms));
    expect(forms(glossary).filter((form) => papers.has(form))).toEqual([]);
  });

  it.each(
    `serotonin;noradrenaline;electroconvulsive therapy;suicidal ideation;anhedonia;medial prefrontal cortex;dlPFC;SNRI;MAOI;GluN2B;mGluR2/3;mGluR5;
     lanicemine;rapastinel;traxoprodil;norketamine;long-term potentiation;social defeat;chronic unpredictable stress;forced swim test;sucrose preference;
     learned helplessness;HPA axis;lateral habenula;subgenual ACC;MK-801;phencyclidine;GSK-3;eEF2;homeostatic plasticity;parvalbumin interneuron;D-serine;
     scopolamine;default mode network;BOLD;SV2A;QIDS;BDI;relapse;intranasal route;abuse liability;rTMS;5-HT2A;gamma oscillation;inflammation;naltrexone;
     nitrous oxide;dextromethorphan;brexanolone`
      .split(';')
      .map((form) => form.trim()),
  )('knows %s', (form) => {
    const known = glossary.terms.some(({ prefLabel, altLabel = [], shortForms = [] }) =>
      [prefLabel, ...altLabel, ...shortForms].includes(form),
    );
    expect(known).toBe(true);
  });
});
