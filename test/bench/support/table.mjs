import { threeDigits } from './rows.mjs';

/** Prints the rows as one table, and how many bars hold. */
export function printTable(rows) {
  const all = [['', 'measure', 'bar', 'measured', '', 'medians'], ...rows.map(cells)];
  const widths = all[0].map((_, column) => Math.max(...all.map((line) => line[column].length)));
  const last = widths.length - 1;
  for (const line of all) {
    const padded = line.map((cell, column) => (column === last ? cell : cell.padEnd(widths[column])));
    console.log(padded.join('  ').trimEnd());
  }
  const barred = rows.filter(({ holds }) => holds !== undefined);
  console.log(`\n${barred.filter(({ holds }) => holds).length} of ${barred.length} bars hold.`);
}

const cells = ({ issue, measure, value, unit, bar, atLeast, holds, detail }) => [
  `#${issue}`,
  measure,
  bar === undefined ? '' : `${atLeast ? '≥' : '≤'} ${threeDigits(bar)}`,
  `${threeDigits(value)} ${unit}`,
  holds === undefined ? '' : holds ? 'holds' : 'DOES NOT HOLD',
  detail ?? '',
];
