import { expect, test } from 'vitest';
import { readReference } from '../../../src/core/import/reference/readReference.ts';
import { assertLinear } from '../../support/assertLinear.ts';

/** What is read of a printed reference: its first author, year, title and how many names. */
function told(printed: string) {
  const reference = readReference(printed)?.reference;
  const [first] = reference?.author ?? [];
  return {
    first: first?.family ?? first?.literal,
    names: reference?.author?.length,
    year: reference?.issued?.['date-parts']?.[0]?.[0],
    title: reference?.title,
  };
}

test.each([
  'Alder AB, Birch CD. Low moods in winter. Mood Science. Published online March 3, 2016. doi:10.5555/m1',
  'Alder AB, Birch CD. Low moods in winter. Mood Science. Published online 2016:1-23. doi:10.5555/m1',
  'Alder AB, Birch CD. Low moods in winter. Mood Science Published Online First: 2016. doi:10.5555/m1',
  'Alder AB, Birch CD. Low moods in winter. Mood Science. Epub ahead of print 3 May 2016. doi:10.5555/m1',
])('the year of a first showing where no other is printed: %s', (printed) => {
  expect(told(printed)).toEqual({ first: 'Alder', names: 2, year: 2016, title: 'Low moods in winter' });
});

test.each([
  ['Alder, A. de la, Birch, C. D., & Cedar, E. (2016). Low moods in winter. Mood Sci., 28(10), 34–44.', 3],
  [
    'Alder, A. van der, Birch Jr, C.F. and Cedar, E. (2016) ‘Low moods in winter’, Mood Sci., 7(4), pp. 3–6.',
    3,
  ],
  ['Alder, Ada B., Carl D. Birch, and E. Cedar. 2016. “Low Moods in Winter.” Mood Science 59 (3): 23–61.', 3],
  ['Alder, A.; Birch Jr, C.F.; Cedar, E. Low Moods in Winter. Mood Science 2016, 7, 331–363.', 3],
  ['Alder W, Birch L, Cedar PCh. Low moods in winter. Mood Science. 2016;95(6):1–9.', 3],
  ['Alder, Ada B, Birch, C., Cedar, D.F., 2016. Low moods in winter. Mood Science 16, 1–9.', 3],
  ['Alder, A., Birch, C., Dogwood & Cedar, E. F. (2016). Low moods in winter. Mood Sci., 28(10), 34–44.', 2],
])('names of rarer shapes: %s', (printed, names) => {
  const { title, ...others } = told(printed);
  expect(title?.toLowerCase()).toBe('low moods in winter');
  expect(others).toEqual({ first: 'Alder', names, year: 2016 });
});

test.each([
  [
    'ASSOCIAÇÃO DE HUMORES. Anuário de humores: ano base 2010. Brasília, 2011.',
    'ASSOCIAÇÃO DE HUMORES',
    2011,
  ],
  [
    'TERRAS ALTAS. Lei Estadual nº 12, de 9 de maio de 1968. Dispõe sobre humores. Belo Monte, 1968.',
    'TERRAS ALTAS',
    1968,
  ],
])('an institution in capitals: %s', (printed, first, year) => {
  expect(told(printed)).toMatchObject({ first, year });
});

test('names that could not be read are said to be left out', () => {
  const printed = 'Alder, A., Dogwood & Cedar, E. F. (2016). Low moods in winter. Mood Sci., 28(10), 34–44.';
  expect(readReference(printed)?.reference.othersOmitted).toBe(true);
});

test.each([
  ['van’t Alder AE, Birch R. Low moods. Mood Sci. 2016;67:2–12.', 'van’t Alder'],
  ['Van Alder, N. W. (2016). Low moods. The Mood Scientist, 23(3), 317–329.', 'Van Alder'],
  ['Den Alder, R J R, Ada Birch, and C. Cedar. 2016. “Low Moods.” Mood Science 18 (9): 1–9.', 'Den Alder'],
])('a family name with its particle: %s', (printed, first) => {
  const { title, ...others } = told(printed);
  expect(title?.toLowerCase()).toBe('low moods');
  expect(others).toMatchObject({ first, year: 2016 });
});

test('of the authors of the work before dashes say nothing more', () => {
  const printed = '———. 2016. “Low Moods in Winter.” Mood Science 72 (5): 692–97.';
  expect(told(printed)).toEqual({
    first: undefined,
    names: undefined,
    year: 2016,
    title: 'Low Moods in Winter',
  });
});

test.each([
  ['Alder, A. (2016). Moods of low tides (Vol. 12). Fern Press.', 'Moods of low tides'],
  ['Alder A. Moods of low tides. Vol 2. Fern Press; 2016.', 'Moods of low tides'],
  ['Alder A. Moods of low tides. Vol. 13, Mood Science. 2016. p. 22–30.', 'Moods of low tides'],
  ['Alder, A. Moods of Low Tides; Fern Press, 2016; ISBN 9780000000000.', 'Moods of Low Tides'],
  [
    'Alder, A., 2016. Moods of low tides, in: Moods of the Sea. Fern Press, pp. 785–794.',
    'Moods of low tides',
  ],
  [
    'Alder, A. (2016). Moods of low tides. In Moods of the sea (pp. 7–9). Fern Press, Inc.',
    'Moods of low tides',
  ],
  ['Alder, A. (2016) ‘The tides’ own moods’, Mood Science, 21, pp. 427–444.', 'The tides’ own moods'],
  ['Alder, A. (2016) ‘Moods of low tides’, in Moods of the Sea. Fern Press, p. 261.', 'Moods of low tides'],
  ['Alder, A. (2016). Moods of low tides 4th edition. Hazel kinetics.', 'Moods of low tides'],
  ['Alder A , Birch C : Moods of low tides. Mood Sci. 2016;42(1):33–42.', 'Moods of low tides'],
  ['Alder A (2016) Moods of Mus L. in low tides. Moods of Ferns (4): 23–24.', 'Moods of Mus L. in low tides'],
  [
    'Alder, A. (2016). Moods of low tides [Data set]. Fern Press. https://example.org/m',
    'Moods of low tides',
  ],
  ['Alder, A. 2016. Moods of Low Tides (version 0.5.2). Zenodo. https://example.org/m', 'Moods of Low Tides'],
  ['Alder A. Moods of low tides. Hazel K, ed. MOOD ONE. 2016;16(11):e02.', 'Moods of low tides'],
  ['Alder, A. Are Moods Low? An ERP Study. Brain Cogn 2016, 91, 1–10.', 'Are Moods Low? An ERP Study'],
  [
    'Alder, A. Moods of low tides. in Moods of the Sea (eds. Ash, C. & Elm, J.) 23–60 (Fern Press, 2016).',
    'Moods of low tides',
  ],
  ['A. Alder, Moods of low tides (A.B. Fern, 2016).', 'Moods of low tides'],
  [
    'A. Alder, B. Birch, “Moods of low tides” in Moods of the Sea, C. Ash, Eds. (Fern Press, 2016), pp. 6–8.',
    'Moods of low tides',
  ],
  [
    'Alder, A. Moods of low tides. in Moods of the Sea vol. 2 71–118 (Fern Press, 2016).',
    'Moods of low tides',
  ],
  ['Alder, A. Moods of low tides. vol. 112 (Fern Press, 2016).', 'Moods of low tides'],
  ['Alder A, 2016. Are moods low? Tides of the sea. Mood Science.', 'Are moods low? Tides of the sea'],
])('where a title ends: %s', (printed, title) => {
  expect(told(printed)).toMatchObject({ first: 'Alder', year: 2016, title });
});

test('what stands before a far year in brackets is looked at in linear time', () => {
  assertLinear(
    (size) => () =>
      void readReference(`Alder, A., ${'A'.repeat(size)}x. (2016). Low moods. Mood Sci., 2, 1.`),
    { smallest: 60 },
  );
});

test.each([
  ['Alder, Ada B., and Carl D. Birch. Low Moods in Winter. Mood Science, vol. 12, no. 3, 2016, pp. 1–9.', 2],
  ['Alder, Ada B., et al. Low Moods in Winter. Mood Science, vol. 12, no. 3, Mar. 2016, pp. 1–9.', 1],
  ['Alder, Ada B. Low Moods in Winter. Mood Science, vol. 12, no. 3, 2016, pp. 1–9.', 1],
  ['Alder, Ada. Low Moods in Winter. Mood Science, vol. 12, no. 3, 2016, pp. 1–9.', 1],
])('MLA without quotation marks: %s', (printed, names) => {
  expect(told(printed)).toEqual({ first: 'Alder', names, year: 2016, title: 'Low Moods in Winter' });
  expect(readReference(printed)?.reference.author?.[0]?.given).toMatch(/^Ada(?: B\.)?$/u);
});

test('a book in MLA has its authors, and words before a comma are none where nothing of MLA follows', () => {
  const book = readReference('Alder, Ada, and Carl Birch. Low Moods in Winter. 2nd ed., Tree Press, 2016.');
  expect(book?.reference.author?.map(({ family }) => family)).toEqual(['Alder', 'Birch']);
  expect(
    told('Trees, Birds. What moods they have in winter. Mood Science 2016;12:1–9.').names,
  ).toBeUndefined();
});
