/** A value of Hayagriva as its YAML has it: every scalar is text. */
export type HayagrivaValue = string | HayagrivaMap | readonly HayagrivaValue[];
export type HayagrivaMap = ReadonlyMap<string, HayagrivaValue>;

export const isMapping = (value: HayagrivaValue | undefined): value is HayagrivaMap => value instanceof Map;

export const listOf = (value: HayagrivaValue | undefined): readonly HayagrivaValue[] =>
  value === undefined
    ? []
    : Array.isArray(value)
      ? (value as readonly HayagrivaValue[])
      : [value as HayagrivaValue];

/**
 * A text, or one with more said of it: `title: {value: …, short: …}`, `publisher: {name: …, location: …}`.
 */
export function textOf(value: HayagrivaValue | undefined): string | undefined {
  if (typeof value === 'string') return plain(value);
  if (!isMapping(value)) return undefined;
  const inner = value.get('value') ?? value.get('name');
  return typeof inner === 'string' ? plain(inner) : undefined;
}

/** Braces keep the case of what they hold; a style prints none but those behind a backslash. */
const plain = (text: string): string | undefined =>
  text
    .replace(/\\([\\{}$])|[{}]/g, '$1')
    .replace(/\s+/g, ' ')
    .trim() || undefined;

export function partOf(value: HayagrivaValue | undefined, ...names: readonly string[]): string | undefined {
  if (!isMapping(value)) return undefined;
  for (const name of names) {
    const text = textOf(value.get(name));
    if (text !== undefined) return text;
  }
  return undefined;
}
