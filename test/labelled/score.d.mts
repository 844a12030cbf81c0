interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Gold {
  readonly text: string;
  readonly terms: readonly (Span & { readonly id: string })[];
  readonly definitions: readonly (Span & { readonly long: string })[];
  readonly problems: readonly (Span & { readonly code: string })[];
}

export type LabelledManuscript = Gold & { readonly name: string };

/** The part of the contract "annotations" (ARCHITECTURE.md) that is scored. */
export interface ScoredAnnotations {
  readonly terms: readonly (Span & { readonly id: string })[];
  readonly abbreviations: readonly (Span & { readonly long: string })[];
  readonly problems: readonly (Span & { readonly code: string })[];
}

export type Kind = 'terms' | 'definitions' | 'problems';

export interface Score {
  readonly hits: number;
  readonly wrong: readonly Span[];
  readonly missed: readonly Span[];
}

export type Scores = Readonly<Record<Kind, Score>>;

export interface Total {
  readonly hits: number;
  readonly wrong: number;
  readonly missed: number;
  readonly precision: number;
  readonly recall: number;
}

export declare const bars: Readonly<Record<Kind, { readonly precision: number; readonly recall: number }>>;
export declare const kinds: readonly Kind[];
export declare function parseLabelled(source: string): Gold;
export declare function labelledManuscripts(): readonly LabelledManuscript[];
export declare function controlText(): string;
export declare function score(gold: Gold, annotations: ScoredAnnotations): Scores;
export declare function total(scores: readonly Scores[], kind: Kind): Total;
export declare function differences(manuscript: LabelledManuscript, result: Scores): readonly string[];
export declare function report(scores: readonly Scores[]): string;
export declare function passes(scores: readonly Scores[]): boolean;
