import type { Span } from '../../base/span.ts';
import type { Name, Reference } from '../bibliography/types.ts';
import type { FoundFields, How } from '../paper/found.ts';
import type { MappedText } from './readers/text/mappedText.ts';

/** A work before it has an id: CSL-JSON that holds what the file states and nothing else. */
export type UnnamedReference = Partial<Reference> & { readonly type: string };

/**
 * What a reader finds in a file, whatever its format, before it becomes a pack. All spans are places in the
 * file.
 */
export interface Article {
  /** `page-text`, `markdown`, `jats`, `bioc`, `nbib`, `ris`: goes into `origin.format`. */
  readonly format: string;
  /** As the file names it. */
  readonly lang: string | undefined;
  readonly source: UnnamedReference;
  readonly titleText: MappedText | undefined;
  readonly sections: readonly ArticleSection[];
  readonly references: readonly ListedWork[];
  readonly citedBy: readonly ListedWork[];
  readonly counts: ArticleCounts;
  readonly keywords: readonly string[];
  /** From a list of abbreviations that the article itself gives. */
  readonly glossary: readonly GlossaryEntry[];
  readonly doubts: readonly Doubt[];
  /** How fields of `source` were found, where the format does not say it. */
  readonly found?: FoundFields;
}

/** Something that could not be made out, and where: for the person to look at. */
export interface Doubt extends Span {
  readonly message: string;
}

export interface ArticleCounts {
  readonly referencesStated?: number;
  readonly citedByStated?: number;
}

export interface ArticleSection extends Span {
  readonly title: string;
  /** The heading as a text that abbreviations may be defined in. */
  readonly heading: MappedText | undefined;
  /** A `sec-type` of JATS, or null. */
  readonly secType: string | null;
  readonly extent: 'full' | 'snippet' | 'partial-list';
  readonly paragraphs: readonly ArticleParagraph[];
  /** What tables and legends cite; nothing else is read of them. */
  readonly asides?: readonly ArticleParagraph[];
}

export interface ArticleParagraph {
  readonly text: MappedText;
  /**
   * Citations that the markup itself links to references, in `text`; undefined where citations are only text.
   */
  readonly links: readonly CitationLink[] | undefined;
}

/**
 * A linked citation: a place in the paragraph, and the references (by their number in the list) that it
 * names.
 */
export interface CitationLink extends Span {
  readonly works: readonly number[];
  /**
   * `by-number`: the text prints a number that the list prints too; else the markup itself links the place.
   */
  readonly basis?: 'by-number';
  /** Where the file prints it, for a raised number that the text no longer holds. */
  readonly place?: Span;
}

/** A work of a printed list. */
export interface ListedWork extends Span {
  /** `title` is empty where none could be made out. */
  readonly reference: UnnamedReference;
  /** How its fields were found, where they are not only printed. */
  readonly how?: How;
  /** The number that the list prints before it. */
  readonly number?: number;
  /** The lines as printed, by what they hold. */
  readonly asPrinted: Readonly<Record<string, string>>;
  /** The title as a text that abbreviations may be defined in. */
  readonly titleText: MappedText | undefined;
}

export interface GlossaryEntry extends Span {
  readonly short: string;
  readonly long: string;
}

/** Names as a list prints them, and whether it ends in "et al.". */
export interface PrintedNames {
  readonly names: readonly Name[];
  readonly others: boolean;
}
