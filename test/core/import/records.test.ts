import { describe, expect, it } from 'vitest';
import { imported, packOf } from '../../support/importing.ts';
import { readPack } from '../../support/packs.ts';

const nbib = `
PMID- 99999991
OWN - NLM
DP  - 2022 Mar
TI  - Sleep spindles and relapse in bipolar disorder: What does the
      thalamus tell us?
PG  - 101-19
LID - 10.5555/anmood.2022.02.101 [doi]
AB  - Spindles arise in the thalamic reticular
      nucleus (TRN). The TRN paces them. EEG shows it.
FAU - Halvorsen, Maren
AU  - Halvorsen M
FAU - Okoro, Jonah A
LA  - eng
JT  - Annals of mood
OT  - spindles
`;
const ris = `TY  - JOUR
AU  - Halvorsen, Maren
TI  - Sleep spindles and relapse
T2  - Annals of Mood
PY  - 2022
AB  - Spindles arise in the thalamic reticular nucleus (TRN).
ER  - 
`;

describe('a record of one article', () => {
  it.each([
    ['PubMed', nbib, 'nbib', ['TRN defined', 'EEG used-unexpanded']],
    ['RIS', ris, 'ris', ['TRN defined']],
    [
      'PubMed with Windows line ends',
      nbib.replaceAll('\n', '\r\n'),
      'nbib',
      ['TRN defined', 'EEG used-unexpanded'],
    ],
  ])('is read from %s', (_, text, format, abbreviations) => {
    const pack = packOf(text);
    expect(pack.origin?.format).toBe(format);
    expect(pack.source.author?.[0]).toEqual({ family: 'Halvorsen', given: 'Maren' });
    expect(pack.sections.map(({ id }) => id)).toEqual(['sec-title', 'sec-abstract']);
    expect(pack.abbreviations.map(({ short, status }) => `${short} ${status}`)).toEqual(abbreviations);
    for (const { short, start, end } of pack.abbreviations) expect(text.slice(start, end)).toBe(short);
    expect(readPack(JSON.stringify(pack)).problems).toEqual([]);
  });

  it('is refused where there are several', () => {
    expect(imported(ris + ris).problems[0]?.message).toMatch(/holds 2 references/);
  });
});
