import type { TextEdit } from '../../../base/edit.ts';
import { type BibtexBibliography, editBibtex, fixSyntax } from '../../bibliography/bibtex/index.ts';
import { formats } from '../../bibliography/formats.ts';
import { parseBibliography } from '../../bibliography/index.ts';
import type { Bibliography } from '../../bibliography/types.ts';
import type { Problem } from '../../problem.ts';
import { quoted } from '../../render/escape.ts';
import type { BibliographyFile } from '../bibliographyFile.ts';
import type { CodeAction } from '../place.ts';
import type { Snapshot } from '../snapshot.ts';

/** Longer files of formats that are read as a whole are not read again to try a fix, in UTF-16 units. */
const maxTried = 1_000_000;

/** Fixes of a problem in a bibliography, where there is one right answer or an entry that nobody needs. */
export function bibliographyFixes(snapshot: Snapshot, uri: string, problem: Problem): readonly CodeAction[] {
  const file = snapshot.bibliographyShown(uri);
  if (file === undefined) return [];
  const fix = (title: string, edit: TextEdit, preferred = false): CodeAction => ({
    title,
    fixes: problem.code,
    ...(preferred && { preferred }),
    edits: [{ uri, edits: [edit] }],
  });
  const { bibliography, text } = file;
  switch (problem.code) {
    case 'bib-syntax': {
      if (bibliography.format !== 'bibtex') return [];
      const found = fixSyntax(text, bibliography as BibtexBibliography, problem);
      return found === undefined ? [] : [fix(found.title, found.edit, found.isCertain)];
    }
    case 'bib-duplicate-key': {
      const index = bibliography.indexAt(problem.start);
      const key = index < 0 ? '' : bibliography.entry(index).key;
      const first = bibliography.indexesOf(key).find((one) => bibliography.entry(one).key === key);
      if (index < 0 || first === undefined || first === index) return [];
      if (contentOf(bibliography, first) !== contentOf(bibliography, index)) return [];
      const edit = removal(file, index);
      return edit ? [fix(`Remove this entry: the first ${quoted(key)} says the same`, edit)] : [];
    }
    case 'bib-unused-entry': {
      const index = bibliography.indexAt(problem.start);
      const edit = index < 0 ? undefined : removal(file, index);
      return edit ? [fix(`Remove ${quoted(bibliography.entry(index).key)}`, edit)] : [];
    }
    default:
      return [];
  }
}

/**
 * What an entry says, without its key: its type and its fields, in whatever order, case and lines they are
 * written.
 */
function contentOf(bibliography: Bibliography, index: number): string {
  const fields = bibliography
    .fields(index)
    .map(({ name, value }) => [name.toLowerCase(), value.replace(/\s+/g, ' ').trim()])
    .sort(([a], [b]) => (a! < b! ? -1 : 1));
  return JSON.stringify([bibliography.entry(index).type, fields]);
}

/**
 * The edit that takes an entry out, with what parts it from its neighbours. Tried first: with it the file has
 * one entry less and no other problem. Undefined where that cannot be.
 */
function removal({ bibliography, format, text }: BibliographyFile, index: number): TextEdit | undefined {
  const isBibtex = format === 'bibtex';
  if (!isBibtex && text.length > maxTried) return undefined;
  const { start, end } = bibliography.entry(index).span;
  const edit = formats[format].hasCommas === true ? ofList(text, start, end) : ofLines(text, start, end);
  const next = text.replace(edit);
  const after = isBibtex
    ? editBibtex(bibliography as BibtexBibliography, next, edit)
    : parseBibliography(format, next);
  const isRight =
    after.size === bibliography.size - 1 && after.problems.length <= bibliography.problems.length;
  return isRight ? edit : undefined;
}

type Sliced = BibliographyFile['text'];

/** Blank lines and white space looked through on either side of an entry, in UTF-16 units. */
const sideLength = 1_000;

/**
 * An entry that stands on lines of its own, with the blank lines behind it, or in front of it where it is the
 * last.
 */
function ofLines(text: Sliced, start: number, end: number): TextEdit {
  const before = text.slice(Math.max(0, start - sideLength), start);
  const behind = text.slice(end, Math.min(text.length, end + sideLength));
  const line = /(?:^|\n)([ \t]*)$/.exec(before);
  if (line === null) return { start, end, text: '' };
  const blank = /^[ \t]*(?:\r?\n[ \t]*(?=\r?\n|$))*(?:\r?\n|$)/.exec(behind)?.[0] ?? '';
  if (end + blank.length < text.length)
    return { start: start - line[1]!.length, end: end + blank.length, text: '' };
  const behindText = before.slice(before.trimEnd().length);
  const gap = behindText.slice(Math.max(0, behindText.search(/\r?\n/)));
  return { start: start - gap.length, end: end + blank.length, text: /\r?\n/.exec(gap)?.[0] ?? '' };
}

/** An item of a JSON list, with the comma behind it, or the one in front of it where it is the last. */
function ofList(text: Sliced, start: number, end: number): TextEdit {
  const behind = /^\s*,\s*/.exec(text.slice(end, Math.min(text.length, end + sideLength)));
  if (behind !== null) return { start, end: end + behind[0].length, text: '' };
  const before = text.slice(Math.max(0, start - sideLength), start);
  const comma = before.trimEnd();
  const kept = comma.endsWith(',') ? comma.slice(0, -1).trimEnd() : before;
  return { start: start - (before.length - kept.length), end, text: '' };
}
