import type { Doubt, ListedWork } from '../../article.ts';
import { entriesOf, type RoledLine, rolesOf } from '../../reference/entries.ts';
import { anyJournalLine, journalLineOf, sourceFields, yearLineOf } from '../../reference/journalLine.ts';
import { doiPattern } from '../../reference/notes.ts';
import { namesOfLine } from '../../reference/printedAuthors.ts';
import { type Steps, stepLength, within } from '../../steps.ts';
import type { TextBlock } from './blocks.ts';
import type { MappedText } from './mappedText.ts';
import { isChrome, isLinks } from './pageChrome.ts';
import { readRunningReference } from './runningReference.ts';
import { unwrapped } from './unwrap.ts';

/** A longer line is no line of a reference. */
const maxLineLength = 6_000;
const maxLines = 40;
/** "2020, Biological Psychiatry" */
const yearJournal = /^(?<year>\d{4}), (?<journal>.{2,250})$/u;

export interface ReadReferences {
  readonly works: readonly ListedWork[];
  readonly doubts: readonly Doubt[];
}

/**
 * The works of a printed list: numbered or not, a work on one line, on wrapped lines, or on lines for its
 * parts.
 */
export function* readReferences(blocks: readonly TextBlock[]): Steps<ReadReferences> {
  const lines = blocks.filter(({ text: { text } }) => text !== '' && !isLinks(text) && !isChrome(text));
  const texts = lines.map(({ text: { text } }) => (text.length > maxLineLength ? '' : text));
  const roled = yield* within(rolesOf(texts), 0, 0.6);
  const works: ListedWork[] = [];
  const doubts: Doubt[] = [];
  let done = 0;
  for (const [from, to] of entriesOf(roled)) {
    const own = lines.slice(from, to);
    const work = to - from > maxLines ? undefined : readEntry(own, roled.slice(from, to));
    const first = own[0];
    if (work !== undefined) works.push(work);
    else if (first !== undefined)
      doubts.push({
        message: `This part of the list of references could not be read: “${first.text.text.slice(0, 80)}”`,
        start: first.start,
        end: own.at(-1)?.end ?? first.end,
      });
    done += own.reduce((sum, { text }) => sum + text.text.length + 50, 0);
    if (done < stepLength) continue;
    done = 0;
    yield 0.6 + (0.4 * to) / lines.length;
  }
  return { works, doubts };
}

/** One work of the lines that belong to it. */
function readEntry(blocks: readonly TextBlock[], lines: readonly RoledLine[]): ListedWork | undefined {
  const kept = blocks.flatMap((block, index) => {
    const line = lines[index]!;
    const text = line.lead === 0 ? block.text : block.text.slice(line.lead);
    return line.role === 'number' || line.role === 'doi' ? [] : [{ text, role: line.role }];
  });
  const withoutLabel = kept.length > 1 && kept[0]?.role === 'label' ? kept.slice(1) : kept;
  const number = lines.find((line) => line.number !== undefined)?.number;
  const place = { start: blocks[0]?.start ?? 0, end: blocks.at(-1)?.end ?? 0 };
  const read =
    readParts(withoutLabel) ??
    readWhole(
      withoutLabel.map(({ text }) => text),
      place,
      lines.find(({ read }) => read !== undefined),
    );
  if (read === undefined) return undefined;
  const doi = lines
    .filter(({ role }) => role === 'doi')
    .map(({ text }) => doiPattern.exec(text)?.[0])
    .find((one) => one !== undefined);
  return {
    ...read,
    ...place,
    ...(number === undefined ? {} : { number }),
    reference:
      doi === undefined || read.reference.DOI !== undefined
        ? read.reference
        : { ...read.reference, DOI: doi },
  };
}

interface Part {
  readonly text: MappedText;
  readonly role: RoledLine['role'];
}

/**
 * Authors, title and journal on lines of their own; the title may take several, and the authors be missing.
 */
function readParts(parts: readonly Part[]): Omit<ListedWork, 'start' | 'end'> | undefined {
  const last = parts.at(-1);
  if (parts.length < 2 || last === undefined) return undefined;
  const authorLines = parts.findIndex(({ role }) => role !== 'authors');
  const year = parts.find(({ role }) => role === 'year');
  const rest = parts.filter((part, index) => index >= authorLines && part !== year);
  const journalAt = rest.findLastIndex(({ role }) => role === 'journal');
  const at = journalAt > 0 ? journalAt : rest.length - 1;
  const journal = rest[at];
  if (journal === undefined || at < 1 || parts.some(({ role }) => role === 'whole')) return undefined;
  const printed = journal.text.text;
  const isKnown = journalAt > 0 || year !== undefined || authorLines > 0;
  const source =
    journalLineOf(printed) ??
    (isKnown ? (anyJournalLine(printed) ?? plainJournal(printed, year)) : undefined);
  // Without a line of names the first of several lines is the authors', whatever it looks like.
  const lead = authorLines > 0 ? [] : rest.slice(0, at > 1 ? 1 : 0);
  const authors = [...parts.slice(0, Math.max(0, authorLines)), ...lead]
    .map(({ text }) => text.text)
    .join(', ');
  const title = rest
    .slice(lead.length, at)
    .reduce<MappedText | undefined>(
      (whole, { text }) => (whole === undefined ? text : unwrapped(whole, text)),
      undefined,
    );
  if (source === undefined || title === undefined) return undefined;
  const { names, others } = namesOfLine(authors);
  const doi = doiPattern.exec(printed)?.[0];
  return {
    reference: {
      type: 'article-journal',
      title: title.text.replace(/(?<!\.)\.$/u, ''),
      ...(names.length > 0 ? { author: names } : {}),
      ...(others ? { othersOmitted: true } : {}),
      ...source,
      ...(year === undefined ? {} : yearLineOf(year.text.text)),
      ...(doi === undefined ? {} : { DOI: doi }),
    },
    asPrinted: {
      ...(authors === '' ? {} : { authors }),
      title: title.text,
      journalYear: year === undefined ? printed : `${printed} ${year.text.text}`,
    },
    titleText: title,
  };
}

/** A journal alone, where the year stands on a line of its own. */
const plainJournal = (text: string, year: Part | undefined) =>
  year === undefined || text.length > 120 ? undefined : { 'container-title': text.replace(/[.,]$/u, '') };

function readWhole(
  texts: readonly MappedText[],
  place: { readonly start: number; readonly end: number },
  known: Pick<RoledLine, 'text' | 'read'> | undefined,
): ListedWork | undefined {
  const [first, ...others] = texts;
  if (first === undefined) return undefined;
  return readRunningReference({ text: others.reduce(unwrapped, first), ...place }, known);
}

/** Works that cite the paper: a title, then "2020, Biological Psychiatry". No authors are printed. */
export function readCitedBy(blocks: readonly TextBlock[]): readonly ListedWork[] {
  const works: ListedWork[] = [];
  let title: TextBlock | undefined;
  for (const block of blocks) {
    const { text } = block.text;
    if (isChrome(text)) continue;
    const groups = text.length > 300 ? undefined : yearJournal.exec(text)?.groups;
    const source = groups === undefined ? journalLineOf(text.slice(0, 300)) : sourceFields(groups);
    if (source === undefined || title === undefined) {
      title = text.length > 600 ? undefined : block;
      continue;
    }
    works.push({
      reference: { type: 'article-journal', title: title.text.text, ...source },
      asPrinted: { title: title.text.text, yearJournal: text },
      titleText: title.text,
      start: title.start,
      end: block.end,
    });
    title = undefined;
  }
  return works;
}
