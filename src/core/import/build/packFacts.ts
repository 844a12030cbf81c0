import type { PackFact, PaperPack } from '../../paper/types.ts';
import { limits } from '../limits.ts';
import { costOf, type PlacedText } from '../places.ts';
import { inSteps, type Steps } from '../steps.ts';
import { findFacts, sentenceAround } from './facts.ts';
import { findStatistics } from './statistics.ts';

export interface FoundFacts {
  readonly facts: readonly PackFact[];
  readonly leftOut: number;
}

/** Facts of the body with the works that their own sentence cites. A figure is named once in each section. */
export function* collectFacts(
  texts: readonly PlacedText[],
  worksAt: (text: PlacedText, start: number, end: number) => readonly string[],
  drugs: ReadonlySet<string>,
): Steps<FoundFacts> {
  const facts: PackFact[] = [];
  const figures = new Set<string>();
  let leftOut = 0;
  const put = (fact: PackFact) => {
    if (facts.length < limits.facts) facts.push(fact);
    else leftOut += 1;
  };
  yield* inSteps(texts, costOf, (placed) => {
    if (placed.kind !== 'paragraph' || placed.formal) return;
    for (const { start, end, ...fact } of findStatistics(placed.text.text)) {
      const sentence = sentenceAround(placed.text.text, start);
      const supports = [...new Set(worksAt(placed, sentence.start, sentence.end))];
      const [place, around] = [
        placed.text.place(start, end),
        placed.text.place(sentence.start, sentence.end),
      ];
      put({
        ...fact,
        section: placed.section,
        ...(supports.length > 0 && { supports }),
        ...place,
        ...(around.start !== undefined &&
          around.end !== undefined && { sentence: { start: around.start, end: around.end } }),
      });
    }
    for (const { start, end, ...fact } of findFacts(placed.text.text, drugs)) {
      const place = placed.text.place(start, end);
      if (fact.kind === 'figure-ref') {
        const key = `${placed.section} ${fact.label ?? ''}`;
        if (!figures.has(key)) put({ ...fact, section: placed.section, ...place });
        figures.add(key);
        continue;
      }
      const sentence = sentenceAround(placed.text.text, start);
      const supports = [...new Set(worksAt(placed, sentence.start, sentence.end))];
      put({
        ...fact,
        section: placed.section,
        ...(supports.length > 0 ? { supports } : {}),
        ...place,
      });
    }
  });
  return { facts, leftOut };
}

/** Names of drugs that packs know, in small letters. */
export const drugsOf = (packs: readonly PaperPack[]): ReadonlySet<string> =>
  new Set(
    packs.flatMap((pack) =>
      pack.terms
        .filter((term) => term.category === 'drug')
        .flatMap((term) => [term.prefLabel, ...(term.altLabel ?? [])])
        .map((label) => label.toLowerCase()),
    ),
  );
