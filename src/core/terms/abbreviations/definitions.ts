import type { Span } from '../../../base/span.ts';
import type { BlockBody } from '../../manuscript/types.ts';
import { BlockValues } from '../blocks.ts';
import { type Prose, proseOf } from '../prose.ts';
import { spellingKey } from '../variants.ts';
import { inCitations, inCommands } from './citedDefinitions.ts';
import { align, cut, endBefore, type Found, lastWord, longBefore, longIn, shortIn } from './phrases.ts';
import { canBeDefined, needsPerfectFit, singularShort } from './shortForm.ts';

/** A definition in a block, in offsets relative to it. */
export interface BlockDefinition extends Span {
  readonly short: string;
  readonly long: string;
  /** The short form in the singular, and the long form without spelling, number and case. */
  readonly key: string;
  readonly longKey: string;
  readonly longSpan: Span;
  /** From the long form to the closing bracket, or the other way round. */
  readonly whole: Span;
  /** True for an entry of a list of abbreviations, which explains without being the first use. */
  readonly listed: boolean;
  /**
   * More stands between the brackets than this definition, a citation or another one: no edit takes it away
   * alone.
   */
  readonly isJoined?: boolean;
}

/** Brackets with more inside hold no definition. */
const maxBracketLength = 300;
const maxDefinitions = 500;

const leadIn =
  /^(?:[\s"“‘'`]+|(?:i\.\s?e\.,?|e\.\s?g\.,?|viz\.,?|also(?= (?:known|called|termed|referred))|(?:also )?(?:known|referred to|abbreviated|denoted)(?: here(?:after|in)?)? (?:as|to|by)|abbreviated|hereafter|henceforth|here(?:in)?|termed|called|or|the|so-called|in short)(?![\p{L}\p{N}-])[,:]?\s*)/iu;

/** The definitions of abbreviations in blocks. */
export const definitionsOfBlocks = new BlockValues(findDefinitions);

/** The definitions in one block. Linear in the text. */
export const definitionsIn = (body: BlockBody): readonly BlockDefinition[] => definitionsOfBlocks.get(body);

function findDefinitions(body: BlockBody): readonly BlockDefinition[] {
  const prose = proseOf(body);
  const { text } = prose;
  const found: Found[] = [];
  for (const bracket of bracketsOf(text)) {
    if (found.length >= maxDefinitions) break;
    const one = inBracket(text, bracket);
    if (one) found.push(one);
    else found.push(...ofTwo(text, bracket));
  }
  for (const one of inCitations(prose, body)) if (found.length < maxDefinitions) found.push(one);
  for (const one of behindDashes(text)) if (found.length < maxDefinitions) found.push(one);
  for (const one of inEquations(text)) if (found.length < maxDefinitions) found.push(one);
  for (const one of inLists(text, body)) if (found.length < maxDefinitions) found.push(one);
  for (const one of inGlosses(text)) if (found.length < maxDefinitions) found.push(one);
  for (const one of bySaying(text)) if (found.length < maxDefinitions) found.push(one);
  const own = distinct(text, found)
    .map((one) => inBlock(prose, one))
    .filter((one) => !isGene(body.text, one));
  const cited = [...inCommands(prose, body)].map(({ form, at, long }): BlockDefinition => {
    const spelled = spelledOut(prose, form, long);
    const whole = { start: spelled.longSpan.start, end: at.end };
    return { ...at, ...spelled, whole, listed: false, isJoined: true };
  });
  return cited.length === 0 ? own : [...own, ...cited].sort((a, b) => a.start - b.start);
}

function spelledOut(prose: Prose, short: string, { start, end }: Span) {
  const long = cleanLong(prose.text.slice(start, end));
  return {
    short,
    long,
    key: singularShort(short),
    longKey: spellingKey(long),
    longSpan: prose.source(start, end),
  };
}

function inBlock(prose: Prose, { short, long, whole, listed, isJoined }: Found): BlockDefinition {
  const at = prose.source(short.start, short.end);
  const form = prose.text.slice(short.start, short.end);
  const spelled = spelledOut(prose, form, long);
  const definition = {
    start: at.start,
    end: at.end,
    short: spelled.short,
    long: spelled.long,
    key: spelled.key,
    longKey: spelled.longKey,
    longSpan: spelled.longSpan,
    whole: prose.source(whole.start, whole.end),
    listed,
  };
  return isJoined === true ? { ...definition, isJoined } : definition;
}

/** "transcription factors (*TCF7*)": the symbol of a gene, and the digit stands for no word. */
const isGene = (text: string, { short, long, start, end }: BlockDefinition): boolean =>
  /^[A-Z]{2,6}\d{1,2}[A-Z]?$/i.test(short) &&
  !/\d/.test(long) &&
  /[*_{]/.test(text[start - 1] ?? '') &&
  /[*_}]/.test(text[end] ?? '');

/** The long form as a dictionary would have it: no bracketed short form inside, single spaces. */
const cleanLong = (long: string): string =>
  long
    .replace(/\s\([^()]{0,40}\)/g, '')
    .replace(/[\s~]+/g, ' ')
    .trim();

/** Pairs of round or square brackets, inner ones first, in the order in which they close. Linear. */
function* bracketsOf(text: string): Generator<Span> {
  const open: number[] = [];
  for (const { 0: bracket, index } of text.matchAll(/[()[\]]/g)) {
    if (bracket === '(' || bracket === '[') {
      open.push(index);
      continue;
    }
    const start = open.pop();
    if (start !== undefined && index - start <= maxBracketLength) yield { start, end: index + 1 };
  }
}

function inBracket(text: string, bracket: Span): Found | undefined {
  const parts = partsOf(text, bracket.start + 1, bracket.end - 1);
  const first = parts[0];
  if (!first) return undefined;
  // "chronic stress pathology (CSP)"
  const before = endBefore(text, bracket.start);
  const shortFirst = shortIn(text, first);
  if (shortFirst && !isCitationMark(text, bracket)) {
    const long = longBefore(text, before, shortFirst);
    // "diagnoses (CD, UC and none)" lists what there is.
    const isList = parts[1] !== undefined && shortIn(text, parts[1]) !== undefined;
    if (long && !(isList && long.cost > 0.1))
      return { short: shortFirst, long, whole: { start: long.start, end: bracket.end }, listed: false };
  }
  // "CSP (chronic stress pathology)"
  const shortBefore = lastWord(text, before);
  if (shortBefore) {
    const long = longIn(text, first, shortBefore);
    if (long)
      return {
        short: shortBefore,
        long,
        whole: { start: shortBefore.start, end: bracket.end },
        listed: false,
      };
  }
  // "(i.e., slow-acting antidepressants; SAADs)" and "(SAADs, slow-acting antidepressants)"
  for (let index = 0; index + 1 < parts.length; index++) {
    const found = sideBySide(text, parts[index]!, parts[index + 1]!);
    if (found) return found;
  }
  return spelledBehind(text, first, before, bracket);
}

/** "a recent viewpoint[RN33]": the mark of a work, as reference managers write it. */
const isCitationMark = (text: string, { start, end }: Span): boolean =>
  text[start] === '[' && /\p{L}/u.test(text[start - 1] ?? ' ') && /\d\]$/.test(text.slice(start, end));

/** "the SPCN component (sustained posterior contralateral negativity)": one or two words stand between. */
function spelledBehind(text: string, part: Span, before: number, bracket: Span): Found | undefined {
  const tail = text.slice(Math.max(0, before - 70), before);
  if (!mayHoldForm(tail)) return undefined;
  const words = /([\p{L}\p{N}][\p{L}\p{N}-]{2,14})(?: [\p{Ll}-]{3,20}){1,2}$/u.exec(tail);
  const form = words?.[1];
  if (form === undefined || !canBeDefined(form) || needsPerfectFit(form)) return undefined;
  const start = before - words![0].length;
  const short = { start, end: start + form.length };
  const long = longIn(text, part, short);
  return long && { short, long, whole: { start, end: bracket.end }, listed: false, isJoined: true };
}

/** Whether one of the two words before the last one holds two capitals, which a form has. */
function mayHoldForm(tail: string): boolean {
  const last = tail.lastIndexOf(' ');
  const second = last < 1 ? -1 : tail.lastIndexOf(' ', last - 1);
  const third = second < 1 ? -1 : tail.lastIndexOf(' ', second - 1);
  return last > 0 && /\p{Lu}[^ ]*\p{Lu}/u.test(tail.slice(third + 1, last));
}

const pair =
  /^\s?([\p{L}\p{N}][\p{L}\p{N}-]{1,14})(?:,? (?:and|or|&) |, ?| ?\/ ?)([\p{L}\p{N}][\p{L}\p{N}-]{1,14})(?=\s?(?:[,;]|$))/u;

/** "diffusion-weighted and functional magnetic resonance imaging (dMRI and fMRI)". */
function ofTwo(text: string, bracket: Span): readonly Found[] {
  const inside = text.slice(bracket.start + 1, Math.min(bracket.end - 1, bracket.start + 80));
  const forms = pair.exec(inside);
  if (!forms) return [];
  const before = endBefore(text, bracket.start);
  let at = bracket.start + 1;
  const found: Found[] = [];
  for (const form of forms.slice(1)) {
    const start = text.indexOf(form, at);
    at = start + form.length;
    if (!canBeDefined(form) || needsPerfectFit(form)) return [];
    const short = { start, end: at };
    const long = longBefore(text, before, short);
    if (!long) return [];
    found.push({
      short,
      long,
      whole: { start: long.start, end: bracket.end },
      listed: false,
      isJoined: true,
    });
  }
  return found;
}

function sideBySide(text: string, left: Span, right: Span): Found | undefined {
  const shortRight = shortIn(text, right);
  if (shortRight) {
    const long = align(text, left.start, left.end, shortRight, false);
    if (long) return { short: shortRight, long, whole: { start: long.start, end: right.end }, listed: false };
  }
  const shortLeft = shortIn(text, left);
  if (!shortLeft) return undefined;
  const long = longIn(text, right, shortLeft);
  return long && { short: shortLeft, long, whole: { start: left.start, end: long.end }, listed: false };
}

/** "(Inner Noticing - InNo; Outer Accuracy - OuAc)", "Depression – D: …" is none. */
function* behindDashes(text: string): Generator<Found> {
  for (const match of text.matchAll(/\s[–—-]{1,3}\s(?=([\p{L}\p{N}][\p{L}\p{N}-]{1,9})\s?[;)\]])/gu)) {
    const start = match.index + match[0].length;
    const short = { start, end: start + match[1]!.length };
    if (!canBeDefined(match[1]!) || !/\p{Lu}/u.test(match[1]!)) continue;
    let from = match.index;
    while (from > 0 && match.index - from < 120 && !/[;:,()[\]\u0001]/.test(text[from - 1]!)) from--;
    while (/[\s"“‘'`*_]/.test(text[from]!)) from++;
    const long = align(text, from, match.index, short, true);
    if (long && long.cost <= 1.5)
      yield { short, long, whole: { start: long.start, end: short.end }, listed: false, isJoined: true };
  }
}

/** "MDD = major depressive disorder", anywhere. */
function* inEquations(text: string): Generator<Found> {
  for (const { index } of text.matchAll(/=/g)) {
    const short = lastWord(text, index);
    const stop = /[;,.)\]\n\u0001=]/g;
    stop.lastIndex = index + 1;
    const end = Math.min(
      stop.exec(text.slice(0, index + 200))?.index ?? text.length,
      index + 200,
      text.length,
    );
    if (!short) continue;
    const long = longIn(text, { start: index + 1, end }, short);
    if (long) yield { short, long, whole: { start: short.start, end: long.end }, listed: true };
  }
}

const listOpening =
  /^[\s\u0001]*(?:list of )?(?:abbreviations?(?: used)?|acronyms?|notes?|key|definitions?)\s*[.:—–-]/i;

/**
 * Entries of a list: "Abbreviations: MDD, major depressive disorder; PFC, prefrontal cortex", cells of a
 * table.
 */
function* inLists(text: string, body: BlockBody): Generator<Found> {
  const opening = listOpening.exec(text);
  const loose = opening !== null || body.scope === 'legend' || body.scope === 'table';
  const from = opening ? opening[0].length : 0;
  if (loose) yield* inPairs(text, from);
  for (const match of text.slice(from).matchAll(/(?:[^;\n.]|\.(?!\s+\p{Lu}))+/gu)) {
    if (match[0].length > maxBracketLength * 2) continue;
    const start = from + match.index;
    const end = start + match[0].length;
    const entry =
      /^[\s\u0001]*(?:[-*+•]\s+|and\s+)?([^\s,:\u0001–—]{2,15})\s*([,:\u0001]|\s[–—-](?=\s)|[–—](?=\s))[\s\u0001]*(?:the\s+)?/iu.exec(
        match[0],
      );
    if (!entry) continue;
    if (!loose && entry[2] === ',') continue;
    const shortAt = start + match[0].indexOf(entry[1]!);
    const short = { start: shortAt, end: shortAt + entry[1]!.length };
    if (!canBeDefined(entry[1]!)) continue;
    const rest = { start: start + entry[0].length, end };
    const long = longIn(text, cut(text, rest), short);
    if (long) yield { short, long, whole: { start: short.start, end: long.end }, listed: true };
  }
}

/** "GP, globus pallidus, CN, caudate nucleus": commas between the pairs too. */
function* inPairs(text: string, from: number): Generator<Found> {
  let short: Span | undefined;
  for (const match of text.slice(from).matchAll(/[^,;:=.\n\u0001]+/g)) {
    const part = cut(text, { start: from + match.index, end: from + match.index + match[0].length });
    const word = text.slice(part.start, part.end);
    const long = short && /\s/.test(word) ? longIn(text, part, short) : undefined;
    if (long) yield { short: short!, long, whole: { start: short!.start, end: long.end }, listed: true };
    short = canBeDefined(word) && !needsPerfectFit(word) ? part : undefined;
  }
}

const gloss =
  /(?:,|\s[–—-])?\s(?:i\.\s?e\.|that is|short for|stands? for|standing for|meaning),?\s(?=["“‘'`\p{L}\d])/giu;

/** "MDD, that is, major depressive disorder", "CSP stands for …". */
function* inGlosses(text: string): Generator<Found> {
  for (const match of text.matchAll(gloss)) {
    const short = lastWord(text, match.index);
    if (!short) continue;
    const from = match.index + match[0].length;
    const stop = text.slice(from, from + 200).search(/[;,.:()[\]\n\u0001]/);
    const long = longIn(
      text,
      { start: from, end: stop < 0 ? Math.min(text.length, from + 200) : from + stop },
      short,
    );
    if (long) yield { short, long, whole: { start: short.start, end: long.end }, listed: false };
  }
}

const saying =
  /,?\s(?:hereafter|henceforth|abbreviated(?: here)?(?: as| to)?|(?:hereafter |henceforth |here )?referred to(?: here(?:after)?)? as|or)\s["“‘'`]*(?=[\p{L}\d])/giu;

/** "chronic stress pathology, hereafter CSP". */
function* bySaying(text: string): Generator<Found> {
  for (const match of text.matchAll(saying)) {
    const start = match.index + match[0].length;
    const word = /^[\p{L}\p{N}][\p{L}\p{N}-]*/u.exec(text.slice(start, start + 20))?.[0] ?? '';
    const said = match[0].trim();
    if (!canBeDefined(word) || word.length < 3 || needsPerfectFit(word)) continue;
    // "or" joins things far more often than it names one: only between commas or brackets does it say "that
    // is".
    if (/^or\b/i.test(said) || (/^,?\s*or\b/i.test(said) && !/^[,)]/.test(text.slice(start + word.length))))
      continue;
    const short = { start, end: start + word.length };
    const long = align(text, 0, match.index, short, false);
    if (long && long.cost <= 0.6)
      yield { short, long, whole: { start: long.start, end: short.end }, listed: false };
  }
}

/**
 * The pieces between commas, semicolons, equal signs, dashes with spaces and gaps, trimmed, without lead-ins.
 */
function partsOf(text: string, start: number, end: number): readonly Span[] {
  const parts: Span[] = [];
  for (const match of text.slice(start, end).matchAll(/(?:[^;,=\u0001\s]|\s(?![–—-]{1,3}\s))+/g)) {
    let from = start + match.index;
    let to = from + match[0].length;
    for (;;) {
      const lead = leadIn.exec(text.slice(from, to));
      if (!lead || lead[0] === '' || from + lead[0].length >= to) break;
      from += lead[0].length;
    }
    while (from < to && /\s/.test(text[from]!)) from++;
    while (from < to && /[\s"”’'`]/.test(text[to - 1]!)) to--;
    if (from < to) parts.push({ start: from, end: to });
    if (parts.length === 8) break;
  }
  return parts;
}

/** In order of place; where two share a short form's place, the first found wins. */
function distinct(text: string, found: readonly Found[]): readonly Found[] {
  const byPlace = new Map<number, Found>();
  for (const one of found)
    if (
      !byPlace.has(one.short.start) &&
      hasWords(text, one.long) &&
      !isVersion(text, one.long) &&
      !isOfTwo(text, one) &&
      !isValue(text, one) &&
      !isShouted(text, one)
    )
      byPlace.set(one.short.start, one);
  return [...byPlace.values()].sort((a, b) => a.short.start - b.short.start);
}

/** "a left-tailed (LEFT) or both-tailed (TAIL) type": a word of the long form in capitals. */
function isShouted(text: string, { short, long }: Found): boolean {
  const form = text.slice(short.start, short.end);
  const word = form.toLowerCase();
  const words = text
    .slice(long.start, long.end)
    .toLowerCase()
    .split(/[\s-]+/);
  return /^[A-Z]{4,}$/.test(form) && words.length <= 2 && words.some((one) => one.startsWith(word));
}

/** Not "(EYP4, EYP16)" and "(MCAR, MAR)": forms beside each other. */
const hasWords = (text: string, { start, end }: Span): boolean =>
  /\p{Ll}{3}|\p{Lo}/u.test(text.slice(start, end));

/** "LLM (Llama3.2:3b)": a version of what is meant, which explains nothing. */
const isVersion = (text: string, { start, end }: Span): boolean =>
  /^\S*\p{L}\d+[.:]\d\S*$/u.test(text.slice(start, end));

/** "between cold (EXP) and napping (CON)": the first words belong to another short form. */
const isOfTwo = (text: string, { short, long }: Found): boolean =>
  long.end <= short.start &&
  /\(\p{Lu}[\p{L}\d-]*\) (?:and|or|versus|vs\.?) /u.test(text.slice(long.start, long.end));

/** "comparable fit (CFI = .96)": the value of what was explained before. */
const isValue = (text: string, { short, long }: Found): boolean =>
  long.start < short.start && /^\s?[=<>≤≥≈]\s?[-−.]?\d/.test(text.slice(short.end, short.end + 5));
