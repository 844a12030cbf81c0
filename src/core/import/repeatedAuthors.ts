import type { Article, ListedWork } from './article.ts';
import { linkNames } from './siteFurniture.ts';

/** "———. 2020.", "12. ———, “A title”": Chicago and MLA print dashes for the authors of the work before. */
const dashes = /^[\s\d.[\]()]{0,8}(?:[—―]{2,4}|[–_-]{3,8})[\s.,]/u;

/**
 * The article with the authors of each listed work that prints dashes in their place. Where other words stand
 * between the dashes and the work before in the file, `source`, a work may have been missed: then nobody
 * knows whose they are.
 */
export function withRepeatedAuthors(article: Article, source: string): Article {
  if (!article.references.some((work) => printsDashes(work))) return article;
  let before: ListedWork | undefined;
  const references = article.references.map((work) => {
    const { author, editor } = work.reference;
    const isSame = author === undefined && editor === undefined && printsDashes(work);
    const told =
      isSame && before !== undefined && isNext(source, before, work)
        ? { ...work, reference: { ...work.reference, ...creatorsOf(before.reference) } }
        : work;
    before = told;
    return told;
  });
  return { ...article, references };
}

/** More characters than markup and links take before a work. */
const maxBetween = 4_000;
const dashEntity = /&(?:mdash|horbar|#821[23]|#x201[45]);/giu;
const markupAndLinks = new RegExp(`<[^<>]{0,2000}>|\\b(?:${linkNames})\\b`, 'giu');

function isNext(source: string, before: ListedWork, work: ListedWork): boolean {
  const [from, to] = [before.end, work.start + maxBetween];
  const behind = source.slice(from, to).replace(dashEntity, '—').replace(markupAndLinks, ' ');
  return work.start - from <= maxBetween && dashes.test(behind.trimStart());
}

const printsDashes = ({ asPrinted }: ListedWork): boolean => dashes.test(asPrinted['text'] ?? '');

const creatorsOf = ({
  author,
  editor,
  othersOmitted,
}: ListedWork['reference']): Partial<ListedWork['reference']> => ({
  ...(author === undefined ? {} : { author }),
  ...(editor === undefined ? {} : { editor }),
  ...(othersOmitted === undefined ? {} : { othersOmitted }),
});
