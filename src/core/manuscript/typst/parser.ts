import type { Span } from '../../../base/span.ts';
import { assemble, type Segmented, type SegmentLanguage, segment, slotAt } from '../segments/segments.ts';
import type {
  Block,
  BlockBody,
  CitingContext,
  KeyMention,
  Manuscript,
  ManuscriptOptions,
  PreviousParse,
  SyntaxParser,
} from '../types.ts';
import { citingFunctions } from './functions.ts';
import { TypstReader } from './reader.ts';
import { initialTypstState, sameTypstState, type TypstState } from './state.ts';

interface Kept {
  readonly segmented: Segmented<TypstState>;
  /** The functions that cite, of which the reading depends. */
  readonly functions: string;
  readonly citing: readonly string[];
}

const kept = new WeakMap<Manuscript, Kept>();

const languageWith = (own: ReadonlySet<string>): SegmentLanguage<TypstState> => ({
  initial: initialTypstState,
  read(text, before) {
    const { parts, after } = new TypstReader(text, before, own).read();
    return { parts: { ...parts, blocks: parts.blocks.map(withJoinedCitations) }, after };
  },
  sameState: sameTypstState,
});

/**
 * Typst. `@name` may cite a work or refer to a label of the document; which of the two is settled when the
 * segments are put together, for a label may stand anywhere.
 */
export const typstParser: SyntaxParser = {
  parse(text: string, options: ManuscriptOptions = {}, previous?: PreviousParse): Manuscript {
    const elsewhere = new Set(options.typstCitationFunctions);
    const citing = citingFunctions(text, elsewhere);
    const own = new Set([...elsewhere, ...citing]);
    const functions = [...own].sort().join('\n');
    const old = previous && kept.get(previous.manuscript);
    const segmented = segment(
      languageWith(own),
      text,
      old?.functions === functions ? { segmented: old.segmented, edits: previous!.edits } : undefined,
    );
    const labels = new Set<string>();
    for (const { parts } of segmented.segments) for (const label of parts.labels) labels.add(label);
    return settled(text, { segmented, functions, citing }, labels, labels);
  },

  withLabels,

  citingContextAt(manuscript: Manuscript, offset: number): CitingContext | undefined {
    const { segmented } = kept.get(manuscript) ?? kept.get(this.parse(manuscript.text)) ?? {};
    const slot = segmented && slotAt(segmented, offset);
    if (!slot) return undefined;
    return { replace: slot, query: manuscript.text.slice(slot.start, offset), braced: false };
  },
};

/**
 * The manuscript with references to its own labels, and to those of other files, told apart from citations.
 */
function settled(text: string, parsed: Kept, own: ReadonlySet<string>, all: ReadonlySet<string>): Manuscript {
  const manuscript = {
    ...assemble('typst', text, parsed.segmented, (block) => settledBody(block, all)),
    labels: own,
    ...(parsed.citing.length > 0 && { citingFunctions: parsed.citing }),
  };
  kept.set(manuscript, parsed);
  return manuscript;
}

const lastLabelled = new WeakMap<Manuscript, { labels: ReadonlySet<string>; manuscript: Manuscript }>();

/**
 * A part of a document as the whole knows it: `labels` are those of the files that it is compiled with. The
 * same object while these are the same.
 */
function withLabels(manuscript: Manuscript, labels: ReadonlySet<string>): Manuscript {
  const parsed = kept.get(manuscript);
  if (parsed === undefined || labels.size === 0) return manuscript;
  const last = lastLabelled.get(manuscript);
  if (
    last !== undefined &&
    last.labels.size === labels.size &&
    [...labels].every((one) => last.labels.has(one))
  )
    return last.manuscript;
  const own = manuscript.labels ?? new Set<string>();
  const made = settled(manuscript.text, parsed, own, new Set([...own, ...labels]));
  lastLabelled.set(manuscript, { labels, manuscript: made });
  return made;
}

/** Bodies as they were read, of those in which citations were joined: whether they are, labels decide. */
const unjoined = new WeakMap<BlockBody, BlockBody>();

/**
 * As though no reference of the block were to a label: so it is in most blocks, and then nothing is left to
 * do.
 */
function withJoinedCitations(block: Block): Block {
  const { body } = block;
  if (body.mentions.length < 2) return block;
  const mentions = joined(body.text, body.mentions);
  if (mentions.every((mention, index) => mention === body.mentions[index])) return block;
  const made = { ...body, mentions };
  unjoined.set(made, body);
  return { ...block, body: made };
}

/** What was made of a block: its references, and its body for each set of them that are labels. */
interface Settled {
  readonly references: readonly KeyMention[];
  readonly bodies: Map<string, BlockBody>;
}

/**
 * Bodies kept of one block: with its file's own labels, with those of all files, and from before an edit of
 * these.
 */
const maxBodies = 4;

const settledBodies = new WeakMap<BlockBody, Settled>();

/**
 * The body with references to labels told apart from citations: the same object while the same ones are
 * labels.
 */
function settledBody({ body }: Block, labels: ReadonlySet<string>): BlockBody {
  if (labels.size === 0 || body.mentions.length === 0) return body;
  let known = settledBodies.get(body);
  if (!known) {
    const read = unjoined.get(body) ?? body;
    known = { references: read.mentions.filter((mention) => isReference(read, mention)), bodies: new Map() };
    settledBodies.set(body, known);
  }
  if (!known.references.some(({ key }) => labels.has(key))) return body;
  const labelled = known.references.filter(({ key }) => labels.has(key));
  const names = [...new Set(labelled.map(({ key }) => key))].join('\n');
  let made = known.bodies.get(names);
  if (!made) {
    if (known.bodies.size >= maxBodies) known.bodies.clear();
    made = settle(unjoined.get(body) ?? body, new Set(labelled));
    known.bodies.set(names, made);
  }
  return made;
}

function settle(body: BlockBody, labelled: ReadonlySet<KeyMention>): BlockBody {
  const mentions = joined(
    body.text,
    body.mentions.filter((mention) => !labelled.has(mention)),
  );
  const crossReferences = [...body.crossReferences, ...[...labelled].map(keySpan)].sort(
    (a, b) => a.start - b.start,
  );
  return { ...body, mentions, crossReferences };
}

const keySpan = ({ start, end }: KeyMention): Span => ({ start, end });

/** `#cite(<a>)` cites whatever the document's labels are; `@a` and `#ref(<a>)` may refer to one. */
const isReference = (body: BlockBody, mention: KeyMention): boolean =>
  /^#?ref\b|^@/.test(body.text.slice(mention.citation.start, mention.citation.start + 5));

/** Citations with only white space between them are one, as Typst sets them. */
function joined(text: string, mentions: readonly KeyMention[]): readonly KeyMention[] {
  const result: KeyMention[] = [];
  let first = 0;
  const join = (end: number): void => {
    const citation = { start: mentions[first]!.citation.start, end: mentions[end - 1]!.citation.end };
    for (const mention of mentions.slice(first, end)) {
      result.push(
        end - first > 1 && mention.citation.end <= citation.end ? { ...mention, citation } : mention,
      );
    }
    first = end;
  };
  for (let index = 1; index <= mentions.length; index++) {
    const before = mentions[index - 1]!;
    const here = mentions[index];
    const gap = here && text.slice(before.citation.end, here.citation.start);
    if (here && before.narrative === here.narrative && gap !== '' && gap?.trim() === '') continue;
    if (index > first) join(index);
  }
  return result;
}
