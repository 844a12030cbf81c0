import { straightQuote } from '../bibliography/unmarked.ts';
import type { CiteParts } from './language.ts';

/** A citation's item without anything around it. */
export const none: CiteParts = { prefix: '', suffix: '', label: '', locator: '' };

/** The words before a locator (Pandoc manual, "Citation syntax"), by CSL's names of them. */
const labels: readonly (readonly [label: string, words: RegExp])[] = [
  ['book', /^(?:books?\b|bks?\.)/],
  ['chapter', /^(?:chapters?\b|chaps?\.)/],
  ['column', /^(?:columns?\b|cols?\.)/],
  ['figure', /^(?:figures?\b|figs?\.)/],
  ['folio', /^(?:folios?\b|fols?\.)/],
  ['issue', /^(?:numbers?\b|nos?\.)/],
  ['line', /^(?:lines?\b|ll?\.)/],
  ['note', /^(?:notes?\b|nn?\.)/],
  ['opus', /^(?:opus\b|opera\b|opp?\.)/],
  ['page', /^(?:pages?\b|pp?\.)/],
  ['paragraph', /^(?:paragraphs?\b|paras?\.|¶¶?)/],
  ['part', /^(?:parts?\b|pts?\.)/],
  ['section', /^(?:sections?\b|secs?\.|§§?)/],
  ['sub-verbo', /^(?:sub verbo\b|sub verbis\b|s\.vv?\.)/],
  ['verse', /^(?:verses?\b|vv?\.)/],
  ['volume', /^(?:volumes?\b|vols?\.)/],
];

/** Figures with what is written together with them, roman numerals, and ranges and lists of these. */
const unit = String.raw`(?:[^\s,;\d{}]{0,20}\d[^\s,;{}]{0,40}|[ivxlcdm]+(?![\p{L}\p{N}])|[IVXLCDM]+(?![\p{L}\p{N}]))`;
const values = new RegExp(String.raw`^${unit}(?:\s*(?:,|–|-)\s*${unit})*`, 'u');

export function locatorAndSuffix(source: string): Pick<CiteParts, 'suffix' | 'label' | 'locator'> {
  const behind = tidy(source);
  const start = behind.replace(/^\s*,?\s*/, '');
  const braced = /^\{([^{}]*)\}/.exec(start);
  if (braced) {
    const { label, rest } = labelOf(braced[1]!.trim());
    const locator = rest.trim();
    return {
      label: locator === '' ? '' : label,
      locator,
      suffix: plainSuffix(start.slice(braced[0].length)),
    };
  }
  const { label, rest } = labelOf(start);
  const found = withoutEndDots(values.exec(rest)?.[0] ?? '');
  const isBare = rest === start;
  // Without a word before it a locator begins with a figure, else it is a word of the suffix.
  if (found === '' || (isBare && !/^\d/.test(found)))
    return { label: '', locator: '', suffix: plainSuffix(behind) };
  return { label, locator: found, suffix: plainSuffix(rest.slice(found.length)) };
}

function withoutEndDots(text: string): string {
  let end = text.length;
  while (text[end - 1] === '.') end -= 1;
  return text.slice(0, end);
}

function labelOf(text: string): { label: string; rest: string } {
  for (const [label, words] of labels) {
    const found = words.exec(text);
    if (found) return { label, rest: text.slice(found[0].length).trimStart() };
  }
  return { label: 'page', rest: text };
}

const plainSuffix = (text: string): string => tidy(text).trimEnd();
export const plain = (text: string): string => tidy(text).trim();

/**
 * Running text without markup: code (whose quotation marks stay straight), emphasis, escapes, hard spaces,
 * line breaks and the marks of quotes behind them.
 */
const tidy = (text: string): string =>
  text
    .replace(/(?<!`)(`{1,3})([^`]{1,300})\1(?!`)/g, (_, _marks, code: string) =>
      code.trim().replaceAll('"', straightQuote),
    )
    .replace(/\n[ \t>]*>/g, '\n')
    .replace(/(\*{1,3}|(?<![\p{L}\p{N}])_{1,2})(\S(?:[^*_\n]{0,200}\S)?)\1/gu, '$2')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replace(/\\ |~/g, ' ')
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/(?<!\.)\.{3}(?!\.)/g, '…')
    .replace(/\s+/g, ' ');
