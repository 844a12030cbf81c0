/**
 * What the outline view shows: data from the server, plain text only, and the messages between the view and
 * the extension. The view addresses things by number and id; it never sees a URI or a command.
 */

/** The answer to `psycite/outline`. `manuscript` is null where no manuscript is active. */
export interface OutlineData {
  /** The revision of the server's store. A server that starts again counts from the start. */
  readonly revision: number;
  readonly manuscript: ManuscriptOutline | null;
  readonly papers: readonly PaperOutline[];
}

export interface ManuscriptOutline {
  /** From the front matter, else the first heading, else the file's name. */
  readonly title: string;
  readonly fileName: string;
  readonly words: number;
  /**
   * What the front matter limits, by `word-limit:` or by a journal's limits, in the order of `limitKinds`.
   */
  readonly limits: readonly ManuscriptLimit[];
  /** In document order, as a flat list: a section's children are those that follow with a higher level. */
  readonly sections: readonly ManuscriptSection[];
}

/** All words, words of the abstract, works cited. */
export const limitKinds = ['words', 'abstract', 'references'] as const;

export interface ManuscriptLimit {
  readonly of: (typeof limitKinds)[number];
  readonly count: number;
  /** Above 0. */
  readonly limit: number;
}

export interface ManuscriptSection {
  /** The number of the section in this revision, from 0. Text before the first heading is not a section. */
  readonly index: number;
  readonly level: number;
  readonly title: string;
  /** Zero-based line of the heading. */
  readonly line: number;
  /** Of the section itself, without its subsections. */
  readonly words: number;
  readonly citations: number;
  readonly terms: number;
  readonly undefinedKeys: number;
  readonly undefinedAbbreviations: number;
  readonly uncitedParagraphs: number;
}

export interface PaperOutline {
  /** The pack's id. */
  readonly pack: string;
  readonly title: string;
  /** "Abdallah et al. 2018" */
  readonly citation: string;
  readonly doi: string | null;
  /** Stated on the page and shown, as in "10 of 172 references shown". */
  readonly referencesStated: number | null;
  readonly referencesShown: number | null;
  /** True for a pack that the user imported: private to this machine. */
  readonly imported: boolean;
  readonly sections: readonly PaperSection[];
  readonly works: readonly PaperWork[];
  readonly terms: readonly PaperTerm[];
}

export interface PaperSection {
  readonly id: string;
  readonly title: string;
  /** How much of the section the pack's maker saw. */
  readonly extent: 'full' | 'snippet' | 'partial-list';
  readonly works: readonly string[];
  readonly terms: readonly string[];
  /** Reported facts as one line of plain text each: "ketamine 0.5 mg/kg intravenous over 40 min". */
  readonly facts: readonly string[];
}

export interface PaperWork {
  readonly id: string;
  /** "Berman et al. 2000" */
  readonly citation: string;
  readonly title: string;
  readonly container: string;
  readonly year: number | null;
  readonly doi: string | null;
  /** The key in the manuscript's bibliography, where the work is there. */
  readonly key: string | null;
  /** True where the paper's page lists it; false where the paper's text alone cites it. */
  readonly listed: boolean;
  /**
   * Sections of the manuscript, by index, that cite the work. -1 stands for text before the first heading.
   */
  readonly citedIn: readonly number[];
  /** True where the manuscript cites it by author and year alone, never by its key. */
  readonly mentioned: boolean;
  /** True where every mention was matched on surname and year alone, so that it may be another work. */
  readonly uncertain: boolean;
}

export interface PaperTerm {
  readonly id: string;
  readonly label: string;
  readonly short: string | null;
  readonly category: string;
  readonly definition: string | null;
  /** How often the manuscript uses it. */
  readonly uses: number;
  /** Sections of the manuscript, by index, that use it. */
  readonly usedIn: readonly number[];
}

/** The manuscript's references as they will print, in the style's order. */
export interface ReferencesData {
  readonly style: string;
  /** Why there is none, for the person; else empty. */
  readonly message: string;
  readonly list: readonly PrintedReference[];
}

export interface PrintedReference {
  readonly key: string;
  readonly runs: readonly { readonly text: string; readonly marks: readonly string[] }[];
  /** Citations of the manuscript that print the work. */
  readonly citations: number;
  /** What its entry lacks and what is known against it, a sentence each. */
  readonly lacks: readonly string[];
}

/** From the extension to the view. */
export type ToOutline =
  | { readonly type: 'data'; readonly data: OutlineData }
  /** The section under the cursor, -1 before the first heading, null where no manuscript is active. */
  | { readonly type: 'cursor'; readonly section: number | null }
  /**
   * The server's ranking for a filter: items in the order to show them. `request` is the view's own number.
   */
  | { readonly type: 'found'; readonly request: number; readonly items: readonly FoundItem[] }
  | { readonly type: 'failed'; readonly message: string }
  /** Null where no manuscript is active. */
  | { readonly type: 'references'; readonly references: ReferencesData | null }
  /** Puts the focus on the filter box, or opens a paper or its section, work or term. */
  | { readonly type: 'focus'; readonly target: FocusTarget }
  /** Does to the row last chosen in the view what its menu would: how a VS Code command reaches the view. */
  | { readonly type: 'run'; readonly action: OutlineAction };

export const outlineActions = [
  'reveal',
  'reveal-beside',
  'insert-citation',
  'insert-term',
  'add-to-bibliography',
  'open-doi',
  'open-pack',
] as const;

/** What can be done to a row. The ids are also the names of the messages that come back. */
export type OutlineAction = (typeof outlineActions)[number];

export type FocusTarget =
  | { readonly kind: 'filter' }
  | { readonly kind: 'pack'; readonly pack: string }
  | { readonly kind: 'paper-section'; readonly pack: string; readonly section: string }
  | { readonly kind: 'work'; readonly pack: string; readonly work: string }
  | { readonly kind: 'term'; readonly pack: string; readonly term: string };

export type FoundItem =
  | { readonly kind: 'section'; readonly index: number }
  | { readonly kind: 'paper-section' | 'work' | 'term'; readonly pack: string; readonly id: string };

/** From the view to the extension. */
export type FromOutline =
  | { readonly type: 'ready' }
  | { readonly type: 'retry' }
  /**
   * Number and title of a section as the view shows them; -1 is the start of the document. Where sections
   * have come or gone since, the nearest one with the title is meant.
   */
  | { readonly type: 'reveal'; readonly section: number; readonly title: string; readonly beside: boolean }
  /** The work need not be in the bibliography yet; the extension then offers to add it. */
  | { readonly type: 'insert-citation'; readonly pack: string; readonly work: string }
  | { readonly type: 'insert-term'; readonly pack: string; readonly term: string }
  | { readonly type: 'add-to-bibliography'; readonly pack: string; readonly work: string }
  | { readonly type: 'open-doi'; readonly pack: string; readonly work: string | null }
  /** The id of a section, work or term of the pack; null opens the pack at its start. */
  | { readonly type: 'open-pack'; readonly pack: string; readonly id: string | null }
  /** The query is never empty and at most `queryLimit` UTF-16 units long. */
  | { readonly type: 'find'; readonly request: number; readonly query: string }
  /** The references are looked at, or not any more: they are formatted for who looks. */
  | { readonly type: 'references'; readonly shown: boolean }
  /** Shows the next citation of a work, from the first. */
  | { readonly type: 'next-citation'; readonly key: string }
  | { readonly type: 'open-sample' }
  /** The walkthrough. */
  | { readonly type: 'first-steps' }
  | { readonly type: 'import-paper' };

export const queryLimit = 200;
