import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './session.ts';

/**
 * Writes a file so that it is whole whatever happens: beside it under another name first, then in its place.
 * A link stays a link, and the file keeps its permissions. Pipes and devices are written to.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const real = await realpath(path).catch(() => path);
  const found = await stat(real).catch(() => undefined);
  const mode = found === undefined ? 0o666 : found.mode & 0o777;
  const beside = join(dirname(real), `.${basename(real)}.${randomUUID()}.tmp`);
  try {
    if (found?.isFile() === false) {
      await writeFile(real, text);
      return;
    }
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, real);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    const { code = String(error) } = error as { code?: string };
    const kept = found === undefined ? 'Nothing was written.' : 'It is as it was.';
    const reason = reasons.get(code) ?? `the system says ${code}; try again, or name another file`;
    throw new UsageError(`“${path}” cannot be written: ${reason}. ${kept}`);
  }
}

const noRight =
  'you have no right to write there (CODE); give yourself that right, or name a file in another folder';

/** What the system's codes mean, and what to do. */
const reasons = new Map(
  Object.entries({
    EACCES: noRight,
    EPERM: noRight,
    EROFS: 'what it lies on is read-only (CODE); name a file elsewhere',
    ENOENT: 'its folder is not there (CODE); make it, or name another',
    ENOTDIR: 'what should be its folder is a file (CODE); name another',
    EISDIR: 'it is a folder (CODE); name a file in it',
    ENOSPC: 'no space is left (CODE); make some, and try again',
    EDQUOT: 'no space is left to you (CODE); make some, and try again',
    EBUSY: 'another program has it open (CODE); close it there, and try again',
    ENAMETOOLONG: 'its name is too long (CODE); name it shorter',
  }).map(([code, reason]) => [code, reason.replace('CODE', code)]),
);
