/**
 * Which bibliographies apply to a manuscript, and why. Each tool's own rule says where a relative path starts:
 *
 * - Pandoc, R Markdown, MyST: the manuscript's folder; `bibliography` may be a glob (Pandoc manual, "Metadata files").
 * - Quarto: the folder of the file that declares it; `/x` is below the project's folder (Quarto, "Project basics").
 * - LaTeX: the folder of the root file, and `.bib` is added where no extension is given (biblatex manual 3.8.1).
 * - Typst: the folder of the file that calls; `/x` is below the project's root.
 * - Settings: the workspace folder.
 */
import picomatch from 'picomatch';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Span } from '../../base/span.ts';
import type { BibliographyDeclaration, Manuscript, Syntax } from '../manuscript/types.ts';
import type { FilePort, Refusal, Territory } from './files.ts';
import type { Settings } from './settings.ts';
import { extensionOf, fileName, isInside, joinUri, parentOf, resolvePath } from './uri.ts';

/** One file that applies, or that was declared and does not. */
export interface FoundBibliography {
  readonly uri: string;
  /** Why it applies: what declared it. */
  readonly reason: DiscoveryReason;
  /** Where it was declared; absent for settings and for neighbours. */
  readonly declaredAt: (Span & { readonly uri: string; readonly path: string }) | undefined;
  /** Why it is not read, where it was refused before reading. */
  readonly refused: Refusal | undefined;
}

export type DiscoveryReason =
  | 'front-matter'
  | 'command'
  | 'parent-document'
  | 'included-file'
  | 'quarto-project'
  | 'quarto-metadata'
  | 'pandoc-defaults'
  | 'myst-project'
  | 'user-setting'
  | 'workspace-setting'
  | 'neighbour';

export interface DiscoveryInput {
  readonly uri: string;
  readonly manuscript: Manuscript;
  readonly territory: Territory;
  readonly settings: Settings;
  readonly files: FilePort;
  /** A manuscript's parse by URI: open files as they are being edited, others from disk. */
  readonly manuscriptAt: (uri: string) => Promise<Manuscript | undefined>;
  /** Manuscripts of the workspace that include this one (`\input`, `\include`, `{{< include >}}`). */
  readonly includedBy: (uri: string) => readonly string[];
}

/** What discovery found, and every file whose change would change the answer. */
export interface Discovery {
  readonly found: readonly FoundBibliography[];
  readonly dependsOn: ReadonlySet<string>;
  /** A bound was reached: the answer may lack files. */
  readonly limited: boolean;
}

/** Bounds. A manuscript that reaches one is told. */
const maximumIncludedFiles = 200;
const maximumBibliographies = 100;
const configurationLimit = 1_000_000;

const bibliographyExtensions = new Set(['bib', 'bibtex', 'ris', 'nbib', 'enw']);
const bibliographyNames = /^(?:references|bibliography|library|refs)\.(?:json|ya?ml)$|\.csl\.json$/i;
const neighbourFolders = ['bib', 'bibliography', 'refs', 'references'];

export async function discoverBibliographies(input: DiscoveryInput): Promise<Discovery> {
  const search = new Search(input);
  await search.run();
  return { found: search.found, dependsOn: search.dependsOn, limited: search.limited };
}

class Search {
  readonly found: FoundBibliography[] = [];
  readonly dependsOn = new Set<string>();
  limited = false;
  readonly #seen = new Set<string>();
  readonly #input: DiscoveryInput;

  constructor(input: DiscoveryInput) {
    this.#input = input;
  }

  async run(): Promise<void> {
    const { manuscript, uri } = this.#input;
    for (const declaration of manuscript.declarations) {
      await this.#declared(declaration, uri, manuscript.syntax, folderOf(uri), reasonOf(declaration));
    }
    if (manuscript.syntax === 'latex') await this.#latexDocuments();
    else if (manuscript.syntax !== 'typst') await this.#projectFiles();
    const declared = this.found.length > 0;
    await this.#settings();
    if (!declared) await this.#neighbours();
  }

  async #declared(
    declaration: BibliographyDeclaration,
    declaredIn: string,
    syntax: Syntax,
    folder: string,
    reason: DiscoveryReason,
  ): Promise<void> {
    const path =
      declaration.by === 'addbibresource' || declaration.by === 'bibliography'
        ? withBibExtension(declaration.path)
        : declaration.path;
    const place = { uri: declaredIn, start: declaration.start, end: declaration.end, path: declaration.path };
    const root =
      syntax === 'quarto' || syntax === 'typst' ? await this.#projectRoot(declaredIn, syntax) : undefined;
    await this.#add(path, folder, root, reason, place, syntax !== 'latex' && syntax !== 'typst');
  }

  /** Resolves one path or glob and adds what it names. */
  async #add(
    path: string,
    folder: string,
    root: string | undefined,
    reason: DiscoveryReason,
    declaredAt: FoundBibliography['declaredAt'],
    globs: boolean,
  ): Promise<void> {
    const resolved = resolvePath(path, folder, root);
    if (resolved.kind === 'refused') {
      this.#push({
        uri: joinUri(folder, fileNameOf(path)),
        reason,
        declaredAt,
        refused: { why: 'unreadable', reason: resolved.reason },
      });
      return;
    }
    if (globs && /[*?[{]/.test(path)) {
      await this.#addGlob(resolved.uri, path, reason, declaredAt);
      return;
    }
    const outside = !this.#allowed(resolved.uri);
    this.#push({
      uri: resolved.uri,
      reason,
      declaredAt,
      refused: outside ? outsideWorkspace : undefined,
    });
  }

  /** A glob in the last segment of a path, as Pandoc expands it, in alphabetical order. */
  async #addGlob(
    uri: string,
    path: string,
    reason: DiscoveryReason,
    declaredAt: FoundBibliography['declaredAt'],
  ): Promise<void> {
    const folder = parentOf(uri);
    if (!this.#allowed(uri)) {
      this.#push({ uri, reason, declaredAt, refused: outsideWorkspace });
      return;
    }
    const matches = picomatch(fileName(uri));
    this.dependsOn.add(folder);
    const names = ((await this.#input.files.list(folder)) ?? [])
      .filter((entry) => entry.kind === 'file' && matches(entry.name))
      .map((entry) => entry.name)
      .sort();
    for (const name of names) {
      this.#push({ uri: joinUri(folder, name), reason, declaredAt, refused: undefined });
    }
    if (names.length === 0) {
      this.#push({
        uri,
        reason,
        declaredAt,
        refused: { why: 'no-match', reason: `no file matches ${path}` },
      });
    }
  }

  #push(found: FoundBibliography): void {
    const identity = found.refused === undefined ? found.uri : `${found.uri} ${found.refused.reason}`;
    if (this.#seen.has(identity)) return;
    if (this.found.length >= maximumBibliographies) {
      this.limited = true;
      return;
    }
    this.#seen.add(identity);
    this.found.push(found);
    this.dependsOn.add(found.uri);
  }

  #allowed(uri: string): boolean {
    const { folders, allowedFiles } = this.#input.territory;
    return allowedFiles.has(uri) || folders.some((folder) => isInside(uri, folder));
  }

  /**
   * LaTeX reads declarations wherever they stand among the root file and what it inputs. The root is found
   * through `% !TEX root`, `\documentclass[…]{subfiles}`, or a file of the workspace that inputs this one.
   */
  async #latexDocuments(): Promise<void> {
    const { uri, manuscript, manuscriptAt } = this.#input;
    const root = await this.#latexRoot(uri, manuscript);
    const rootFolder = folderOf(root);
    const seen = new Set<string>();
    const queue = [root];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (seen.has(next) || !this.#allowed(next)) continue;
      if (seen.size >= maximumIncludedFiles) {
        this.limited = true;
        return;
      }
      seen.add(next);
      this.dependsOn.add(next);
      const document = next === uri ? manuscript : await manuscriptAt(next);
      if (document === undefined) continue;
      if (next !== uri || root !== uri) {
        for (const declaration of document.declarations) {
          const reason = next === root ? 'parent-document' : 'included-file';
          await this.#declared(declaration, next, 'latex', rootFolder, reason);
        }
      }
      for (const link of document.files) {
        if (link.by !== 'input' && link.by !== 'include' && link.by !== 'subfile' && link.by !== 'import')
          continue;
        const resolved = resolvePath(withTexExtension(link.path), rootFolder);
        if (resolved.kind === 'uri') queue.push(resolved.uri);
      }
    }
  }

  async #latexRoot(uri: string, manuscript: Manuscript): Promise<string> {
    const seen = new Set([uri]);
    let current = { uri, manuscript };
    for (;;) {
      const link = current.manuscript.files.find((file) => file.by === 'root' || file.by === 'documentclass');
      const resolved = link && resolvePath(withTexExtension(link.path), folderOf(current.uri));
      const parent = resolved?.kind === 'uri' ? resolved.uri : this.#input.includedBy(current.uri)[0];
      if (parent === undefined || seen.has(parent) || !this.#allowed(parent)) return current.uri;
      this.dependsOn.add(parent);
      const parsed = await this.#input.manuscriptAt(parent);
      if (parsed === undefined) return current.uri;
      seen.add(parent);
      current = { uri: parent, manuscript: parsed };
    }
  }

  /** `_metadata.yml`, `_quarto.yml`, `myst.yml` and Pandoc defaults files, from the manuscript's folder upwards. */
  async #projectFiles(): Promise<void> {
    const { syntax } = this.#input.manuscript;
    const quarto = syntax === 'quarto' || syntax === 'rmarkdown' || syntax === 'pandoc';
    for (const folder of this.#foldersUpwards()) {
      const names = new Set(((await this.#input.files.list(folder)) ?? []).map((entry) => entry.name));
      this.dependsOn.add(folder);
      for (const name of ['_metadata.yml', '_metadata.yaml']) {
        if (quarto && names.has(name))
          await this.#yamlFile(joinUri(folder, name), 'quarto-metadata', [['bibliography']]);
      }
      for (const name of ['_quarto.yml', '_quarto.yaml']) {
        if (!quarto || !names.has(name)) continue;
        await this.#yamlFile(joinUri(folder, name), 'quarto-project', [
          ['bibliography'],
          ['book', 'bibliography'],
          ['website', 'bibliography'],
        ]);
        return;
      }
      if (names.has('myst.yml') && (syntax === 'myst' || syntax === 'pandoc')) {
        await this.#yamlFile(joinUri(folder, 'myst.yml'), 'myst-project', [
          ['project', 'bibliography'],
          ['bibliography'],
        ]);
        return;
      }
      for (const name of ['defaults.yaml', 'defaults.yml', 'pandoc.yaml', 'pandoc.yml', '.pandoc.yaml']) {
        if (!names.has(name)) continue;
        await this.#yamlFile(joinUri(folder, name), 'pandoc-defaults', [
          ['bibliography'],
          ['metadata', 'bibliography'],
        ]);
      }
    }
  }

  /** The manuscript's folder and those above it, as far as the territory goes. */
  #foldersUpwards(): string[] {
    const out: string[] = [];
    let folder = folderOf(this.#input.uri);
    while (this.#allowed(folder)) {
      out.push(folder);
      const parent = parentOf(folder);
      if (parent === folder) break;
      folder = parent;
    }
    return out;
  }

  async #projectRoot(uri: string, syntax: Syntax): Promise<string | undefined> {
    const folders = this.#foldersUpwards();
    if (syntax === 'quarto') {
      for (const folder of folders) {
        const entries = (await this.#input.files.list(folder)) ?? [];
        if (entries.some((entry) => /^_quarto\.ya?ml$/.test(entry.name))) return folder;
      }
    }
    return folders.at(-1) ?? folderOf(uri);
  }

  async #yamlFile(
    uri: string,
    reason: DiscoveryReason,
    paths: readonly (readonly string[])[],
  ): Promise<void> {
    this.dependsOn.add(uri);
    const file = await this.#input.files.readText(uri, configurationLimit);
    if (file.kind !== 'text') return;
    const folder = parentOf(uri);
    for (const { path, start, end } of yamlStrings(file.text, paths)) {
      await this.#add(
        path.replace(/^\$\{\.\}\//, ''),
        folder,
        folder,
        reason,
        { uri, start, end, path },
        true,
      );
    }
  }

  async #settings(): Promise<void> {
    const { settings, territory, uri } = this.#input;
    const folder = territory.folders.find((candidate) => isInside(uri, candidate)) ?? folderOf(uri);
    for (const path of settings.userBibliographies) {
      await this.#add(path, folder, undefined, 'user-setting', undefined, false);
    }
    for (const path of settings.workspaceBibliographies) {
      await this.#add(path, folder, undefined, 'workspace-setting', undefined, true);
    }
  }

  /** Where nothing is declared: the bibliography files of the nearest folder that has any. */
  async #neighbours(): Promise<void> {
    for (const folder of this.#foldersUpwards()) {
      this.dependsOn.add(folder);
      const entries = (await this.#input.files.list(folder)) ?? [];
      const names = entries
        .filter((entry) => entry.kind === 'file' && isBibliographyName(entry.name))
        .map((entry) => entry.name);
      for (const sub of neighbourFolders) {
        if (!entries.some((entry) => entry.kind === 'directory' && entry.name === sub)) continue;
        const inner = (await this.#input.files.list(joinUri(folder, sub))) ?? [];
        this.dependsOn.add(joinUri(folder, sub));
        for (const entry of inner) {
          if (entry.kind === 'file' && isBibliographyName(entry.name)) names.push(`${sub}/${entry.name}`);
        }
      }
      for (const name of names.sort()) {
        this.#push({
          uri: joinUri(folder, name),
          reason: 'neighbour',
          declaredAt: undefined,
          refused: undefined,
        });
      }
      if (names.length > 0) return;
    }
  }
}

const folderOf = parentOf;

const outsideWorkspace: Refusal = { why: 'outside', reason: 'it lies outside the workspace' };

const reasonOf = (declaration: BibliographyDeclaration): DiscoveryReason =>
  declaration.by === 'yaml' ? 'front-matter' : 'command';

const withBibExtension = (path: string): string => (/\.[a-z]+$/i.test(path) ? path : `${path}.bib`);

const withTexExtension = (path: string): string => (/\.[a-z]+$/i.test(path) ? path : `${path}.tex`);

const fileNameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

const isBibliographyName = (name: string): boolean =>
  bibliographyNames.test(name) ||
  bibliographyExtensions.has(extensionOf(`file:///${encodeURIComponent(name)}`));

/** The strings at the given key paths of a YAML text, lists flattened, with their places. Never throws. */
export function yamlStrings(
  text: string,
  paths: readonly (readonly string[])[],
): (Span & { readonly path: string })[] {
  const out: (Span & { readonly path: string })[] = [];
  const document = parseDocument(text, { lineCounter: new LineCounter(), strict: false, logLevel: 'silent' });
  const collect = (node: unknown, depth: number): void => {
    if (depth > 20 || isAlias(node)) return;
    if (isScalar(node) && typeof node.value === 'string' && node.range) {
      out.push({ path: node.value, start: node.range[0], end: node.range[1] });
    } else if (isSeq(node)) for (const item of node.items) collect(item, depth + 1);
    else if (isMap(node)) for (const pair of node.items) collect(pair.value as Node, depth + 1);
  };
  for (const path of paths) collect(document.getIn(path, true), 0);
  return out;
}
