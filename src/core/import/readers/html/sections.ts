import type { ArticleParagraph, ArticleSection, Doubt } from '../../article.ts';
import { isAbstractLabel, isLegendStart, knownHeading, withoutNumber } from '../../headings.ts';
import { leastParagraph, limits, tooMany } from '../../limits.ts';
import { plainWords } from '../../plainWords.ts';
import { withoutCount } from '../text/layout.ts';
import type { MappedText } from '../text/mappedText.ts';
import type { HtmlBlock } from './content.ts';
import { isWithin, matcherOf } from './select.ts';
import { siteHeading } from './sites.ts';
import type { HtmlElement } from './tree.ts';

interface OpenSection {
  readonly title: string;
  readonly heading: MappedText | undefined;
  readonly level: number;
  readonly secType: string | null;
  readonly start: number;
  end: number;
  readonly paragraphs: ArticleParagraph[];
  /** Citations in tables. */
  readonly asides: ArticleParagraph[];
}

const isAbstract = matcherOf([
  '.abstract',
  '.Abstract',
  '#abstract',
  '#Abs1',
  '[role=doc-abstract]',
  '.abstractSection',
  '.hlFld-Abstract',
  '.article-section__abstract',
  '.html-abstract',
  '.c-article-section[aria-labelledby=Abs1]',
  '[data-title=Abstract]',
]);
/** Sections that are no front. */
const partsOfText = new Set(['intro', 'methods', 'results', 'discussion', 'results|discussion']);
/** Summaries that are no part of the text. */
const otherSummary =
  /^(?:graphical abstract|highlights|key ?points|teaser|video abstract|editorial note|translated abstract|plain language summary)$/iu;
const keywordLabel = /^(?:key ?words?|index terms|subject headings)(?: and phrases)?\s?[:.—–-]?\s{0,3}/iu;

/** Paragraphs that cite: what has fewer may be an abstract. */
const fewestCiting = 3;
/** Characters: what is shorter may be about the site. */
const fewestNews = 1_500;

/** What a page says of its terms of use between the abstract and the text. */
const licence = /^(?:this is an open[- ]access|©|copyright|\(c\) |all rights reserved)/iu;

export interface PageSections {
  readonly sections: readonly ArticleSection[];
  readonly keywords: readonly string[];
  readonly doubts: readonly Doubt[];
  /** Paragraphs of lists of abbreviations. */
  readonly glossary: readonly MappedText[];
}

/** The sections that a page's blocks make, with what they hold. */
export class HtmlSections {
  readonly #title: string;
  readonly #sections: OpenSection[] = [];
  readonly #keywords: string[] = [];
  /** Undefined before the first section and in what is no part of the article. */
  #open: OpenSection | undefined;
  #abstract: HtmlElement | undefined;
  /** True behind the abstract, until the text begins. */
  #behindAbstract = false;
  /** Paragraphs above the first heading. */
  readonly #before: HtmlBlock[] = [];
  #zone: 'front' | 'article' | 'site' | 'keywords' = 'front';
  #siteLevel = 0;
  #length = 0;
  #leftOut = 0;
  #paragraphsLeftOut = 0;

  /** @param title the article's, which is no heading of a section */
  constructor(title: string) {
    this.#title = plainWords(title);
  }

  take(block: HtmlBlock): void {
    if (block.kind === 'references') this.#begin('References', undefined, block, 'ref-list');
    else if (block.kind === 'aside') this.#aside(block);
    else if (block.kind === 'heading' || isPlainHeading(block)) this.#head(block);
    else this.#paragraph(block);
  }

  #aside({ text, links }: HtmlBlock): void {
    if (this.#zone !== 'site' && this.#open !== undefined && this.#open.asides.length < limits.citations)
      this.#open.asides.push({ text, links });
  }

  /** @param isStated whether the page states for programs that it is an article */
  finish(isStated: boolean): PageSections {
    if (isStated && this.#sections.every(({ paragraphs }) => paragraphs.length === 0)) this.#enterNews();
    const named = this.#sections.filter(
      ({ title, paragraphs, secType }) => title !== '' || paragraphs.length > 0 || secType === 'ref-list',
    );
    const first = named.findIndex(({ secType }) => secType === 'abstract');
    const last = named.findIndex(({ secType }) => secType === 'ref-list');
    // Above the abstract and below the list of references stand parts of the site, but for those that
    // articles have.
    let methods: number | undefined;
    const own = named.filter(({ secType, title, level }, index) => {
      if (index >= first && (last < 0 || index <= last)) return true;
      // The methods may stand behind the list, with their parts.
      if (methods !== undefined && level > methods) return true;
      methods = secType === 'methods' ? level : undefined;
      return secType !== null || knownHeading(title) !== undefined;
    });
    // A heading without text of its own and without parts is the site's.
    const kept: OpenSection[] = [];
    for (const section of own.reverse())
      if (
        section.paragraphs.length > 0 ||
        section.secType === 'ref-list' ||
        (kept.at(-1)?.level ?? 0) > section.level
      )
        kept.push(section);
    kept.reverse();
    const sections = kept.map(
      ({ level: _, asides, ...section }): ArticleSection => ({
        ...section,
        extent: 'full',
        ...(asides.length === 0 ? {} : { asides }),
      }),
    );
    const glossary = kept
      .filter(({ secType }) => secType === 'glossary')
      .flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
    const doubts = [...tooMany(this.#leftOut, 'sections'), ...tooMany(this.#paragraphsLeftOut, 'paragraphs')];
    return { sections, keywords: this.#keywords, glossary, doubts };
  }

  #head(block: HtmlBlock): void {
    const text = withoutCount(block.text.text);
    const title = withoutNumber(text).replace(/:\s?$/u, '').trim();
    if (plainWords(title) === this.#title || title === '' || isLegendStart(title)) return;
    const known = knownHeading(title);
    const level = block.level === 0 ? 7 : block.level;
    if (this.#zone === 'site' && level > this.#siteLevel && known === undefined) return;
    if (this.#isAbstractPart(block, title, level)) return;
    if (keywordLabel.test(title) && title.length < 40) this.#zone = 'keywords';
    else if (siteHeading.test(title) || otherSummary.test(title)) {
      this.#zone = 'site';
      this.#siteLevel = level;
      this.#open = undefined;
    } else {
      if (known?.secType === 'ref-list' && this.#sections.some(({ secType }) => secType === 'ref-list'))
        return;
      // Above the abstract and the first known heading stand the title's parts.
      if (this.#zone === 'front' && known === undefined && block.kind !== 'heading') return;
      // A summary behind the text is its end.
      const isLate = known?.secType === 'abstract' && /^sum/iu.test(title) && this.#hasText();
      this.#abstract = known?.secType === 'abstract' && !isLate ? abstractAround(block.element) : undefined;
      this.#begin(title, block.text, block, isLate ? null : (known?.secType ?? null), level);
    }
  }

  #hasText(): boolean {
    const cites = ({ links }: ArticleParagraph): boolean => links !== undefined;
    return (
      this.#sections.some(({ secType }) => secType !== null && partsOfText.has(secType)) ||
      this.#sections.reduce((sum, { paragraphs }) => sum + paragraphs.filter(cites).length, 0) >= fewestCiting
    );
  }

  #isAbstractPart({ element }: HtmlBlock, title: string, level: number): boolean {
    const open = this.#open;
    if (open?.secType !== 'abstract') return false;
    if (this.#abstract !== undefined)
      return isWithin(element, this.#abstract) && knownHeading(title)?.secType !== 'abstract';
    return isAbstractLabel(title) && level > open.level;
  }

  #paragraph(block: HtmlBlock): void {
    const { text } = block.text;
    const label = keywordLabel.exec(text)?.[0];
    if (this.#zone === 'keywords' && label === undefined && isProse(block)) this.#leaveKeywords();
    if (this.#zone === 'keywords' || (label !== undefined && text.length < 1_000 && /[:—–-]/u.test(label))) {
      this.#addKeywords(text.slice(label?.length ?? 0));
      return;
    }
    if (this.#zone === 'site') return;
    this.#enterAbstract(block);
    if (this.#open === undefined && this.#behindAbstract) this.#leaveAbstract(block);
    if (this.#open === undefined && this.#zone === 'front') this.#enterText(block);
    if (this.#open === undefined) return;
    if (this.#abstract !== undefined && !isWithin(block.element, this.#abstract)) this.#leaveAbstract(block);
    if (this.#open === undefined || this.#open.secType === 'ref-list') return;
    this.#length += Math.max(text.length, leastParagraph);
    if (this.#length > limits.text) {
      this.#paragraphsLeftOut += 1;
      return;
    }
    this.#open.paragraphs.push({ text: block.text, links: block.links.length > 0 ? block.links : undefined });
    this.#open.end = Math.max(this.#open.end, block.element.end);
  }

  /** Letters begin without a heading: a paragraph that cites is the article’s, with those beside it. */
  #enterText(block: HtmlBlock): void {
    if (block.kind !== 'text' || block.text.text.length < 80) return;
    if (block.links.length === 0) {
      this.#before.push(block);
      return;
    }
    const beside = this.#before.filter(({ element }) => element.parent === block.element.parent);
    this.#before.length = 0;
    this.#begin('(text)', undefined, beside[0] ?? block, null);
    for (const one of beside) this.#paragraph(one);
  }

  /** News and comments have neither an abstract nor headings nor works that they cite. */
  #enterNews(): void {
    const groups = new Map<HtmlElement | undefined, HtmlBlock[]>();
    for (const block of this.#before) {
      const group = groups.get(block.element.parent);
      if (group === undefined) groups.set(block.element.parent, [block]);
      else group.push(block);
    }
    const lengthOf = (blocks: readonly HtmlBlock[]) =>
      blocks.reduce((sum, { text }) => sum + text.text.length, 0);
    const longest = [...groups.values()].reduce(
      (best, one) => (lengthOf(one) > lengthOf(best) ? one : best),
      [],
    );
    const [start] = longest;
    if (start === undefined || longest.length < 3 || lengthOf(longest) < fewestNews) return;
    this.#before.length = 0;
    this.#begin('(text)', undefined, start, null);
    for (const one of longest) this.#paragraph(one);
  }

  /** An abstract that no heading names. */
  #enterAbstract(block: HtmlBlock): void {
    if (this.#sections.some(({ secType }) => secType === 'abstract')) return;
    const around = abstractAround(block.element);
    if (around === undefined) return;
    this.#abstract = around;
    this.#begin('Abstract', undefined, block, 'abstract');
  }

  /** No heading need stand between the keywords and the text. */
  #leaveKeywords(): void {
    this.#zone = 'front';
    this.#open = undefined;
    this.#abstract = undefined;
    this.#behindAbstract = this.#sections.some(({ secType }) => secType === 'abstract');
  }

  /** Text behind the abstract that no heading names is the article's. */
  #leaveAbstract(block: HtmlBlock): void {
    this.#abstract = undefined;
    this.#open = undefined;
    this.#behindAbstract = true;
    if (block.text.text.length >= 200 && !licence.test(block.text.text))
      this.#begin('(text)', undefined, block, null);
    else this.#zone = 'front';
  }

  #begin(
    title: string,
    heading: MappedText | undefined,
    { element }: HtmlBlock,
    secType: string | null,
    level = 2,
  ): void {
    this.#zone = 'article';
    this.#behindAbstract = false;
    const last = this.#sections.at(-1);
    // The list stands at its heading.
    if (secType === 'ref-list' && last?.secType === 'ref-list') {
      last.end = Math.max(last.end, element.end);
      return;
    }
    // What stood where the page says that its abstract is, above its heading, is the site's; a heading may
    // stand twice.
    const isSame = last?.secType === secType && plainWords(last.title) === plainWords(title);
    if (isSame && (last.paragraphs.length === 0 || (secType === 'abstract' && last.heading === undefined)))
      this.#sections.pop();
    this.#open = {
      title,
      heading,
      level,
      secType,
      start: element.start,
      end: element.end,
      paragraphs: [],
      asides: [],
    };
    if (this.#sections.length < limits.sections || secType === 'ref-list') this.#sections.push(this.#open);
    else this.#leftOut += 1;
  }

  #addKeywords(text: string): void {
    for (const keyword of text.split(/[;,·•|]/u).map((one) => one.trim().replace(/\.$/u, '')))
      if (keyword !== '' && keyword.length < 100 && this.#keywords.length < limits.keywords)
        this.#keywords.push(keyword);
  }
}

/** Sentences, or what cites: no list of keywords. */
const isProse = ({ text: { text }, links }: HtmlBlock): boolean =>
  links.length > 0 ||
  (text.length >= 120 &&
    /[!.?]["”)\]]?$/u.test(text) &&
    text.split(/[,;|•·]/u).some((part) => part.trim().split(' ').length > 6));

/** A paragraph that says what articles call their sections, and no more. */
const isPlainHeading = ({ kind, element, text: { text } }: HtmlBlock): boolean =>
  kind === 'text' &&
  // A cell of a table holds such words, too.
  element.name !== 'td' &&
  text.length < 60 &&
  !text.endsWith('.') &&
  knownHeading(withoutCount(text.trim())) !== undefined;

function abstractAround(element: HtmlElement): HtmlElement | undefined {
  // A heading may bear the abstract's mark, too, and holds nothing of it.
  const first = /^h[1-6]$/u.test(element.name) ? element.parent : element;
  for (let around: HtmlElement | undefined = first; around !== undefined; around = around.parent)
    if (isAbstract(around)) return around;
  return undefined;
}
