import type { TextEdit } from '../../../base/edit.ts';
import { insertion, type NewStyle, type WrittenStyle } from '../language.ts';
import type { Manuscript } from '../types.ts';

/** `csl:` of the front matter. */
export function styleInFrontMatter({ files }: Manuscript): WrittenStyle | undefined {
  const link = files.find(({ by }) => by === 'csl');
  return link && { start: link.start, end: link.end, style: link.path };
}

export function declareStyleInFrontMatter(manuscript: Manuscript, { file }: NewStyle): TextEdit | undefined {
  const written = styleInFrontMatter(manuscript);
  if (written !== undefined) return { start: written.start, end: written.end, text: file };
  return addToFrontMatter(manuscript, `csl: ${file}\n`);
}

/** A line at the end of the front matter, which is made where there is none. */
export function addToFrontMatter({ text, frontMatter }: Manuscript, line: string): TextEdit | undefined {
  if (frontMatter === undefined) return insertion(text.startsWith('\uFEFF') ? 1 : 0, `---\n${line}---\n\n`);
  const inside = text.slice(frontMatter.start, frontMatter.end).trimEnd();
  const closing = inside.lastIndexOf('\n') + 1;
  // A title block of Pandoc's (`% Title`) has no place for it.
  return /^(?:---|\.\.\.)\s*$/.test(inside.slice(closing))
    ? insertion(frontMatter.start + closing, line)
    : undefined;
}
