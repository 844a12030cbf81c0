import { fileName, isInside, joinUri, parentOf, resolvePath } from '../uri.ts';
import { computedPaths, isComputed } from './computedPaths.ts';
import type { Discovery, DiscoveryInput, FoundBibliography } from './discovery.ts';
import type { FolderEntry, Refusal } from './files.ts';
import { globMatcher } from './glob.ts';
import { similarFileNames } from './similarNames.ts';

const maxBibliographies = 100;
const maxCrossReferenceKinds = 100;

/** A declared path, and where the tool that reads it looks. */
export interface DeclaredPath extends Pick<FoundBibliography, 'reason' | 'declaredAt'> {
  /** The path as it may be meant, best first: with `.bib` added, and as written. */
  readonly paths: readonly string[];
  /** Where a relative path may start, best first. */
  readonly folders: readonly string[];
  /** What `/x` is below, best first; without them it is absolute. */
  readonly roots?: readonly string[];
  /** True where `*.bib` stands for every file that matches. */
  readonly globs?: boolean;
  /** True where a backslash begins a macro. */
  readonly isTeX?: boolean;
}

/** A path that a project's file declares, and the folder that it starts from. */
interface ProjectPath extends Pick<FoundBibliography, 'reason' | 'declaredAt'> {
  readonly path: string;
  readonly folder: string;
}

/** A file that stands in a manuscript (`filecontents`). */
export interface WrittenFile {
  readonly uri: string;
  readonly path: string;
  /** Whether it is written over a file that is there. */
  readonly overwrites: boolean;
}

/** Why a path cannot be followed: only another program knows what it stands for, or what lies there. */
function unfollowed(path: string, isTeX: boolean): string | undefined {
  if (/^(?!file:)[a-z][a-z\d+.-]{1,20}:\/\//i.test(path))
    return 'it lies on another machine, and PsyCite fetches nothing from the network';
  if (isTeX && /^[~$]/.test(path)) return 'only TeX knows the folder that it begins with';
  if (/`\{?r\b/.test(path) || isComputed(path)) return 'R code computes its path';
  if (/\{\{[<%]/.test(path)) return 'a shortcode stands in its path';
  if (/\$\{(?!\.\})/.test(path)) return 'a variable stands in its path';
  return isTeX && path.includes('\\')
    ? 'a macro that this document does not define stands in its path'
    : undefined;
}

/** Where a path leads from some folders, in their order. */
const placesOf = (path: string, folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => {
    const resolved = resolvePath(path, folder);
    return resolved.kind === 'uri' ? [resolved.uri] : [];
  });

/** Files of abbreviations that TeX distributions bring along (package IEEEtran), outside of the workspace. */
const namesOfTeX: ReadonlySet<string> = new Set(['IEEEabrv.bib', 'IEEEfull.bib']);

const maps = new WeakMap<readonly FolderEntry[], ReadonlyMap<string, FolderEntry>>();

/** What a folder holds by name; a list that is kept is looked through once. */
function byName(entries: readonly FolderEntry[]): ReadonlyMap<string, FolderEntry> {
  let known = maps.get(entries);
  if (known === undefined) {
    known = new Map(entries.map((entry) => [entry.name, entry]));
    maps.set(entries, known);
  }
  return known;
}

/** Looks for declared files in the folders in question, and keeps what was found and what it depends on. */
export class SearchFolders {
  readonly found: FoundBibliography[] = [];
  readonly dependsOn = new Set<string>();
  readonly crossReferenceKinds = new Set<string>();
  style: Discovery['style'];
  readonly citationSuffixes = new Set<string>();
  readonly citingFunctions = new Set<string>();
  limited = false;
  manubotTags: ReadonlySet<string> | undefined;
  /** Files that LaTeX writes from the document itself, by their URI. */
  written: ReadonlyMap<string, WrittenFile> = new Map();
  /** The manuscript's folder and those above it, as far as the roots goes. */
  readonly foldersUpwards: readonly string[];
  readonly #input: DiscoveryInput;
  readonly #seen = new Set<string>();
  readonly #listed = new Map<string, Promise<readonly FolderEntry[]>>();

  constructor(input: DiscoveryInput) {
    this.#input = input;
    this.foldersUpwards = this.#upwards(parentOf(input.uri));
  }

  /** The uppermost folder of the roots that holds the manuscript. */
  get top(): string {
    return this.foldersUpwards.at(-1) ?? parentOf(this.#input.uri);
  }

  #upwards(from: string): string[] {
    const out: string[] = [];
    let folder = from;
    while (this.allowed(folder)) {
      out.push(folder);
      const parent = parentOf(folder);
      if (parent === folder) break;
      folder = parent;
    }
    return out;
  }

  allowed(uri: string): boolean {
    const { folders, allowedFiles } = this.#input.roots;
    return allowedFiles.has(uri) || folders.some((folder) => isInside(uri, folder));
  }

  async exists(uri: string): Promise<boolean> {
    const name = fileName(uri);
    const entries = this.allowed(uri) ? await this.#list(parentOf(uri)) : [];
    const entry = byName(entries).get(name);
    return entry !== undefined && entry.kind !== 'directory';
  }

  /** What a folder holds; asked for once. */
  #list(folder: string): Promise<readonly FolderEntry[]> {
    let listed = this.#listed.get(folder);
    if (listed === undefined) {
      listed = this.#input.files.list(folder).then((entries) => entries ?? []);
      this.#listed.set(folder, listed);
    }
    return listed;
  }

  /**
   * The first of some places that there is a file at, or the first that may be read; undefined where none
   * may. The answer depends on all places up to it.
   */
  async firstOf(uris: Iterable<string>): Promise<string | undefined> {
    const places = [...new Set(uris)].filter((uri) => this.allowed(uri));
    if (places.length <= 1) return this.#depend(places[0]);
    for (const uri of places) {
      this.dependsOn.add(uri);
      if (await this.exists(uri)) return uri;
    }
    return places[0];
  }

  #depend(uri: string | undefined): string | undefined {
    if (uri !== undefined) this.dependsOn.add(uri);
    return uri;
  }

  /** The nearest folder, upwards from the manuscript, that holds a file of one of these names. */
  async nearestWith(names: readonly string[]): Promise<string | undefined> {
    for (const folder of this.foldersUpwards) {
      if ((await this.namesIn(folder, names)).length > 0) return folder;
    }
    return undefined;
  }

  /** Those of `names` that are in a folder. The answer depends on all of them. */
  async namesIn(folder: string, names: readonly string[]): Promise<readonly string[]> {
    for (const name of names) this.dependsOn.add(joinUri(folder, name));
    const there = byName(await this.#list(folder));
    return names.filter((name) => there.has(name));
  }

  /** Adds what a project's file declares; R may compute it, or a glob stand for it. */
  async addDeclared({ path, folder, reason, declaredAt }: ProjectPath): Promise<void> {
    await this.add({ paths: [path], folders: [folder], globs: true, reason, declaredAt });
  }

  /**
   * Adds the files whose paths stand in the R code that computes them. A path that leads to no file may mean
   * another one: it is for the caller to say that the declaration is not followed.
   */
  async #addComputed({ paths, folders, reason, declaredAt }: DeclaredPath): Promise<boolean> {
    const found: string[] = [];
    const computed = computedPaths(paths[0]!);
    for (const { path, isInProject } of computed) {
      const starts = isInProject
        ? [await this.#projectOfR()]
        : [...folders, ...this.foldersUpwards.slice(-1)];
      const places = placesOf(path, starts);
      for (const place of places) this.dependsOn.add(place);
      for (const place of places) {
        if (!(await this.exists(place))) continue;
        found.push(place);
        break;
      }
    }
    if (found.length < Math.max(1, computed.length)) return false;
    for (const uri of found) this.push({ uri, reason, declaredAt, refused: undefined });
    return true;
  }

  /** The folder that the package here takes for the project's: the nearest one with a sign of it. */
  async #projectOfR(): Promise<string> {
    for (const folder of this.foldersUpwards) {
      const entries = await this.#list(folder);
      if (entries.some(({ name }) => /^(?:\.here|\.git|DESCRIPTION)$|\.Rproj$/.test(name))) return folder;
    }
    return this.top;
  }

  /** Adds the file, or files, that a path names. */
  async add(declared: DeclaredPath): Promise<void> {
    const { reason, declaredAt } = declared;
    // What would be left out is not looked for.
    if (this.found.length >= maxBibliographies) {
      this.limited = true;
      return;
    }
    if (isComputed(declared.paths[0]!) && (await this.#addComputed(declared))) return;
    const unknown = declaredAt && unfollowed(declared.paths[0]!, declared.isTeX === true);
    if (unknown !== undefined) {
      this.pushNotFollowed(reason, declaredAt!, unknown);
      return;
    }
    if (declared.isTeX && namesOfTeX.has(declared.paths[0]!) && !(await this.addIfThere(declared))) return;
    const places: string[] = [];
    for (const path of declared.paths) {
      for (const folder of declared.folders) {
        for (const root of declared.roots ?? [undefined]) {
          const resolved = resolvePath(path, folder, root);
          if (resolved.kind === 'uri') {
            places.push(resolved.uri);
            continue;
          }
          const uri = joinUri(folder, path.split(/[\\/]/).at(-1) ?? path);
          const refused: Refusal = { why: 'unreadable', reason: resolved.reason };
          this.push({ uri, reason, declaredAt, refused });
          return;
        }
      }
    }
    const path = declared.paths[0]!;
    const uri = await this.firstOf(places);
    const written = await this.#writtenAt(places);
    if (written !== undefined) {
      const embedded = { path: written.path };
      this.push({ uri: written.uri, reason, declaredAt, refused: undefined, embedded });
    } else if (uri === undefined) {
      this.push({ uri: places[0]!, reason, declaredAt, refused: outsideWorkspace });
    } else if (declared.globs && /[*?[{]/.test(path) && !(await this.exists(uri))) {
      await this.#addMatches(places, path, declared);
    } else {
      const similar = declaredAt === undefined ? [] : await this.#similarNames(uri);
      this.push({ uri, reason, declaredAt, refused: undefined, ...(similar.length > 0 && { similar }) });
    }
  }

  /** Adds the file that a path names in the first folder that has it; true where there is one. */
  async addIfThere({ paths, folders, reason, declaredAt }: DeclaredPath): Promise<boolean> {
    const uri = await this.firstOf(paths.flatMap((path) => placesOf(path, folders)));
    if (uri === undefined || !(await this.exists(uri))) return false;
    this.push({ uri, reason, declaredAt, refused: undefined });
    return true;
  }

  /** A declaration that only a program could follow. */
  pushNotFollowed(
    reason: FoundBibliography['reason'],
    declaredAt: NonNullable<FoundBibliography['declaredAt']>,
    why: string,
  ): void {
    const uri = joinUri(parentOf(this.#input.uri), encodeURIComponent(declaredAt.path.slice(0, 200)));
    this.push({ uri, reason, declaredAt, refused: { why: 'not-followed', reason: why } });
  }

  /** LaTeX writes no file where one is, unless it is told to. */
  async #writtenAt(places: readonly string[]): Promise<WrittenFile | undefined> {
    for (const place of places) {
      const written = this.written.get(place);
      if (written?.overwrites || (written && !(await this.exists(place)))) return written;
    }
    return undefined;
  }

  /** Where there is no file: those beside it that it may have been meant to name. */
  async #similarNames(uri: string): Promise<readonly string[]> {
    const folder = parentOf(uri);
    const names = (await this.#list(folder))
      .filter(({ kind }) => kind !== 'directory')
      .map(({ name }) => name);
    const wanted = fileName(uri);
    if (names.includes(wanted)) return [];
    this.dependsOn.add(folder);
    return similarFileNames(wanted, names);
  }

  /** Adds what a path with a glob names, from the first place that has any. */
  async #addMatches(
    places: readonly string[],
    path: string,
    { reason, declaredAt }: DeclaredPath,
  ): Promise<void> {
    for (const place of places.filter((one) => this.allowed(one))) {
      const found = await this.#expand(place);
      for (const uri of found) this.push({ uri, reason, declaredAt, refused: undefined });
      if (found.length > 0) return;
    }
    const refused: Refusal = { why: 'no-match', reason: `no file matches ${path}` };
    this.push({ uri: places[0]!, reason, declaredAt, refused });
  }

  /**
   * The files that a URI names, whose last segment may be a glob. The answer depends on the folder of a glob.
   */
  async matches(uri: string): Promise<readonly string[]> {
    if (!this.allowed(uri)) return [];
    return /[*?[{]/.test(fileName(uri)) ? await this.#expand(uri) : [uri];
  }

  /** The files that match a glob in the last segment of a URI, in alphabetical order. */
  async #expand(uri: string): Promise<readonly string[]> {
    const folder = parentOf(uri);
    const matches = globMatcher(fileName(uri));
    this.dependsOn.add(folder);
    return (await this.#list(folder))
      .filter((entry) => entry.kind === 'file' && matches(entry.name))
      .map((entry) => entry.name)
      .sort()
      .map((name) => joinUri(folder, name));
  }

  addCrossReferenceKind(kind: string): void {
    if (this.crossReferenceKinds.size < maxCrossReferenceKinds) this.crossReferenceKinds.add(kind);
    else if (!this.crossReferenceKinds.has(kind)) this.limited = true;
  }

  push(found: FoundBibliography): void {
    const identity = [found.uri, found.refused?.reason, found.embedded?.path].join(' ');
    if (this.#seen.has(identity)) return;
    if (this.found.length >= maxBibliographies) {
      this.limited = true;
      return;
    }
    this.#seen.add(identity);
    this.found.push(found);
    this.dependsOn.add(found.uri);
  }
}

const outsideWorkspace: Refusal = { why: 'outside', reason: 'it lies outside the workspace' };
