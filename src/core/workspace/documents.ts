import type { FileLink, Manuscript, Syntax } from '../manuscript/types.ts';
import type { DiscoveryInput } from './discovery.ts';
import type { SearchFolders } from './searchFolders.ts';
import { parentOf, resolvePath } from './uri.ts';

/** A document made of several files: the one that is compiled, and all that it includes. */

/** One of them. */
export interface Part {
  readonly uri: string;
  readonly manuscript: Manuscript;
}

const maximumIncludedFiles = 200;

/**
 * True where an edit changed which other files a manuscript names, so that they have to be looked up again, or what the
 * other files of its document may refer to.
 */
export function declarationsDiffer(before: Manuscript, now: Manuscript): boolean {
  return paths(before) !== paths(now);
}

const paths = ({ declarations, files, embedded = [], labels }: Manuscript): string =>
  [
    ...embedded.map(({ format, path = '' }) => `${format}\0${path}`),
    ...[...declarations, ...files].map(({ by, path }) => `${by}\0${path}`),
    ...(labels ?? []),
  ].join('\n');

/**
 * True where a file includes `target`. LaTeX finds what it inputs from the root's folder, which is the file's own or
 * one above it; the other languages from the file's own.
 */
export function includesFile(manuscript: Manuscript, uri: string, target: string): boolean {
  if (!manuscript.files.some(isIncluded)) return false;
  const folders = [parentOf(uri)];
  if (manuscript.syntax === 'latex') {
    for (let folder = parentOf(folders[0]!); folder !== folders.at(-1); folder = parentOf(folder))
      folders.push(folder);
  }
  return manuscript.files.filter(isIncluded).some((link) =>
    includedNames(link, manuscript.syntax).some((path) =>
      folders.some((folder) => {
        const resolved = resolvePath(path, folder);
        return resolved.kind === 'uri' && resolved.uri === target;
      }),
    ),
  );
}

const isIncluded = ({ by, path }: FileLink): boolean =>
  by !== 'root' && by !== 'documentclass' && by !== 'csl' && !path.startsWith('@');

/** The names that LaTeX tries for a file: with the extension added unless it is there, then as written. */
export function latexFileNames(path: string, extension: string, always = false): readonly string[] {
  if (path.toLowerCase().endsWith(`.${extension}`)) return [path];
  const extended = `${path}.${extension}`;
  if (always) return [extended];
  return /\.[a-z]+$/i.test(path) ? [path, extended] : [extended];
}

const includedNames = ({ path }: FileLink, syntax: Syntax): readonly string[] =>
  syntax === 'latex' ? latexFileNames(path, 'tex') : [path];

/**
 * The file that is compiled: through `% !TEX root`, `\documentclass[…]{subfiles}`, or a file of the workspace that
 * includes this one; the manuscript itself where there is none.
 */
export async function rootOf(input: DiscoveryInput, search: SearchFolders): Promise<string> {
  const seen = new Set([input.uri]);
  let { uri, manuscript } = input;
  for (;;) {
    const named = manuscript.files.find(({ by }) => by === 'root' || by === 'documentclass');
    const parent =
      named === undefined ? input.includedBy(uri)[0] : await linkedFile(named, 'latex', [uri], search);
    if (parent === undefined || seen.has(parent) || !search.allowed(parent)) return uri;
    search.dependsOn.add(parent);
    const parsed = await input.manuscriptAt(parent);
    if (parsed === undefined) return uri;
    seen.add(parent);
    uri = parent;
    manuscript = parsed;
  }
}

/** The root, and everything that it or the manuscript includes, but for the manuscript itself. */
export async function* relatedDocuments(
  input: DiscoveryInput,
  search: SearchFolders,
  root: string,
): AsyncGenerator<Part> {
  const seen = new Set<string>();
  const queue = [root, input.uri];
  for (const uri of queue) {
    if (seen.has(uri) || !search.allowed(uri)) continue;
    if (seen.size >= maximumIncludedFiles) {
      search.limited = true;
      return;
    }
    seen.add(uri);
    const manuscript = uri === input.uri ? input.manuscript : await input.manuscriptAt(uri);
    search.dependsOn.add(uri);
    if (manuscript === undefined || manuscript.syntax !== input.manuscript.syntax) continue;
    if (uri !== input.uri) yield { uri, manuscript };
    const from = manuscript.syntax === 'latex' ? [root, uri] : [uri];
    for (const link of manuscript.files.filter(isIncluded)) {
      const included = await linkedFile(link, manuscript.syntax, from, search);
      if (included !== undefined) queue.push(included);
    }
  }
}

/** The file that a link names, seen from the folders of some files, best first. */
function linkedFile(
  link: FileLink,
  syntax: Syntax,
  from: readonly string[],
  search: SearchFolders,
): Promise<string | undefined> {
  const places: string[] = [];
  for (const path of includedNames(link, syntax)) {
    for (const uri of from) {
      const resolved = resolvePath(path, parentOf(uri), syntax === 'latex' ? undefined : search.top);
      if (resolved.kind === 'uri') places.push(resolved.uri);
    }
  }
  return search.firstOf(places);
}
