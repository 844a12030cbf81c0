import type { Span } from '../../../base/span.ts';

/** A statistic of an outcome as a paragraph reports it; places in that paragraph. */
export interface ReportedStatistic extends Span {
  readonly kind: 'statistic';
  /** What it is: `n`, `OR`, `RR`, `HR`, `d`, `g`, `SMD`, `MD`, `p`, `response rate`, `remission rate`. */
  readonly label: string;
  readonly value?: number;
  /** `%` of a rate. */
  readonly unit?: string;
  /** A confidence interval, and its level in percent. */
  readonly interval?: { readonly min: number; readonly max: number };
  readonly level?: number;
  /** As printed: `< 0.001`. */
  readonly p?: string;
}

const decimal = String.raw`[−–-]?\d{0,4}[.·]\d{1,4}`;
const number = String.raw`[−–-]?\d{1,5}(?:[.·]\d{1,4})?`;

/** What a value is called, and the name that it is kept under. */
const effects: readonly (readonly [RegExp, string])[] = [
  [/^(?:a(?:djusted )?)?(?:OR|odds ratio)$/i, 'OR'],
  [/^(?:a(?:djusted )?)?(?:RR|risk ratio|relative risk|rate ratio)$/i, 'RR'],
  [/^(?:a(?:djusted )?)?(?:HR|hazard ratio)$/i, 'HR'],
  [/^(?:Cohen['’]s )?d$/i, 'd'],
  [/^(?:Hedges['’]?s? )?g$/i, 'g'],
  [/^(?:SMD|standardi[sz]ed mean difference)$/i, 'SMD'],
  [/^(?:MD|mean difference)$/i, 'MD'],
];
const ratio = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?<name>(?:a|adjusted )?(?:OR|RR|HR|odds ratio|risk ratio|relative risk|rate ratio|hazard ratio)|Cohen['’]s d|Hedges['’]?s? g|[dg]|SMD|MD|standardi[sz]ed mean difference|mean difference)(?: \([^()]{1,20}\))?(?:\s?[=:,]\s?|\s(?:of|was|is)\s|\s)(?<value>${decimal})(?![\p{L}\p{N}]| ?(?:[mµμk]?g|ml|mL|%))`,
  'giu',
);
const count = /(?<![\p{L}\p{N}])[nN]\s?=\s?(?<value>\d{1,3}(?:,\d{3})+|\d{1,6})(?![\d.])/gu;
const rate =
  /(?<![\p{N}.])(?<value>\d{1,3}(?:[.·]\d{1,2})?)\s?%(?! ?(?:CI|confidence))[^.;%()]{0,50}?\b(?<what>respon(?:ded|ders?|ses?)|remi(?:tted|tters?|ssions?))\b|\b(?<named>response|remission) rates?(?: (?:of|was|were|is)| \()\s?(?<value2>\d{1,3}(?:[.·]\d{1,2})?)\s?%/giu;
const interval = new RegExp(
  String.raw`^[\s,;:([]{0,4}(?:with )?(?:an? )?(?<level>9[059](?:\.\d)?)\s?%\s?(?:CI|CrI|confidence intervals?|credible intervals?)[\s,:=([]{0,4}(?<low>${number})\s?(?:to|[–-]|,|;|\s–\s)\s?(?<high>${number})`,
  'iu',
);
const probability = /(?<![\p{L}\p{N}])[pP]\s?(?<sign>[<>=≤≥])\s?(?<value>0?[.·]\d{1,6})(?!\d)/gu;

const most = 300;
/** How far behind a value its interval and its p may stand. */
const reach = { interval: 12, probability: 90 } as const;

const read = (text: string): number =>
  Number(text.replace('·', '.').replace(/[−–]/, '-').replaceAll(',', ''));

/**
 * The statistics that a text reports, in order; a p that belongs to none of them stands by itself. Linear in
 * the text.
 */
export function findStatistics(text: string): readonly ReportedStatistic[] {
  const found: ReportedStatistic[] = [];
  // Patterns are tried only where their digits and signs stand: most paragraphs hold none.
  for (const match of /[.·]\d/.test(text) ? text.matchAll(ratio) : []) {
    const { name = '', value = '' } = match.groups ?? {};
    const label = effects.find(([pattern]) => pattern.test(name))?.[1];
    if (label === undefined || !isWritten(name, match[0])) continue;
    const end = match.index + match[0].length;
    const behind = interval.exec(text.slice(end, end + reach.interval + 60));
    const { level, low, high } = behind?.groups ?? {};
    const [min, max] = [low, high].map((one) => (one === undefined ? Number.NaN : read(one)));
    const isInterval = min !== undefined && max !== undefined && min <= max;
    found.push({
      kind: 'statistic',
      label,
      value: read(value),
      ...(isInterval && { interval: { min, max }, level: Number(level) }),
      start: match.index,
      end: isInterval ? end + behind![0].length : end,
    });
    if (found.length >= most) break;
  }
  for (const match of text.includes('=') ? text.matchAll(count) : []) {
    if (found.length >= 2 * most) break;
    const value = read(match.groups?.['value'] ?? '');
    found.push({ kind: 'statistic', label: 'n', value, ...placeOf(match) });
  }
  for (const match of text.includes('%') ? text.matchAll(rate) : []) {
    if (found.length >= 3 * most) break;
    const { value, value2, what, named } = match.groups ?? {};
    const percent = read((value ?? value2)!);
    const label = /^remi/i.test((what ?? named)!) ? 'remission rate' : 'response rate';
    if (percent <= 100)
      found.push({ kind: 'statistic', label, value: percent, unit: '%', ...placeOf(match) });
  }
  found.sort((a, b) => a.start - b.start);
  return withProbabilities(text, found);
}

/**
 * Short names count in their own case, those of one letter with a sign behind: "d = 0.4", and not "in group d
 * 0.5".
 */
const isWritten = (name: string, whole: string): boolean =>
  name.length === 1
    ? name === name.toLowerCase() && whole.includes('=')
    : name.length > 3 || /^a?\p{Lu}+$/u.test(name);

const placeOf = (match: RegExpMatchArray): Span => ({
  start: match.index!,
  end: match.index! + match[0].length,
});

/** Each p goes to the statistic right before it in the same sentence. */
function withProbabilities(text: string, found: readonly ReportedStatistic[]): readonly ReportedStatistic[] {
  const out = [...found];
  const alone: ReportedStatistic[] = [];
  for (const match of /[<>=≤≥]/.test(text) ? text.matchAll(probability) : []) {
    if (alone.length >= most) break;
    const p = `${match.groups?.['sign'] ?? ''} ${(match.groups?.['value'] ?? '').replace('·', '.').replace(/^\./, '0.')}`;
    const at = out.findLastIndex((one) => one.label !== 'n' && one.end <= match.index);
    const before = out[at];
    const between = before && text.slice(before.end, match.index);
    if (
      before &&
      before.p === undefined &&
      between!.length <= reach.probability &&
      !/[.;]\s|;/.test(between!)
    )
      out[at] = { ...before, p, end: match.index + match[0].length };
    else alone.push({ kind: 'statistic', label: 'p', p, ...placeOf(match) });
  }
  return [...out, ...alone].sort((a, b) => a.start - b.start);
}
