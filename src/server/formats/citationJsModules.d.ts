/** The part of citation-js 0.7 that is used; it has no types of its own. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(input: unknown, options?: { readonly generateGraph?: boolean });
    readonly data: readonly Readonly<Record<string, unknown>>[];
    format(format: string, options?: Readonly<Record<string, unknown>>): string;
  }
  export const plugins: {
    readonly input: {
      /** The name of what the input is taken for: `@bibtxt/text`. */
      type(input: unknown): string;
    };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
