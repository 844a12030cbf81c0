import { describe, expect, it } from 'vitest';
import type { DefinedSense } from '../../../src/protocol/requests.ts';
import { defined, hoverCard, hovered } from '../../support/asking.ts';

describe('a hover on a word that a pack knows', () => {
  it('answers where the short form has other meanings, and names them', () => {
    const card = hoverCard('Ketamine and CS$0P in models.');
    expect(card).toContain('*Possible*: in Abdallah et al. 2018 “CSP” stands for “chronic stress pathology”');
    expect(card).toContain('cavum septum pellucidum');
    expect(card).not.toContain('it may be: chronic stress pathology');
  });

  it('is certain where the manuscript defines the short form so', () => {
    const card = hoverCard('Chronic stress pathology (CSP) follows. Then CS$0P.');
    expect(card).toMatch(/^\*\*chronic stress pathology\*\*/);
    expect(card).not.toContain('Possible');
  });

  it('shows the manuscript’s own meaning first where it is another', () => {
    const card = hoverCard('The corticospinal pathway (CSP) was seen. The CS$0P was intact.');
    expect(card).toMatch(/^\*\*CSP\*\*: corticospinal pathway/);
    expect(card).toContain('*Unlikely here*');
    expect(card).toContain('chronic stress pathology');
  });

  it.each([
    ['Signs of spreading depres$0sion of cortex.', 'depression', '*Unlikely here*'],
    ['A short replica$0tion of the code.', 'replication', 'everyday word'],
    ['Shouted NAC$0 by mistake.', 'nucleus accumbens', 'written otherwise'],
  ])('says how certain it is: %s', (source, about, note) => {
    expect(hovered(source).about).toBe(about);
    expect(hoverCard(source)).toContain(note);
  });

  it.each([
    'A pe$0t is kept at home.',
    'Take this o$0r that.',
    'The gard$0en is green.',
    'He di$0d add a cat.',
  ])('has nothing to say of words that no pack means: %s', (source) => {
    expect(hoverCard(source)).toBe('');
  });

  it.each([
    ['N-methyl-D-aspartate (NMDA) recep$0tors', 'N-methyl-D-aspartate receptor'],
    ['R/S-ketam$0ine', 'ketamine'],
    ['S(+)-ketam$0ine', 'esketamine'],
    ['($0S)- and (R)-ketamine', 'esketamine'],
    ['HAM-D~1$07~', 'Hamilton Depression Rating Scale'],
    ['GL$0T1', 'excitatory amino acid transporter 2'],
    ['mGluR$02/3', 'group II metabotropic glutamate receptor'],
    ['Bipolar disor$0der type II', 'bipolar II disorder'],
    ['functional unblin$0ding', 'functional unblinding'],
    ['antidepressant-like eff$0ects', 'antidepressant-like effect'],
    ['Glutamate-glutamine cyc$0ling', 'glutamate–glutamine cycle'],
    ['a depres$0sed man', 'depressed mood'],
    ['reproduci$0ble code', 'reproducibility'],
    ['a preclini$0cal state', 'preclinical research'],
    ['the response ra$0te', 'response rate'],
    ['a long-term depres$0sion', 'long-term depression of synapses'],
  ])('knows its forms: %s', (source, about) => {
    expect(hovered(`Seen with ${source} then.`).about).toBe(about);
  });

  it('takes the longest phrase around the cursor', () => {
    expect(hovered('an NMDA recep$0tor antagonist').text).toBe('NMDA receptor antagonist');
    expect(hovered('the NMDAR-medi$0ated').text).toBe('');
    expect(hovered('the NMD$0AR-mediated').text).toBe('NMDAR');
  });

  it('crosses no citation', () => {
    expect(hovered('an NMDA [@x] recep$0tor').about).toBe('');
  });
});

describe('the senses of a word that is looked up', () => {
  const labels = (phrase: string) => defined(phrase).map(({ label }) => label);

  it.each([
    ['nmdar', 'N-methyl-D-aspartate receptor'],
    ['NMDA receptors', 'N-methyl-D-aspartate receptor'],
    ['csp', 'chronic stress pathology'],
    ['grey matter', 'gray matter'],
    ['ketamin', 'ketamine'],
    ['hipocampus', 'hippocampus'],
    ['Hamilton depression', 'Hamilton Depression Rating Scale'],
  ])('%s is found first', (phrase, label) => {
    expect(labels(phrase)[0]).toBe(label);
  });

  it('are in order of likelihood, each with its reason', () => {
    const [first] = defined('CSP');
    expect(first).toMatchObject({ likelihood: 'possible', reason: 'several-meanings', pack: 'abdallah2018' });
    expect(first?.elsewhere).toContain('cavum septum pellucidum');
    expect(defined('ketamine')[0]).toMatchObject({ likelihood: 'likely', reason: 'as-written' });
  });

  it.each(['', ' ', 'q', 'zzzzzzzz', '\u0000', '('.repeat(500)])(
    'of nothing known are none: %j',
    (phrase) => {
      expect(defined(phrase)).toEqual([]);
    },
  );
});

describe('what a look-up tells of a sense', () => {
  it('is all that an editor’s list needs: facts, sections, works and related terms', () => {
    const [ketamine] = defined('ketamine');
    expect(ketamine?.facts[0]).toMatch(/^ketamine 0\.5 mg\/kg/);
    expect(ketamine?.works.map(({ citation }) => citation)).toContain('Berman et al. 2000');
    expect(ketamine?.sections.length).toBeGreaterThan(0);
    expect(ketamine?.related.map(({ label }) => label)).toContain('esketamine');
    expect(ketamine?.source).toBe('Abdallah et al. 2018');
  });

  it('names the glossary, which has no works to cite, and says who has checked it', () => {
    const [scopolamine] = defined('hyoscine');
    expect(scopolamine).toMatchObject({
      label: 'scopolamine',
      source: 'Core terms of neuropsychopharmacology',
      works: [],
    });
    expect(scopolamine?.card).toContain('To read on: Guide to Pharmacology');
    expect(scopolamine?.card).toContain('Nobody but its writer has checked this definition yet.');
  });

  it('has the shape that the protocol gives', () => {
    const sent: readonly DefinedSense[] = defined('ketamine');
    expect(sent).not.toEqual([]);
  });
});

describe('a hover on a dose', () => {
  it('tells what the papers report of the drug, with the place', () => {
    const card = hoverCard('We gave ketamine 1$0 mg/kg over an hour.');
    expect(card).toMatch(/^\*\*ketamine\*\* 1 mg\/kg\n\nOf ketamine the open papers report:/);
    expect(card).toContain('- Abdallah et al. 2018: ketamine 0.5 mg/kg intravenous over 40 min');
    expect(card).not.toMatch(/should|recommend/i);
  });

  it('says where they report none', () => {
    expect(hoverCard('We gave clozapine 200$0 mg daily.')).toContain(
      'The open papers report no dose of clozapine.',
    );
  });

  it.each([
    'Insulin users ate 15$0 g of carbohydrate.',
    'A mouse of 20$0 g was weighed.',
    'Ketamine users drank 30$0 g of alcohol.',
  ])('has nothing to say of what is no dose of a drug: %s', (source) => {
    expect(hoverCard(source)).toBe('');
  });
});
