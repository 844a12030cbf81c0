import { type Document, isAlias, isMap, isScalar, isSeq, type Node, Scalar } from 'yaml';
import type { Span } from '../../base/span.ts';
import { addBookPages } from './bookPages.ts';
import type { DiscoveryInput, DiscoveryReason } from './discovery.ts';
import { parsedProject } from './projectYaml.ts';
import type { SearchFolders } from './searchFolders.ts';
import { joinUri, parentOf, resolvePath } from './uri.ts';

/** Files beside a manuscript, or above it, that name bibliographies for it, and its own kinds of cross-reference. */

export const projectFileNames = {
  metadata: ['_metadata.yml', '_metadata.yaml'],
  quarto: ['_quarto.yml', '_quarto.yaml'],
  myst: ['myst.yml', 'myst.yaml'],
  /** Pandoc takes any name; these are customary. */
  defaults: ['defaults.yaml', 'defaults.yml', 'pandoc.yaml', 'pandoc.yml'],
} as const;

const besideDefaults = /^\$\{\.\}\//;

/** UTF-16 units of a project file that are read. */
const lengthLimit = 300_000;
/** Lists in lists beyond this depth are not looked into. */
const depthLimit = 20;

/**
 * Adds what project files declare, from the manuscript's folder upwards. A Quarto or MyST project ends the way: what
 * stands above it belongs to another. A `.md` file may belong to any of them.
 */
export async function projectFiles(input: DiscoveryInput, search: SearchFolders): Promise<void> {
  const { syntax } = input.manuscript;
  for (const folder of search.foldersUpwards) {
    await addBookPages(input, search, folder);
    if (syntax !== 'myst') {
      for (const name of await search.namesIn(folder, projectFileNames.metadata)) {
        await addNamed(input, search, joinUri(folder, name), 'quarto-metadata', [['bibliography']]);
      }
      for (const name of await search.namesIn(folder, projectFileNames.quarto)) {
        return addQuartoProject(input, search, joinUri(folder, name));
      }
    }
    if (syntax === 'myst' || syntax === 'pandoc') {
      for (const name of await search.namesIn(folder, projectFileNames.myst)) {
        const project = joinUri(folder, name);
        await addNamed(input, search, project, 'myst-project', [
          ['project', 'bibliography'],
          ['bibliography'],
        ]);
        return addMystPages(input, search, project);
      }
    }
    if (syntax === 'pandoc') {
      for (const name of await search.namesIn(folder, projectFileNames.defaults)) {
        await addNamed(input, search, joinUri(folder, name), 'pandoc-defaults', [
          ['bibliography'],
          ['metadata', 'bibliography'],
        ]);
      }
    }
  }
}

/** What the project's file declares, then what the files under its `metadata-files` do (Quarto, "Metadata includes"). */
async function addQuartoProject(input: DiscoveryInput, search: SearchFolders, uri: string): Promise<void> {
  await addNamed(input, search, uri, 'quarto-project', [
    ['bibliography'],
    ['book', 'bibliography'],
    ['website', 'bibliography'],
  ]);
  const file = await input.files.readText(uri, lengthLimit);
  if (file.kind !== 'text') return;
  const folder = parentOf(uri);
  for (const { path } of yamlStrings(file.text, [['metadata-files']])) {
    const included = resolvePath(path, folder, folder);
    if (included.kind !== 'uri' || !search.allowed(included.uri)) continue;
    search.dependsOn.add(included.uri);
    await addNamed(input, search, included.uri, 'quarto-metadata', [['bibliography']]);
  }
}

/** Pages of a project that are looked through for labels at most. */
const maximumPages = 200;

/**
 * The other pages of a MyST project, whose labels this one may refer to: those of its table of contents (mystmd, "Table
 * of contents"), or without one those in the folders of the project and of the page.
 */
async function addMystPages(input: DiscoveryInput, search: SearchFolders, project: string): Promise<void> {
  const file = await input.files.readText(project, lengthLimit);
  if (file.kind !== 'text') return;
  const folder = parentOf(project);
  const listed = pagesOf(parsedProject(file.text)?.getIn(['project', 'toc']));
  const patterns =
    listed.length > 0
      ? listed.map((path) => joinUri(folder, path))
      : [folder, parentOf(input.uri)].map((one) => joinUri(one, '*.md'));
  const pages = new Set<string>();
  for (const pattern of patterns)
    for (const uri of await search.matches(pattern)) if (uri !== input.uri) pages.add(uri);
  for (const uri of [...pages].slice(0, maximumPages)) {
    search.dependsOn.add(uri);
    await input.manuscriptAt(uri);
  }
  if (pages.size > maximumPages) search.limited = true;
}

/** `file` and `pattern` of a table of contents, with those of its `children`. */
function pagesOf(node: unknown, depth = 0): string[] {
  if (depth > depthLimit) return [];
  if (isSeq(node)) return node.items.flatMap((item) => pagesOf(item, depth + 1));
  if (!isMap(node)) return [];
  const own = [node.get('file'), node.get('pattern')].filter((path) => typeof path === 'string');
  return [...own, ...pagesOf(node.get('children'), depth + 1)];
}

async function addNamed(
  input: DiscoveryInput,
  search: SearchFolders,
  uri: string,
  reason: DiscoveryReason,
  keys: readonly (readonly string[])[],
): Promise<void> {
  const file = await input.files.readText(uri, lengthLimit);
  if (file.kind !== 'text') return;
  const folder = parentOf(uri);
  const document = parsedProject(file.text);
  if (reason === 'quarto-project' || reason === 'quarto-metadata')
    for (const kind of crossReferenceKinds(document)) search.addCrossReferenceKind(kind);
  for (const { path, start, end } of stringsIn(document, keys)) {
    // Pandoc reads `${.}` as the folder of the defaults file, and any other path from the folder it runs in.
    const anchored = besideDefaults.test(path);
    const folders =
      reason === 'pandoc-defaults' && !anchored ? [parentOf(input.uri), folder, search.top] : [folder];
    await search.add({
      paths: [anchored ? path.replace(besideDefaults, '') : path],
      folders,
      ...(reason === 'pandoc-defaults' ? {} : { roots: [folder] }),
      globs: true,
      reason,
      declaredAt: { uri, start, end, path },
    });
  }
}

/** `crossref: custom: [{key: suppfig, …}]` (Quarto, "Custom float cross-references"). */
function crossReferenceKinds(document: Document | undefined): string[] {
  const custom = document?.getIn(['crossref', 'custom']);
  const kinds: readonly unknown[] = isSeq(custom) ? custom.items : [custom];
  return kinds.flatMap((kind) => {
    const key: unknown = isMap(kind) ? kind.get('key') : undefined;
    return typeof key === 'string' ? [key] : [];
  });
}

/** A string of a YAML text, with the place of its characters. */
interface YamlString extends Span {
  readonly path: string;
}

/** The strings at the given key paths of a YAML text, lists flattened, with the places of their characters. */
export const yamlStrings = (text: string, keys: readonly (readonly string[])[]): YamlString[] =>
  stringsIn(parsedProject(text), keys);

function stringsIn(document: Document | undefined, keys: readonly (readonly string[])[]): YamlString[] {
  const out: YamlString[] = [];
  const collect = (node: unknown, depth: number): void => {
    if (depth > depthLimit || isAlias(node)) return;
    if (isScalar(node) && typeof node.value === 'string' && node.range) {
      const quote = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE ? 1 : 0;
      out.push({ path: node.value, start: node.range[0] + quote, end: node.range[1] - quote });
    } else if (isSeq(node)) for (const item of node.items) collect(item, depth + 1);
    else if (isMap(node)) for (const pair of node.items) collect(pair.value as Node, depth + 1);
  };
  if (document !== undefined) for (const path of keys) collect(document.getIn(path, true), 0);
  return out;
}
