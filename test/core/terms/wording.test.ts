import { describe, expect, it } from 'vitest';
import { guides, wordings } from '../../../src/core/terms/data/wording.ts';
import { checkWording } from '../../../src/core/terms/index.ts';
import { parseByName } from '../../support/terms.ts';

const found = (text: string, name = 'a.md'): readonly string[] =>
  checkWording(parseByName(name, text)).map(({ start, end }) => text.slice(start, end));

describe('words that guides ask to leave', () => {
  it.each([
    ['He committed suicide last year.', 'committed suicide'],
    ['Two successful suicides were seen.', 'successful suicides'],
    ['Among heroin addicts, relapse is common.', 'heroin addicts'],
    ['Substance abusers were left out.', 'Substance abusers'],
    ['Schizophrenics and controls took part.', 'Schizophrenics'],
    ['Many suffer from depression.', 'suffer from depression'],
    ['A history of manic-depressive illness.', 'manic-depressive illness'],
    ['Care for the mentally ill is scarce.', 'the mentally ill'],
    ['Once called *multiple personality disorder* by all.', 'multiple personality disorder'],
  ])('%s', (text, words) => {
    expect(found(text)).toEqual([words]);
  });

  it('name the guide and what it has instead', () => {
    const [problem] = checkWording(parseByName('a.md', 'She committed suicide.'));
    expect(problem).toMatchObject({ code: 'stigmatizing-wording' });
    expect(problem?.message).toBe(`“committed suicide”: ${guides.suicide} has “die by suicide”.`);
  });

  it.each([
    '# The mentally ill in the nineteenth century',
    'The reviewer wrote “he committed suicide” of it.',
    'An alcoholic beverage, antiepileptics, antipsychotics, and non-addictive drugs.',
    'Schizophrenic symptoms and a schizophrenic episode; patients with schizophrenia; alcoholics anonymous.',
    'They commit to change; suicide was rare.',
  ])('are not found in titles, quotations and other words: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('are not found in a printed list of references', () => {
    const listed = 'They are rare.\n\n# References\n\nBerg B. Energy in chronic schizophrenics. J. 1999.\n';
    expect(found(listed)).toEqual([]);
    const behind = `${listed}\n# Appendix\n\nSchizophrenics took part.\n`;
    expect(found(behind)).toEqual(['Schizophrenics']);
    const latex =
      '\\begin{document}\nThey are rare.\n\\begin{CSLReferences}{1}{0}\n\\bibitem[\\citeproctext]{ref-b}\nBerg B. Energy in schizophrenics.\n\\end{CSLReferences}\nAddicts came.\n\\end{document}\n';
    expect(found(latex, 'a.tex')).toEqual(['Addicts']);
  });

  it('are found in every syntax, where they stand', () => {
    expect(found('He \\emph{committed} suicide.', 'a.tex')).toEqual(['committed} suicide']);
    expect(found('Heroin _addicts_ were asked.', 'a.typ')).toHaveLength(1);
  });

  it('have a guide each', () => {
    for (const { source, instead } of wordings) {
      expect(guides[source]).toMatch(/\S/);
      expect(instead).toMatch(/\S/);
    }
  });
});
