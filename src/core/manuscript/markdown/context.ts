import { lowerBound } from '../../../base/lowerBound.ts';
import type { Span } from '../../../base/span.ts';
import { touches } from '../../../base/span.ts';
import { bareKeyEnd, followsAlphanumeric, isKeyCharacter } from '../citations.ts';
import type { Block, BlockBody, CitingContext, Manuscript } from '../types.ts';
import type { MarkdownDialect } from './dialect.ts';
import { scanOf } from './leaf.ts';

/** A key that is being typed is at most this long. */
const maxKeyLength = 200;

/** The citing context at `offset`, from the parse as it stands: nothing is read again. */
export function markdownCitingContext(
  manuscript: Manuscript,
  dialect: MarkdownDialect,
  offset: number,
): CitingContext | undefined {
  const block = blockAt(manuscript.blocks, offset);
  if (!block) return undefined;
  const context = contextIn(block.body, dialect, offset - block.start);
  if (!context || dialect.isCrossReference(context.query)) return undefined;
  const { start, end } = context.replace;
  return { ...context, replace: { start: start + block.start, end: end + block.start } };
}

/** The block that holds `offset`, or ends there. */
function blockAt(blocks: readonly Block[], offset: number): Block | undefined {
  const low = lowerBound(blocks.length, (index) => blocks[index]!.start <= offset);
  const block = blocks[low - 1];
  return block && offset - block.start <= block.body.text.length ? block : undefined;
}

function contextIn(body: BlockBody, dialect: MarkdownDialect, offset: number): CitingContext | undefined {
  const slot = scanOf(body)?.slots.find((candidate) => touches(candidate, offset));
  if (slot) return slotContext(body.text, slot, offset);
  const at = openingAt(body, offset);
  if (at < 0) return undefined;
  const start = at + 1;
  if (body.text.charAt(start) === '{') {
    return offset > start ? bracedContext(body.text, start + 1, offset) : undefined;
  }
  const end = Math.max(offset, bareKeyEnd(body.text, start, body.text.length));
  return { replace: { start, end }, query: body.text.slice(start, offset), braced: !dialect.myst };
}

/** In a list of keys parted by commas: `{cite}` roles, `\cite{…}`. */
function slotContext(text: string, slot: Span, offset: number): CitingContext {
  let start = offset;
  while (start > slot.start && !/[\s,;}]/.test(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < slot.end && !/[\s,;{]/.test(text.charAt(end))) end++;
  return { replace: { start, end }, query: text.slice(start, offset), braced: false };
}

function bracedContext(text: string, start: number, offset: number): CitingContext {
  let end = offset;
  while (end < text.length && !/[\s{}]/.test(text.charAt(end))) end++;
  return { replace: { start, end }, query: text.slice(start, offset), braced: false };
}

/** The `@` of the key that the cursor stands in or behind, or -1. */
function openingAt(body: BlockBody, offset: number): number {
  const { text } = body;
  const braced = text.lastIndexOf('@{', offset - 1);
  if (braced >= 0 && offset - braced <= maxKeyLength && /^@\{[^\s}]*$/.test(text.slice(braced, offset))) {
    return mayCite(body, braced) ? braced : -1;
  }
  let at = offset - 1;
  while (at >= 0 && offset - at <= maxKeyLength && text.charAt(at) !== '@' && isKeyCharacter(text, at)) at--;
  return at >= 0 && text.charAt(at) === '@' && mayCite(body, at) ? at : -1;
}

/**
 * True for an `@` that cites or, with a key behind it, would: not one of an e-mail address, of code, of a
 * URL.
 */
function mayCite(body: BlockBody, at: number): boolean {
  const isHere = ({ item }: { item: Span }): boolean =>
    item.start === at || (item.start === at - 1 && item.end > at);
  if (body.mentions.some(isHere)) return true;
  const isProse = body.prose.some((run) => run.start <= at && at < run.end);
  if (!isProse || /(?:^|[^\\])(?:\\\\)*\\$/.test(body.text.slice(Math.max(0, at - 10), at))) return false;
  const isBehindItem = body.mentions.some(({ item }) => item.end === at);
  return isBehindItem || !(body.text.charAt(at - 1) === '.' || followsAlphanumeric(body.text, at, 0));
}
