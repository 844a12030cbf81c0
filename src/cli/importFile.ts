import { basename } from 'node:path';
import { finished } from '../base/steps.ts';
import { importPaperInSteps, isSamePaper, joinPacks, packJson } from '../core/importing.ts';
import { type PaperPack, readPack, Text } from '../core/index.ts';
import { decodeText } from '../server/decode.ts';
import { createNodeHost } from '../server/hosts/node.ts';
import { isPdf, type PdfPaper, readPdfPaper } from '../server/pdf/readPdf.ts';
import { sha256 } from '../server/sha256.ts';
import { parseCommand, readBytes, UsageError } from './session.ts';
import { writeWhole } from './writeWhole.ts';

/**
 * `psycite import FILE [--out PACK.json]`: a private pack of a saved paper, on stdout or in a file; doubts on stderr. A
 * pack that an earlier import of the paper left in that file is brought up to date, and what was edited in it is kept; else
 * the pack of the paper that PsyCite ships is joined with it, as the editor does.
 */
export async function importFile(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, {
    out: { type: 'string' },
    article: { type: 'string' },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('import takes one file.');
  const article = values.article === undefined ? undefined : Number(values.article);
  if (article !== undefined && !(Number.isInteger(article) && article > 0))
    throw new UsageError('--article takes the number of an article, from 1.');
  const bytes = await readBytes(path);
  if (bytes === undefined) throw new UsageError(`there is no file “${path}”.`);
  const paper = isPdf(bytes) ? await readPdfFile(bytes) : { text: decodeText(bytes) };
  if (typeof paper === 'string') throw new UsageError(`${path}: ${paper}`);
  const hash = await sha256(bytes);
  const before = values.out === undefined ? undefined : await packAt(values.out);
  const { shippedPacks } = await import('../packs/index.ts');
  const { value, problems, doubts } = finished(
    importPaperInSteps(
      { name: basename(path), ...paper, ...(hash === undefined ? {} : { sha256: hash }) },
      {
        date: new Date().toISOString().slice(0, 10),
        packs: before === undefined ? shippedPacks : [...shippedPacks, before],
        ...(article === undefined ? {} : { article }),
      },
    ),
  );
  if (value === undefined) throw new UsageError(`${path}: ${problems[0]?.message ?? 'this is no paper.'}`);
  if (before !== undefined && (before.origin === undefined || !isSamePaper(before.source, value.source)))
    throw new UsageError(
      `“${values.out}” is there already and was not imported from this paper; choose another file.`,
    );
  const source = Text.of(paper.text);
  for (const { message, start } of doubts) {
    const { line, character } = source.positionAt(start);
    // A place in the text that was made of a PDF is none in the PDF.
    const place = 'pdf' in paper ? path : `${path}:${line + 1}:${character + 1}`;
    process.stderr.write(`${place}: ${message}\n`);
  }
  const json = finished(packJson(finished(joinPacks(value, { earlier: before, shipped: shippedPacks }))));
  if (values.out === undefined) process.stdout.write(json);
  else await writeWhole(values.out, json);
  return 0;
}

async function readPdfFile(bytes: Uint8Array): Promise<PdfPaper | string> {
  const { clock, startPdfReader } = createNodeHost();
  const paper = await readPdfPaper(bytes, {
    start: startPdfReader!,
    after: (delay, callback) => clock.after(delay, callback),
    report: () => {},
    isCancelled: () => false,
    run: (steps) => Promise.resolve(finished(steps)),
  });
  return paper ?? 'reading it was cancelled.';
}

/** The pack in the file that will be written; undefined where there is no such file. */
async function packAt(path: string): Promise<PaperPack | undefined> {
  const bytes = await readBytes(path);
  if (bytes === undefined) return undefined;
  const { value } = readPack(decodeText(bytes));
  if (value === undefined)
    throw new UsageError(`“${path}” is there already and holds no pack; choose another file.`);
  return value;
}
