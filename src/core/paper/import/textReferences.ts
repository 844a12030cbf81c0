import type { Doubt, ListedWork, UnnamedReference } from './article.ts';
import type { MappedText } from './mappedText.ts';
import { readNames } from './names.ts';
import { isChrome } from './pageChrome.ts';
import { readRunningReference, sourceFields } from './runningReference.ts';
import type { TextBlock } from './textBlocks.ts';
import { doiPattern } from './textLayout.ts';

const longestLine = 2_000;
/** "Biological Psychiatry (2000)" */
const journalYear =
  /^(?<journal>.{2,250}?)[\s,]*\((?:(?<year>\d{4})(?<suffix>[a-z])?|in press|forthcoming)\)\.?$/iu;
/** "Biological Psychiatry, 47 (4) (2000), pp. 351-354" */
const journalDetails =
  /^(?<journal>.{2,250}?), (?<volume>(?=\D{0,9}\d)[\w-]{1,10})(?: ?\((?<issue>[^()]{1,20})\))? ?\((?<year>\d{4})(?<suffix>[a-z])?\)(?:, ?(?:pp?\. ?)?(?<page>Article \w{1,15}|[\w.]{1,12}(?:[-–][\w.]{1,12})?))?\.?(?:,? .{0,200})?$/u;
/** A year on a line of its own, behind the journal's. */
const yearAlone = /^\((?<year>\d{4})(?<suffix>[a-z])?\)$/u;
/** "2020, Biological Psychiatry" */
const yearJournal = /^(?<year>\d{4}), (?<journal>.{2,250})$/u;
/** "Berman et al., 2000": the label that a full list puts above each work. */
const label = /^[\p{L}'’., &-]{2,120}?,? \(?(?:\d{4}[a-z]?|in press|n\.d\.)\)?$/u;

export interface ReadReferences {
  readonly works: readonly ListedWork[];
  readonly doubts: readonly Doubt[];
}

/** The works of a printed list: three lines a work, a label and three lines, or one running text a work. */
export function readReferences(blocks: readonly TextBlock[]): ReadReferences {
  const works: ListedWork[] = [];
  const doubts: Doubt[] = [];
  let group: TextBlock[] = [];
  const giveUp = () => {
    const [first] = group;
    if (first !== undefined)
      doubts.push({
        message: `This part of the list of references could not be read: “${first.text.text.slice(0, 80)}”`,
        start: first.start,
        end: group.at(-1)?.end ?? first.end,
      });
    group = [];
  };
  for (const block of blocks) {
    const { text } = block.text;
    if (text.length > longestLine) {
      group.push(block);
      giveUp();
      continue;
    }
    const last = works.at(-1);
    if (last !== undefined && group.length === 0 && isDoiLine(text)) {
      works[works.length - 1] = withDoi(last, block);
      continue;
    }
    const running = text.length > 60 ? readRunningReference(block) : undefined;
    const details =
      running === undefined && group.length > 0
        ? (journalDetails.exec(text) ?? journalYear.exec(text))
        : null;
    if (running !== undefined) {
      giveUp();
      works.push(running);
    } else if (group.length > 1 && yearAlone.test(text)) {
      const journal = group.pop()?.text.text ?? '';
      works.push(readLines(group, block, { ...yearAlone.exec(text)?.groups, journal }, `${journal} ${text}`));
      group = [];
    } else if (details?.groups !== undefined && !isLabel(text, group)) {
      works.push(readLines(group, block, details.groups));
      group = [];
    } else {
      group.push(block);
      if (group.length > 6) giveUp();
    }
  }
  giveUp();
  return { works, doubts };
}

/** "Sato (2015)" may be a label where nothing stands before it; behind an author it is a journal with a year. */
const isLabel = (text: string, group: readonly TextBlock[]): boolean =>
  group.length === 0 && label.test(text);

const isDoiLine = (text: string): boolean =>
  text.length < 300 && /^(?:doi:? ?|https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}\//iu.test(text);

function withDoi(work: ListedWork, block: TextBlock): ListedWork {
  const doi = doiPattern.exec(block.text.text)?.[0];
  if (doi === undefined || work.reference.DOI !== undefined) return work;
  return { ...work, end: block.end, reference: { ...work.reference, DOI: doi } };
}

function readLines(
  group: readonly TextBlock[],
  last: TextBlock,
  details: Readonly<Record<string, string | undefined>>,
  journalLine = last.text.text,
): ListedWork {
  const labelled =
    group.length > 1 && group[0] !== undefined && label.test(group[0].text.text) ? group.slice(1) : group;
  const [first, ...others] = labelled;
  const hasAuthors = others.length > 0;
  const title = joined(hasAuthors ? others : labelled);
  const authors =
    hasAuthors && first !== undefined ? first.text.text.replace(/^\s*(?:\[\d{1,4}\]|\d{1,4}\.)\s+/u, '') : '';
  const { names, others: othersOmitted } = readNames(authors);
  const doi = doiPattern.exec(last.text.text)?.[0];
  const printed = {
    ...(hasAuthors ? { authors: printedLine(first) } : {}),
    title: title?.text ?? '',
    journalYear: journalLine,
  };
  const reference: UnnamedReference = {
    type: 'article-journal',
    title: title?.text ?? '',
    ...(names.length > 0 ? { author: names } : {}),
    ...(othersOmitted ? { othersOmitted } : {}),
    ...sourceFields(details),
    ...(doi === undefined ? {} : { DOI: doi }),
  };
  return {
    reference,
    asPrinted: printed,
    titleText: title,
    start: group[0]?.start ?? last.start,
    end: last.end,
  };
}

const printedLine = (block: TextBlock | undefined): string => block?.text.text ?? '';

const joined = (blocks: readonly TextBlock[]): MappedText | undefined =>
  blocks.reduce<MappedText | undefined>(
    (text, block) => (text === undefined ? block.text : text.joinedTo(block.text)),
    undefined,
  );

/** Works that cite the paper: a title, then "2020, Biological Psychiatry". No authors are printed. */
export function readCitedBy(blocks: readonly TextBlock[]): readonly ListedWork[] {
  const works: ListedWork[] = [];
  let title: TextBlock | undefined;
  for (const block of blocks) {
    const { text } = block.text;
    if (isChrome(text)) continue;
    const found = text.length > 300 ? null : (yearJournal.exec(text) ?? journalYear.exec(text));
    if (found?.groups === undefined || title === undefined) {
      title = text.length > 600 ? undefined : block;
      continue;
    }
    works.push({
      reference: { type: 'article-journal', title: title.text.text, ...sourceFields(found.groups) },
      asPrinted: { title: title.text.text, yearJournal: text },
      titleText: title.text,
      start: title.start,
      end: block.end,
    });
    title = undefined;
  }
  return works;
}
