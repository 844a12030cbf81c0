import { fileName, joinUri, parentOf } from '../uri.ts';
import { addNamed, maxLength } from './declaringYaml.ts';
import type { DiscoveryInput, DiscoveryReason } from './discovery.ts';
import type { SearchFolders } from './searchFolders.ts';

/* Projects whose chapters declare no bibliography: bookdown, Jupyter Book and Sphinx, Manubot. */

const bookdownNames = ['_bookdown.yml', '_bookdown.yaml'];
const indexNames = ['index.Rmd', 'index.rmd'];

/**
 * A bookdown project has what the front matter of its `index.Rmd` declares, for all its chapters ("bookdown",
 * 1.1 and 4.4). True where the folder is one.
 */
export async function addBookdown(
  input: DiscoveryInput,
  search: SearchFolders,
  folder: string,
): Promise<boolean> {
  const configured = (await search.namesIn(folder, bookdownNames)).length > 0;
  const [name] = await search.namesIn(folder, indexNames);
  if (name === undefined) return configured;
  const uri = joinUri(folder, name);
  const index = uri === input.uri ? input.manuscript : await input.manuscriptAt(uri);
  if (!configured && !String(index?.metadata.get('site') ?? '').includes('bookdown')) return false;
  if (uri !== input.uri) {
    for (const { path, start, end } of index?.declarations ?? [])
      await search.addDeclared({
        path,
        folder,
        reason: 'bookdown-project',
        declaredAt: { uri, start, end, path },
      });
  }
  return true;
}

const listed = [['bibtex_bibfiles'], ['sphinx', 'config', 'bibtex_bibfiles']];

/**
 * `bibtex_bibfiles` of Jupyter Book 1 (`_config.yml`) and of sphinxcontrib-bibtex (`conf.py`). True where it
 * is there.
 */
export async function addSphinx(
  input: DiscoveryInput,
  search: SearchFolders,
  folder: string,
): Promise<boolean> {
  const before = search.found.length;
  for (const name of await search.namesIn(folder, ['_config.yml', '_config.yaml']))
    await addNamed(input, search, joinUri(folder, name), 'jupyter-book', listed);
  for (const name of await search.namesIn(folder, ['conf.py']))
    await addPythonList(input, search, joinUri(folder, name), 'jupyter-book');
  return search.found.length > before;
}

/** `bibtex_bibfiles = ["a.bib", 'b.bib']`, on one line or several. */
async function addPythonList(
  { files }: DiscoveryInput,
  search: SearchFolders,
  uri: string,
  reason: DiscoveryReason,
): Promise<void> {
  const file = await files.readText(uri, maxLength);
  const list =
    file.kind === 'text'
      ? /^bibtex_bibfiles[ \t]{0,20}=[ \t]{0,20}[[(]([^\])]{0,5000})[\])]/m.exec(file.text)
      : null;
  if (list === null) return;
  const from = list.index + list[0].length - 1 - list[1]!.length;
  for (const { 0: quoted, 1: path, index } of list[1]!.matchAll(/["']([^"'\n]{1,500})["']/g)) {
    const start = from + index + 1;
    const declaredAt = { uri, start, end: start + quoted.length - 2, path: path! };
    await search.addDeclared({ path: path!, folder: parentOf(uri), reason, declaredAt });
  }
}

/** Files of a Manubot project that are looked through for tags at most. */
const maxParts = 200;
const tagDefinition = /^[ \t]{0,3}\[(?:@?(tag:[^\]\s]{1,200})|@([^\]\s]{1,200}))\]:[ \t]*\S/gm;

/**
 * A Manubot project: `content/` with `metadata.yaml` ("Manubot rootstock", USAGE). Manubot looks identifiers
 * up by itself; tags and keys are defined in the text, and works by hand in `manual-references*.json`.
 */
export async function addManubot(
  input: DiscoveryInput,
  search: SearchFolders,
  folder: string,
): Promise<boolean> {
  const isContent = fileName(folder) === 'content';
  const there = await search.namesIn(folder, ['metadata.yaml', 'metadata.yml', 'manual-references.json']);
  if (!isContent || there.length === 0) return false;
  const reason = 'manubot-project';
  for (const pattern of ['manual-references*.json', 'manual-references*.{yaml,yml,bib}']) {
    for (const uri of await search.matches(joinUri(folder, pattern)))
      search.push({ uri, reason, declaredAt: undefined, refused: undefined });
  }
  const tags = new Set<string>();
  for (const uri of (await search.matches(joinUri(folder, '*.md'))).slice(0, maxParts)) {
    search.dependsOn.add(uri);
    const part = uri === input.uri ? input.manuscript : await input.manuscriptAt(uri);
    for (const [, tag, key] of part?.text.matchAll(tagDefinition) ?? []) tags.add((tag ?? key)!);
  }
  for (const name of await search.namesIn(folder, ['citation-tags.tsv'])) {
    const file = await input.files.readText(joinUri(folder, name), maxLength);
    if (file.kind !== 'text') continue;
    for (const line of file.text.split('\n')) tags.add(`tag:${line.split('\t')[0]!.trim()}`);
  }
  search.manubotTags = tags;
  return true;
}
