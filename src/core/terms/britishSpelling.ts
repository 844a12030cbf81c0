import type { Manuscript } from '../manuscript/types.ts';
import type { PackTerm, PaperPack } from '../paper/types.ts';
import { britishEnding, britishStems, izeExceptions } from './data/british.ts';

/** How labels and definitions are spelled, as a BCP 47 tag. */
export type Spelling = 'en-US' | 'en-GB';

/** The setting `psycite.language`: `auto` follows the manuscript. */
export type LanguageSetting = Spelling | 'auto';

/** Where American spelling is the rule; elsewhere English is spelled as in Britain. */
const americanRegions: ReadonlySet<string> = new Set(['us', 'ph', 'pr', 'lr']);

/** The spelling for a manuscript, or for whoever asks without one. American where nothing says otherwise. */
export function spellingFor(setting: LanguageSetting, manuscript?: Pick<Manuscript, 'metadata'>): Spelling {
  if (setting !== 'auto') return setting;
  const language = manuscript?.metadata.get('lang') ?? manuscript?.metadata.get('language');
  const [, region] = typeof language === 'string' ? (/^en[-_]([a-z]{2})\b/i.exec(language.trim()) ?? []) : [];
  return region === undefined || americanRegions.has(region.toLowerCase()) ? 'en-US' : 'en-GB';
}

const spelledTerms = new WeakMap<PackTerm, PackTerm>();

/**
 * A term with its labels and its definition in a spelling. The other spelling of a label goes. Only a pack
 * that says that it is written in American spelling is changed: what a paper or a person wrote stays as it
 * is.
 */
export function spelledTerm(
  term: PackTerm,
  { lang }: Pick<PaperPack, 'lang'>,
  spelling: Spelling = 'en-US',
): PackTerm {
  if (spelling === 'en-US' || lang !== 'en-US') return term;
  const known = spelledTerms.get(term) ?? british(term);
  spelledTerms.set(term, known);
  return known;
}

function british(term: PackTerm): PackTerm {
  const prefLabel = inBritish(term.prefLabel);
  const { definition, scopeNote, altLabel } = term;
  const others = new Set(altLabel?.map(inBritish));
  others.delete(prefLabel);
  return {
    ...term,
    prefLabel,
    ...(altLabel && { altLabel: [...others] }),
    ...(definition !== undefined && { definition: inBritish(definition) }),
    ...(scopeNote !== undefined && { scopeNote: inBritish(scopeNote) }),
  };
}

/**
 * An English text in British spelling. A word with a capital is a name (Center for Epidemiologic Studies) and
 * stays, but for the first of a sentence with its full stop.
 */
export function inBritish(text: string): string {
  const isProse = /[.!?]$/.test(text);
  return text.replace(/(?<![\p{L}\p{N}])\p{L}{4,}(?![\p{L}\p{N}])/gu, (word, at: number) => {
    if (word === word.toLowerCase()) return britishWord(word);
    const isFirst = isProse && /(?:^|[.:?!] )$/.test(text.slice(Math.max(0, at - 2), at));
    return isFirst && /^\p{Lu}\p{Ll}+$/u.test(word)
      ? word.charAt(0) + britishWord(word.toLowerCase()).slice(1)
      : word;
  });
}

function britishWord(word: string): string {
  const [american, other] = britishStems.find(([stem]) => stem.test(word)) ?? [/$/, ''];
  const stemmed = word.replace(american, other);
  return izeExceptions.test(stemmed) ? stemmed : stemmed.replace(britishEnding, 'is');
}
