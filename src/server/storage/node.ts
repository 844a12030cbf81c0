import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostStorage } from '../host.ts';

/** Characters that are written at once. */
const pieceLength = 1 << 18;

/**
 * A folder of this machine, in which each file is whole whatever happens: it is written beside and then put
 * in place.
 */
export function nodeStorage(folder: string): HostStorage {
  const path = (name: string): string => join(fileURLToPath(folder), name);
  return {
    async read(name, limit) {
      try {
        const { size } = await stat(path(name));
        return size > limit ? undefined : await readFile(path(name));
      } catch {
        return undefined;
      }
    },
    async write(name, lines) {
      await mkdir(fileURLToPath(folder), { recursive: true });
      const beside = path(`${name}.${randomUUID()}.tmp`);
      try {
        // What stands in it is nobody else's business.
        const file = await open(beside, 'wx', 0o600);
        try {
          let piece = '';
          for (const line of lines) {
            piece += `${line}\n`;
            if (piece.length < pieceLength) continue;
            await file.write(piece);
            piece = '';
          }
          await file.write(piece);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(beside, path(name));
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
    remove: (name) => rm(path(name), { force: true }),
  };
}
