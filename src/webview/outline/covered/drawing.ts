/** The drawings of coverage as SVG paths: one path for each state, however many works there are. */
import type { WorkState } from '../describe.ts';
import { type Tally, total, type YearsCoverage } from './measure.ts';

type StatePath = readonly [state: WorkState, path: string];

/** From what counts most: the order in which works stand in a strip, and from the bottom of a bar. */
const order: readonly WorkState[] = ['cited', 'mentioned', 'in-bibliography', 'absent'];

/** In CSS pixels. */
const square = 7;
const step = 9;
const maxSquares = 12;
export const stripWidth = maxSquares * step;
export const timelineHeight = 56;

function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

/** Enough for the eye, and short. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A square for each work; where they do not fit, one bar divided in proportion. */
export function squarePaths(works: Tally): StatePath[] {
  const all = total(works);
  const unit = all <= maxSquares ? step : (maxSquares * step - (step - square)) / all;
  let x = 1;
  return order.flatMap((state): StatePath[] => {
    const amount = works[state];
    if (amount === 0) return [];
    const start = x;
    x += amount * unit;
    if (all > maxSquares) return [[state, rectangle(start, 1, Math.max(0.5, amount * unit - 1), square)]];
    const path = Array.from({ length: amount }, (_, index) =>
      rectangle(start + index * step, 1, square, square),
    );
    return [[state, path.join('')]];
  });
}

/** One bar for each span of years, one unit wide; the tallest fills the height. */
export function barPaths(years: readonly YearsCoverage[]): StatePath[] {
  const tallest = years.reduce((most, bar) => Math.max(most, total(bar.works)), 1);
  const unit = (timelineHeight - 2) / tallest;
  const paths: Record<WorkState, string> = { cited: '', mentioned: '', 'in-bibliography': '', absent: '' };
  for (const [index, { works }] of years.entries()) {
    let bottom = timelineHeight - 1;
    for (const state of order) {
      const height = works[state] * unit;
      if (height > 0) paths[state] += rectangle(index + 0.1, bottom - height, 0.8, height);
      bottom -= height;
    }
  }
  return order.filter((state) => paths[state] !== '').map((state) => [state, paths[state]]);
}
