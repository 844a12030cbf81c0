import { isObject } from '../record.ts';
import { type Collection, keysNamed } from './collections.ts';

/** What is kept of Zotero on this machine: enough to find, cite and write its works without asking it. */
export interface ZoteroCopy {
  /** The Zotero that it was taken from: versions of another one mean nothing. Empty where it does not say. */
  readonly server: string;
  /** Better BibTeX was there each time that works were read: it has keys where Zotero itself has none. */
  readonly isKeyed: boolean;
  readonly libraries: readonly CopiedLibrary[];
}

export interface CopiedLibrary {
  /** `users/0` or `groups/ID`. */
  readonly path: string;
  readonly name: string;
  /** That of the library when it was read last. */
  readonly version: number;
  readonly collections: readonly Collection[];
  /** By Zotero's key, in its order. */
  readonly items: ReadonlyMap<string, CopiedItem>;
}

export interface CopiedItem {
  readonly version: number;
  /** Keys of the collections that it lies in. */
  readonly collections: readonly string[];
  /** One line of CSL-JSON; empty for notes and what else is no work. */
  readonly line: string;
}

/** The variable of a kept work that says where Zotero has it: `users/0/items/ABCD2345`. */
export const placeVariable = 'zotero-place';

export const emptyCopy: ZoteroCopy = { server: '', isKeyed: false, libraries: [] };

/** Of what is written to disk: another number is read as nothing. */
const formatVersion = 3;

/** The copy as the lines of a file: what it is, then each item behind its key, version and collections. */
export function* copyLines({ server, isKeyed, libraries }: ZoteroCopy): Generator<string> {
  const heads = libraries.map(({ path, name, version, collections, items }) => ({
    path,
    name,
    version,
    collections,
    size: items.size,
  }));
  yield JSON.stringify({ format: formatVersion, server, isKeyed, libraries: heads });
  for (const { items } of libraries)
    for (const [key, { version, collections, line }] of items)
      yield `${key}\t${version}\t${collections.join(',')}\t${line}`;
}

/** Items of one step of long work. */
const itemsPerStep = 500;

/**
 * Reads what `copyLines` gave, in steps; yields the share done. Undefined for anything else: the copy is then
 * taken anew.
 */
export function* readCopyInSteps(lines: readonly string[]): Generator<number, ZoteroCopy | undefined> {
  const head = headOf(lines[0] ?? '');
  if (head === undefined) return undefined;
  let at = 1;
  const libraries: CopiedLibrary[] = [];
  for (const { size, ...library } of head.libraries) {
    const items = new Map<string, CopiedItem>();
    for (const end = at + size; at < end; at += 1) {
      if (at % itemsPerStep === 0) yield at / lines.length;
      const [, key, version, within, line] = itemLine.exec(lines[at] ?? '') ?? [];
      if (key === undefined || within === undefined || line === undefined) return undefined;
      const collections = within === '' ? none : within.split(',');
      items.set(key, { version: Number(version), collections, line });
    }
    libraries.push({ ...library, items });
  }
  return { server: head.server, isKeyed: head.isKeyed, libraries };
}

const itemLine = /^([A-Z\d]{8})\t(\d{1,15})\t((?:[A-Z\d]{8},?){0,1000})\t((?:\{.*\})?)$/;
const none: readonly string[] = [];

function headOf(line: string) {
  let head: unknown;
  try {
    head = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(head) || head['format'] !== formatVersion || !Array.isArray(head['libraries']))
    return undefined;
  const { server, isKeyed } = head;
  const libraries = head['libraries']
    .filter(isObject)
    .flatMap(({ path, name, version, collections, size }) => {
      const isWhole =
        typeof path === 'string' &&
        typeof name === 'string' &&
        typeof version === 'number' &&
        Array.isArray(collections) &&
        Number.isSafeInteger(size);
      if (!isWhole) return [];
      return [{ path, name, version, collections: collections.filter(isCollection), size: size as number }];
    });
  return typeof server === 'string' ? { server, isKeyed: isKeyed === true, libraries } : undefined;
}

const isCollection = (value: unknown): value is Collection =>
  isObject(value) && [value['key'], value['name'], value['parent']].every((part) => typeof part === 'string');

/**
 * The works of a copy as CSL-JSON, one a line: what a bibliography is read from. A key that another library
 * has before has its own library in front. With the start of a collection's name, those in such collections
 * and in the ones in them alone.
 */
export function* copiedWorksInSteps(copy: ZoteroCopy, collection = ''): Generator<number, string> {
  const taken = new Set<string>();
  const lines: string[] = [];
  const size = copy.libraries.reduce((sum, { items }) => sum + items.size, 0);
  for (const { name, collections, items } of copy.libraries) {
    const wanted = collection === '' ? undefined : keysNamed(collections, collection);
    for (const { line, collections: own } of items.values()) {
      if (line === '') continue;
      const id = idOf.exec(line)?.[1] ?? '""';
      const isTaken = taken.has(id);
      taken.add(id);
      if (wanted !== undefined && !own.some((key) => wanted.has(key))) continue;
      lines.push(isTaken ? line.replace(idOf, () => `{"id":${prefixed(name, id)}`) : line);
      if (lines.length % itemsPerStep === 0) yield lines.length / size;
    }
  }
  return lines.join('\n');
}

/** `id` is the first member of each line. */
const idOf = /^\{"id":("(?:[^"\\]|\\.)*")/;

const prefixed = (library: string, id: string): string =>
  JSON.stringify(`${library}:${JSON.parse(id) as string}`);

export function countOfWorks({ libraries }: ZoteroCopy): number {
  let count = 0;
  for (const { items } of libraries) for (const { line } of items.values()) if (line !== '') count += 1;
  return count;
}
