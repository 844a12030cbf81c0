import type { ListedWork, UnnamedReference } from '../../article.ts';
import { plainWords } from '../../plainWords.ts';
import { markerOf } from '../../reference/marker.ts';
import { withoutEnd } from '../../reference/trim.ts';
import { inSteps, type Steps } from '../../steps.ts';
import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';
import { readRunningReference } from '../text/runningReference.ts';
import { markedFields } from './markedWork.ts';
import type { ReferenceItem } from './referenceItems.ts';
import { elementsOf, type Matcher, matcherOf } from './select.ts';
import { isFurniture, linkText } from './sites.ts';
import { citedFields, linkedFields, type StatedWork } from './statedWork.ts';
import { textOf } from './text.ts';
import type { HtmlElement } from './tree.ts';

const isLabel = matcherOf([
  '.label',
  '.bullet',
  '.ref-label',
  '.referenceLabel',
  '.c-article-references__counter',
  '.refnumber',
  '.citation-number',
  '.order',
  '.circle-list__item__indicator',
  '.reference-number',
]);

/** A work as it stands in the list, before what the page states of it elsewhere is added. */
interface PrintedItem {
  readonly item: HtmlElement;
  readonly text: MappedText;
  readonly number: number | undefined;
}

/**
 * The works of a page's list. Of each field the surest source counts: the list's own markup, the links below
 * the work (which state its fields for search engines), the page's `citation_reference`, then the text as
 * printed.
 */
export function* readReferences(
  source: string,
  items: readonly ReferenceItem[],
  stated: readonly string[],
): Steps<readonly ListedWork[]> {
  const works: ListedWork[] = [];
  const cited = stated.map(citedFields);
  const printed: PrintedItem[] = [];
  yield* inSteps(
    items,
    ({ element }) => element.end - element.start,
    ({ element }) => printed.push(printedItem(source, element)),
  );
  const byDoi = new Map(
    cited.flatMap((work) => (work.DOI === undefined ? [] : [[work.DOI.toLowerCase(), work] as const])),
  );
  yield* inSteps(
    printed,
    ({ text }) => text.text.length + 200,
    (one, index) => {
      const linked = linkedFields(one.item);
      const byPlace = cited.length === printed.length ? cited[index] : undefined;
      const sameDoi = linked.DOI === undefined ? undefined : byDoi.get(linked.DOI.toLowerCase());
      const samePlace = byPlace !== undefined && fits(byPlace, one.text.text) ? byPlace : {};
      const meta = sameDoi ?? samePlace;
      works.push(workOf(source, one, [markedFields(source, one.item), linked, meta ?? {}]));
    },
  );
  return works;
}

/** Works that a page states and does not show. */
export function statedReferences(
  stated: readonly string[],
  place: { readonly start: number; readonly end: number },
): readonly ListedWork[] {
  return stated.flatMap((content): ListedWork[] => {
    const fields = citedFields(content);
    if (fields.title === undefined && fields.author === undefined) return [];
    return [
      {
        reference: { type: 'article-journal', title: '', ...fields },
        asPrinted: {},
        titleText: undefined,
        ...place,
      },
    ];
  });
}

function printedItem(source: string, item: HtmlElement): PrintedItem {
  const label = labelOf(source, item);
  const isLink: Matcher = (element) =>
    isFurniture(element) ||
    isLabel(element) ||
    element === label ||
    (element.name === 'a' && linkText.test(textOf(source, element).text));
  const whole = withoutBrackets(textOf(source, item, isLink));
  const marker = markerOf(whole.text);
  const text = marker === undefined ? whole : whole.slice(marker.length);
  return { item, text, number: marker?.number ?? numberOf(source, item) };
}

/** What is left of "[PubMed] [Google Scholar]" without its links. */
function withoutBrackets(text: MappedText): MappedText {
  let { length } = text.text;
  for (let found = emptyBrackets.exec(text.text.slice(-20)); found !== null; ) {
    length -= found[0].length;
    found = emptyBrackets.exec(text.text.slice(Math.max(0, length - 20), length));
  }
  return length === text.text.length ? text : text.slice(0, length);
}

const emptyBrackets = /\s?(?:\[[\s,;|·]{0,5}\]|[|·])[.\s]{0,3}$/u;

/** What a site marks as the number of a work, or a raised number with which it begins. */
function labelOf(source: string, item: HtmlElement): HtmlElement | undefined {
  const children = item.children.filter((child): child is HtmlElement => 'name' in child);
  // An anchor without text may stand before all.
  const first = children.find((child) => child.name !== 'a' || textOf(source, child).text !== '');
  const isRaised = first?.name === 'sup' && /^\d{1,4}\.?$/u.test(textOf(source, first).text.trim());
  const isAtStart =
    first !== undefined &&
    source
      .slice(item.contentStart, first.start)
      .replaceAll(/<[^<>]*>/gu, '')
      .trim() === '';
  return children.find(isLabel) ?? (isRaised && isAtStart ? first : undefined);
}

function numberOf(source: string, item: HtmlElement): number | undefined {
  const label = labelOf(source, item);
  const printed =
    item.get('data-counter') ?? item.get('data-content') ?? (label && textOf(source, label).text);
  const found = /^\[?(?<number>\d{1,4})[.)\]]{0,2}$/u.exec(printed?.trim() ?? '')?.groups?.['number'];
  return found === undefined ? undefined : Number(found);
}

/** Whether fields are of the work that is printed: its first author or its title stands there. */
function fits({ title, author }: StatedWork, printed: string): boolean {
  const text = plainWords(printed);
  const family = author?.[0]?.family;
  return (
    (title !== undefined && text.includes(plainWords(title).slice(0, 40))) ||
    (family !== undefined && text.includes(plainWords(family)))
  );
}

function workOf(
  source: string,
  { item, text, number }: PrintedItem,
  sources: readonly StatedWork[],
): ListedWork {
  const place = { start: item.start, end: item.end };
  const read = readRunningReference({ text: withParted(text, sources), ...place });
  const fields: Record<string, unknown> = { ...read?.reference, ...titlesBySetting(source, item, read) };
  for (const stated of [...sources].reverse()) Object.assign(fields, stated);
  // Links to searches state the book as the title of a chapter.
  const book = read?.reference['container-title'];
  if (
    read !== undefined &&
    read.reference.title !== '' &&
    book !== undefined &&
    plainWords(book) === plainWords(String(fields['title'] ?? ''))
  )
    fields['title'] = read.reference.title;
  // No stop need stand between a title and the journal that the list marks.
  const container = sources.find((stated) => stated['container-title'] !== undefined)?.['container-title'];
  const whole = String(fields['title'] ?? '');
  if (
    container !== undefined &&
    whole.endsWith(` ${container}`) &&
    read?.reference['container-title'] !== container
  )
    fields['title'] = withoutEnd(whole.slice(0, -container.length), '.,');
  const hasJournal = fields['container-title'] !== undefined;
  const reference = {
    title: '',
    ...fields,
    type: read?.reference.type ?? (hasJournal ? 'article-journal' : 'document'),
  } as UnnamedReference;
  const isStated = sources.some(({ title, author }) => title !== undefined && author !== undefined);
  const others = /\bet\sal\b/u.test(text.text.slice(0, 1_000));
  return {
    reference: others && reference.author !== undefined ? { ...reference, othersOmitted: true } : reference,
    ...(number === undefined ? {} : { number }),
    ...(isStated ? { how: 'structure' as const } : {}),
    asPrinted: { text: text.text },
    titleText: titleIn(text, reference.title ?? ''),
    ...place,
  };
}

/**
 * Where no stop parts them, the type does: a journal in italics at the end of what was read as the title, a
 * book in bold before its place.
 */
function titlesBySetting(
  source: string,
  item: HtmlElement,
  read: ListedWork | undefined,
): Partial<UnnamedReference> {
  const { title = '', volume, publisher } = read?.reference ?? {};
  if (title === '' || read?.reference['container-title'] !== undefined) return {};
  const set = [...elementsOf(item)].filter(({ name }) => /^(?:i|em|b|strong)$/u.test(name));
  const texts = set.map((element) => withoutEnd(textOf(source, element).text, '.,'));
  const journal = texts.findLast((one) => one.length > 3 && title.endsWith(` ${one}`));
  if (volume !== undefined && journal !== undefined)
    return { title: withoutEnd(title.slice(0, -journal.length), '.,'), 'container-title': journal };
  const book = texts.find((one) => one.length > 3 && title.startsWith(`${one} `));
  const imprint =
    book === undefined
      ? undefined
      : /^\s(?<place>\p{Lu}[\p{L}\s,.-]{2,40}): (?<publisher>.{2,80})$/u.exec(title.slice(book.length));
  if (book === undefined || imprint?.groups === undefined || publisher !== undefined) return {};
  const { place, publisher: house } = imprint.groups;
  return { title: book, type: 'book', publisher: house ?? '', 'publisher-place': place ?? '' };
}

/**
 * "Stroke 20043516–21." is printed where a page runs year, volume and pages together; its links tell them
 * apart.
 */
function withParted(text: MappedText, sources: readonly StatedWork[]): MappedText {
  const { issued, volume, page } =
    sources.find((one) => one.volume !== undefined && one.issued !== undefined) ?? {};
  const year = issued?.['date-parts']?.[0]?.[0];
  const first = /^\w{1,12}/u.exec(String(page ?? ''))?.[0];
  if (year === undefined || first === undefined) return text;
  const glued = `${year}${volume}${first}`;
  const at = text.text.indexOf(glued);
  if (at < 0) return text;
  const parted = new MappedTextBuilder();
  const { start, end } = text.place(at, at + glued.length);
  parted.append(text.slice(0, at));
  parted.replace(start, end, `${year};${volume}:${first}`);
  parted.append(text.slice(at + glued.length));
  return parted.build();
}

/** Where the list prints the title. */
function titleIn(text: MappedText, title: string): MappedText | undefined {
  const at = title === '' ? -1 : text.text.toLowerCase().indexOf(title.toLowerCase());
  return at < 0 ? undefined : text.slice(at, at + title.length);
}
