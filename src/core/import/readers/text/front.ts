import type { Reference } from '../../../bibliography/types.ts';
import type { Doubt, UnnamedReference } from '../../article.ts';
import { doiPattern } from '../../reference/notes.ts';
import { findAuthors, namesOfLine } from './authorLines.ts';
import type { TextBlock } from './blocks.ts';
import { clippedPage } from './clippedPage.ts';
import { journalInfo } from './journalInfo.ts';
import type { MappedText } from './mappedText.ts';
import { isFrontChrome } from './pageChrome.ts';
import { unwrapped } from './unwrap.ts';

export interface Front {
  readonly source: UnnamedReference;
  readonly titleText: MappedText | undefined;
  readonly doubts: readonly Doubt[];
}

/** The title, authors, DOI and, where the page prints them, journal, volume and year from above an article's text. */
export function readFront(source: string, all: readonly TextBlock[], isWrapped = false): Front {
  const clipped = clippedPage(source);
  const shown = all.filter((block) => block.text.text !== '' && block.start >= (clipped?.end ?? 0));
  const journal = journalInfo(shown);
  const rest = shown.filter((block) => !journal.lines.has(block) && !isFrontChrome(block.text.text));
  const authors = findAuthors(source, rest, isWrapped);
  const title = findTitle(rest, authors.blocks[0], isWrapped);
  const doi = shown
    .map(({ text: { text } }) => (text.length < 400 ? doiPattern.exec(text)?.[0] : undefined))
    .find((one) => one !== undefined);
  const names = authors.names.length > 0 ? authors.names : (clipped?.authors ?? []);
  const printed = title?.text ?? clipped?.title ?? '';
  const end = shown.at(-1)?.end ?? clipped?.end ?? 0;
  const doubts: Doubt[] = [];
  if (printed === '') doubts.push({ message: 'No title was found above the text.', start: 0, end });
  if (names.length === 0) doubts.push({ message: 'No authors were found above the text.', start: 0, end });
  return {
    source: {
      type: 'article-journal',
      title: printed,
      ...(names.length > 0 ? { author: names } : {}),
      ...journal.fields,
      ...withDoi(doi ?? clipped?.doi),
    },
    titleText: title,
    doubts,
  };
}

const withDoi = (doi: string | undefined): Partial<Reference> =>
  doi === undefined ? {} : { DOI: doi, URL: `https://doi.org/${doi}` };

/** The heading of the first level; else the line above the authors, or the longest. */
function findTitle(
  blocks: readonly TextBlock[],
  firstAuthors: TextBlock | undefined,
  isWrapped: boolean,
): MappedText | undefined {
  const marked = blocks.find((block) => block.level === 1);
  if (marked !== undefined) return marked.text;
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
