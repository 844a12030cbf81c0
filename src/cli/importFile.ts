import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { finished } from '../base/steps.ts';
import {
  doubtfulFields,
  doubtMessage,
  type ImportedPaper,
  importPaperInSteps,
  isSamePaper,
  joinPacks,
  type PaperRecords,
  packJson,
  recordsIn,
} from '../core/importing.ts';
import { type PaperPack, readPack, Text } from '../core/index.ts';
import { decodeText } from '../server/decode.ts';
import { createNodeHost } from '../server/hosts/node.ts';
import { isPdf, type PdfPaper, readPdfPaper } from '../server/pdf/readPdf.ts';
import { sha256 } from '../server/sha256.ts';
import { say } from './say.ts';
import { parseCommand, readBytes, UsageError } from './session.ts';
import { writeWhole } from './writeWhole.ts';

/** Endings of papers in a folder. */
const paperEndings = new Set(
  '.pdf .html .htm .xhtml .mht .mhtml .xml .nxml .json .nbib .ris .enw .bib .txt .md .markdown'.split(' '),
);

/** A file as it was read. */
interface Paper {
  readonly path: string;
  readonly hash: string | undefined;
  readonly paper: PdfPaper | { readonly text: string };
}

/**
 * `psycite import FILE|FOLDER… [--article N] [--out PACK.json|FOLDER]`: private packs of saved papers. One
 * goes to stdout or into a file, several go into a folder with a line for each on stdout; doubts on stderr.
 * Records (of PubMed, a reference manager) that are given with papers complete those that they are of. A pack
 * that an earlier import of the paper left is brought up to date, and what was edited in it is kept; else the
 * pack of the paper that PsyCite ships is joined with it, as the editor does.
 */
export async function importFile(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, {
    out: { type: 'string' },
    article: { type: 'string' },
  });
  if (positionals.length === 0) throw new UsageError('import takes one file or more.');
  const article = values.article === undefined ? undefined : Number(values.article);
  if (article !== undefined && !(Number.isInteger(article) && article > 0))
    throw new UsageError('--article takes the number of an article, from 1.');
  const paths = (await Promise.all(positionals.map(filesOf))).flat();
  if (paths.length === 1) return importOne(paths[0]!, values.out, article, []);
  if (article !== undefined) throw new UsageError('--article takes one file.');
  const { papers, records, refused } = await readAll(paths);
  const [only] = papers;
  if (only !== undefined && papers.length === 1 && refused === 0)
    return importOne(only.path, values.out, undefined, records);
  return importAll(papers, records, values.out, refused);
}

/** A file, or the papers in a folder. */
async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) return [path];
  const names = (await readdir(path)).filter((name) => paperEndings.has(extname(name).toLowerCase()));
  if (names.length === 0) throw new UsageError(`“${path}” holds no file that may be a paper.`);
  return names.sort().map((name) => join(path, name));
}

/** Papers and, where there are papers, the records that may complete them. */
async function readAll(paths: readonly string[]): Promise<{
  readonly papers: readonly Paper[];
  readonly records: readonly PaperRecords[];
  readonly refused: number;
}> {
  const files: { readonly file: Paper; readonly records: PaperRecords | undefined }[] = [];
  let refused = 0;
  for (const path of paths) {
    try {
      const file = await readPaper(path);
      const { text } = file.paper;
      const isText = 'pdf' in file.paper;
      files.push({ file, records: isText ? undefined : finished(recordsIn({ name: basename(path), text })) });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      refused += 1;
      say(error.message);
    }
  }
  const papers = files.filter(({ records }) => records === undefined);
  return papers.length === 0
    ? { papers: files.map(({ file }) => file), records: [], refused }
    : {
        papers: papers.map(({ file }) => file),
        records: files.flatMap(({ records }) => records ?? []),
        refused,
      };
}

async function readPaper(path: string): Promise<Paper> {
  const bytes = await readBytes(path);
  if (bytes === undefined) throw new UsageError(`there is no file “${path}”.`);
  const paper = isPdf(bytes) ? await readPdfFile(bytes) : { text: decodeText(bytes) };
  if (typeof paper === 'string') throw new UsageError(`${path}: ${paper}`);
  return { path, paper, hash: await sha256(bytes) };
}

async function importOne(
  path: string,
  out: string | undefined,
  article: number | undefined,
  records: readonly PaperRecords[],
): Promise<number> {
  const file = await readPaper(path);
  const before = out === undefined ? undefined : await packAt(out);
  const imported = await imports(file, before === undefined ? [] : [before], records, article);
  const { value } = imported;
  if (before !== undefined && (before.origin === undefined || !isSamePaper(before.source, value.source)))
    throw new UsageError(
      `“${out}” is there already and was not imported from this paper; choose another file.`,
    );
  const joined = await joinedWith(value, before);
  tellDoubts(file, imported, joined);
  tellUnused(records, [imported]);
  const json = finished(packJson(joined));
  if (out === undefined) process.stdout.write(json);
  else await writeWhole(out, json);
  return 0;
}

/** Each paper into a file of its own, and a line that says what became of it. */
async function importAll(
  papers: readonly Paper[],
  records: readonly PaperRecords[],
  out: string | undefined,
  unread: number,
): Promise<number> {
  if (out === undefined || extname(out) === '.json')
    throw new UsageError('several papers need a folder to be written to: --out FOLDER.');
  await mkdir(out, { recursive: true }).catch(() => {
    throw new UsageError(`the folder “${out}” cannot be made.`);
  });
  const known = await packsIn(out);
  const done: Imported[] = [];
  let refused = unread;
  for (const file of papers) {
    try {
      const earlier = [...known.values()];
      const imported = await imports(file, earlier, records, undefined);
      const { value, doubts } = imported;
      const target = join(out, `${value.id.replaceAll(/[^\w.-]/gu, '-')}.json`);
      const joined = await joinedWith(value, known.get(value.id));
      await writeWhole(target, finished(packJson(joined)));
      known.set(value.id, value);
      done.push(imported);
      tellDoubts(file, imported, joined);
      const toLookAt = doubts.length + doubtfulFields(joined).length;
      const references = value.counts?.['referencesShown'] ?? 0;
      process.stdout.write(
        `${[file.path, target, value.source.title ?? '', `${references} references`, `${toLookAt} to look at`].join('\t')}\n`,
      );
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      refused += 1;
      say(error.message);
    }
  }
  tellUnused(records, done);
  return refused > 0 ? 2 : 0;
}

type Imported = ImportedPaper & { readonly value: PaperPack };

async function imports(
  { path, hash, paper }: Paper,
  earlier: readonly PaperPack[],
  records: readonly PaperRecords[],
  article: number | undefined,
): Promise<Imported> {
  const { shippedPacks } = await import('../packs/index.ts');
  const imported = finished(
    importPaperInSteps(
      { name: basename(path), ...paper, ...(hash === undefined ? {} : { sha256: hash }) },
      {
        date: new Date().toISOString().slice(0, 10),
        packs: [...shippedPacks, ...earlier],
        records,
        ...(article === undefined ? {} : { article }),
      },
    ),
  );
  const { value, problems } = imported;
  if (value === undefined) throw new UsageError(`${path}: ${problems[0]?.message ?? 'this is no paper.'}`);
  return { ...imported, value };
}

/** What could not be made out, and the fields that are less sure than others. */
function tellDoubts({ path, paper }: Paper, { doubts }: ImportedPaper, pack: PaperPack): void {
  const source = Text.of(paper.text);
  const fields = doubtfulFields(pack).map((field) => ({
    message: doubtMessage(field),
    start: field.place?.start ?? 0,
  }));
  for (const { message, start } of [...doubts, ...fields]) {
    const { line, character } = source.positionAt(start);
    // A place in the text that was made of a PDF is none in the PDF.
    const place = 'pdf' in paper ? path : `${path}:${line + 1}:${character + 1}`;
    process.stderr.write(`${place}: ${message}\n`);
  }
}

function tellUnused(records: readonly PaperRecords[], done: readonly ImportedPaper[]): void {
  const used = new Set(done.flatMap(({ completedBy }) => completedBy));
  for (const { name } of records)
    if (!used.has(name)) say(`“${name}” describes none of the papers, so nothing was taken from it.`);
}

async function joinedWith(fresh: PaperPack, earlier: PaperPack | undefined): Promise<PaperPack> {
  const { shippedPacks } = await import('../packs/index.ts');
  return finished(joinPacks(fresh, { earlier, shipped: shippedPacks }));
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

/** The packs that earlier imports left in a folder, by their ids. */
async function packsIn(folder: string): Promise<Map<string, PaperPack>> {
  const packs = new Map<string, PaperPack>();
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue;
    const bytes = await readBytes(join(folder, name));
    const { value } = readPack(bytes === undefined ? '' : decodeText(bytes));
    if (value?.origin !== undefined) packs.set(value.id, value);
  }
  return packs;
}

/** The pack in the file that will be written; undefined where there is no such file. */
async function packAt(path: string): Promise<PaperPack | undefined> {
  const bytes = await readBytes(path);
  if (bytes === undefined) return undefined;
  const { value } = readPack(decodeText(bytes));
  if (value === undefined)
    throw new UsageError(`“${path}” is there already and holds no paper’s data; choose another file.`);
  return value;
}
