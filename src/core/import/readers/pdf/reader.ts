import type { Name, Reference } from '../../../bibliography/types.ts';
import type { Article, Doubt, ListedWork } from '../../article.ts';
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
const shortestEntry = 20;

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
    if (work === undefined && block.text.text.length >= shortestEntry)
      doubts.push({ message: 'This reference could not be read.', start: block.start, end: block.end });
    const number = markerOf(block.text.text)?.number;
    if (work !== undefined) works.push(work);
    else if (block.text.text.length >= shortestEntry)
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
export function* readPdfText(text: string, info: PdfInfo): Steps<Article | undefined> {
  const article = yield* readTextArticle(text, readEntries);
  if (article === undefined) return undefined;
  const { source } = article;
  const doi = source.DOI ?? info.doi;
  const authors = statedAuthors(info.authors ?? []);
  // What the pages print counts, but for a list that was cut short.
  const hasAuthors = (source.author?.length ?? 0) > 1 || authors.length <= (source.author?.length ?? 0);
  const fields = { ...journalFields(source), ...printedIn(text, source.title ?? ''), ...statedFields(info) };
  return {
    ...article,
    format: 'pdf',
    source: {
      ...source,
      ...(hasAuthors ? withKnownFamilies(source.author, authors) : { author: authors }),
      ...fields,
      ...(doi === undefined ? {} : { DOI: doi, URL: `https://doi.org/${doi}` }),
    },
  };
}

/** The names that the pages print, divided as the file states them: "Manjula Sri Tampoe" is "Sri Tampoe, Manjula". */
function withKnownFamilies(
  printed: readonly Name[] | undefined,
  stated: readonly Name[],
): { readonly author?: readonly Name[] } {
  if (printed === undefined || printed.length !== stated.length)
    return printed === undefined ? {} : { author: printed };
  const whole = ({ given, family, literal }: Name) => (literal ?? `${given} ${family}`).toLowerCase();
  const isSame = stated.every(
    (name, index) => name.family !== undefined && whole(name) === whole(printed[index]!),
  );
  return { author: isSame ? stated : printed };
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
    const several = plain.split(/;|, (?=\p{Lu}\S* \S)| and /u).filter((one) => one.trim().includes(' '));
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
