const stopped =
  /^\s*(?:\[(?<bracketed>\d{1,4})\]\.?|\((?<round>\d{1,3})\)|(?<plain>\d{1,4})[.)](?!\d))(?:\s+|$|(?=[\p{L}“‘"]))/u;
/** "1 Alder AB" and "1Alder AB": numbers of a list only where they count up. */
const bare = /^\s*(?<plain>\d{1,3})(?:\s+(?=[\p{L}“‘"])|(?=\p{Lu}\p{Ll})|$)/u;

/** The number that a list prints before a work, and how many characters it and the space behind it take. */
export function markerOf(
  text: string,
  kind: 'stopped' | 'bare' = 'stopped',
): { readonly number: number; readonly length: number } | undefined {
  const found = (kind === 'stopped' ? stopped : bare).exec(text);
  const { bracketed, round, plain } = found?.groups ?? {};
  return found === null
    ? undefined
    : { number: Number(bracketed ?? round ?? plain), length: found[0].length };
}
