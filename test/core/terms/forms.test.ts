import { describe, expect, it } from 'vitest';
import { termsOf } from '../../../src/core/terms/index.ts';
import { parseByName, plainManuscript, shippedTerms } from '../../support/terms.ts';
import { writtenForms } from './data/forms.ts';

const forms = Object.entries(writtenForms).flatMap(([id, cell]) =>
  cell.split(',,').map((form) => ({ id, form: form.trim() })),
);

/** The terms of a sentence of the field, as text and id. */
const found = (name: string, text: string) => {
  const manuscript = parseByName(name, text);
  return termsOf(manuscript, shippedTerms).map(({ start, end, id }) => [text.slice(start, end), id]);
};

describe('forms as written', () => {
  it('are three hundred and more', () => {
    expect(new Set(forms.map(({ form }) => form)).size).toBeGreaterThanOrEqual(300);
  });

  it.each(forms)('$form is $id', ({ id, form }) => {
    const text = `In ketamine research on receptors ${form} was named and depressive disorders were treated.`;
    const start = text.indexOf(form, 'In ketamine research on'.length);
    const here = termsOf(plainManuscript(text), shippedTerms).filter(
      (one) => one.start < start + form.length && one.end > start,
    );
    expect(here.map((one) => [one.id, text.slice(one.start, one.end)])).toEqual([[id, form]]);
  });
});

describe('heads that several words share', () => {
  it.each([
    [
      '(S)- and (R)-ketamine',
      [
        ['(S)', 'esketamine'],
        ['(R)-ketamine', 'arketamine'],
      ],
    ],
    [
      'S- or R-ketamine',
      [
        ['S', 'esketamine'],
        ['R-ketamine', 'arketamine'],
      ],
    ],
    [
      'AMPA and NMDA receptors',
      [
        ['AMPA', 'ampar'],
        ['NMDA receptors', 'nmdar'],
      ],
    ],
    [
      'medial and dorsolateral prefrontal cortex',
      [
        ['medial', 'medial-pfc'],
        ['dorsolateral prefrontal cortex', 'dlpfc'],
      ],
    ],
    [
      'kainate, AMPA and NMDA receptors',
      [
        ['kainate', 'kainate-receptor'],
        ['AMPA', 'ampar'],
        ['NMDA receptors', 'nmdar'],
      ],
    ],
  ])('%s', (form, expected) => {
    expect(found('a.md', `Ketamine. The ${form} differ.`).slice(1)).toEqual(expected);
  });

  it.each(['patients and NMDA receptors', 'the (x) and (R)-ketamine', 'mice, rats and NMDA receptors'])(
    '%s share none',
    (form) => {
      expect(found('a.md', `Seen in ${form} then.`)).toHaveLength(1);
    },
  );
});

describe('subscripts of every markup', () => {
  it.each([
    ['a.md', 'HAM-D~17~', 'hdrs'],
    ['a.md', 'HAM-D$_{17}$', 'hdrs'],
    ['a.md', 'HAM-D<sub>17</sub>', 'hdrs'],
    ['a.tex', 'HAM-D$_{17}$', 'hdrs'],
    ['a.tex', 'HAM-D\\textsubscript{17}', 'hdrs'],
    ['a.tex', 'HAM-D$_{\\mathrm{17}}$', 'hdrs'],
    ['a.typ', 'HAM-D#sub[17]', 'hdrs'],
    ['a.md', '5-HT~2A~', '5-ht2a-receptor'],
    ['a.md', '5-HT~2A~ receptors', '5-ht2a-receptor'],
    ['a.tex', '5-HT$_{2A}$ receptor', '5-ht2a-receptor'],
    ['a.tex', '5-HT\\textsubscript{2A}', '5-ht2a-receptor'],
    ['a.typ', '5-HT#sub[2A]', '5-ht2a-receptor'],
    ['a.md', 'mGlu~2/3~', 'mglur2-3'],
    ['a.md', 'mGluR~5~', 'mglur5'],
    ['a.md', 'QIDS-SR~16~', 'qids'],
    ['a.md', 'D~2~ receptor', 'd2-receptor'],
  ])('%s: %s', (name, form, id) => {
    expect(found(name, `Ketamine and the ${form} here.`).map(([, term]) => term)).toEqual(['ketamine', id]);
  });
});
