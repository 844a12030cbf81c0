import type { Reference } from '../../../bibliography/types.ts';
import { plainWords } from '../../plainWords.ts';
import { isTitleCase } from '../../reference/printedAuthors.ts';
import { readReference } from '../../reference/readReference.ts';
import { publishers } from '../../siteFurniture.ts';
import { datePartsOf, definedFields } from '../html/fields.ts';
import { readJournalLine } from '../text/journalInfo.ts';

/** Lines above the text that are looked at; longer ones say nothing of the journal but for a citation. */
const maxLines = 120;
const maxLineLength = 260;

const citation =
  /\b(?:(?:how to )?cite (?:this|as)(?: (?:article|paper|as))*|to cite this (?:article|version)|citation|please cite this article as|published in final edited form as|recommended citation)\s?:?\s*(?<work>\S.{20,600})/iu;
const behindAuthors =
  /^(?:\p{Lu}[\p{L}'’. -]{1,40}(?:,? (?:and|&) \p{Lu}[\p{L}'’. -]{1,40})?,? )?et al\.?,?:? (?=\p{Lu})|^\p{Lu}[\p{L}'’-]{1,30} (?:and|&) \p{Lu}[\p{L}'’-]{1,30} (?=\p{Lu}\p{L}+ )/u;
const publisher = new RegExp(`^(?:${publishers})[,:|]?\\s+`, 'iu');
/** Of a manuscript's history, and no journal's. */
const history =
  /^(?:received|accepted|revised|submitted|available|published|copyright|©|\(c\)|academic editor|edited)\b/iu;

/**
 * Journal, volume, pages and year of a paper from what its pages print above its text: how it is to be cited,
 * a line with its journal and volume, running heads, the year of its copyright.
 */
export function printedIn(text: string, title: string): Partial<Reference> {
  const front = text
    .slice(0, text.search(/^## /mu) >>> 0)
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, maxLines);
  const cited = front.map((line) => citedAs(line, title)).find((fields) => fields !== undefined);
  const lines = front.map(journalIn).filter((fields) => fields !== undefined);
  const named = lines.filter((fields) => fields['container-title'] !== undefined);
  const whole = named.find(({ page }) => page !== undefined) ?? named[0] ?? lines[0];
  const name = front.flatMap((line) => /^Journal: (?<name>.+)$/u.exec(line)?.groups?.['name'] ?? [])[0];
  const fields = { ...whole, ...cited };
  const journal = fields['container-title'] ?? name;
  const year = fields.issued ?? volumeYear(fields) ?? yearOf(front);
  return {
    ...fields,
    ...(journal === undefined ? {} : { 'container-title': journal }),
    ...(year === undefined ? {} : { issued: year }),
  };
}

const fieldsOf = ({
  'container-title': journal,
  volume,
  issue,
  page,
  issued,
}: Partial<Reference>): Partial<Reference> =>
  Object.fromEntries(
    Object.entries({ 'container-title': journal, volume, issue, page, issued }).filter(
      ([, value]) => value !== undefined,
    ),
  );

/** "Citation: Alder A (2014) The title. J Mood 9(12): e1.": how the journal wants the paper to be cited. */
export function citedAs(line: string, title: string): Partial<Reference> | undefined {
  const work = citation.exec(line)?.groups?.['work'];
  // What follows is of other things.
  const read =
    work === undefined
      ? undefined
      : readReference(
          work.replace(/\s(?:Editor|Received|Copyright|Academic Editor|Correspondence)s?:.*$/u, ''),
        );
  if (read === undefined) return undefined;
  const isOwn = title === '' || plainWords(work ?? '').includes(plainWords(title).slice(0, 40));
  return isOwn && read.reference.volume !== undefined
    ? { ...journalBehind(title, work ?? ''), ...fieldsOf(read.reference) }
    : undefined;
}

/** The journal that stands behind the paper's own title, where nothing but a comma divides the two. */
function journalBehind(title: string, work: string): Partial<Reference> {
  const at = title === '' ? -1 : work.indexOf(title);
  const journal = /^[,.] (?<journal>\p{Lu}[^\d,.]{3,90}), \d/u.exec(work.slice(at + title.length))?.groups?.[
    'journal'
  ];
  return at < 0 || journal === undefined || !isTitleCase(journal) ? {} : { 'container-title': journal };
}

/** "J Mood (2014), 26:1, 147–154" at the beginning of a line, whatever the publisher adds. */
const datedHead =
  /^(?<journal>\p{Lu}[^()\d\n]{3,90}?),? \((?<year>(?:19|20)\d{2})\),? (?:Vol\.? )?(?<volume>\d{1,4})(?:[:(] ?(?<issue>\d{1,3})\)?)?[,:] ?(?<page>[A-Z]?\d{1,6} ?[-–] ?[A-Z]?\d{1,6})\b/u;
/** "Alder et al. (2017), J. Mood Sci., DOI …" */
const datedAuthors =
  /^\p{Lu}[\p{L}'’. -]{1,60}(?: et al\.)? \((?<year>(?:19|20)\d{2})\), (?<journal>\p{Lu}[\p{L}. &]{2,60}), DOI\b/u;

function datedIn(line: string): Partial<Reference> | undefined {
  const groups = (
    datedHead.exec(line.slice(0, maxLineLength)) ?? datedAuthors.exec(line.slice(0, maxLineLength))
  )?.groups;
  const journal = groups?.['journal'];
  if (groups === undefined || journal === undefined || !isTitleCase(journal.replace(/[.&]/gu, ' ')))
    return undefined;
  const { volume, issue, page, year } = groups;
  return definedFields({
    'container-title': journal.trim(),
    volume,
    issue,
    page: page?.replace(/ ?[-–] ?/u, '-'),
    issued: { 'date-parts': [[Number(year)]] },
  });
}

/** "Alder et al. Trials (2015) 16:16 DOI …", "Fern Press J Mood Volume 2016, Article ID 1, 6 pages" */
function journalIn(line: string): Partial<Reference> | undefined {
  const dated = history.test(line) ? undefined : datedIn(line);
  if (dated !== undefined) return dated;
  if (line.length > maxLineLength || history.test(line)) return undefined;
  const bare = line
    .replace(/^\d{1,5}\s+(?=\p{Lu})/u, '')
    .replace(behindAuthors, '')
    .replace(publisher, '')
    .replace(/\s?(?:https?:\/\/|www\.|doi:?\s?10|\b10\.\d{4,9}\/)\S*/giu, ' ')
    .replace(/\bdoi:?\s*$/iu, '')
    .replace(/,?\s(?:\d{1,3} pages\b|page \d{1,4} of \d{1,4}.*)/iu, '')
    .replaceAll(/\s{2,}/gu, ' ')
    .trim();
  const read = [
    bare,
    bare.replace(/[\s|,]{1,4}\d{1,5}$/u, ''),
    bare.replace(/^(?<name>\D{3,100}?)\s\|\s/u, '$<name>, '),
  ]
    .map(readJournalLine)
    .find((fields) => fields !== undefined);
  const journal = read?.['container-title'];
  return journal !== undefined && (!isTitleCase(journal) || journal.length > 90) ? undefined : read;
}

/** A volume that is named by its year. */
const volumeYear = ({ volume }: Partial<Reference>): Reference['issued'] | undefined =>
  volume !== undefined && /^20[0-4]\d$/u.test(volume) ? { 'date-parts': [[Number(volume)]] } : undefined;

function yearOf(front: readonly string[]): Reference['issued'] | undefined {
  const published = front
    .map(
      (line) => /\bpublished(?: online| in print)?:?\s(?<date>[^.;/|]{4,40})/iu.exec(line)?.groups?.['date'],
    )
    .map((date) => datePartsOf(date ?? ''))
    .find((parts) => parts !== undefined);
  if (published !== undefined) return { 'date-parts': [[...published]] };
  const copyright = front
    .map(
      (line) =>
        /(?:©|\(c\)|copyright|#)\s{0,3}(?:the authors?(?:\(s\))?,?\s)?(?<year>(?:19|20)\d{2})\b/iu.exec(line)
          ?.groups?.['year'] ??
        /(?:©|\(c\)|copyright)[^.]{0,80}?\b(?<year>(?:19|20)\d{2})\b/iu.exec(line)?.groups?.['year'],
    )
    .find((year) => year !== undefined);
  return copyright === undefined ? undefined : { 'date-parts': [[Number(copyright)]] };
}
