/**
 * Words that published guides ask writers to leave, with what these guides have instead. Each row names its
 * guide, so that a writer can judge it. Words are compared in any case; the longest row counts.
 */
export interface Wording {
  /** What is found, as a regular expression of words. */
  readonly written: string;
  readonly instead: string;
  readonly source: keyof typeof guides;
}

export const guides = {
  apa: 'APA Publication Manual, 7th ed., chapter 5 (bias-free language)',
  nida: 'NIDA, Words Matter (language of substance use)',
  suicide: 'Reporting on Suicide recommendations',
  dsm: 'DSM-5-TR (current names of disorders)',
  nbn: 'Neuroscience-based Nomenclature (drugs by mechanism)',
} as const;

export const wordings: readonly Wording[] = [
  { written: 'commit(?:s|ted|ting)? suicide', instead: 'die by suicide', source: 'suicide' },
  { written: '(?:completed|successful) suicides?', instead: 'death by suicide', source: 'suicide' },
  { written: '(?:failed|unsuccessful) suicide attempts?', instead: 'suicide attempt', source: 'suicide' },
  { written: 'suicide (?:epidemic|victims?)', instead: 'people who died by suicide', source: 'suicide' },
  {
    written: '(?:drug |heroin |cocaine |opioid )?addicts',
    instead: 'people with a substance use disorder',
    source: 'nida',
  },
  {
    written: '(?:drug|substance|alcohol) abusers?',
    instead: 'people with a substance use disorder',
    source: 'nida',
  },
  { written: 'alcoholics(?! anonymous)', instead: 'people with alcohol use disorder', source: 'nida' },
  {
    written:
      '(?:schizophrenics|a schizophrenic(?= (?:who|is|was|had|has|with|in|on|under|should|may|can|and)))',
    instead: 'person with schizophrenia',
    source: 'apa',
  },
  {
    written: '(?:depressives|psychotics|neurotics|anorexics|bulimics|epileptics)',
    instead: 'people with the disorder',
    source: 'apa',
  },
  { written: 'the mentally ill', instead: 'people with mental illness', source: 'apa' },
  {
    written:
      '(?:suffer(?:s|ed|ing)? from|afflicted (?:with|by)|victims? of) (?:depression|schizophrenia|bipolar disorder|PTSD|anxiety|dementia|autism|ADHD|OCD|psychosis)',
    instead: 'have, or live with, the disorder',
    source: 'apa',
  },
  { written: 'mental retardation', instead: 'intellectual disability', source: 'dsm' },
  { written: 'mentally retarded', instead: 'with intellectual disability', source: 'dsm' },
  { written: 'multiple personality disorder', instead: 'dissociative identity disorder', source: 'dsm' },
  {
    written: 'manic[ -]depressi(?:on|ve (?:illness|disorder|psychosis))',
    instead: 'bipolar disorder',
    source: 'dsm',
  },
  { written: 'gender identity disorder', instead: 'gender dysphoria', source: 'dsm' },
  {
    written: '(?:minor|major) tranquilli[sz]ers?',
    instead: 'the mechanism (GABA-A positive allosteric modulator, dopamine antagonist …)',
    source: 'nbn',
  },
  {
    written: '(?:non-?complian(?:t|ce)) (?:patients?|with (?:medication|treatment))',
    instead: 'nonadherence',
    source: 'apa',
  },
];
