/// <reference path="./pdfWorker.d.ts" />
import './globals.ts';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { PdfDocument, PdfFont, PdfInfo, PdfItem, PdfPage } from '../../core/importing.ts';
import type { Extracted } from './messages.ts';

/** More pages than a paper has. */
const maxPages = 300;
/** More text than a paper and a page hold. Items. */
const maxItems = 400_000;
const maxItemsOfPage = 30_000;

// pdf.js runs its own worker in this thread where it finds it here.
Object.assign(globalThis, { pdfjsWorker: { WorkerMessageHandler } });

// It is given bytes alone. Whatever else it may hold, there is nothing in this thread to fetch with.
Object.assign(globalThis, { fetch: undefined });

/**
 * The text layer of a PDF, or a sentence that says why there is none. Nothing in the file is run, drawn or
 * fetched.
 */
export async function extract(bytes: Uint8Array, report: (share: number) => void): Promise<Extracted> {
  const task = getDocument({
    data: bytes,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    // Pictures are not decoded.
    maxImageSize: 1,
    verbosity: 0,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > maxPages)
      return {
        reason: `This PDF has ${pdf.numPages} pages, and a paper has at most ${maxPages}. Save the pages of the paper as a file of their own.`,
      };
    return { document: await textLayer(pdf, report) };
  } catch (error) {
    return { reason: reasonOf(error) };
  } finally {
    await task.destroy();
  }
}

function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException')
    return 'This PDF is encrypted and asks for a password. Save a copy without one.';
  return 'This PDF is damaged and cannot be read. Download it again.';
}

async function textLayer(pdf: PDFDocumentProxy, report: (share: number) => void): Promise<PdfDocument> {
  const fonts = new Fonts();
  const pages: PdfPage[] = [];
  let left = maxItems;
  for (let number = 1; number <= pdf.numPages && left > 0; number += 1) {
    const page = await pdf.getPage(number);
    const read = await readPage(page, fonts);
    left -= read.items.length;
    pages.push(read);
    page.cleanup();
    report(number / pdf.numPages);
  }
  return { pages, fonts: fonts.all, info: await infoOf(pdf) };
}

async function readPage(page: PDFPageProxy, fonts: Fonts): Promise<PdfPage> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ includeMarkedContent: false });
  const texts = items.filter((item) => 'str' in item && item.str !== '').slice(0, maxItemsOfPage);
  await fonts.load(page, new Set(texts.map((item) => ('fontName' in item ? item.fontName : ''))));
  const read: PdfItem[] = [];
  for (const item of texts) {
    if (!('str' in item)) continue;
    const [a, b, c, d, e, f] = combined(transform as number[], item.transform as number[]);
    // What runs up the margin is none of the text.
    if (Math.abs(b) > 0.1 * Math.abs(a) || a <= 0) continue;
    read.push({
      text: item.str,
      x: e,
      y: f,
      width: item.width,
      size: Math.hypot(c, d),
      font: fonts.numberOf(item.fontName),
    });
  }
  return { width, height, items: read };
}

function combined(
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: number[],
  [A = 1, B = 0, C = 0, D = 1, E = 0, F = 0]: number[],
): [number, number, number, number, number, number] {
  return [a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f];
}

/** The fonts of the text by the names that pdf.js gives them. */
class Fonts {
  readonly all: PdfFont[] = [];
  readonly #numbers = new Map<string, number>();

  /** A font's own name is known once something of its page has been laid out. */
  async load(page: PDFPageProxy, names: ReadonlySet<string>): Promise<void> {
    const fresh = [...names].filter((name) => !this.#numbers.has(name));
    if (fresh.length === 0) return;
    if (fresh.some((name) => !page.commonObjs.has(name))) await page.getOperatorList().catch(() => undefined);
    for (const name of fresh) {
      const own = page.commonObjs.has(name)
        ? (page.commonObjs.get(name) as { name?: unknown; bold?: unknown; italic?: unknown; black?: unknown })
        : {};
      const label = typeof own.name === 'string' ? own.name : '';
      this.#numbers.set(name, this.all.length);
      this.all.push({
        name: label,
        bold:
          own.bold === true ||
          own.black === true ||
          /bold|black|heavy|semibold|demi|[-+.]b$|advp?tb|\.b(?:i)?$/iu.test(label),
        italic: own.italic === true || /italic|oblique|[-.]it?$|\.(?:b)?i$/iu.test(label),
      });
    }
  }

  numberOf(name: string): number {
    return this.#numbers.get(name) ?? -1;
  }
}

async function infoOf(pdf: PDFDocumentProxy): Promise<PdfInfo> {
  const { info, metadata } = await pdf.getMetadata().catch(() => ({ info: {}, metadata: null }));
  const stated = info as Readonly<Record<string, unknown>>;
  const xmp = (name: string): string | undefined => {
    const value: unknown = metadata?.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.slice(0, 2_000) : undefined;
  };
  const text = (name: string): string | undefined => {
    const value = stated[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 2_000) : undefined;
  };
  const title = xmp('dc:title') ?? text('Title');
  const creators: unknown = metadata?.get('dc:creator');
  const authors = Array.isArray(creators)
    ? creators.filter((one): one is string => typeof one === 'string').slice(0, 500)
    : undefined;
  const doi = /10\.\d{4,9}\/[^\s<>"]+/u
    .exec(
      [xmp('prism:doi'), xmp('dc:identifier'), xmp('crossmark:doi'), text('doi'), text('Subject')].join(' '),
    )?.[0]
    .replace(/[.,;)]$/u, '');
  const prism = {
    journal: xmp('prism:publicationname'),
    volume: xmp('prism:volume'),
    issue: xmp('prism:number'),
    date: xmp('prism:coverdate') ?? xmp('prism:publicationdate') ?? xmp('prism:coverdisplaydate'),
  };
  return {
    ...(title === undefined ? {} : { title }),
    ...(authors === undefined || authors.length === 0 ? {} : { authors }),
    ...(doi === undefined ? {} : { doi }),
    ...Object.fromEntries(Object.entries(prism).filter(([, value]) => value !== undefined)),
  };
}
