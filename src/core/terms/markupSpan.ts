import type { Span } from '../../base/span.ts';

const toggles = ['**', '__', '*', '_', '~', '^', '$'] as const;
const pairs = [
  ['{', '}'],
  ['[', ']'],
] as const;

/** Deeper markup than this around one phrase is nobody's. */
const deepest = 8;

/**
 * A span of prose, widened to the markup that it starts or ends within: `GABA~A` with the `~` behind it,
 * `13}C-MRS` with the command before it. What replaces the wider span leaves no mark without its partner.
 * Markup that lies wholly around the span stays outside.
 */
export function withMarkup(text: string, span: Span): Span {
  let whole = span;
  for (let round = 0; round < deepest; round++) {
    const wider = widened(text, whole);
    if (!wider) break;
    whole = wider;
  }
  return whole;
}

function widened(text: string, { start, end }: Span): Span | undefined {
  const inside = text.slice(start, end);
  for (const mark of toggles) {
    if (countOf(inside, mark) % 2 === 0) continue;
    if (text.startsWith(mark, end)) return { start, end: end + mark.length };
    if (text.slice(start - mark.length, start) === mark) return { start: start - mark.length, end };
  }
  for (const [open, close] of pairs) {
    const depth = countOf(inside, open) - countOf(inside, close);
    if (depth > 0 && text[end] === close) return { start, end: end + 1 };
    if (depth < 0 && text[start - 1] === open) {
      const command = /(?:\\[A-Za-z]{1,20}|#[a-z]{1,20})?$/.exec(
        text.slice(Math.max(0, start - 22), start - 1),
      );
      return { start: start - 1 - (command?.[0].length ?? 0), end };
    }
  }
  const closing = /^<\/(sub|sup|em|i|b|strong)>/.exec(text.slice(end, end + 9));
  if (closing && countOf(inside, `<${closing[1]}>`) > countOf(inside, closing[0]))
    return { start, end: end + closing[0].length };
  const opening = /<(sub|sup|em|i|b|strong)>$/.exec(text.slice(Math.max(0, start - 8), start));
  if (opening && countOf(inside, opening[0]) < countOf(inside, `</${opening[1]}>`))
    return { start: start - opening[0].length, end };
  return undefined;
}

/** How often a mark stands in a text; `*` is not counted within `**`. */
const countOf = (text: string, mark: string): number =>
  text.split(mark).length - 1 - (mark === '*' || mark === '_' ? 2 * countOf(text, mark + mark) : 0);
