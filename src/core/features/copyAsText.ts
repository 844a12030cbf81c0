import type { Span } from '../../base/span.ts';
import type { KeyMention } from '../manuscript/types.ts';
import { shortCitation } from '../render/reference.ts';
import { citationsOf } from '../workspace/citations.ts';
import { referenceOf } from '../workspace/library.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * A range of a manuscript with its citations written out as author and year, for Word or e-mail. A key that
 * is not in the library stays as it is.
 */
export function copyAsText(snapshot: Snapshot, uri: string, range: Span): string {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return '';
  const groups = new Map<string, KeyMention[]>();
  for (const mention of citationsOf(manuscript).mentions) {
    const { citation } = mention;
    if (citation.start < range.start || citation.end > range.end) continue;
    const id = `${citation.start}-${citation.end}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [mention]);
    else group.push(mention);
  }
  let out = '';
  let at = range.start;
  for (const mentions of groups.values()) {
    const { citation } = mentions[0]!;
    if (citation.start < at) continue;
    out += manuscript.text.slice(at, citation.start) + writtenOut(snapshot, uri, manuscript.text, mentions);
    at = citation.end;
  }
  return out + manuscript.text.slice(at, range.end);
}

/**
 * "(see Berman et al., 2000, p. 3; McEwen, 1999)", or "Berman et al. (2000)" where the names are part of the
 * sentence.
 */
function writtenOut(snapshot: Snapshot, uri: string, text: string, mentions: readonly KeyMention[]): string {
  const { citation } = mentions[0]!;
  const source = text.slice(citation.start, citation.end);
  const works = mentions.map((mention) => ({ mention, found: snapshot.library(uri).find(mention.key) }));
  if (works.some(({ found }) => found === undefined)) return source;
  const written = works.map(({ mention, found }) => ({
    mention,
    ...authorAndYear(shortCitation(referenceOf(found!))),
  }));
  if (mentions[0]!.narrative) {
    return written
      .map(({ mention, author, year }) => (mention.suppressAuthor ? `(${year})` : `${author} (${year})`))
      .join(', ');
  }
  if (!source.startsWith('[')) {
    return `(${written.map(({ mention, author, year }) => (mention.suppressAuthor ? year : `${author}, ${year}`)).join('; ')})`;
  }
  // A Pandoc group: prefixes and locators stay as they are written.
  let out = '(';
  let at = citation.start + 1;
  for (const { mention, author, year } of written) {
    out += text.slice(at, mention.item.start) + (mention.suppressAuthor ? year : `${author}, ${year}`);
    at = mention.item.end;
  }
  return `${out}${text.slice(at, citation.end - 1)})`;
}

function authorAndYear(citation: string): { author: string; year: string } {
  const space = citation.lastIndexOf(' ');
  return { author: citation.slice(0, space), year: citation.slice(space + 1) };
}
