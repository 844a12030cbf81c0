import { distance } from 'fastest-levenshtein';
import type { Span } from '../../../base/span.ts';
import { fold } from '../../bibliography/fold.ts';
import { queryWords } from '../../bibliography/search/query.ts';
import type { KeyMention, Manuscript } from '../../manuscript/types.ts';
import { keyEdit } from '../../manuscript/writeCitation.ts';
import { oneLine, quoted } from '../../render/escape.ts';
import { completionDetail, shortCitation } from '../../render/reference.ts';
import { asksAbout, identifierText, parseIdentifier } from '../../services/identifiers.ts';
import { mentionAt } from '../citations.ts';
import { briefOf, entryOf, type Library, type LibraryEntry } from '../library.ts';
import { entryOfWork, packWorks } from '../packWorks.ts';
import type { CodeAction } from '../place.ts';
import type { Snapshot } from '../snapshot.ts';
import { canHoldKey } from './addReferences.ts';

/** Suggestions of one kind at most. */
const maxSuggestions = 5;
/** Entries that an edit distance is computed for, after those of very different length are left out. */
const maxCompared = 200_000;

/**
 * Fixes of an undefined key: keys that look like it, entries that fit its author and year, works of the
 * packs.
 */
export function citationFixes(snapshot: Snapshot, uri: string, problem: Span): readonly CodeAction[] {
  const manuscript = snapshot.manuscript(uri);
  const mention = manuscript && mentionAt(manuscript, problem.start);
  if (manuscript === undefined || mention === undefined) return [];
  const library = snapshot.library(uri);
  const behind = yearBehind(manuscript, mention);
  const meant = mention.key + behind;
  const suggestions =
    behind === ''
      ? [...similarKeys(library, mention.key), ...sameAuthorAndYear(library, mention.key)]
      : library.search(meant, { limit: maxSuggestions, wordsAlone: true }).entries;
  const distinct = new Map(suggestions.map((found) => [entryOf(found).key, found]));
  const braced = manuscript.text[mention.start - 1] !== '{';
  const actions = [...distinct].slice(0, maxSuggestions).map(([key, found], index): CodeAction => {
    const { replace, insert } = keyEdit(manuscript, { replace: mention, braced }, key);
    return {
      title: `Change to ${quoted(key)} (${completionDetail(briefOf(found))})`,
      fixes: 'citation-undefined',
      preferred: index === 0 && distinct.size === 1,
      edits: [{ uri, edits: [{ start: replace.start, end: replace.end + behind.length, text: insert }] }],
    };
  });
  return [
    ...actions,
    ...identifierFixes(mention.key),
    ...packFixes(snapshot, library, mention.key),
    ...handleFixes(uri, manuscript, mention),
    ...askingFixes(snapshot, uri, mention.key, meant),
  ];
}

const namesAndYear =
  /^(?:\s(?:&|and)\s\p{Lu}[\p{L}\p{M}'’-]+|\set al\.?)?,?\s(?:(?:1[89]|20)\d\d[a-z]?|\((?:1[89]|20)\d\d[a-z]?\))(?=[\];])/u;

/**
 * What stands behind the first name of a work in the place of its key: ", 2000" of `[@Berman, 2000]`. Empty
 * where that is none.
 */
function yearBehind({ text, syntax }: Manuscript, { key, end, item, citation }: KeyMention): string {
  if (syntax === 'latex' || syntax === 'typst') return '';
  if (!/^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(key) || end !== item.end || end >= citation.end) return '';
  return namesAndYear.exec(text.slice(end, Math.min(citation.end, end + 100)))?.[0] ?? '';
}

/** What the person is asked about: which work is meant, or what the new entry holds. */
function askingFixes(snapshot: Snapshot, uri: string, key: string, meant: string): CodeAction[] {
  const words = keyWords(meant);
  const search: CodeAction = {
    title: `Search references for “${oneLine(words, 60)}”…`,
    fixes: 'citation-undefined',
    command: { name: 'psycite.searchForKey', arguments: [key, words] },
  };
  const create: CodeAction = {
    title: `Create an entry ${quoted(key)}…`,
    fixes: 'citation-undefined',
    command: { name: 'psycite.createEntry', arguments: [key] },
  };
  return [...(words === '' ? [] : [search]), ...(canHoldKey(snapshot, uri, key) ? [create] : [])];
}

/** `bermanAntidepressant2000a` → “berman antidepressant 2000”: the words that a key was made of. */
const keyWords = (key: string): string =>
  (
    key
      .slice(0, 200)
      .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
      .match(/\p{L}[\p{L}\p{M}]+|\p{N}{2,}/gu) ?? []
  )
    .join(' ')
    .toLowerCase();

/** `@psych_news` alone in the text of Markdown may be a name on a network: a backslash keeps it one. */
export function mayBeHandle({ text }: Manuscript, { key, item, citation }: KeyMention): boolean {
  const isAlone = item.start === citation.start && item.end === citation.end;
  return isAlone && /^@[^{]/.test(text.slice(item.start, item.start + 2)) && !/\d/.test(key);
}

function handleFixes(uri: string, manuscript: Manuscript, mention: KeyMention): CodeAction[] {
  if (!mayBeHandle(manuscript, mention)) return [];
  const { key, item } = mention;
  return [
    {
      title: `Write \\@${oneLine(key, 60)}: a name, and no citation`,
      fixes: 'citation-undefined',
      edits: [{ uri, edits: [{ start: item.start, end: item.start, text: '\\' }] }],
    },
  ];
}

/**
 * A key that is an identifier (`doi:10.1016/…`, `pmid:10686270`) can be looked up; one of digits alone names
 * nothing yet.
 */
function identifierFixes(key: string): CodeAction[] {
  const identifier = parseIdentifier(key);
  if (identifier === undefined || /^\d+$/.test(key)) return [];
  return [
    {
      title: `Add ${identifierText(identifier)} to the bibliography (asks ${asksAbout(identifier.kind).join(', ')})`,
      fixes: 'citation-undefined',
      command: { name: 'psycite.addWorks', arguments: [key] },
    },
  ];
}

/** Keys within an edit distance of a third of their length, nearest first. */
function similarKeys(library: Library, key: string): LibraryEntry[] {
  const wanted = fold(key);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const near: { readonly found: LibraryEntry; readonly away: number }[] = [];
  let compared = 0;
  for (const source of library.sources) {
    for (let index = 0; index < source.bibliography.size; index += 1) {
      const other = source.bibliography.entry(index).key;
      if (Math.abs(other.length - key.length) > limit) continue;
      compared += 1;
      if (compared > maxCompared) break;
      const away = distance(wanted, fold(other));
      if (away <= limit) near.push({ found: { source, index }, away });
    }
  }
  return near
    .sort((a, b) => a.away - b.away)
    .slice(0, maxSuggestions)
    .map(({ found }) => found);
}

/** `berman2000x` → entries by a Berman of 2000, however their keys are written. */
function sameAuthorAndYear(library: Library, key: string): readonly LibraryEntry[] {
  const author = /^\p{L}{3,}/u.exec(key)?.[0];
  const year = author && /(?:19|20)\d\d/.exec(key.slice(author.length))?.[0];
  if (year === undefined || year === '') return [];
  const words = queryWords(`${author} ${year}`);
  return words.length === 0 ? [] : library.search(words.join(' '), { limit: maxSuggestions }).entries;
}

function packFixes(snapshot: Snapshot, library: Library, key: string): CodeAction[] {
  const wanted = fold(key);
  return packWorks(snapshot)
    .filter(({ work }) => entryOfWork(library, work) === undefined)
    .map(({ index, work }) => ({ index, work, away: distance(wanted, fold(work.id)) }))
    .filter(({ work, away }) => away <= Math.max(1, Math.floor(work.id.length / 4)))
    .sort((a, b) => a.away - b.away)
    .slice(0, maxSuggestions)
    .map(({ index, work }) => ({
      title: `Add “${shortCitation(work)}” to the bibliography (from ${shortCitation(index.pack.source)})`,
      fixes: 'citation-undefined',
      command: { name: 'psycite.addToBibliography', arguments: [index.pack.id, work.id, key] },
    }));
}
