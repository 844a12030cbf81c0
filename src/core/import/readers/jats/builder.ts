import type { Article, Doubt, GlossaryEntry, ListedWork } from '../../article.ts';
import { limits, tooMany } from '../../limits.ts';
import type { Steps } from '../../steps.ts';
import { holdsSeveral, noSuchNumber } from '../several.ts';
import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';
import { copyXmlText, tidy } from '../xmlText.ts';
import type { JatsAttributes } from './attributes.ts';
import { JatsCitation } from './citation.ts';
import { JatsFront } from './front.ts';
import { type OpenLink, resolveLinks } from './links.ts';
import { JatsSections } from './sections.ts';

/** Text that is being gathered for one element. */
interface Collector {
  readonly element: string;
  readonly depth: number;
  readonly builder: MappedTextBuilder;
  readonly links: OpenLink[];
}

/** Text in these is no part of the sentence around it. */
const suppressed = new Set([
  'fn',
  'table-wrap',
  'fig',
  'disp-formula',
  'tex-math',
  'inline-formula',
  'graphic',
  'label',
  'supplementary-material',
  'object-id',
  'media',
  'alternatives',
  'boxed-text',
]);
const gathered = new Set([
  'p',
  'article-title',
  'data-title',
  'surname',
  'given-names',
  'suffix',
  'collab',
  'article-id',
  'year',
  'month',
  'day',
  'volume',
  'issue',
  'fpage',
  'lpage',
  'elocation-id',
  'kwd',
  'journal-title',
  'abbrev-journal-title',
  'term',
  'def',
  'title',
  'sup',
  'source',
  'chapter-title',
  'pub-id',
  'publisher-name',
  'publisher-loc',
  'string-name',
  'ext-link',
]);
const conflictOfInterest = /^(?:conflict|coi-statement|financial-disclosure)$/i;
const skippedAbstracts = /^(?:graphical|teaser|precis|toc|web-summary|author-highlights)$/;
/** More nested collectors than any article has. */
const maxCollectors = 12;

/**
 * Takes the events of a JATS file and gives the text of each element to the part of the article that it
 * belongs to.
 */
export class JatsBuilder {
  readonly #source: string;
  readonly #number: number | undefined;
  readonly #path: string[] = [];
  readonly #collectors: Collector[] = [];
  readonly #front = new JatsFront();
  readonly #sections = new JatsSections();
  readonly #refIds = new Map<string, number>();
  readonly #references: ListedWork[] = [];
  readonly #glossary: GlossaryEntry[] = [];
  readonly #doubts: Doubt[] = [];
  #leftOut = 0;
  #citation: JatsCitation | undefined;
  #term: MappedText | undefined;
  #idType = '';
  #lang: string | undefined;
  #suppressedAt: number | undefined;
  /** A citation in a table or a legend, whose other text is not read. */
  #aside:
    | { readonly depth: number; readonly ids: readonly string[]; readonly builder: MappedTextBuilder }
    | undefined;
  #articles = 0;
  #hasMeta = false;

  /** @param number which of several articles is read, from 1 */
  constructor(source: string, number: number | undefined) {
    this.#source = source;
    this.#number = number;
  }

  /** An element begins; `at` is behind its opening tag. */
  open(element: string, attributes: JatsAttributes, at: number): void {
    this.#path.push(element);
    const depth = this.#path.length;
    if (this.#suppressedAt !== undefined) {
      if (
        element === 'xref' &&
        attributes.get('ref-type') === 'bibr' &&
        this.#within('table-wrap', 'fig') &&
        !this.#within('sub-article', 'response')
      ) {
        const ids = (attributes.get('rid') ?? '').split(/\s+/);
        this.#aside = { depth, ids, builder: new MappedTextBuilder() };
      }
      return;
    }
    if (
      element === 'sub-article' ||
      element === 'response' ||
      // The members of a group, who are no authors of their own.
      (element === 'contrib-group' && this.#within('collab')) ||
      isSuppressed(element, attributes)
    ) {
      this.#suppressedAt = depth;
      return;
    }
    if (element === 'article') {
      this.#articles += 1;
      if (this.#number !== undefined && this.#number !== this.#articles) {
        this.#suppressedAt = depth;
        return;
      }
      this.#lang = attributes.get('xml:lang') ?? 'en';
    }
    if (element === 'article-meta') this.#hasMeta = true;
    const start = () => Math.max(0, this.#source.lastIndexOf('<', at - 1));
    this.#sections.open(element, attributes.get('sec-type'), depth, start);
    if (element === 'ref') this.#openReference(attributes.get('id'), start());
    else if (element === 'article-id' || element === 'pub-id')
      this.#idType = attributes.get('pub-id-type') ?? '';
    else if (this.#within('article-meta')) this.#front.open(element, attributes);
    this.#citation?.open(element, attributes);
    if (gathered.has(element) && this.#collectors.length < maxCollectors)
      this.#collectors.push({ element, depth, builder: new MappedTextBuilder(), links: [] });
    if (element === 'xref' && attributes.get('ref-type') === 'bibr') {
      const collector = this.#collectors.at(-1);
      const ids = (attributes.get('rid') ?? '').split(/\s+/);
      collector?.links.push({ start: collector.builder.length, end: -1, ids });
    }
  }

  /** Character data, still with its entities. */
  text(start: number, end: number): void {
    if (end <= start) return;
    if (this.#suppressedAt !== undefined) {
      if (this.#aside !== undefined) copyXmlText(this.#source, start, end, this.#aside.builder);
      return;
    }
    const collector = this.#collectors.at(-1);
    if (collector !== undefined) copyXmlText(this.#source, start, end, collector.builder);
    this.#citation?.addText(this.#source, start, end, this.#path.at(-1) ?? '');
  }

  /** Character data of a CDATA section. */
  literal(start: number, end: number): void {
    if (this.#suppressedAt === undefined) this.#collectors.at(-1)?.builder.copy(this.#source, start, end);
  }

  close(element: string, at: number): void {
    const depth = this.#path.length;
    this.#path.pop();
    if (this.#suppressedAt !== undefined) {
      if (this.#aside?.depth === depth) {
        this.#sections.aside(this.#aside.builder.build(), this.#aside.ids);
        this.#aside = undefined;
      }
      if (depth <= this.#suppressedAt) this.#suppressedAt = undefined;
      return;
    }
    if (element === 'xref') {
      const link = this.#collectors.at(-1)?.links.at(-1);
      if (link?.end === -1) link.end = this.#collectors.at(-1)?.builder.length ?? 0;
    }
    if (this.#collectors.at(-1)?.depth === depth) this.#finish(this.#collectors.pop()!);
    if (element === 'ref') this.#closeReference(at);
    this.#front.close(element);
    this.#citation?.close(element);
    this.#sections.close(depth, at);
  }

  /** The XML is not well-formed here. What was read stays; the person is told once. */
  broken(message: string, at: number): void {
    if (this.#doubts.length > 0) return;
    const what = message
      .slice(message.indexOf(': ') + 1)
      .trim()
      .slice(0, 120);
    this.#doubts.push({
      message: `The XML is damaged here (${what}), so something may be missing. Save the file again where you can.`,
      start: Math.max(0, at - 1),
      end: at,
    });
  }

  /** The file ends while elements are open. */
  cutOff(at: number): void {
    this.#doubts.push({
      message: 'This file ends before its article does, so the rest of it is missing. Save the file again.',
      start: Math.max(0, at - 1),
      end: at,
    });
  }

  /** The article, or why there is none. */
  *article(): Steps<Article | string | undefined> {
    const { titleText, keywords } = this.#front;
    if (this.#number === undefined && this.#articles > 1) return holdsSeveral(this.#articles, 'articles');
    if (this.#number !== undefined && this.#number > this.#articles && this.#articles > 0)
      return noSuchNumber(this.#articles, 'articles', this.#number);
    if (this.#articles > 0 && !this.#hasMeta)
      return 'This XML file is no JATS article: it has an <article>, but no <article-meta> in it.';
    if (this.#articles === 0 || ((titleText?.text ?? '') === '' && this.#sections.isEmpty)) return undefined;
    const sections = yield* this.#sections.finish(this.#refIds);
    return {
      format: 'jats',
      lang: this.#lang,
      source: this.#front.reference(),
      titleText,
      sections,
      references: this.#references,
      citedBy: [],
      counts: {},
      keywords,
      glossary: this.#glossary,
      doubts: [...this.#doubts, ...this.#sections.doubts, ...tooMany(this.#leftOut, 'references')],
    };
  }

  #within(...elements: string[]): boolean {
    return this.#path.some((one) => elements.includes(one));
  }

  #openReference(id: string | undefined, start: number): void {
    this.#citation = new JatsCitation(start);
    if (id !== undefined && this.#references.length < limits.references)
      this.#refIds.set(id, this.#references.length);
  }

  #closeReference(end: number): void {
    if (this.#citation === undefined) return;
    if (this.#references.length < limits.references) this.#references.push(this.#citation.finish(end));
    else this.#leftOut += 1;
    this.#citation = undefined;
  }

  #finish(collector: Collector): void {
    const { element } = collector;
    const text = tidy(collector.builder.build());
    const parent = this.#path.at(-1) ?? '';
    if (element === 'sup') this.#finishSuperscript(collector);
    else if (this.#citation !== undefined) this.#citation.take(element, text, this.#idType);
    else if (element === 'p') this.#finishParagraph(collector);
    else if (element === 'title') this.#sections.title(text, parent);
    else if (this.#within('journal-meta')) {
      if (element === 'journal-title') this.#front.setJournal(text.text);
      else if (element === 'abbrev-journal-title') this.#front.setShortJournal(text.text);
    } else if (this.#within('article-meta') && this.#front.take(element, text, parent, this.#idType)) return;
    else if (element === 'term' || element === 'def') this.#finishDefinition(element, text);
    else this.#intoParent(collector);
  }

  #intoParent(collector: Collector): void {
    const parent = this.#collectors.at(-1);
    if (parent === undefined) return;
    const shift = parent.builder.length;
    parent.builder.append(collector.builder.build());
    for (const link of collector.links)
      parent.links.push({ ...link, start: link.start + shift, end: link.end + shift });
  }

  /** A raised number that cites is a link and no text; any other raised text is part of its word. */
  #finishSuperscript(collector: Collector): void {
    const parent = this.#collectors.at(-1);
    if (parent === undefined) return;
    if (collector.links.length === 0) {
      this.#intoParent(collector);
      return;
    }
    const at = parent.builder.length;
    const raised = collector.builder.build();
    for (const { start, end, ids } of resolveLinks(collector.links, raised.text, this.#refIds))
      parent.links.push({ start: at, end: at, ids, place: raised.place(start, end) });
  }

  #finishParagraph(collector: Collector): void {
    if (this.#within('def')) {
      this.#intoParent(collector);
      return;
    }
    const text = collector.builder.build();
    if (text.text.trim() === '' || this.#within('ref', 'contrib', 'author-notes', 'caption')) return;
    this.#sections.paragraph(text, collector.links, this.#within('body'));
  }

  #finishDefinition(element: string, text: MappedText): void {
    if (element === 'term') this.#term = text;
    else if (this.#term !== undefined) {
      if (this.#glossary.length < limits.abbreviations)
        this.#glossary.push({
          short: this.#term.text.replace(/\s?[:;,=–—-]$/u, ''),
          long: text.text.replace(/[;.]$/u, ''),
          ...this.#term.span,
        });
      this.#term = undefined;
    }
  }
}

function isSuppressed(element: string, attributes: JatsAttributes): boolean {
  if (element === 'xref')
    return /^(?:fn|aff|corresp|author-notes|table-fn)$/.test(attributes.get('ref-type') ?? '');
  if (element === 'fn') return !conflictOfInterest.test(attributes.get('fn-type') ?? '');
  if (element === 'abstract' || element === 'trans-abstract')
    return element === 'trans-abstract' || skippedAbstracts.test(attributes.get('abstract-type') ?? '');
  return suppressed.has(element);
}
