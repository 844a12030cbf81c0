import type { Reference } from '../bibliography/types.ts';

/** How far a fact has been checked: printed on the page, checked against a named source, or from memory. */
export type Verification = 'page' | 'verified' | 'recalled';

/** Facts about one paper, in the project's own words. Mirrors paper-pack.schema.json. */
export interface PaperPack {
  readonly packVersion: '1.0';
  /**
   * What the terms are of: one paper; the words of a field, whose senses stand behind those of papers; or a
   * workspace's own, which stand above both.
   */
  readonly kind?: 'paper' | 'glossary' | 'own';
  readonly id: string;
  readonly lang: string;
  readonly license: string;
  readonly disclaimer?: string;
  readonly maintainers?: readonly { readonly name: string; readonly orcid?: string }[];
  readonly source: Reference;
  readonly references: readonly Reference[];
  /** Counts printed on the page (`referencesStated`) are kept apart from counts shown (`referencesShown`). */
  readonly counts?: Readonly<Record<string, number>>;
  readonly sections: readonly PackSection[];
  readonly abbreviations: readonly PackAbbreviation[];
  readonly terms: readonly PackTerm[];
  readonly citations: readonly PackCitation[];
  readonly facts?: readonly PackFact[];
  readonly provenance: {
    readonly method: string;
    readonly date: string;
    readonly checkedAgainst?: readonly string[];
  };
  readonly origin?: PackOrigin;
}

export interface PackSection {
  readonly id: string;
  readonly title: string;
  readonly secType?: string | null;
  readonly extent: 'full' | 'snippet' | 'partial-list';
  readonly start?: number;
  readonly end?: number;
}

export interface PackAbbreviation {
  readonly short: string;
  readonly long?: string;
  readonly status: 'defined' | 'used-unexpanded';
  readonly definedIn?: string;
  readonly term?: string;
  readonly note?: string;
  readonly start?: number;
  readonly end?: number;
}

export interface PackTerm {
  readonly id: string;
  readonly prefLabel: string;
  readonly shortForms?: readonly string[];
  /** Short forms that mean several things elsewhere, and that this pack vouches for in any manuscript. */
  readonly safeShortForms?: readonly string[];
  readonly altLabel?: readonly string[];
  /** Misspellings and plurals: matched, never shown. */
  readonly hiddenLabel?: readonly string[];
  readonly category: string;
  /**
   * Where the term counts unasked: everywhere (absent), only in texts of this field, or nowhere, as its forms
   * mean other things too often. Whoever asks is answered in any case.
   */
  readonly unasked?: 'in-field' | 'never';
  readonly definition?: string;
  readonly scopeNote?: string;
  readonly broader?: readonly string[];
  readonly related?: readonly string[];
  readonly sections: readonly string[];
  readonly presupposed?: boolean;
  readonly supportedBy?: readonly string[];
  readonly match?: readonly TermMatch[];
  /**
   * The public sources that someone other than the writer has held the definition against; none where it is
   * empty.
   */
  readonly checked?: readonly string[];
  /** Found by an import; has no definition yet. */
  readonly candidate?: true;
  /**
   * Of a term of one's own: where it stands in the file, and what it is from, a key of the bibliography or a
   * name.
   */
  readonly start?: number;
  readonly end?: number;
  readonly source?: string;
}

export interface TermMatch {
  /** A CURIE: `mesh:D007649`, `chebi:6121`. */
  readonly id: string;
  readonly relation: 'exactMatch' | 'closeMatch' | 'broadMatch' | 'narrowMatch' | 'relatedMatch';
  readonly verification: Verification;
  readonly source?: string;
}

export interface PackCitation {
  readonly id: string;
  readonly surnames: readonly string[];
  readonly etAl?: boolean;
  readonly year: number | null;
  readonly yearSuffix?: string;
  readonly yearText?: string;
  readonly section: string;
  readonly work?: string;
  readonly basis: 'exact' | 'by-number' | 'first-author-year' | 'inferred' | 'unresolved';
  readonly listed?: boolean;
  readonly start?: number;
  readonly end?: number;
}

export interface PackFact {
  readonly kind: 'dose' | 'count' | 'figure-ref' | 'time' | 'statistic';
  readonly section: string;
  readonly drug?: string;
  readonly value?: number | { readonly min: number; readonly max: number };
  /** UCUM. */
  readonly unit?: string;
  readonly route?: string;
  /** ISO 8601. */
  readonly duration?: string;
  readonly frequency?: string;
  readonly supports?: readonly string[];
  readonly start?: number;
  readonly end?: number;
  /** Of a figure what is printed, of a statistic what it is: `OR`, `response rate`. */
  readonly label?: string;
  /** Of a statistic: a confidence interval with its level in percent, and p as printed. */
  readonly interval?: { readonly min: number; readonly max: number };
  readonly level?: number;
  readonly p?: string;
  /** The sentence that reports it. */
  readonly sentence?: { readonly start: number; readonly end: number };
}

export interface PackOrigin {
  readonly format: string;
  readonly file: string;
  readonly sha256?: string;
  readonly parserVersion: string;
  /**
   * A fingerprint of each item as it was imported, by its name; what differs from it was edited by a person.
   */
  readonly fingerprints?: Readonly<Record<string, string>>;
}

/** Whether a pack tells of one paper. */
export const isOfPaper = ({ kind = 'paper' }: PaperPack): boolean => kind === 'paper';
