import type { Reference } from './types.ts';
import { plainText } from './variables.ts';

/**
 * Stands in a printed reference for a straight quotation mark that stays straight: a CSL processor would bend
 * it. A character of Unicode's private use area.
 */
export const straightQuote = '\uE0B6';

/** A printed reference with its texts plain again. */
export const unmarked = ({ asWritten: _asWritten, ...reference }: Reference): Reference =>
  Object.fromEntries(
    Object.entries(reference).map(([name, value]) => [
      name,
      typeof value === 'string' ? plainText(value).replaceAll(straightQuote, '"') : value,
    ]),
  ) as unknown as Reference;
