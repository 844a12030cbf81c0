import type { PdfInfo, Steps } from '../../core/importing.ts';
import type { Extracted, PdfThread } from './messages.ts';

/** Milliseconds without a word from the thread after which it is stopped: no page takes as long. */
const patience = 30_000;
/** Milliseconds that a whole file may take. */
const longest = 180_000;
/** How often the caller's cancelling is looked at, ms. */
const glance = 200;

export interface PdfReading {
  readonly start: () => PdfThread;
  /** Calls back once after `delay` ms; the answer cancels it. */
  readonly after: (delay: number, callback: () => void) => () => void;
  readonly report: (share: number) => void;
  readonly isCancelled: () => boolean;
  /** Goes through the steps of making a text of the PDF. */
  readonly run: <T>(steps: Steps<T>) => Promise<T>;
}

/** The text of a PDF's paper, for the importer. */
export interface PdfPaper {
  readonly text: string;
  readonly pdf: PdfInfo;
}

/** Whether bytes are a PDF: its mark stands near their beginning. */
export function isPdf(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 1_024));
  return /^[^<{]{0,200}%PDF-\d/u.test(head);
}

/**
 * The paper of a PDF as text, or a sentence that says why there is none; undefined where the caller
 * cancelled.
 */
export async function readPdfPaper(
  bytes: Uint8Array,
  reading: PdfReading,
): Promise<PdfPaper | string | undefined> {
  const found = await readPdf(bytes, reading);
  if (found === undefined) return undefined;
  if ('reason' in found) return found.reason;
  const { pdfText, reasonToRefusePdf } = await import('../../core/importing.ts');
  const { document } = found;
  return reasonToRefusePdf(document) ?? { text: await reading.run(pdfText(document)), pdf: document.info };
}

/**
 * The text layer of a PDF, read in a thread of its own that is stopped where it hangs, grows too large or the
 * caller cancels. Undefined where that was cancelled.
 */
function readPdf(
  bytes: Uint8Array,
  { start, after, report, isCancelled }: PdfReading,
): Promise<Extracted | undefined> {
  return new Promise((resolve) => {
    const thread = start();
    const stops: (() => void)[] = [];
    let timer: (() => void) | undefined;
    const end = (found: Extracted | undefined) => {
      timer?.();
      for (const stop of stops.splice(0)) stop();
      thread.stop();
      resolve(found);
    };
    const wait = () => {
      timer?.();
      timer = after(patience, () => end({ reason: 'Reading this PDF took too long, so it was given up.' }));
    };
    const look = () => {
      if (isCancelled()) end(undefined);
      else stops.push(after(glance, look));
    };
    thread.listen(
      (message) => {
        if (!('share' in message)) return end(message);
        report(message.share);
        wait();
      },
      (tooLarge) =>
        end({
          reason: tooLarge
            ? 'This PDF takes more memory than a paper needs, so reading it was given up.'
            : 'This PDF could not be read: reading it failed.',
        }),
    );
    stops.push(after(longest, () => end({ reason: 'Reading this PDF took too long, so it was given up.' })));
    wait();
    look();
    thread.post(bytes);
  });
}
