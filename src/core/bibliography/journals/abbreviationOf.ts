import { normaliseTitle } from '../identity.ts';
import type { Reference } from '../types.ts';
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

/** The short name of an article's journal that its entry lacks, where the list has another than the name. */
export function lackedShortName({
  type,
  'container-title': journal = '',
  'container-title-short': own,
}: Pick<Reference, 'type' | 'container-title' | 'container-title-short'>): string | undefined {
  if (!type.startsWith('article-') || journal === '' || own !== undefined) return undefined;
  const short = abbreviationOf(journal);
  return short === undefined || normaliseTitle(short) === normaliseTitle(journal) ? undefined : short;
}

const folded = (title: string): string =>
  normaliseTitle(title.replaceAll('&', ' and ').replace(/^the /i, ''));
