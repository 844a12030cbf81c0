import type { Span } from '../../base/span.ts';
import type { CitationItem, KeyEdit } from './language.ts';
import { languages } from './languages.ts';
import type { AuthorYearMention, CitingContext, Manuscript, Syntax } from './types.ts';

/**
 * Author-year mentions that one citation in keys replaces: a bracket, or a narrative mention with its
 * bracket.
 */
export interface ConversionGroup {
  /** What is replaced, in the offsets of the mentions. */
  readonly span: Span;
  readonly mentions: readonly AuthorYearMention[];
}

/**
 * Groups mentions of one block by what a conversion replaces, in order and disjoint: a bracket inside another
 * one that is converted stays as it is, for two edits cannot overlap.
 */
export function groupForConversion(mentions: readonly AuthorYearMention[]): readonly ConversionGroup[] {
  const byCitation = new Map<string, AuthorYearMention[]>();
  for (const mention of mentions) {
    const key = `${mention.citation.start}-${mention.citation.end}`;
    const group = byCitation.get(key);
    if (group) group.push(mention);
    else byCitation.set(key, [mention]);
  }
  const groups = [...byCitation.values()]
    .map((group) => ({ span: group[0]!.citation, mentions: group }))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let end = -1;
  return groups.filter(({ span }) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}

/**
 * The text that cites these works in a manuscript. Undefined where a key cannot be written in its language.
 * Items come in the order they are printed; a narrative one stands first.
 */
export const citationText = (manuscript: Manuscript, items: readonly CitationItem[]): string | undefined =>
  items.length === 0 ? undefined : languages[manuscript.syntax].writing.citation(items, manuscript);

/**
 * A key as it is typed at a citing place. `braced` is what the place's `CitingContext` says: whether a key
 * that the language cannot write bare needs braces there.
 */
export const writeKey = (syntax: Syntax, key: string, braced: boolean): string =>
  !braced || languages[syntax].writing.isBareKey(key) ? key : `{${key}}`;

/** A key at a citing place, written so that the language reads it. */
export function keyEdit(
  { syntax, text }: Pick<Manuscript, 'syntax' | 'text'>,
  place: Pick<CitingContext, 'replace' | 'braced'>,
  key: string,
): KeyEdit {
  const { keyEdit: own } = languages[syntax].writing;
  return own?.(text, place, key) ?? { replace: place.replace, insert: writeKey(syntax, key, place.braced) };
}
