import { lowerBound } from '../../base/lowerBound.ts';
import { shift, touches } from '../../base/span.ts';
import type { Block, KeyMention, Manuscript } from '../manuscript/types.ts';

/** All key mentions of a manuscript in document offsets and order, and by key. */
export interface CitationIndex {
  readonly mentions: readonly KeyMention[];
  readonly byKey: ReadonlyMap<string, readonly KeyMention[]>;
}

const cache = new WeakMap<Manuscript, CitationIndex>();

export function citationsOf(manuscript: Manuscript): CitationIndex {
  let index = cache.get(manuscript);
  if (index === undefined) {
    index = build(manuscript);
    cache.set(manuscript, index);
  }
  return index;
}

function build(manuscript: Manuscript): CitationIndex {
  const mentions: KeyMention[] = [];
  const byKey = new Map<string, KeyMention[]>();
  for (const block of manuscript.blocks) {
    for (const relative of block.body.mentions) {
      const mention = placed(relative, block);
      mentions.push(mention);
      const same = byKey.get(mention.key);
      if (same === undefined) byKey.set(mention.key, [mention]);
      else same.push(mention);
    }
  }
  return { mentions, byKey };
}

/** The keys that a manuscript cites. Cheaper than `citationsOf`, for those who ask at every keystroke. */
export function citedKeys(manuscript: Manuscript): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { body } of manuscript.blocks) for (const { key } of body.mentions) keys.add(key);
  return keys;
}

const placed = (relative: KeyMention, { start }: Block): KeyMention => ({
  ...relative,
  ...shift(relative, start),
  item: shift(relative.item, start),
  citation: shift(relative.citation, start),
});

/** The mention whose item (`-@{key}`) the offset touches. */
export function mentionAt(manuscript: Manuscript, offset: number): KeyMention | undefined {
  const block = blockAt(manuscript, offset);
  const relative = block?.body.mentions.find((mention) => touches(mention.item, offset - block.start));
  return block && relative && placed(relative, block);
}

/** The block that holds `offset`, its end included; blocks are in order and do not overlap. */
export function blockAt(manuscript: Manuscript, offset: number): Block | undefined {
  const { blocks } = manuscript;
  const low = lowerBound(blocks.length, (index) => blocks[index]!.start <= offset);
  const block = blocks[low - 1];
  return block !== undefined && offset <= block.start + block.body.text.length ? block : undefined;
}
