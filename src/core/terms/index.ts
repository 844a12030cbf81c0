/**
 * Terms of the packs and abbreviations of the manuscript: what the other parts of core may use of this
 * folder.
 */
export { type AbbreviationOptions, checkAbbreviations } from './abbreviations/checks.ts';
export { type AbbreviationFix, abbreviationFixes, termVariantFixes } from './abbreviations/fixes.ts';
export { abbreviationListFix } from './abbreviations/list.ts';
export {
  type Abbreviations,
  abbreviationAt,
  type Definition,
  findDefinitions as abbreviationDefinitions,
  type Occurrence,
} from './abbreviations/manuscriptAbbreviations.ts';
export { type LanguageSetting, type Spelling, spelledTerm, spellingFor } from './britishSpelling.ts';
export { type TermCompletion, type TermCompletions, termCompletions } from './completions.ts';
export { findTerms, type ManuscriptTerms, termsAt, termsOf } from './manuscriptTerms.ts';
export { type BlockHit, type BlockMatches, matchBlock } from './matchBlock.ts';
export type { CompileOptions, IndexedTerm } from './patterns.ts';
export { searchSenses } from './searchSenses.ts';
export { type AskedSenses, type Sense, sensesAt, sensesOf } from './senses.ts';
export { compileTerms, compileTermsInSteps, type TermIndex } from './termIndex.ts';
export { checkTermVariants } from './termVariants.ts';
export { checkWording } from './wordingCheck.ts';
