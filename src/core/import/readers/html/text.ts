import { type Token, Tokenizer } from 'parse5';
import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';
import { tidy } from '../xmlText.ts';
import type { Matcher } from './select.ts';
import { HtmlElement, type HtmlText } from './tree.ts';

const special =
  /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});?|[\s\u00a0\u2000-\u200a\u202f]+|[\u00ad\u200b-\u200d\u2060\ufeff]+/giu;
/** What text holds that is not copied as it stands, beside a space behind a space. */
const changed = /&|[^\S ]| {2}|[\u00ad\u2000-\u200d\u202f\u2060\ufeff]/u;
const decoded = new Map<string, string>();
/** More different character references than HTML names. */
const maxDecoded = 5_000;

/**
 * Copies character data with its character references decoded and white space as single spaces.
 *
 * @param afterSpace true where a space would be one too many
 * @returns the same of what is copied next
 */
export function copyHtmlText(
  source: string,
  { start, end }: HtmlText,
  into: MappedTextBuilder,
  afterSpace = false,
): boolean {
  const whole = source.slice(start, end);
  if (!changed.test(whole)) {
    into.copy(source, afterSpace && whole.startsWith(' ') ? start + 1 : start, end);
    return whole === '' ? afterSpace : whole.endsWith(' ');
  }
  let from = start;
  let seen = start;
  let spaced = afterSpace;
  for (const found of whole.matchAll(special)) {
    const [token] = found;
    const at = start + found.index;
    if (at > seen) spaced = false;
    seen = at + token.length;
    const text = replacementOf(token);
    const isSpace = text === ' ';
    if (token === ' ' && !spaced) {
      spaced = true;
      continue;
    }
    into.copy(source, from, at);
    if (!(isSpace && spaced)) into.replace(at, at + token.length, text);
    if (text !== '') spaced = isSpace;
    from = at + token.length;
  }
  into.copy(source, from, end);
  return end > seen ? false : spaced;
}

function replacementOf(token: string): string {
  if (token.startsWith('&'))
    return decode(token)
      .replaceAll(/[\s\u00a0\u2000-\u200a\u202f]/gu, ' ')
      .replaceAll(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, '');
  return /^\s/u.test(token) && token !== '\ufeff' ? ' ' : '';
}

const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});?/giu;

/** Copies character data with its character references decoded and all else as it stands. */
export function copyCharacters(source: string, { start, end }: HtmlText, into: MappedTextBuilder): void {
  let from = start;
  for (const found of source.slice(start, end).matchAll(reference)) {
    const at = start + found.index;
    into.copy(source, from, at);
    into.replace(at, at + found[0].length, decode(found[0]));
    from = at + found[0].length;
  }
  into.copy(source, from, end);
}

/** What a character reference stands for, as HTML tells it. */
function decode(reference: string): string {
  const known = decoded.get(reference);
  if (known !== undefined) return known;
  let text = '';
  const take = ({ chars }: Token.CharacterToken) => {
    text += chars;
  };
  const nothing = () => {};
  new Tokenizer(
    {},
    {
      onCharacter: take,
      onWhitespaceCharacter: take,
      onNullCharacter: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onStartTag: nothing,
      onEndTag: nothing,
      onEof: nothing,
    },
  ).write(reference, true);
  if (decoded.size < maxDecoded) decoded.set(reference, text);
  return text;
}

/** The text of an element without what `skip` names, in one line. */
export function textOf(source: string, root: HtmlElement, skip?: Matcher): MappedText {
  const builder = new MappedTextBuilder();
  const open: { readonly element: HtmlElement; at: number }[] = [{ element: root, at: 0 }];
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const child = last.element.children[last.at];
    last.at += 1;
    if (child === undefined) {
      open.pop();
      if (separates(last.element)) builder.replace(last.element.end, last.element.end, ' ');
    } else if (!(child instanceof HtmlElement)) copyHtmlText(source, child, builder);
    else if (!unseen.has(child.name) && !skip?.(child)) {
      if (separates(child)) builder.replace(child.start, child.start, ' ');
      open.push({ element: child, at: 0 });
    }
  }
  return tidy(builder.build());
}

/** What a page never shows as text. */
export const unseen = new Set(
  'script style noscript template svg iframe object select button textarea audio video canvas head title annotation annotation-xml'.split(
    ' ',
  ),
);
const blocks = new Set(
  'address article aside blockquote br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul caption cite-block'.split(
    ' ',
  ),
);

/** Whether text before and in an element are not one line. */
export const isBlock = ({ name }: HtmlElement): boolean => blocks.has(name);
const separates = isBlock;
