import { isMap, isSeq } from 'yaml';
import { projectFileNames } from '../../../base/fileNames.ts';
import { languages } from '../../manuscript/languages.ts';
import { joinUri, parentOf, resolvePath } from '../uri.ts';
import { addBookPages } from './bookPages.ts';
import { addBookdown, addManubot, addSphinx } from './bookProjects.ts';
import { addNamed, maxDepth, maxLength, yamlStrings } from './declaringYaml.ts';
import type { DiscoveryInput } from './discovery.ts';
import { parsedProject } from './projectYaml.ts';
import type { SearchFolders } from './searchFolders.ts';

/**
 * Files beside a manuscript, or above it, that name bibliographies for it, and its own kinds of
 * cross-reference.
 */

/**
 * Adds what project files declare, from the manuscript's folder upwards. A Quarto or MyST project ends the
 * way: what stands above it belongs to another. A `.md` file may belong to any of them.
 */
export async function projectFiles(input: DiscoveryInput, search: SearchFolders): Promise<void> {
  const projects = new Set(languages[input.manuscript.syntax].files.projects);
  if (projects.size === 0) return;
  for (const folder of search.foldersUpwards) {
    await addBookPages(input, search, folder);
    if (projects.has('quarto')) {
      for (const name of await search.namesIn(folder, projectFileNames.metadata)) {
        await addNamed(input, search, joinUri(folder, name), 'quarto-metadata', [['bibliography']]);
      }
      for (const name of await search.namesIn(folder, projectFileNames.quarto)) {
        return addQuartoProject(input, search, joinUri(folder, name));
      }
    }
    if (projects.has('myst')) {
      for (const name of await search.namesIn(folder, projectFileNames.myst)) {
        const project = joinUri(folder, name);
        await addNamed(input, search, project, 'myst-project', [
          ['project', 'bibliography'],
          ['bibliography'],
        ]);
        return addMystPages(input, search, project);
      }
    }
    if (projects.has('bookdown') && (await addBookdown(input, search, folder))) return;
    if (projects.has('sphinx') && (await addSphinx(input, search, folder))) return;
    if (projects.has('manubot') && (await addManubot(input, search, folder))) return;
    if (projects.has('defaults')) {
      for (const name of await search.namesIn(folder, projectFileNames.defaults)) {
        await addNamed(input, search, joinUri(folder, name), 'pandoc-defaults', [
          ['bibliography'],
          ['metadata', 'bibliography'],
        ]);
      }
    }
  }
}

/**
 * What the project's file declares, then what the files under its `metadata-files` do (Quarto, "Metadata
 * includes").
 */
async function addQuartoProject(input: DiscoveryInput, search: SearchFolders, uri: string): Promise<void> {
  await addNamed(input, search, uri, 'quarto-project', [
    ['bibliography'],
    ['book', 'bibliography'],
    ['website', 'bibliography'],
  ]);
  const file = await input.files.readText(uri, maxLength);
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
const maxPages = 200;

/**
 * The other pages of a MyST project, whose labels this one may refer to: those of its table of contents
 * (mystmd, "Table of contents"), or without one those in the folders of the project and of the page.
 */
async function addMystPages(input: DiscoveryInput, search: SearchFolders, project: string): Promise<void> {
  const file = await input.files.readText(project, maxLength);
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
  for (const uri of [...pages].slice(0, maxPages)) {
    search.dependsOn.add(uri);
    await input.manuscriptAt(uri);
  }
  if (pages.size > maxPages) search.limited = true;
}

/** `file` and `pattern` of a table of contents, with those of its `children`. */
function pagesOf(node: unknown, depth = 0): string[] {
  if (depth > maxDepth) return [];
  if (isSeq(node)) return node.items.flatMap((item) => pagesOf(item, depth + 1));
  if (!isMap(node)) return [];
  const own = [node.get('file'), node.get('pattern')].filter((path) => typeof path === 'string');
  return [...own, ...pagesOf(node.get('children'), depth + 1)];
}
