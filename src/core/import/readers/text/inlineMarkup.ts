import { type MappedText, MappedTextBuilder } from './mappedText.ts';

/**
 * What a raised mark is: part of a word in prose (`^{13}C`), a note behind a name among authors (`^{a b}`).
 */
export type RaisedMarks = 'keep' | 'drop';

const entities = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&apos;', "'"],
  ['&nbsp;', ' '],
]);

/**
 * Markup that saved pages and clippings leave in the text: links, emphasis, raised and lowered marks,
 * entities, arrows, backslashes before punctuation, spaces and hyphens that do not show. One token each;
 * whatever else is text.
 */
const markup =
  /(?=[![\]<>^_*&↗▾▸▼►\\\r\n\t\u00a0\u00ad\u2000-\u200d\u202f\u2060\ufeff‐-])(?:<sup>[^<>\n]{0,60}<\/sup>|<\/?(?:sup|sub|em|i|b|strong|span|u|mark|br)(?:\s[^<>\n]{0,100})?\/?>|!\[[^\][\n]{0,300}\]\([^()\n]{0,2000}\)|(?<!\\)\[(?=[^\][\n]{0,500}\]\()|\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|<(?=https?:\/\/)|>(?<=https?:\/\/[^\s<>]{1,300}>)|[\^_]\{[^{}\n]{0,60}\}|\*{1,3}|(?<![\p{L}\p{N}_])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![\p{L}\p{N}_])|&(?:amp|lt|gt|quot|apos|nbsp|#39);|[↗▾▸▼►]|\\[!-/:-@[-`{-~]|[\u00ad\u200b-\u200d\u2060\ufeff]|[\u00a0\u2000-\u200a\u202f]|(?<=\p{Ll})[-‐](?:\r\n|[\n\r]) {0,40}(?=\p{Ll})|[\r\n\t]+ {0,40})/gu;

/** What `markup` may begin with. Most lines hold none of it. */
const special = /&(?=[a-z#])|[![\]<>^_*↗▾▸▼►\\\r\n\t\u00a0\u00ad\u2000-\u200d\u202f\u2060\ufeff]/u;

/** The text from `start` to `end` of a file without that markup. */
export function cleanInline(
  source: string,
  start: number,
  end: number,
  raised: RaisedMarks = 'keep',
): MappedText {
  const builder = new MappedTextBuilder();
  const text = source.slice(start, end);
  if (!special.test(text)) {
    builder.copy(source, start, end);
    return builder.build();
  }
  const stars = emphasisStars(text);
  let from = 0;
  for (const found of text.matchAll(markup)) {
    const [token] = found;
    const at = found.index;
    const raisedMark = token.startsWith('^{') || token.startsWith('<sup>');
    const shell = raisedMark && raised === 'drop' ? undefined : shellOf(token);
    const replacement = replacementOf(token, stars.has(at));
    if (replacement === token) continue;
    builder.copy(source, start + from, start + at);
    if (shell !== undefined)
      builder.copy(source, start + at + shell.lead, start + at + token.length - shell.tail);
    else builder.replace(start + at, start + at + token.length, replacement);
    from = at + token.length;
  }
  builder.copy(source, start + from, end);
  return builder.build();
}

/** How much of a token stands before and behind the text that it keeps. */
function shellOf(token: string): { readonly lead: number; readonly tail: number } | undefined {
  if (token.startsWith('<sup>')) return { lead: '<sup>'.length, tail: '</sup>'.length };
  if (/^[\^_]\{/.test(token)) return { lead: 2, tail: 1 };
  return token.startsWith('\\') ? { lead: 1, tail: 0 } : undefined;
}

function replacementOf(token: string, emphasis: boolean): string {
  if (token.startsWith('*')) return emphasis ? '' : token;
  if (/^[-‐]/u.test(token)) return '';
  if (token.startsWith('&')) return entities.get(token) ?? token;
  return /^\s/u.test(token) && token !== '\ufeff' ? ' ' : '';
}

/**
 * The places of stars that open or close emphasis: an opening one stands before a word, a closing one behind
 * it.
 */
function emphasisStars(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  let open: { at: number; length: number } | undefined;
  for (const run of text.matchAll(/\*{1,3}/g)) {
    const before = text[run.index - 1] ?? ' ';
    const after = text[run.index + run[0].length] ?? ' ';
    if (
      open !== undefined &&
      before.trim() !== '' &&
      run[0].length === open.length &&
      run.index - open.at < 2000
    ) {
      found.add(open.at).add(run.index);
      open = undefined;
    } else if (after.trim() !== '' && !/[\p{L}\p{N}]/u.test(before))
      open = { at: run.index, length: run[0].length };
  }
  return found;
}
