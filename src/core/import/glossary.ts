import type { GlossaryEntry } from './article.ts';
import type { MappedText } from './readers/text/mappedText.ts';

const entry =
  /^(?<short>[\p{L}\p{N}][\p{L}\p{N}./+-]{0,15}?) {0,3}[:=,–—] {0,3}(?<long>\p{L}[^;:]{2,150}?)[;.]?$/u;

/**
 * A list that the article gives: "MDD, major depressive disorder" or "MDD: major depressive disorder", each
 * alone or behind a semicolon.
 */
export function readGlossary(paragraphs: readonly MappedText[]): readonly GlossaryEntry[] {
  const entries: GlossaryEntry[] = [];
  for (const paragraph of paragraphs) {
    let at = 0;
    for (const part of paragraph.text.split(';')) {
      const { short, long } = entry.exec(part.trim())?.groups ?? {};
      const start = at + part.length - part.trimStart().length;
      at += part.length + 1;
      if (short === undefined || long === undefined || !/\p{Lu}/u.test(short)) continue;
      entries.push({ short, long, ...paragraph.place(start, start + short.length) });
    }
  }
  return entries;
}
