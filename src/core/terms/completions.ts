import { lowerBound } from '../../base/lowerBound.ts';
import type { Span } from '../../base/span.ts';
import { plainFor } from '../manuscript/plainText.ts';
import type { Block, Manuscript } from '../manuscript/types.ts';
import type { PackTerm } from '../paper/types.ts';
import { type Definition, findDefinitions, type Unit } from './abbreviations/manuscriptAbbreviations.ts';
import { singularShort } from './abbreviations/shortForm.ts';
import { type Spelling, spelledTerm } from './britishSpelling.ts';
import { foldTable, unitEnd, wordTable } from './fold.ts';
import { meansTerm } from './manuscriptTerms.ts';
import { labelsOf } from './patterns.ts';
import type { TermIndex } from './termIndex.ts';

export interface TermCompletion {
  /** The phrase, to be shown and inserted as plain text in the manuscript's syntax, never a snippet. */
  readonly text: string;
  /**
   * What the item is: the label of the term that a short form stands for, or the term's category. Not
   * escaped.
   */
  readonly detail: string;
  /** The pack and the term; both empty for an abbreviation that only the manuscript knows. */
  readonly pack: string;
  readonly id: string;
  readonly kind: 'first-use' | 'short' | 'label';
}

export interface TermCompletions {
  /** Best first. */
  readonly items: readonly TermCompletion[];
  /** What was typed of the phrase, to be replaced. */
  readonly replace: Span;
}

const minTyped = 3;
const maxTypedLength = 80;
const maxWords = 6;
const maxItems = 50;

/** A label of the packs as completion looks it up. */
interface Entry {
  readonly folded: string;
  readonly label: string;
  readonly term: number;
  readonly form: 'label' | 'short';
  /** 0 for preferred labels and short forms, 1 for others. */
  readonly rank: number;
}

interface Ranked extends TermCompletion {
  readonly score: number;
}

/**
 * Terms and short forms that start with what stands before `offset`, in prose only. At least three
 * characters; letters as typed count before other case, short forms and preferred labels before others. Where
 * the manuscript has not introduced an abbreviation in this part (abstract, main text …), the form that
 * introduces it comes first. A list that nobody asked for holds no words of a glossary but short forms.
 */
export function termCompletions(
  index: TermIndex,
  manuscript: Manuscript,
  offset: number,
  { asked = false, spelling = 'en-US' }: { readonly asked?: boolean; readonly spelling?: Spelling } = {},
): TermCompletions | undefined {
  const block = proseBlockAt(manuscript, offset);
  if (!block) return undefined;
  const introduced = introducedIn(manuscript, block);
  for (const start of phraseStarts(block, offset)) {
    const typed = manuscript.text.slice(start, offset);
    const items = itemsFor(index, manuscript, typed, introduced, { asked, spelling });
    if (items.length > 0) return { items, replace: { start, end: offset } };
  }
  return undefined;
}

/** The block whose prose holds the characters before the cursor. */
function proseBlockAt({ blocks }: Manuscript, offset: number): Block | undefined {
  const low = lowerBound(blocks.length, (index) => blocks[index]!.start < offset);
  const block = blocks[low - 1];
  const inside = offset - (block?.start ?? 0);
  return block?.body.prose.some(({ start, end }) => start < inside && inside <= end) ? block : undefined;
}

/** Where a phrase that ends at the cursor may start, the longest first: at words of this run of prose. */
function phraseStarts({ start: base, body }: Block, offset: number): readonly number[] {
  const words = wordTable();
  const inside = offset - base;
  const run = body.prose.find(({ start, end }) => start < inside && inside <= end)!;
  const after = body.text.charCodeAt(inside);
  // In the middle of a word there is nothing to complete.
  if (inside < body.text.length && words[after] === 1) return [];
  const starts: number[] = [];
  for (
    let at = inside - 1;
    at >= Math.max(run.start, inside - maxTypedLength) && starts.length < maxWords;
    at--
  ) {
    const code = body.text.charCodeAt(at);
    if (code === 0x0a || code === 0x2e || code === 0x2c || code === 0x3b) break;
    const opens = words[code] === 1 || code === 0x28;
    if (opens && (at === run.start || words[body.text.charCodeAt(at - 1)] !== 1)) starts.push(base + at);
  }
  return starts.filter((start) => offset - start >= minTyped).reverse();
}

interface Introduced {
  /** Definitions of this part, by short form. */
  readonly here: ReadonlyMap<string, Definition>;
  /** Definitions anywhere, by short form. */
  readonly anywhere: ReadonlyMap<string, Definition>;
}

function introducedIn(manuscript: Manuscript, { body }: Block): Introduced {
  const here = new Map<string, Definition>();
  const anywhere = new Map<string, Definition>();
  const unit: Unit =
    body.scope === 'abstract' || body.scope === 'legend' || body.scope === 'table' ? body.scope : 'body';
  for (const definition of findDefinitions(manuscript)) {
    if (!anywhere.has(definition.key)) anywhere.set(definition.key, definition);
    if ((definition.unit === unit || definition.listed) && !here.has(definition.key))
      here.set(definition.key, definition);
  }
  return { here, anywhere };
}

function itemsFor(
  index: TermIndex,
  manuscript: Manuscript,
  typed: string,
  introduced: Introduced,
  { asked, spelling }: { readonly asked: boolean; readonly spelling: Spelling },
): readonly TermCompletion[] {
  const prefix = foldPhrase(typed);
  const found: Ranked[] = [];
  for (const definition of introduced.here.values()) {
    const exact = definition.key.startsWith(typed);
    if (exact || (typed === typed.toLowerCase() && foldPhrase(definition.key).startsWith(prefix))) {
      found.push({
        text: definition.key,
        detail: definition.long,
        pack: '',
        id: '',
        kind: 'short',
        score: exact ? 0 : 10,
      });
    }
  }
  const entries = entriesOf(index, spelling);
  for (
    let at = firstWith(entries, prefix);
    at < entries.length && entries[at]!.folded.startsWith(prefix);
    at++
  ) {
    if (found.length > maxItems * 8) break;
    const entry = entries[at]!;
    if (!asked && !isOfferedUnasked(index, entry, typed)) continue;
    for (const item of itemsOf(index, manuscript, entry, typed, introduced, spelling)) found.push(item);
  }
  const seen = new Set<string>();
  return found
    .sort((a, b) => a.score - b.score || a.text.length - b.text.length || (a.text < b.text ? -1 : 1))
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .slice(0, maxItems)
    .map(({ score: _, ...item }) => item);
}

/**
 * Of a glossary's words prose is full: unasked, only a short form is offered, once its capitals are typed.
 */
const isOfferedUnasked = (index: TermIndex, { term, form, label }: Entry, typed: string): boolean =>
  index.terms[term]!.pack.kind !== 'glossary' ||
  (form === 'short' && typed !== typed.toLowerCase() && label.startsWith(typed));

function itemsOf(
  index: TermIndex,
  manuscript: Manuscript,
  entry: Entry,
  typed: string,
  introduced: Introduced,
  spelling: Spelling,
): readonly Ranked[] {
  const { pack, term: canonical } = index.terms[entry.term]!;
  const term = spelledTerm(canonical, pack, spelling);
  const exact = entry.label.startsWith(typed) || entry.label.startsWith(uncapitalised(typed));
  if (!exact && entry.form === 'short' && typed !== typed.toLowerCase()) return [];
  const score = (exact ? 0 : 10) + entry.rank * 4 + (entry.form === 'short' ? 0 : 2);
  const plain = (text: string): string => plainFor(manuscript.syntax, text);
  const base = { pack: pack.id, id: term.id };
  const named = entry.form === 'short' ? term.prefLabel : term.category;
  const out: Ranked[] = [];
  const short = shortFormOf(index, entry.term, term, introduced);
  if (entry.form === 'short' && singularShort(entry.label) !== short) return [];
  const written = entry.form === 'short' ? entry.label : matchCapital(entry.label, typed);
  out.push({ ...base, text: plain(written), detail: named, kind: entry.form, score });
  if (short === undefined || entry.rank > 0) return out;
  if (introduced.here.has(short)) {
    // The abbreviation stands: the short form goes before the words it stands for.
    if (entry.form === 'label')
      out.push({ ...base, text: plain(short), detail: term.prefLabel, kind: 'short', score: score - 1 });
    return out;
  }
  const long = matchCapital(term.prefLabel, typed);
  const first = `${long} (${short})`;
  out.push({ ...base, text: plain(first), detail: 'first use', kind: 'first-use', score: score - 1 });
  if (entry.form === 'short')
    out.push({ ...base, text: plain(long), detail: term.category, kind: 'label', score: score + 1 });
  return out;
}

/** The short form to write for a term: the manuscript's own, else the pack's first, unless it is taken. */
function shortFormOf(
  index: TermIndex,
  number: number,
  term: PackTerm,
  { anywhere }: Introduced,
): string | undefined {
  const pattern = { term: number } as const;
  for (const short of term.shortForms ?? []) {
    const own = anywhere.get(singularShort(short));
    if (own && meansTerm(index, own, pattern)) return own.key;
  }
  for (const short of term.shortForms ?? []) {
    const key = singularShort(short);
    if (!anywhere.has(key)) return key;
  }
  return undefined;
}

const matchCapital = (label: string, typed: string): string =>
  /^\p{Lu}(?:\p{Ll}|$)/u.test(typed) && /^\p{Ll}+(?:[^\p{Lu}]|$)/u.test(label)
    ? label.charAt(0).toUpperCase() + label.slice(1)
    : label;

const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const caches: Readonly<Record<Spelling, WeakMap<TermIndex, readonly Entry[]>>> = {
  'en-US': new WeakMap(),
  'en-GB': new WeakMap(),
};

/** All labels in folded order; made once for an index and a spelling. */
function entriesOf(index: TermIndex, spelling: Spelling): readonly Entry[] {
  const cache = caches[spelling];
  let entries = cache.get(index);
  if (!entries) {
    entries = index.terms
      .flatMap(({ pack, term: canonical }, number) => {
        const term = spelledTerm(canonical, pack, spelling);
        const hidden = new Set(term.hiddenLabel ?? []);
        const shorts = (term.shortForms ?? []).filter((short) => singularShort(short) === short);
        return [
          ...shorts.map(
            (label): Entry => ({ folded: foldPhrase(label), label, term: number, form: 'short', rank: 0 }),
          ),
          ...labelsOf(term)
            .filter((label) => !hidden.has(label) && label.length <= 120)
            .map(
              (label): Entry => ({
                folded: foldPhrase(label),
                label,
                term: number,
                form: 'label',
                rank: label === term.prefLabel ? 0 : 1,
              }),
            ),
        ];
      })
      .sort((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0));
    cache.set(index, entries);
  }
  return entries;
}

function firstWith(entries: readonly Entry[], prefix: string): number {
  return lowerBound(entries.length, (index) => entries[index]!.folded < prefix);
}

function foldPhrase(phrase: string): string {
  const table = foldTable();
  let out = '';
  for (let at = 0; at < phrase.length; at = unitEnd(phrase, at, phrase.length)) {
    out += String.fromCharCode(table[phrase.charCodeAt(at)]!);
  }
  return out;
}
