/**
 * A row of the table:
 *   issue    the issue that sets the bar, or that the figure belongs to
 *   measure  what was measured
 *   value    the figure that is held against the bar
 *   unit     of `value`: `×` for a ratio, `ms`, `MB` …
 *   bar      the highest value that holds; absent for a figure that is only reported
 *   holds    whether it does
 *   detail   the medians behind it, in words
 */

/** A figure with a bar. */
export const held = (issue, measure, value, unit, bar, detail) => ({
  issue,
  measure,
  value,
  unit,
  bar,
  holds: value <= bar,
  detail,
});

/** A figure without one. */
export const reported = (issue, measure, value, unit, detail) => ({ issue, measure, value, unit, detail });

/** `3.21 ms`: three digits that count. */
export const milliseconds = (value) => `${threeDigits(value)} ms`;

export function threeDigits(value) {
  if (Number.isInteger(value)) return String(value);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 5));
}
