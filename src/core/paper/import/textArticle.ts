import type { Article, ArticleParagraph, ArticleSection, ListedWork } from './article.ts';
import { readGlossary } from './glossary.ts';
import { isAbstractLabel, knownHeading, withoutNumber } from './headings.ts';
import type { MappedText } from './mappedText.ts';
import { isChrome, isFooter } from './pageChrome.ts';
import { readBlocks, type TextBlock } from './textBlocks.ts';
import { readFront } from './textFront.ts';
import { countOf, type HeadingStyle, isHeading, recogniseText, withoutCount } from './textLayout.ts';
import { readCitedBy, readReferences } from './textReferences.ts';

/** What the blocks under a heading are. */
type Zone = 'front' | 'section' | 'keywords' | 'references' | 'cited-by' | 'site';

/**
 * Reads a saved article page, or an article as Markdown or plain text; undefined where the text is neither.
 * Everything is a guess about layout, so nothing is taken that the text does not show.
 */
export function readTextArticle(source: string): Article | undefined {
  const blocks = readBlocks(source);
  const evidence = recogniseText(blocks);
  if (evidence.format === undefined) return undefined;
  const reader = new TextReader(source, blocks, evidence.headings);
  reader.read();
  return reader.article(evidence.format);
}

interface OpenSection {
  readonly title: string;
  readonly heading: TextBlock;
  readonly secType: string | null;
  readonly start: number;
  end: number;
  truncated: boolean;
  readonly paragraphs: MappedText[];
  /** True while the last paragraph ends in the middle of a sentence. */
  open: boolean;
}

class TextReader {
  readonly #source: string;
  readonly #blocks: readonly TextBlock[];
  readonly #style: HeadingStyle;
  readonly #front: TextBlock[] = [];
  readonly #sections: OpenSection[] = [];
  readonly #references: TextBlock[] = [];
  readonly #citedBy: TextBlock[] = [];
  readonly #keywords: string[] = [];
  #zone: Zone = 'front';
  #moreReferences = false;
  #referencesStated: number | undefined;
  #citedByStated: number | undefined;
  #structuredAbstract = false;

  constructor(source: string, blocks: readonly TextBlock[], style: HeadingStyle) {
    this.#source = source;
    this.#blocks = blocks;
    this.#style = style;
  }

  read(): void {
    for (const [index, block] of this.#blocks.entries()) {
      const { text } = block.text;
      if (text === '') continue;
      if (this.#zone !== 'front' && isFooter(text)) this.#zone = 'site';
      if (/^view more references$/iu.test(text)) this.#moreReferences = true;
      if (this.#isSectionHeading(block, index)) this.#enter(block);
      else if (this.#zone === 'front') this.#front.push(block);
      else if (!isChrome(text)) this.#take(block);
    }
  }

  article(format: 'page-text' | 'markdown'): Article {
    const front = readFront(this.#source, this.#front);
    const { works: references, doubts } = readReferences(this.#references);
    const citedBy = readCitedBy(this.#citedBy);
    const sections = this.#sections.map((section) =>
      finishSection(section, this.#isPartial(section, references, citedBy)),
    );
    return {
      format,
      lang: undefined,
      source: front.source,
      titleText: front.titleText,
      sections,
      references,
      citedBy,
      counts: {
        ...(this.#referencesStated === undefined ? {} : { referencesStated: this.#referencesStated }),
        ...(this.#citedByStated === undefined ? {} : { citedByStated: this.#citedByStated }),
      },
      keywords: this.#keywords,
      glossary: readGlossary(
        this.#sections.flatMap((section) => (section.secType === 'glossary' ? section.paragraphs : [])),
      ),
      doubts: [...front.doubts, ...doubts],
    };
  }

  #isPartial(
    section: OpenSection,
    references: readonly ListedWork[],
    citedBy: readonly ListedWork[],
  ): boolean {
    if (section.secType === 'ref-list')
      return this.#moreReferences || references.length < (this.#referencesStated ?? 0);
    return section.title === 'Cited by' && citedBy.length < (this.#citedByStated ?? 0);
  }

  #isSectionHeading(block: TextBlock, index: number): boolean {
    const { text } = block.text;
    const bare = withoutCount(text);
    const isKnown =
      /^(?:section snippets|cited by(?: \(\d+\))?|keywords?|key ?words)$/iu.test(text) ||
      (knownHeading(bare) !== undefined && text.length < 120);
    if (this.#zone === 'front')
      return isKnown || (this.#style === 'numbered' && isHeading(block, this.#blocks[index + 1], 'numbered'));
    if (this.#zone === 'references' || this.#zone === 'cited-by')
      return isKnown || (block.level === this.#sections.at(-1)?.heading.level && block.level !== undefined);
    if (this.#zone === 'site') return isKnown;
    const last = this.#sections.at(-1);
    if (last?.secType === 'abstract' && this.#isAbstractPart(last, block)) return false;
    if (isKnown) return true;
    const next = this.#blocks.slice(index + 1, index + 4).find((one) => !isChrome(one.text.text));
    return !last?.open && isHeading(block, next, this.#style);
  }

  #isAbstractPart(abstract: OpenSection, block: TextBlock): boolean {
    if (!isAbstractLabel(block.text.text)) return false;
    if (abstract.paragraphs.length === 0) this.#structuredAbstract = true;
    return (
      this.#structuredAbstract && !(/^introduction$/i.test(block.text.text) && abstract.paragraphs.length > 0)
    );
  }

  #enter(block: TextBlock): void {
    const { text } = block.text;
    if (/^section snippets$/iu.test(text)) {
      this.#zone = 'section';
      return;
    }
    if (/^key ?words?$/iu.test(text)) {
      this.#zone = 'keywords';
      return;
    }
    const title = withoutNumber(withoutCount(text));
    const secType = knownHeading(title)?.secType ?? null;
    const isCitedBy = /^cited by$/iu.test(title);
    const same = this.#sections.find((section) => section.secType === 'ref-list' && secType === 'ref-list');
    if (isCitedBy) this.#citedByStated = countOf(text);
    if (secType === 'ref-list') this.#referencesStated ??= countOf(text);
    this.#zone = isCitedBy ? 'cited-by' : secType === 'ref-list' ? 'references' : 'section';
    if (same !== undefined) return;
    this.#sections.push({
      title: isCitedBy ? 'Cited by' : title,
      heading: block,
      secType,
      start: block.start,
      end: block.end,
      truncated: false,
      paragraphs: [],
      open: false,
    });
  }

  #take(block: TextBlock): void {
    const section = this.#sections.at(-1);
    switch (this.#zone) {
      case 'keywords':
        for (const keyword of block.text.text.split(/[;,·•|]/u).map((one) => one.trim()))
          if (keyword !== '' && keyword.length < 100) this.#keywords.push(keyword);
        return;
      case 'references':
        this.#references.push(block);
        break;
      case 'cited-by':
        this.#citedBy.push(block);
        break;
      case 'section':
        if (section !== undefined) addParagraph(section, block);
        break;
      case 'site':
      case 'front':
        return;
    }
    if (section !== undefined) section.end = Math.max(section.end, block.end);
  }
}

/** A paragraph that the page broke in two goes on where the first half has no end and the second no beginning. */
function addParagraph(section: OpenSection, block: TextBlock): void {
  const last = section.paragraphs.at(-1);
  const { text } = block.text;
  const goesOn =
    last !== undefined &&
    section.open &&
    !block.item &&
    (/^[\p{Ll}\p{N}(,;)–-]/u.test(text) || text.length >= 80);
  if (goesOn) section.paragraphs[section.paragraphs.length - 1] = last.joinedTo(block.text);
  else section.paragraphs.push(block.text);
  section.truncated = block.truncated;
  section.open = !block.truncated && !block.item && text.length >= 80 && !/[.!?:;"”’)\]]$/u.test(text);
}

function finishSection(section: OpenSection, partial: boolean): ArticleSection {
  const { title, heading, secType, start, end } = section;
  const isList = secType === 'ref-list' || title === 'Cited by';
  const extent = partial ? 'partial-list' : !isList && section.truncated ? 'snippet' : 'full';
  const paragraphs = isList
    ? []
    : section.paragraphs.map((text): ArticleParagraph => ({ text, links: undefined }));
  return { title, heading: heading.text, secType, start, end, extent, paragraphs };
}
