import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { KnownWorks, Steps, SummaryGroup } from '../core/importing.ts';
import {
  fileName,
  joinUri,
  type PaperPack,
  type Reference,
  readPack,
  type Snapshot,
  Text,
} from '../core/index.ts';
import type { ImportPaperAnswer, ImportPaperParams, ImportSummaryGroup } from '../protocol/importing.ts';
import type { ClientSupport } from './convert/clientSupport.ts';
import { toRange } from './convert/toLsp.ts';
import { decodeInSteps } from './decode.ts';
import type { HandlerContext } from './handlers/context.ts';
import { maxPackSize } from './packStore.ts';
import { isPdf, type PdfPaper, readPdfPaper } from './pdf/readPdf.ts';
import { Scheduler } from './scheduler.ts';
import { sha256 } from './sha256.ts';

/** Larger files are refused unread. Bytes. */
const maxImportSize = 100_000_000;
/** Larger bibliographies are not looked through for works that a paper cites and does not list. Entries. */
const maxLibrary = 10_000;

/**
 * Makes a pack of a file that the user chose; that file alone may lie outside the workspace. Where the folder
 * holds the pack of an earlier import of the paper, the answer brings that up to date. Nothing is written
 * here.
 *
 * Long work gives way to other requests, reports its progress to `workDoneToken` where the client sends one,
 * and ends with the error `RequestCancelled` where the client cancels.
 */
export async function importPaperFile(
  context: HandlerContext,
  params: ImportPaperParams,
  token: CancellationToken,
): Promise<ImportPaperAnswer> {
  const { workspace, host } = context;
  const name = fileName(params.uri);
  const file = await host.files.read(params.uri, maxImportSize, {
    folders: [],
    allowedFiles: new Set([params.uri]),
  });
  if (file.kind === 'missing') return failed(`There is no file “${name}” any more.`);
  if (file.kind === 'refused') return failed(`“${name}” cannot be imported: ${file.reason}.`);
  const [hash] = await Promise.all([sha256(file.bytes), workspace.settleWorkspace()]);
  const progress = reportTo(context, params, name);
  try {
    const run = <T>(steps: Steps<T>): Promise<T> => inSlices(context, steps, token, progress.report);
    const importing = await import('../core/importing.ts');
    const paper = isPdf(file.bytes)
      ? await readPdfFile(context, file.bytes, token, progress.report)
      : { text: (await run(importing.within(decodeInSteps(file.bytes), 0, 0.05))).toString() };
    if (typeof paper === 'string') return failed(paper);
    const imported = await run(
      importing.within(
        importing.importPaperInSteps(
          { name, ...paper, ...(hash === undefined ? {} : { sha256: hash }) },
          {
            date: new Date().toISOString().slice(0, 10),
            known: await run(knownWorks(workspace.snapshot())),
            // What ships is known also where an earlier import has taken its place: importing again finds the
            // same.
            packs: [...new Set([...workspace.packs.packs, ...workspace.packs.shipped])],
          },
        ),
        0.05,
        0.9,
      ),
    );
    const fresh = imported.value;
    if (fresh === undefined)
      return failed(imported.problems[0]?.message ?? 'This file could not be read as a paper.');
    const own = workspace.packs.uriOf(fresh.id);
    const shipped = own === undefined ? importing.shippedPackOf(workspace.packs.shipped, fresh) : undefined;
    const uri = own ?? packUri(params.folder, shipped?.id ?? fresh.id);
    const earlier = await packAt(context, uri);
    if (earlier === 'unreadable')
      return failed(
        `“${fileName(uri)}” cannot be read, so the paper was not imported over it. SyntaxFix the problems that are marked in it, or delete it.`,
      );
    const before = { earlier, shipped: shipped === undefined ? [] : [shipped] };
    const pack = await run(importing.within(importing.joinPacks(fresh, before), 0.9, 0.95));
    const json = await run(importing.within(importing.packJson(pack), 0.95, 1));
    const groups = importing.summariseImport(pack, imported);
    return {
      pack: json,
      packUri: uri,
      id: pack.id,
      title: pack.source.title ?? '',
      // Nobody can be led to a place in a PDF.
      summary: toSummary(groups, 'pdf' in paper ? undefined : Text.of(paper.text), context.client()),
      message: messageOf(pack, { earlier, shipped }, groups),
    };
  } finally {
    progress.end();
  }
}

const failed = (message: string): ImportPaperAnswer => ({
  pack: null,
  packUri: null,
  id: '',
  title: '',
  summary: [],
  message,
});

const packUri = (folder: string, id: string): string =>
  joinUri(folder, `.psycite/packs/${id.replaceAll(/[^\w.-]/g, '-')}.json`);

/** The pack that a file of the workspace holds; undefined where there is no such file. */
export async function packAt(
  { workspace, host }: HandlerContext,
  uri: string,
): Promise<PaperPack | 'unreadable' | undefined> {
  // What is open counts as it stands in the editor; of a closed file what was read may be older than what is
  // written.
  const text = workspace.isOpen(uri) ? workspace.packs.text(uri) : undefined;
  if (text !== undefined) return readPack(text.toString()).value ?? 'unreadable';
  const file = await host.files.read(uri, maxPackSize, workspace.roots.of(uri));
  if (file.kind === 'missing') return undefined;
  if (file.kind === 'refused') return 'unreadable';
  return readPack(new TextDecoder().decode(file.bytes)).value ?? 'unreadable';
}

function messageOf(
  pack: PaperPack,
  { earlier, shipped }: { readonly earlier: PaperPack | undefined; readonly shipped: PaperPack | undefined },
  groups: readonly SummaryGroup[],
): string {
  const title = `“${pack.source.title || pack.id}”`;
  const doubtful = groups
    .filter(({ kind }) => kind === 'doubtful')
    .reduce((sum, { items, more }) => sum + items.length + more, 0);
  const told =
    doubtful === 0 ? '' : ` ${doubtful === 1 ? 'One place is' : `${doubtful} places are`} worth a look.`;
  if (earlier !== undefined) return `Brought ${title} up to date; what you edited was kept.${told}`;
  if (shipped === undefined) return `Imported ${title}${foundIn(groups)}.${told}`;
  return `Imported ${title} and joined it with what PsyCite ships of this paper: its definitions and checked references stay, your copy gives the places. What your workspace holds is now in use.${told}`;
}

/** “: 9 sections, 42 references and 17 abbreviations” */
function foundIn(groups: readonly SummaryGroup[]): string {
  const found = (['section', 'reference', 'abbreviation'] as const).flatMap((name) => {
    const group = groups.find(
      ({ kind, title }) => kind === 'found' && title.toLowerCase().startsWith(`${name}s`),
    );
    const count = group === undefined ? 0 : group.items.length + group.more;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
  });
  const last = found.at(-1);
  if (last === undefined) return '';
  return found.length === 1 ? `: ${last}` : `: ${found.slice(0, -1).join(', ')} and ${last}`;
}

/** A PDF's paper as text, or why there is none. */
async function readPdfFile(
  context: HandlerContext,
  bytes: Uint8Array,
  token: CancellationToken,
  report: (share: number) => void,
): Promise<PdfPaper | string> {
  const { startPdfReader: start, clock } = context.host;
  if (start === undefined) return 'PDFs cannot be read here. Save the article’s page from its journal.';
  const paper = await readPdfPaper(bytes, {
    start,
    after: (delay, callback) => clock.after(delay, callback),
    report: (share) => report(share * 0.05),
    isCancelled: () => token.isCancellationRequested,
    run: (steps) => inSlices(context, steps, token, () => {}),
  });
  if (paper === undefined) throw cancelled();
  return paper;
}

const cancelled = (): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.RequestCancelled, 'The import was cancelled.');

const toSummary = (
  groups: readonly SummaryGroup[],
  text: Text | undefined,
  client: ClientSupport,
): ImportSummaryGroup[] =>
  groups.map(({ items, ...group }) => ({
    ...group,
    items: items.map(({ place, ...item }) => ({
      ...item,
      range: place && text ? toRange(text, place, client) : null,
    })),
  }));

/** Drives the steps in slices; cancelled where the client says so. */
async function inSlices<T>(
  { host }: HandlerContext,
  steps: Steps<T>,
  token: CancellationToken,
  report: (share: number) => void,
): Promise<T> {
  let result: { readonly value: T } | undefined;
  const whole = (function* () {
    result = { value: yield* steps };
  })();
  const signal = {
    get cancelled() {
      return token.isCancellationRequested;
    },
  };
  await new Scheduler(host.clock).run(whole, signal, report);
  if (result === undefined) throw cancelled();
  return result.value;
}

/** Tells the client how far the work is, in whole percents, each once. */
function reportTo({ connection }: HandlerContext, params: ImportPaperParams, name: string) {
  const { workDoneToken } = params;
  const bar = connection.window.attachWorkDoneProgress(workDoneToken);
  let last = 0;
  bar.begin(`Importing ${name}`, 0, '', true);
  return {
    report(share: number) {
      const percent = Math.floor(share * 100);
      if (percent <= last) return;
      last = percent;
      bar.report(percent);
    },
    end() {
      bar.done();
    },
  };
}

/** The works of the user's bibliographies, which a paper may cite without listing them. */
function* knownWorks(snapshot: Snapshot): Steps<KnownWorks[]> {
  const known: KnownWorks[] = [];
  for (const { uri, bibliography } of snapshot.bibliographyFiles()) {
    if (bibliography.size > maxLibrary) continue;
    const references: Reference[] = [];
    for (let index = 0; index < bibliography.size; index += 1) {
      references.push(bibliography.reference(index));
      if (index % 100 === 99) yield 0;
    }
    known.push({ name: fileName(uri), references });
  }
  return known;
}
