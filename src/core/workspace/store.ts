import type { TextEdit } from '../../base/edit.ts';
import { Text } from '../../base/text.ts';
import { editBibliography } from '../bibliography/index.ts';
import type { Bibliography, BibliographyFormat } from '../bibliography/types.ts';
import type { ManuscriptOptions, Syntax } from '../manuscript/types.ts';
import type { PaperPack } from '../paper/types.ts';
import type { BibliographyFile, BibliographyState } from './bibliographyFile.ts';
import type { Discovery } from './discovery/discovery.ts';
import type { Library } from './library.ts';
import { ManuscriptFile } from './manuscriptFile.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { type PackFile, Snapshot } from './snapshot.ts';

/**
 * Everything the server knows, by revision. Each change makes a new revision; `snapshot` is an immutable view
 * of the current one, and is the same object until something changes.
 */
export class Store {
  #revision = 0;
  #snapshot: Snapshot | undefined;
  #manuscripts: ReadonlyMap<string, ManuscriptFile> = new Map();
  #bibliographies: ReadonlyMap<string, BibliographyFile> = new Map();
  #discoveries: ReadonlyMap<string, Discovery> = new Map();
  #packs: readonly PaperPack[] = [];
  #packFiles: ReadonlyMap<string, PackFile> = new Map();
  #settings: Settings = defaultSettings;
  #folders: readonly string[] = [];
  #isWhole = true;
  #zotero: Library | undefined;
  #searchedZotero: Library | undefined;

  get revision(): number {
    return this.#revision;
  }

  get settings(): Settings {
    return this.#settings;
  }

  snapshot(): Snapshot {
    this.#snapshot ??= new Snapshot({
      revision: this.#revision,
      manuscripts: this.#manuscripts,
      bibliographies: this.#bibliographies,
      discoveries: this.#discoveries,
      packs: this.#packs,
      packFiles: this.#packFiles,
      settings: this.#settings,
      folders: this.#folders,
      isWhole: this.#isWhole,
      zotero: this.#zotero,
      searchedZotero: this.#searchedZotero,
      previous: this.#last,
    });
    this.#last = this.#snapshot;
    return this.#snapshot;
  }

  /** The last snapshot taken: what did not change since is not derived again. */
  #last: Snapshot | undefined;

  openManuscript(uri: string, syntax: Syntax, version: number | null, text: string): void {
    this.#setManuscript(new ManuscriptFile(uri, syntax, version, Text.of(text), this.#optionsOf(uri)));
  }

  editManuscript(uri: string, version: number, edits: readonly TextEdit[]): void {
    const file = this.#manuscripts.get(uri);
    if (file !== undefined) this.#setManuscript(file.edited(version, edits));
  }

  removeManuscript(uri: string): void {
    if (!this.#manuscripts.has(uri)) return;
    this.#manuscripts = without(this.#manuscripts, uri);
    this.#discoveries = without(this.#discoveries, uri);
    this.#changed();
  }

  setBibliography(
    uri: string,
    format: BibliographyFormat,
    version: number | null,
    text: Text,
    bibliography: Bibliography,
    state: BibliographyState,
  ): void {
    const file: BibliographyFile = { kind: 'bibliography', uri, format, version, text, bibliography, state };
    this.#bibliographies = new Map(this.#bibliographies).set(uri, file);
    this.#changed();
  }

  /** Re-scans only what the edits touch. */
  editBibliography(uri: string, version: number, edits: readonly TextEdit[]): void {
    const file = this.#bibliographies.get(uri);
    if (file === undefined) return;
    let { text, bibliography } = file;
    for (const edit of edits) {
      text = text.replace(edit);
      bibliography = editBibliography(bibliography, text, edit);
    }
    this.setBibliography(uri, file.format, version, text, bibliography, file.state);
  }

  removeBibliography(uri: string): void {
    if (!this.#bibliographies.has(uri)) return;
    this.#bibliographies = without(this.#bibliographies, uri);
    this.#changed();
  }

  /**
   * A manuscript is parsed anew where its document has other kinds of citation or cross-reference than
   * before.
   */
  setDiscovery(uri: string, discovery: Discovery): void {
    const before = this.#optionsOf(uri);
    this.#discoveries = new Map(this.#discoveries).set(uri, discovery);
    const file = this.#manuscripts.get(uri);
    const options = this.#optionsOf(uri);
    if (file !== undefined && JSON.stringify(before) !== JSON.stringify(options))
      this.#setManuscript(file.withOptions(options));
    else this.#changed();
  }

  /** `files` are those of the workspace that hold packs, or should. */
  setPacks(packs: readonly PaperPack[], files: ReadonlyMap<string, PackFile> = new Map()): void {
    this.#packs = packs;
    this.#packFiles = files;
    this.#changed();
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#changed();
  }

  /**
   * Whether all manuscripts of the workspace have been read: until then, what none cites may be cited all the
   * same.
   */
  setWhole(isWhole: boolean): void {
    if (this.#isWhole === isWhole) return;
    this.#isWhole = isWhole;
    this.#changed();
  }

  /**
   * The works of the user's Zotero, as far as they are kept on this machine; undefined where it is not
   * connected.
   */
  setZotero(zotero: Library | undefined, searched = zotero): void {
    this.#zotero = zotero;
    this.#searchedZotero = searched;
    this.#changed();
  }

  setSettings(settings: Settings): void {
    const commandsChanged = ownCommands(settings) !== ownCommands(this.#settings);
    this.#settings = settings;
    if (commandsChanged) {
      this.#manuscripts = new Map(
        [...this.#manuscripts].map(([uri, file]) => [uri, file.withOptions(this.#optionsOf(uri))]),
      );
    }
    this.#changed();
  }

  /** Begins a new revision though no file changed: what is derived from the files may be more than it was. */
  touch(): void {
    this.#changed();
  }

  #optionsOf(uri: string): Required<ManuscriptOptions> {
    return {
      latexCitationCommands: this.#settings.latexCitationCommands,
      typstCitationFunctions: [
        ...this.#settings.typstCitationFunctions,
        ...(this.#discoveries.get(uri)?.citingFunctions ?? []),
      ],
      latexSuffixes: [...(this.#discoveries.get(uri)?.citationSuffixes ?? [])],
      crossReferenceKinds: [...(this.#discoveries.get(uri)?.crossReferenceKinds ?? [])],
    };
  }

  #setManuscript(file: ManuscriptFile): void {
    this.#manuscripts = new Map(this.#manuscripts).set(file.uri, file);
    this.#changed();
  }

  #changed(): void {
    this.#revision += 1;
    this.#snapshot = undefined;
  }
}

const ownCommands = ({ latexCitationCommands, typstCitationFunctions }: Settings): string =>
  [...latexCitationCommands, '', ...typstCitationFunctions].join('\0');

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
