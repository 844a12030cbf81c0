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
    const { text, placeOf } = plainly(body.text);
    return findDoses(text, drugs).map((found): DoseMention => {
      const dose = { ...found, start: start + placeOf(found.start), end: start + placeOf(found.end) };
      return { dose, ...judged(snapshot, dose) };
    });
  });
}

/** What LaTeX writes a quantity with, and spaces that do not break. */
const written =
  /\\(?:SI|qty)(?:\[[^[\]]{0,200}\])?\{(?<value>[\d.,]{1,12})\}\{(?<unit>[^{}]{1,100})\}|\\[,; ]|[~\u00A0\u2009\u202F]|\$(?=\d)|(?<=\d)\$/g;
const unitMacros: readonly (readonly [RegExp, string])[] = [
  [/\\per(?![a-z])/g, '/'],
  [/\\milli\s*\\gram(?![a-z])/g, 'mg'],
  [/\\micro\s*\\gram(?![a-z])/g, 'µg'],
  [/\\kilo\s*\\gram(?![a-z])/g, 'kg'],
  [/\\(mg|kg|g|ug|gram|hour|day|minute)(?![a-z])/g, '$1'],
  [/\s+/g, ''],
];

/** A text with its quantities as running text writes them, and where each place of it stood. */
function plainly(source: string): { text: string; placeOf: (offset: number) => number } {
  const moved: { readonly at: number; readonly source: number }[] = [{ at: 0, source: 0 }];
  let text = '';
  let from = 0;
  for (const { 0: whole, index, groups } of source.matchAll(written)) {
    const unit = unitMacros.reduce(
      (name, [macro, plain]) => name.replace(macro, plain),
      groups?.['unit'] ?? '',
    );
    const value = groups?.['value'];
    text +=
      source.slice(from, index) + (value === undefined ? (whole === '$' ? '' : ' ') : `${value} ${unit}`);
    from = index + whole.length;
    moved.push({ at: text.length, source: from });
  }
  text += source.slice(from);
  const placeOf = (offset: number): number => {
    const last = moved.findLast(({ at }) => at <= offset)!;
    return last.source + offset - last.at;
  };
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
