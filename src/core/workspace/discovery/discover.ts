/**
 * Which bibliographies apply to a manuscript, and why. Each tool's own rule says where a relative path
 * starts:
 *
 * - Pandoc: the folder that Pandoc runs in, which is taken to be the manuscript's, else the workspace's
 *   (manual, `--bibliography`). Pandoc expands no globs; build scripts do, so they are read where no file has
 *   that very name.
 *   `.bib` is added where no file has a name without an extension, as LaTeX does with what Pandoc hands on.
 * - R Markdown: the manuscript's folder. MyST: the folder of `myst.yml`.
 * - Quarto: the folder of the file that declares it; `/x` is below the project's folder (Quarto, "Project
 *   basics").
 * - LaTeX: the folder of the root file (where LaTeX runs), else that of the file itself, as `subfiles` and
 *   `import` have it; `.bib` is added where no extension is given.
 * - Typst: the folder of the file that calls; `/x` is below the project's root.
 * - Settings: the workspace folder.
 */
import { isBibliographyName } from '../../../base/fileKinds.ts';
import { projectFileNames } from '../../../base/fileNames.ts';
import { languages } from '../../manuscript/languages.ts';
import { withJobName } from '../../manuscript/latex/fileNames.ts';
import { macrosOf } from '../../manuscript/latex/macros.ts';
import type { BibliographyDeclaration, Manuscript } from '../../manuscript/types.ts';
import { isInside, joinUri, parentOf, resolvePath } from '../uri.ts';
import type { Discovery, DiscoveryInput, DiscoveryReason, FoundBibliography } from './discovery.ts';
import { jobNameOf, type Part, relatedDocuments, rootOf } from './documents.ts';
import { projectFiles } from './projectFiles.ts';
import { SearchFolders, type WrittenFile } from './searchFolders.ts';

const neighbourFolders = ['bib', 'bibliography', 'refs', 'references'];

/**
 * The order is that of the manuscript's own tool: what it declares, its documents, its project, then
 * PsyCite's settings.
 */
export async function discoverBibliographies(input: DiscoveryInput): Promise<Discovery> {
  const { uri, manuscript } = input;
  const search = new SearchFolders(input);
  const root = await rootOf(input, search);
  const documents = [{ uri, manuscript }];
  for await (const document of relatedDocuments(input, search, root)) documents.push(document);
  search.written = writtenFiles(documents, root);
  const expanded = macrosOf(...documents.map((one) => one.manuscript.text));
  const values: [BibliographyDeclaration, DeclaredIn][] = [];
  for (const document of documents) {
    const reason = reasonOf(document, uri, root);
    for (const suffix of document.manuscript.suffixes ?? []) search.citationSuffixes.add(suffix);
    for (const name of document.manuscript.citingFunctions ?? []) search.citingFunctions.add(name);
    for (const declaration of document.manuscript.declarations) {
      const by = reason === 'command' && declaration.by === 'yaml' ? 'front-matter' : reason;
      const place = { uri: document.uri, root, expanded, reason: by };
      if (declaration.by === 'typst-value') values.push([declaration, place]);
      else await addDeclared(input, search, declaration, place);
    }
    if (document.uri !== uri && hasOwnReferences(document.manuscript))
      search.push({ ...undeclared(document.uri, reason), embedded: { path: undefined } });
  }
  await addValues(search, values);
  await projectFiles(input, search);
  const declared = search.found.length > 0 || hasOwnReferences(manuscript);
  await addSettings(input, search);
  if (!declared) await addNeighbours(input, search);
  return search;
}

const reasonOf = ({ uri }: Part, own: string, root: string): DiscoveryReason =>
  uri === own ? 'command' : uri === root ? 'parent-document' : 'included-file';

const hasOwnReferences = ({ embedded }: Manuscript): boolean =>
  embedded?.some(({ path }) => path === undefined) ?? false;

const undeclared = (uri: string, reason: DiscoveryReason): FoundBibliography => ({
  uri,
  reason,
  declaredAt: undefined,
  refused: undefined,
});

/**
 * The files that the document itself brings along (`filecontents`): where LaTeX runs, and beside the file
 * that does.
 */
function writtenFiles(documents: readonly Part[], root: string): ReadonlyMap<string, WrittenFile> {
  const written = new Map<string, WrittenFile>();
  for (const { uri, manuscript } of documents) {
    for (const { path, overwrites = false } of manuscript.embedded ?? []) {
      if (path === undefined) continue;
      for (const folder of [parentOf(root), parentOf(uri)]) {
        const resolved = resolvePath(withJobName(path, jobNameOf(root)), folder);
        if (resolved.kind === 'uri' && !written.has(resolved.uri))
          written.set(resolved.uri, { uri, path, overwrites });
      }
    }
  }
  return written;
}

interface DeclaredIn {
  readonly uri: string;
  readonly root: string;
  /** Replaces the macros of LaTeX that any part of the document defines. */
  readonly expanded: (path: string) => string;
  readonly reason: DiscoveryReason;
}

async function addDeclared(
  { manuscript: { syntax } }: DiscoveryInput,
  search: SearchFolders,
  declaration: BibliographyDeclaration,
  { uri, root, expanded, reason }: DeclaredIn,
): Promise<void> {
  const { start, end, by } = declaration;
  const rule = languages[syntax].files.bibliographies;
  const places = { root: parentOf(root), own: parentOf(uri), workspace: search.top };
  const roots =
    rule.slash === 'project'
      ? [(await search.nearestWith(projectFileNames.quarto)) ?? search.top]
      : rule.slash === 'above'
        ? search.foldersUpwards.toReversed()
        : undefined;
  return search.add({
    paths:
      rule.names?.(expanded(declaration.path), by, jobNameOf(root)) ??
      (rule.mayLackExtension ? withExtension(declaration.path) : [declaration.path]),
    folders: rule.folders.map((place) => places[place]),
    ...(roots && { roots }),
    globs: rule.globs(by),
    isTeX: rule.names !== undefined,
    reason,
    declaredAt: { uri, start, end, path: declaration.path },
  });
}

/**
 * Values of Typst that name a file. Where none does, and nothing else is declared, no bibliography can be
 * known.
 */
async function addValues(
  search: SearchFolders,
  values: readonly (readonly [BibliographyDeclaration, DeclaredIn])[],
): Promise<void> {
  for (const [{ start, end, path }, { uri, root, reason }] of values) {
    const declaredAt = { uri, start, end, path };
    const folders = [...new Set([parentOf(uri), parentOf(root), ...search.foldersUpwards])];
    await search.addIfThere({ paths: [path.replace(/^\//, '')], folders, reason, declaredAt });
  }
  const first = values[0];
  if (first === undefined || search.found.length > 0) return;
  const [{ start, end, path }, { uri, reason }] = first;
  search.pushNotFollowed(
    reason,
    { uri, start, end, path },
    /\.(?:bib|ya?ml)$/i.test(path) ? 'no such file lies in these folders' : 'Typst computes its path',
  );
}

/** "bib/refs" of Pandoc's metadata, which natbib and biblatex read as "bib/refs.bib". */
const withExtension = (path: string): readonly string[] =>
  /^[^*?[{`!\\]+$/.test(path) && /(?:^|\/)[^./]+$/.test(path) ? [path, `${path}.bib`] : [path];

async function addSettings({ settings, roots, uri }: DiscoveryInput, search: SearchFolders): Promise<void> {
  const folder = roots.folders.find((candidate) => isInside(uri, candidate)) ?? parentOf(uri);
  const declaredAt = undefined;
  for (const path of settings.userBibliographies) {
    await search.add({ paths: [path], folders: [folder], reason: 'user-setting', declaredAt });
  }
  for (const path of settings.workspaceBibliographies) {
    await search.add({
      paths: [path],
      folders: [folder],
      globs: true,
      reason: 'workspace-setting',
      declaredAt,
    });
  }
}

/**
 * Where nothing is declared: the bibliography files of the nearest folder that has any, itself or in `bib/`
 * and the like.
 */
async function addNeighbours({ files }: DiscoveryInput, search: SearchFolders): Promise<void> {
  for (const folder of search.foldersUpwards) {
    const names: string[] = [];
    for (const inner of ['', ...neighbourFolders]) {
      const place = inner === '' ? folder : joinUri(folder, inner);
      search.dependsOn.add(place);
      for (const { kind, name } of (await files.list(place)) ?? []) {
        if (kind === 'file' && isBibliographyName(name)) names.push(inner === '' ? name : `${inner}/${name}`);
      }
    }
    for (const name of names.sort()) {
      search.push(undeclared(joinUri(folder, name), 'neighbour'));
    }
    if (names.length > 0) return;
  }
}
