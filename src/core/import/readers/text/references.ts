import type { Doubt, ListedWork, UnnamedReference } from '../../article.ts';
import { readNames } from '../../names.ts';
import { inSteps, type Steps } from '../../steps.ts';
import type { TextBlock } from './blocks.ts';
import { doiPattern, lengthOf } from './layout.ts';
import type { MappedText } from './mappedText.ts';
import { isChrome } from './pageChrome.ts';
import { markerOf, readRunningReference, sourceFields } from './runningReference.ts';

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
export function* readReferences(blocks: readonly TextBlock[]): Steps<ReadReferences> {
  const list = new ReferenceList();
  yield* inSteps(blocks, lengthOf, (block) => list.take(block));
  list.giveUp();
  return list;
}

class ReferenceList implements ReadReferences {
  readonly works: ListedWork[] = [];
  readonly doubts: Doubt[] = [];
  /** Lines of a work that is not whole yet. */
  #group: TextBlock[] = [];
  /** A number that stands alone on the line before its work. */
  #number: number | undefined;

  take(block: TextBlock): void {
    const { text } = block.text;
    const marker = markerOf(text);
    if (text.length > longestLine) {
      this.#group.push(block);
      this.giveUp();
    } else if (marker?.length === text.length) {
      this.giveUp();
      this.#number = marker.number;
    } else if (isDoiLine(text) && this.#group.length === 0 && this.works.length > 0)
      this.works.push(withDoi(this.works.pop()!, block));
    else this.#takeLine(block);
  }

  #takeLine(block: TextBlock): void {
    const { text } = block.text;
    const running = text.length > 40 ? readRunningReference(block) : undefined;
    if (running !== undefined) {
      this.giveUp();
      this.#add(running);
      return;
    }
    const details =
      this.#group.length > 0 ? (journalDetails.exec(text) ?? journalYear.exec(text))?.groups : undefined;
    if (this.#group.length > 1 && yearAlone.test(text)) {
      const journal = this.#group.pop()?.text.text ?? '';
      const year = yearAlone.exec(text)?.groups;
      this.#add(readLines(this.#group, block, { ...year, journal }, `${journal} ${text}`));
    } else if (details !== undefined && !isLabel(text, this.#group))
      this.#add(readLines(this.#group, block, details));
    else {
      this.#group.push(block);
      if (this.#group.length > 6) this.giveUp();
    }
  }

  #add(work: ListedWork): void {
    this.works.push(this.#number === undefined ? work : { number: this.#number, ...work });
    this.#group = [];
    this.#number = undefined;
  }

  /** The lines so far are no work that could be read. */
  giveUp(): void {
    const [first] = this.#group;
    if (first !== undefined)
      this.doubts.push({
        message: `This part of the list of references could not be read: “${first.text.text.slice(0, 80)}”`,
        start: first.start,
        end: this.#group.at(-1)?.end ?? first.end,
      });
    this.#group = [];
  }
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
  const [first, ...others] = labelled.map(({ text }) => text);
  const marker = first && markerOf(first.text);
  const opening = marker === undefined ? first : first?.slice(marker.length);
  const hasAuthors = others.length > 0;
  const title = joined(hasAuthors || opening === undefined ? others : [opening]);
  const authors = hasAuthors ? (opening?.text ?? '') : '';
  const { names, others: othersOmitted } = readNames(authors);
  const doi = doiPattern.exec(last.text.text)?.[0];
  const printed = {
    ...(hasAuthors ? { authors: first?.text ?? '' } : {}),
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
    ...(marker === undefined ? {} : { number: marker.number }),
    asPrinted: printed,
    titleText: title,
    start: group[0]?.start ?? last.start,
    end: last.end,
  };
}

const joined = (texts: readonly MappedText[]): MappedText | undefined =>
  texts.reduce<MappedText | undefined>(
    (whole, text) => (whole === undefined ? text : whole.joinedTo(text)),
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
