import type { TextEdit } from '../../base/edit.ts';
import { quoted } from '../../base/plainText.ts';
import { formats } from './formats.ts';
import { parseBibliography } from './index.ts';
import { newKey } from './keyStyle.ts';
import { KnownWorks } from './knownWorks.ts';
import type { Bibliography, BibliographyFormat, Reference } from './types.ts';
import { insertionOf, type KeyedReference } from './write.ts';

/** What became of one work that was to be added. */
export interface AddedWork {
  /** The key that the file cites it by. */
  readonly key: string;
  /** It was there already, or came before in the same list. */
  readonly isKnown: boolean;
}

export type AddedWorks =
  | { readonly kind: 'added'; readonly text: string; readonly works: readonly AddedWork[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** The works of a bibliography by what names them, with the index of their entry. */
export function knownWorksOf(bibliography: Bibliography): KnownWorks<number> {
  const known = new KnownWorks<number>();
  for (let index = 0; index < bibliography.size; index += 1) known.add(bibliography.reference(index), index);
  return known;
}

/**
 * The text of a bibliography with these works added to its end, each once, with keys in its own style and its
 * own line ends. What is made is read again: where the new entries would not be read as they are meant,
 * nothing is added.
 */
export function addWorks(format: BibliographyFormat, text: string, works: readonly Reference[]): AddedWorks {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const original = text.slice(mark.length);
  // A file with line ends of one kind is worked on with those of PsyCite; in others the new lines alone are
  // given theirs.
  const lines = original.replace(/\r\n|\r|\n/g, '\n');
  const isUniform = lines.replaceAll('\n', lineEnd) === original;
  const before = isUniform ? lines : original;
  const bibliography = parseBibliography(format, before);
  const { added, places } = assigned(format, bibliography, works);
  if (added.length === 0) return { kind: 'added', text, works: places };
  const open = openEnd(bibliography);
  if (open !== undefined) return { kind: 'refused', reason: open };
  const edit = insertion(format, before, bibliography, added);
  if (edit === undefined) return { kind: 'refused', reason: 'it is no list of references' };
  const after = isUniform
    ? applyEdit(before, edit).replaceAll('\n', lineEnd)
    : applyEdit(before, { ...edit, text: edit.text.replaceAll('\n', lineEnd) });
  const readAgain = parseBibliography(format, after);
  const wrong = wrongIn(readAgain, bibliography.size, added);
  if (wrong !== undefined) return { kind: 'refused', reason: wrong };
  // Formats without keys have those that the reader makes.
  const keys = new Map(added.map(({ key }, place) => [key, readAgain.entry(bibliography.size + place).key]));
  return {
    kind: 'added',
    text: mark + after,
    works: places.map((work) => (work.isNew ? { ...work, key: keys.get(work.key) ?? work.key } : work)),
  };
}

/** Each work with its key: that of its entry where it is known, else a new one. */
function assigned(format: BibliographyFormat, bibliography: Bibliography, works: readonly Reference[]) {
  const known = new KnownWorks<string>();
  const taken = new Set<string>();
  const { foldKey: folded = (key) => key } = formats[format];
  for (let index = 0; index < bibliography.size; index += 1) {
    const { key, aliases } = bibliography.entry(index);
    known.add(bibliography.reference(index), key);
    for (const name of [key, ...aliases]) taken.add(folded(name));
  }
  const added: KeyedReference[] = [];
  const places = works.map((reference): AddedWork & { readonly isNew: boolean } => {
    const there = known.find(reference);
    if (there !== undefined)
      return { key: there, isKnown: true, isNew: added.some(({ key }) => key === there) };
    const key = newKey(reference, bibliography, (name) => taken.has(folded(name)));
    taken.add(folded(key));
    known.add(reference, key);
    added.push({ key, reference });
    return { key, isKnown: false, isNew: true };
  });
  return { added, places };
}

/** Behind the last entry of a list, whatever stands behind the list; else at the end of the file. */
function insertion(
  format: BibliographyFormat,
  text: string,
  bibliography: Bibliography,
  added: readonly KeyedReference[],
): TextEdit | undefined {
  const { insertionBehind } = formats[format];
  if (insertionBehind === undefined || text.trim() === '') return insertionOf(format, text, added);
  const last = bibliography.size === 0 ? undefined : bibliography.entry(bibliography.size - 1).span.end;
  return insertionBehind(text, added, last);
}

/**
 * An entry of BibTeX that is never closed takes what is behind it along: PsyCite reads that, and BibTeX does
 * not.
 */
function openEnd(bibliography: Bibliography): string | undefined {
  if (bibliography.format !== 'bibtex' || bibliography.size === 0) return undefined;
  const { key, span } = bibliography.entry(bibliography.size - 1);
  const broken = bibliography.problems.find(
    ({ code, start }) => code === 'bib-syntax' && start >= span.start,
  );
  return (
    broken && `its last entry ${quoted(key)} is broken, and what is added would be lost in it; fix it first`
  );
}

/** Why the file would not say what it is meant to say. */
function wrongIn(
  bibliography: Bibliography,
  before: number,
  added: readonly KeyedReference[],
): string | undefined {
  const isWhole =
    bibliography.size === before + added.length &&
    added.every(({ reference }, place) => {
      const { title = '', DOI } = bibliography.reference(before + place);
      return title !== '' && (DOI === undefined || sameLetters(DOI, reference.DOI ?? DOI));
    });
  return isWhole ? undefined : 'what is added would not be read there as it is meant; fix the file first';
}

const sameLetters = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const applyEdit = (text: string, edit: TextEdit): string =>
  text.slice(0, edit.start) + edit.text + text.slice(edit.end);
