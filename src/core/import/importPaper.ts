import { finished } from '../../base/steps.ts';
import type { PaperPack } from '../paper/types.ts';
import type { Parsed, Problem } from '../problem.ts';
import type { Article, Doubt } from './article.ts';
import { buildPack, type ImportOptions } from './build/buildPack.ts';
import type { RejectedWord } from './build/packAbbreviations.ts';
import { completed } from './completed.ts';
import { limits } from './limits.ts';
import { withListedFamilies } from './listedFamilies.ts';
import { looksLikeBioc, readBioc } from './readers/bioc.ts';
import { looksLikeBiocXml, readBiocXml } from './readers/biocXml.ts';
import { looksLikeMhtml } from './readers/html/mhtml.ts';
import { readHtml, readMhtml } from './readers/html/reader.ts';
import { looksLikeJats, readJats, reasonToRefuseXml } from './readers/jats/reader.ts';
import type { PdfInfo } from './readers/pdf/document.ts';
import { readPdfText } from './readers/pdf/reader.ts';
import { looksLikePubmed, readPubmed } from './readers/pubmedXml.ts';
import { readRecord, recordFormatOf } from './readers/records.ts';
import { noSuchNumber } from './readers/several.ts';
import { looksLikeTei, readTei } from './readers/tei.ts';
import { readTextArticle } from './readers/text/article.ts';
import { withRepeatedAuthors } from './repeatedAuthors.ts';
import { type Steps, within } from './steps.ts';

export interface ImportFile {
  /** The file's name without folders, for the person and for `origin`. */
  readonly name: string;
  readonly text: string;
  readonly sha256?: string;
  /** What a PDF says of itself, where `text` was made of one (see `pdfText`). */
  readonly pdf?: PdfInfo;
}

export interface ImportedPaper extends Parsed<PaperPack | undefined> {
  /** What could not be made out, with its place in the file. */
  readonly doubts: readonly Doubt[];
  /** What looks like an abbreviation and is none. */
  readonly rejected: readonly RejectedWord[];
  /** The names of the records of the same paper that were used. */
  readonly completedBy: readonly string[];
}

/** XML that is refused without being read, most of which is markup and tables. UTF-16 units. */
const maxXmlLength = 60_000_000;

const supported =
  'PsyCite reads a saved article page (HTML, or copied as text or Markdown), a PDF, JATS XML, TEI, BioC, and a record of PubMed, RIS or EndNote.';

const noArticleInPdf =
  'This PDF does not look like a paper: neither an abstract nor a list of references was found in it.';

/** `importPaperInSteps` for those who do not mind waiting. */
export const importPaper = (file: ImportFile, options: ImportOptions): ImportedPaper =>
  finished(importPaperInSteps(file, options));

/**
 * Makes a private pack of a file that the user saved, recognised by its content: an article page as text or
 * Markdown, JATS XML, BioC JSON, PubMed's MEDLINE format or RIS. What the file does not say stays empty.
 * Where the file is none of these, the value is undefined and one problem says why (`pack-syntax`). Yields
 * the share that is done.
 */
export function* importPaperInSteps(file: ImportFile, options: ImportOptions): Steps<ImportedPaper> {
  const article = yield* within(readArticle(file, options.article), 0, 0.4);
  if (typeof article === 'string') {
    const problem: Problem = {
      code: 'pack-syntax',
      start: 0,
      end: Math.min(1, file.text.length),
      message: article,
    };
    return { value: undefined, problems: [problem], doubts: [], rejected: [], completedBy: [] };
  }
  const whole = completed(withRepeatedAuthors(withListedFamilies(article), file.text), [
    ...(options.records ?? []),
    ...(options.known ?? []),
  ]);
  const { pack, doubts, rejected } = yield* within(buildPack(whole.article, file, options), 0.4, 1);
  return { value: pack, problems: [], doubts, rejected, completedBy: whole.by };
}

/** The article, or why there is none. */
function* readArticle({ text, pdf }: ImportFile, number: number | undefined): Steps<Article | string> {
  // Pages, PDFs and texts hold one article each.
  if (number !== undefined && number > 1 && (pdf !== undefined || isPage(text)))
    return noSuchNumber(1, 'article', number);
  if (pdf !== undefined) return (yield* readPdfText(text, pdf)) ?? noArticleInPdf;
  if (text.trim() === '') return 'This file is empty.';
  const isXml = /^\ufeff?\s*</u.test(text.slice(0, 200)) || looksLikeMhtml(text);
  const limit = isXml ? maxXmlLength : limits.text;
  if (text.length > limit)
    return `This file is larger than ${limit / 1e6} million characters and was not read.`;
  if (isBinary(text)) return `This file is not text. ${supported}`;
  if (looksLikeMhtml(text)) return yield* readMhtml(text);
  // A page has elements called <article> too, and so it is asked about first.
  if (startsAsHtml(text)) return yield* readHtml(text);
  const head = text.slice(0, 20_000);
  if (looksLikeTei(head)) return reasonToRefuseXml(text) ?? (yield* readTei(text, number));
  if (isXml && looksLikePubmed(head)) return reasonToRefuseXml(text) ?? (yield* readPubmed(text, number));
  if (isXml && looksLikeBiocXml(head)) return reasonToRefuseXml(text) ?? (yield* readBiocXml(text, number));
  if (looksLikeJats(text))
    return (
      reasonToRefuseXml(text) ??
      (yield* readJats(text, number)) ??
      'This XML file holds no article that could be read.'
    );
  if (looksLikeBioc(text))
    return (yield* readBioc(text, number)) ?? `This JSON file holds no article in BioC. ${supported}`;
  const records = recordFormatOf(text);
  if (records !== undefined) return yield* readRecord(text, records, number);
  if (isHtml(text)) return yield* readHtml(text);
  if (/^\ufeff?\s*<[?!a-z]/iu.test(text.slice(0, 200)))
    return reasonToRefuseXml(text) ?? `This XML file is no JATS article. ${supported}`;
  return (
    (yield* readTextArticle(text)) ??
    `This does not look like a paper: a saved page has its DOI near the top and headings such as Abstract and References. ${supported}`
  );
}

/** A page or a text, and no file that can hold several articles. */
const isPage = (text: string): boolean =>
  looksLikeMhtml(text) ||
  startsAsHtml(text) ||
  (!/^\ufeff?\s*[<{[%]/u.test(text.slice(0, 200)) && recordFormatOf(text) === undefined);

/** Bytes that were decoded as text: control characters, or the mark of what could not be decoded. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/gu)?.length ?? 0;
  return sample.includes('\u0000') || odd > sample.length / 50;
}

const startsAsHtml = (text: string): boolean =>
  /^\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b/iu.test(
    text.slice(0, 5_000),
  );

function isHtml(text: string): boolean {
  const sample = text.slice(0, 50_000);
  return (
    (sample.match(/<\/?(?:div|span|p|a|td|tr|li|script|meta|link|br|table)\b/giu)?.length ?? 0) >
    20 + sample.length / 1000
  );
}
