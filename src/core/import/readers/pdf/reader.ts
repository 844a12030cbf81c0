import type { Article } from '../../article.ts';
import type { Steps } from '../../steps.ts';
import { personOf } from '../html/fields.ts';
import { readTextArticle } from '../text/article.ts';
import type { PdfDocument, PdfInfo } from './document.ts';

/** Characters of a page below which it shows pictures and no text. */
const emptyPage = 60;

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

/** Reads the text that was made of a PDF (see `pdfText`); undefined where it is no article. */
export function* readPdfText(text: string, info: PdfInfo): Steps<Article | undefined> {
  const article = yield* readTextArticle(text);
  if (article === undefined) return undefined;
  const { source } = article;
  const doi = source.DOI ?? info.doi;
  const authors = info.authors?.flatMap((name) => personOf(name) ?? []);
  return {
    ...article,
    format: 'pdf',
    source: {
      ...source,
      ...(source.author === undefined && authors !== undefined && authors.length > 0
        ? { author: authors }
        : {}),
      ...(source['container-title'] === undefined && info.journal !== undefined
        ? { 'container-title': info.journal }
        : {}),
      ...(doi === undefined ? {} : { DOI: doi, URL: `https://doi.org/${doi}` }),
    },
  };
}
