import type { Span } from '../../../base/span.ts';

/** A dose or a reference to a figure, as a paragraph reports it; places in that paragraph. */
export interface ReportedFact extends Span {
  readonly kind: 'dose' | 'figure-ref';
  readonly drug?: string;
  readonly value?: number | { readonly min: number; readonly max: number };
  readonly unit?: string;
  readonly route?: string;
  readonly duration?: string;
  readonly frequency?: string;
  readonly label?: string;
}

const number = String.raw`\d{1,5}(?:[.,·]\d{1,4})?`;
/** Units of a dose with their UCUM code. Concentrations (ng/mL) are none. */
const dose = new RegExp(
  String.raw`(?=\d)(?<![\p{L}\p{N}.,–-])(?<low>${number})(?: ?(?:[–-]|to) ?(?<high>${number}))?[ -]?(?<unit>mg|µg|μg|mcg|g|IU|mmol|(?:milli|micro)?grams?)(?<per>(?: ?\/ ?| )(?:kg(?:(?: ?\/ ?| )(?:h|hr|hour|min|day|d))?|day|d|h|hr|hour|week|min)\b| per (?:kg|kilograms?|day|hour|week)\b(?: per (?:hour|day|minute)\b)?|(?: kg[-−]?1|·kg[-−]1|[ ·]?kg⁻¹))?(?![\p{L}\p{N}/])`,
  'gu',
);
const routes: readonly (readonly [RegExp, string])[] = [
  [/\b(?:intravenous(?:ly)?|i\.v\.|IV|iv)(?![\p{L}])/u, 'intravenous'],
  [/\bintranasal(?:ly)?\b|\bnasal spray\b/u, 'intranasal'],
  [/\b(?:intramuscular(?:ly)?|i\.m\.|IM)(?![\p{L}])/u, 'intramuscular'],
  [/\b(?:subcutaneous(?:ly)?|s\.c\.)/u, 'subcutaneous'],
  [/\b(?:intraperitoneal(?:ly)?|i\.p\.)/u, 'intraperitoneal'],
  [/\bsublingual(?:ly)?\b/u, 'sublingual'],
  [/\btransdermal(?:ly)?\b/u, 'transdermal'],
  [/\b(?:oral(?:ly)?|by mouth|per os|p\.o\.)(?![\p{L}])/u, 'oral'],
];
const duration =
  /\b(?:over|during|in|for) (?:a |an |about |approximately |~ ?)?(?<value>\d{1,3})(?:[ -](?<unit>min(?:ute)?s?|h(?:ou)?rs?|h|s(?:ec(?:ond)?s?)?)\b)|\b(?<value2>\d{1,3})[ -](?<unit2>min(?:ute)?|h(?:ou)?r?|hour) (?:\p{L}+ ){0,2}infusions?\b/u;
const frequency =
  /\b(?:(?:once|twice|thrice|(?:two|three|four|2|3|4) times) (?:(?:a|per|each|every) (?:day|week|month)|daily|weekly|monthly)|(?:once|twice|thrice)[ -](?:daily|weekly|monthly)|every (?:(?:other|second|\d{1,2}|two|three|four|six|eight|twelve) )?(?:days?|weeks?|months?|hours?|h)\b|three times daily|daily|weekly)\b/u;
const figure = /\b(?:Fig(?:s?\.|ures?)|Tables?) ?(?<number>\d{1,3})(?<part>[A-Za-z](?![\p{L}]))?/gu;

/** In one paragraph; more is no prose. */
const maxDoses = 500;

/** Words with the endings of drug names (INN stems) that name no drug. */
const noDrugs = new Set(
  'saline microcrystalline crystalline chlorine iodine baseline routine medicine outline decline machine line discipline examine determine combine define refine fine online guideline timeline placebo-time protein skin origin margin begin within plain brain pain certain main gain train remain obtain contain maintain explain domain migraine time regime same volume outcome dome some become come control school alcohol protocol cholesterol pool tool tobacco rate date climate state late moderate acute minute route'.split(
    ' ',
  ),
);
const drugEnding =
  /(?:amine|idine|apine|azine|epine|oxine|tine|line|xine|azole|pride|done|peridol|zepam|zolam|barbital|aline|ipramine|pram|triptan|setron|pidem|clone|statin|sartan|olol|serine|fofol|oxifene|faxine|azodone|giline|ciclovir|mab|lithium|valproate|lamotrigine|riluzole|psilocybin|naltrexone|buprenorphine|morphine|celecoxib|topiramate|gabapentin|pregabalin|carbamazepine|brexanolone|zuranolone|dextromethorphan|fentanyl|cannabidiol|testosterone|oxytocin|insulin|melatonin|aspirin|metformin)$/iu;

/**
 * The doses that a text reports, each with the drug, route, duration and frequency that stand in its
 * sentence, and the figures and tables it refers to.
 *
 * @param drugs names of drugs that other packs know, in small letters
 */
export function findFacts(text: string, drugs: ReadonlySet<string>): ReportedFact[] {
  const facts: ReportedFact[] = findDoses(text, drugs).filter((found) => found.drug !== undefined);
  for (const found of text.matchAll(figure)) {
    if (facts.length > 2 * maxDoses) break;
    const kind = found[0].startsWith('T') ? 'Table' : 'Fig.';
    facts.push({
      kind: 'figure-ref',
      label: `${kind} ${found.groups?.['number'] ?? ''}`,
      start: found.index,
      end: found.index + found[0].length,
    });
  }
  return facts.sort((a, b) => a.start - b.start);
}

/** The doses that a text reports, also those whose drug its sentence does not name. */
export function findDoses(text: string, drugs: ReadonlySet<string>): ReportedFact[] {
  const facts: ReportedFact[] = [];
  const doses: RegExpExecArray[] = [];
  for (const found of text.matchAll(dose)) if (doses.push(found) >= maxDoses) break;
  for (const [index, found] of doses.entries()) {
    const sentence = sentenceAround(text, found.index);
    const clause = text.slice(sentence.start, sentence.end);
    const at = found.index - sentence.start;
    const drug = drugNear(clause, at, at + found[0].length, drugs);
    const value = valueOfDose(found.groups ?? {});
    if (value === undefined) continue;
    // What stands behind the next dose, or before the last one, belongs to that.
    const last = doses[index - 1];
    const before = Math.max(
      0,
      at - 60,
      last === undefined ? 0 : last.index + last[0].length - sentence.start,
    );
    const next = (doses[index + 1]?.index ?? Number.POSITIVE_INFINITY) - sentence.start;
    const behind = clause.slice(at, Math.min(next, at + 200));
    const around = clause.slice(before, Math.min(next, at + 120));
    const route = routes.find(([pattern]) => pattern.test(around))?.[1];
    const time = durationOf(behind) ?? durationOf(around);
    const often = frequency.exec(behind.slice(found[0].length, 80))?.[0];
    facts.push({
      kind: 'dose',
      ...(drug === undefined ? {} : { drug }),
      value,
      unit: unitOf(found.groups ?? {}),
      ...(route === undefined ? {} : { route }),
      ...(time === undefined ? {} : { duration: time }),
      ...(often === undefined ? {} : { frequency: often }),
      start: found.index,
      end: found.index + found[0].length,
    });
  }
  return facts;
}

const maxSentenceLength = 600;

/** The sentence around a place: between full stops that a capital follows. */
export function sentenceAround(text: string, at: number): Span {
  const from = Math.max(0, at - maxSentenceLength);
  const before = text.slice(from, at);
  let start = from;
  for (const end of before.matchAll(/[.!?][)\]"”’]?\s+(?=[\p{Lu}\p{N}"“(])/gu)) {
    if (!isAbbreviated(before.slice(0, end.index + 1))) start = from + end.index + end[0].length;
  }
  const after = text.slice(at, at + maxSentenceLength);
  for (const end of after.matchAll(/[.!?][)\]"”’]?(?=\s+[\p{Lu}\p{N}"“(]|\s*$)/gu)) {
    if (!isAbbreviated(after.slice(0, end.index + 1))) return { start, end: at + end.index + end[0].length };
  }
  return { start, end: at + after.length };
}

const isAbbreviated = (text: string): boolean =>
  /(?:\b(?:al|e\.g|i\.e|vs|cf|Figs?|approx|Dr|no|i\.v|i\.m|p\.o|s\.c|i\.p)|\b\p{Lu})\.$/u.test(
    text.slice(-12),
  );

function valueOfDose(
  groups: Readonly<Record<string, string | undefined>>,
): ReportedFact['value'] | undefined {
  const read = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text.replace(/[,·]/u, '.'));
  const low = read(groups['low']);
  const high = read(groups['high']);
  if (low === undefined || low === 0) return undefined;
  return high === undefined ? low : low < high ? { min: low, max: high } : undefined;
}

function unitOf(groups: Readonly<Record<string, string | undefined>>): string {
  const unit = (groups['unit'] ?? '')
    .replace(/^(?:µg|μg|mcg|micrograms?)$/u, 'ug')
    .replace(/^milligrams?$/u, 'mg')
    .replace(/^grams?$/u, 'g')
    .replace(/^IU$/u, '[IU]');
  const per = (groups['per'] ?? '')
    .replace(/ per /gu, '/')
    .replace(/^[ ·]?kg(?:[-−]?1|⁻¹)$/u, '/kg')
    .replace(/ ?\/ ?| /gu, '/')
    .replace(/kilograms?/u, 'kg')
    .replace(/\/(?:hr|hour)/u, '/h')
    .replace(/\/day/u, '/d')
    .replace(/\/week/u, '/wk')
    .replace(/\/minute/u, '/min');
  return unit + per;
}

function durationOf(text: string): string | undefined {
  const groups = duration.exec(text)?.groups;
  const value = groups?.['value'] ?? groups?.['value2'];
  const unit = groups?.['unit'] ?? groups?.['unit2'];
  if (value === undefined || unit === undefined) return undefined;
  return `PT${Number(value)}${unit.startsWith('m') ? 'M' : unit.startsWith('h') ? 'H' : 'S'}`;
}

/** Characters between a dose and the name of its drug. */
const farthestDrug = 120;

/** Words between a dose and its substance that name neither. */
const qualifiers =
  /^(?:(?:doses?|tablets?|capsules?|of|the|an?|intravenous|oral|intranasal|intramuscular|subcutaneous|sublingual|racemic|subanesthetic|subanaesthetic|active|pure|dietary|elemental|IV|i\.v\.|p\.o\.)\s+){0,5}/u;
/** “folic acid”, “valproic acid”, “vitamin D3”; else one word. */
const substance = /^(?:\p{Ll}{3,20}ic acid|vitamin \p{Lu}\d{0,2}|\p{L}[\p{L}-]{2,40})(?![\p{L}-])/u;
/** What people eat and drink, and what tablets are made of. */
const foods = new Set(
  'glucose sucrose lactose fructose sugar carbohydrate carbohydrates starch protein fat fibre fiber cellulose salt sodium water saline alcohol ethanol milk placebo bread food'.split(
    ' ',
  ),
);
/** What makes the name before it no substance that was given: “insulin users”, “ketamine levels”. */
const nounBehind =
  /^\s(?:users?|use|misuse|abuse|levels?|concentrations?|receptors?|resistan\w+|sensitiv\w+|secretion|dependence|withdrawal|treated|naive)\b/u;
/** Where another clause begins. */
const clauseEnd = /;|,\s(?:and|but|or|which|while|whereas)\s|\s(?:whereas|while)\s/u;

type Judge = (name: string) => boolean;

/**
 * The drug that a dose is of: what is named right behind it, else the nearest in its clause; undefined for
 * food and excipients.
 */
function drugNear(
  sentence: string,
  start: number,
  end: number,
  drugs: ReadonlySet<string>,
): string | undefined {
  const isDrug: Judge = (name) =>
    drugs.has(name) || (!noDrugs.has(name) && (drugEnding.test(name) || /ic acid$|^vitamin /.test(name)));
  const behind = sentence.slice(end, end + farthestDrug);
  const named = substanceBehind(behind);
  if (named !== undefined && isDrug(named.name)) return named.name;
  // “15 g of carbohydrate”, “500 mg glucose”: whatever else the sentence names was not given in this dose.
  if (named !== undefined && (named.isOf || foods.has(named.name))) return undefined;
  const before = sentence.slice(Math.max(0, start - farthestDrug), start);
  const cut = [...before.matchAll(new RegExp(clauseEnd, 'gu'))].at(-1);
  const clause = cut === undefined ? before : before.slice(cut.index + cut[0].length);
  const inFront = namesIn(clause, isDrug).at(-1);
  // A dose in brackets is of what stands before them.
  const close = before.lastIndexOf('(') > before.lastIndexOf(')') ? behind.indexOf(')') : -1;
  const until = Math.min(
    clauseEnd.exec(behind)?.index ?? behind.length,
    close === -1 ? behind.length : close,
  );
  const [next] = namesIn(behind.slice(0, until), isDrug);
  // The one behind (“0.5 mg/kg of ketamine”) before the one in front.
  const far = inFront === undefined ? Number.POSITIVE_INFINITY : clause.length - inFront.end + 10;
  return next !== undefined && next.start < far ? next.name : inFront?.name;
}

interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What is named right behind a dose, and whether an “of” says that the dose is of it. */
function substanceBehind(behind: string): { readonly name: string; readonly isOf: boolean } | undefined {
  const text = behind.trimStart();
  const skipped = qualifiers.exec(text)?.[0] ?? '';
  const name = substance.exec(text.slice(skipped.length))?.[0].toLowerCase();
  return name === undefined ? undefined : { name, isOf: /\bof\s/.test(skipped) };
}

const namesIn = (text: string, isDrug: Judge): readonly Named[] =>
  [
    ...text.matchAll(
      /(?<![\p{L}-])(?:\p{Ll}{3,20}ic acid|vitamin \p{Lu}\d{0,2}|\p{L}[\p{L}-]{3,40})(?![\p{L}-])/gu,
    ),
  ].flatMap((found) => {
    const name = found[0].toLowerCase();
    const end = found.index + found[0].length;
    return isDrug(name) && !nounBehind.test(text.slice(end)) ? [{ name, start: found.index, end }] : [];
  });
