import type { Reference } from '../../../bibliography/types.ts';
import type { Article, ArticleParagraph, ArticleSection, Doubt, ListedWork } from '../../article.ts';
import { linkNumbers, numberingOf } from '../../build/numberedCitations.ts';
import { readGlossary } from '../../glossary.ts';
import { isAbstractLabel, knownHeading, withoutNumber } from '../../headings.ts';
import { inSteps, type Steps, within } from '../../steps.ts';
import { citedAs } from '../pdf/printedIn.ts';
import { isAffiliation, namesOfLine } from './authorLines.ts';
import { isHardWrapped, readBlocks, type TextBlock } from './blocks.ts';
import { readFront } from './front.ts';
import { countOf, type HeadingStyle, isHeading, lengthOf, recogniseText, withoutCount } from './layout.ts';
import type { MappedText } from './mappedText.ts';
import { isChrome, isFooter, isFrontChrome } from './pageChrome.ts';
import { readCitedBy, readReferences } from './references.ts';

const keywordsHeading = /^key ?words?:?$/iu;

const isDated = /.{30}\b(?:19|20)\d{2}\b|\b(?:19|20)\d{2}\b.{30}/su;
const abstractLabel = /^(?:abstract|summary)(?:\s?[:.—–-]\s{0,2}|\s+)(?=[\p{Lu}\d“])/iu;

/** Lines of a page that are looked at for how to cite it. */
const maxLines = 400;

/** What the blocks under a heading are. */
type Zone = 'front' | 'section' | 'keywords' | 'references' | 'cited-by' | 'site';

/**
 * Reads a saved article page, or an article as Markdown or plain text; undefined where the text is neither.
 * Everything is a guess about layout, so nothing is taken that the text does not show.
 *
 * @param readList reads the works of the list of references
 * @param isKnown whether it is known to be an article, whatever it looks like
 */
export function* readTextArticle(
  source: string,
  readList: typeof readReferences = readReferences,
  isKnown = false,
): Steps<Article | undefined> {
  const blocks = yield* within(readBlocks(source), 0, 0.4);
  const evidence = yield* within(recogniseText(blocks), 0.4, 0.5);
  // What is copied from the middle of a page may show nothing else than its list of references.
  const format = evidence.format ?? (isKnown || (yield* hasReferences(blocks)) ? 'markdown' : undefined);
  if (format === undefined) return undefined;
  const reader = new TextReader(source, blocks, evidence.headings, readList);
  yield* within(reader.read(), 0.5, 0.7);
  return yield* within(reader.article(format), 0.7, 1);
}

/** Three works below the heading of a list show that a text is an article. */
function* hasReferences(blocks: readonly TextBlock[]): Steps<boolean> {
  const at = blocks.findIndex(
    ({ text: { text } }) => knownHeading(withoutCount(text))?.secType === 'ref-list',
  );
  if (at < 0) return false;
  const { works } = yield* readReferences(blocks.slice(at + 1, at + 40));
  return works.length >= 3;
}

const isProse = (text: string): boolean =>
  text.length >= 150 &&
  /[.?!][)\]”"’]?[\d,–\][]{0,12}$/u.test(text) &&
  (text.slice(0, 600).match(/\b(?:the|of|and|in|to|was|were|is|are|that|with|for|by|as)\b/gu)?.length ?? 0) >=
    5;

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
  readonly #readList: typeof readReferences;
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
  readonly #hasAbstract: boolean;

  constructor(
    source: string,
    blocks: readonly TextBlock[],
    style: HeadingStyle,
    readList: typeof readReferences,
  ) {
    this.#readList = readList;
    this.#source = source;
    this.#blocks = blocks;
    this.#style = style;
    this.#hasAbstract = blocks.some(({ text }) => knownHeading(withoutCount(text.text))?.id === 'abstract');
  }

  *read(): Steps<void> {
    yield* inSteps(this.#blocks, lengthOf, (block, index) => {
      const { text } = block.text;
      if (text === '') return;
      if (this.#zone !== 'front' && isFooter(text)) this.#zone = 'site';
      if (/^view more references$/iu.test(text)) this.#moreReferences = true;
      if (this.#isSectionHeading(block, index)) this.#enter(block);
      else if (this.#zone === 'front' && abstractLabel.test(text) && text.length > 150)
        this.#enterAbstract(block);
      else if (this.#zone === 'front' && !this.#hasAbstract && isProse(text) && !isFrontChrome(text))
        this.#enterText(block);
      else if (this.#zone === 'front') this.#front.push(block);
      else if (!isChrome(text)) this.#take(block);
    });
  }

  *article(format: 'page-text' | 'markdown'): Steps<Article> {
    const front = readFront(this.#source, this.#front, isHardWrapped(this.#source));
    const { works: references, doubts } = yield* within(this.#readList(this.#references), 0, 0.8);
    const numbered = this.#numberedParagraphs(references);
    const citedBy = readCitedBy(this.#citedBy);
    const sections: ArticleSection[] = [];
    const lengthOfSection = ({ start, end }: OpenSection) => end - start;
    const finish = inSteps(this.#sections, lengthOfSection, (section) => {
      const partial = this.#isPartial(section, references, citedBy);
      sections.push(finishSection(section, numbered.link, partial));
    });
    yield* within(finish, 0.8, 1);
    return {
      format,
      lang: undefined,
      source: { ...this.#citedAs(front.source.title ?? ''), ...front.source },
      found: front.found,
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
      doubts: [...front.doubts, ...doubts, ...numbered.doubts],
    };
  }

  /** What the page says of how the article is to be cited, near its top. */
  #citedAs(title: string): Partial<Reference> {
    const lines = this.#blocks.slice(0, maxLines).map(({ text }) => text.text);
    return lines.map((line) => citedAs(line, title)).find((fields) => fields !== undefined) ?? {};
  }

  /** Links the numbers that paragraphs cite, where the list of references is numbered. */
  #numberedParagraphs(references: readonly ListedWork[]): {
    readonly link: (text: MappedText) => ArticleParagraph;
    readonly doubts: readonly Doubt[];
  } {
    const doubts: Doubt[] = [];
    const paragraphs = this.#sections.flatMap((section) => section.paragraphs);
    const numbering = numberingOf(this.#source, paragraphs, references, this.#referencesStated);
    if (numbering === undefined) return { link: (text) => ({ text, links: undefined }), doubts };
    const { style, places } = numbering;
    const stated = this.#referencesStated ?? Math.max(...places.keys());
    const link = (paragraph: MappedText): ArticleParagraph => {
      const { text, links, unlisted } = linkNumbers(this.#source, paragraph, style, places, stated);
      const [first] = unlisted;
      if (first !== undefined && doubts.length === 0)
        doubts.push({
          message: 'References are cited by numbers here that the file does not show.',
          ...first,
        });
      return { text, links };
    };
    return { link, doubts };
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
      /^(?:section snippets|cited by(?: \(\d+\))?)$/iu.test(text) ||
      keywordsHeading.test(text) ||
      (knownHeading(bare) !== undefined && text.length < 120);
    if ((this.#zone === 'front' || this.#zone === 'site') && isKnown && !this.#opensText(block, index))
      return false;
    // “Case report” above the authors is a kind of article.
    if (this.#zone === 'front' && block.level === undefined && knownHeading(bare)?.id === 'cases')
      return false;
    if (this.#zone === 'front') {
      const isNumbered = this.#style === 'numbered' && isHeading(block, this.#blocks[index + 1], 'numbered');
      return isKnown || (isNumbered && !isAffiliation(text) && this.#opensText(block, index));
    }
    // Below a work a link leads to its abstract.
    const isLink = knownHeading(bare)?.id === 'abstract' && block.level === undefined;
    if (
      this.#zone === 'references' &&
      isLink &&
      this.#references.some(({ text: { text } }) => isDated.test(text))
    )
      return false;
    if (this.#zone === 'references' || this.#zone === 'cited-by')
      return isKnown || (block.level === this.#sections.at(-1)?.heading.level && block.level !== undefined);
    if (this.#zone === 'site') return isKnown;
    const last = this.#sections.at(-1);
    // Behind the keywords the text begins, also with “Background”.
    if (last?.secType === 'abstract' && this.#zone === 'section' && this.#isAbstractPart(last, block))
      return false;
    if (isKnown) return true;
    const next = this.#blocks.slice(index + 1, index + 4).find((one) => !isChrome(one.text.text));
    return !last?.open && isHeading(block, next, this.#style);
  }

  /** Whether text stands below a heading: menus list the headings of a page one behind the other. */
  #opensText(block: TextBlock, index: number): boolean {
    if (block.level !== undefined) return true;
    const isKnown = (text: string) =>
      keywordsHeading.test(text) || knownHeading(withoutCount(text)) !== undefined;
    const below = this.#blocks
      .slice(index + 1, index + 8)
      .filter(({ text: { text } }) => text !== '' && (isKnown(text) || !isChrome(text)));
    const next = below.find(
      ({ text: { text } }) => !isAbstractLabel(text) && !/^section snippets$/iu.test(text),
    );
    if (next === undefined) return below.length > 0 || this.#zone === 'front';
    const { text } = next.text;
    if (isKnown(text) || isHeading(next, undefined, this.#style)) return false;
    const known = knownHeading(withoutCount(block.text.text));
    if (known?.id === 'highlights') return true;
    // Above an article its headings are a menu, below which no work stands.
    if (known?.secType === 'ref-list')
      return this.#zone !== 'front' || below.slice(0, 4).some((one) => isDated.test(one.text.text));
    // “Methodology” above a title and its authors is a kind of article.
    const behind = below[below.indexOf(next) + 1]?.text.text ?? '';
    if (this.#zone === 'front' && !/[.?!]$/u.test(text) && namesOfLine(behind, false).length > 1)
      return false;
    return (
      (next.truncated && text.length >= 40) ||
      text.length >= 150 ||
      /[.!?:;][)\]”"’\d]{0,4}$/u.test(text) ||
      text.split(' ').length > 12
    );
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
    if (keywordsHeading.test(text)) {
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
    this.#nameAbstract(secType === 'intro' || /^1\.?\s/u.test(text));
    this.#open(isCitedBy ? 'Cited by' : title, block, secType);
  }

  /** Running text that no heading opens: what is copied from the middle of an article begins so. */
  #enterText(block: TextBlock): void {
    this.#zone = 'section';
    this.#open('(text)', block, null);
    this.#take(block);
  }

  /**
   * What no heading opens above the introduction, or above the first of the numbered headings, is the
   * abstract.
   */
  #nameAbstract(isFirst: boolean): void {
    const [first] = this.#sections;
    if (!isFirst || first === undefined || this.#sections.length > 1 || first.title !== '(text)') return;
    this.#sections[0] = { ...first, title: 'Abstract', secType: 'abstract' };
  }

  /** "Abstract: Moods are …": the label and the text on one line. */
  #enterAbstract(block: TextBlock): void {
    const label = abstractLabel.exec(block.text.text)?.[0].length ?? 0;
    this.#zone = 'section';
    this.#open('Abstract', block, 'abstract');
    this.#take({ ...block, text: block.text.slice(label) });
  }

  #open(title: string, heading: TextBlock, secType: string | null): void {
    const { start, end } = heading;
    this.#sections.push({
      title,
      heading,
      secType,
      start,
      end,
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

/**
 * A paragraph that the page broke in two goes on where the first half has no end and the second no beginning.
 */
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

function finishSection(
  section: OpenSection,
  link: (text: MappedText) => ArticleParagraph,
  partial: boolean,
): ArticleSection {
  const { title, heading, secType, start, end } = section;
  const isList = secType === 'ref-list' || title === 'Cited by';
  const extent = partial ? 'partial-list' : !isList && section.truncated ? 'snippet' : 'full';
  const paragraphs = isList ? [] : section.paragraphs.map(link);
  const isUnnamed = title === '(text)' || heading.text.text.length > 400;
  return {
    title,
    heading: isUnnamed ? undefined : heading.text,
    secType,
    start,
    end,
    extent,
    paragraphs,
  };
}
