import { fileName, type Reference, readPack, type Snapshot, Text } from '../core/index.ts';
import type { ImportSummary } from '../protocol/requests.ts';
import type { HandlerContext } from './handlers/context.ts';

/** Larger files are refused unread. Bytes. */
const importLimit = 100_000_000;
/** Larger bibliographies are not decoded for an import: it would take seconds. Entries. */
const largestLibrary = 10_000;

export interface ImportAnswer {
  /** The pack as JSON; null where the file could not be read as a paper. */
  readonly pack: string | null;
  readonly id: string;
  readonly summary: ImportSummary;
  readonly message: string;
}

/**
 * Makes a pack of a file that the user chose; that file alone may lie outside the workspace. `existing` is the pack of
 * an earlier import of it: what the user edited in it is kept.
 */
export async function importPaperFile(
  { workspace }: HandlerContext,
  uri: string,
  existing: string | null,
): Promise<ImportAnswer> {
  const text = await workspace.readText(uri, importLimit, { folders: [], allowedFiles: new Set([uri]) });
  if (text === undefined)
    return failed(`“${fileName(uri)}” cannot be read, or is larger than ${importLimit / 1e6} MB.`);
  const { importPaper, mergeImport } = await import('../core/importing.ts');
  const snapshot = workspace.snapshot();
  const { value, problems, doubts } = importPaper(
    { name: fileName(uri), text, sha256: await sha256(text) },
    {
      date: new Date().toISOString().slice(0, 10),
      known: knownWorks(snapshot),
      packs: snapshot.packs.map((index) => index.pack),
    },
  );
  if (value === undefined) return failed(problems[0]?.message ?? 'This file could not be read as a paper.');
  const before = existing === null ? undefined : readPack(existing).value;
  const pack = before === undefined ? value : mergeImport(before, value);
  const source = Text.of(text);
  const found = [
    `${pack.sections.length} sections`,
    `${pack.references.length} references`,
    `${pack.citations.length} citations`,
    `${pack.abbreviations.length} abbreviations`,
    `${pack.terms.length} terms`,
    `${pack.facts?.length ?? 0} reported facts`,
  ];
  return {
    pack: `${JSON.stringify(pack, null, 2)}\n`,
    id: pack.id,
    summary: {
      lines: [
        ...found.map((line) => ({ text: line, doubtful: false, line: null })),
        ...doubts.map(({ message, start }) => ({
          text: message,
          doubtful: true,
          line: source.positionAt(start).line,
        })),
      ],
    },
    message: `Imported “${pack.source.title ?? pack.id}”${doubts.length > 0 ? `, with ${doubts.length} doubtful places` : ''}.`,
  };
}

const failed = (message: string): ImportAnswer => ({ pack: null, id: '', summary: { lines: [] }, message });

/** Works that citations of the new paper may mean: of the user's bibliographies, and of the packs in use. */
function knownWorks(
  snapshot: Snapshot,
): { readonly name: string; readonly references: readonly Reference[] }[] {
  const libraries = [...snapshot.bibliographyFiles()]
    .filter(({ bibliography }) => bibliography.size <= largestLibrary)
    .map(({ uri, bibliography }) => ({
      name: fileName(uri),
      references: Array.from({ length: bibliography.size }, (_, index) => bibliography.reference(index)),
    }));
  const packs = snapshot.packs.map(({ pack }) => ({ name: pack.id, references: pack.references }));
  return [...libraries, ...packs];
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
