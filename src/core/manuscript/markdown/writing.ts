import type { TextEdit } from '../../../base/edit.ts';
import { spaced, withoutComma } from '../affixes.ts';
import type { CitationItem, CiteParts, LanguageWriting } from '../language.ts';
import { locatorAndSuffix, none, plain } from '../locators.ts';
import type { KeyMention, Manuscript } from '../types.ts';
import { addToFrontMatter, declareStyleInFrontMatter, styleInFrontMatter } from './style.ts';

/** How all languages of the Markdown family are written. */
export const markdownWriting: LanguageWriting = {
  citation: (items) => (items.every(({ key }) => isPandocKey(key)) ? pandocCitation(items) : undefined),
  isBareKey: (key) => simpleKey.test(key),
  objectionTo: (key) =>
    simpleKey.test(key)
      ? undefined
      : 'a key starts with a letter, digit or _ and has single punctuation marks between letters',
  separator(before, braced) {
    if (before === '@{') return '}; @{';
    return braced || before.endsWith('@') ? '; @' : ',';
  },
  citeParts: (text, mentions) =>
    text[mentions[0]!.citation.end - 1] === ']' ? pandocParts(text, mentions) : mentions.map(() => none),
  escape: (line) => line.replace(/[\\*_`$<>[\]@~^|]/g, '\\$&'),
  declare: declareInFrontMatter,
  style: styleInFrontMatter,
  declareStyle: declareStyleInFrontMatter,
  heading: (level, title) => `${'#'.repeat(Math.max(1, level))} ${title}`,
  definitions: (entries) => entries.map(([term, meaning]) => `- **${term}**: ${meaning}`).join('\n'),
};

/** Pandoc manual, "Citation syntax": letters, digits and `_`, with single punctuation inside. */
const simpleKey = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*$/u;

/** Between braces any key will do that has no space and whose own braces are balanced. */
const isPandocKey = (key: string): boolean => simpleKey.test(key) || /^[^\s{}]+$/.test(key);

const pandocKey = (key: string): string => (simpleKey.test(key) ? `@${key}` : `@{${key}}`);

function pandocCitation(items: readonly CitationItem[]): string {
  const [first, ...rest] = items;
  if (!first!.narrative) return `[${items.map(pandocItem).join('; ')}]`;
  const inside = [withoutComma(pandocAffix(first!.suffix)), ...rest.map(pandocItem)].filter(
    (part) => part !== '',
  );
  return pandocKey(first!.key) + (inside.length > 0 ? ` [${inside.join('; ')}]` : '');
}

function pandocItem(item: CitationItem): string {
  const suffix = pandocAffix(item.suffix);
  const hidden = item.suppressAuthor || item.narrative ? '-' : '';
  return `${spaced(pandocAffix(item.prefix))}${hidden}${pandocKey(item.key)}${suffix}`;
}

/** A semicolon would end the item, and a colon would be read as part of the key. */
const pandocAffix = (text: string): string =>
  text
    .replace(/;/g, ',')
    .replace(/^:\s*/, ', ')
    .replace(/(^|[^\\])@/g, '$1\\@');

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

function declareInFrontMatter(manuscript: Manuscript, file: string): TextEdit | undefined {
  return addToFrontMatter(manuscript, `bibliography: ${file}\n`);
}
