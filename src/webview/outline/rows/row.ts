import type {
  ManuscriptSection,
  PaperOutline,
  PaperSection,
  PaperTerm,
  PaperWork,
} from '../../../protocol/outline.ts';

/** Counts of a manuscript's section together with its subsections. */
export interface SectionTotals {
  readonly words: number;
  readonly citations: number;
  readonly terms: number;
  readonly undefinedKeys: number;
  readonly undefinedAbbreviations: number;
  readonly uncitedParagraphs: number;
}

/** What a row stands for. */
export type Item =
  | {
      readonly kind: 'section';
      readonly section: ManuscriptSection;
      readonly totals: SectionTotals;
      /**
       * What the badges count: the section's own problems, or the whole subtree's while that is folded away.
       */
      readonly problems: Pick<
        SectionTotals,
        'undefinedKeys' | 'undefinedAbbreviations' | 'uncitedParagraphs'
      >;
    }
  | { readonly kind: 'pack'; readonly paper: PaperOutline }
  | { readonly kind: 'paper-section'; readonly paper: PaperOutline; readonly section: PaperSection }
  | { readonly kind: 'group'; readonly paper: PaperOutline; readonly group: 'works' | 'terms' }
  | { readonly kind: 'work'; readonly paper: PaperOutline; readonly work: PaperWork }
  | { readonly kind: 'term'; readonly paper: PaperOutline; readonly term: PaperTerm }
  | {
      readonly kind: 'fact';
      readonly paper: PaperOutline;
      readonly section: PaperSection;
      readonly text: string;
    }
  /**
   * A place in the manuscript that cites or uses the row above it; null stands for text before the first
   * heading.
   */
  | {
      readonly kind: 'place';
      readonly paper: PaperOutline;
      readonly section: ManuscriptSection | null;
      readonly verb: 'cites' | 'mentions' | 'uses';
    };

/** One visible row of a tree. Rows are a flat list in the order they are drawn. */
export interface Row {
  /** The same for the same thing after an update, so that focus, folding and scrolling stay with it. */
  readonly key: string;
  /** From 1, as `aria-level`. */
  readonly level: number;
  /** From 1, among `siblings`, as `aria-posinset`. */
  readonly position: number;
  readonly siblings: number;
  /** Null where there is nothing to unfold. */
  readonly expanded: boolean | null;
  /** The place of the parent in the list, -1 for a root. */
  readonly parent: number;
  readonly item: Item;
}

/** The keys of rows that are folded or unfolded against what their kind does by default. */
export type Toggled = ReadonlySet<string>;

/**
 * Joins the parts of a key by a control character that no id should hold, and that changes nothing if it
 * does.
 */
export function rowKey(...parts: readonly (string | number)[]): string {
  return parts.join('\u001f');
}

export function labelOf(item: Item): string {
  switch (item.kind) {
    case 'section':
      return item.section.title === '' ? '(untitled section)' : item.section.title;
    case 'pack':
      return item.paper.citation === '' ? item.paper.title : item.paper.citation;
    case 'paper-section':
      return item.section.title === '' ? '(untitled section)' : item.section.title;
    case 'group':
      return item.group === 'works' ? 'All works' : 'All terms';
    case 'work':
      return item.work.citation === '' ? item.work.title : item.work.citation;
    case 'term':
      return item.term.label;
    case 'fact':
      return item.text;
    case 'place':
      return item.section === null ? 'Before the first heading' : item.section.title || '(untitled section)';
  }
}
