/*
 * An entry of a list of references that somebody typed: its names and its year cite nothing, for it is the
 * work itself.
 */

const marker = /[\s\uFFFC]*(?:[-*+•]\s+|\[\d{1,3}\]\s*|\(?\d{1,3}[.)]\s+)?/y;
/** "van der Kolk, B. A.", "Berman RM", "Montgomery, Stuart": the family name first. */
const invertedName =
  /(?:\p{Ll}{1,4} ){0,3}\p{Lu}[\p{L}\p{M}'’‐-]{1,40}(?: \p{Lu}[\p{L}\p{M}'’‐-]{1,40})?(?:,? (?:\p{Lu}\.[ -]?){1,4}| \p{Lu}{1,3}(?![\p{L}.])|, \p{Lu}[\p{L}\p{M}'’‐-]{1,40}(?=\. \(?\d{4}))/uy;
const joint = /[,;]?\s{0,4}(?:(?:&amp;|&|and|et al\.?|…|\.\.\.)[,\s]{0,4})?/y;
/** "(2015). On rest", "(2015, May 3). On rest", "2015. On rest". */
const yearNext =
  /^[\s.,]{0,4}(?:\((?:(?:1[5-9]|20)\d\d[a-z]?|in press|n\. ?d\.)[^()]{0,30}\)|(?:1[5-9]|20)\d\d[a-z]?)[.:,]\s{0,4}["“‘*_]{0,2}\p{L}/iu;
/**
 * What the end of an entry holds: a volume with pages, an identifier, a year in brackets as the last word.
 */
const ending =
  /(?:1[5-9]|20)\d\d;|doi[:. ]|https?:|\d[-–]\d|\d:\s?e?\d|\((?:1[5-9]|20)\d\d[a-z]?\)[.\s]{0,4}$/i;

/** More is no entry. */
const maxEntryLength = 3_000;
const maxNames = 100;

/** Whether a paragraph, as it is read, is such an entry. */
export function isTypedReference(text: string): boolean {
  if (text.length > maxEntryLength) return false;
  marker.lastIndex = 0;
  marker.exec(text);
  let at = marker.lastIndex;
  let names = 0;
  for (; names < maxNames; names++) {
    invertedName.lastIndex = at;
    if (!invertedName.test(text)) break;
    joint.lastIndex = invertedName.lastIndex;
    joint.exec(text);
    at = joint.lastIndex;
  }
  if (names === 0) return false;
  const rest = text.slice(at);
  if (yearNext.test(rest)) return true;
  // "Nour S (2019) Mood at sea", "Nour S. Mood at sea".
  return /^(?:\(\d{4}[a-z]?\)|[.:])?\s{0,4}["“‘*_]{0,2}\p{Lu}/u.test(rest) && ending.test(rest);
}
