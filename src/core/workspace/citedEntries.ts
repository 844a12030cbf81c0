import type { KeyMention, Manuscript } from '../manuscript/types.ts';
import { citationsOf } from './citations.ts';
import { includesFile } from './discovery/documents.ts';
import type { Library, LibraryEntry } from './library.ts';
import type { Snapshot } from './snapshot.ts';

/** The entries of a library that are cited, each once, numbered in the order in which they are asked for. */
export class CitedEntries {
  readonly entries: LibraryEntry[] = [];
  /** The keys that each entry is cited by, the first one first. */
  readonly keys: string[][] = [];
  readonly undefinedKeys = new Set<string>();
  readonly #library: Library;
  readonly #numbers = new Map<string, number>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** Undefined for a key that no bibliography defines. */
  numberOf(key: string): number | undefined {
    const entry = this.#library.find(key);
    if (entry === undefined) {
      this.undefinedKeys.add(key);
      return undefined;
    }
    const name = `${entry.source.uri} ${entry.index}`;
    const known = this.#numbers.get(name);
    if (known === undefined) {
      this.#numbers.set(name, this.entries.length);
      this.keys.push([key]);
      return this.entries.push(entry) - 1;
    }
    if (!this.keys[known]!.includes(key)) this.keys[known]!.push(key);
    return known;
  }

  /** All that the bibliographies hold: `\nocite{*}`. */
  addAll(): void {
    for (const { bibliography } of this.#library.sources)
      for (let index = 0; index < bibliography.size; index += 1) this.numberOf(bibliography.entry(index).key);
  }
}

/**
 * What a manuscript and the files that it includes cite; what is listed only comes last. Undefined for no
 * manuscript.
 */
export function citedEntries(snapshot: Snapshot, uri: string): CitedEntries | undefined {
  if (snapshot.manuscript(uri) === undefined) return undefined;
  const cited = new CitedEntries(snapshot.library(uri));
  const silent: string[] = [];
  const documents = documentFiles(snapshot, uri);
  for (const manuscript of documents) {
    for (const mention of citationsOf(manuscript).mentions) {
      if (isSilent(manuscript, mention)) silent.push(mention.key);
      else cited.numberOf(mention.key);
    }
  }
  for (const key of silent) if (key !== '*') cited.numberOf(key);
  if (documents.some(({ citesEverything }) => citesEverything)) cited.addAll();
  return cited;
}

/** A manuscript and what it includes, as far as these files are read. */
function documentFiles(snapshot: Snapshot, uri: string): readonly Manuscript[] {
  const beside = [...(snapshot.discovery(uri)?.dependsOn ?? [])].filter((other) => other !== uri);
  const uris = [uri];
  for (const one of uris) {
    const manuscript = snapshot.manuscript(one);
    if (manuscript === undefined) continue;
    for (const other of beside)
      if (!uris.includes(other) && includesFile(manuscript, one, other)) uris.push(other);
  }
  return uris.flatMap((one) => snapshot.manuscript(one) ?? []);
}

/** `\nocite` and the front matter's `nocite:` list a work and print nothing. */
export function isSilent({ text, frontMatter }: Manuscript, { citation, start }: KeyMention): boolean {
  if (text.startsWith('\\nocite', citation.start)) return true;
  if (frontMatter === undefined || start >= frontMatter.end) return false;
  const fields = text.slice(frontMatter.start, start).match(/^[^\s#:-][^:\n]*(?=:)/gm);
  return fields?.at(-1)?.trim() === 'nocite';
}
