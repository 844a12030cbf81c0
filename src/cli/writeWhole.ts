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
    await rm(beside, { force: true });
    const { code = String(error) } = error as { code?: string };
    throw new UsageError(`“${path}” cannot be written (${code}); it is as it was.`);
  }
}
