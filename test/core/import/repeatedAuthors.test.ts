import { expect, test } from 'vitest';
import { packOf } from '../../support/importing.ts';

const works = [
  'Alder, Ada B., and Carl D. Birch. 2014. “Low Moods in Winter.” Mood Science 59 (3): 23–61.',
  '———. 2016. “Moods of Low Tides.” Mood Science 72 (5): 692–97.',
  '———. 2018. “Moods of High Tides.” Mood Science 74 (1): 12–27.',
  'Cedar, Eve. 2011. “Ferns in Winter.” Mood Science 56 (2): 1–9.',
];
const title = 'An invented study of low moods in winter';

const copied = (list: readonly string[]): string =>
  `${title}\n\nAda B. Alder\n\ndoi:10.5555/moods\n\nAbstract\n\nMoods fell.\n\nReferences\n\n${list.join('\n\n')}\n`;

const page = (list: readonly string[]): string =>
  `<html><head><meta name="citation_title" content="${title}"></head><body><h1>${title}</h1><h2>Abstract</h2><p>Moods fell.</p><h2>References</h2><ul>${list.map((work) => `<li>${work}</li>`).join('')}</ul></body></html>`;

test.each([
  ['a page', page(works)],
  ['a page with entities', page(works).replaceAll('—', '&#8212;')],
  ['copied text', copied(works)],
])('dashes stand for the authors of the work before: %s', (_, text) => {
  const { references } = packOf(text);
  expect(references.map(({ author }) => author?.map(({ family }) => family).join(' '))).toEqual([
    'Alder Birch',
    'Alder Birch',
    'Alder Birch',
    'Cedar',
  ]);
});

test('dashes behind a work that was not read stand for nobody who is known', () => {
  const { references } = packOf(copied([works[0]!, 'The Mood Society. Tides, 2015', works[1]!]));
  expect(references.map(({ author }) => author?.length ?? 0)).toEqual([2, 0]);
});
