import type { PackIndex } from '../../paper/packIndex.ts';
import type { PackFact } from '../../paper/types.ts';
import { factLine } from '../../render/fact.ts';
import { quotedOrNull, quotedText } from '../../render/quoted.ts';
import { shortCitation } from '../../render/reference.ts';
import { spellingKey } from '../../terms/variants.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { namesOf } from './senses.ts';
import type { Status } from './status.ts';
import { toldPaper } from './works.ts';

const maxFacts = 100;

/** Members of a fact that say how much or how, and not of what. */
const measures = new Set(['kind', 'section', 'value', 'unit', 'route', 'duration', 'frequency', 'supports']);

/**
 * What the papers of the packs report of a drug, a scale or an outcome, each with its paper, section and
 * works.
 */
export function reportedFacts(snapshot: Snapshot, about: string) {
  const names = namesOf(snapshot, about);
  const found = snapshot.packs.flatMap((index) =>
    (index.pack.facts ?? []).filter((fact) => isAbout(fact, names)).map((fact) => toldFact(index, fact)),
  );
  const status: Status = found.length === 0 ? 'unknown' : 'known';
  return {
    status,
    facts: found.slice(0, maxFacts),
    more: Math.max(0, found.length - maxFacts),
  };
}

export const isAbout = (fact: PackFact, names: ReadonlySet<string>): boolean =>
  Object.entries(fact).some(
    ([name, value]) => typeof value === 'string' && !measures.has(name) && names.has(spellingKey(value)),
  );

export function toldFact(index: PackIndex, fact: PackFact) {
  const { kind, value, unit } = fact;
  return {
    quoted: true as const,
    kind: quotedText(kind, 40),
    reported: quotedText(factLine(fact) ?? fact.label ?? '', 300),
    about: quotedOrNull(fact.drug ?? fact.label, 120),
    value: value === undefined ? null : typeof value === 'number' ? { min: value, max: value } : { ...value },
    unit: quotedOrNull(unit, 40),
    route: quotedOrNull(fact.route, 80),
    duration: quotedOrNull(fact.duration, 40),
    frequency: quotedOrNull(fact.frequency, 80),
    pack: quotedText(index.pack.id, 120),
    section: quotedOrNull(index.section(fact.section)?.title ?? fact.section, 200),
    paper: toldPaper(index),
    works: index
      .worksSupporting(fact)
      .slice(0, 20)
      .map((work) => ({
        citation: quotedText(shortCitation(work), 200),
        DOI: quotedOrNull(work.DOI, 200),
      })),
  };
}
