/**
 * Text of others for a reader that is a program: an assistant takes what it reads for its own words unless it
 * is told otherwise, and must be given nothing that a person would not see.
 */
import { oneLine } from './escape.ts';

/**
 * What nobody sees: format characters (zero width, bidirectional, tags), variation selectors, private use,
 * fillers.
 */
const unseen =
  /[\p{Cf}\p{Co}]|\p{Variation_Selector}|[\u034F\u17B4\u17B5]|[\u115F\u1160\u2028\u2029\u3164\uFFA0]/gu;
/** A tag, a comment, or the mark of a chat template (`<|im_start|>`). */
const tag = /<[!/?|]?[A-Za-z|-][^<>]{0,300}>/g;
const tagOpening = /<(?=[A-Za-z/!?|<])/g;
const emphasis = /\*{2,}|_{2,}|~{2,}|`+/g;

/** One line of plain text: nothing unseen, no markup, cut at `maximum`. Empty for what is no text. */
export function quotedText(text: unknown, maximum = 500): string {
  if (typeof text !== 'string') return '';
  const seen = oneLine(text.slice(0, maximum * 6 + 1000).replace(unseen, ''), maximum * 2 + 200);
  const plain = seen
    .replace(tag, '')
    .replace(tagOpening, '‹')
    .replace(emphasis, '')
    .replace(/!(?=\[)/g, '')
    .replace(/\](?=[([])/g, '] ');
  return oneLine(plain, maximum);
}

/** As `quotedText`; null for what is empty. */
export const quotedOrNull = (text: unknown, maximum?: number): string | null =>
  quotedText(text, maximum) || null;

const maxKeyLength = 300;

/** A name that must be given back as it is, such as a key; null for one that cannot be shown so. */
export const exactName = (name: string): string | null =>
  name.length <= maxKeyLength && quotedText(name, maxKeyLength) === name ? name : null;

const most = { depth: 5, members: 60, items: 200, text: 2000 } as const;

/** A value of CSL-JSON with every text in it quoted; what is too deep or too much is left out. */
export function quotedValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return quotedText(value, most.text);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' ? value : null;
  if (depth === most.depth) return null;
  if (Array.isArray(value)) return value.slice(0, most.items).map((item) => quotedValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => /^[A-Za-z][\w-]{0,40}$/.test(name))
      .slice(0, most.members)
      .map(([name, item]) => [name, quotedValue(item, depth + 1)]),
  );
}
