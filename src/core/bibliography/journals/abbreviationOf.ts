import { normalizeTitle } from '../identity.ts';
import abbreviations from './abbreviations.json' with { type: 'json' };

let byTitle: ReadonlyMap<string, string> | undefined;

/**
 * The abbreviation that NLM gives to a journal; undefined where it is not known. The list is read when it is
 * first asked.
 */
export function abbreviationOf(journal: string): string | undefined {
  byTitle ??= new Map(Object.entries(abbreviations).map(([title, short]) => [folded(title), short]));
  return byTitle.get(folded(journal));
}

const folded = (title: string): string =>
  normalizeTitle(title.replaceAll('&', ' and ').replace(/^the /i, ''));
