import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { includingExtensions, isInside, normaliseUri } from '../core/index.ts';
import { decodeText } from '../server/decode.ts';
import type { Host, HostFiles } from '../server/host.ts';
import { createNodeHost } from '../server/hosts/node.ts';
import { Workspace } from '../server/workspace.ts';
import { say } from './say.ts';
import { parseCommand, UsageError } from './usage.ts';

export { parseCommand, UsageError };

/** The option that all commands have that read a manuscript. */
export const rootOption = { root: { type: 'string' } } as const;

/**
 * A workspace without an editor: the folder that the option `--root` names, else the current one, and the
 * file's own folder where it lies elsewhere.
 */
export async function openSession(
  paths: readonly string[],
  root = '.',
  host: Host = createNodeHost(),
): Promise<{ workspace: Workspace; uris: string[] }> {
  const folder = await stat(root).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UsageError(`there is no folder “${root}”.`);
  const workspace = new Workspace(listingOnce(host), {
    libraryChanged: () => undefined,
    fileChanged: () => undefined,
    packsChanged: () => undefined,
    progress: () => () => undefined,
    log: say,
  });
  const { shippedPacks } = await import('../packs/index.ts');
  workspace.setShippedPacks(shippedPacks);
  const current = toUri(resolve(root));
  const uris = paths.map((path) => toUri(resolve(path)));
  const outside = paths
    .filter((_, index) => !isInside(uris[index]!, current))
    .map((path) => toUri(dirname(resolve(path))));
  const endings = new Set(uris.flatMap(includingExtensions));
  await workspace.useFolders([current, ...new Set(outside)], endings);
  return { workspace, uris };
}

const toUri = (path: string): string => normaliseUri(pathToFileURL(path).href);

/**
 * A command looks at the disk as it is when it starts: what a folder of thousands of files holds is asked for
 * once.
 */
function listingOnce(host: Host): Host {
  const lists = new Map<string, ReturnType<HostFiles['list']>>();
  const list: HostFiles['list'] = (uri, bounds) => {
    const key = JSON.stringify([uri, ...bounds.folders]);
    const known = lists.get(key) ?? host.files.list(uri, bounds);
    lists.set(key, known);
    return known;
  };
  return { ...host, files: { ...host.files, list } };
}

export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  if (bytes === undefined) throw new UsageError(`there is no file “${path}”.`);
  return decodeText(bytes);
}

/** Undefined where there is no such file. A pipe or a device may never end: it is refused. */
export async function readBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new UsageError(`“${path}” is a folder; name the files in it.`);
    if (!found.isFile()) throw new UsageError(`“${path}” is not a file.`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as { code?: string }).code;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`“${path}” cannot be read (${code ?? String(error)}).`);
  }
}
