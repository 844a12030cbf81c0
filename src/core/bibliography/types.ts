import type { BibliographyFormat } from '../../base/fileNames.ts';
import type { Span } from '../../base/span.ts';
import type { Problem } from '../problem.ts';

export type { BibliographyFormat };

/** A name of CSL-JSON (CSL-JSON schema 1.0, `name-variable`). */
export interface Name {
  readonly family?: string;
  readonly given?: string;
  readonly 'non-dropping-particle'?: string;
  readonly 'dropping-particle'?: string;
  readonly suffix?: string;
  /** A corporate author, or a name that cannot be split. */
  readonly literal?: string;
  /** 0 for a processor of CSL styles that is to find no particles in the other parts. */
  readonly 'parse-names'?: 0;
}

/** A date of CSL-JSON. `circa` is EDTF's `~` or `?`; `literal` holds what is not a date ("in press"). */
export interface CslDate {
  readonly 'date-parts'?: readonly (readonly number[])[];
  readonly circa?: boolean;
  readonly literal?: string;
}

/** One work as CSL-JSON (plain text, no markup), with the variables that PsyCite itself reads named. */
export interface Reference {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly author?: readonly Name[];
  readonly editor?: readonly Name[];
  readonly issued?: CslDate;
  readonly 'container-title'?: string;
  readonly 'container-title-short'?: string;
  readonly publisher?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly page?: string;
  readonly DOI?: string;
  readonly PMID?: string;
  readonly PMCID?: string;
  readonly ISBN?: string;
  readonly URL?: string;
  readonly abstract?: string;
  readonly language?: string;
  /** The work as a manuscript's own list prints it, where its parts are not known (`\bibitem`). */
  readonly printed?: string;
  /**
   * Of a printed reference: variables whose value was changed for English, as they are for other languages.
   */
  readonly asWritten?: Readonly<Record<string, string>>;
  /** True where the list of authors ends in "and others". */
  readonly othersOmitted?: boolean;
  /** Paths or URIs as the entry gives them: BibTeX `file`, RIS `L1`. Never opened without a click. */
  readonly files?: readonly string[];
  readonly [variable: string]: unknown;
}

/** Where one entry stands in its file. Cheap: nothing is decoded. */
export interface Entry {
  /** The number of the entry in its bibliography, from 0. */
  readonly index: number;
  readonly key: string;
  /** The key's own characters; in formats without keys, the characters that the key was made from. */
  readonly keySpan: Span;
  /** As the file has it, in lower case: `article` (BibTeX), `jour` (RIS), `article-journal` (CSL). */
  readonly type: string;
  readonly span: Span;
  /** Other keys of the same entry (BibLaTeX `ids`). */
  readonly aliases: readonly string[];
}

/** A field as the file has it. `value` is decoded to plain Unicode text. */
export interface Field {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/**
 * One parsed file of references. Immutable. Entries are addressed by their index; everything beyond keys and
 * places is decoded when it is asked for.
 */
export interface Bibliography {
  readonly format: BibliographyFormat | 'bibitem';
  readonly size: number;
  readonly problems: readonly Problem[];
  entry(index: number): Entry;
  /** The indexes of the entries that have this key or alias, in file order. Keys are compared exactly. */
  indexesOf(key: string): readonly number[];
  /** The index of the entry whose span holds `offset`, or -1. */
  indexAt(offset: number): number;
  /** The entry's own fields, in file order (none are inherited). */
  fields(index: number): readonly Field[];
  /** The entry as CSL-JSON, inheritance (`crossref`, `xdata`) resolved within this file. */
  reference(index: number): Reference;
  /**
   * The entry as a processor of CSL styles takes it, where that is not `reference`: with CSL's tags for
   * italics and the like in its texts, and English titles of BibTeX as sentences.
   */
  printed?(index: number): Reference;
  /**
   * The variables of `reference` that a short citation shows: type, names of authors and editors, title,
   * date, container and publisher. Several times cheaper where values are decoded.
   */
  brief(index: number): Reference;
  /**
   * What search looks through, decoded but not folded. One string each so that ranking knows where a hit is.
   * Cheaper than `reference`; nothing is kept.
   */
  searchFields(index: number): SearchFields;
  /**
   * Of a bibliography made by an edit of another: how many entries at the start and at the end have the same
   * `searchFields` as the first and last entries of that one, so that what was derived from them is carried
   * over. Zero both where the edit touched something that other entries depend on (`@string`, a `crossref`
   * parent). `prefix + suffix` is at most the size of either. Absent where nothing is known.
   */
  readonly carried?: { readonly prefix: number; readonly suffix: number };
}

export interface SearchFields {
  readonly key: string;
  /** Family names (or literals) of all authors, or of editors where there are none, joined with a space. */
  readonly authors: string;
  readonly title: string;
  readonly year: string;
  readonly container: string;
  /** As the entry has it, bare or as an address. Finds a work of a paper pack in the bibliography. */
  readonly doi?: string;
  /** Other keys of the entry, joined with a space; absent where it has none. */
  readonly aliases?: string;
}
