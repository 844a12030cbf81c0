import type { Article } from '../article.ts';
import { inSteps, type Steps, within } from '../steps.ts';
import { BiocReader } from './bioc.ts';
import { chosenOf } from './several.ts';
import { findAll, readXmlTree, textOf } from './xml/tree.ts';

/** True for BioC in XML: a collection of documents that hold passages. */
export const looksLikeBiocXml = (head: string): boolean =>
  /<(?:collection|document)[\s>]/u.test(head) && /<passage[\s>]/u.test(head);

/**
 * Reads an article in BioC XML. A sentence where it holds none or several.
 *
 * @param number which of several, from 1
 */
export function* readBiocXml(source: string, number: number | undefined): Steps<Article | string> {
  const tree = yield* within(readXmlTree(source), 0, 0.6);
  if (tree === undefined) return 'This XML file is too deep or too large for an article.';
  const document = chosenOf(findAll(tree.root, 'document'), number);
  if (typeof document === 'string') return document;
  const reader = new BiocReader();
  yield* within(
    inSteps(
      document.all('passage'),
      ({ start, end }) => end - start,
      (passage) => {
        const infons = passage
          .all('infon')
          .map((infon) => [infon.attributes['key'] ?? '', textOf(source, infon).text] as const);
        const { start, end } = passage;
        reader.take({ text: textOf(source, passage.at('text')), infons: new Map(infons), start, end });
      },
    ),
    0.6,
    1,
  );
  const article = reader.article();
  return article === undefined
    ? 'This XML file holds no article in BioC.'
    : { ...article, format: 'bioc-xml', doubts: [...article.doubts, ...tree.doubts] };
}
