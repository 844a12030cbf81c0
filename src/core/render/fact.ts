import type { PackFact } from '../paper/types.ts';

/** A reported fact as one line of plain text: "ketamine 0.5 mg/kg intravenous over 40 min". Never advice. */
export function factLine(fact: PackFact): string | undefined {
  if (fact.kind === 'statistic') return statisticLine(fact);
  if (fact.kind !== 'dose') return undefined;
  const parts = [
    fact.drug ?? '',
    amount(fact),
    fact.route ?? '',
    fact.duration === undefined ? '' : `over ${durationText(fact.duration)}`,
    fact.frequency ?? '',
  ];
  const line = parts.filter((part) => part !== '').join(' ');
  return line === '' ? undefined : line;
}

/** "OR 1.4 (95% CI 1.1 to 1.9), p = 0.01", "response rate 64%". */
function statisticLine({ label = '', value, unit = '', interval, level, p }: PackFact): string | undefined {
  // How many there were, and a p without its effect, tell nothing by themselves.
  if (typeof value !== 'number' || label === 'n') return undefined;
  const range = interval ? ` (${level ?? 95}% CI ${interval.min} to ${interval.max})` : '';
  return `${label} ${value}${unit}${range}${p === undefined ? '' : `, p ${p}`}`;
}

function amount({ value, unit }: PackFact): string {
  if (value === undefined) return '';
  const number = typeof value === 'number' ? String(value) : `${value.min}–${value.max}`;
  return unit === undefined ? number : `${number} ${unit}`;
}

const units = new Map([
  ['D', 'd'],
  ['H', 'h'],
  ['M', 'min'],
  ['S', 's'],
]);

/** "40 min" for `PT40M`; an ISO 8601 duration that is not understood is shown as it is. */
function durationText(duration: string): string {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  const [, ...numbers] = parts ?? [];
  const text = [...units.values()].flatMap((unit, index) =>
    numbers[index] ? [`${numbers[index]} ${unit}`] : [],
  );
  return text.length > 0 ? text.join(' ') : duration;
}
