import { isBibtex } from '../bibliography/bibtex/index.ts';
import { lackedShortName } from '../bibliography/journals/abbreviationOf.ts';
import { type BibtexSource, bibtexExcerpt } from '../bibliography/writing/bibtexExcerpt.ts';
import { type ExportFormat, writeItems, writeWork } from '../bibliography/writing/index.ts';
import { safeKey } from '../bibliography/writing/keys.ts';
import { lostOf } from '../bibliography/writing/lost.ts';
import { ownCslItem, ownRecord } from '../bibliography/writing/ownRecord.ts';
import { withShortJournal, withShortJournals } from '../bibliography/writing/shortJournals.ts';
import type { KeyedReference } from '../bibliography/writing/values.ts';
import { fewOf, quoted } from '../render/escape.ts';
import { citedEntries } from '../workspace/citedEntries.ts';
import { entryOf, type LibraryEntry, referenceOf } from '../workspace/library.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface ExportedWorks {
  /** The text of a file. */
  readonly text: string;
  readonly count: number;
  /** Keys that no bibliography defines, in the order of their first citation. */
  readonly undefinedKeys: readonly string[];
  /** What the person should know, a sentence each: keys that had to change. */
  readonly notes: readonly string[];
}

/** An entry with the key that it is written with. */
interface KeyedEntry extends LibraryEntry {
  readonly key: string;
}

/**
 * Exactly the works that a manuscript and the files it includes cite, in the order of their first citation.
 * Entries whose file is of the same format keep their own text. Journals get the short names that NLM has for
 * them where `journals` says so. Undefined for what is no manuscript.
 */
export function exportCited(
  snapshot: Snapshot,
  uri: string,
  format: ExportFormat,
  journals: 'short' | 'own' = 'own',
): ExportedWorks | undefined {
  const cited = citedEntries(snapshot, uri);
  if (cited === undefined) return undefined;
  const notes: string[] = [];
  const taken = new Set<string>();
  const entries = cited.entries.map((entry, number): KeyedEntry => {
    const key = keyOf(entry, cited.keys[number]!, format, taken, notes);
    return { ...entry, key };
  });
  const isShort = journals === 'short';
  const work = (entry: KeyedEntry) => {
    const reference = referenceOf(entry);
    return { key: entry.key, reference: isShort ? withShortJournal(reference) : reference };
  };
  const lost = new Map<string, string[]>();
  const written = (made: KeyedReference, as: WrittenFormat): string => {
    const text = writeWork(as, made);
    for (const what of lostOf(as, made, text)) {
      const keys = lost.get(what) ?? [];
      keys.push(made.key);
      lost.set(what, keys);
    }
    return text;
  };
  const text =
    format === 'bibtex' || format === 'biblatex'
      ? bibtexText(snapshot, uri, entries, format, isShort, written)
      : format === 'csl-json' || format === 'csl-yaml'
        ? writeItems(
            format,
            entries.map((entry) => [work(entry), ownItem(snapshot, entry, isShort)]),
          )
        : entries.map((entry) => ownText(entry, format, isShort) ?? written(work(entry), format)).join('\n');
  for (const [what, keys] of lost) notes.push(lostText(what, keys));
  return { text, count: entries.length, undefinedKeys: [...cited.undefinedKeys], notes };
}

type WrittenFormat = Exclude<ExportFormat, 'csl-json' | 'csl-yaml'>;
const maxNamed = 10;

const lostText = (what: string, keys: readonly string[]): string =>
  `The format has no place for the ${what} of ${fewOf(keys, maxNamed, quoted)}.`;

/** BibLaTeX knows the other names of an entry; elsewhere a work has the one key that it is cited by. */
function keyOf(
  entry: LibraryEntry,
  citedBy: readonly string[],
  format: ExportFormat,
  taken: Set<string>,
  notes: string[],
): string {
  const own = entryOf(entry).key;
  const keepsAliases = format === 'biblatex' && entry.source.bibliography.format === 'bibtex';
  const wanted = keepsAliases || citedBy.includes(own) ? own : citedBy[0]!;
  const key = safeKey(wanted, format, taken);
  taken.add(key);
  const others = keepsAliases ? [] : citedBy.filter((name) => name !== wanted);
  if (key !== wanted)
    notes.push(`${quoted(wanted)} is written as ${quoted(key)}: the format has no such keys.`);
  for (const other of others)
    notes.push(`${quoted(other)} is another name of ${quoted(key)}, and the format has one key a work.`);
  return key;
}

function bibtexText(
  snapshot: Snapshot,
  uri: string,
  entries: readonly KeyedEntry[],
  dialect: 'bibtex' | 'biblatex',
  isShort: boolean,
  written: (made: KeyedReference, as: WrittenFormat) => string,
): string {
  const library = snapshot.library(uri);
  const sources = entries.flatMap((entry): BibtexSource[] => {
    const { bibliography } = entry.source;
    return isBibtex(bibliography) ? [{ bibliography, index: entry.index, key: entry.key }] : [];
  });
  const excerpt = bibtexExcerpt(sources, dialect, (key) => {
    const found = library.find(key);
    const bibliography = found?.source.bibliography;
    return bibliography && isBibtex(bibliography) ? { bibliography, index: found!.index } : undefined;
  });
  const own = excerpt.entries.values();
  const texts = entries.flatMap((entry) =>
    isBibtex(entry.source.bibliography)
      ? (own.next().value ?? [])
      : [written({ key: entry.key, reference: referenceOf(entry) }, dialect)],
  );
  const text = excerpt.head + [...texts, ...excerpt.parents].join('\n');
  return isShort ? withShortJournals(text, dialect) : text;
}

function ownItem(
  snapshot: Snapshot,
  { source, index, key }: KeyedEntry,
  isShort: boolean,
): Record<string, unknown> | undefined {
  if (source.bibliography.format !== 'csl-json') return undefined;
  const { start, end } = source.bibliography.entry(index).span;
  const text = snapshot.text(source.uri)?.slice(start, end);
  const item = text === undefined ? undefined : ownCslItem(text, key);
  const short = isShort ? shortNameOf({ source, index }) : undefined;
  return item && short !== undefined ? { ...item, 'container-title-short': short } : item;
}

function ownText(
  { source, index, key }: KeyedEntry,
  format: ExportFormat,
  isShort: boolean,
): string | undefined {
  if (source.bibliography.format !== format) return undefined;
  const short = isShort ? shortNameOf({ source, index }) : undefined;
  return ownRecord(source.bibliography, index, key, short);
}

/** The short name of its journal that an entry gets. */
const shortNameOf = (entry: LibraryEntry): string | undefined => lackedShortName(referenceOf(entry));
