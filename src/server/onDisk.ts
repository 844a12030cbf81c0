import { fileName, type Snapshot, type Text } from '../core/index.ts';
import { decodeInSteps, isUnmarkedUtf16, whyNotWritten } from './decode.ts';
import type { Scheduler } from './scheduler.ts';

/** A file that is not open, and why it is not to be edited, as a sentence for a person. */
export interface OnDisk {
  readonly text: Text | undefined;
  readonly reason: string | undefined;
}

/** A file's bytes as what may be edited. */
export async function onDisk(
  uri: string,
  bytes: Uint8Array,
  isBibliography: boolean,
  scheduler: Scheduler,
): Promise<OnDisk> {
  const refused = whyNotWritten(bytes);
  const reason = refused === undefined ? undefined : `“${fileName(uri)}” ${refused}`;
  if (isBibliography && isUnmarkedUtf16(bytes)) return { text: undefined, reason };
  return { text: await scheduler.run(decodeInSteps(bytes), { cancelled: false }), reason };
}

/** UTF-16 units compared at a time. */
const comparedLength = 1 << 16;

function isSameText(a: Text | undefined, b: Text | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return a === b;
  for (let at = 0; at < a.length; at += comparedLength)
    if (a.slice(at, at + comparedLength) !== b.slice(at, at + comparedLength)) return false;
  return true;
}

/** What became of files that were read again. */
export interface ReadAgain {
  /** True where a file differs from what the server knew: an answer that it gave before is out of date. */
  readonly isChanged: boolean;
  /** Why one of them cannot be edited now, as a sentence for a person. */
  readonly reason: string | undefined;
}

/** What reading files again needs to know and do. */
interface ReadingAgain {
  snapshot(): Snapshot;
  isOpen(uri: string): boolean;
  /** Whether what is known of a file is what is on disk. */
  isOfDisk(uri: string): boolean;
  /** Resolves when the reading of a bibliography that is under way has ended. */
  whenRead(uri: string): Promise<void>;
  onDisk(uri: string): Promise<OnDisk>;
  changed(uri: string): Promise<void>;
  settle(): Promise<void>;
}

/**
 * Compares files that are about to be edited with the disk, and reads those again that differ: a client that
 * watches no files reports no change. Of an open file the client's text counts.
 */
export async function readFilesAgain(context: ReadingAgain, uris: Iterable<string>): Promise<ReadAgain> {
  let isChanged = false;
  let reason: string | undefined;
  const stateOf = (uri: string) => context.snapshot().bibliographyFile(uri)?.state.kind;
  for (const uri of new Set(uris)) {
    if (stateOf(uri) === 'loading') {
      await context.whenRead(uri);
      isChanged = true;
    }
    if (context.isOpen(uri)) {
      if (context.isOfDisk(uri))
        reason ??= `“${fileName(uri)}” is open as another language. Close it, or choose its own, and try again.`;
      continue;
    }
    const now = await context.onDisk(uri);
    if (context.isOpen(uri)) continue;
    if (isSameText(knownText(context.snapshot(), uri), now.text)) {
      reason ??= now.reason;
      continue;
    }
    if (stateOf(uri) === 'stale') {
      reason ??= `“${fileName(uri)}” is being written by another program. Try again in a moment.`;
      continue;
    }
    isChanged = true;
    await context.changed(uri);
  }
  if (isChanged) await context.settle();
  return { isChanged, reason };
}

/** Undefined for what is not there, or could not be read. */
function knownText(snapshot: Snapshot, uri: string): Text | undefined {
  const state = snapshot.bibliographyFile(uri)?.state.kind;
  return state === 'missing' || state === 'refused' ? undefined : snapshot.text(uri);
}
