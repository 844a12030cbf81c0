/** Files that the build puts into the bundle as text. */
declare module '*.csl?raw' {
  const text: string;
  export default text;
}

declare module '*.xml?raw' {
  const text: string;
  export default text;
}

/** The part of citeproc-js 1.4 that is used; it has no types of its own. */
declare module 'citeproc' {
  export type Format = Record<string, unknown>;

  export interface System {
    retrieveLocale(language: string): string;
    retrieveItem(id: string): unknown;
  }

  export interface Citation {
    readonly citationID: string;
    readonly citationItems: readonly Readonly<Record<string, string | boolean>>[];
    readonly properties: {
      readonly noteIndex: number;
      readonly unsorted?: boolean;
    };
  }

  export interface Engine {
    readonly opt: { readonly lang: string; readonly xclass: 'in-text' | 'note' };
    /** An option of the style's locale. */
    getOpt(name: 'punctuation-in-quote'): boolean | undefined;
    /** Answers with the places and texts of the citations that changed. */
    processCitationCluster(
      citation: Citation,
      before: readonly (readonly [id: string, note: number])[],
      after: readonly (readonly [id: string, note: number])[],
      flag: number,
    ): readonly [unknown, changed: readonly (readonly [place: number, text: string])[]];
    readonly registry: {
      /** The registered items; `seq` counts in the order of the bibliography, from 1. */
      readonly registry: Readonly<
        Record<string, { readonly seq: number; readonly disambig: unknown } | undefined>
      >;
      /** In the order of the bibliography. */
      getSortedIds(): readonly string[];
      readonly citationreg: {
        readonly citationById: Readonly<
          Record<
            string,
            { readonly sortedItems: readonly (readonly [unknown, { readonly id: string }])[] } | undefined
          >
        >;
      };
    };
    /** Forgets all items and citations. */
    restoreProcessorState(): void;
    /** The text of a citation that is not registered; `position` 1: of a work that was cited before. */
    makeCitationCluster(items: readonly Readonly<Record<string, string | boolean | number>>[]): string;
    setOutputFormat(format: string): void;
    updateItems(ids: readonly string[]): void;
    /** Of these items alone, if any are named. False where the style has no bibliography. */
    makeBibliography(section?: {
      readonly include: readonly { readonly field: string; readonly value: string }[];
    }): false | [parameters: { readonly entry_ids: string[][] }, entries: string[]];
  }

  const citeproc: {
    SKIP_WORDS: readonly string[];
    NUMERIC_VARIABLES: readonly string[];
    /** What prints the names of a work. */
    readonly NameOutput: {
      readonly prototype: {
        readonly state: { inheritOpt(node: unknown, name: string): unknown };
        _nameSuffix(name: { readonly suffix?: string }): unknown;
      };
    };
    readonly Engine: new (system: System, style: string, language: string, forceLanguage: boolean) => Engine;
    readonly Output: {
      readonly Formats: { readonly text: Format; plain?: Format; markdown?: Format };
      /** What changes small letters to large ones and back; markup stays. */
      readonly Formatters: { title(state: unknown, text: string): string };
    };
  };
  export default citeproc;
}
