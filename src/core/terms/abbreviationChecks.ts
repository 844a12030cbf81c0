import { overlaps, shift } from '../../base/span.ts';
import type { Manuscript } from '../manuscript/types.ts';
import type { Problem } from '../problem.ts';
import { type Definition, findAbbreviations, type Occurrence, type Unit } from './abbreviations.ts';
import { groupBy } from './groupBy.ts';
import { matchBlock } from './matchBlock.ts';
import { singularShort } from './shortForm.ts';
import type { TermIndex } from './termIndex.ts';

export interface AbbreviationOptions {
  /** Short forms that need no explanation here: the user's allow-list. */
  readonly allowed?: readonly string[];
  /** An abbreviation used fewer times than this after its definition is idle. 1 unless the user says otherwise. */
  readonly minimumUses?: number;
}

const unitNames: Readonly<Record<Unit, string>> = {
  abstract: 'abstract',
  body: 'main text',
  legend: 'figure legends',
  table: 'tables',
};

const maximumProblems = 2000;

/**
 * The problems of a manuscript's abbreviations. Abstract, main text, legends and tables are judged each by itself,
 * as journals ask (ICMJE Recommendations IV.A.3; AMA Manual of Style 13.11).
 */
export function checkAbbreviations(
  manuscript: Manuscript,
  index: TermIndex,
  options: AbbreviationOptions = {},
): Problem[] {
  const { definitions, uses, expansions, unexplained } = findAbbreviations(manuscript);
  const allowed = new Set((options.allowed ?? []).map(singularShort));
  const problems: Problem[] = [];
  const listed = new Set(definitions.filter((definition) => definition.listed).map(({ key }) => key));
  const placed = definitions.filter((definition) => !definition.listed && definition.unit !== undefined);
  const byKey = groupBy(placed, ({ key }) => key);
  const byUnit = groupBy(placed, ({ key, unit }) => placeKey(key, unit!));
  problems.push(...conflicts(definitions));

  const used = groupBy(uses, ({ key, unit }) => placeKey(key, unit!));
  for (const [place, occurrences] of used) {
    const first = occurrences[0]!;
    const own = byUnit.get(place);
    if (own && own[0]!.start > first.start && !listed.has(first.key))
      problems.push(usedBefore(first, own[0]!));
    if (own || listed.has(first.key) || allowed.has(first.key)) continue;
    const other = byKey.get(first.key)![0]!;
    problems.push(definedElsewhere(first, other));
  }

  const longs = new Set(definitions.map(({ long }) => long));
  const abbreviated = new Set([...longs].flatMap((long) => index.lookup(long).map(({ term }) => term)));
  const reported = new Set<string>();
  for (const candidate of unexplained) {
    const judged = judge(candidate, manuscript, index, abbreviated);
    if (judged === undefined || allowed.has(judged.key)) continue;
    const place = placeKey(judged.key, candidate.unit!);
    if (reported.has(place)) continue;
    reported.add(place);
    problems.push(undefinedForm(judged, packExpansion(index, judged.key)));
  }

  for (const [place, own] of byUnit) {
    const again = redefinitions(own);
    for (const one of again) problems.push(redefined(one, own[0]!));
    const unit = own[0]!.unit!;
    if (again.length > 0 || (unit !== 'abstract' && unit !== 'body')) continue;
    const count = used.get(place)?.length ?? 0;
    if (count < (options.minimumUses ?? 1)) problems.push(unused(own[0]!, count));
  }

  for (const long of expansions) {
    const own = byUnit.get(placeKey(long.key, long.unit!));
    if (own && own[0]!.start < long.start) problems.push(expandedAgain(long, own[0]!));
  }
  return problems.sort((a, b) => a.start - b.start || a.end - b.end).slice(0, maximumProblems);
}

/** What a pack knows a short form to stand for, where all packs agree on it. */
export function packExpansion(index: TermIndex, short: string): string | undefined {
  const longs = new Set<string>();
  for (const pattern of index.lookup(short)) {
    if (pattern.form === 'short') longs.add(index.terms[pattern.term]!.term.prefLabel);
  }
  return longs.size === 1 ? [...longs][0] : undefined;
}

/**
 * What the packs say of a word that nobody explained: part of a longer short form (`13C-MRS`), part of a label (`NMDA`
 * receptor), part of a phrase with another meaning (`ST` depression), or another short form of a term that the
 * manuscript has abbreviated, which is a mixed spelling and reported as one.
 */
function judge(
  candidate: Occurrence,
  manuscript: Manuscript,
  index: TermIndex,
  abbreviated: ReadonlySet<number>,
): Occurrence | undefined {
  const { body, start } = manuscript.blocks[candidate.block]!;
  const { hits, others } = matchBlock(index, body);
  const place = { start: candidate.start - start, end: candidate.end - start };
  if (others.some((other) => overlaps(other, place))) return undefined;
  const hit = hits.find((one) => overlaps(one, place));
  if (!hit) return candidate;
  const shorts = hit.patterns.filter(({ form }) => form === 'short');
  if (shorts.length === 0) return packKnows(index, candidate.key) ? candidate : undefined;
  if (shorts.some(({ term }) => abbreviated.has(term))) return undefined;
  return { ...candidate, ...shift(hit, start), key: singularShort(hit.text) };
}

const packKnows = (index: TermIndex, short: string): boolean =>
  index.lookup(short).some(({ form }) => form === 'short');

const placeKey = (key: string, unit: Unit): string => `${unit} ${key}`;

/** Definitions that say an earlier one again. In legends and tables every block stands alone, so a second may. */
function redefinitions(own: readonly Definition[]): readonly Definition[] {
  const first = own[0]!;
  const alone = first.unit === 'legend' || first.unit === 'table';
  const said = new Set<string>();
  return own.filter((definition) => {
    const name = alone ? `${definition.block} ${definition.longKey}` : definition.longKey;
    const isAgain = said.has(name) || (!alone && definition !== first && sameLong(first, definition));
    said.add(name);
    return isAgain;
  });
}

/** Where a long form starts is a guess ("17-item Hamilton …"), so one may be the end of the other. */
const sameLong = (a: Definition, b: Definition): boolean =>
  a.longKey.endsWith(b.longKey) || b.longKey.endsWith(a.longKey);

function conflicts(definitions: readonly Definition[]): Problem[] {
  const first = new Map<string, Definition>();
  const out: Problem[] = [];
  for (const definition of definitions) {
    const earlier = first.get(definition.key);
    if (!earlier) first.set(definition.key, definition);
    else if (!sameLong(earlier, definition)) out.push(conflict(definition, earlier));
  }
  return out;
}

const conflict = (later: Definition, earlier: Definition): Problem => ({
  ...placeOf(later),
  code: 'abbreviation-conflict',
  message: `“${later.key}” stands for “${quote(later.long)}” here, but for “${quote(earlier.long)}” earlier. Choose another short form for one of them.`,
  related: [{ ...placeOf(earlier), message: `“${quote(earlier.long)}”` }],
});

const usedBefore = (use: Occurrence, definition: Definition): Problem => ({
  ...placeOf(use),
  code: 'abbreviation-used-before-definition',
  message: `“${use.key}” is used here and spelled out only later in the ${unitNames[use.unit!]}. Spell it out at first use.`,
  related: [{ ...placeOf(definition), message: `Spelled out here: “${quote(definition.long)}”` }],
});

const definedElsewhere = (use: Occurrence, definition: Definition): Problem => ({
  ...placeOf(use),
  code: 'abbreviation-undefined',
  message: `“${use.key}” is not spelled out in the ${unitNames[use.unit!]}, only elsewhere. Journals ask each part to explain its own abbreviations.`,
  related: [{ ...placeOf(definition), message: `Spelled out here: “${quote(definition.long)}”` }],
});

const undefinedForm = (use: Occurrence, long: string | undefined): Problem => ({
  ...placeOf(use),
  code: 'abbreviation-undefined',
  message:
    long === undefined
      ? `“${use.key}” is not spelled out. Spell it out at first use, or allow it in the settings.`
      : `“${use.key}” is not spelled out. At first use, write “${quote(long)} (${use.key})”.`,
});

const redefined = (later: Definition, earlier: Definition): Problem => ({
  ...placeOf(later),
  code: 'abbreviation-redefined',
  message: `“${later.key}” has been spelled out before in the ${unitNames[later.unit!]}. The short form alone is enough here.`,
  related: [{ ...placeOf(earlier), message: 'Spelled out first here' }],
});

const expandedAgain = (long: Occurrence, definition: Definition): Problem => ({
  ...placeOf(long),
  code: 'abbreviation-expanded-again',
  message: `This is spelled out again after “${definition.key}” was introduced. The short form is enough here.`,
  related: [{ ...placeOf(definition), message: `“${definition.key}” was introduced here` }],
});

const unused = (definition: Definition, count: number): Problem => ({
  ...placeOf(definition),
  code: 'abbreviation-unused',
  message:
    count === 0
      ? `“${definition.key}” is introduced here and not used again in the ${unitNames[definition.unit!]}.`
      : `“${definition.key}” is used only ${count === 1 ? 'once' : `${count} times`} after this in the ${unitNames[definition.unit!]}.`,
  unnecessary: true,
});

const placeOf = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end });

/** A message holds a long form of reasonable length, for it is the user's own text and may be anything. */
const quote = (long: string): string => (long.length > 80 ? `${long.slice(0, 79)}…` : long);
