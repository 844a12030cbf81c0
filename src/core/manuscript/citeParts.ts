import type { CiteParts } from './language.ts';
import { languages } from './languages.ts';
import type { KeyMention, Manuscript } from './types.ts';

/**
 * The parts of the mentions of one citation, in their order. Raw TeX cites in Markdown as it does in LaTeX.
 */
export function citeParts(
  { text, syntax }: Pick<Manuscript, 'text' | 'syntax'>,
  mentions: readonly KeyMention[],
): readonly CiteParts[] {
  const isTex = text[mentions[0]!.citation.start] === '\\';
  return languages[isTex ? 'latex' : syntax].writing.citeParts(text, mentions);
}
