import { describe, expect, it } from 'vitest';
import { termCompletions } from '../../../src/core/terms/index.ts';
import { parseFixture } from '../../support/fixture.ts';
import { parseByName, plainManuscript, shippedTerms, termsAt } from '../../support/terms.ts';

const at = (source: string): readonly string[] => {
  const { text, cursor } = parseFixture(source);
  return termsAt(plainManuscript(text), cursor!).items.map((item) => item.text);
};

describe('completion of terms', () => {
  it('introduces an abbreviation at first use', () => {
    expect(at('Drugs act at the NMD$0').slice(0, 2)).toEqual([
      'N-methyl-D-aspartate receptor (NMDAR)',
      'NMDAR',
    ]);
  });

  it('offers the short form once it is introduced in this part', () => {
    expect(at('The N-methyl-D-aspartate receptor (NMDAR) is old. The NMD$0')[0]).toBe('NMDAR');
    const other = '# Abstract\n\nThe N-methyl-D-aspartate receptor (NMDAR).\n\n# Introduction\n\nThe NMD$0';
    expect(at(other)[0]).toBe('N-methyl-D-aspartate receptor (NMDAR)');
  });

  it('replaces the whole phrase typed, over hyphens and spaces', () => {
    const { text, cursor } = parseFixture('Few rapid-act$0');
    const found = termsAt(plainManuscript(text), cursor!);
    expect(found.items[0]!.text).toBe('rapid-acting antidepressant (RAAD)');
    expect(text.slice(found.replace!.start, found.replace!.end)).toBe('rapid-act');
    expect(at('the nucleus acc$0')[0]).toBe('nucleus accumbens (NAc)');
  });

  it('keeps a capital at the start of a sentence', () => {
    expect(at('Prefrontal c$0')[0]).toBe('Prefrontal cortex (PFC)');
  });

  it('never offers a short form that the manuscript uses for something else', () => {
    expect(at('A cavum septum pellucidum (CSP). Then chronic stress pa$0')).toEqual([
      'chronic stress pathology',
    ]);
  });

  it('offers the abbreviations that only the manuscript knows', () => {
    expect(at('The yellow fluorescent protein quark (YFPQ) and YFP$0')).toEqual(['YFPQ']);
  });

  it('asks for three characters of prose at the end of a word', () => {
    expect(at('NM$0')).toEqual([]);
    expect(at('`NMD$0`')).toEqual([]);
    expect(at('[@NMD$0]')).toEqual([]);
    expect(at('NMD$0AR')).toEqual([]);
    expect(at('xyzzy$0')).toEqual([]);
  });

  it('writes plain text of the syntax', () => {
    const text = '\\begin{document}\nSome Montgomery';
    expect(termsAt(parseByName('a.tex', text), text.length).items[0]!.text).toBe(
      'Montgomery–Åsberg Depression Rating Scale (MADRS)',
    );
  });
});

it('offers the everyday words of a glossary to whoever asks, and to nobody else', () => {
  const text = 'Ketamine and a respons';
  const manuscript = plainManuscript(`${text}`);
  const labels = (asked: boolean) =>
    termCompletions(shippedTerms, manuscript, text.length, { asked })?.items.map((item) => item.text) ?? [];
  expect(labels(false)).not.toContain('response rate');
  expect(labels(true)).toContain('response rate');
});

it('opens no list at words that prose is full of, though terms of a glossary begin with them', () => {
  for (const text of [
    'The patient',
    'that the infusion',
    'a placebo',
    'The depress',
    'each session',
    'in the control',
  ]) {
    const found = termCompletions(shippedTerms, plainManuscript(text), text.length);
    expect(found?.items.filter(({ pack }) => pack !== 'abdallah2018') ?? [], text).toEqual([]);
  }
  expect(termCompletions(shippedTerms, plainManuscript('The HAM'), 7)?.items.length).toBeGreaterThan(0);
});
