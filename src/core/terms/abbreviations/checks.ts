import { overlaps, overlapsAny, type Span } from '../../../base/span.ts';
import type { BlockBody, Manuscript } from '../../manuscript/types.ts';
import type { Problem } from '../../problem.ts';
import type { BlockUse, BlockUses, Judged } from '../blockUses.ts';
import { type Spelling, spelledTerm } from '../britishSpelling.ts';
import { statisticAbbreviations } from '../data/commonAbbreviations.ts';
import { groupBy } from '../groupBy.ts';
import { matchBlock } from '../matchBlock.ts';
import type { Pattern } from '../patterns.ts';
import type { TermIndex } from '../termIndex.ts';
import { Explanations } from './explanations.ts';
import { isNearField, isOfField, isShortText } from './field.ts';
import { isPlainAbbreviation } from './idle.ts';
import { standsForWords } from './initials.ts';
import {
  type Abbreviations,
  type Definition,
  findAbbreviations,
  type Occurrence,
  type Unit,
} from './manuscriptAbbreviations.ts';
import {
  conflict,
  definedElsewhere,
  expandedAgain,
  redefined,
  undefinedForm,
  unused,
  usedBefore,
} from './messages.ts';
import { isInQuotationMarks } from './quoted.ts';
import { isCommon, singularShort } from './shortForm.ts';
import {
  followsCodes,
  isAuthor,
  isCalled,
  isGeneSymbol,
  isGlossOf,
  isHeadline,
  isInTypedTitle,
  isNamedOn,
  isOfOthers,
  isOfSeries,
  isOutsideProse,
  isParted,
  isPartOfName,
  isQuoted,
  isSpelledBefore,
  isTitle,
  sharesHead,
} from './surroundings.ts';

export interface AbbreviationOptions {
  /** Short forms that need no explanation here: the user's allow-list. */
  readonly allowed?: readonly string[];
  /** The other files of the same document. */
  readonly beside?: readonly Manuscript[];
  /** Those of them that a reader comes to first. */
  readonly before?: readonly Manuscript[];
  /**
   * An abbreviation used fewer times than this after its definition is idle. 1 unless the user says
   * otherwise.
   */
  readonly minimumUses?: number;
  /** How a long form is spelled that the packs know. */
  readonly spelling?: Spelling;
}

const maxProblems = 2000;

/**
 * The problems of a manuscript's abbreviations. Abstract, main text, legends and tables are judged each by
 * itself, as journals ask (ICMJE Recommendations IV.A.3; AMA Manual of Style 13.11). Blocks are summed up,
 * not read again.
 */
export function checkAbbreviations(
  manuscript: Manuscript,
  index: TermIndex,
  options: AbbreviationOptions = {},
): Problem[] {
  const found = findAbbreviations(manuscript);
  // What a summary in another language spells out is known, and held against nobody.
  const definitions = found.definitions.filter((definition) => !found.isForeign(definition));
  const allowed = new Set((options.allowed ?? []).map(singularShort));
  const problems: Problem[] = conflicts(definitions);
  const document = new Explanations(
    manuscript,
    found.definitions,
    options.beside ?? [],
    options.before ?? [],
  );
  const listed = new Set(definitions.filter((definition) => definition.listed).map(({ key }) => key));
  // A note that the front matter holds is no part of the text.
  const textStart = manuscript.frontMatter?.end ?? 0;
  const placed = definitions.filter(
    ({ listed, unit, start }) => !listed && unit !== undefined && (unit !== 'body' || start >= textStart),
  );
  const byKey = groupBy(placed, ({ key }) => key);
  const defined = byUnit(() => new Map<string, Definition[]>());
  for (const definition of placed) {
    const ofUnit = defined[definition.unit!];
    const own = ofUnit.get(definition.key);
    if (own) own.push(definition);
    else ofUnit.set(definition.key, [definition]);
  }

  const used = usesByUnit(found);
  let inFigures: boolean | undefined;
  for (const unit of units) {
    for (const [key, { first }] of used[unit]) {
      if (!first) continue;
      const own = defined[unit].get(key)?.[0];
      // "MAIA-2" behind the definition of MAIA.
      const name = defined[unit].get(withoutEdition(key))?.[0];
      if (name && name.start < first.start && name.key !== key) continue;
      if (document.explainsElsewhere(key) || document.explainsAt(first)) continue;
      if (!own && isSpelledBefore(manuscript, first, byKey.get(key)?.[0])) continue;
      const isEarly = own !== undefined && own.start > first.start && !listed.has(key);
      if (isEarly && !isCommon(key) && !isHeadline(manuscript, first) && !isOfSeries(manuscript, key))
        problems.push(usedBefore(first, own));
      if (own || listed.has(key) || allowed.has(key) || isCommon(key)) continue;
      // The figures of a book lean on its text, and those of an author who spells nothing out in legends and
      // tables.
      if (document.isBook && unit !== 'body') continue;
      if (unit !== 'abstract' && unit !== 'body' && !(inFigures ??= explainsInFigures(found))) continue;
      if (document.explainsLonger(key, definitions, unit) || isGeneSymbol(manuscript, first)) continue;
      // Nowhere else, but in a summary in another language.
      const elsewhere = byKey.get(key)?.[0];
      if (elsewhere) problems.push(definedElsewhere(first, elsewhere));
    }
  }

  const abbreviated = new Set(definitions.flatMap(({ long }) => termsNamed(index, long)));
  const reported = byUnit(() => new Set<string>());
  const counts = usesInProse(found);
  let ofField: boolean | undefined;
  let nearField: boolean | undefined;
  let isShort: boolean | undefined;
  // The text first: what is said of it is not said again of its figures and tables.
  const [figures, prose] = [true, false].map((is) =>
    found.blocks.filter(({ unit }) => isFigure(unit) === is),
  );
  for (const block of [...prose!, ...figures!]) {
    for (const candidate of judgedIn(index, manuscript.blocks[block.number]!.body, block.uses)) {
      const ofUnit = reported[block.unit];
      if (isFigure(block.unit) && (reported.abstract.has(candidate.key) || reported.body.has(candidate.key)))
        continue;
      if (ofUnit.has(candidate.key) || allowed.has(candidate.key) || found.isName(candidate.word)) continue;
      if (candidate.terms.some((term) => abbreviated.has(term))) continue;
      // "BDI" beside "BDI-II": one scale.
      if ([...ofUnit].some((key) => key.startsWith(`${candidate.key}-`))) continue;
      if (document.explains(candidate.word) || document.explains(candidate.key)) continue;
      ofUnit.add(candidate.key);
      const use = found.placed(candidate, block);
      if (document.isSaidBefore(candidate.word) || isQuoted(manuscript, use)) continue;
      const long = found.isEnglish
        ? expansionIn(manuscript, index, candidate.key, options.spelling)
        : undefined;
      if (!isKnownAnywhere(index, candidate.key)) {
        const isInPack = packKnows(index, candidate.key);
        if (!(nearField ??= isNearField(manuscript, index))) continue;
        // Two letters mean something else in every field.
        if ((!isInPack || candidate.key.length < 3) && !(ofField ??= isOfField(manuscript, index))) continue;
        if (long === undefined && document.introduces(candidate.key)) continue;
        // A short part of a long document is no letter.
        isShort ??= [manuscript, ...(options.beside ?? [])].every(isShortText);
        const isKnown = long !== undefined || isShort;
        if (!isKnown && !isAskedFor(candidate.key, counts)) continue;
        if (!isKnown && !isInPack && !standsForWords(candidate.key, manuscript.blocks)) continue;
      }
      problems.push(undefinedForm(use, long));
    }
  }

  for (const unit of units) {
    for (const [key, own] of defined[unit]) {
      const again = redefinitions(
        own.filter((definition) => definition.scope !== 'heading' && !found.isInBackMatter(definition)),
      );
      for (const one of again) problems.push(redefined(one, own[0]!));
      if (again.length > 0 || (unit !== 'abstract' && unit !== 'body')) continue;
      let count = used[unit].get(key)?.count ?? 0;
      // Tables and figures belong to the main text.
      if (unit === 'body') count += (used.legend.get(key)?.count ?? 0) + (used.table.get(key)?.count ?? 0);
      if (count >= (options.minimumUses ?? 1) || !found.isProse(own[0]!)) continue;
      // Tables and figures that are made elsewhere are full of these.
      if (count === 0 && statisticAbbreviations.has(key)) continue;
      const isKnown = () => isShortOf(index, own[0]!);
      if (!isPlainAbbreviation(manuscript, own[0]!, isKnown)) continue;
      if (!document.isUseful(own[0]!) && !isOutsideProse(manuscript, key, unit))
        problems.push(unused(own[0]!, count));
    }
  }

  const expansions = expansionsByUnit(found);
  for (const block of found.blocks) {
    for (const long of block.uses.expansions) {
      // Who writes the long form again and again prefers it; a short form never used is told of as such.
      const uses = used[block.unit].get(long.key)?.count ?? 0;
      const again = expansions[block.unit].get(long.key) ?? 0;
      if (uses === 0 || (again > 2 && uses < 2 * again)) continue;
      const own = defined[block.unit].get(long.key)?.[0];
      const place = own && found.placed(long, block);
      if (!place || own.start >= place.start || isTitle(manuscript, place, own)) continue;
      if (!/[\s-]/.test(own.long) || isNamedOn(manuscript, place, own)) continue;
      if (sharesHead(manuscript, place, definitions) || isPartOfName(manuscript, place)) continue;
      if (isHeadline(manuscript, place) || isInTypedTitle(manuscript, place)) continue;
      if (isGlossOf(manuscript, place, own) || isOfOthers(manuscript, place)) continue;
      if (followsCodes(manuscript, place) || isParted(manuscript, place, own)) continue;
      if (isCalled(manuscript, place) || isAuthor(manuscript, place)) continue;
      // A note of a table, which explains what its columns hold.
      if (definitions.some(({ key, listed, block: of }) => listed && key === own.key && of === place.block))
        continue;
      const isAlone = own.unit === 'legend' || own.unit === 'table';
      if (!isAlone || own.block === place.block) problems.push(expandedAgain(place, own));
    }
  }
  return problems
    .filter(
      ({ code, start }) => code === 'abbreviation-undefined' || !isInQuotationMarks(manuscript.text, start),
    )
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .slice(0, maxProblems);
}

/**
 * Whether a short form that no pack knows may be asked for: three capitals at least, and used again in the
 * text. What stands once is as often a name, a code or a symbol, and journals want no abbreviation for it
 * (AMA Manual of Style 13.11).
 */
const isAskedFor = (key: string, counts: ReadonlyMap<string, number>): boolean =>
  /^[A-Z]{3,}(?:-[A-Z\d]+)?$/.test(key) && !isPronounced(key) && (counts.get(key) ?? 0) > 1;

/** "FLASH", "RAISE": a name that is read as a word. */
const isPronounced = (key: string): boolean => /^[A-Z]{5,}$/.test(key) && /[^AEIOU][AEIOU][^AEIOU]/.test(key);

/** "BDI" of "BDI-II", "MAIA" of "MAIA-2": an edition of what has been explained. */
const withoutEdition = (key: string): string => key.replace(/-(?:\d{1,3}|[IVX]+|R)$/, '');

/** How often each unexplained word stands in the abstract and the main text. */
function usesInProse(found: Abbreviations): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { unit, uses } of found.blocks) {
    if (isFigure(unit)) continue;
    for (const { key } of uses.unexplained) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const isFigure = (unit: Unit): boolean => unit === 'legend' || unit === 'table';

/**
 * Whether an author makes a habit of spelling abbreviations out in legends and tables: most of several that
 * use any do.
 */
function explainsInFigures({ definitions, blocks }: Abbreviations): boolean {
  const explaining = new Set(
    definitions.filter(({ unit }) => unit && isFigure(unit)).map(({ block }) => block),
  );
  const using = blocks.filter(({ unit, uses }) => unit === 'legend' && uses.uses.length > 0);
  return explaining.size > 1 && explaining.size * 1.5 >= using.length;
}

const units: readonly Unit[] = ['abstract', 'body', 'legend', 'table'];

const byUnit = <T>(make: () => T): Readonly<Record<Unit, T>> => ({
  abstract: make(),
  body: make(),
  legend: make(),
  table: make(),
});

/** The first use of each abbreviation in each part, and how many there are. */
function usesByUnit(found: Abbreviations) {
  const used = byUnit(() => new Map<string, { first: Occurrence | undefined; count: number }>());
  for (const block of found.blocks) {
    const ofUnit = used[block.unit];
    for (const { key, first, count } of block.uses.tallies) {
      let known = ofUnit.get(key);
      if (!known) ofUnit.set(key, (known = { first: undefined, count: 0 }));
      known.count += count;
      known.first ??= first && found.placed(first, block);
    }
  }
  return used;
}

/** How often the long form of each abbreviation stands in each part. */
function expansionsByUnit(found: Abbreviations) {
  const counts = byUnit(() => new Map<string, number>());
  for (const { unit, uses } of found.blocks)
    for (const { key } of uses.expansions) counts[unit].set(key, (counts[unit].get(key) ?? 0) + 1);
  return counts;
}

const termsFor = new WeakMap<TermIndex, Map<string, readonly number[]>>();
const maxPhrases = 5000;

/** The terms of the packs that a long form names. Remembered, for every keystroke asks again. */
function termsNamed(index: TermIndex, long: string): readonly number[] {
  let known = termsFor.get(index);
  if (!known || known.size > maxPhrases) termsFor.set(index, (known = new Map()));
  let terms = known.get(long);
  if (!terms) known.set(long, (terms = index.lookup(long).map(({ term }) => term)));
  return terms;
}

/** Whether a pack has a short form for what it is here the short form of. */
function isShortOf(index: TermIndex, { key, long }: Definition): boolean {
  const terms = new Set(termsNamed(index, long));
  return index.lookup(key).some(({ term, form }) => form === 'short' && terms.has(term));
}

/**
 * What a pack knows a short form to stand for, where all packs agree. Nothing in a manuscript that is not
 * English.
 */
export function expansionIn(
  { metadata }: Manuscript,
  index: TermIndex,
  short: string,
  spelling: Spelling = 'en-US',
): string | undefined {
  const language = metadata.get('lang') ?? metadata.get('language');
  if (typeof language === 'string' && !/^en/i.test(language.trim())) return undefined;
  const longs = new Set<string>();
  for (const pattern of index.lookup(short)) {
    if (pattern.form !== 'short' || !isCertain(pattern)) continue;
    const { pack, term } = index.terms[pattern.term]!;
    longs.add(spelledTerm(term, pack, spelling).prefLabel);
  }
  return longs.size === 1 ? [...longs][0] : undefined;
}

/** The unexplained words of a block as `judge` has them, each once. Kept with what they were made of. */
function judgedIn(index: TermIndex, body: BlockBody, uses: BlockUses): readonly Judged[] {
  if (uses.judged?.index === index) return uses.judged.words;
  const judged = new Map<string, Judged>();
  for (const use of uses.unexplained) {
    const one = judge(use, body, index);
    const name = one && `${one.key} ${one.word} ${one.terms.join()}`;
    if (one && !judged.has(name!)) judged.set(name!, one);
  }
  uses.judged = { index, words: [...judged.values()] };
  return uses.judged.words;
}

const overlapping = new WeakMap<readonly Span[], (one: Span) => boolean>();

/** Whether a span overlaps one of a block's, which may be thousands; what answers it is kept with these. */
function overlapsOne(spans: readonly Span[], one: Span): boolean {
  let ask = overlapping.get(spans);
  if (ask === undefined) {
    ask = overlapsAny(spans);
    overlapping.set(spans, ask);
  }
  return ask(one);
}

/**
 * What the packs say of a word that nobody explained: part of a longer short form (`13C-MRS`), part of a
 * label (`NMDA` receptor), or part of a phrase with another meaning (`ST` depression). Where it is another
 * short form of a term that the manuscript has abbreviated, it is a mixed spelling and reported as one.
 */
function judge(use: BlockUse, body: BlockBody, index: TermIndex): Judged | undefined {
  const { hits, others } = matchBlock(index, body);
  if (overlapsOne(others, use)) return undefined;
  const hit = overlapsOne(hits, use) ? hits.find((one) => overlaps(one, use)) : undefined;
  // "GAD-7" is a scale and not the disorder, "PCI-RR" a journal and no risk ratio.
  const isLonger = hit !== undefined && hit.start >= use.start && hit.end <= use.end && !covers(hit, use);
  if (!hit || isLonger) return { ...use, word: use.short, terms: [] };
  const known = hit.patterns.filter(({ form }) => form === 'short');
  const shorts = known.filter(isCertain);
  if (shorts.length === 0)
    return known.length > 0 || packKnows(index, use.key) ? { ...use, word: use.short, terms: [] } : undefined;
  return {
    start: hit.start,
    end: hit.end,
    short: use.short,
    key: singularShort(hit.text),
    word: use.short,
    terms: shorts.map(({ term }) => term),
  };
}

const covers = (hit: Span, use: Span): boolean => hit.start <= use.start && hit.end >= use.end;

/** Whether a short form means what a pack says wherever it stands, and not several things. */
const isCertain = ({ guard }: Pattern): boolean => guard === 'none' || guard === 'field';

/** Whether a pack knows a short form in texts of any field. */
const isKnownAnywhere = (index: TermIndex, short: string): boolean =>
  index.lookup(short).some(({ form, guard }) => form === 'short' && guard === 'none');

const packKnows = (index: TermIndex, short: string): boolean =>
  index.lookup(short).some(({ form }) => form === 'short');

/**
 * Definitions that say an earlier one again. In legends and tables every block stands alone, so a second may.
 */
function redefinitions(own: readonly Definition[]): readonly Definition[] {
  const [first] = own;
  if (first === undefined) return [];
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
  a.longKey.endsWith(b.longKey) ||
  b.longKey.endsWith(a.longKey) ||
  differInEndings(a.long.toLowerCase(), b.long.toLowerCase());

/**
 * "electromyographic" and "electromyography", "frontalis" and "frontalis muscle", "area under the curve" and
 * "area under the operating characteristic curve": the words of the shorter one in their order, each with
 * another ending at most. Words that agree in four letters, and in all but their last three or four, are one.
 */
function differInEndings(a: string, b: string): boolean {
  const words = (long: string) => long.split(/[\s-]+/).filter((word) => !/^(?:an?|the)$/.test(word));
  const [shorter, longer] = [words(a), words(b)].sort((one, other) => one.length - other.length);
  let at = 0;
  return shorter!.every((word, index) => {
    while (index > 0 && at < longer!.length && !isSameStem(word, longer![at]!)) at++;
    return at < longer!.length && isSameStem(word, longer![at++]!);
  });
}

function isSameStem(a: string, b: string): boolean {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const rest = Math.max(a.length, b.length) - same;
  return rest === 0 || (same >= 8 && rest <= 6) || (same >= 5 && rest <= 4) || (same === 4 && rest <= 3);
}

function conflicts(definitions: readonly Definition[]): Problem[] {
  const first = new Map<string, Definition>();
  const out: Problem[] = [];
  for (const definition of definitions) {
    if (definition.isLoose) continue;
    const earlier = first.get(definition.key);
    if (!earlier) first.set(definition.key, definition);
    else if (!sameLong(earlier, definition) && !holdsForm(definition) && !holdsForm(earlier))
      out.push(conflict(definition, earlier));
  }
  return out;
}

/** "functional MRI (fMRI)": a part of the short form stands for its own words. */
const holdsForm = ({ key, long }: Definition): boolean =>
  long.split(/[\s-]+/).some((word) => /\p{Lu}{2}/u.test(word) && key.includes(word));
