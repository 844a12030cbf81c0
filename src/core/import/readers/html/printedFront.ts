import type { UnnamedReference } from '../../article.ts';
import { isAbstractLabel, knownHeading } from '../../headings.ts';
import { readFullName } from '../../names.ts';
import { plainWords } from '../../plainWords.ts';
import { readReference } from '../../reference/readReference.ts';
import { namesOfLine } from '../text/authorLines.ts';
import { elementsOf } from './select.ts';
import { isBlock, textOf } from './text.ts';
import { HtmlElement } from './tree.ts';

/** Lines below a title that may tell of the article, and how long they are. */
const maxLines = 60;
const maxLength = 2_000;

/**
 * What lines below the title print of the article, on a page that states it nowhere: its authors, and how it
 * is to be cited.
 */
export function printedFront(
  source: string,
  root: HtmlElement,
  title: string,
  from: number,
): Partial<UnnamedReference> {
  let names: readonly string[] = [];
  let lines = 0;
  for (const element of elementsOf(root)) {
    if (element.start < from || !isLine(element)) continue;
    const { text } = textOf(source, element, ({ name }) => name === 'sup');
    if (text === '') continue;
    lines += 1;
    if (lines > maxLines || isAbstractLabel(text) || knownHeading(text)?.id === 'abstract') break;
    if (text.length > maxLength) continue;
    const found = namesOfLine(text.replaceAll(' ,', ','), false);
    if (names.length === 0 && found.length > 1) names = found;
    const cited = ownCitation(text, title);
    if (cited !== undefined)
      return names.length === 0 ? cited : { ...cited, author: names.map(readFullName) };
  }
  return names.length === 0 ? {} : { author: names.map(readFullName) };
}

const isLine = (element: HtmlElement): boolean =>
  isBlock(element) &&
  element.end - element.start < maxLength * 10 &&
  !element.children.some((child) => child instanceof HtmlElement && isBlock(child) && child.name !== 'br');

/** "Alder, A. (2016). The title. Archives of Moods, 4, 32–37." */
function ownCitation(text: string, title: string): Partial<UnnamedReference> | undefined {
  const own = plainWords(title).slice(0, 60);
  const at = own === '' ? -1 : plainWords(text).indexOf(own);
  if (at < 1) return undefined;
  const read = readReference(text)?.reference;
  if (read === undefined) return undefined;
  const { author, issued, volume, issue, page, 'container-title': journal } = read;
  if (author === undefined || issued === undefined || volume === undefined || journal === undefined)
    return undefined;
  return {
    author,
    issued,
    volume,
    'container-title': journal,
    ...(issue === undefined ? {} : { issue }),
    ...(page === undefined ? {} : { page }),
  };
}
