import { lowerBound } from '../../../base/lowerBound.ts';
import { type Span, shift, touches } from '../../../base/span.ts';
import { referenceLists, sectionsNamed } from '../../manuscript/sections.ts';
import type { Manuscript, Scope } from '../../manuscript/types.ts';
import { blockNumberAt } from '../blocks.ts';
import { type BlockUse, type BlockUses, usesOf } from '../blockUses.ts';
import { proseOf } from '../prose.ts';
import type { AbbreviationDefinition, AbbreviationUse } from '../types.ts';
import { spellingKey } from '../variants.ts';
import { authorInitials } from './authorInitials.ts';
import { definitionsOfBlocks } from './definitions.ts';
import { type Languages, languagesOf } from './language.ts';
import { listedForms } from './listed.ts';
import { singularShort } from './shortForm.ts';
import { namesPeople } from './unexplained.ts';

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
  /**
   * An entry of a list whose long form need not have its letters: it explains, and nothing is held against
   * it.
   */
  readonly isLoose?: true;
  /** More stands between the brackets than this definition: no edit takes it away alone. */
  readonly isJoined?: boolean;
}

/** A defined short form in the text, or the long form of one. Document offsets. */
export interface Occurrence extends AbbreviationUse {
  readonly key: string;
  readonly unit: Unit | undefined;
  readonly block: number;
}

/** A block that is prose of the paper, with what stands in it. */
export interface UsesInBlock {
  readonly number: number;
  readonly unit: Unit;
  readonly uses: BlockUses;
}

/** The definitions of a manuscript, and the uses block by block. */
export class Abbreviations {
  readonly definitions: readonly Definition[];
  readonly blocks: readonly UsesInBlock[];
  readonly #manuscript: Manuscript;
  readonly #names: ReadonlySet<string>;
  readonly #quiet: readonly Span[];
  readonly #languages: Languages;

  constructor(manuscript: Manuscript) {
    this.#manuscript = manuscript;
    this.definitions = findDefinitions(manuscript);
    this.#names = new Set([...titleWords(manuscript), ...authorInitials(manuscript)]);
    const uses = usesOf(this.definitions).of(manuscript.blocks);
    const quiet = [...sectionsNamed(manuscript, backMatter), ...referenceLists(manuscript)].sort(
      (a, b) => a.start - b.start,
    );
    this.#quiet = quiet;
    this.#languages = languagesOf(manuscript.blocks);
    const blocks: UsesInBlock[] = [];
    let section = 0;
    manuscript.blocks.forEach(({ start, body }, number) => {
      const unit = unitOf[body.scope];
      while (section < quiet.length && quiet[section]!.end <= start) section++;
      if (unit === undefined || (section < quiet.length && quiet[section]!.start <= start)) return;
      if (this.#languages.isForeign(number) || keywords.test(proseOf(body).text)) return;
      blocks.push({ number, unit, uses: uses[number]! });
    });
    this.blocks = blocks;
  }

  /** Uses of defined short forms, without those at definitions. */
  get uses(): readonly Occurrence[] {
    return this.#occurrences('uses');
  }

  /** Long forms of defined abbreviations in the text, outside definitions. */
  get expansions(): readonly Occurrence[] {
    return this.#occurrences('expansions');
  }

  /** Words that look like short forms and are defined nowhere. */
  get unexplained(): readonly Occurrence[] {
    return this.#occurrences('unexplained').filter(({ short }) => !this.isName(short));
  }

  /** The name of the study, a word of the title in capitals before a colon, and the initials of an author. */
  isName(short: string): boolean {
    return this.#names.has(short);
  }

  /** Whether a definition stands in prose of the paper, and not among names, grants or thanks. */
  isProse({ block }: Definition): boolean {
    const body = this.#manuscript.blocks[block]?.body;
    return (
      body !== undefined &&
      this.blocks.some(({ number }) => number === block) &&
      !namesPeople(proseOf(body).text)
    );
  }

  /** Whether a definition stands among names, grants and thanks, whose readers are others. */
  isInBackMatter({ start }: Definition): boolean {
    return this.#quiet.some((section) => section.start <= start && start < section.end);
  }

  /** Whether most of the manuscript is English. */
  get isEnglish(): boolean {
    return this.#languages.isEnglish;
  }

  /** Whether a definition stands in a paragraph of another language than the rest: a second abstract. */
  isForeign({ block }: Definition): boolean {
    return this.#languages.isForeign(block);
  }

  /** A place in a block, in offsets of the document. */
  placed(use: BlockUse, { number, unit }: UsesInBlock): Occurrence {
    const { start, body } = this.#manuscript.blocks[number]!;
    return { ...use, ...shift(use, start), block: number, unit, scope: body.scope };
  }

  #occurrences(kind: 'uses' | 'expansions' | 'unexplained'): readonly Occurrence[] {
    return this.blocks.flatMap((block) => block.uses[kind].map((use) => this.placed(use, block)));
  }
}

const cache = new WeakMap<Manuscript, Abbreviations>();

/**
 * All definitions of abbreviations in a manuscript and all uses. What one block gives is kept with the block,
 * so after an edit only its paragraph is read again.
 */
export function findAbbreviations(manuscript: Manuscript): Abbreviations {
  let found = cache.get(manuscript);
  if (!found) {
    found = new Abbreviations(manuscript);
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
  let list = 0;
  definitionsOfBlocks.of(manuscript.blocks).forEach((inBlock, block) => {
    if (inBlock.length === 0) return;
    const { start, body } = manuscript.blocks[block]!;
    if (body.scope === 'title') return;
    while (list < lists.length && lists[list]!.end <= start) list++;
    const inList = list < lists.length && lists[list]!.start <= start;
    for (const found of inBlock) {
      out.push({
        start: found.start + start,
        end: found.end + start,
        short: found.short,
        long: found.long,
        key: found.key,
        longKey: found.longKey,
        longSpan: shift(found.longSpan, start),
        whole: shift(found.whole, start),
        scope: body.scope,
        listed: found.listed || inList,
        ...(found.isJoined === true && { isJoined: true }),
        unit: body.scope === 'heading' ? 'body' : unitOf[body.scope],
        block,
      });
    }
  });
  const inLists = (start: number): boolean => lists.some((span) => span.start <= start && start < span.end);
  const known = new Set(out.map(({ start }) => start));
  const { blocks } = manuscript;
  const listed = listedForms(manuscript, (block) => inLists(blocks[block]!.start)).filter(
    ({ start }) => !known.has(start),
  );
  for (const { start, end, short, long, longSpan, block } of listed) {
    const { scope } = blocks[block]!.body;
    const span = { start, end };
    const whole = { start: Math.min(start, longSpan.start), end: Math.max(end, longSpan.end) };
    const base = {
      ...span,
      short,
      long,
      longSpan,
      whole,
      scope,
      block,
      listed: true,
      isLoose: true as const,
    };
    out.push({ ...base, key: singularShort(short), longKey: spellingKey(long), unit: unitOf[scope] });
  }
  const isInOrder = manuscript.declaredAbbreviations.length === 0 && listed.length === 0;
  return isInOrder ? out : out.sort((a, b) => a.start - b.start);
}

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

/** The heading of a list of abbreviations. */
export const abbreviationSection =
  /^(?:\d[\d.]*\s*)?(?:list of )?(?:abbreviations?(?: used)?|acronyms|glossary)\b/i;

/** "**Keywords:** mood, sleep" */
const keywords = /^[\s\u0001]*key[ -]?words?\s*[:.—–]/i;

/** Sections that are no prose of the paper: names, grants, initials and cited titles stand there. */
const backMatter =
  /^(?:\d[\d.]*\s*)?(?:references|bibliography|works cited|literature cited|acknowledge?ments?|funding|financial|author|authors|contributors?|contributions?|(?:conflicts?|declarations?|competing|disclosures?|statement|role of)\b|(?:(?:data|code|materials?),? (?:(?:and|&) )?){1,4}(?:availability|sharing)|availability of|ethics|affiliations?|supplement|supporting information|list of abbreviations|abbreviations?|acronyms|glossary|orcid|corresponding)\b/i;

/**
 * The abbreviation under a place: a use or a definition of one that the manuscript defines, with the
 * definition in force.
 */
export function abbreviationAt(
  manuscript: Manuscript,
  offset: number,
): (Span & { readonly definition: Definition }) | undefined {
  const found = findAbbreviations(manuscript);
  const last = blockNumberAt(manuscript.blocks, offset);
  const uses = found.blocks
    .filter(({ number }) => number === last || number === last - 1)
    .flatMap((block) => block.uses.uses.map((use) => found.placed(use, block)));
  const here = [...found.definitions, ...uses].find((one) => touches(one, offset));
  if (!here) return undefined;
  const own = found.definitions.filter(({ key }) => key === here.key);
  return { start: here.start, end: here.end, definition: definitionInForce(own, here.start) };
}

/** The last definition up to a place, or the first one where all come later. `own` is in order of place. */
export function definitionInForce(own: readonly Definition[], start: number): Definition {
  const low = lowerBound(own.length, (index) => own[index]!.start <= start);
  return own[Math.max(0, low - 1)]!;
}
