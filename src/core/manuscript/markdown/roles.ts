import type { Span } from '../../../base/span.ts';
import type { CitationSink } from './findings.ts';

/*
 * MyST's roles: {name}`content`. Citation roles are those of sphinxcontrib-bibtex, which mystmd reads too.
 */

const citationRole = /^(?:foot|footfull)?cite(?::[a-z]+)?$/i;
const proseRoles = new Set([
  'abbr',
  'sub',
  'sup',
  'subscript',
  'superscript',
  'u',
  'underline',
  'del',
  'term',
  'emphasis',
  'strong',
  'smallcaps',
  'sc',
  'button',
  'kbd',
]);

export const isCitationRole = (name: string): boolean => citationRole.test(name);

/** True where the content of a role is prose. */
export const isProseRole = (name: string): boolean => proseRoles.has(name);

/**
 * Adds the keys between `start` and `end`, parted by commas or semicolons. A key may have a prefix and a
 * suffix in braces: {cite:p}`{see}key{p. 3}`.
 */
export function scanCitationRole(
  name: string,
  text: string,
  role: Span,
  start: number,
  end: number,
  sink: CitationSink,
): void {
  sink.slots.push({ start, end });
  const form = name.slice(name.indexOf(':') + 1).toLowerCase();
  const narrative = /^(?:t|ts|ct|cts|alt|author)$/.test(form);
  const suppressAuthor = /^(?:year|yearpar)$/.test(form);
  let at = start;
  while (at < end) {
    const keyStart = skipBracesAndSeparators(text, at, end);
    let keyEnd = keyStart;
    while (keyEnd < end && !/[\s,;{}]/.test(text.charAt(keyEnd))) keyEnd++;
    if (keyEnd === keyStart) break;
    const item = { start: keyStart, end: keyEnd };
    sink.roleMentions.push({
      kind: 'key',
      key: text.slice(keyStart, keyEnd),
      ...item,
      item,
      citation: role,
      narrative,
      suppressAuthor,
    });
    at = keyEnd;
  }
}

function skipBracesAndSeparators(text: string, start: number, end: number): number {
  let depth = 0;
  let at = start;
  for (; at < end; at++) {
    const character = text.charAt(at);
    if (character === '{') depth++;
    else if (character === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0 && !/[\s,;]/.test(character)) break;
  }
  return at;
}
