import type { Span } from '../../../base/span.ts';
import type { Block, BlockBody, KeyMention, Scope } from '../types.ts';

/** More mentions, runs or links than any block has; what comes behind is left out. */
const maxItems = 50_000;

/**
 * Collects the blocks of one segment from left to right. Blocks are disjoint; where the scope changes or a
 * new item begins, the reader cuts. A block that holds nothing to look at is not kept.
 */
export class BlockCollector {
  readonly #text: string;
  readonly #blocks: Block[] = [];
  #start = 0;
  #scope: Scope;
  #prose: Span[] = [];
  #mentions: KeyMention[] = [];
  #crossReferences: Span[] = [];
  #links: (Span & { target: string })[] = [];
  #limited = false;

  constructor(text: string, scope: Scope) {
    this.#text = text;
    this.#scope = scope;
  }

  /** Ends the block that is open at `at`, and starts one of another scope. */
  cut(at: number, scope: Scope): void {
    this.#finish(at);
    this.#start = at;
    this.#scope = scope;
  }

  /** Whether something was left out. */
  get limited(): boolean {
    return this.#limited;
  }

  prose(start: number, end: number): void {
    if (start >= end) return;
    const last = this.#prose.at(-1);
    if (last && last.end === start) this.#prose[this.#prose.length - 1] = { start: last.start, end };
    else this.#add(this.#prose, { start, end });
  }

  /** The mention is read when its block ends: until then its citation may still grow. */
  mention(mention: KeyMention): void {
    this.#add(this.#mentions, mention);
  }

  crossReference(span: Span): void {
    this.#add(this.#crossReferences, span);
  }

  link(start: number, end: number, target: string): void {
    this.#add(this.#links, { start, end, target });
  }

  #add<T>(list: T[], item: T): void {
    if (list.length < maxItems) list.push(item);
    else this.#limited = true;
  }

  finish(): readonly Block[] {
    this.#finish(this.#text.length);
    return this.#blocks;
  }

  #finish(at: number): void {
    const prose = this.#prose.filter((run) => /\S/.test(this.#text.slice(run.start, run.end)));
    if (prose.length + this.#mentions.length + this.#crossReferences.length + this.#links.length > 0) {
      const piece = this.#text.slice(this.#start, at);
      const start = this.#start + (piece.length - piece.trimStart().length);
      const text = piece.trim();
      this.#blocks.push({
        start,
        body: {
          text,
          scope: this.#scope,
          prose: prose.map((run) => clamp(run, start, text.length)),
          mentions: this.#mentions.map((mention) => inBlock(mention, start, text.length)),
          crossReferences: this.#crossReferences.map((span) => back(span, start)),
          links: this.#links.map((link) => ({ ...back(link, start), target: link.target })),
        },
      });
    }
    this.#prose = [];
    this.#mentions = [];
    this.#crossReferences = [];
    this.#links = [];
  }
}

/** A citation that a cut runs through counts as its key alone, so that no block points outside itself. */
function inBlock(mention: KeyMention, start: number, length: number): KeyMention {
  const citation = back(mention.citation, start);
  const item = back(mention.item, start);
  return {
    ...mention,
    start: mention.start - start,
    end: mention.end - start,
    item,
    citation: citation.start < 0 || citation.end > length ? item : citation,
  };
}

const back = (span: Span, by: number): Span => ({ start: span.start - by, end: span.end - by });

/** White space around the block's text is outside of it, also where a run of prose begins or ends with it. */
const clamp = (run: Span, start: number, length: number): Span => ({
  start: Math.max(0, run.start - start),
  end: Math.min(length, run.end - start),
});

/** Bodies of text that was read again: one that came out the same stays the same object. */
export class BodyPool {
  readonly #bodies = new Map<string, BlockBody[]>();

  constructor(blocks: readonly Block[]) {
    // Each is given away once, in order, so that equal paragraphs keep their own.
    for (const { body } of blocks.toReversed()) {
      const same = this.#bodies.get(body.text);
      if (same) same.push(body);
      else this.#bodies.set(body.text, [body]);
    }
  }

  reuse(blocks: readonly Block[]): readonly Block[] {
    return blocks.map((block) => {
      const candidates = this.#bodies.get(block.body.text);
      const body = candidates?.at(-1);
      if (!body || !sameBody(body, block.body)) return block;
      candidates!.pop();
      return { start: block.start, body };
    });
  }
}

const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

function sameAll<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index]!));
}

const sameMention = (a: KeyMention, b: KeyMention): boolean =>
  sameSpan(a, b) &&
  sameSpan(a.citation, b.citation) &&
  sameSpan(a.item, b.item) &&
  a.narrative === b.narrative &&
  a.suppressAuthor === b.suppressAuthor;

/** Whether two bodies of the same text say the same of it. */
const sameBody = (a: BlockBody, b: BlockBody): boolean =>
  a.scope === b.scope &&
  sameAll(a.prose, b.prose, sameSpan) &&
  sameAll(a.mentions, b.mentions, sameMention) &&
  sameAll(a.crossReferences, b.crossReferences, sameSpan) &&
  sameAll(a.links, b.links, (one, other) => sameSpan(one, other) && one.target === other.target);
