import { Text } from '../../base/text.ts';
import { languages } from '../manuscript/languages.ts';
import type { Manuscript, Syntax } from '../manuscript/types.ts';
import { PackIndex } from '../paper/packIndex.ts';
import { namesOfPaper, paperName } from '../paper/paperName.ts';
import { isOfPaper, type PaperPack } from '../paper/types.ts';
import type { Problem } from '../problem.ts';
import { packDocument, packOfUri } from '../render/packDocument.ts';
import {
  compileTerms,
  compileTermsInSteps,
  type Spelling,
  spellingFor,
  type TermIndex,
} from '../terms/index.ts';
import type { BibliographyFile } from './bibliographyFile.ts';
import { type Discovery, discoveryOfDraft, type FoundBibliography } from './discovery/discovery.ts';
import { readingOrder } from './discovery/readingOrder.ts';
import { type EmbeddedBibliography, embeddedIn } from './embedded.ts';
import { Library, type LibrarySource } from './library.ts';
import { ManuscriptFile } from './manuscriptFile.ts';
import type { Settings } from './settings.ts';

/** A file of the workspace that holds a pack, or should. */
export interface PackFile {
  readonly text: Text;
  readonly problems: readonly Problem[];
  /** False where no paper could be made of it. */
  readonly isRead: boolean;
}

export interface SnapshotParts {
  readonly revision: number;
  readonly manuscripts: ReadonlyMap<string, ManuscriptFile>;
  readonly bibliographies: ReadonlyMap<string, BibliographyFile>;
  readonly discoveries: ReadonlyMap<string, Discovery>;
  readonly packs: readonly PaperPack[];
  readonly packFiles: ReadonlyMap<string, PackFile>;
  readonly settings: Settings;
  readonly folders: readonly string[];
  readonly isWhole: boolean;
  readonly zotero: Library | undefined;
  readonly searchedZotero: Library | undefined;
  readonly previous: Snapshot | undefined;
  /** The papers that one manuscript names, of whose view this is. */
  readonly named?: readonly string[];
}

/** A bibliography that was found for a manuscript, with the file as far as it has been read. */
export interface AppliedBibliography {
  readonly found: FoundBibliography;
  readonly file: BibliographyFile | undefined;
}

/**
 * An immutable view of everything the server knows at one revision. Every feature is a function of it.
 * Derived values are made when asked for, and taken over from the snapshot before where their inputs are the
 * same objects.
 */
export class Snapshot {
  readonly revision: number;
  readonly settings: Settings;
  readonly folders: readonly string[];
  /**
   * False while manuscripts of the workspace are still to be read: what none cites may be cited all the same.
   */
  readonly isWhole: boolean;
  /** The works of the user's Zotero that are kept on this machine; undefined where it is not connected. */
  readonly zotero: Library | undefined;
  /** Those of them that are offered: of one collection where the settings name it. */
  readonly searchedZotero: Library | undefined;
  /** The packs in use, in the order of the settings. */
  readonly packs: readonly PackIndex[];
  /** Those of papers: what has sections, and works to cite. */
  readonly papers: readonly PackIndex[];
  readonly #parts: SnapshotParts;
  /** Handed on from snapshot to snapshot, for manuscripts that are known; those that went are left out. */
  readonly #libraries: Map<string, Library> = new Map();
  readonly #embedded: Map<string, readonly EmbeddedBibliography[]> = new Map();
  readonly #labelled = new Map<string, Manuscript>();
  readonly #views = new Map<string, Snapshot>();

  constructor({ previous, ...parts }: SnapshotParts) {
    this.#parts = { ...parts, previous: undefined };
    this.revision = parts.revision;
    this.settings = parts.settings;
    this.folders = parts.folders;
    this.isWhole = parts.isWhole;
    this.zotero = parts.zotero;
    this.searchedZotero = parts.searchedZotero;
    const samePacks =
      previous !== undefined &&
      previous.#parts.packs === parts.packs &&
      previous.settings.enabledPacks === parts.settings.enabledPacks;
    const packs = samePacks ? previous.packs : enabledPacks(parts.packs, parts.settings);
    const isAsBefore = samePacks && parts.named === undefined;
    this.packs = parts.named === undefined ? packs : withPapers(packs, parts.named);
    this.papers = isAsBefore ? previous.papers : this.packs.filter(({ pack }) => isOfPaper(pack));
    if (previous !== undefined) {
      this.#libraries = previous.#libraries;
      this.#embedded = previous.#embedded;
      const manuscriptsLeft = parts.manuscripts.size < previous.#parts.manuscripts.size;
      for (const uri of manuscriptsLeft ? [...this.#libraries.keys()] : []) {
        if (parts.manuscripts.has(uri)) continue;
        this.#libraries.delete(uri);
        this.#embedded.delete(uri);
      }
    }
  }

  /**
   * As a manuscript sees it that names the papers it uses: `psycite-papers: [abdallah2018]` in its front
   * matter.
   */
  of(uri: string): Snapshot {
    const named = this.#parts.manuscripts
      .get(uri)
      ?.manuscript.papers?.names.map(({ name }) => paperName(name));
    if (named === undefined || this.#parts.named !== undefined) return this;
    const key = named.join('\n');
    const view = this.#views.get(key) ?? new Snapshot({ ...this.#parts, named, previous: this });
    this.#views.set(key, view);
    return view;
  }

  /** Every pack that is known, those that no setting has in use among them. */
  get knownPacks(): readonly PaperPack[] {
    return this.#parts.packs;
  }

  /** False while packs are still to be read, and where the file of one cannot be: it may be any paper. */
  get knowsAllPacks(): boolean {
    return this.isWhole && [...this.#parts.packFiles.values()].every(({ isRead }) => isRead);
  }

  /** The terms of the packs in use, compiled when first asked for. */
  get terms(): TermIndex {
    let terms = compiled.get(this.packs);
    if (terms === undefined) {
      terms = compileTerms(this.packs.map((index) => index.pack));
      compiled.set(this.packs, terms);
    }
    return terms;
  }

  /** Compiles the terms ahead, in slices of a few milliseconds; yields the share done. */
  *prepareTerms(): Generator<number, void> {
    if (compiled.has(this.packs)) return;
    const terms = yield* compileTermsInSteps(this.packs.map((index) => index.pack));
    compiled.set(this.packs, terms);
  }

  packFile(uri: string): PackFile | undefined {
    return this.#parts.packFiles.get(uri);
  }

  manuscriptFile(uri: string): ManuscriptFile | undefined {
    return this.#parts.manuscripts.get(uri);
  }

  /**
   * A manuscript as the document knows it that it is a part of: what it cites may be a label of another file.
   */
  manuscript(uri: string): Manuscript | undefined {
    const file = this.#parts.manuscripts.get(uri);
    const withLabels = file && languages[file.syntax].parser.withLabels;
    if (withLabels === undefined) return file?.manuscript;
    let manuscript = this.#labelled.get(uri);
    if (manuscript === undefined) {
      manuscript = withLabels(file!.manuscript, this.#labelsBeside(uri));
      this.#labelled.set(uri, manuscript);
    }
    return manuscript;
  }

  /** The labels of the other files that a file is compiled with, as far as these are read. */
  #labelsBeside(uri: string): ReadonlySet<string> {
    const labels = new Set<string>();
    for (const { labels: own } of this.manuscriptsBeside(uri))
      for (const label of own ?? []) labels.add(label);
    return labels;
  }

  /** The other files of the document that a manuscript belongs to, as far as these are read. */
  manuscriptsBeside(uri: string): readonly Manuscript[] {
    return this.filesBeside(uri).map(({ manuscript }) => manuscript);
  }

  /**
   * Those of them that a reader comes to first: by what includes them, else by the order in which they were
   * found.
   */
  manuscriptsBefore(uri: string): readonly Manuscript[] {
    const own = this.#parts.manuscripts.get(uri);
    const beside = this.filesBeside(uri);
    if (own === undefined || beside.length === 0) return [];
    const inOrder = readingOrder(
      [...this.#orderOf(uri)].flatMap((one) => this.#parts.manuscripts.get(one) ?? []),
    );
    return inOrder.slice(0, Math.max(0, inOrder.indexOf(own))).map(({ manuscript }) => manuscript);
  }

  #orderOf(uri: string): ReadonlySet<string> {
    return new Set([...(this.#parts.discoveries.get(uri)?.dependsOn ?? []), uri]);
  }

  /** The other files of the document that a manuscript belongs to, as far as these are read. */
  filesBeside(uri: string): readonly ManuscriptFile[] {
    const beside: ManuscriptFile[] = [];
    for (const other of this.#parts.discoveries.get(uri)?.dependsOn ?? []) {
      const file = other === uri ? undefined : this.#parts.manuscripts.get(other);
      if (file !== undefined) beside.push(file);
    }
    return beside;
  }

  manuscriptFiles(): Iterable<ManuscriptFile> {
    return this.#parts.manuscripts.values();
  }

  bibliographyFile(uri: string): BibliographyFile | undefined {
    return this.#parts.bibliographies.get(uri);
  }

  /**
   * As `bibliographyFile`, of what the editor shows as one: a file that is declared as a list of references
   * and opened as a manuscript is that list on disk alone.
   */
  bibliographyShown(uri: string): BibliographyFile | undefined {
    return this.#parts.manuscripts.has(uri) ? undefined : this.#parts.bibliographies.get(uri);
  }

  /** The files that are read as references of a manuscript, each once; of a bibliography, itself. */
  bibliographiesOf(uri: string): readonly BibliographyFile[] {
    const uris =
      this.manuscript(uri) === undefined
        ? [uri]
        : this.appliedBibliographies(uri).flatMap(({ found }) => found.uri);
    return [...new Set(uris)].flatMap((one) => this.bibliographyFile(one) ?? []);
  }

  bibliographyFiles(): Iterable<BibliographyFile> {
    return this.#parts.bibliographies.values();
  }

  discovery(uri: string): Discovery | undefined {
    return this.#parts.discoveries.get(uri);
  }

  /** The text of any file known, for turning offsets into positions. */
  text(uri: string): Text | undefined {
    return (
      this.#parts.manuscripts.get(uri)?.text ??
      this.#parts.bibliographies.get(uri)?.text ??
      this.#parts.packFiles.get(uri)?.text ??
      this.#packText(uri)
    );
  }

  appliedBibliographies(uri: string): readonly AppliedBibliography[] {
    const found = this.#parts.discoveries.get(uri)?.found ?? [];
    return found.flatMap((one) => this.appliedAs(one));
  }

  /** The file that was found, or the references in a manuscript as the files that they stand for. */
  appliedAs(found: FoundBibliography): AppliedBibliography[] {
    const { uri } = found;
    if (found.embedded === undefined) {
      const file = found.refused === undefined ? this.#parts.bibliographies.get(uri) : undefined;
      return [{ found: this.#placedNow(found), file }];
    }
    const manuscript = this.#parts.manuscripts.get(uri);
    if (manuscript === undefined) return [];
    const { text, version } = manuscript;
    return this.embedded(uri)
      .filter(({ path }) => path === found.embedded?.path)
      .map(({ bibliography }) => {
        const state = { kind: 'ready' } as const;
        const file = {
          kind: 'bibliography',
          uri,
          format: 'bibtex',
          version,
          text,
          bibliography,
          state,
        } as const;
        return { found: this.#placedNow(found), file };
      });
  }

  /** The references that stand in a manuscript itself, those that LaTeX writes to a file among them. */
  embedded(uri: string): readonly EmbeddedBibliography[] {
    const manuscript = this.#parts.manuscripts.get(uri)?.manuscript;
    if (manuscript?.embedded === undefined) return [];
    const embedded = embeddedIn(manuscript, this.#embedded.get(uri));
    this.#embedded.set(uri, embedded);
    return embedded;
  }

  /**
   * Files that are no manuscripts and declare bibliographies for some: `_quarto.yml`, `myst.yml` and the
   * like.
   */
  projectFiles(): ReadonlySet<string> {
    const uris = new Set<string>();
    for (const { found } of this.#parts.discoveries.values()) {
      for (const { declaredAt } of found) {
        if (declaredAt !== undefined && !this.#parts.manuscripts.has(declaredAt.uri))
          uris.add(declaredAt.uri);
      }
    }
    return uris;
  }

  /** A declaration moves as its file is edited, which is no reason to look for bibliographies again. */
  #placedNow(found: FoundBibliography): FoundBibliography {
    const { declaredAt } = found;
    const manuscript = declaredAt && this.manuscript(declaredAt.uri);
    const now = manuscript?.declarations.find(({ path }) => path === declaredAt?.path);
    if (declaredAt === undefined || now === undefined || now.start === declaredAt.start) return found;
    return { ...found, declaredAt: { ...declaredAt, start: now.start, end: now.end } };
  }

  /** All bibliographies that apply to a manuscript, the references that stand in it last, merged. */
  library(uri: string): Library {
    const sources: LibrarySource[] = [];
    for (const { file } of this.appliedBibliographies(uri)) {
      if (file !== undefined) sources.push({ uri: file.uri, bibliography: file.bibliography });
    }
    for (const own of [...(this.discovery(uri)?.partOf ?? []), uri]) {
      for (const { path, bibliography } of this.embedded(own)) {
        if (path === undefined) sources.push({ uri: own, bibliography });
      }
    }
    const { syntax } = this.manuscript(uri) ?? {};
    const precedence = syntax === undefined ? 'last' : languages[syntax].precedence;
    const isSame = (known: Library | undefined): known is Library =>
      known?.precedence === precedence && sameSources(known.sources, sources);
    const known = this.#libraries.get(uri);
    if (isSame(known)) return known;
    // What was derived from a library serves all manuscripts that share it.
    const library = [...this.#libraries.values()].find(isSame) ?? new Library(sources, precedence);
    if (this.#parts.manuscripts.has(uri)) this.#libraries.set(uri, library);
    return library;
  }

  /**
   * This view with one more text, which no file holds: what applies to the manuscripts `partOf` applies to
   * it.
   */
  withDraft(uri: string, syntax: Syntax, text: string, partOf: readonly string[]): Snapshot {
    const discovery = discoveryOfDraft(
      partOf.flatMap((one) => this.discovery(one) ?? []),
      partOf,
    );
    const options = {
      latexCitationCommands: this.settings.latexCitationCommands,
      crossReferenceKinds: [...discovery.crossReferenceKinds],
    };
    const file = new ManuscriptFile(uri, syntax, null, Text.of(text), options);
    return new Snapshot({
      ...this.#parts,
      manuscripts: new Map(this.#parts.manuscripts).set(uri, file),
      discoveries: new Map(this.#parts.discoveries).set(uri, discovery),
      previous: this,
    });
  }

  /** The manuscripts that a bibliography applies to. */
  manuscriptsCiting(bibliographyUri: string): readonly ManuscriptFile[] {
    const out: ManuscriptFile[] = [];
    for (const file of this.#parts.manuscripts.values()) {
      const applies = this.discovery(file.uri)?.found.some(
        (found) => found.uri === bibliographyUri && found.refused === undefined,
      );
      if (applies || file.uri === bibliographyUri) out.push(file);
    }
    return out;
  }

  /** Packs are shown as virtual documents. */
  #packText(uri: string): Text | undefined {
    const id = packOfUri(uri);
    const index = id === undefined ? undefined : this.pack(id);
    return index && Text.of(packDocument(index).text);
  }

  /** How the words of the shipped packs are spelled for a manuscript, or for whoever asks without one. */
  spelling(uri?: string): Spelling {
    return spellingFor(this.settings.language, uri === undefined ? undefined : this.manuscript(uri));
  }

  pack(id: string): PackIndex | undefined {
    return this.packs.find((index) => index.pack.id === id);
  }
}

/** By the packs in use: snapshots share them as long as they are the same. */
const compiled = new WeakMap<readonly PackIndex[], TermIndex>();

const indexes = new WeakMap<PaperPack, PackIndex>();

function enabledPacks(packs: readonly PaperPack[], settings: Settings): PackIndex[] {
  const order = settings.enabledPacks;
  const chosen = order === null ? packs : order.flatMap((id) => packs.filter((pack) => pack.id === id));
  // A workspace's own words are always in use, and first.
  const own = packs.filter(({ kind }) => kind === 'own');
  const used = own.length === 0 ? chosen : [...own, ...chosen.filter(({ kind }) => kind !== 'own')];
  return used.map((pack) => {
    const index = indexes.get(pack) ?? new PackIndex(pack);
    indexes.set(pack, index);
    return index;
  });
}

/**
 * By the packs that all manuscripts see: the views of snapshots share them, and so the terms compiled of
 * them.
 */
const limited = new WeakMap<readonly PackIndex[], Map<string, readonly PackIndex[]>>();

/** The packs without the papers that are not named; glossaries and own words stay. */
function withPapers(packs: readonly PackIndex[], named: readonly string[]): readonly PackIndex[] {
  const known = limited.get(packs) ?? new Map<string, readonly PackIndex[]>();
  limited.set(packs, known);
  const key = named.join('\n');
  const isNamed = (pack: PaperPack): boolean => namesOfPaper(pack).some((name) => named.includes(name));
  const chosen = known.get(key) ?? packs.filter(({ pack }) => !isOfPaper(pack) || isNamed(pack));
  known.set(key, chosen);
  return chosen;
}

const sameSources = (a: readonly LibrarySource[], b: readonly LibrarySource[]): boolean =>
  a.length === b.length &&
  a.every((source, index) => source.bibliography === b[index]!.bibliography && source.uri === b[index]!.uri);
