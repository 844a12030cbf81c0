import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CitationCluster, Reference } from '../../src/core/index.ts';
import { DocumentFormatting } from '../../src/server/formatting/document.ts';
import { FormattingEngine } from '../../src/server/formatting/engine.ts';

/** Works that have to be told apart: names that several bear, years that several have. */
const works: readonly Reference[] = Array.from({ length: 12 }, (_, index) => ({
  id: `w${index}`,
  type: 'article-journal',
  title: `Title ${String.fromCharCode(65 + ((index * 7) % 12))}`,
  author: [
    { family: ['Berman', 'Zarate', 'McEwen'][index % 3]!, given: ['Robert', 'Ann'][index % 2]! },
    ...(index % 4 === 0
      ? [
          { family: 'Duman', given: 'Ronald' },
          { family: 'Krystal', given: 'John' },
        ]
      : []),
    ...(index % 4 === 2
      ? [
          { family: 'Sanacora', given: 'G.' },
          { family: 'Krystal', given: 'John' },
        ]
      : []),
  ],
  issued: { 'date-parts': [[2000 + (index % 2)]] },
  'container-title': 'Biological Psychiatry',
}));

/** A style of notes with "ibid." and short forms. */
const notes = `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" default-locale="en-US">
<info><title>N</title><id>n</id></info>
<macro name="names"><names variable="author"><name form="short" and="text"/></names></macro>
<citation disambiguate-add-names="true" disambiguate-add-givenname="true"><layout suffix="." delimiter="; "><choose>
<if position="ibid"><text value="Ibid"/></if>
<else-if position="subsequent"><group delimiter=", "><text macro="names"/><text variable="title" form="short"/><text variable="first-reference-note-number" prefix="note "/></group></else-if>
<else><group delimiter=", "><text macro="names"/><text variable="title" font-style="italic"/><date variable="issued" form="numeric" date-parts="year"/></group></else>
</choose></layout></citation>
<bibliography><sort><key macro="names"/><key variable="title"/></sort><layout suffix="."><text macro="names"/><text variable="title" prefix=", "/></layout></bibliography></style>`;

type Group = readonly number[];
const group = fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 3 });
const edit = fc.record({
  at: fc.nat({ max: 20 }),
  remove: fc.nat({ max: 2 }),
  insert: fc.array(group, { maxLength: 2 }),
});

/** The request for a document that cites these works: each once, in the order of their first citation. */
function request(
  groups: readonly Group[],
  canBeNarrative: boolean,
): { references: Reference[]; clusters: CitationCluster[] } {
  const order = [...new Set(groups.flat())];
  const clusters = groups.map((members, index) => ({
    start: index * 10,
    end: index * 10 + 5,
    // In notes the author's place differs, which is no matter of edits.
    narrative: canBeNarrative && members.length === 1 && members[0]! % 5 === 0,
    items: members.map((work) => ({
      reference: order.indexOf(work),
      prefix: '',
      suffix: '',
      label: '',
      locator: '',
      suppressAuthor: false,
    })),
  }));
  return { references: order.map((work) => works[work]!), clusters };
}

/** The same at once: an engine takes long to build, so one is used for all. */
const engine = new FormattingEngine();

describe.each([
  ['apa', 'apa', 4],
  ['vancouver', 'vancouver', 20],
  ['notes', notes, 20],
])('a document in %s', (_, style, runs) => {
  const options = { references: [], style, locale: '', numbered: true, output: 'html' } as const;
  const inText = style !== notes;

  it('formatted from edit to edit equals one formatted at once', () => {
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 2, maxLength: 8 }),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        (first, edits) => {
          const kept = new DocumentFormatting(options);
          const groups = [...first];
          const start = request(groups, inText);
          kept.format(start.references, start.clusters);
          for (const { at, remove, insert } of edits) {
            groups.splice(at % (groups.length + 1), remove, ...insert);
            const { references, clusters } = request(groups, inText);
            const again = kept.format(references, clusters);
            const fresh = engine.formatDocument({ ...options, references }, clusters);
            expect(again).toMatchObject(fresh);
          }
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? runs) },
    );
  });
});

/** Namesakes with the same initial, alone and together, and others. */
const namesakes: readonly Reference[] = Array.from({ length: 10 }, (_, index) => ({
  ...works[0]!,
  id: `n${index}`,
  title: `Title ${'HCAFJBDIGE'[index]}`,
  author: [
    {
      family: ['Chen', 'Adams', 'Chen', 'Zhou', 'Bao'][index % 5]!,
      given: ['Wei', 'Wu', 'Wei', 'Wan'][index % 4]!,
    },
    ...(index % 4 === 3 ? [{ family: 'Duman', given: 'Ronald' }] : []),
  ],
  issued: { 'date-parts': [[2000 + (index % 2)]] },
}));

describe.each(['chicago-fullnote-bibliography', 'apa-6th-edition', 'american-medical-association'])(
  'works that come one by one in %s',
  (style) => {
    const options = { references: [], style, locale: '', numbered: true, output: 'html' } as const;
    const numRuns = Number(process.env['RUNS'] ?? 4);

    it('are listed as if they had come at once: a dash for the same authors, names and years told apart', () => {
      fc.assert(
        fc.property(fc.shuffledSubarray([...namesakes.keys()], { minLength: 5 }), (order) => {
          const kept = new DocumentFormatting(options);
          for (let count = 1; count <= order.length; count += 1) {
            const here = order.slice(0, count);
            const { clusters } = request(
              here.map((work) => [work]),
              false,
            );
            const references = here.map((work) => namesakes[work]!);
            const fresh = engine.formatDocument({ ...options, references }, clusters);
            expect(kept.format(references, clusters).entries).toEqual(fresh.entries);
          }
        }),
        { numRuns },
      );
    });
  },
);
