import { knownHeading, withoutNumber } from '../../headings.ts';
import { doiPattern } from '../../reference/notes.ts';
import { inSteps, type Steps } from '../../steps.ts';
import type { TextBlock } from './blocks.ts';
import { isChrome, landmarkOf } from './pageChrome.ts';

/** What a text shows of being an article: enough of it makes the import go on. */
export interface TextEvidence {
  /** `page-text`: saved from a publisher's site; `markdown`: the article alone. Undefined: no article. */
  readonly format: 'page-text' | 'markdown' | undefined;
  /** How this text marks headings. */
  readonly headings: HeadingStyle;
}

export type HeadingStyle = 'markdown' | 'numbered' | 'plain';

const numbered = /^\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+\p{L}/u;
const nearTop = 60;

/**
 * Recognises an article by what stands in it. A saved page has a DOI near the top and two kinds of the site's
 * own text; a bare article has the headings that articles have, one of them its list of references or its
 * abstract.
 */
export function* recogniseText(blocks: readonly TextBlock[]): Steps<TextEvidence> {
  const seen = new Set<number>();
  const sections = new Set<string>();
  const byStyle = { markdown: 0, numbered: 0 };
  yield* inSteps(blocks, lengthOf, (block) => {
    const { text } = block.text;
    if (text.length > 200) return;
    const landmark = landmarkOf(text);
    if (landmark >= 0) seen.add(landmark);
    const known = knownHeading(withoutCount(text));
    if (known) sections.add(known.id);
    if (block.level !== undefined) byStyle.markdown += 1;
    else if (numbered.test(text) && known) byStyle.numbered += 1;
  });
  const hasDoi = blocks
    .slice(0, nearTop)
    .some((block) => block.text.text.length < 400 && doiPattern.test(block.text.text));
  const headings = byStyle.markdown >= 3 ? 'markdown' : byStyle.numbered >= 2 ? 'numbered' : 'plain';
  const isPage = hasDoi && seen.size >= 2 && sections.size > 0;
  const isArticle =
    (sections.size >= 3 &&
      (sections.has('references') || sections.has('abstract')) &&
      sections.has('intro')) ||
    (hasDoi && sections.has('abstract') && sections.size >= 2) ||
    (sections.has('references') && sections.size >= 2) ||
    sections.size >= 4;
  return { format: isPage ? 'page-text' : isArticle ? 'markdown' : undefined, headings };
}

/** What a block costs to look at: its text, and something for itself. */
export const lengthOf = ({ text }: TextBlock): number => text.text.length + 50;

/** "References (172)" without its count. */
export const withoutCount = (text: string): string => text.replace(/ ?\(\d{1,6}\)$/u, '');

export const countOf = (text: string): number | undefined => {
  const found = /\((?<count>\d{1,6})\)$/u.exec(text)?.groups?.['count'];
  return found === undefined ? undefined : Number(found);
};

/** Whether a block heads what follows. `next` is the block behind it. */
export function isHeading(block: TextBlock, next: TextBlock | undefined, style: HeadingStyle): boolean {
  const { text } = block.text;
  if (block.level !== undefined) return true;
  if (text === '' || text.length > 160 || block.item) return false;
  if (knownHeading(withoutCount(text)) !== undefined) return true;
  if (/[.;,:…]$/u.test(text) || block.truncated || isChrome(text)) return false;
  if (style === 'numbered') return numbered.test(text) && withoutNumber(text).length > 2;
  if (style === 'markdown' || !/^[\p{Lu}\p{N}"“‘'(]/u.test(text)) return false;
  if (/^(?:fig(?:ure)?s?|tables?|box|scheme|image)\.? ?\d/iu.test(text)) return false;
  return next !== undefined && next.level === undefined && (next.truncated || next.text.text.length >= 80);
}
