import { describe, expect, it } from 'vitest';
import { PackIndex } from '../../../src/core/paper/packIndex.ts';
import type { PackTerm } from '../../../src/core/paper/types.ts';
import { abbreviationCard, termCard } from '../../../src/core/render/term.ts';
import { shippedPacks } from '../../../src/packs/index.ts';

const pack = new PackIndex(shippedPacks[0]!);
const card = (id: string, context: Partial<Parameters<typeof termCard>[1]> = {}): string =>
  termCard(pack.term(id)!, { pack, ...context });

describe('the term card', () => {
  it('says which pack it comes from, and that the licence is the pack’s', () => {
    expect(termCard(shippedPacks[0]!.terms[0]!, { pack })).toMatch(
      /\*Collected from Abdallah et al\. 2018 \\\(CC0-1\.0\\\)\*$/,
    );
  });

  it('starts with name, short forms and kind', () => {
    expect(card('nmdar').split('\n')[0]).toBe('**N-methyl-D-aspartate receptor** (NMDAR, NMDA-R) · receptor');
  });

  it('says how the paper uses the abbreviation', () => {
    expect(card('saad', { short: 'SAADs' })).toMatch(/The paper spells out \*\*SAADs\*\* in \*[^*]+\*\.\n/);
    expect(card('mdd', { short: 'MDD' })).toMatch(
      /The paper uses \*\*MDD\*\* in .* and does not spell it out\.\n/,
    );
  });

  it('says whether a supporting work is in the bibliography', () => {
    const known = card('ketamine', {
      inBibliography: (work) => (work.id === 'berman2000' ? 'berman00' : undefined),
    });
    expect(known).toContain('not in your bibliography');
    const supported = pack.worksSupporting(pack.term('ketamine')!).map(({ id }) => id);
    expect(known.includes('in your bibliography as berman00')).toBe(supported.includes('berman2000'));
  });

  it('reports doses as the paper does, and names its source', () => {
    const text = card('ketamine');
    expect(text).toMatch(/The paper reports:\n\n- ketamine 0\.5 mg\/kg/);
    expect(text).toContain('Abdallah et al. 2018');
    expect(text).not.toMatch(/\b(?:should|recommend|advise)/i);
  });

  it('shows identifiers from memory only where asked', () => {
    const match = [{ id: 'mesh:D007649', relation: 'exactMatch', verification: 'recalled' }] as const;
    const term: PackTerm = { ...pack.term('ketamine')!, match };
    expect(termCard(term, { pack })).not.toContain('D007649');
    expect(termCard(term, { pack, showRecalled: true })).toContain('D007649');
    expect(termCard({ ...term, match: [{ ...match[0], verification: 'verified' }] }, { pack })).toContain(
      '](https://meshb.nlm.nih.gov/record/ui?ui=D007649)',
    );
  });

  it('shows hostile strings as text', () => {
    const evil = '<img src=x onerror=alert(1)>[x](command:evil) ![y](http://z)\n# h';
    const term: PackTerm = {
      id: 'evil',
      prefLabel: evil,
      shortForms: [evil],
      altLabel: [evil],
      category: evil,
      definition: evil,
      sections: [],
      match: [{ id: 'mesh:D1)](command:x', relation: 'exactMatch', verification: 'page' }],
    };
    const text = termCard(term, { pack });
    expect(text).not.toMatch(/(?<!\\)[<]|(?<!\\)\]\(command|(?<!\\)!\[/);
    expect(text.split('\n')[0]).toContain('evil');
  });

  it('shows what only the manuscript defines', () => {
    const card = abbreviationCard({ short: 'ECG', long: 'electro*cardiogram*' });
    expect(card).toContain('electro\\*cardiogram\\*');
  });
});
