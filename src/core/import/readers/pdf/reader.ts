import { fold } from '../../../bibliography/fold.ts';
import type { Name, Reference } from '../../../bibliography/types.ts';
import type { Found } from '../../../paper/found.ts';
import type { Article, Doubt, ListedWork } from '../../article.ts';
import { allFound, found } from '../../found.ts';
import { plainWords } from '../../plainWords.ts';
import { markerOf } from '../../reference/marker.ts';
import { inSteps, type Steps } from '../../steps.ts';
import { datePartsOf, definedFields, personOf } from '../html/fields.ts';
import { readTextArticle } from '../text/article.ts';
import type { TextBlock } from '../text/blocks.ts';
import { lengthOf } from '../text/layout.ts';
import type { ReadReferences } from '../text/references.ts';
import { readRunningReference } from '../text/runningReference.ts';
import type { PdfDocument, PdfInfo } from './document.ts';
import { printedIn } from './printedIn.ts';

/** Characters of a page below which it shows pictures and no text. */
const emptyPage = 60;
/** A shorter line of a list is no work. */
const minEntryLength = 20;

/** Why a PDF is not read; undefined where it holds text. */
export function reasonToRefusePdf({ pages }: PdfDocument): string | undefined {
  if (pages.length === 0) return 'This PDF has no pages.';
  const lengths = pages.map(({ items }) => items.reduce((sum, { text }) => sum + text.trim().length, 0));
  const empty = lengths.filter((length) => length < emptyPage).length;
  if (empty > pages.length / 2)
    return 'This PDF holds pictures of its pages and no text, as a scanner makes them. Have its text recognised (OCR) first, or save the article’s page from its journal.';
  const letters = pages
    .flatMap(({ items }) => items.map(({ text }) => text))
    .join('')
    .slice(0, 50_000);
  // Signs that stand for letters, where a font tells the wrong ones.
  const odd = letters.match(/[\ufffd\ue000-\uf8ff\u0000-\u0008¡-©«-±´¶·¸»-¿ǀ-ɏˀ-˿]/gu)?.length ?? 0;
  return odd > letters.length / 12
    ? 'The fonts of this PDF do not say which letters they show, so its text cannot be read. Save the article’s page from its journal.'
    : undefined;
}

/** The works of a list whose blocks are a work each; what cannot be read of one stays as it is printed. */
function* readEntries(blocks: readonly TextBlock[]): Steps<ReadReferences> {
  const works: ListedWork[] = [];
  const doubts: Doubt[] = [];
  const read = inSteps(blocks, lengthOf, (block) => {
    const work = readRunningReference(block);
    if (work === undefined && block.text.text.length >= minEntryLength)
      doubts.push({ message: 'This reference could not be read.', start: block.start, end: block.end });
    const number = markerOf(block.text.text)?.number;
    if (work !== undefined) works.push(work);
    else if (block.text.text.length >= minEntryLength)
      works.push({
        reference: { type: 'document', title: '' },
        ...(number === undefined ? {} : { number }),
        asPrinted: { text: block.text.text },
        titleText: undefined,
        start: block.start,
        end: block.end,
      });
  });
  yield* read;
  return { works, doubts };
}

/** Reads the text that was made of a PDF (see `pdfText`); undefined where it is no article. */
export function* readPdfText(printed: string, info: PdfInfo): Steps<Article | undefined> {
  const { text, doi: ownDoi } = withoutOwnCitation(withDashes(printed));
  const article = yield* readTextArticle(text, readEntries, statesItself(text, info));
  if (article === undefined) return undefined;
  const { source } = article;
  const doi = source.DOI ?? info.doi ?? ownDoi ?? frontDoi(text);
  const authors = statedAuthors(info.authors ?? []);
  // What the pages print counts, but for a list that was cut short.
  const hasAuthors =
    ((source.author?.length ?? 0) > 1 && !goesOnWith(source.author ?? [], authors)) ||
    authors.length <= (source.author?.length ?? 0);
  const printedFields = printedIn(text, source.title ?? '');
  const stated = statedFields(info);
  const fields = { ...journalFields(source), ...printedFields, ...stated };
  return {
    ...article,
    format: 'pdf',
    // Nobody can be led to a place in a PDF.
    found: {
      ...allFound(journalFields(source), found('shape')),
      ...allFound(
        printedFields,
        found('shape', printedFields['container-title'] === undefined ? 0.75 : 0.85),
      ),
      ...allFound(stated, found('metadata')),
      title: foundTitle(text, source.title ?? '', info.title ?? ''),
      author: hasAuthors
        ? foundAuthors(source.author ?? [], authors, article.found?.['author']?.certainty)
        : found('metadata', 0.75),
      DOI: found(source.DOI === undefined && info.doi !== undefined ? 'metadata' : 'shape', 0.95),
    },
    source: {
      ...source,
      ...(hasAuthors ? withKnownFamilies(source.author, authors) : { author: authors }),
      ...fields,
      ...(doi === undefined ? {} : { DOI: doi, URL: `https://doi.org/${doi}` }),
    },
  };
}

/** Whether the file states a DOI, and the title that stands above its text: a correction has nothing more. */
function statesItself(text: string, { title, doi }: PdfInfo): boolean {
  const printed = plainWords(/^# (?<title>[^\n]{20,1000})/u.exec(text)?.groups?.['title'] ?? '');
  return doi !== undefined && printed !== '' && plainWords(title ?? '') === printed;
}

/** The title is known by its type, and for certain where the file states the same. */
function foundTitle(text: string, title: string, stated: string): Found {
  if (plainWords(title).length > 10 && plainWords(stated).startsWith(plainWords(title).slice(0, 60)))
    return found('metadata');
  return text.startsWith('# ') ? found('structure') : found('shape', 0.6);
}

/** Names that the pages print are certain where the file states the same. */
function foundAuthors(
  printed: readonly Name[],
  stated: readonly Name[],
  certainty: number | undefined,
): Found {
  const families = (names: readonly Name[]) =>
    names.map(({ family, literal }) => (family ?? literal ?? '').toLowerCase()).join('|');
  return printed.length > 0 && families(printed) === families(stated)
    ? found('metadata')
    : found('shape', certainty);
}

/**
 * Some fonts say that their dash is an “e”: "272e278" is 272–278 where a paper's ranges are all printed so.
 */
function withDashes(text: string): string {
  const odd = /(?<=[\s:(]S?\d{1,5})e(?=S?\d{1,5}(?:[\s.,;)]|$))/gu;
  const count = text.match(odd)?.length ?? 0;
  const dashes = text.match(/(?<=[\s:(]\d{1,5})[-–—](?=\d{1,5}(?:[\s.,;)]|$))/gu)?.length ?? 0;
  return count >= 5 && count > dashes ? text.replaceAll(odd, '–') : text;
}

const ownCitation =
  /(?:doi:\s?(?<doi>10\.\d{4,9}\/(?:(?!doi:)[^\s"<>]){1,200})\s+)?\bCite this article as: (?=\p{Lu})[^\n]{20,2000}$/mu;

/**
 * The text without how the paper itself is to be cited, where that stands behind the last work of its list.
 */
function withoutOwnCitation(text: string): { readonly text: string; readonly doi: string | undefined } {
  const found = ownCitation.exec(text);
  if (found === null || found.index < text.length / 2) return { text, doi: undefined };
  return {
    text: text.slice(0, found.index) + text.slice(found.index + found[0].length),
    doi: found.groups?.['doi'],
  };
}

/** The one DOI above the text that is said to be one, on a line that tells much else. */
function frontDoi(text: string): string | undefined {
  const front = text.slice(0, text.search(/^## /mu) >>> 0).slice(0, 20_000);
  const all = [
    ...front.matchAll(/\bdoi:? ?(?:https?:\/\/(?:dx\.)?doi\.org\/)?(?<doi>10\.\d{4,9}\/\S+)/giu),
  ].map(({ groups }) => groups?.['doi']?.replace(/[.,;)\]]{1,3}$/u, ''));
  return new Set(all).size === 1 ? all[0] : undefined;
}

/** Whether the file states the names that its pages print, and more behind them. */
const goesOnWith = (printed: readonly Name[], stated: readonly Name[]): boolean =>
  stated.length > printed.length &&
  printed.every(({ family, literal }, index) => {
    const other = stated[index]!;
    return (family ?? literal)?.toLowerCase() === (other.family ?? other.literal)?.toLowerCase();
  });

/**
 * The names that the pages print, divided as the file states them: "Manjula Sri Tampoe" is "Sri Tampoe,
 * Manjula".
 */
function withKnownFamilies(
  printed: readonly Name[] | undefined,
  stated: readonly Name[],
): { readonly author?: readonly Name[] } {
  if (printed === undefined || printed.length !== stated.length)
    return printed === undefined ? {} : { author: printed };
  const whole = ({ given, family, literal }: Name) => fold(literal ?? `${given} ${family}`);
  const author = printed.map((name, index) => {
    const other = stated[index]!;
    return other.family !== undefined && whole(other) === whole(name)
      ? divided(name, other.family.split(' ').length)
      : name;
  });
  return { author };
}

/** A name whose family's has so many words, as it is printed. */
function divided(name: Name, count: number): Name {
  const words = (name.literal ?? `${name.given} ${name.family}`).split(' ');
  const family = words.slice(-count).join(' ');
  const given = words.slice(0, -count).join(' ');
  const { suffix } = name;
  return { family, given, ...(suffix === undefined ? {} : { suffix }) };
}

/** "Ada Alder", "Alder, Ada", and several in one; some programs write letters as references of HTML. */
function statedAuthors(stated: readonly string[]): readonly Name[] {
  return stated.flatMap((text) => {
    const plain = text.replaceAll(
      /&#(?:x(?<hex>[\da-f]{2,6})|(?<decimal>\d{2,7}));/giu,
      (whole, hex, decimal) => {
        const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
        return code > 0x20 && code < 0x11_0000 ? String.fromCodePoint(code) : String(whole);
      },
    );
    const isOne = stated.length > 1 && /^[^,;]+(?:,[^,;]*)?$/u.test(plain);
    const several = isOne
      ? []
      : plain.split(/;|, (?=\p{Lu}\S* \S)| and /u).filter((one) => one.trim().includes(' '));
    return (several.length > 1 ? several : [plain]).flatMap((one) =>
      one.trim() === '' ? [] : (personOf(one.trim()) ?? []),
    );
  });
}

const fields = ['container-title', 'volume', 'issue', 'page', 'issued'] as const;

const journalFields = (source: Partial<Reference>): Partial<Reference> =>
  Object.fromEntries(
    fields.flatMap((field) => (source[field] === undefined ? [] : [[field, source[field]]])),
  );

function statedFields({ journal, volume, issue, date }: PdfInfo): Partial<Reference> {
  const parts = datePartsOf(date ?? '');
  return definedFields({
    'container-title': journal,
    volume,
    issue,
    issued: parts && { 'date-parts': [[...parts]] },
  });
}
