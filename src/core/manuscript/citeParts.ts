import type { KeyMention, Manuscript } from './types.ts';

/** What stands around a key in its citation, as a CSL processor takes it. */
export interface CiteParts {
  /** "see", without the white space around it. */
  readonly prefix: string;
  /** What follows the locator, its comma included. */
  readonly suffix: string;
  /** CSL's name of the locator's kind; empty where there is no locator. */
  readonly label: string;
  readonly locator: string;
}

const none: CiteParts = { prefix: '', suffix: '', label: '', locator: '' };

/** The parts of the mentions of one citation, in their order. */
export function citeParts(
  { text, syntax }: Pick<Manuscript, 'text' | 'syntax'>,
  mentions: readonly KeyMention[],
): readonly CiteParts[] {
  const { start, end } = mentions[0]!.citation;
  if (text[start] === '\\') return mentions.map((mention) => latexParts(text, mention));
  if (syntax === 'typst') return mentions.map(() => typstParts(text.slice(start, end)));
  if (text[end - 1] !== ']') return mentions.map(() => none);
  return pandocParts(text, mentions);
}

/** `[see @a, p. 3; @b]`, and `@a [p. 3; @b]` with the locator of `@a` behind the bracket. */
function pandocParts(text: string, mentions: readonly KeyMention[]): readonly CiteParts[] {
  const { start, end } = mentions[0]!.citation;
  let prefixStart = start + 1;
  return mentions.map((mention, index) => {
    const next = mentions[index + 1];
    const limit = next?.item.start ?? end - 1;
    const opens = index === 0 && text[start] !== '[';
    const prefix = opens ? '' : plain(text.slice(prefixStart, mention.item.start));
    const from = opens ? text.indexOf('[', mention.item.end) + 1 : mention.item.end;
    const separator = text.slice(from, limit).indexOf(';');
    const isAlone = next !== undefined && separator < 0;
    // `@a [@b]`: what stands before `@b` is its prefix.
    const suffixEnd = opens && isAlone ? from : separator < 0 ? limit : from + separator;
    prefixStart = separator < 0 ? (opens ? from : limit) : from + separator + 1;
    return { ...none, prefix, ...locatorAndSuffix(text.slice(from, suffixEnd)) };
  });
}

/** `\citep[see][p. 3]{a,b}`: the note before belongs to the first key, the one behind to the last. */
function latexParts(text: string, { start, end, citation }: KeyMention): CiteParts {
  const open = text.lastIndexOf('{', start);
  const close = text.indexOf('}', end);
  if (open < citation.start || close < 0) return none;
  const found = /(?:\[([^[\]]*)\]\s*)?\[([^[\]]*)\]\s*$/.exec(text.slice(citation.start, open));
  if (found === null) return none;
  const isFirst = text.slice(open + 1, start).trim() === '';
  const isLast = text.slice(end, close).trim() === '';
  const note = isLast ? found[2]!.trim() : '';
  const behind = locatorAndSuffix(note);
  const suffix = note !== '' && behind.locator === '' ? `, ${behind.suffix}` : behind.suffix;
  return { ...none, prefix: isFirst ? plain(found[1] ?? '') : '', ...behind, suffix };
}

/** `@a[p. 3]` and `#cite(<a>, supplement: [p. 3])`. */
function typstParts(source: string): CiteParts {
  const found = /^@[^[\]]*\[([^[\]]*)\]$/.exec(source) ?? /supplement:\s*\[([^[\]]*)\]/.exec(source);
  const note = found?.[1]?.trim() ?? '';
  const behind = locatorAndSuffix(note);
  return {
    ...none,
    ...behind,
    suffix: note !== '' && behind.locator === '' ? `, ${behind.suffix}` : behind.suffix,
  };
}

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

function locatorAndSuffix(source: string): Pick<CiteParts, 'suffix' | 'label' | 'locator'> {
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
const plain = (text: string): string => tidy(text).trim();

/** Running text without markup: emphasis, escapes, hard spaces and line breaks. */
const tidy = (text: string): string =>
  text
    .replace(/(\*{1,3}|(?<![\p{L}\p{N}])_{1,2})(\S(?:[^*_\n]{0,200}\S)?)\1/gu, '$2')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replace(/\\ |~/g, ' ')
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/\s+/g, ' ');
