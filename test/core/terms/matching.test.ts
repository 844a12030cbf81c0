import { describe, expect, it } from 'vitest';
import { compileTerms, matchBlock, sensesOf, termsOf } from '../../../src/core/terms/index.ts';
import { shippedPacks } from '../../../src/packs/index.ts';
import { markTerms } from '../../support/termMarks.ts';
import { annotate, parseByName, plainBlock, plainManuscript, shippedTerms } from '../../support/terms.ts';

const check = (source: string): void => {
  const { fixture, found } = markTerms(source);
  expect(found).toEqual(fixture.ranges);
};

describe('terms in prose', () => {
  it('match short forms by case, words at sentence case and Title Case', () => {
    check(`
      Ketamine and ketamine. Prefrontal Cortex. NAc, not NAC or nac, and kETAMINE is none.
      ^^^^^^^^     ^^^^^^^^ ketamine
                             ^^^^^^^^^^^^^^^^^ pfc
                                                ^^^ nac
    `);
  });

  it("match the paper's own short forms though nothing else shows the field", () => {
    check(`
      Unlike SAADs, RAADs act within hours.
             ^^^^^ saad
                    ^^^^^ raad
    `);
  });

  it('take the longest label', () => {
    check(`
      An NMDA receptor antagonist acts on the NMDA receptor; chronic stress pathology is not chronic stress.
         ^^^^^^^^^^^^^^^^^^^^^^^^ nmdar-antagonist
                                              ^^^^^^^^^^^^^ nmdar
                                                             ^^^^^^^^^^^^^^^^^^^^^^^^ csp
                                                                                             ^^^^^^^^^^^^^^ chronic-stress
    `);
  });

  it('take hyphens, spaces, plurals and possessives as the reader does', () => {
    check(`
      NMDA-receptor, NMDARs, NMDAR-mediated, ketamine’s dose, post traumatic stress disorder, nuclei
      ^^^^^^^^^^^^^ nmdar
                     ^^^^^^ nmdar
                             ^^^^^ nmdar
                                             ^^^^^^^^ ketamine
                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ptsd
    `);
  });

  it('take British and American spelling, and Greek letters, as one', () => {
    check(`
      grey matter, gray matter; subanaesthetic doses; γ-aminobutyric acid, generalised anxiety disorder
      ^^^^^^^^^^^  ^^^^^^^^^^^ gray-matter
                                ^^^^^^^^^^^^^^^^^^^^ subanesthetic-dose
                                                      ^^^^^^^^^^^^^^^^^^^ gaba
                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ gad
    `);
  });

  it('are no parts of the names of enzymes', () => {
    check(`
      Ketamine; monoamine oxidase inhibitors, glutamic acid decarboxylase, glutamine synthetase, monoamines.
      ^^^^^^^^ ketamine
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ maoi
                                                                                                 ^^^^^^^^^^ monoamine
    `);
  });

  it('take no possessive for the letter of an enantiomer', () => {
    check(`
      The clinic's ketamine, Zarate’s ketamine and he'd cycloserine; 's-ketamine', S-ketamine, S ketamine.
                   ^^^^^^^^           ^^^^^^^^ ketamine
                                                        ^^^^^^^^^^^ d-cycloserine
                                                                      ^^^^^^^^^^   ^^^^^^^^^^  ^^^^^^^^^^ esketamine
    `);
  });

  it.each(['\\AA sberg', '\\r{A}sberg', '{\\AA}sberg', '\\AA{}sberg', '\\r Asberg', '{\\r A}sberg'])(
    'read the accents of LaTeX: %s',
    (name) => {
      const label = `Montgomery--${name} Depression Rating Scale`;
      const { terms } = annotate(parseByName('a.tex', `The ${label} of ketamine.`));
      expect(terms.map(({ start, end }) => [start, end])[0]).toEqual([4, 4 + label.length]);
    },
  );

  it('are no parts of words, file names or addresses', () => {
    check(`
      esketaminelike ketamine.csv me@ketamine ketamine_group \\ketamine https://x.org/ketamine xGluN2B mTORC2x
    `);
  });

  it('cross line breaks and no-break spaces', () => {
    const text =
      'Ketamine at the NMDA\u00a0receptor and the nucleus\naccumbens, the N‑methyl‑D‑aspartate receptor.';
    const { terms } = annotate(plainManuscript(text));
    expect(terms.map(({ id }) => id)).toEqual(['ketamine', 'nmdar', 'nac', 'nmdar']);
  });

  it('cross emphasis, and nothing else', () => {
    const text = 'The *N*-methyl-D-aspartate **receptor** and the GABA~A~ receptor; NMDA [@x] receptor.';
    const found = annotate(plainManuscript(text)).terms;
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
      'N*-methyl-D-aspartate **receptor',
      'GABA~A~ receptor',
    ]);
  });

  it.each([
    ['a.md', 'the GABA~A~R and the NMDA~R~', 'gaba-a-receptor nmdar'],
    ['a.qmd', 'the GABA$_{\\mathrm{A}}$R and the GABA$_A$R', 'gaba-a-receptor gaba-a-receptor'],
    ['a.tex', 'the GABA\\textsubscript{A}R~and the GABA$_A$R', 'gaba-a-receptor gaba-a-receptor'],
    ['a.tex', 'Smith~A~found \\textbf{ketamine}~useful', 'ketamine'],
    ['a.typ', 'the GABA#sub[A]R and the GABA$""_"A"$R', 'gaba-a-receptor gaba-a-receptor'],
  ])('cross subscripts of %s: %s', (name, text, expected) => {
    const found = annotate(parseByName(name, text)).terms;
    expect(found.map(({ id }) => id).join(' ')).toBe(expected);
  });
});

describe('forms that mean several things', () => {
  it('count only where the manuscript defines them', () => {
    check(`
      Ketamine and OR, PD, DA, GAD.
      ^^^^^^^^ ketamine
    `);
    check(`
      Ketamine in generalized anxiety disorder (GAD); GAD is common, or is it?
      ^^^^^^^^ ketamine
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ gad
                                                ^^^   ^^^ gad
    `);
  });

  it('count nowhere where the manuscript defines them as something else', () => {
    check(`
      Ketamine. A cavum septum pellucidum (CSP) was seen. The CSP was large. The modified Rankin scale (MRS) was 2; MRS fell.
      ^^^^^^^^ ketamine
    `);
  });

  it('count where the pack vouches for them', () => {
    const pack = shippedPacks[0]!;
    const vouched = {
      ...pack,
      terms: pack.terms.map((term) => (term.id === 'csp' ? { ...term, safeShortForms: ['CSP'] } : term)),
    };
    expect(annotate(plainManuscript('The CSP model.'), compileTerms([vouched])).terms).toHaveLength(1);
    expect(annotate(plainManuscript('The CSP model.')).terms).toHaveLength(0);
  });

  it('are no terms as words of other things', () => {
    check(`
      Ketamine, spreading depression of cortex, head trauma, DNA replication, first responders and the dissociation constant.
      ^^^^^^^^ ketamine
    `);
  });

  it.each([
    [
      'Depression and ketamine were studied by Mendelian randomization (MR) and in an MR scanner.',
      'MR scanner',
    ],
    ['Ketamine and prolonged exposure to stress.', 'prolonged exposure to'],
    ['Ketamine and hyperarousal, which is wider than hypervigilance.', 'hyperarousal'],
  ])('nor as what they mean beside another word: %s', (text, other) => {
    const start = text.indexOf(other);
    const { terms } = annotate(plainManuscript(text), compileTerms(shippedPacks));
    expect(terms.length).toBeGreaterThan(0);
    expect(terms.filter((term) => term.start >= start && term.start < start + other.length)).toEqual([]);
  });

  it('count as everyday words only in a text of this field', () => {
    expect(annotate(plainManuscript('A depression in the lawn, and a blinding light.')).terms).toEqual([]);
    expect(
      annotate(plainManuscript('Ketamine for depression, under blinding.')).terms.map(({ id }) => id),
    ).toEqual(['ketamine', 'depression', 'blinding']);
    expect(
      annotate(plainManuscript('Depression in psychiatric patients with suicidal ideation.')).terms.map(
        ({ id }) => id,
      ),
    ).toEqual(['depression', 'suicidal-ideation']);
  });

  it.each([
    'Rhyme and homophone judgements showed a dissociation. Data and reproducible code are available online. Dysphoria is a preclinical state.',
    'Self-efficacy of non-responders fell, and the depressed ST segment of psychiatric patients with depressive disorders recovered.',
    'The codon TCA-2E and CGI-58 in SDS were seen with schizophrenia.',
    'Values were back to pre-frontal conditions, and the resilience of the reef is known.',
  ])('are no words of other things, whatever the field: %s', (text) => {
    const known = new Set(['schizophrenia', 'self-efficacy']);
    const { terms } = annotate(plainManuscript(text));
    expect(terms.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
  });

  it('count where a word of their field is near', () => {
    const ids = (text: string) => annotate(plainManuscript(text)).terms.map(({ id }) => id);
    expect(ids('Ketamine brought dissociation, and preclinical studies of psychosis.')).toEqual([
      'ketamine',
      'dissociation',
      'preclinical',
      'psychosis',
    ]);
  });
});

describe('a glossary', () => {
  it('stands behind a paper that names the same thing', () => {
    const [pack] = shippedPacks;
    const term = { id: 'k', prefLabel: 'ketamine', category: 'drug', sections: [] };
    const other = { ...pack!, id: 'other', kind: 'glossary' as const, terms: [term] };
    const { terms } = annotate(plainManuscript('ketamine'), compileTerms([other, pack!]));
    expect(terms.map(({ id }) => id)).toEqual(['ketamine']);
  });
});

describe('two packs', () => {
  it('are both heard where they name the same thing', () => {
    const pack = shippedPacks[0]!;
    const other = {
      ...pack,
      id: 'other',
      terms: [{ id: 'k', prefLabel: 'ketamine', category: 'drug', sections: [] }],
    };
    const { terms } = annotate(plainManuscript('ketamine'), compileTerms([pack, other]));
    expect(terms.map(({ id }) => id)).toEqual(['ketamine', 'k']);
  });
});

describe('a block', () => {
  it('is scanned once for as long as its body lives', () => {
    const { body } = plainBlock('ketamine');
    expect(matchBlock(shippedTerms, body)).toBe(matchBlock(shippedTerms, body));
  });

  it('count nowhere unasked what answers only who asks, in its field too', () => {
    const text =
      'Ketamine in depression: adherence, washout, layer-specificity, a P3 electrode, synaptic efficacy.';
    const found = termsOf(plainManuscript(text), shippedTerms).map((one) => one.text);
    expect(found).toEqual(['Ketamine', 'depression']);
    for (const word of ['adherence', 'washout', 'specificity', 'P3'])
      expect(sensesOf(shippedTerms, word), word).not.toEqual([]);
  });
});
