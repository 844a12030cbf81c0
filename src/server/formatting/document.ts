import type { CitationCluster, Reference } from '../../core/index.ts';
import {
  asSentence,
  authorInSentence,
  behindAuthor,
  buildEngine,
  citationOf,
  cslItem,
  isEnglish,
  isNamed,
  readable,
  spokenBy,
  type WarmEngine,
  withinQuotes,
} from './engine.ts';
import type { FormatRequest, FormattedDocument } from './messages.ts';

/** citeproc's word for: every work of the citation is registered already. */
const allRegistered = 2;

/** A citation as it was formatted last. */
interface Placed {
  readonly id: string;
  /** What it was made of: the same of two citations, and they are one. */
  readonly source: string;
  readonly note: number;
  text: string;
  /** Its works in the order in which they are printed, by their ids. */
  order: readonly string[];
}

/**
 * The citations and references of one document in one style, kept between its requests: only what changed,
 * and what that changes elsewhere (years told apart, numbers, "ibid."), is formatted anew.
 */
export class DocumentFormatting {
  readonly #warm: WarmEngine;
  readonly #isNote: boolean;
  /** The id of a reference by its content: what is edited in the bibliography is another work to citeproc. */
  #ids = new Map<string, string>();
  #order: readonly string[] = [];
  #placed: readonly Placed[] = [];
  #entries: readonly { readonly id: string; readonly text: string }[] | undefined;
  /** The entries of the list as they were printed last, by the ids of their works. */
  readonly #printed = new Map<string, { readonly from: string; readonly text: string }>();
  /** The style leaves works out of its list, which citeproc does in whole lists alone. */
  #leavesOut = false;
  /** Authors in sentences by the ids of their works, for as long as these are told apart as they are. */
  readonly #authors = new Map<string, string>();
  #nextId = 0;
  /** The works changed since citations were formatted. */
  #isTouched = false;

  /** Throws where the style cannot be used. */
  constructor({ style, locale, output = 'text' }: Pick<FormatRequest, 'style' | 'locale' | 'output'>) {
    this.#warm = buildEngine(style, locale);
    this.#warm.engine.setOutputFormat(output);
    this.#isNote = this.#warm.engine.opt.xclass === 'note';
  }

  format(references: readonly Reference[], clusters: readonly CitationCluster[]): FormattedDocument {
    const ids = this.#register(references);
    this.#place(clusters, ids);
    const indexes = new Map(ids.map((id, index) => [id, index]));
    this.#entries ??= this.#list();
    const { engine, isNumeric } = this.#warm;
    return {
      citations: this.#placed.map(({ text }, index) => this.#withAuthor(text, clusters[index]!, ids)),
      entries: this.#entries.map(({ id, text }) => ({ reference: indexes.get(id)!, text })),
      ...spokenBy(engine),
      form: this.#isNote ? 'note' : isNumeric ? 'number' : 'author-date',
      order: this.#placed.map(({ order }) => order.map((id) => indexes.get(id)!)),
      numbers: ids.map((id) => engine.registry.registry[id]?.seq ?? 0),
    };
  }

  /** The ids of the references; all that is listed is registered, and nothing else. */
  #register(references: readonly Reference[]): readonly string[] {
    const known = new Map<string, string>();
    const order = references.map((reference) => {
      const content = JSON.stringify(reference);
      const id = known.get(content) ?? this.#ids.get(content) ?? `r${this.#nextId++}`;
      known.set(content, id);
      if (!this.#warm.items.has(id)) this.#warm.items.set(id, cslItem(reference, id, isEnglish(this.#warm)));
      return id;
    });
    const isSame = order.length === this.#order.length && order.every((id, at) => id === this.#order[at]);
    if (!isSame) {
      // What is taken out leaves traces in citeproc that a document without it would not have.
      const present = new Set(order);
      if (this.#order.some((id) => !present.has(id))) this.#forget();
      this.#warm.engine.updateItems([...order]);
      this.#forgetNamesakes(order);
      this.#isTouched = true;
      this.#entries = undefined;
      this.#authors.clear();
      for (const id of [...this.#warm.items.keys()]) if (!present.has(id)) this.#warm.items.delete(id);
    }
    this.#ids = known;
    this.#order = order;
    return order;
  }

  #forget(): void {
    this.#warm.engine.restoreProcessorState();
    this.#placed = [];
    this.#printed.clear();
  }

  /** Given names tell apart whoever shares a name with an author of a new work. */
  #forgetNamesakes(order: readonly string[]): void {
    const { items } = this.#warm;
    const known = new Set(this.#order);
    const names = new Set(order.flatMap((id) => (known.has(id) ? [] : familyNames(items.get(id)))));
    for (const id of this.#printed.keys())
      if (familyNames(items.get(id)).some((name) => names.has(name))) this.#printed.delete(id);
  }

  /** Formats the citations that differ from those of the last time, and what differs by them. */
  #place(clusters: readonly CitationCluster[], ids: readonly string[]): void {
    const before = this.#placed;
    const sources = clusters.map(({ narrative, items }) =>
      JSON.stringify([narrative, items.map((item) => ({ ...item, reference: ids[item.reference] }))]),
    );
    let start = 0;
    while (start < sources.length && sources[start] === before[start]?.source) start += 1;
    let same = 0;
    const most = Math.min(sources.length, before.length) - start;
    while (same < most && sources.at(-1 - same) === before.at(-1 - same)?.source) same += 1;
    const placed: Placed[] = sources.map((source, index) => {
      const known =
        index < start
          ? before[index]
          : index >= sources.length - same
            ? before[index - sources.length + before.length]
            : undefined;
      const note = this.#isNote ? index + 1 : 0;
      return {
        id: known?.id ?? `c${this.#nextId++}`,
        source,
        note,
        text: known?.text ?? '',
        order: known?.order ?? [],
      };
    });
    this.#placed = placed;
    const end = sources.length - same;
    if (start === sources.length && start === before.length && !this.#isTouched) return;
    this.#isTouched = false;
    // Where nothing is new, one is formatted again: citeproc then looks at what the others' going and coming
    // changed.
    const last = Math.max(end, Math.min(start + 1, sources.length));
    const first = Math.min(start, last - 1);
    for (let index = Math.max(0, first); index < last; index += 1)
      this.#process(clusters[index]!, index, last, ids);
  }

  #process(cluster: CitationCluster, index: number, end: number, ids: readonly string[]): void {
    const placed = this.#placed;
    const { id, note } = placed[index]!;
    const citation = citationOf(cluster, id, note, this.#warm.isNumeric, (reference) => ids[reference]!);
    const around = (from: number, to?: number) =>
      placed.slice(from, to).map((one) => [one.id, one.note] as const);
    const [, changed] = this.#warm.engine.processCitationCluster(
      citation,
      around(0, index),
      around(Math.max(index + 1, end)),
      allRegistered,
    );
    // Those between are not processed yet and not counted by citeproc.
    const skipped = Math.max(index + 1, end) - index - 1;
    for (const [place, text] of changed) {
      const one = placed[place > index ? place + skipped : place]!;
      const printed = withinQuotes(this.#warm, readable(text, true));
      one.text = this.#isNote ? asSentence(printed, this.#titleOf(one.id)) : printed;
      one.order = this.#printedOrder(one.id);
    }
  }

  /** In a style of notes the author stands in the sentence, and the text is the note alone. */
  #withAuthor(text: string, { narrative, items }: CitationCluster, ids: readonly string[]): string {
    if (!narrative || this.#isNote || this.#warm.isNumeric) return text;
    const id = ids[items[0]!.reference]!;
    const author = this.#authors.get(id) ?? authorInSentence(this.#warm.engine, id);
    this.#authors.set(id, author);
    return behindAuthor(author, text, isNamed(this.#warm.items.get(id)));
  }

  /** The title of the first work of a citation. */
  #titleOf(id: string): string | undefined {
    const { title } = (this.#warm.items.get(this.#printedOrder(id)[0] ?? '') ?? {}) as { title?: string };
    return title;
  }

  #printedOrder(id: string): readonly string[] {
    return this.#warm.engine.registry.citationreg.citationById[id]!.sortedItems.map(([, item]) => item.id);
  }

  /**
   * Empty where the style has no list. An entry is printed anew where its number changed, what tells it
   * apart, or the entry before it, for a style may put a dash in the place of the same authors.
   */
  #list(): readonly { id: string; text: string }[] {
    const { engine, numbersList } = this.#warm;
    const { registry } = engine.registry;
    const order = engine.registry.getSortedIds();
    const sources = order.map((id, at) =>
      JSON.stringify([
        numbersList ? registry[id]?.seq : 0,
        registry[id]?.disambig,
        order[at - 1],
        registry[order[at - 1] ?? '']?.disambig,
      ]),
    );
    const isStale = order.map((id, at) => this.#printed.get(id)?.from !== sources[at]);
    const isWhole = this.#printed.size === 0 || this.#leavesOut;
    const wanted = order.filter((_, at) => isWhole || isStale[at] || isStale[at + 1]);
    const section = { include: wanted.map((value) => ({ field: 'id', value })) };
    const list = engine.makeBibliography(isWhole ? undefined : section);
    if (list === false) return [];
    const [{ entry_ids: ids }, texts] = list;
    this.#leavesOut = isWhole && texts.length < order.length;
    const places = new Map(order.map((id, at) => [id, at]));
    for (const [index, text] of texts.entries()) {
      const id = ids[index]![0]!;
      const at = places.get(id)!;
      if (isWhole || isStale[at]) {
        const printed = withinQuotes(this.#warm, readable(text));
        this.#printed.set(id, { from: sources[at]!, text: printed });
      }
    }
    return order.flatMap((id) => {
      const text = this.#printed.get(id)?.text;
      return text === undefined ? [] : [{ id, text }];
    });
  }
}

/** The last words of the names of all who made a work. */
const familyNames = (item: unknown): readonly string[] =>
  Object.values(item ?? {}).flatMap((value: unknown) =>
    Array.isArray(value)
      ? value.flatMap((name: { readonly family?: unknown; readonly literal?: unknown } | null) => {
          const words = name?.family ?? name?.literal;
          return typeof words === 'string' ? [words.toLowerCase().split(/[ .]+/).at(-1) ?? ''] : [];
        })
      : [],
  );
