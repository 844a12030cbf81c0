export interface Printed {
  readonly citations: readonly { readonly keys: readonly string[]; readonly text: string }[];
  readonly references: ReadonlyMap<string, string>;
}

export interface Formatted {
  readonly citations: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  readonly references: readonly { readonly key: string; readonly text: string }[];
}

export interface Difference {
  readonly kind: string;
  readonly source: string;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

export const stylesFolder: string;
export function pandocOutput(file: string, csl: string, options?: readonly string[]): Printed;
export function formattedBy(cli: string, file: string, style: string): Formatted;
export function compare(
  text: string,
  formatted: Formatted,
  printed: Printed,
): { readonly equal: number; readonly all: number; readonly differences: readonly Difference[] };
