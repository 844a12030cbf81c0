import type { Span } from '../../../../base/span.ts';
import type { Reference } from '../../../bibliography/types.ts';
import type { Found, FoundFields } from '../../../paper/found.ts';
import type { Doubt, UnnamedReference } from '../../article.ts';
import { allFound, found } from '../../found.ts';
import { doiPattern } from '../../reference/notes.ts';
import { isTitleCase } from '../../reference/printedAuthors.ts';
import { articleKind, behindJournal } from '../../siteFurniture.ts';
import { findAuthors, namesOfLine } from './authorLines.ts';
import type { TextBlock } from './blocks.ts';
import { clippedPage } from './clippedPage.ts';
import { type JournalInfo, journalInfo } from './journalInfo.ts';
import type { MappedText } from './mappedText.ts';
import { isFrontChrome } from './pageChrome.ts';
import { unwrapped } from './unwrap.ts';

export interface Front {
  readonly source: UnnamedReference;
  readonly titleText: MappedText | undefined;
  readonly doubts: readonly Doubt[];
  readonly found: FoundFields;
}

/**
 * The title, authors, DOI and, where the page prints them, journal, volume and year from above an article's
 * text.
 */
export function readFront(source: string, all: readonly TextBlock[], isWrapped = false): Front {
  const clipped = clippedPage(source);
  const shown = all.filter((block) => block.text.text !== '' && block.start >= (clipped?.end ?? 0));
  const journal = journalInfo(shown);
  const rest = shown.filter((block) => !journal.lines.has(block) && !isFrontChrome(block.text.text));
  const authors = findAuthors(source, rest, isWrapped);
  const title = findTitle(rest, authors.blocks[0], isWrapped, titleBelowKind(shown, authors.blocks[0]));
  const place = journal.fields['container-title'] === undefined ? journalByPlace(shown) : undefined;
  const dois = shown.flatMap(({ text: { text }, ...place }) => {
    const doi = text.length < 400 ? doiPattern.exec(text)?.[0] : undefined;
    return doi === undefined ? [] : [{ doi, place }];
  });
  const doi = dois[0]?.doi;
  const names = authors.names.length > 0 ? authors.names : (clipped?.authors ?? []);
  const printed = title?.text ?? clipped?.title ?? '';
  const end = shown.at(-1)?.end ?? clipped?.end ?? 0;
  const doubts: Doubt[] = [];
  if (printed === '') doubts.push({ message: 'No title was found above the text.', start: 0, end });
  if (names.length === 0) doubts.push({ message: 'No authors were found above the text.', start: 0, end });
  if (authors.areOmitted)
    doubts.push({
      message: 'The page shows some of the authors alone: show all of them before you copy it.',
      ...(spanOf(authors.blocks) ?? { start: 0, end }),
    });
  return {
    source: {
      type: 'article-journal',
      title: printed,
      ...(names.length > 0 ? { author: names } : {}),
      ...(place === undefined ? {} : { 'container-title': place }),
      ...journal.fields,
      ...withDoi(doi ?? clipped?.doi),
    },
    titleText: title,
    doubts,
    found: {
      ...(place === undefined ? {} : { 'container-title': found('shape', 0.75) }),
      ...allFound(journal.fields, foundJournal(journal)),
      title: foundTitle(title, rest, authors.certainty),
      ...(authors.names.length > 0
        ? { author: found('shape', authors.certainty, spanOf(authors.blocks)) }
        : { author: found('metadata') }),
      ...(dois[0] === undefined
        ? { DOI: found('metadata') }
        : {
            DOI: found('shape', new Set(dois.map((one) => one.doi)).size === 1 ? 0.95 : 0.7, dois[0].place),
          }),
    },
  };
}

/** A journal with its volume on one line is hardly anything else. */
const foundJournal = ({ fields, lines }: JournalInfo): Found =>
  found(
    'shape',
    fields['container-title'] !== undefined && fields.volume !== undefined ? 0.85 : 0.75,
    spanOf([...lines]),
  );

/** A title that no heading marks is as sure as the authors below it. */
function foundTitle(title: MappedText | undefined, blocks: readonly TextBlock[], ofAuthors: number): Found {
  if (title === undefined) return found('metadata');
  const isHeading = blocks.some(({ level, text }) => level === 1 && text === title);
  return isHeading
    ? found('structure', undefined, title.span)
    : found('shape', ofAuthors >= 0.9 ? 0.85 : undefined, title.span);
}

const spanOf = (blocks: readonly TextBlock[]): Span | undefined =>
  blocks[0] && { start: blocks[0].start, end: Math.max(...blocks.map(({ end }) => end)) };

const withDoi = (doi: string | undefined): Partial<Reference> =>
  doi === undefined ? {} : { DOI: doi, URL: `https://doi.org/${doi}` };

/** The line below the kind of the article, not far above its authors. */
function titleBelowKind(
  shown: readonly TextBlock[],
  firstAuthors: TextBlock | undefined,
): TextBlock | undefined {
  const end = firstAuthors === undefined ? shown.length : shown.indexOf(firstAuthors);
  for (let index = 0; index < end; index += 1) {
    if (!articleKind.test(shown[index]!.text.text)) continue;
    // A date or a field of research may stand between.
    const title = shown.slice(index + 1, Math.min(end, index + 4)).find(isLongTitle);
    if (title !== undefined && (firstAuthors === undefined || end - shown.indexOf(title) <= furthest))
      return title;
  }
  return undefined;
}

const furthest = 14;

const isLongTitle = (block: TextBlock): boolean => {
  const { text } = block.text;
  return (
    text.length >= 30 &&
    text.split(' ').length >= 5 &&
    isWorthy(block) &&
    !isFrontChrome(text) &&
    !/[.;]$/u.test(text)
  );
};

/** "Home", "Mood Science", "Article": the way to an article; or a journal above its impact factor. */
function journalByPlace(shown: readonly TextBlock[]): string | undefined {
  const texts = shown.map(({ text }) => text.text);
  const at = texts.findIndex(
    (text, index) =>
      text.length < 100 &&
      isTitleCase(text) &&
      (behindJournal.test(texts[index + 1] ?? '') ||
        (/^home$/iu.test(texts[index - 1] ?? '') && articleKind.test(texts[index + 1] ?? ''))),
  );
  return texts[at];
}

/** The heading of the first level; else the line above the authors, or the longest. */
function findTitle(
  blocks: readonly TextBlock[],
  firstAuthors: TextBlock | undefined,
  isWrapped: boolean,
  belowKind: TextBlock | undefined,
): MappedText | undefined {
  const marked = blocks.find((block) => block.level === 1);
  if (marked !== undefined) return marked.text;
  if (belowKind !== undefined && !isWrapped) return belowKind.text;
  const above = firstAuthors === undefined ? blocks : blocks.slice(0, blocks.indexOf(firstAuthors));
  const worthy = above.filter(isWorthy);
  if (firstAuthors === undefined) return longest(worthy)?.text;
  const last = isWrapped ? above.at(-1) : worthy.at(-1);
  if (last === undefined) return undefined;
  // A title on several lines: they stand one behind the other, and none but the last ends.
  let whole = last.text;
  let lines = 1;
  for (let at = above.indexOf(last) - 1; at >= 0 && lines < 5; at -= 1) {
    const before = above[at]!;
    const { text } = before.text;
    const ends = /[:,–—-]$|\b(?:of|and|in|the|for|a|an|on|to|with|by|from|or)$/u.test(text);
    const goesOn =
      /^[\p{Ll}(]/u.test(whole.text) || ends || (isWrapped && text.length >= 30 && !/[.?!]$/u.test(text));
    if (!goesOn || text.length < 12 || before.level !== undefined || before.end + 2 < whole.span.start) break;
    whole = unwrapped(before.text, whole);
    lines += 1;
  }
  return whole;
}

const isWorthy = ({ text: { text } }: TextBlock): boolean =>
  text.length >= 12 &&
  text.includes(' ') &&
  !/^(?:https?:|doi\b|volume )/iu.test(text) &&
  !/^[a-d1-9]?\W{0,2}(?:Department|Division|School|Institute|Faculty) of\b/u.test(text) &&
  namesOfLine(text, false).length < 3 &&
  !doiPattern.test(text);

const longest = (blocks: readonly TextBlock[]): TextBlock | undefined =>
  blocks.reduce<TextBlock | undefined>(
    (best, block) => (block.text.text.length > (best?.text.text.length ?? 0) ? block : best),
    undefined,
  );
