import { stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { manuscriptExtensions, ownExtensions } from '../base/fileKinds.ts';
import { skippedFolders } from '../server/scanner.ts';
import { UsageError } from './session.ts';

/**
 * What a folder is looked through for. A `.json` or `.yaml` may be anything: it is checked where it is named.
 */
const checkedExtensions = [...manuscriptExtensions, ...ownExtensions];

const ignored = [...skippedFolders].map((folder) => `**/${folder}/**`);

/**
 * The files that the arguments of a command name, each once, in the order of the arguments: files as they
 * are, the manuscripts and bibliographies of folders, and what patterns match. Throws a UsageError where an
 * argument names nothing, or what is no file.
 */
export async function namedFiles(parameters: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(parameters.map(filesOf));
  const files = [...new Set(lists.flat().map((path) => normalize(path)))];
  if (files.length === 0)
    throw new UsageError('there is no manuscript and no bibliography in what was named.');
  return files;
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw new UsageError(`“${path}” cannot be read (${(error as { code?: string }).code}).`);
  });
  if (found?.isFile()) return [path];
  if (found?.isDirectory()) {
    const pattern = `**/*.{${checkedExtensions.join(',')}}`;
    const names = await glob([pattern], { ...options, cwd: path, caseSensitiveMatch: false });
    return names.sort().map((name) => join(path, name));
  }
  if (found !== undefined) throw new UsageError(`“${path}” is not a file.`);
  if (!isDynamicPattern(path)) throw new UsageError(`there is no file “${path}”.`);
  const names = await glob([path], options);
  if (names.length === 0) throw new UsageError(`no file matches “${path}”.`);
  return names.sort();
}

/** A link to a folder may lead anywhere, also back. */
const options = { ignore: ignored, followSymbolicLinks: false, expandDirectories: false } as const;
