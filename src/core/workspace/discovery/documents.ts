import type { LanguageFiles } from '../../manuscript/language.ts';
import { languages } from '../../manuscript/languages.ts';
import type { FileLink, Manuscript } from '../../manuscript/types.ts';
import { fileName, parentOf, resolvePath } from '../uri.ts';
import type { DiscoveryInput } from './discovery.ts';
import type { SearchFolders } from './searchFolders.ts';

/** A document made of several files: the one that is compiled, and all that it includes. */

/** One of them. */
export interface Part {
  readonly uri: string;
  readonly manuscript: Manuscript;
}

const maxIncludedFiles = 200;

/**
 * True where an edit changed which other files a manuscript names, so that they have to be looked up again,
 * or what the other files of its document may refer to.
 */
export function declarationsDiffer(before: Manuscript, now: Manuscript): boolean {
  return paths(before) !== paths(now);
}

const paths = ({
  declarations,
  files,
  embedded = [],
  suffixes = [],
  citingFunctions = [],
  labels,
}: Manuscript): string =>
  [
    ...embedded.map(({ format, path = '' }) => `${format}\0${path}`),
    ...[...declarations, ...files].map(({ by, path }) => `${by}\0${path}`),
    ...suffixes,
    ...citingFunctions,
    ...(labels ?? []),
  ].join('\n');

/** The folder of a file and all above it. */
function foldersFrom(uri: string): readonly string[] {
  const folders = [parentOf(uri)];
  for (let folder = parentOf(folders[0]!); folder !== folders.at(-1); folder = parentOf(folder))
    folders.push(folder);
  return folders;
}

/**
 * True where a file includes `target`. LaTeX finds what it inputs from the root's folder, which is the file's
 * own or one above it, and knitr's children are found from the project's; the other languages look from the
 * file's own.
 */
export function includesFile(manuscript: Manuscript, uri: string, target: string): boolean {
  const links = manuscript.files.filter((link) => isIncluded(link) && !isPackage(link));
  if (links.length === 0) return false;
  const { files } = languages[manuscript.syntax];
  const folders = files.fromRoot || files.isKnitted === true ? foldersFrom(uri) : [parentOf(uri)];
  return links.some((link) =>
    namesOf(link, files, uri).some((path) =>
      folders.some((folder) => {
        const resolved = resolvePath(path, folder);
        return resolved.kind === 'uri' && resolved.uri === target;
      }),
    ),
  );
}

const isIncluded = (link: FileLink): boolean =>
  link.by !== 'root' && link.by !== 'documentclass' && link.by !== 'csl' && !link.path.startsWith('@');

/** What LaTeX reads along and is no part of the text; most of it is not the author's and lies elsewhere. */
const isPackage = ({ by }: FileLink): boolean => by === 'package' || by === 'class';

/** The name that LaTeX gives to what it writes: the compiled file's, without its ending. */
export const jobNameOf = (root: string): string => fileName(root).replace(/\.[^.]*$/, '');

const namesOf = (link: FileLink, { linkNames }: LanguageFiles, root: string): readonly string[] =>
  linkNames?.(link, jobNameOf(root)) ?? [link.path];

/**
 * The file that is compiled: through `% !TEX root`, `\documentclass[…]{subfiles}`, or a file of the workspace
 * that includes this one; the manuscript itself where there is none.
 */
export async function rootOf(input: DiscoveryInput, search: SearchFolders): Promise<string> {
  const seen = new Set([input.uri]);
  let { uri, manuscript } = input;
  for (;;) {
    const named = manuscript.files.find(({ by }) => by === 'root' || by === 'documentclass');
    const parent =
      named === undefined
        ? input.includedBy(uri)[0]
        : await linkedFile(named, languages.latex.files, [uri], uri, search);
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
    if (seen.size >= maxIncludedFiles) {
      search.limited = true;
      return;
    }
    seen.add(uri);
    const manuscript = uri === input.uri ? input.manuscript : await input.manuscriptAt(uri);
    search.dependsOn.add(uri);
    if (manuscript === undefined || manuscript.syntax !== input.manuscript.syntax) continue;
    if (uri !== input.uri) yield { uri, manuscript };
    const { files } = languages[manuscript.syntax];
    for (const link of manuscript.files.filter(isIncluded)) {
      const from = !files.fromRoot ? [uri] : link.by === 'subimport' ? [uri, root] : [root, uri];
      const included = await linkedFile(link, files, from, root, search);
      if (included === undefined || (isPackage(link) && !(await search.exists(included)))) continue;
      queue.push(included);
    }
  }
}

/** The file that a link names, seen from the folders of some files, best first. */
function linkedFile(
  link: FileLink,
  files: LanguageFiles,
  from: readonly string[],
  root: string,
  search: SearchFolders,
): Promise<string | undefined> {
  const places: string[] = [];
  for (const path of namesOf(link, files, root)) {
    for (const uri of from) {
      for (const folder of files.isKnitted === true ? foldersFrom(uri) : [parentOf(uri)]) {
        const resolved = resolvePath(path, folder, files.fromRoot ? undefined : search.top);
        if (resolved.kind === 'uri') places.push(resolved.uri);
      }
    }
  }
  return search.firstOf(places);
}
