/**
 * The part of markdown-it 12 to 14 that the preview's plugin uses; VS Code gives the object, no package is
 * loaded.
 */
export interface Token {
  type: string;
  content: string;
  meta: unknown;
  info: string;
  map: [number, number] | null;
}

export interface TokenMaker {
  push(type: string, tag: string, nesting: 0): Token;
}

export interface InlineState extends TokenMaker {
  readonly src: string;
  pos: number;
  readonly posMax: number;
  /** How many links are open; absent before version 13. */
  readonly linkLevel?: number;
}

export interface BlockState extends TokenMaker {
  readonly src: string;
  readonly bMarks: readonly number[];
  readonly tShift: readonly number[];
  readonly eMarks: readonly number[];
  readonly sCount: readonly number[];
  readonly blkIndent: number;
  line: number;
}

export interface CoreState {
  readonly tokens: Token[];
  readonly inlineMode: boolean;
  readonly Token: new (type: string, tag: string, nesting: 0) => Token;
}

type Rule<S> = (state: S, silent: boolean) => boolean;

export type RenderRule = (tokens: readonly Token[], index: number, options: unknown, env: unknown) => string;

export interface MarkdownIt {
  readonly inline: {
    readonly ruler: { before(name: string, ruleName: string, rule: Rule<InlineState>): void };
  };
  readonly block: {
    readonly ruler: {
      before(
        name: string,
        ruleName: string,
        rule: (state: BlockState, startLine: number, endLine: number, silent: boolean) => boolean,
        options: { readonly alt: readonly string[] },
      ): void;
    };
  };
  readonly core: { readonly ruler: { push(ruleName: string, rule: (state: CoreState) => void): void } };
  readonly renderer: { readonly rules: Record<string, RenderRule | undefined> };
}
