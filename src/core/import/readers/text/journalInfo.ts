import type { Reference } from '../../../bibliography/types.ts';
import { locatorAtEnd } from '../../reference/locator.ts';
import { notesOf } from '../../reference/notes.ts';
import { isTitleCase } from '../../reference/printedAuthors.ts';
import { withoutEnd, withoutStart } from '../../reference/trim.ts';
import type { TextBlock } from './blocks.ts';

export interface JournalInfo {
  /** The lines that say it, which are neither title nor authors. */
  readonly lines: ReadonlySet<TextBlock>;
  readonly fields: Partial<Reference>;
}

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const monthYear =
  /\b(?:(?<day>\d{1,2}) )?(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:[–/-]\p{L}{3,9})?,? (?:(?<after>\d{1,2}),? )?(?<year>(?:19|20)\d{2})\b/iu;
/** "2015 Mar 3;" */
const yearMonth =
  /\b(?<year>(?:19|20)\d{2}) (?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:\p{Ll}{0,6})\.?(?: \d{1,2})?;/iu;
const published =
  /^(?:(?:first |e)?published(?: online| in print| by .{3,60})?|publication date|issue (?:date|published)|date published|epub|posted(?: online)?|version of record(?: online)?)\b/iu;
/** Days of a manuscript's history, which are not the paper's. */
const history = /^(?:received|accepted|revised|submitted)\b/iu;
const named = /^(?:publication|published in|journal|source): (?<journal>\p{Lu}[\p{L} &,.:’'-]{2,100})$/iu;
const volumeWord = /\b(?:volume|vol\.) \w/iu;
const longest = 300;

/** Journal, volume, year, issue and pages where a page prints them above the text. */
export function journalInfo(blocks: readonly TextBlock[]): JournalInfo {
  const lines = new Set<TextBlock>();
  let fields: Partial<Reference> = {};
  let journal: string | undefined;
  let date: Partial<Reference> = {};
  for (const [index, block] of blocks.entries()) {
    const { text } = block.text;
    if (text.length > longest || block.level === 1) continue;
    const name = named.exec(text)?.groups?.['journal'];
    const line = name === undefined && !published.test(text) ? readJournalLine(text) : undefined;
    if (name !== undefined) journal ??= name;
    // A menu's “Volume 16” says less than the article's own line.
    const isBare = fields['container-title'] === undefined && fields.issued === undefined;
    if (line !== undefined && (fields.volume === undefined || isBare)) {
      fields = line;
      const above = line['container-title'] === undefined ? journalAbove(blocks, index) : undefined;
      if (above !== undefined) {
        journal ??= above.text.text;
        lines.add(above);
      }
    }
    const isDate = published.test(text) || (line === undefined && isDateLine(text) && !history.test(text));
    const day = isDate ? dateOf(text) : undefined;
    if (day !== undefined && date.issued === undefined) date = day;
    if (name !== undefined || line !== undefined || day !== undefined) lines.add(block);
    if (line === undefined && isDateLine(text)) {
      const before = journalBeforeDate(text);
      journal ??= before;
    }
  }
  const [year, month] = fields.issued?.['date-parts']?.[0] ?? [];
  // A date line may know the month where the journal's line has the year alone.
  const isSameYear = month === undefined && date.issued?.['date-parts']?.[0]?.[0] === year;
  return {
    lines,
    fields: {
      ...date,
      ...(journal === undefined ? {} : { 'container-title': journal }),
      ...fields,
      ...(isSameYear ? date : {}),
    },
  };
}

/**
 * A line that names a volume with its year or pages: "J Mood. 2015 Mar 3;12:1–9", "Volume 12, Issue 3, March
 * 2015".
 */
export function readJournalLine(text: string): Partial<Reference> | undefined {
  const notes = notesOf(text);
  const printed = withoutEnd(
    text.slice(0, notes.start).replace(/ (?:\| ?)?(?:cite (?:this article|as)|\(\d{1,3} pages\))$/iu, ''),
    '.,;:| ',
  );
  const body = withoutDays(printed).replace(/ (?:[-–|/]|Number|Article number:?) (?=\w)/gu, (word) =>
    /number/iu.test(word) ? (/article/iu.test(word) ? ' Article ' : ' No. ') : ', ',
  );
  if (!/\d/u.test(body)) return undefined;
  const locator = locatorAtEnd(body, false);
  if (locator === undefined) return undefined;
  const { volume } = locator.fields;
  if (volume === undefined || (locator.year === undefined && !volumeWord.test(body))) return undefined;
  const journal = withoutStart(withoutEnd(body.slice(0, locator.start), '.,;:|(-– '), '|,. ');
  // Behind a whole sentence numbers are no journal's.
  if (
    journal.length > 100 ||
    /\d|^by /u.test(journal) ||
    (journal !== '' && !isTitleCase(journal.replace(/[.,&:|]/gu, ' ')))
  )
    return undefined;
  if (
    /^(?:received|accepted|revised|submitted|available|copyright|figs?|figures?|tables?|refs?|references?|section|part|chapter|citations?|cited)\b/iu.test(
      journal,
    )
  )
    return undefined;
  const date = dateOf(body);
  const year = locator.year === undefined ? undefined : { issued: { 'date-parts': [[locator.year]] } };
  return {
    ...(journal === '' ? {} : { 'container-title': journal }),
    ...locator.fields,
    ...(date ?? year),
  };
}

/** "3 March 2015" is "March 2015": the day is no volume. */
const withoutDays = (text: string): string =>
  text.replace(/\b\d{1,2} (?=\p{Lu}\p{Ll}{2,8}\.?,? (?:19|20)\d{2}\b)/gu, '');

/** Only a date, or a date behind the name of a journal. */
const isDateLine = (text: string): boolean =>
  text.length < 120 && monthYear.test(text) && text.split(' ').length <= 14;

/** "Front. Mood, 03 March 2015" */
function journalBeforeDate(text: string): string | undefined {
  const found = /^(?<journal>\p{Lu}[\p{L}.& ]{3,60}), \d{1,2} \p{Lu}\p{Ll}{2,8} \d{4}$/u.exec(text)?.groups?.[
    'journal'
  ];
  return found !== undefined && isTitleCase(found.replace(/\./gu, '')) ? found : undefined;
}

function dateOf(text: string): Partial<Reference> | undefined {
  const { year, month } = (monthYear.exec(text) ?? yearMonth.exec(text))?.groups ?? {};
  if (year !== undefined && month !== undefined) {
    const number = months.findIndex((one) => one.startsWith(month.toLowerCase().slice(0, 3))) + 1;
    return { issued: { 'date-parts': [[Number(year), number]] } };
  }
  const plain = published.test(text)
    ? /\b(?<year>(?:19|20)\d{2})\b/u.exec(text)?.groups?.['year']
    : undefined;
  return plain === undefined ? undefined : { issued: { 'date-parts': [[Number(plain)]] } };
}

/** The journal's name on the line above its volume. */
function journalAbove(blocks: readonly TextBlock[], index: number): TextBlock | undefined {
  const above = blocks[index - 1];
  const text = above?.text.text ?? '';
  return text !== '' &&
    text.length <= 120 &&
    !/[.?!:]$|\d{4}/u.test(text) &&
    above?.level === undefined &&
    isTitleCase(text)
    ? above
    : undefined;
}
