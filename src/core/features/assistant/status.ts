/**
 * What is known of what was asked. Nothing in between: what is uncertain is ambiguous, what is not found
 * unknown.
 */
export type Status = 'known' | 'ambiguous' | 'unknown';

/** Of several: unknown where one is, else ambiguous where one is. Unknown for none at all. */
export function statusOfAll(all: readonly Status[]): Status {
  if (all.length === 0 || all.includes('unknown')) return 'unknown';
  return all.includes('ambiguous') ? 'ambiguous' : 'known';
}
