import type { Name, Reference } from '../../../bibliography/types.ts';
import type { Doubt, UnnamedReference } from '../../article.ts';
import { groupWord, readFullName } from '../../names.ts';
import { doiPattern } from '../../reference/notes.ts';
import { type TextBlock, withoutRaisedMarks } from './blocks.ts';
import type { MappedText } from './mappedText.ts';
import { isChrome } from './pageChrome.ts';

export interface Front {
  readonly source: UnnamedReference;
  readonly titleText: MappedText | undefined;
  readonly doubts: readonly Doubt[];
}

const nameLike =
  /^\p{Lu}[\p{L}'’.-]*(?: (?:\p{Lu}[\p{L}'’.-]*|d[aeiu]|del|della|v[ao]n|der|den|ten|ter|l[aeo]|dos|das|al|el|bin|ibn|zu)){1,5}(?:,? (?:Jr|Sr)\.?)?$/u;
const marks = /[\d*†‡§¶#⁎∗¹²³⁰⁴-⁹]+/gu;
const longestAuthors = 20_000;

/** The title, authors, DOI and, where the page prints them, journal, volume and year from above an article's text. */
export function readFront(source: string, all: readonly TextBlock[]): Front {
  const blocks = withoutFrontMatter(source, all).filter(
    (block) => block.text.text !== '' && !isChrome(block.text.text),
  );
  const journal = findJournal(blocks);
  const rest = blocks.filter((block) => !journal.lines.has(block));
  const authors = findAuthors(source, rest);
  const title = findTitle(rest, authors.blocks[0]);
  const doi = rest
    .map((block) => (block.text.text.length < 400 ? doiPattern.exec(block.text.text)?.[0] : undefined))
    .find((one) => one !== undefined);
  const end = blocks.at(-1)?.end ?? 0;
  const doubts: Doubt[] = [];
  if (title === undefined) doubts.push({ message: 'No title was found above the text.', start: 0, end });
  if (authors.names.length === 0)
    doubts.push({ message: 'No authors were found above the text.', start: 0, end });
  return {
    source: {
      type: 'article-journal',
      title: title?.text.text ?? '',
      ...(authors.names.length > 0 ? { author: authors.names } : {}),
      ...journal.fields,
      ...(doi === undefined ? {} : { DOI: doi, URL: `https://doi.org/${doi}` }),
    },
    titleText: title?.text,
    doubts,
  };
}

/** The YAML that a web clipper writes above a page describes the clipping, not the article. */
function withoutFrontMatter(source: string, blocks: readonly TextBlock[]): readonly TextBlock[] {
  if (!/^\ufeff?---\r?\n/.test(source)) return blocks;
  const closing = /\r?\n---[ \t]*(?:\r?\n|$)/g;
  closing.lastIndex = 4;
  const end = closing.exec(source.slice(0, 10_000))?.index;
  return end === undefined ? blocks : blocks.filter((block) => block.start >= end + 4);
}

function findTitle(blocks: readonly TextBlock[], firstAuthors: TextBlock | undefined): TextBlock | undefined {
  const marked = blocks.find((block) => block.level === 1);
  if (marked !== undefined) return marked;
  const above = firstAuthors === undefined ? blocks : blocks.slice(0, blocks.indexOf(firstAuthors));
  const worthy = above.filter(
    ({ text: { text } }) =>
      text.length >= 12 &&
      text.includes(' ') &&
      !/^(?:https?:|doi\b|volume )/iu.test(text) &&
      !doiPattern.test(text),
  );
  return firstAuthors === undefined ? longest(worthy) : worthy.at(-1);
}

const longest = (blocks: readonly TextBlock[]): TextBlock | undefined =>
  blocks.reduce<TextBlock | undefined>(
    (best, block) => (block.text.text.length > (best?.text.text.length ?? 0) ? block : best),
    undefined,
  );

interface FoundAuthors {
  readonly blocks: readonly TextBlock[];
  readonly names: readonly Name[];
}

/** The first line of several names; else the names, one a line, behind a marked title. */
function findAuthors(source: string, blocks: readonly TextBlock[]): FoundAuthors {
  const hasAffiliations = blocks.some(({ text: { text } }) =>
    /^[a-d][\s\u00a0]?(?:Department|Division|School|Institute|Center|Centre|Faculty|Clinic|University|National|VA)\b/u.test(
      text,
    ),
  );
  const candidates = blocks.map((block) => ({
    block,
    names: namesOfLine(withoutRaisedMarks(source, block).text, hasAffiliations),
  }));
  const several = candidates.find(({ block, names }) => block.level === undefined && names.length > 1);
  if (several !== undefined) return { blocks: [several.block], names: several.names.map(authorOf) };
  const titleAt = candidates.findIndex(
    ({ block, names }) => block.level === 1 || (names.length === 0 && block.text.text.length >= 12),
  );
  const single: typeof candidates = [];
  for (const candidate of candidates.slice(titleAt + 1)) {
    if (candidate.names.length === 0) {
      if (single.length > 0) break;
      continue;
    }
    single.push(candidate);
  }
  return {
    blocks: single.map(({ block }) => block),
    names: single.flatMap(({ names }) => names.map(authorOf)),
  };
}

const authorOf = (name: string): Name =>
  groupWord.test(name) ? { literal: name.replace(/^the /u, '') } : readFullName(name);

/** The names on a line of authors, without the letters and signs that lead to their affiliations. */
function namesOfLine(line: string, hasAffiliations: boolean): string[] {
  if (line.length > longestAuthors || doiPattern.test(line)) return [];
  const bare = line
    .replace(/^(?:author links open overlay panel|authors?:|by )\s*/iu, '')
    .replace(/\b(?:person|envelope)\b/giu, ' ');
  const parts = bare
    .split(/[,;]| (?:and|&) /u)
    .map(nameAndLetters)
    .filter(({ name }) => name !== '' && !/^[a-z]$/u.test(name) && !isDegree(name));
  if (parts.length === 0) return [];
  const names = unglue(parts, hasAffiliations);
  const people = names.filter((name) => !groupWord.test(name));
  return people.length > 0 && people.every((name) => nameLike.test(name)) ? names : [];
}

/** "Jonah A. Okoro a b" as a name and the letters behind it. */
function nameAndLetters(part: string): { readonly name: string; readonly letters: readonly string[] } {
  const words = part
    .replace(marks, ' ')
    .split(/\s/u)
    .filter((word) => word !== '');
  const count = words.findLastIndex((word) => !/^[a-z]$/u.test(word)) + 1;
  return { name: words.slice(0, count).join(' '), letters: words.slice(count) };
}

const isDegree = (text: string): boolean =>
  /^(?:M\.?D|Ph\.?D|M\.?Sc?|B\.?Sc?|MPH|FRCPsych|MRCPsych|DSc|Psy\.?D|RN|MBBS|M\.?A)\.?$/u.test(text);

/**
 * Copying from a browser glues an author's first affiliation letter to the name: "Duman^a ^b" becomes "Dumana b". Where
 * the letters that stand apart never hold the first one, it is at the end of the names.
 */
function unglue(
  parts: readonly { readonly letters: readonly string[]; readonly name: string }[],
  hasAffiliations: boolean,
): string[] {
  const letters = parts.flatMap((part) => part.letters);
  const glued =
    (letters.length > 0 || hasAffiliations) &&
    !letters.includes('a') &&
    parts.every(
      ({ name, letters: [second] }) =>
        /[\p{L}][a-h]$/u.test(name) && (second === undefined || name.slice(-1) < second),
    ) &&
    parts.some(({ name }) => name.endsWith('a'));
  return parts.map(({ name }) => (glued ? name.slice(0, -1) : name));
}

interface Journal {
  readonly lines: ReadonlySet<TextBlock>;
  readonly fields: Partial<Reference>;
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const volumeLine =
  /^Volume (?<volume>[\w-]{1,10})(?:, Issue (?<issue>[\w–-]{1,10}))?(?:, (?:\d{1,2} )?(?<month>\p{L}{3,9})?(?:[–-]\p{L}{3,9})? ?(?<year>\d{4}))?(?:, Pages? (?<page>\w{1,10}(?:[-–]\w{1,10})?)|, (?<article>\w{4,12}))?$/u;
const shortLine =
  /^(?<journal>\p{Lu}[\p{L} &.:-]{3,80}?)\. (?<year>\d{4})(?: (?<month>\p{L}{3})(?: \d{1,2})?)?; ?(?<volume>\w{1,8}) ?(?:\((?<issue>[\w-]{1,8})\))?: ?(?<page>\w{1,10}(?:[-–]\w{1,10})?)\.?/u;

/** Journal, volume, year and pages where the page prints them above the title; never from a footer. */
function findJournal(blocks: readonly TextBlock[]): Journal {
  for (const [index, block] of blocks.entries()) {
    const { text } = block.text;
    if (text.length > 300) continue;
    const short = shortLine.exec(text)?.groups;
    if (short !== undefined)
      return { lines: new Set([block]), fields: journalFields(short, short['journal'] ?? '') };
    const found = volumeLine.exec(text)?.groups;
    const above = blocks[index - 1];
    if (found === undefined) continue;
    const journal = above === undefined || above.text.text.length > 120 ? undefined : above;
    return {
      lines: new Set(journal ? [journal, block] : [block]),
      fields: journalFields(found, journal?.text.text ?? ''),
    };
  }
  return { lines: new Set(), fields: {} };
}

function journalFields(
  groups: Readonly<Record<string, string | undefined>>,
  journal: string,
): Partial<Reference> {
  const { volume, issue, year, month, article } = groups;
  const page = (groups['page'] ?? article)?.replace('–', '-');
  const monthNumber =
    month === undefined ? 0 : months.findIndex((one) => one.startsWith(month.toLowerCase())) + 1;
  return {
    ...(journal === '' ? {} : { 'container-title': journal }),
    ...(volume === undefined ? {} : { volume }),
    ...(issue === undefined ? {} : { issue }),
    ...(page === undefined ? {} : { page }),
    ...(year === undefined
      ? {}
      : { issued: { 'date-parts': [monthNumber > 0 ? [Number(year), monthNumber] : [Number(year)]] } }),
  };
}
