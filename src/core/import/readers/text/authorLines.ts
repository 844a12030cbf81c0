import type { Name } from '../../../bibliography/types.ts';
import { groupOf, groupWord, readFullName } from '../../names.ts';
import { notesOf } from '../../reference/notes.ts';
import { isJournalWord } from '../../reference/titles.ts';
import {
  authorIcons,
  beforeAuthors,
  behindAuthors,
  behindEachAuthor,
  menuWord,
} from '../../siteFurniture.ts';
import { type TextBlock, withoutRaisedMarks } from './blocks.ts';
import { isLinks } from './pageChrome.ts';

export interface FoundAuthors {
  readonly blocks: readonly TextBlock[];
  readonly names: readonly Name[];
  /** How sure these are the authors, by what speaks for it. */
  readonly certainty: number;
  /** True where the page shows some of them alone: "Ada Alder, […], Carl Birch", "Show authors". */
  readonly areOmitted: boolean;
}

const particle =
  '(?:d[aeiou]s?|del(?:la|los)?|v[ao]n|de[rn]|te[rn]|l[aeo]s?|al|el|bin|ibn|zu[rm]?|y|e|af|av)';
const nameLike = new RegExp(
  String.raw`^(?:\p{Lu}[\p{L}'’.‐-]*|${particle})(?: (?:\p{Lu}[\p{L}'’.‐-]*|${particle})){1,6}(?:,? (?:Jr|Sr|II|III|IV)\.?)?$`,
  'u',
);
const marks = /[\d*†‡§¶#⁎∗¹²³⁰⁴-⁹✉|‖\p{Co}]+/gu;
const maxAuthorsLength = 20_000;
const leading = new RegExp(`^(?:${beforeAuthors})\\s*`, 'iu');
const trailing = new RegExp(`\\s*${behindAuthors}$`, 'iu');
const degree =
  /^(?:M\.?D|Ph\.?D|D\.?Phil|M\.?S[ck]?|B\.?S[ck]?|Sc\.?D|D\.?Sc|M\.?P\.?H|Dr\.?P\.?H|M\.?B\.?(?:B\.?S|Ch\.?B|A)|B\.?A|M\.?A|M\.?Phil|Psy\.?D|Pharm\.?D|Ed\.?D|D\.?O|R\.?N|M\.?R\.?C\.?Psych|F\.?R\.?C\.?[PS]\w{0,7}|M\.?Ed|M\.?S\.?W|LCSW|M\.?Stat|Dr\.? ?(?:med|rer\. ?nat|phil)?|Prof(?:essor)?|FACP|FAAN|ABPP|CPsychol|Mag|Dipl\.?-?\w{0,6}|BSN|MSN|MHS|MSPH|MSCI|MSCE|JD|DDS|DVM|MBChB)\.?$/iu;
const affiliationStart =
  /^[a-d1-9]?[\s\u00a0,.)]{0,2}(?:Department|Division|School|Institute|Center|Centre|Faculty|Clinic|University|National|VA|Laboratory|Unit|College|Hospital)\b/u;

export const isAffiliation = (text: string): boolean => affiliationStart.test(text);

/**
 * The names above an article's text: on one line or several, with their marks, letters and degrees taken off.
 */
export function findAuthors(source: string, blocks: readonly TextBlock[], isWrapped = false): FoundAuthors {
  const hasAffiliations = blocks.some(({ text: { text } }) => affiliationStart.test(text));
  const candidates = [
    ...groupsOf(source, blocks, hasAffiliations, isWrapped),
    ...namesAboveMarks(source, blocks),
  ];
  let best: Candidate | undefined;
  for (const candidate of candidates) if (candidate.score > (best?.score ?? 1)) best = candidate;
  return best === undefined
    ? { blocks: [], names: [], certainty: 0, areOmitted: false }
    : {
        blocks: best.blocks,
        // Whom to write to may be named again.
        names: [...new Set(best.names)].map(authorOf),
        certainty: best.score >= 5 ? 0.9 : best.score >= 3 ? 0.8 : 0.65,
        areOmitted: omitsSome(source, best.blocks),
      };
}

function omitsSome(source: string, own: readonly TextBlock[]): boolean {
  const printed = source.slice(own[0]?.start, Math.min(own.at(-1)?.end ?? 0, (own[0]?.start ?? 0) + 5_000));
  return /(?:^|[\s,])(?:…|\[…\]|\[?\.{3}\]?)(?=[\s,]|$)/u.test(printed);
}

interface Candidate {
  readonly blocks: readonly TextBlock[];
  readonly names: readonly string[];
  /** How much speaks for these being the authors. */
  readonly score: number;
}

/** Names that stand each above its affiliations and a link to more of the author's works. */
function namesAboveMarks(source: string, blocks: readonly TextBlock[]): Candidate[] {
  const own: TextBlock[] = [];
  const names: string[] = [];
  let from = 0;
  for (const [index, { text }] of blocks.entries()) {
    if (!behindEachAuthor.test(text.text)) continue;
    const lines = blocks.slice(Math.max(from, index - maxAboveMark), index);
    const isName = (block: TextBlock): boolean =>
      !isLinks(block.text.text) && oneName(source, block) !== undefined;
    // Above the first stands the title, and what is above it.
    const first =
      from === 0
        ? lines.findLast((block, at) => isName(block) && isTitleLike(lines[at - 1]?.text.text ?? ''))
        : lines.find(isName);
    if (first !== undefined) {
      own.push(first);
      names.push(oneName(source, first)!);
    }
    from = index + 1;
  }
  return own.length > 1 ? [{ blocks: own, names, score: 20 }] : [];
}

const maxAboveMark = 40;

function oneName(source: string, block: TextBlock): string | undefined {
  const line = withoutRaisedMarks(source, block).text.replace(/,?(?: and)?$/u, '');
  const names = line.length > 80 ? [] : namesOfLine(line, false);
  return names.length === 1 ? names[0] : undefined;
}

const isTitleLike = (text: string): boolean =>
  text.length >= 25 && text.split(' ').length >= 4 && !isAffiliation(text);

/**
 * Lines of names: one with several, or several with one each, or one that goes on where its comma says so.
 */
function groupsOf(
  source: string,
  blocks: readonly TextBlock[],
  hasAffiliations: boolean,
  isWrapped: boolean,
): Candidate[] {
  const found: Candidate[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const lines: string[] = [];
    const own: TextBlock[] = [];
    let names: readonly string[] = [];
    for (let at = index; at < blocks.length; at += 1) {
      const block = blocks[at]!;
      const line = withoutRaisedMarks(source, block).text;
      // A sign of its own between two lines of names leads to a note.
      if (names.length > 0 && line.length <= 3 && !/\p{L}/u.test(line)) continue;
      const whole = [...lines, line].join(' ');
      const next = blocks[at + 1];
      const joined =
        isWrapped &&
        line.includes(',') &&
        lines.length === 0 &&
        next !== undefined &&
        namesOfLine(line, hasAffiliations).length === 0
          ? namesOfLine(`${line} ${withoutRaisedMarks(source, next).text}`, hasAffiliations)
          : [];
      if (joined.length > 2 && next !== undefined) {
        names = joined;
        lines.push(line, withoutRaisedMarks(source, next).text);
        own.push(block, next);
        at += 1;
        continue;
      }
      const goesOn =
        /[,;&]$|\band$/u.test(lines.at(-1) ?? '') ||
        (isWrapped && names.length > 1 && namesOfLine(whole, hasAffiliations).length > names.length);
      const more = namesOfLine(goesOn ? whole : line, hasAffiliations);
      const isSingle = more.length === 1 && (lines.length === 0 || names.length === lines.length);
      if (block.level !== undefined || more.length === 0 || (lines.length > 0 && !goesOn && !isSingle)) break;
      names = goesOn ? more : [...names, ...more];
      lines.push(line);
      own.push(block);
    }
    if (names.length === 0) continue;
    found.push({ blocks: own, names, score: scoreOf(source, own, names, blocks[index - 1]) });
    index += own.length - 1;
  }
  return found;
}

function scoreOf(
  source: string,
  own: readonly TextBlock[],
  names: readonly string[],
  above: TextBlock | undefined,
): number {
  const printed = own.map(({ start, end }) => source.slice(start, end)).join(' ');
  const title = above?.text.text ?? '';
  const looksLikeTitle = isTitleLike(title);
  const signs: readonly (readonly [boolean, number])[] = [
    [names.length > 1, 2],
    [names.length > 3, 1],
    [names.some((name) => /(?:^| )\p{Lu}\.(?: |$|-)/u.test(name)), 2],
    [/[\p{L}.][\s^{(]{0,3}[\d*†‡§⁎¹²³]/u.test(printed), 2],
    [printed.split(/[,;]/u).some((part) => degree.test(part.trim())), 3],
    [leading.test(printed) || trailing.test(printed), 2],
    [looksLikeTitle, 2],
    [above?.level === 1, 3],
    // Whom to write to is one of them.
    [/^\*? ?correspond/iu.test(title), -5],
  ];
  // "Alder AB" is how lists print names, and links to more of somebody's works.
  const fromList =
    names.filter((name) => /^\p{Lu}\p{Ll}\S* \p{Lu}{1,3}$/u.test(name)).length > names.length / 2;
  const sum = signs.reduce((total, [is, weight]) => total + (is ? weight : 0), 0);
  return sum - (names.length === 1 ? 1 : 0) - (fromList ? 3 : 0);
}

const authorOf = (name: string): Name => (groupWord.test(name) ? groupOf(name) : readFullName(name));

/** Addresses, and signs of authors whom a page does not show. */
const beside =
  /[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,40}){0,4}\.[a-z]{2,6}|\[?(?:…|\.{3})\]?|\+ ?\d{1,3}(?=\s?,|\s?$)|e-?mail author/giu;

/** The names on a line of authors, without the letters and signs that lead to their affiliations. */
export function namesOfLine(line: string, hasAffiliations: boolean): string[] {
  if (
    line.length > maxAuthorsLength ||
    notesOf(line.slice(0, 400)).DOI !== undefined ||
    affiliationStart.test(line)
  )
    return [];
  const bare = line
    .replace(leading, '')
    .replace(trailing, '')
    .replace(beside, ' ')
    .replace(authorIcons, ' ')
    .replace(/,\s*(?:and|&)$/u, '');
  const parts = bare
    .split(/[,;·•]| (?:and|&) |\|/u)
    .map((part) => part.replace(/^\s*(?:(?:and|&) )?(?:(?:on behalf of|for) (?=(?:the )?\p{Lu}))?/iu, ''))
    .map(nameAndLetters)
    .filter(({ name }) => name !== '' && !/^[a-z]$/u.test(name) && !degree.test(name));
  if (parts.length === 0) return [];
  const names = unglue(parts, hasAffiliations).map(withoutDegrees);
  const people = names.filter((name) => !groupWord.test(name));
  return people.length > 0 && areNames(people) ? names : [];
}

/**
 * Words of menus and journals are in capitals, too, and no names; but for one Robert West among several
 * people.
 */
function areNames(people: readonly string[]): boolean {
  const odd = people.filter((name) => name.split(' ').some(isOddWord));
  return (
    people.every((name) => nameLike.test(name)) &&
    odd.length <= people.length / 4 &&
    odd.every((name) => name.split(' ').length === 2 && !isOddWord(name.split(' ')[0]!))
  );
}

const isOddWord = (word: string): boolean =>
  menuWord.test(word) || (isJournalWord(word) && !/^(?:Ann|Nat|J|N)$/u.test(word));

/** "Ada B. Alder MD PhD" */
function withoutDegrees(name: string): string {
  const words = name.split(' ');
  const kept = words.findLastIndex((word, index) => index < 2 || !degree.test(word)) + 1;
  return words.slice(0, kept).join(' ');
}

/**
 * Whether last letters of names can lead to affiliations, which are counted as they come: many names end in a
 * vowel.
 */
function areLetters(letters: readonly string[]): boolean {
  let next = 'a'.charCodeAt(0);
  for (const letter of letters) {
    if (letter.charCodeAt(0) > next) return false;
    if (letter.charCodeAt(0) === next) next += 1;
  }
  return new Set(letters).size > 1;
}

/** "Jonah A. Okoro a b" as a name and the letters behind it. */
function nameAndLetters(part: string): { readonly name: string; readonly letters: readonly string[] } {
  const words = part
    .replace(/\((?:[\d*,a-z ]{1,12}|[^()]{0,60}(?:University|Hospital|Institute)[^()]{0,60})\)/gu, ' ')
    .replace(marks, ' ')
    .split(/\s/u)
    .filter((word) => word !== '');
  const count = words.findLastIndex((word) => !/^[a-z]$/u.test(word)) + 1;
  return { name: words.slice(0, count).join(' '), letters: words.slice(count) };
}

/**
 * Copying from a browser glues an author's first affiliation letter to the name: "Duman^a ^b" becomes "Dumana
 * b". Where the letters that stand apart never hold the first one, it is at the end of the names.
 */
function unglue(
  parts: readonly { readonly letters: readonly string[]; readonly name: string }[],
  hasAffiliations: boolean,
): string[] {
  const letters = parts.flatMap((part) => part.letters);
  const glued =
    (letters.length > 0 || (hasAffiliations && parts.length > 1)) &&
    !letters.includes('a') &&
    parts.every(
      ({ name, letters: [second] }) =>
        /[\p{L}][a-h]$/u.test(name) && (second === undefined || name.slice(-1) < second),
    ) &&
    parts.some(({ name }) => name.endsWith('a')) &&
    (letters.length > 0 || areLetters(parts.map(({ name }) => name.slice(-1))));
  return parts.map(({ name }) => (glued ? name.slice(0, -1) : name));
}
