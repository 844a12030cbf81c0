/** Alternatives that `{a,b}` may stand for, together; what is beyond them is not looked for. */
const maxAlternatives = 64;
/** UTF-16 units; no file's name is longer, so neither is a pattern that means one. */
const maxLength = 1_000;

/**
 * A test for names of files: `*`, `?`, `[a-z]`, `[!a]` and `{a,b}`, as a shell reads them. Patterns come from
 * manuscripts, so time is the product of both lengths at most: what a star stands for is never looked at
 * twice.
 */
export function globMatcher(pattern: string): (name: string) => boolean {
  if (pattern.length > maxLength) return () => false;
  const alternatives = expandBraces(pattern).map(tokens);
  return (name) =>
    alternatives.some((parts) => (name.startsWith('.') ? parts[0] === '.' : true) && matches(parts, name));
}

/** The patterns that a pattern with `{a,b}` stands for. A brace that is not closed stands for itself. */
function expandBraces(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0 && done.length + open.length <= maxAlternatives) {
    const next = open.pop()!;
    const close = next.indexOf('}');
    const start = close < 0 ? -1 : next.lastIndexOf('{', close);
    const choices = start < 0 ? [] : next.slice(start + 1, close).split(',');
    if (choices.length < 2) done.push(next);
    for (const choice of choices.length < 2 ? [] : choices.slice(0, maxAlternatives).reverse())
      open.push(next.slice(0, start) + choice + next.slice(close + 1));
  }
  return done;
}

/** `*`, `?`, a set in brackets, or one character that stands for itself. */
function tokens(pattern: string): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at < pattern.length; ) {
    const first = pattern[at]!;
    // A bracket that comes first in a set belongs to it: `[]a]`.
    const close = first === '[' ? pattern.indexOf(']', at + 2) : -1;
    const token = close < 0 ? String.fromCodePoint(pattern.codePointAt(at)!) : pattern.slice(at, close + 1);
    if (token !== '*' || out.at(-1) !== '*') out.push(token);
    at += token.length;
  }
  return out;
}

/** Goes back to the last star alone: the ones before it have matched as little as they can already. */
function matches(parts: readonly string[], name: string): boolean {
  const letters = [...name];
  let part = 0;
  let star = -1;
  let behindStar = 0;
  for (let at = 0; at < letters.length; ) {
    const token = parts[part];
    if (token === '*') {
      star = part;
      behindStar = at;
      part += 1;
    } else if (token !== undefined && isOne(token, letters[at]!)) {
      part += 1;
      at += 1;
    } else if (star >= 0) {
      behindStar += 1;
      at = behindStar;
      part = star + 1;
    } else return false;
  }
  while (parts[part] === '*') part += 1;
  return part === parts.length;
}

function isOne(token: string, letter: string): boolean {
  if (token === '?') return true;
  if (token.length <= 2 || !token.startsWith('[')) return token === letter;
  const negated = token[1] === '!' || token[1] === '^';
  const members = [...token.slice(negated ? 2 : 1, -1)];
  let found = false;
  for (let i = 0; i < members.length && !found; i += 1) {
    const last = members[i + 1] === '-' ? members[i + 2] : undefined;
    found = last === undefined ? members[i] === letter : members[i]! <= letter && letter <= last;
    if (last !== undefined) i += 2;
  }
  return found !== negated;
}
