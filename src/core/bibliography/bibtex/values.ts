import { FieldColumn, type Rows } from './table.ts';

/** What macros may expand to, in UTF-16 units of one value: doubling chains of `@string` end here. */
const maximumExpansion = 100_000;
/** Macros inside macros at most. */
const maximumDepth = 20;

/** BibTeX's month macros stand for themselves: `jan` decodes to "jan". */
const months = new Set('jan feb mar apr may jun jul aug sep oct nov dec'.split(' '));

/** The source of a macro by lower-case name; the last definition in the file counts. */
export type MacroSource = (name: string) => string | undefined;

/**
 * The LaTeX source of a value as BibTeX joins it: delimiters of the pieces gone, macros replaced, `#` joined. An unknown
 * macro stands as its name, which is what its author sees.
 */
export function valueSource(raw: string, macro: MacroSource): string {
  // By far the most values are one braced piece.
  const only = raw.charCodeAt(0) === 123 ? pieceEnd(raw, 0) : -1;
  if (only === raw.length) return raw.slice(1, -1);
  return expand(raw, macro, { left: maximumExpansion, depth: 0 });
}

interface Budget {
  left: number;
  depth: number;
}

function expand(raw: string, macro: MacroSource, budget: Budget): string {
  let out = '';
  let at = 0;
  while (at < raw.length && out.length <= budget.left) {
    const char = raw[at]!;
    if (char === '{' || char === '"') {
      const end = pieceEnd(raw, at);
      out += raw.slice(at + 1, end > at + 1 && end <= raw.length && closes(raw, at, end) ? end - 1 : end);
      at = end;
    } else if (/[\s#]/.test(char)) {
      at += 1;
    } else {
      const end = wordEnd(raw, at);
      out += word(raw.slice(at, end), macro, budget);
      at = end;
    }
  }
  budget.left -= out.length;
  return budget.left < 0 ? out.slice(0, Math.max(0, out.length + budget.left)) : out;
}

function word(name: string, macro: MacroSource, budget: Budget): string {
  if (/^\d/.test(name) || budget.depth >= maximumDepth) return name;
  const source = macro(name.toLowerCase());
  if (source === undefined) return months.has(name.toLowerCase()) ? name.toLowerCase() : name;
  budget.depth += 1;
  const text = expand(source, macro, budget);
  budget.depth -= 1;
  return text;
}

/** The offset behind a braced or quoted piece; the end of the text where it does not close. */
function pieceEnd(raw: string, start: number): number {
  const quoted = raw.charCodeAt(start) === 34;
  let depth = quoted ? 0 : 1;
  for (let at = start + 1; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    if (code === 123) depth += 1;
    else if (code === 125) {
      depth -= 1;
      if (!quoted && depth === 0) return at + 1;
    } else if (code === 34 && quoted && depth <= 0) return at + 1;
  }
  return raw.length;
}

/** True where the piece ends with its delimiter rather than with the text. */
const closes = (raw: string, start: number, end: number): boolean =>
  raw[end - 1] === (raw[start] === '"' ? '"' : '}');

function wordEnd(raw: string, start: number): number {
  let at = start + 1;
  while (at < raw.length && !/[\s#{"]/.test(raw[at]!)) at += 1;
  return at;
}

/** The content of a value without its own delimiters, for ranges: `{2000}` → the span of `2000`. */
export function contentSpan(fields: Rows, field: number, raw: string): { start: number; end: number } {
  const start = fields.at(field, FieldColumn.valueStart);
  const end = fields.at(field, FieldColumn.valueEnd);
  const single =
    (raw[0] === '{' || raw[0] === '"') && pieceEnd(raw, 0) === raw.length && closes(raw, 0, raw.length);
  return single && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}
