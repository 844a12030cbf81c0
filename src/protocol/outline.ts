/**
 * What the outline view shows: data from the server, plain text only, and the messages between the view and
 * the extension. The view addresses things by number and id; it never sees a URI or a command. Both sides
 * check a message before they look inside, for it is data from elsewhere.
 */
import {
  array,
  boolean,
  check,
  type InferOutput,
  integer,
  literal,
  maxLength,
  minLength,
  minValue,
  nullable,
  number,
  object,
  picklist,
  pipe,
  safeInteger,
  string,
  variant,
} from 'valibot';
import { count, guard, type Immutable } from './schema.ts';

/** The number of a section, or -1 for what stands before the first heading. */
const sectionNumber = pipe(number(), integer(), minValue(-1));

const manuscriptLimit = object({
  /** All words, words of the abstract, works cited. */
  of: picklist(['words', 'abstract', 'references']),
  count,
  /** Above 0. */
  limit: count,
});
export type ManuscriptLimit = Immutable<InferOutput<typeof manuscriptLimit>>;

const manuscriptSection = object({
  /** The number of the section in this revision, from 0. Text before the first heading is not a section. */
  index: count,
  level: count,
  title: string(),
  /** Zero-based line of the heading. */
  line: count,
  /** Of the section itself, without its subsections. */
  words: count,
  citations: count,
  terms: count,
  undefinedKeys: count,
  undefinedAbbreviations: count,
  uncitedParagraphs: count,
});
export type ManuscriptSection = Immutable<InferOutput<typeof manuscriptSection>>;

const manuscriptOutline = object({
  /** From the front matter, else the first heading, else the file's name. */
  title: string(),
  fileName: string(),
  words: count,
  /**
   * What the front matter limits, by `word-limit:` or by a journal's limits.
   */
  limits: array(manuscriptLimit),
  /**
   * In document order, as a flat list: a section's children are those that follow with a higher level. They
   * are numbered by their place, so that a number found elsewhere can be looked up.
   */
  sections: pipe(
    array(manuscriptSection),
    check((sections) => sections.every(({ index }, place) => index === place)),
  ),
});
export type ManuscriptOutline = Immutable<InferOutput<typeof manuscriptOutline>>;

const paperSection = object({
  id: string(),
  title: string(),
  /** How much of the section the pack's maker saw. */
  extent: picklist(['full', 'snippet', 'partial-list']),
  works: array(string()),
  terms: array(string()),
  /** Reported facts as one line of plain text each: "ketamine 0.5 mg/kg intravenous over 40 min". */
  facts: array(string()),
});
export type PaperSection = Immutable<InferOutput<typeof paperSection>>;

const workContent = object({
  id: string(),
  /** "Berman et al. 2000" */
  citation: string(),
  title: string(),
  container: string(),
  year: nullable(pipe(number(), safeInteger())),
  doi: nullable(string()),
  /** True where the paper's page lists it; false where the paper's text alone cites it. */
  listed: boolean(),
});

const workUse = object({
  id: string(),
  /** The key in the manuscript's bibliography, where the work is there. */
  key: nullable(string()),
  /**
   * Sections of the manuscript, by index, that cite the work. -1 stands for text before the first heading.
   */
  citedIn: array(sectionNumber),
  /** True where the manuscript cites it by author and year alone, never by its key. */
  mentioned: boolean(),
  /** True where every mention was matched on surname and year alone, so that it may be another work. */
  uncertain: boolean(),
});

export type PaperWork = Immutable<InferOutput<typeof workContent> & InferOutput<typeof workUse>>;

const termContent = object({
  id: string(),
  label: string(),
  short: nullable(string()),
  category: string(),
  definition: nullable(string()),
});

const termUse = object({
  id: string(),
  /** How often the manuscript uses it. */
  uses: count,
  /** Sections of the manuscript, by index, that use it. */
  usedIn: array(sectionNumber),
});

export type PaperTerm = Immutable<InferOutput<typeof termContent> & InferOutput<typeof termUse>>;

/** What a paper holds, whatever a manuscript says. */
const paperContent = object({
  /** Another where anything below is another. */
  version: string(),
  /** The pack's id. */
  pack: string(),
  title: string(),
  /** "Abdallah et al. 2018" */
  citation: string(),
  doi: nullable(string()),
  /** Stated on the page and shown, as in "10 of 172 references shown". */
  referencesStated: nullable(count),
  referencesShown: nullable(count),
  /** True for a pack that the user imported: private to this machine. */
  imported: boolean(),
  sections: array(paperSection),
  works: array(workContent),
  terms: array(termContent),
});
export type PaperContent = Immutable<InferOutput<typeof paperContent>>;

/** What a manuscript uses of a paper; works and terms that it has nothing to do with are left out. */
const paperUse = object({
  /** Of the `PaperContent`. */
  version: string(),
  works: array(workUse),
  terms: array(termUse),
});

/** A paper with what a manuscript uses of it. */
export interface PaperOutline extends Omit<PaperContent, 'works' | 'terms'> {
  readonly works: readonly PaperWork[];
  readonly terms: readonly PaperTerm[];
}

/** The answer to `psycite/outlineUpdate`: what changes as a manuscript is written, and contents once. */
const outlineUpdate = object({
  /** The revision of the server's store. A server that starts again counts from the start. */
  revision: pipe(number(), safeInteger()),
  /** Null where no manuscript is active. */
  manuscript: nullable(manuscriptOutline),
  papers: array(paperUse),
  /** Those that who asks does not have. */
  contents: array(paperContent),
});
export type OutlineUpdate = Immutable<InferOutput<typeof outlineUpdate>>;

/** The answer to `psycite/outline`. */
export interface OutlineData extends Pick<OutlineUpdate, 'revision' | 'manuscript'> {
  readonly papers: readonly PaperOutline[];
}

const printedReference = object({
  key: string(),
  runs: array(object({ text: string(), marks: array(string()) })),
  /** Citations of the manuscript that print the work. */
  citations: count,
  /** What its entry lacks and what is known against it, a sentence each. */
  lacks: array(string()),
});
export type PrintedReference = Immutable<InferOutput<typeof printedReference>>;

/** The manuscript's references as they will print, in the style's order. */
const referencesData = object({
  style: string(),
  /** Why there is none, for the person; else empty. */
  message: string(),
  list: array(printedReference),
});
export type ReferencesData = Immutable<InferOutput<typeof referencesData>>;

const outlineAction = picklist([
  'reveal',
  'reveal-beside',
  'insert-citation',
  'insert-term',
  'add-to-bibliography',
  'open-doi',
  'open-pack',
]);

/** What can be done to a row. The ids are also the names of the messages that come back. */
export type OutlineAction = InferOutput<typeof outlineAction>;

const focusTarget = variant('kind', [
  object({ kind: literal('filter') }),
  object({ kind: literal('pack'), pack: string() }),
  object({ kind: literal('paper-section'), pack: string(), section: string() }),
  object({ kind: literal('work'), pack: string(), work: string() }),
  object({ kind: literal('term'), pack: string(), term: string() }),
]);
export type FocusTarget = Immutable<InferOutput<typeof focusTarget>>;

const foundItem = variant('kind', [
  object({ kind: literal('section'), index: count }),
  object({ kind: picklist(['paper-section', 'work', 'term']), pack: string(), id: string() }),
]);
export type FoundItem = Immutable<InferOutput<typeof foundItem>>;

/** A message that carries nothing but its name. */
const plain = <Type extends string>(type: Type) => object({ type: literal(type) });

const toOutline = variant('type', [
  object({ type: literal('data'), data: outlineUpdate }),
  /** The section under the cursor, -1 before the first heading, null where no manuscript is active. */
  object({ type: literal('cursor'), section: nullable(sectionNumber) }),
  /**
   * The server's ranking for a filter: items in the order to show them. `request` is the view's own number.
   */
  object({ type: literal('found'), request: count, items: array(foundItem) }),
  object({ type: literal('failed'), message: string() }),
  /** Null where no manuscript is active. */
  object({ type: literal('references'), references: nullable(referencesData) }),
  /** Puts the focus on the filter box, or opens a paper or its section, work or term. */
  object({ type: literal('focus'), target: focusTarget }),
  /** Does to the row last chosen in the view what its menu would: how a VS Code command reaches the view. */
  object({ type: literal('run'), action: outlineAction }),
]);
/** From the extension to the view. */
export type ToOutline = Immutable<InferOutput<typeof toOutline>>;
export const isToOutline = guard(toOutline);

/** UTF-16 units of a filter. */
export const maxQueryLength = 200;

const fromOutline = variant('type', [
  plain('ready'),
  plain('retry'),
  /**
   * Number and title of a section as the view shows them; -1 is the start of the document. Where sections
   * have come or gone since, the nearest one with the title is meant.
   */
  object({ type: literal('reveal'), section: sectionNumber, title: string(), beside: boolean() }),
  /** The work need not be in the bibliography yet; the extension then offers to add it. */
  object({ type: literal('insert-citation'), pack: string(), work: string() }),
  object({ type: literal('insert-term'), pack: string(), term: string() }),
  object({ type: literal('add-to-bibliography'), pack: string(), work: string() }),
  object({ type: literal('open-doi'), pack: string(), work: nullable(string()) }),
  /** The id of a section, work or term of the pack; null opens the pack at its start. */
  object({ type: literal('open-pack'), pack: string(), id: nullable(string()) }),
  object({
    type: literal('find'),
    request: count,
    query: pipe(string(), minLength(1), maxLength(maxQueryLength)),
  }),
  /** The references are looked at, or not any more: they are formatted for who looks. */
  object({ type: literal('references'), shown: boolean() }),
  /** Shows the next citation of a work, from the first. */
  object({ type: literal('next-citation'), key: string() }),
  plain('open-sample'),
  /** The walkthrough. */
  plain('first-steps'),
  plain('import-paper'),
]);
/** From the view to the extension. */
export type FromOutline = Immutable<InferOutput<typeof fromOutline>>;
export const isFromOutline = guard(fromOutline);
