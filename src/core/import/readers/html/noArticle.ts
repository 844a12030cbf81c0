import type { ArticleSection } from '../../article.ts';
import { elementsOf } from './select.ts';
import { textOf } from './text.ts';
import type { HtmlElement } from './tree.ts';

const wall =
  /\b(?:captcha|checking your browser|just a moment|verify (?:that )?you are (?:a )?human|access denied|enable (?:javascript|cookies)|are you a robot|unusual traffic|security check|error \d{3}|page not found)\b/iu;

/** Characters: the shortest letter has more, and “Full text in PDF alone” has fewer. */
const fewestLetters = 300;

/** Why a page holds no article; undefined where it holds one, or its abstract. */
export function reasonToRefusePage(
  source: string,
  root: HtmlElement,
  sections: readonly ArticleSection[],
  title: string,
  references: number,
  isStated: boolean,
): string | undefined {
  const texts = sections.flatMap(({ paragraphs }) => paragraphs);
  const length = texts.reduce((sum, { text }) => sum + text.text.length, 0);
  const known = sections.some(({ secType }) => secType !== null);
  const isArticle = references > 0 ? length > 0 || title !== '' : known && length > 0 && title !== '';
  if (isArticle) return undefined;
  const isNews = isStated && length >= fewestLetters;
  let page = '';
  let asksForPassword = false;
  for (const element of elementsOf(root)) {
    // A picture may have a title, too.
    if (element.name === 'title' && page === '') page = textOf(source, element).text;
    if (element.name === 'input' && element.get('type') === 'password') asksForPassword = true;
  }
  const named = page === '' ? 'This page' : `This page, “${page.slice(0, 100)}”,`;
  if (wall.test(page) || (wall.test(source.slice(0, 20_000)) && length === 0))
    return `${named} is not the article: the site asks for something before it shows it. Open the article in your browser, wait until its text is there, and save that page.`;
  if (isNews && !asksForPassword) return undefined;
  if (asksForPassword)
    return `${named} asks you to sign in and shows no article. Sign in, open the full text, and save that page.`;
  return `${named} shows no article that could be read: neither an abstract nor a list of references was found. Save the page of the full text, or the article as JATS XML from PubMed Central.`;
}
