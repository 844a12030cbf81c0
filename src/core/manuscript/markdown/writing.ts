import type { TextEdit } from '../../../base/edit.ts';
import { spaced, withoutComma } from '../affixes.ts';
import type { CitationItem, CiteParts, LanguageWriting } from '../language.ts';
import { locatorAndSuffix, none, plain } from '../locators.ts';
import type { KeyMention, Manuscript, NamedPapers } from '../types.ts';
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
  declarePapers: declarePapersInFrontMatter,
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

/**
 * A list stays in its own style: on one line, or an item a line. It goes where all papers are used. What the
 * user wrote as a comment stays.
 */
function declarePapersInFrontMatter(
  manuscript: Manuscript,
  names: readonly string[] | null,
): TextEdit | undefined {
  const { papers, text } = manuscript;
  const line = names && `psycite-papers: [${names.map(yamlName).join(', ')}]`;
  if (papers === undefined) return line === null ? undefined : addToFrontMatter(manuscript, `${line}\n`);
  const { start, end } = papers;
  if (line === null) {
    const whole = end + (/^[^\r\n]*(?:\r\n?|\n)?/.exec(text.slice(end))?.[0].length ?? 0);
    const kept = commentsIn(text, { ...papers, end: whole }).map((comment) => `${comment}\n`);
    return { start, end: whole, text: kept.join('') };
  }
  const dash = /(?:\r\n?|\n)[ \t]*- /.exec(text.slice(start, end))?.[0];
  if (dash !== undefined) return listWith(text, papers, names!, dash);
  const comments = commentsIn(text, papers).map((comment) => `${comment}\n`);
  return { start, end, text: comments.join('') + line };
}

/** A list with an item a line, of which the items that go are taken out and those that come are added. */
function listWith(text: string, papers: NamedPapers, names: readonly string[], dash: string): TextEdit {
  const { start } = papers;
  const end = papers.end + /^[^\r\n]*/.exec(text.slice(papers.end))![0].length;
  const pieces: string[] = [];
  let kept = 0;
  let from = start;
  let lastItem = 0;
  for (const line of text.slice(start, end).split(/(?=\r\n?|(?<!\r)\n)/)) {
    const span = { start: from, end: from + line.length };
    from = span.end;
    const named = papers.names.find((one) => one.start >= span.start && one.start < span.end);
    if (named === undefined || named.name === names[kept]) pieces.push(line);
    if (named === undefined) continue;
    if (named.name === names[kept]) {
      kept += 1;
      lastItem = pieces.length;
    } else {
      const margin = /^\s*/.exec(line)![0];
      pieces.push(...commentsIn(text, { ...span, names: [named] }).map((comment) => margin + comment));
    }
  }
  const added = names.slice(kept).map((name) => dash + yamlName(name));
  const first = pieces[0]!;
  if (names.length === 0) pieces[0] = first.replace(':', ': []');
  pieces.splice(lastItem === 0 ? pieces.length : lastItem, 0, ...added);
  return { start, end, text: pieces.join('') };
}

/** The comments of a part of a list; a `#` within a name begins none. */
function commentsIn(text: string, { start, end, names }: NamedPapers): readonly string[] {
  const bounds = [start, ...names.flatMap((name) => [name.start, name.end]), end];
  const between = bounds.flatMap((bound, index) =>
    index % 2 === 0 ? [text.slice(bound, bounds[index + 1])] : [],
  );
  return between.flatMap((part) => [...part.matchAll(/(?<=\s)#[^\r\n]*/g)].map(([comment]) => comment));
}

/** Quoted where YAML would read something else: a number, or a mark of its own. */
const yamlName = (name: string): string =>
  /^[\p{L}\p{N}_][\p{L}\p{N}_.+/()-]*$/u.test(name) && !/^[\d._+-]+$/.test(name)
    ? name
    : JSON.stringify(name);
