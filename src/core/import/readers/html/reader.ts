import type { Article, ArticleSection, Doubt, ListedWork, UnnamedReference } from '../../article.ts';
import { linkNumbers, numberingOf, numbersOf } from '../../build/numberedCitations.ts';
import { allFound, found as foundAs } from '../../found.ts';
import { readGlossary } from '../../glossary.ts';
import { limits } from '../../limits.ts';
import { plainWords } from '../../plainWords.ts';
import { inSteps, type Steps, within } from '../../steps.ts';
import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';
import { CitationLinks } from './citationLinks.ts';
import { HtmlContent, referencesAt } from './content.ts';
import { definedFields } from './fields.ts';
import { readMetadata } from './metadata.ts';
import { pageOfMhtml } from './mhtml.ts';
import { reasonToRefusePage } from './noArticle.ts';
import { pageAuthors } from './pageAuthors.ts';
import { ownDoi, pageJournal } from './pageJournal.ts';
import { placedIn } from './placedIn.ts';
import { printedFront } from './printedFront.ts';
import { findReferenceItems } from './referenceItems.ts';
import { readReferences, statedReferences } from './references.ts';
import { HtmlSections } from './sections.ts';
import { elementsOf } from './select.ts';
import { isFurniture, isTableWindow } from './sites.ts';
import { textOf } from './text.ts';
import { type HtmlElement, readTree } from './tree.ts';
import { shownSource } from './viewSource.ts';
import { mainElement, weigh } from './weights.ts';

/**
 * Reads an article's page as a browser saved it; a sentence where it shows none. Nothing in it is run or
 * fetched.
 */
export function* readHtml(source: string): Steps<Article | string> {
  const root = yield* within(readTree(source), 0, 0.4);
  if (root === undefined) return tooLarge;
  const shown = shownSource(source, root);
  if (shown === undefined) return yield* within(readPage(source, root), 0.4, 1);
  return placedIn(yield* within(readWhole(shown.text), 0.4, 1), shown);
}

/** Reads a page that was saved with its pictures as one file (MHTML). */
export function* readMhtml(source: string): Steps<Article | string> {
  const page = pageOfMhtml(source);
  return typeof page === 'string' ? page : placedIn(yield* readWhole(page.text), page);
}

function* readWhole(source: string): Steps<Article | string> {
  const root = yield* within(readTree(source), 0, 0.4);
  return root === undefined ? tooLarge : yield* readPage(source, root);
}

const tooLarge = `This page has more than ${limits.elements / 1000},000 elements, far more than an article has, and was not read. Save the page of the article alone, or take its PDF.`;

function* readPage(source: string, root: HtmlElement): Steps<Article | string> {
  const weights = weigh(root);
  const { source: stated, keywords, lang, references: cited } = readMetadata(source, root);
  const items = findReferenceItems(source, root);
  const listed = yield* within(readReferences(source, items, cited), 0.4, 0.6);
  const references = listed.length > 0 ? listed : statedReferences(cited, headOf(root));
  const marked = stated.author ?? pageAuthors(source, root);
  const listStart = items[0]?.element.start ?? root.end;
  const journal: Partial<UnnamedReference> =
    stated['container-title'] === undefined
      ? pageJournal(source, root, listStart)
      : definedFields({ DOI: stated.DOI === undefined ? ownDoi(root, listStart) : undefined });
  const titleText = findTitle(source, root, stated.title ?? '');
  const title = stated.title === '' || stated.title === undefined ? (titleText?.text ?? '') : stated.title;
  // A page that names no author for programs states little else.
  const printed =
    marked.length > 0 || titleText === undefined ? {} : printedFront(source, root, title, titleText.span.end);
  const authors = marked.length > 0 ? marked : (printed.author ?? []);
  const content = new HtmlContent(
    source,
    items.flatMap(({ element, copies }) => [element, ...copies]),
    new CitationLinks(source, items),
    weights,
    [...elementsOf(root)].filter(isTableWindow),
  );
  yield* within(content.read(mainElement(root, weights)), 0.6, 0.8);
  const sections = new HtmlSections(title);
  yield* within(
    inSteps(
      content.blocks,
      ({ text }) => text.text.length + 50,
      (block) => sections.take(block),
    ),
    0.8,
    0.9,
  );
  // Some sites put the list outside of the article's text.
  const list = items[0]?.element;
  if (list !== undefined && !content.blocks.some(({ kind }) => kind === 'references'))
    sections.take(referencesAt(list));
  const isStated = hasText(stated.title) && (hasText(stated.DOI) || hasText(stated['container-title']));
  const found = sections.finish(isStated);
  const refused = reasonToRefusePage(source, root, found.sections, title, references.length, isStated);
  if (refused !== undefined) return refused;
  const numbered = linkPrintedNumbers(source, found.sections, references);
  return {
    format: 'html',
    lang,
    // The date of an issue is the paper's, and not that of its first showing.
    source: {
      ...printed,
      ...journal,
      ...stated,
      ...(journal.issued && { issued: journal.issued }),
      title,
      ...(authors.length > 0 ? { author: authors } : {}),
    },
    titleText,
    sections: numbered,
    references,
    citedBy: [],
    counts: {},
    keywords: keywords.length > 0 ? keywords : found.keywords,
    glossary: readGlossary(found.glossary),
    doubts: [...found.doubts, ...doubtsOf(source, root, found.sections, references, title)],
    found: {
      ...allFound(printed, foundAs('shape')),
      ...allFound(journal, foundAs('shape')),
      ...allFound(stated, foundAs('metadata')),
      ...(stated.title === undefined || stated.title === '' ? { title: foundAs('structure') } : {}),
      ...(stated.author === undefined && marked.length > 0 ? { author: foundAs('structure') } : {}),
      ...(stated.DOI === undefined && journal.DOI !== undefined ? { DOI: foundAs('structure') } : {}),
      ...(journal.issued === undefined ? {} : { issued: foundAs('shape', 0.85) }),
    },
  };
}

const hasText = (value: string | undefined): boolean => value !== undefined && value !== '';

/** The heading that prints the title; else the title as the head of the page states it. */
function findTitle(source: string, root: HtmlElement, stated: string): MappedText | undefined {
  const wanted = plainWords(stated);
  let first: MappedText | undefined;
  let head: HtmlElement | undefined;
  for (const element of elementsOf(root)) {
    if (element.name === 'meta' && plainWords(element.get('content') ?? '') === wanted) head ??= element;
    if (!/^h[1-3]$/u.test(element.name) || element.end - element.start > 10_000) continue;
    const text = textOf(source, element, (part) => isFurniture(part) || isNoteMark(source, part));
    if (wanted !== '' && plainWords(text.text) === wanted) return text;
    if (element.name === 'h1' && text.text.length >= 12) first ??= text;
  }
  if (wanted === '') return first ?? titleOfTab(source, root);
  const builder = new MappedTextBuilder();
  const place = head ?? { start: 0, end: 0 };
  builder.replace(place.start, place.end, stated);
  return builder.build();
}

/** A heading that the browser's tab shows, too, beside the names of the journal and the site. */
function titleOfTab(source: string, root: HtmlElement): MappedText | undefined {
  let tab = '';
  for (const element of elementsOf(root)) {
    if (element.name === 'title') tab ||= plainWords(textOf(source, element).text);
    if (!/^h[2-4]$/u.test(element.name) || element.end - element.start > 10_000) continue;
    const text = textOf(source, element, isFurniture);
    const words = plainWords(text.text);
    if (words.split(' ').length >= leastTitleWords && tab.includes(words)) return text;
  }
  return undefined;
}

const leastTitleWords = 5;

/** A raised number or sign behind the last word of a title, which leads to a note. */
function isNoteMark(source: string, { name, parent, contentStart, end, start }: HtmlElement): boolean {
  if (name !== 'sup' || parent === undefined || end - start > 300) return false;
  const mark = source.slice(contentStart, end).replaceAll(/<[^<>]*>|\s/gu, '');
  const isLinked = /<a\b/u.test(source.slice(contentStart, end)) || parent.name === 'a';
  const behindWord = /\p{Ll}{3}[?!.]?\s*$/u.test(
    source.slice(Math.max(0, start - 200), start).replaceAll(/<[^<>]*>/gu, ''),
  );
  return /^[*†‡§¶#]{1,3}$/u.test(mark) || (/^\(?[\da-z]\)?$/u.test(mark) && (isLinked || behindWord));
}

/** Citations by printed numbers, on a page that links none of its works. */
function linkPrintedNumbers(
  source: string,
  sections: readonly ArticleSection[],
  references: readonly ListedWork[],
): readonly ArticleSection[] {
  const paragraphs = sections.flatMap((section) => section.paragraphs);
  if (numbersOf(references) === undefined || paragraphs.some(({ links }) => links !== undefined))
    return sections;
  const numbering = numberingOf(
    source,
    paragraphs.map(({ text }) => text),
    references,
  );
  if (numbering === undefined) return sections;
  const { style, places } = numbering;
  const stated = Math.max(...places.keys());
  return sections.map((section) => ({
    ...section,
    paragraphs: section.paragraphs.map(({ text }) => linkNumbers(source, text, style, places, stated)),
  }));
}

/** A page in full whose last elements nothing closes; what clippers cut out has no body. */
function endsTooEarly(source: string): boolean {
  if (!/<body[\s>]/iu.test(source) || /<\/(?:body|html)\s*>/iu.test(source.slice(-20_000))) return false;
  const count = (tag: RegExp): number => source.match(tag)?.length ?? 0;
  return (
    count(/<(?:div|section|article|main)[\s>]/giu) >= count(/<\/(?:div|section|article|main)\s*>/giu) + 2
  );
}

function doubtsOf(
  source: string,
  root: HtmlElement,
  sections: readonly ArticleSection[],
  references: readonly ListedWork[],
  title: string,
): readonly Doubt[] {
  const place = { start: 0, end: Math.min(1, root.end) };
  const doubts: Doubt[] = [];
  if (title === '') doubts.push({ message: 'No title was found on the page.', ...place });
  if (endsTooEarly(source))
    doubts.push({
      message: 'This file ends before its page does, so the rest of it is missing. Save the page again.',
      start: Math.max(0, root.end - 1),
      end: root.end,
    });
  if (references.length === 0)
    doubts.push({ message: 'No list of references was found on the page.', ...place });
  if (!sections.some(({ secType }) => secType !== 'abstract' && secType !== 'ref-list'))
    doubts.push({
      message:
        'The page shows no text of the article besides its abstract. Where you have access, open the full text and save that page.',
      ...place,
    });
  return doubts;
}

const headOf = (root: HtmlElement): { readonly start: number; readonly end: number } => {
  for (const element of elementsOf(root))
    if (element.name === 'head') return { start: element.start, end: element.end };
  return { start: 0, end: 0 };
};
