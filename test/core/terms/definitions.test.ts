import { describe, expect, it } from 'vitest';
import { annotate, parseByName, plainManuscript } from '../../support/terms.ts';

/** The same of a manuscript in a language of markup. */
const pairsOf = (name: string, text: string): readonly string[] =>
  annotate(parseByName(name, text)).abbreviations.map(
    ({ start, end, long }) => `${text.slice(start, end)}=${long}`,
  );

/** Short and long form of every definition found. */
const pairs = (text: string): readonly string[] =>
  annotate(plainManuscript(text)).abbreviations.map(
    ({ start, end, long }) => `${text.slice(start, end)}=${long}`,
  );

describe('definitions of abbreviations', () => {
  it.each([
    ['chronic stress pathology (CSP)', 'CSP=chronic stress pathology'],
    ['we used CSP (chronic stress pathology) here', 'CSP=chronic stress pathology'],
    ['older drugs (i.e., slow-acting antidepressants; SAADs) act', 'SAADs=slow-acting antidepressants'],
    ['an echo time (TE) of 68 ms', 'TE=echo time'],
    ['at a repetition time (TR)', 'TR=repetition time'],
    ['exogenous testosterone (TE)', 'TE=testosterone'],
    ['the nucleus accumbens (NAc)', 'NAc=nucleus accumbens'],
    ['metabotropic glutamate receptor 5 (mGluR5)', 'mGluR5=metabotropic glutamate receptor 5'],
    ['the 5-hydroxytryptamine 2A (5-HT2A) receptor', '5-HT2A=5-hydroxytryptamine 2A'],
    ['the serotonin 2A (5-HT2A) receptor', '5-HT2A=serotonin 2A'],
    [
      'carbon-13 magnetic resonance spectroscopy (13C-MRS)',
      '13C-MRS=carbon-13 magnetic resonance spectroscopy',
    ],
    ['given intravenous (i.v.) ketamine', 'i.v.=intravenous'],
    [
      'a randomised, double-blind, placebo-controlled trial (RCT)',
      'RCT=randomised, double-blind, placebo-controlled trial',
    ],
    [
      'N-methyl-D-aspartate (NMDA) receptor (NMDAR)',
      'NMDA=N-methyl-D-aspartate,NMDAR=N-methyl-D-aspartate receptor',
    ],
    [
      'high-frequency repetitive transcranial magnetic stimulation (rTMS)',
      'rTMS=repetitive transcranial magnetic stimulation',
    ],
    ['γ-aminobutyric acid type A (GABA~A~) receptors', 'GABA~A=γ-aminobutyric acid type A'],
    ['5-hydroxytryptamine type 2A (5-HT~2A~) receptors', '5-HT~2A=5-hydroxytryptamine type 2A'],
    ['γ-aminobutyric acid (GABA)', 'GABA=γ-aminobutyric acid'],
    ['chronic stress pathology, hereafter CSP, is', 'CSP=chronic stress pathology'],
    ['chronic stress pathology [@x] (CSP; see Fig. 1)', 'CSP=chronic stress pathology'],
    [
      'Abbreviations: MDD, major depressive disorder; PFC, prefrontal cortex.',
      'MDD=major depressive disorder,PFC=prefrontal cortex',
    ],
    ['patients with MDD, i.e. major depressive disorder, and', 'MDD=major depressive disorder'],
    [
      'the Strategy for Open Items: Reports of Care (SOIRC) checklist',
      'SOIRC=Strategy for Open Items: Reports of Care',
    ],
    ['of two kinds: chronic stress pathology (CSP)', 'CSP=chronic stress pathology'],
    ['global brain connectivity (GBCr), with regression', 'GBCr=global brain connectivity'],
    ['global brain connectivity (GBCr, i.e., with regression)', 'GBCr=global brain connectivity'],
    ['the Hamilton depression (HAM-D17) score', 'HAM-D17=Hamilton depression'],
    ['the Hamilton Depression Rating Scale (HDRS~17~)', 'HDRS~17=Hamilton Depression Rating Scale'],
    ['CSP stands for chronic stress pathology.', 'CSP=chronic stress pathology'],
    ['MDD = major depressive disorder', 'MDD=major depressive disorder'],
    ['quality of life (QoL)', 'QoL=quality of life'],
    ['Patient Health Questionnaire (PHQ-9)', 'PHQ-9=Patient Health Questionnaire'],
    ['the Gloom Inventory (GI-II; second edition)', 'GI-II=Gloom Inventory'],
    ['the Adult Wit Scale (AWS-IV)', 'AWS-IV=Adult Wit Scale'],
    ['the Event Impact Scale (EIS-R)', 'EIS-R=Event Impact Scale'],
    ['the Scale of Inner Awareness (SIA-2 - 37 items)', 'SIA-2=Scale of Inner Awareness'],
    [
      'two clusters (named: *Inner Noticing* - InNo; *Outer Self Accuracy* - OutA; *Cardioception* - Card)',
      'InNo=Inner Noticing,OutA=Outer Self Accuracy,Card=Cardioception',
    ],
    ['the Inner Wit Scale (IWS – range 0 to 60)', 'IWS=Inner Wit Scale'],
    ['the ventrobasal thalamus (VB)', 'VB=ventrobasal thalamus'],
    ['the lip (orbicularis oris inferior, OOI)', 'OOI=orbicularis oris inferior'],
    ['(echo time [ET] = 1.6 ms, repetition time [RT] = 2 s)', 'ET=echo time,RT=repetition time'],
    [
      'the SPCN component (sustained posterior contralateral negativity)',
      'SPCN=sustained posterior contralateral negativity',
    ],
    [
      'the area under the receiver operating characteristic curve (AUC)',
      'AUC=area under the receiver operating characteristic curve',
    ],
    ['a Bayesian spatially adaptive binary regression (SBR)', 'SBR=spatially adaptive binary regression'],
    [
      'diffusion-weighted and functional magnetic resonance imaging (dMRI and fMRI)',
      'dMRI=diffusion-weighted and functional magnetic resonance imaging,fMRI=functional magnetic resonance imaging',
    ],
    ['muscles (the zygomaticus major (ZYG), the risorius (RIS))', 'ZYG=zygomaticus major,RIS=risorius'],
    ['# Tropomyosin receptor kinase B (TrkB)', 'TrkB=Tropomyosin receptor kinase B'],
  ])('in %j', (text, expected) => {
    expect(pairs(text).join(',')).toBe(expected);
  });

  it.each([
    'as shown before (Smith, 2010)',
    'the mean of both (severity of the state - MDD; others)',
    'severity of depressed patients (HAM-D)',
    'in the second phase (II) of the study',
    'a dose of ketamine (40 mg)',
    'patients in group two (n = 12)',
    'the odds were high (OR = 2.3; CI 1.1 to 3.9)',
    'a bright and cheerful room (see Fig. 3)',
    'he came in and sat down (IBM)',
    'in the cortex (PFC, NAc, ACC)',
    '(((((((((',
    'most had PTSD, i.e. the sum of it all, and more',
    'the MDD group, that is, many depressed people',
    'e.g. a case (e.g., this one)',
  ])('none in %j', (text) => {
    expect(pairs(text)).toEqual([]);
  });

  it.each([
    ['a.md', 'The Sleep Quality Index [SQI, @buy1989] has items.', 'SQI=Sleep Quality Index'],
    ['a.md', 'The Sleep Quality Index [SQI; @buy1989] has items.', 'SQI=Sleep Quality Index'],
    [
      'a.md',
      'The Sleep Quality Index [SQI, 21 items from 0 to 3, @buy1989] has items.',
      'SQI=Sleep Quality Index',
    ],
    ['a.md', 'The Sleep Quality Index [SQI-2 - 37 items, @buy1989] has items.', 'SQI-2=Sleep Quality Index'],
    [
      'a.md',
      'In sleep, using the Sleep Quality Index [SQI-II, @buy1989] and more.',
      'SQI-II=Sleep Quality Index',
    ],
    ['a.md', 'The Sleep Quality Index [see XQ in the table, @buy1989] has items.', ''],
    ['a.md', 'The *Sleep Quality Index* [see @buy1989] and [XQ, @buy1989].', ''],
    ['a.tex', 'The Sleep Quality Index \\citep[SQI;][]{buy1989} has items.', 'SQI=Sleep Quality Index'],
    [
      'a.tex',
      'The Sleep Quality Index~\\parencite[SQI][p. 3]{buy1989} has items.',
      'SQI=Sleep Quality Index',
    ],
    ['a.tex', 'The Sleep Quality Index \\citep[SQI]{buy1989} has items.', ''],
  ])('in the citation of %s: %s', (name, text, expected) => {
    expect(pairsOf(name, text).join(',')).toBe(expected);
  });

  it('none in a row of a table whose word holds the letters', () => {
    const text = '| Part | Region | Score |\n|---|---|---|\n| OOI | Orofacial | 71.05 |\n';
    expect(pairsOf('a.md', text)).toEqual([]);
  });
});
