import type { SegmentCollector } from '../segments/segmentCollector.ts';
import type { EmbeddedReferences } from '../types.ts';
import type { LatexToken } from './tokens.ts';

/*
 * References that stand in a LaTeX file itself: `filecontents`, which LaTeX writes to a file, and lists of
 * `\bibitem`. A segment tells where they begin; where they end only the whole text knows.
 */

const opening = /\\begin\{filecontents\*?\}[ \t]*(?:\[([^\][]{0,200})\][ \t]*)?\{([^{}\n]{1,300})\}/y;
/** UTF-16 units of references that are read in one manuscript. */
const maxLength = 2_000_000;

/** `\begin{filecontents*}[overwrite]{refs.bib}`: a bibliography that the manuscript brings along. */
export function readFileContents(text: string, { start }: LatexToken, parts: SegmentCollector): void {
  opening.lastIndex = start;
  const found = opening.exec(text);
  const path = found?.[2]?.trim();
  if (path === undefined || !/\.bib$/i.test(path)) return;
  const inside = opening.lastIndex;
  const overwrites = /\b(?:overwrite|force)\b/.test(found?.[1] ?? '');
  parts.embedded.push({
    format: 'bibtex',
    path,
    start: inside,
    end: inside,
    ...(overwrites && { overwrites }),
  });
}

/**
 * The same, each to its end. What follows a list belongs to it where `\bibitem` stands outside
 * `thebibliography`.
 */
export function closeEmbedded(
  embedded: readonly EmbeddedReferences[],
  text: string,
): readonly EmbeddedReferences[] {
  const out: EmbeddedReferences[] = [];
  let behind = 0;
  for (const one of embedded) {
    if (one.start < behind) continue;
    const close =
      one.format === 'bibitem'
        ? text.indexOf('\\end{thebibliography', one.start)
        : text.indexOf('\\end{filecontents', one.start);
    const end = Math.min(close < 0 ? text.length : close, one.start + maxLength);
    out.push({ ...one, end });
    behind = end;
  }
  return out;
}
