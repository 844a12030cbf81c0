/**
 * Which of several articles of a file is imported.
 *
 * @param number from 1; without one a file may hold one article alone
 * @returns the article, or why there is none
 */
export function chosenOf<T>(articles: readonly T[], number: number | undefined): T | string {
  const [first] = articles;
  if (first === undefined) return 'This file holds no article that could be read.';
  if (number === undefined) return articles.length === 1 ? first : holdsSeveral(articles.length, 'articles');
  return articles[number - 1] ?? noSuchNumber(articles.length, 'articles', number);
}

/** @param what "articles", "references" */
export const holdsSeveral = (count: number, what: string): string =>
  `This file holds ${count} ${what}, and a paper pack is about one paper. Save each in a file of its own, or import one by its number (psycite import FILE --article 1).`;

export const noSuchNumber = (count: number, what: string, number: number): string =>
  `This file holds ${count} ${what}, and none has the number ${number}.`;
