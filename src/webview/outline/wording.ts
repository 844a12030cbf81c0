/** Words and numbers as people read them. */

const numbers = new Intl.NumberFormat('en-GB');

export function count(value: number): string {
  return numbers.format(value);
}

/** "1 work", "1,204 works". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Joins parts that are there by a middle dot. */
export function dotted(...parts: readonly (string | null | false)[]): string {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' · ');
}

/** The longest text a row, tooltip or card takes from data; the rest is in the pack or manuscript itself. */
const longest = 400;

export function clip(text: string): string {
  if (text.length <= longest) return text;
  const end = /[\uD800-\uDBFF]/.test(text[longest - 1]!) ? longest - 1 : longest;
  return `${text.slice(0, end)}…`;
}
