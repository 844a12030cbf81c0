import { fileName, type Text } from '../core/index.ts';
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

export function isSameText(a: Text | undefined, b: Text | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return a === b;
  for (let at = 0; at < a.length; at += comparedLength)
    if (a.slice(at, at + comparedLength) !== b.slice(at, at + comparedLength)) return false;
  return true;
}
