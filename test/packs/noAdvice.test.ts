import { describe, expect, it } from 'vitest';
import { PackIndex } from '../../src/core/paper/packIndex.ts';
import { packDocument } from '../../src/core/render/packDocument.ts';
import { referenceCard } from '../../src/core/render/reference.ts';
import { termCard } from '../../src/core/render/term.ts';
import { shippedPacks } from '../../src/packs/index.ts';

/*
 * A pack says what a paper reports. It never says what to do: no card of a pack that ships holds a word of
 * advice. The titles of other people's works are theirs, and are left out of the comparison.
 */

const advice = new RegExp(
  [
    String.raw`\b(?:should|must|ought|shall)\b`,
    String.raw`\brecommend\w*|\badvis\w+|\badvice\b|\bsuggested dos\w+|\bguideline\w*\s+(?:is|are|say)`,
    String.raw`\bwe (?:suggest|propose|urge|prefer)\b|\bconsider (?:using|giving|adding|switching|stopping)\b`,
    String.raw`\b(?:prescribe|titrate|administer|discontinue|avoid|taper|start|stop|give|use) (?:the|a|an|it|this|with|at|no|only|\d+)\b`,
    String.raw`\b(?:first|second)[- ](?:line|choice) (?:treatment|drug|therapy|agent)|\bdrug of choice\b`,
    String.raw`\bcontraindicat\w*|\bsafe (?:to|for|in)\b|\bnot to be used\b`,
    String.raw`\b(?:usual|maximum|minimum|starting|maintenance) dose\b|\bper day is\b|\bdo not\b|\bplease\b`,
  ].join('|'),
  'i',
);

describe.each(shippedPacks.map((pack) => [pack.id, new PackIndex(pack)] as const))(
  'the pack %s',
  (_, index) => {
    const { pack } = index;
    const titles = [pack.source, ...pack.references].flatMap(({ title }) => title ?? []);
    const withoutTitles = (text: string): string => {
      let plain = text.replaceAll('\\', '');
      for (const title of titles) plain = plain.replaceAll(title, '');
      for (const { title } of pack.sections) plain = plain.replaceAll(title, '');
      return plain;
    };
    const forms = pack.terms.flatMap((term) =>
      [undefined, ...(term.shortForms ?? [])].map((short) => ({ term, short })),
    );

    it.each(forms)('advises nothing in the card of $term.id as “$short”', ({ term, short }) => {
      const card = termCard(term, { pack: index, short, showRecalled: true });
      expect(card.length).toBeGreaterThan(20);
      expect(withoutTitles(card)).not.toMatch(advice);
    });

    it.each(index.pack.references.map((work) => ({ work })))(
      'advises nothing in the card of $work.id',
      ({ work }) => {
        const papers = [
          {
            citation: 'Abdallah et al. 2018',
            sections: index.sectionsCiting(work.id).map(({ title }) => title),
            terms: pack.terms
              .filter((term) => term.supportedBy?.includes(work.id))
              .map((term) => term.prefLabel),
          },
        ];
        expect(withoutTitles(referenceCard(work, { papers }))).not.toMatch(advice);
      },
    );

    it('advises nothing where it is shown whole', () => {
      expect(withoutTitles(packDocument(index).text)).not.toMatch(advice);
    });
  },
);

it.each([
  'Patients should be given 0.5 mg/kg.',
  'We recommend an infusion.',
  'Avoid the combination.',
  'The usual dose is 0.5 mg/kg.',
  'It is safe in pregnancy.',
  'Start with 10 mg.',
])('%s would be noticed', (sentence) => {
  expect(sentence).toMatch(advice);
});
