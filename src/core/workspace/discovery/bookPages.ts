import { isMap, isSeq } from 'yaml';
import { joinUri } from '../uri.ts';
import type { DiscoveryInput } from './discovery.ts';
import { parsedProject } from './projectYaml.ts';
import type { SearchFolders } from './searchFolders.ts';

/*
 * The other files of a book or of a paper in several files, where a project lists them: what one of them
 * spells out, no other has to.
 */

/** Pages of a project that are read at most. */
const maxPages = 200;
const maxDepth = 20;
const maxLength = 300_000;

interface Kind {
  readonly names: readonly string[];
  /** The paths or globs of the pages, relative to the folder of the file. */
  readonly pages: (document: unknown) => readonly string[];
}

const kinds: readonly Kind[] = [
  { names: ['_quarto.yml', '_quarto.yaml'], pages: quartoPages },
  { names: ['_bookdown.yml'], pages: bookdownPages },
  { names: ['_toc.yml'], pages: jupyterBookPages },
  { names: ['myst.yml'], pages: mystPages },
];

/** Adds the pages of the books that a folder holds the plan of; the answer depends on each. */
export async function addBookPages(
  input: DiscoveryInput,
  search: SearchFolders,
  folder: string,
): Promise<void> {
  for (const { names, pages } of kinds) {
    for (const name of await search.namesIn(folder, names)) {
      const file = await input.files.readText(joinUri(folder, name), maxLength);
      if (file.kind === 'text')
        await addPages(input, search, folder, pages(parsedProject(file.text)?.contents));
    }
  }
  // Manubot numbers the parts of a manuscript: `02.main-text.md`.
  if ((await search.namesIn(folder, ['metadata.yaml'])).length > 0)
    await addPages(input, search, folder, ['[0-9][0-9].*.md']);
}

async function addPages(
  input: DiscoveryInput,
  search: SearchFolders,
  folder: string,
  paths: readonly string[],
): Promise<void> {
  const pages = new Set<string>();
  for (const path of paths) for (const uri of await search.matches(joinUri(folder, path))) pages.add(uri);
  for (const uri of [...pages].slice(0, maxPages)) {
    // In the order of the pages, wherever this one was named before.
    search.dependsOn.delete(uri);
    search.dependsOn.add(uri);
    if (uri !== input.uri) await input.manuscriptAt(uri);
  }
  if (pages.size > maxPages) search.limited = true;
}

/** `book: chapters: [index.qmd, {part: …, chapters: […]}]` and `appendices` (Quarto, "Book structure"). */
function quartoPages(document: unknown): readonly string[] {
  const book = at(document, 'book');
  return [...strings(at(book, 'chapters')), ...strings(at(book, 'appendices'))].filter((path) =>
    /\.(?:qmd|md|rmd|ipynb)$/i.test(path),
  );
}

/** `rmd_files`, a list or a map by format; without it all `.Rmd` of the folder ("bookdown", section 4.4). */
function bookdownPages(document: unknown): readonly string[] {
  const listed = strings(at(document, 'rmd_files'));
  return listed.length > 0 ? listed : ['*.Rmd'];
}

/** `root` and every `file` of a Jupyter Book, whose extension may be left out. */
function jupyterBookPages(document: unknown): readonly string[] {
  const paths = filesOf(document).map((path) => (/\.\w+$/.test(path) ? path : `${path}.md`));
  const root = at(document, 'root');
  return typeof root === 'string' ? [`${root}.md`, ...paths] : paths;
}

/** `project: toc:` of MyST, whose pages may hold nothing but plain Markdown. */
function mystPages(document: unknown): readonly string[] {
  return filesOf(at(at(document, 'project'), 'toc'));
}

function filesOf(node: unknown, depth = 0): string[] {
  if (depth > maxDepth) return [];
  if (isSeq(node)) return node.items.flatMap((item) => filesOf(item, depth + 1));
  if (!isMap(node)) return [];
  const file = node.get('file');
  const inner = ['parts', 'chapters', 'sections', 'children'].flatMap((key) =>
    filesOf(node.get(key), depth + 1),
  );
  return typeof file === 'string' ? [file, ...inner] : inner;
}

const at = (node: unknown, key: string): unknown => (isMap(node) ? node.get(key) : undefined);

/** All strings of a value, whatever lists and maps they stand in. */
function strings(node: unknown, depth = 0): string[] {
  if (depth > maxDepth) return [];
  if (typeof node === 'string') return [node];
  if (isSeq(node)) return node.items.flatMap((item) => strings(scalarOf(item), depth + 1));
  if (isMap(node)) return node.items.flatMap(({ value }) => strings(scalarOf(value), depth + 1));
  return [];
}

const scalarOf = (node: unknown): unknown =>
  typeof node === 'object' && node !== null && 'value' in node ? node.value : node;
