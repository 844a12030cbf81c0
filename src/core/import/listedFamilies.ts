import { fold } from '../bibliography/fold.ts';
import type { Name } from '../bibliography/types.ts';
import type { Article } from './article.ts';

/**
 * An article whose authors have the family names by which its own list prints them: of "Ana Flor Silva" alone
 * nobody can tell that she is Flor Silva, and of a work by "Flor Silva A" one can.
 */
export function withListedFamilies(article: Article): Article {
  const { author } = article.source;
  if (article.format === 'jats' || author?.some(splitOf) !== true) return article;
  const listed = new Map<string, number>();
  for (const { reference } of article.references)
    for (const { family, given } of reference.author ?? []) {
      if (family === undefined || given === undefined) continue;
      const key = keyOf({ family, given });
      listed.set(key, (listed.get(key) ?? 0) + 1);
    }
  const authors = author.map((name) => {
    const split = splitOf(name);
    const times = (one: Name): number => listed.get(keyOf(one)) ?? 0;
    return split !== undefined && times(split) > times(name) ? split : name;
  });
  return { ...article, source: { ...article.source, author: authors } };
}

/** The name with the last of its given names as the first of its family's, where it has several. */
function splitOf(name: Name): Name | undefined {
  const parts = /^(?<given>\S.{0,80}) (?<word>\p{Lu}[\p{L}'’-]+)$/u.exec(name.given ?? '')?.groups;
  if (parts?.['given'] === undefined || name.family === undefined) return undefined;
  return { ...name, family: `${parts['word']} ${name.family}`, given: parts['given'] };
}

const keyOf = ({ family = '', given = '' }: Name): string =>
  `${fold(family)}|${fold([...given.matchAll(/\p{Lu}/gu)].join(''))}`;
