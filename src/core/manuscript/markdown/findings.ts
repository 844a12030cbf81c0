import type { Span } from '../../../base/span.ts';
import type { Item } from '../citations.ts';
import type { KeyMention } from '../types.ts';
import { isBlank } from './markup.ts';

/** What the text of one block holds. All spans are relative to the block. */
export interface InlineScan {
  readonly prose: readonly Span[];
  readonly mentions: readonly KeyMention[];
  readonly crossReferences: readonly Span[];
  readonly links: readonly (Span & { readonly target: string })[];
  /**
   * Where keys are typed other than behind an `@`: `{cite}` roles and `\cite{…}` without their delimiters.
   */
  readonly slots: readonly Span[];
  /** Labels that the text defines, so that `@label` is no citation. */
  readonly labels: readonly string[];
  /** Files that a shortcode includes. */
  readonly includes: readonly (Span & { readonly path: string })[];
  /** True where `@*` or `\nocite{*}` stands in the text. */
  readonly citesEverything: boolean;
  /** True where the text is one image, so that its description is a caption. */
  readonly onlyImage: boolean;
}

/** What readers of other languages' citations add to. */
export interface CitationSink {
  readonly roleMentions: KeyMention[];
  readonly slots: Span[];
  citesEverything: boolean;
}

/** What a scanner has found so far in one block. */
export class InlineFindings implements CitationSink {
  readonly roleMentions: KeyMention[] = [];
  readonly slots: Span[] = [];
  citesEverything = false;
  protected readonly items: Item[] = [];
  protected readonly crossReferences: Span[] = [];
  protected readonly links: (Span & { target: string })[] = [];
  protected readonly includes: (Span & { path: string })[] = [];
  protected image: Span | undefined;
  readonly #labels: string[] = [];
  /** 1 for each UTF-16 unit that is no prose. */
  readonly #masked: Uint8Array;

  constructor(length: number, maskAll: boolean) {
    this.#masked = new Uint8Array(length);
    if (maskAll) this.#masked.fill(1);
  }

  mask(start: number, end: number): void {
    this.#masked.fill(1, start, end);
  }

  unmask(start: number, end: number): void {
    this.#masked.fill(0, start, end);
  }

  protected isMasked(at: number): boolean {
    return this.#masked[at] === 1;
  }

  define(label: string): void {
    this.#labels.push(label);
  }

  /** The findings in `text`, the text of the whole block. */
  finish(text: string, isCrossReference: (key: string) => boolean): InlineScan {
    const mentions: KeyMention[] = [...this.roleMentions];
    const crossReferences = [...this.crossReferences];
    for (const item of this.items) {
      const key = text.slice(item.key.start, item.key.end);
      if (isCrossReference(key)) crossReferences.push({ start: item.start, end: item.end });
      else mentions.push(mentionOf(item, key));
    }
    crossReferences.sort((a, b) => a.start - b.start);
    if (this.roleMentions.length > 0) mentions.sort((a, b) => a.start - b.start);
    return {
      prose: this.#prose(text),
      mentions,
      crossReferences,
      links: this.links,
      slots: this.slots,
      labels: this.#labels,
      includes: this.includes,
      citesEverything: this.citesEverything,
      onlyImage:
        this.image !== undefined &&
        isBlank(text, 0, this.image.start) &&
        isBlank(text, this.image.end, text.length),
    };
  }

  #prose(text: string): Span[] {
    const prose: Span[] = [];
    const masked = this.#masked;
    for (let start = masked.indexOf(0); start >= 0; ) {
      const found = masked.indexOf(1, start);
      const end = found < 0 ? masked.length : found;
      if (!isBlank(text, start, end)) prose.push({ start, end });
      start = found < 0 ? -1 : masked.indexOf(0, end);
    }
    return prose;
  }
}

const mentionOf = (item: Item, key: string): KeyMention => ({
  kind: 'key',
  key,
  start: item.key.start,
  end: item.key.end,
  item: { start: item.start, end: item.end },
  citation: item.citation,
  narrative: item.narrative,
  suppressAuthor: item.suppressAuthor,
});
