import type { Span } from '../../base/span.ts';
import { bibtexCompletions } from '../bibliography/bibtex/completion.ts';
import type { BibtexBibliography } from '../bibliography/bibtex/index.ts';
import { keyOfAdded } from '../bibliography/keyStyle.ts';
import type { Bibliography, Reference } from '../bibliography/types.ts';
import { citingPhraseAt } from '../manuscript/citingPhrase.ts';
import { languages } from '../manuscript/languages.ts';
import type { CitingContext, Manuscript } from '../manuscript/types.ts';
import { keyEdit } from '../manuscript/writeCitation.ts';
import { completionDetail, referenceCard, shortCitation } from '../render/reference.ts';
import { termCard } from '../render/term.ts';
import { termCompletions } from '../terms/index.ts';
import { declaredLabels, typedLabelAt } from '../workspace/acronyms.ts';
import { findWorks } from '../workspace/foundWorks.ts';
import { briefOf, entryOf, type Library, type LibraryEntry } from '../workspace/library.ts';
import { entryOfWork } from '../workspace/packWorks.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { zoteroSource, zoteroWork } from '../workspace/zoteroWorks.ts';

export interface CompletionItem {
  readonly label: string;
  /**
   * Beside the label: "Berman et al. 2000 · Antidepressant effects of …". Empty where there is nothing to
   * say.
   */
  readonly detail: string;
  readonly kind: 'reference' | 'pack-reference' | 'term' | 'entry-type' | 'field' | 'note';
  readonly replace: Span;
  /** Plain text. */
  readonly insert: string;
  /** What the editor's own filter compares with: the text typed, so that it drops nothing. */
  readonly filter: string;
  /** Enough to make the documentation anew; the server keeps nothing. */
  readonly data: CompletionData;
  /** A command of the extension to run once the item is accepted. */
  readonly command?: { readonly name: string; readonly arguments: readonly string[] };
}

export type CompletionData =
  | { readonly kind: 'reference'; readonly key: string }
  | { readonly kind: 'pack-reference'; readonly pack: string; readonly work: string }
  | { readonly kind: 'term'; readonly pack: string; readonly term: string }
  | { readonly kind: 'none' };

export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** True: the list is for this text alone and has to be asked for anew on the next keystroke. */
  readonly incomplete: boolean;
}

export interface CompletionOptions {
  /** True where a bibliography is still being read; the list then says so, and stays open. */
  readonly loading?: boolean;
  /** True where the person asked for the list, and it did not come by itself. */
  readonly asked?: boolean;
}

/** Items at most, of all kinds: the list is asked for anew at each key, and nobody scrolls through more. */
const maxItems = 50;
const nothing: CompletionList = { items: [], incomplete: false };

/**
 * What can stand at the cursor: keys in a citing place, terms in prose, names and fields in a bibliography.
 */
export function complete(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  options: CompletionOptions = {},
): CompletionList {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return completeBibliography(snapshot, uri, offset);
  const { parser } = languages[manuscript.syntax];
  const contextAt = (at: number): CitingContext | undefined => parser.citingContextAt(manuscript, at);
  const phrase = citingPhraseAt(manuscript.text, offset, contextAt);
  // Behind a key that the library has, words are a locator or a suffix.
  if (phrase !== undefined && snapshot.library(uri).find(phrase.first) === undefined) {
    const list = completeCitation(snapshot, uri, manuscript, phrase, options);
    if (list.items.length > 0) return list;
  }
  const context = contextAt(offset);
  if (context !== undefined) return completeCitation(snapshot, uri, manuscript, context, options);
  return (
    completeLabel(snapshot, uri, manuscript, offset) ??
    completeTerm(snapshot, uri, manuscript, offset, options)
  );
}

/** The labels of abbreviations in `\\gls{` and the like: by label, short form or words of the long form. */
function completeLabel(
  snapshot: Snapshot,
  uri: string,
  manuscript: Manuscript,
  offset: number,
): CompletionList | undefined {
  const place = typedLabelAt(manuscript, offset);
  if (place === undefined) return undefined;
  const { start, end, typed } = place;
  const asked = typed.trim().toLowerCase();
  const seen = new Set<string>();
  const items = declaredLabels(snapshot, uri)
    .filter(({ label, short, long }) => {
      const fits = [label, short, long].some((one) => one.toLowerCase().includes(asked));
      return fits && !seen.has(label) && seen.add(label);
    })
    .slice(0, maxItems)
    .map(
      ({ label, short, long }): CompletionItem => ({
        label,
        detail: short === label ? long : `${short} · ${long}`,
        kind: 'term',
        replace: { start, end },
        insert: label,
        filter: typed,
        data: { kind: 'none' },
      }),
    );
  return { items, incomplete: true };
}

function completeCitation(
  snapshot: Snapshot,
  uri: string,
  manuscript: Manuscript,
  context: CitingContext,
  options: CompletionOptions,
): CompletionList {
  const library = snapshot.library(uri);
  const keys = new Set<string>();
  const { works } = findWorks(snapshot, uri, context.query, maxItems);
  const items = works.map((one): CompletionItem => {
    if (one.from === 'pack') {
      const { index, work } = one.packWork;
      return offer(library, manuscript, context, { pack: index.pack.id, id: work.id, work }, keys);
    }
    if (one.from === 'zotero')
      return offer(library, manuscript, context, { pack: zoteroSource, ...one.zoteroWork }, keys);
    const { key } = entryOf(one.entry);
    return {
      label: key,
      detail: detailOf(one.entry),
      kind: 'reference',
      ...written(manuscript, context, key),
      data: { kind: 'reference', key },
    };
  });
  if (items.length === 0 && options.loading) items.push(loadingNote(context));
  return { items, incomplete: true };
}

/**
 * A key as it is written here, and what the editor is to compare with: the text from where it replaces to the
 * cursor.
 */
function written(
  manuscript: Manuscript,
  context: CitingContext,
  key: string,
): Pick<CompletionItem, 'replace' | 'insert' | 'filter'> {
  const { replace, insert } = keyEdit(manuscript, context, key);
  const typed = manuscript.text.slice(replace.start, context.replace.start) + context.query;
  return { replace, insert, filter: typed };
}

const details = new WeakMap<Bibliography, Map<number, string>>();
/** Details kept of one bibliography. Making one decodes a part of the entry. */
const maxDetails = 5_000;

/** What stands beside a key; kept, for the next keystroke shows most of the same entries. */
function detailOf(found: LibraryEntry): string {
  const { bibliography } = found.source;
  const known = details.get(bibliography) ?? new Map<number, string>();
  const detail = known.get(found.index) ?? completionDetail(briefOf(found));
  if (known.size >= maxDetails) known.clear();
  details.set(bibliography, known.set(found.index, detail));
  return detail;
}

interface Offered {
  readonly pack: string;
  /** What the pack, or Zotero, knows the work by. */
  readonly id: string;
  readonly work: Reference;
  /** The key that it has there, where that can be cited. */
  readonly key?: string | undefined;
}

/**
 * A work of a pack or of Zotero, with the key it would get. Accepting it adds the entry to the manuscript's
 * bibliography.
 */
function offer(
  library: Library,
  manuscript: Manuscript,
  context: CitingContext,
  { pack, id, work, key: wanted }: Offered,
  /** Keys of the works that are offered above; this one's is added. */
  keys: Set<string>,
): CompletionItem {
  const isTaken = (key: string): boolean => keys.has(key) || library.find(key) !== undefined;
  const key = keyOfAdded(work, wanted, library.sources[0]?.bibliography, isTaken);
  keys.add(key);
  return {
    label: key,
    detail: completionDetail(work),
    kind: 'pack-reference',
    ...written(manuscript, context, key),
    data: { kind: 'pack-reference', pack, work: id },
    command: { name: 'psycite.addToBibliography', arguments: [pack, id, key] },
  };
}

const loadingNote = (context: CitingContext): CompletionItem => ({
  label: 'PsyCite is still reading the bibliography …',
  detail: '',
  kind: 'note',
  replace: context.replace,
  insert: context.query,
  filter: context.query,
  data: { kind: 'none' },
});

function completeTerm(
  snapshot: Snapshot,
  uri: string,
  manuscript: Manuscript,
  offset: number,
  { asked = false }: CompletionOptions,
): CompletionList {
  if (snapshot.settings.termCompletion === 'off') return nothing;
  const found = termCompletions(snapshot.terms, manuscript, offset, {
    asked,
    spelling: snapshot.spelling(uri),
  });
  if (found === undefined) return nothing;
  const typed = manuscript.text.slice(found.replace.start, offset);
  // What is typed in full already would only stand between the writer and the next key.
  if (found.items[0]?.text === typed) return nothing;
  const items = found.items.slice(0, maxItems).map(
    ({ text, detail, pack, id }): CompletionItem => ({
      label: text,
      detail,
      kind: 'term',
      replace: found.replace,
      insert: text,
      filter: typed,
      data: { kind: 'term', pack, term: id },
    }),
  );
  return { items, incomplete: true };
}

function completeBibliography(snapshot: Snapshot, uri: string, offset: number): CompletionList {
  const bibliography = snapshot.bibliographyShown(uri)?.bibliography;
  if (bibliography?.format !== 'bibtex') return nothing;
  const found = bibtexCompletions(bibliography as BibtexBibliography, offset);
  const items = found.items.slice(0, maxItems).map(
    ({ label, detail, kind }): CompletionItem => ({
      label,
      detail,
      kind: kind === 'key' ? 'reference' : kind,
      replace: found.replace,
      insert: label,
      filter: label,
      data: { kind: 'none' },
    }),
  );
  return { items, incomplete: found.items.length > maxItems };
}

/**
 * The documentation of an item, made anew from its data: the card. Undefined where there is none any more.
 */
export function resolveCompletion(snapshot: Snapshot, uri: string, data: CompletionData): string | undefined {
  switch (data.kind) {
    case 'reference': {
      const library = snapshot.library(uri);
      const found = library.find(data.key);
      // The abstract is long, and whoever opens the details of an item has asked for them.
      return found && referenceCard(library.reference(found), { abstract: true });
    }
    case 'pack-reference': {
      if (data.pack === zoteroSource) {
        const found = zoteroWork(snapshot, data.work);
        const notes = ['Accepting adds it to your bibliography. From your Zotero.'];
        return found && referenceCard(found.work, { notes });
      }
      const index = snapshot.pack(data.pack);
      const work = index?.work(data.work);
      const note =
        index && `Accepting adds it to your bibliography. From ${shortCitation(index.pack.source)}.`;
      return work && referenceCard(work, { notes: note ? [note] : [] });
    }
    case 'term': {
      const index = snapshot.pack(data.pack);
      const term = index?.term(data.term);
      const library = snapshot.library(uri);
      return (
        term &&
        termCard(term, {
          pack: index!,
          spelling: snapshot.spelling(uri),
          inBibliography: (work) => {
            const entry = entryOfWork(library, work);
            return entry && entryOf(entry).key;
          },
          showRecalled: snapshot.settings.showRecalled,
          short: undefined,
          definedHere: undefined,
        })
      );
    }
    case 'none':
      return undefined;
  }
}
