/** The functions of an author's own that pass a label on to `cite`. */

const definition = /(?:^|[^\p{L}\p{N}_-])let[ \t]+([\p{L}_][\p{L}\p{N}_-]{0,60})(?=[ \t]*(?:\(|=))/gu;
/** UTF-16 units of a definition that are looked through. */
const maxBodyLength = 3_000;
const maxDefinitions = 2_000;
/** Functions that call one another to this depth. */
const maxDepth = 4;

/**
 * The functions that a text defines whose body calls `cite`, or another one that does: `others` are those
 * that its document defines elsewhere. A definition goes to the next one, or to a line that begins at the
 * margin.
 */
export function citingFunctions(text: string, others: ReadonlySet<string>): readonly string[] {
  if (!text.includes('let ') || !(others.size > 0 || text.includes('cite'))) return [];
  const bodies = new Map<string, string>();
  for (const found of text.matchAll(definition)) {
    if (bodies.size >= maxDefinitions) break;
    const start = found.index + found[0].length;
    bodies.set(found[1]!, withoutComments(bodyOf(text.slice(start, start + maxBodyLength))));
  }
  const citing = new Set<string>();
  for (let depth = 0, before = -1; depth < maxDepth && citing.size > before; depth += 1) {
    before = citing.size;
    for (const [name, body] of bodies) {
      const calls = body.matchAll(/([\p{L}_][\p{L}\p{N}_-]{0,60})(?:\(|\.with\()/gu);
      for (const [, callee] of calls) {
        if (callee !== name && (callee === 'cite' || citing.has(callee!) || others.has(callee!)))
          citing.add(name);
      }
    }
  }
  return [...citing];
}

/** Up to the next definition, or to a blank line behind which text begins at the margin. */
function bodyOf(text: string): string {
  const end = /\n#?let[ \t]|\n[ \t\r]*\n(?=[^\s})\]])/.exec(text);
  return end ? text.slice(0, end.index) : text;
}

const withoutComments = (text: string): string => text.replace(/(?<!:)\/\/[^\n]*/g, '');
