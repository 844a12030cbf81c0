import type { Manuscript } from '../../manuscript/types.ts';
import { findTerms } from '../manuscriptTerms.ts';
import type { TermIndex } from '../termIndex.ts';

/** A text of fewer words is too short to tell by how many terms it holds. */
const fewWords = 300;
/** With markup, and the white space behind. */
const lettersPerWord = 7;

/**
 * Whether a manuscript is about the field of the packs: two words in a hundred are terms of theirs. Of
 * another field it is not known what its readers need explained: genomics is full of names in capitals that
 * nobody spells out.
 */
export const isOfField = (manuscript: Manuscript, index: TermIndex): boolean =>
  hasTerms(manuscript, index, 50);

/**
 * Whether it is at least about a field beside it, as most of psychology is: one word in a hundred. There a
 * short form that the packs know means what they say.
 */
export const isNearField = (manuscript: Manuscript, index: TermIndex): boolean =>
  hasTerms(manuscript, index, 100);

const hasTerms = (manuscript: Manuscript, index: TermIndex, wordsPerTerm: number): boolean =>
  isShortText(manuscript) || findTerms(index, manuscript).size * wordsPerTerm >= wordsOf(manuscript);

export const isShortText = (manuscript: Manuscript): boolean => wordsOf(manuscript) < fewWords;

const wordsOf = ({ blocks }: Manuscript): number =>
  blocks.reduce((sum, { body }) => sum + body.text.length, 0) / lettersPerWord;
