/** Marks of YAML in one entry at most: no entry of a person's library has as many. */
const maxIndicators = 3_000;

/** The YAML parser takes more than linear time, or deep nesting, for these. */
const indicators = '"\'&*!{}[]?>|%';

/** True where one entry has more marks of YAML than any real one; it is not to be parsed. */
export function hasTooManyIndicators(source: string): boolean {
  let count = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at]!;
    if (indicators.includes(character)) count += 1;
    // A dash that begins an item within the line nests, as a bracket does.
    else if ((character === '-' || character === ':') && source[at + 1] === ' ' && source[at - 1] === ' ')
      count += 1;
    if (count > maxIndicators) return true;
  }
  return false;
}

/** Why such an entry was left out. */
export const tooManyIndicators = `This entry has more than ${maxIndicators} brackets, quotation marks and the like, and was left out.`;
