import { overlaps, type Span, shift } from '../../base/span.ts';
import type { Block, Manuscript, Scope } from '../manuscript/types.ts';
import type { PackTerm, PaperPack } from '../paper/types.ts';
import { definitionsIn } from './definitions.ts';
import { groupBy } from './groupBy.ts';
import { matchBlock } from './matchBlock.ts';
import { singularShort } from './shortForm.ts';
import { compileTerms, type TermIndex } from './termIndex.ts';
import type { AbbreviationDefinition, AbbreviationUse } from './types.ts';
import { candidatesIn } from './unexplained.ts';
import { spellingKey } from './variants.ts';

/** What journals ask to be readable by itself. Footnotes belong to the body; titles and headings to none. */
export type Unit = 'abstract' | 'body' | 'legend' | 'table';

/** A definition with what the checks need beyond the contract. Document offsets. */
export interface Definition extends AbbreviationDefinition {
  /** The short form in the singular. */
  readonly key: string;
  /** The long form without spelling, number and case. */
  readonly longKey: string;
  /** The long form, the brackets and what is in them. */
  readonly whole: Span;
  /** An entry of a list or a declaration of the markup: explains everywhere and is no first use. */
  readonly listed: boolean;
  readonly unit: Unit | undefined;
  /** The number of the block, -1 for declarations. */
  readonly block: number;
}

/** A defined short form in the text, or the long form of one. Document offsets. */
export interface Occurrence extends AbbreviationUse {
  readonly key: string;
  readonly unit: Unit | undefined;
  readonly block: number;
}

export interface Abbreviations {
  readonly definitions: readonly Definition[];
  /** Uses of defined short forms, without those at definitions. Scope as the block has it. */
  readonly uses: readonly Occurrence[];
  /** Long forms of defined abbreviations in the text, outside definitions. */
  readonly expansions: readonly Occurrence[];
  /** Words that look like short forms and are defined nowhere. */
  readonly unexplained: readonly Occurrence[];
}

const maximumOccurrences = 50_000;

const cache = new WeakMap<Manuscript, Abbreviations>();

/**
 * All definitions of abbreviations in a manuscript and all uses. What one block gives is kept with the block, so after
 * an edit only its paragraph is read again, and the definitions' places are added up anew.
 */
export function findAbbreviations(manuscript: Manuscript): Abbreviations {
  let found = cache.get(manuscript);
  if (!found) {
    found = find(manuscript);
    cache.set(manuscript, found);
  }
  return found;
}

/** Reading block by block what definitions there are, without their uses: all that term matching needs. */
export function findDefinitions(manuscript: Manuscript): readonly Definition[] {
  let found = definitionCache.get(manuscript);
  if (!found) {
    found = collectDefinitions(manuscript);
    definitionCache.set(manuscript, found);
  }
  return found;
}

const definitionCache = new WeakMap<Manuscript, readonly Definition[]>();

const unitOf: Readonly<Record<Scope, Unit | undefined>> = {
  title: undefined,
  abstract: 'abstract',
  body: 'body',
  heading: undefined,
  legend: 'legend',
  table: 'table',
  footnote: 'body',
};

function collectDefinitions(manuscript: Manuscript): readonly Definition[] {
  const out: Definition[] = [];
  for (const { short, long, start, end } of manuscript.declaredAbbreviations) {
    if (short.trim() === '' || short.length > 40 || long.length > 400) continue;
    const span = { start, end };
    const base = { short, long, start, end, longSpan: span, whole: span, scope: 'body' as const };
    out.push({
      ...base,
      key: singularShort(short),
      longKey: spellingKey(long),
      listed: true,
      unit: undefined,
      block: -1,
    });
  }
  const lists = sectionsNamed(manuscript, abbreviationSection);
  manuscript.blocks.forEach(({ start, body }, block) => {
    if (body.scope === 'title') return;
    for (const found of definitionsIn(body)) {
      const place = shift(found, start);
      out.push({
        ...place,
        short: found.short,
        long: found.long,
        key: found.key,
        longKey: found.longKey,
        longSpan: shift(found.longSpan, start),
        whole: shift(found.whole, start),
        scope: body.scope,
        listed: found.listed || lists.some((section) => overlaps(section, place)),
        unit: body.scope === 'heading' ? 'body' : unitOf[body.scope],
        block,
      });
    }
  });
  return out.sort((a, b) => a.start - b.start);
}

function find(manuscript: Manuscript): Abbreviations {
  const definitions = findDefinitions(manuscript);
  const index = indexOf(definitions);
  const quiet = sectionsNamed(manuscript, backMatter);
  const uses: Occurrence[] = [];
  const expansions: Occurrence[] = [];
  const unexplained: Occurrence[] = [];
  const names = titleWords(manuscript);
  const ofBlock = groupBy(definitions, (definition) => definition.block);
  let section = 0;
  manuscript.blocks.forEach((block, number) => {
    const unit = unitOf[block.body.scope];
    if (unit === undefined || uses.length + expansions.length + unexplained.length > maximumOccurrences)
      return;
    while (section < quiet.length && quiet[section]!.end <= block.start) section++;
    if (section < quiet.length && quiet[section]!.start <= block.start) return;
    const own = ofBlock.get(number) ?? [];
    const { scope } = block.body;
    const known = index ? knownIn(index, block) : [];
    for (const place of known) {
      const { start, end, short, key } = place;
      const occurrence: Occurrence = { start, end, short, key, block: number, unit, scope };
      if (place.form === 'short') {
        if (!own.some((definition) => overlaps(definition, place))) uses.push(occurrence);
      } else if (!own.some((definition) => overlaps(definition.whole, place))) {
        expansions.push(occurrence);
      }
    }
    for (const candidate of candidatesIn(block.body)) {
      if (names.has(candidate.short)) continue;
      const place = shift(candidate, block.start);
      if (
        known.some((one) => overlaps(one, place)) ||
        own.some((definition) => overlaps(definition.whole, place))
      )
        continue;
      const { short } = candidate;
      unexplained.push({ start: place.start, end: place.end, short, key: short, block: number, unit, scope });
    }
  });
  return { definitions, uses, expansions, unexplained };
}

interface Known extends Span {
  readonly form: 'label' | 'short';
  readonly short: string;
  readonly key: string;
}

function knownIn(index: TermIndex, { start, body }: Block): readonly Known[] {
  return matchBlock(index, body).hits.map((hit) => {
    const { term, form } = hit.patterns.find((pattern) => pattern.form === 'short') ?? hit.patterns[0]!;
    const key = index.terms[term]!.term.id;
    const short = form === 'short' ? hit.text : key;
    return { start: hit.start + start, end: hit.end + start, form, key, short };
  });
}

/** Definitions as a pack of terms, so that the matcher finds their uses by its own rules. The last few are kept. */
const indexes = new Map<string, TermIndex>();
const maximumIndexes = 8;

function indexOf(definitions: readonly Definition[]): TermIndex | undefined {
  if (definitions.length === 0) return undefined;
  const longs = new Map<string, Set<string>>();
  for (const { key, long } of definitions) {
    const known = longs.get(key);
    if (known) known.add(long);
    else longs.set(key, new Set([long]));
  }
  const name = JSON.stringify([...longs].map(([key, long]) => [key, ...long]));
  let index = indexes.get(name);
  if (index) {
    indexes.delete(name);
  } else {
    const terms = [...longs].map(
      ([key, long]): PackTerm => ({
        id: key,
        prefLabel: [...long][0]!,
        altLabel: [...long].slice(1),
        shortForms: [key],
        safeShortForms: [key],
        category: '',
        sections: [],
      }),
    );
    index = compileTerms([definitionPack(terms)]);
    if (indexes.size >= maximumIndexes) indexes.delete(indexes.keys().next().value!);
  }
  indexes.set(name, index);
  return index;
}

const definitionPack = (terms: readonly PackTerm[]): PaperPack => ({
  packVersion: '1.0',
  id: '',
  lang: 'en',
  license: '',
  source: { id: '', type: 'article-journal' },
  references: [],
  sections: [],
  abbreviations: [],
  citations: [],
  terms,
  provenance: { method: '', date: '' },
});

/** Words of the title in capitals before a colon: the name of a study, not an abbreviation. */
function titleWords({ blocks, metadata }: Manuscript): ReadonlySet<string> {
  const title = metadata.get('title');
  const titles = blocks.filter(({ body }) => body.scope === 'title').map(({ body }) => body.text);
  if (typeof title === 'string') titles.push(title);
  const out = new Set<string>();
  for (const text of titles) {
    for (const [, name] of text.slice(0, 1000).matchAll(/(?:^|[^\p{L}])(\p{Lu}[\p{Lu}\d-]{2,20}):/gu))
      out.add(name!);
  }
  return out;
}

const abbreviationSection = /^(?:\d[\d.]*\s*)?(?:list of )?(?:abbreviations?(?: used)?|acronyms|glossary)\b/i;

/** Sections that are no prose of the paper: names, grants, initials and cited titles stand there. */
const backMatter =
  /^(?:\d[\d.]*\s*)?(?:references|bibliography|works cited|literature cited|acknowledge?ments?|funding|financial|author|authors|contributors?|contributions?|(?:conflicts?|declarations?|competing|disclosures?|statement|role of)\b|data (?:availability|sharing)|ethics|affiliations?|supplement|supporting information|list of abbreviations|abbreviations?|acronyms|glossary|orcid|corresponding)\b/i;

function sectionsNamed(manuscript: Manuscript, pattern: RegExp): readonly Span[] {
  const out: Span[] = [];
  for (const { title, section } of manuscript.headings) {
    if (!pattern.test(title.trim().slice(0, 80))) continue;
    // Sections of sections: the outer one covers them.
    if (out.length === 0 || section.start >= out.at(-1)!.end) out.push(section);
  }
  return out;
}

/** The abbreviation under a place: a use or a definition of one that the manuscript defines, with the definition in force. */
export function abbreviationAt(
  manuscript: Manuscript,
  offset: number,
): (Span & { readonly definition: Definition }) | undefined {
  const { definitions, uses } = findAbbreviations(manuscript);
  const here = [...definitions, ...uses].find(({ start, end }) => start <= offset && offset <= end);
  if (!here) return undefined;
  const own = definitions.filter(({ key }) => key === here.key);
  return { start: here.start, end: here.end, definition: definitionInForce(own, here.start) };
}

/** The last definition up to a place, or the first one where all come later. `own` is in order of place. */
export function definitionInForce(own: readonly Definition[], start: number): Definition {
  let low = 0;
  let high = own.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (own[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  return own[Math.max(0, low - 1)]!;
}
