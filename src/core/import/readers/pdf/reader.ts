import type { Reference } from '../../../bibliography/types.ts';
import type { Article, Doubt, ListedWork } from '../../article.ts';
import { anyJournalLine } from '../../reference/journalLine.ts';
import { markerOf } from '../../reference/marker.ts';
import { inSteps, type Steps } from '../../steps.ts';
import { datePartsOf, definedFields, personOf } from '../html/fields.ts';
import { readTextArticle } from '../text/article.ts';
import type { TextBlock } from '../text/blocks.ts';
import { lengthOf } from '../text/layout.ts';
import type { ReadReferences } from '../text/references.ts';
import { readRunningReference } from '../text/runningReference.ts';
import type { PdfDocument, PdfInfo } from './document.ts';

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
  const odd = letters.match(/[\ufffd\ue000-\uf8ff\u0000-\u0008]/gu)?.length ?? 0;
  return odd > letters.length / 5
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
  const authors = info.authors?.flatMap((name) => personOf(name) ?? []);
  const hasAuthors = source.author !== undefined || authors === undefined || authors.length === 0;
  const fields = { ...journalOf(text), ...statedFields(info), ...journalFields(source) };
  return {
    ...article,
    format: 'pdf',
    source: {
      ...source,
      ...(hasAuthors ? {} : { author: authors }),
      ...fields,
      ...(doi === undefined ? {} : { DOI: doi, URL: `https://doi.org/${doi}` }),
    },
  };
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

/** Journal, volume and year from a line above the text that holds nothing else but an address. */
function journalOf(text: string): Partial<Reference> {
  const front = text
    .slice(0, text.search(/^## /mu) >>> 0)
    .split('\n')
    .slice(0, 200);
  const lines = front.map((line) =>
    line
      .replace(/(?:https?:\/\/|doi:?\s?|\b10\.\d{4,9}\/).*$/iu, '')
      .replace(/^(?:citation|published in):\s?/iu, '')
      .trim(),
  );
  const found = lines
    .filter((line) => line.length > 8 && line.length < 200)
    .map((line) => anyJournalLine(line))
    .find(
      (one) =>
        one?.['container-title'] !== undefined && (one.volume !== undefined || one.issued !== undefined),
    );
  const published = front
    .map((line) => /\bpublished(?: online)?:?\s(?<date>[^.;]{4,40})/iu.exec(line)?.groups?.['date'])
    .map((date) => datePartsOf(date ?? ''))
    .find((parts) => parts !== undefined);
  const copyright = front
    .map(
      (line) =>
        /(?:©|\(c\)|copyright)\s{0,3}(?:the authors?(?:\(s\))?,?\s)?(?<year>(?:19|20)\d{2})\b/iu.exec(line)
          ?.groups?.['year'],
    )
    .find((year) => year !== undefined);
  const year = published?.[0] ?? (copyright === undefined ? undefined : Number(copyright));
  return {
    ...(year === undefined
      ? {}
      : { issued: { 'date-parts': [published === undefined ? [year] : [...published]] } }),
    ...found,
  };
}
