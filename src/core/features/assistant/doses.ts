import { findDoses, type ReportedFact } from '../../import/build/facts.ts';
import { drugsOf } from '../../import/build/packFacts.ts';
import type { Manuscript } from '../../manuscript/types.ts';
import type { PackIndex } from '../../paper/packIndex.ts';
import type { PackFact } from '../../paper/types.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isAbout } from './reportedFacts.ts';
import { namesOf } from './senses.ts';
import type { Status } from './status.ts';

export interface DoseMention {
  readonly dose: ReportedFact;
  readonly status: Status;
  /** What the papers report of the drug: the very dose where it is known, else all of them. */
  readonly reports: readonly { readonly index: PackIndex; readonly fact: PackFact }[];
}

/** The doses of a manuscript, in document offsets, and whether a paper of the packs reports each. */
export function dosesOf(snapshot: Snapshot, manuscript: Manuscript): readonly DoseMention[] {
  const drugs = drugsOf(snapshot.packs.map(({ pack }) => pack));
  return manuscript.blocks.flatMap(({ start, body }) => {
    const { text, placeOf } = withPlainSpaces(body.text);
    return findDoses(text, drugs).map((found): DoseMention => {
      const dose = { ...found, start: start + placeOf(found.start), end: start + placeOf(found.end) };
      return { dose, ...judged(snapshot, dose) };
    });
  });
}

/** Spaces that do not break (`~`, `\,`, `\ `, U+00A0) as plain ones, and where each character stood. */
function withPlainSpaces(source: string): { text: string; placeOf: (offset: number) => number } {
  const cuts: number[] = [];
  let text = '';
  let at = 0;
  for (const { 0: space, index } of source.matchAll(/\\[,; ]|[~\u00A0\u2009\u202F]/g)) {
    text += `${source.slice(at, index)} `;
    at = index + space.length;
    if (space.length > 1) cuts.push(text.length);
  }
  text += source.slice(at);
  const placeOf = (offset: number): number => offset + cuts.filter((cut) => cut <= offset).length;
  return { text, placeOf };
}

function judged(snapshot: Snapshot, dose: ReportedFact): Omit<DoseMention, 'dose'> {
  const all = snapshot.packs.flatMap((index) =>
    (index.pack.facts ?? []).filter((fact) => fact.kind === 'dose').map((fact) => ({ index, fact })),
  );
  const names = dose.drug === undefined ? undefined : namesOf(snapshot, dose.drug);
  const ofDrug = names === undefined ? all : all.filter(({ fact }) => isAbout(fact, names));
  const same = ofDrug.filter(({ fact }) => sameAmount(dose, fact));
  if (same.length === 0) return { status: 'unknown', reports: names === undefined ? [] : ofDrug };
  const agreeing = same.filter(({ fact }) => contradictsNothing(dose, fact));
  // The amount of a drug that the text does not name, or another route, is not what a paper reports.
  if (names === undefined || agreeing.length === 0) return { status: 'ambiguous', reports: same };
  return { status: 'known', reports: agreeing };
}

const contradictsNothing = (dose: ReportedFact, fact: PackFact): boolean =>
  (['route', 'duration'] as const).every(
    (what) => dose[what] === undefined || fact[what] === undefined || isSameText(dose[what], fact[what]),
  );

const isSameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function sameAmount(a: Pick<PackFact, 'value' | 'unit'>, b: Pick<PackFact, 'value' | 'unit'>): boolean {
  const one = inMilligrams(a);
  const other = inMilligrams(b);
  return (
    one !== undefined &&
    other !== undefined &&
    one.unit === other.unit &&
    isNear(one.min, other.min) &&
    isNear(one.max, other.max)
  );
}

const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

const milligrams = new Map([
  ['ug', 0.001],
  ['mcg', 0.001],
  ['mg', 1],
  ['g', 1000],
]);

/** An amount with its unit of mass as milligrams; another unit stays as it is. */
function inMilligrams({ value, unit }: Pick<PackFact, 'value' | 'unit'>) {
  if (value === undefined || unit === undefined) return undefined;
  const { min, max } = typeof value === 'number' ? { min: value, max: value } : value;
  const [mass, ...per] = unit.split(/[/.]/);
  const factor = milligrams.get(mass!) ?? 1;
  const name = milligrams.has(mass!) ? 'mg' : mass!;
  return { min: min * factor, max: max * factor, unit: [name, ...per].join('/') };
}
