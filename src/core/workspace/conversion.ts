import type { TextEdit } from '../../base/edit.ts';
import { overlaps, type Span } from '../../base/span.ts';
import type { CitationItem } from '../manuscript/language.ts';
import type { Manuscript } from '../manuscript/types.ts';
import { citationText, groupForConversion } from '../manuscript/writeCitation.ts';
import { oneLine, quoted } from '../render/escape.ts';
import { shortCitation } from '../render/reference.ts';
import { type ResolvedAuthorYear, resolvedAuthorYearAt, resolvedAuthorYears } from './authorYear.ts';
import type { CodeAction } from './place.ts';
import type { Snapshot } from './snapshot.ts';

/** What a conversion of author-year citations to keys would do. */
export interface Conversion {
  readonly edits: readonly TextEdit[];
  /** Citations that are left as they are: ambiguous, unresolved, or of a work that is not in the library. */
  readonly left: readonly ResolvedAuthorYear[];
  /** Citations converted on first author and year alone: to be checked. */
  readonly uncertain: readonly ResolvedAuthorYear[];
}

/**
 * Author-year citations as keys, whole brackets at a time: a bracket with one work that cannot be told stays
 * as it is. An ambiguous citation is never converted.
 */
export function convert(snapshot: Snapshot, uri: string, within?: Span): Conversion {
  const manuscript = snapshot.manuscript(uri);
  const edits: TextEdit[] = [];
  const left: ResolvedAuthorYear[] = [];
  const uncertain: ResolvedAuthorYear[] = [];
  if (manuscript === undefined) return { edits, left, uncertain };
  const resolved = new Map(resolvedAuthorYears(snapshot, uri, within).map((one) => [one.mention, one]));
  for (const { span, mentions } of groupForConversion([...resolved.keys()])) {
    const all = mentions.map((mention) => resolved.get(mention)!);
    const text = all.every(isCertain) ? written(manuscript, all) : undefined;
    if (text === undefined) {
      for (const one of all) left.push(one);
      continue;
    }
    edits.push({ start: span.start, end: span.end, text });
    for (const one of all) if (one.basis === 'first-author-year') uncertain.push(one);
  }
  return { edits, left, uncertain };
}

const isCertain = ({ basis, works }: ResolvedAuthorYear): boolean =>
  (basis === 'exact' || basis === 'first-author-year') && works.length === 1 && works[0]!.entry !== undefined;

const written = (manuscript: Manuscript, resolved: readonly ResolvedAuthorYear[]): string | undefined =>
  writtenAs(
    manuscript,
    resolved.map(({ mention, works }) => ({ mention, key: works[0]!.id })),
  );

function writtenAs(
  manuscript: Manuscript,
  cited: readonly (Pick<ResolvedAuthorYear, 'mention'> & { readonly key: string })[],
): string | undefined {
  const items = cited.map(
    ({ mention, key }): CitationItem => ({
      key,
      prefix: mention.prefix,
      suffix: mention.suffix,
      narrative: mention.narrative,
      suppressAuthor: false,
    }),
  );
  return citationText(manuscript, items);
}

/**
 * The citation of a work by its key in place of the author-year citation at an offset, whatever that was
 * taken for. Undefined where none is there, or one that shares its bracket with others.
 */
export function citedByKey(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  key: string,
): TextEdit | undefined {
  const found = resolvedAuthorYearAt(snapshot, uri, offset);
  const manuscript = snapshot.manuscript(uri);
  if (found === undefined || manuscript === undefined) return undefined;
  const { citation } = found.mention;
  if (isShared(found, resolvedAuthorYears(snapshot, uri, citation))) return undefined;
  const text = writtenAs(manuscript, [{ ...found, key }]);
  return text === undefined ? undefined : { ...citation, text };
}

/** True where a citation stands in one bracket with others. */
const isShared = ({ mention }: ResolvedAuthorYear, all: readonly ResolvedAuthorYear[]): boolean =>
  all.filter((other) => other.mention.citation.start === mention.citation.start).length > 1;

/** Citations that are offered one by one at most; “all of this document” is there for more. */
const maxShown = 5;

/** The rewrites that a range offers: of the citation in it, and of the whole document. */
export function conversionAt(snapshot: Snapshot, uri: string, range: Span): readonly CodeAction[] {
  const here = resolvedAuthorYears(snapshot, uri, range);
  if (here.length === 0) return [];
  const actions: CodeAction[] = [];
  const { edits, uncertain } = convert(snapshot, uri, range);
  const inRange = edits.filter(
    (one) => overlaps(one, range) || one.start === range.start || one.end === range.end,
  );
  for (const edit of inRange.slice(0, maxShown)) {
    const check = uncertain.length > 0 ? ' (found by first author and year alone: check it)' : '';
    actions.push({ title: `Convert to ${oneLine(edit.text, 60)}${check}`, edits: [{ uri, edits: [edit] }] });
  }
  if (edits.length === 0) actions.push(...choices(snapshot, uri, here.slice(0, maxShown)));
  actions.push({
    title: 'Convert all author-year citations of this document to keys',
    command: { name: 'psycite.convertCitations', arguments: [] },
  });
  return actions;
}

/**
 * Where one citation is ambiguous, the person chooses; a pack's work is offered for the bibliography first.
 */
function choices(snapshot: Snapshot, uri: string, here: readonly ResolvedAuthorYear[]): CodeAction[] {
  const manuscript = snapshot.manuscript(uri)!;
  return here.flatMap((one): CodeAction[] => {
    if (one.basis === 'unresolved') return [searchFor(one)];
    if (one.basis === 'ambiguous' && !isShared(one, here)) {
      return one.works.slice(0, 6).map((work) => {
        const text = written(manuscript, [{ ...one, works: [work] }]) ?? work.id;
        const { start, end } = one.mention.citation;
        return {
          title: `Convert to ${oneLine(text, 60)} (${shortCitation(work.reference)})`,
          edits: [{ uri, edits: [{ start, end, text }] }],
        };
      });
    }
    const [work] = one.works;
    const pack =
      work &&
      work.entry === undefined &&
      snapshot.packs.find((index) => index.work(work.id) === work.reference);
    if (!work || !pack) return [];
    const name = 'psycite.addToBibliography';
    return [
      {
        title: `Add “${shortCitation(work.reference)}” to the bibliography`,
        command: { name, arguments: [pack.pack.id, work.id] },
      },
    ];
  });
}

/** Nothing at hand fits: the person looks elsewhere, by what is printed. */
function searchFor({ mention: { surnames, year, start } }: ResolvedAuthorYear): CodeAction {
  const words = `${surnames.slice(0, maxNames).join(' ')} ${year}`;
  return {
    title: `Search for ${quoted(oneLine(words, 60))}…`,
    command: { name: 'psycite.searchForWork', arguments: [words, start] },
  };
}

/** Names that are searched for: more only leave a work out that is listed by fewer. */
const maxNames = 2;
