import type { TextEdit } from '../../../base/edit.ts';
import { languages } from '../../manuscript/languages.ts';
import { plainFor } from '../../manuscript/plainText.ts';
import type { Heading, Manuscript, Syntax } from '../../manuscript/types.ts';
import { findDefinitions } from './manuscriptAbbreviations.ts';

const listTitle = /^(?:\d[\d.]*\s*)?(?:list of )?abbreviations\s*$/i;
const referencesTitle = /^(?:\d[\d.]*\s*)?(?:references|bibliography)\s*$/i;

/**
 * Every abbreviation of the manuscript once, by its short form, with the long form of its first definition.
 */
function abbreviationEntries(
  manuscript: Manuscript,
): readonly { readonly short: string; readonly long: string }[] {
  const longs = new Map<string, string>();
  for (const { key, long } of findDefinitions(manuscript)) if (!longs.has(key)) longs.set(key, long);
  return [...longs]
    .map(([short, long]) => ({ short, long }))
    .sort((a, b) => (a.short.toLowerCase() < b.short.toLowerCase() ? -1 : 1));
}

/**
 * Writes the list of abbreviations: in the section of that name where there is one, else in a new section
 * before the references, else at the end of what is printed. Undefined where nothing is defined or the list
 * says it all already.
 */
export function abbreviationListFix(
  manuscript: Manuscript,
): { readonly title: string; readonly edits: readonly TextEdit[] } | undefined {
  const entries = abbreviationEntries(manuscript);
  if (entries.length === 0) return undefined;
  const { text, headings, syntax } = manuscript;
  const list = listFor(syntax, entries);
  const existing = headings.find((heading) => listTitle.test(heading.title));
  if (existing) {
    const { start, end } = bodyOf(text, syntax, existing);
    if (text.slice(start, end).trim() === list.trim()) return undefined;
    const edits = [{ start, end, text: `\n\n${list}\n${end < text.length ? '\n' : ''}` }];
    return { title: 'Update the list of abbreviations', edits };
  }
  const references = headings.find((heading) => referencesTitle.test(heading.title));
  const at = references?.span.start ?? endOfProse(text, syntax);
  const level = references?.level ?? headings[0]?.level ?? 1;
  const before =
    at === 0 || text.endsWith('\n\n', at) ? '' : text.slice(0, at).endsWith('\n') ? '\n' : '\n\n';
  const section = `${before}${languages[syntax].writing.heading(level, 'Abbreviations')}\n\n${list}\n${at < text.length ? '\n' : ''}`;
  return { title: 'Make a list of abbreviations', edits: [{ start: at, end: at, text: section }] };
}

/** Where the references are printed or the document ends; the end of the text where nothing says so. */
function endOfProse(text: string, syntax: Syntax, from = 0): number {
  const stop = languages[syntax].writing.endOfProse;
  const at = stop ? text.slice(from).search(stop) : -1;
  return at < 0 ? text.length : from + at;
}

/**
 * From behind the heading to the next heading of any level, or to where the references or the end of the
 * document stand.
 */
function bodyOf(text: string, syntax: Syntax, heading: Heading): { start: number; end: number } {
  let start = heading.span.end;
  while (start > heading.span.start && /\s/.test(text[start - 1]!)) start--;
  const end = Math.min(heading.section.end, endOfProse(text, syntax, start));
  return { start, end: Math.max(start, end) };
}

function listFor(
  syntax: Syntax,
  entries: readonly { readonly short: string; readonly long: string }[],
): string {
  return languages[syntax].writing.definitions(
    entries.map(({ short, long }) => [plainFor(syntax, short), plainFor(syntax, long)]),
  );
}
