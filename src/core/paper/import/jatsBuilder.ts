import type { Name, Reference } from '../../bibliography/types.ts';
import type {
  Article,
  ArticleParagraph,
  ArticleSection,
  CitationLink,
  Doubt,
  GlossaryEntry,
  ListedWork,
} from './article.ts';
import { knownHeading, withoutNumber } from './headings.ts';
import { JatsCitation } from './jatsCitation.ts';
import { type MappedText, MappedTextBuilder } from './mappedText.ts';
import { withFullStops } from './names.ts';
import { copyXmlText, tidy } from './xmlText.ts';

type Attributes = ReadonlyMap<string, string>;

/** Text that is being gathered for one element. */
interface Collector {
  readonly element: string;
  readonly depth: number;
  readonly builder: MappedTextBuilder;
  readonly links: { start: number; end: number; readonly ids: readonly string[] }[];
}

interface OpenSection {
  readonly depth: number;
  readonly start: number;
  end: number;
  title: string;
  heading: MappedText | undefined;
  readonly secType: string | null;
  readonly paragraphs: { readonly text: MappedText; readonly links: Collector['links'] }[];
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
  'term',
  'def',
  'title',
  'sup',
  'source',
  'chapter-title',
  'pub-id',
  'publisher-name',
  'string-name',
  'ext-link',
]);
const sectionElements = new Map<string, { readonly title: string; readonly secType: string | null }>([
  ['sec', { title: '', secType: null }],
  ['abstract', { title: 'Abstract', secType: 'abstract' }],
  ['ack', { title: 'Acknowledgements', secType: 'ack' }],
  ['app', { title: '', secType: 'supplementary-material' }],
  ['notes', { title: '', secType: null }],
  ['glossary', { title: 'Abbreviations', secType: 'glossary' }],
  ['ref-list', { title: 'References', secType: 'ref-list' }],
]);
const conflictOfInterest = /^(?:conflict|coi-statement|financial-disclosure)$/i;
const skippedAbstracts = /^(?:graphical|teaser|precis|toc|web-summary|author-highlights)$/;
/** More nested collectors than any article has. */
const maximalCollectors = 12;

/** Takes the events of a JATS file and makes an article of them. */
export class JatsBuilder {
  readonly #source: string;
  readonly #path: string[] = [];
  readonly #collectors: Collector[] = [];
  readonly #open: OpenSection[] = [];
  readonly #sections: OpenSection[] = [];
  readonly #refIds = new Map<string, number>();
  readonly #references: ListedWork[] = [];
  readonly #meta = new Map<string, string>();
  readonly #dates = new Map<string, number[]>();
  readonly #authors: Name[] = [];
  readonly #keywords: string[] = [];
  readonly #glossary: GlossaryEntry[] = [];
  readonly #doubts: Doubt[] = [];
  #citation: JatsCitation | undefined;
  #name: { family?: string; given?: string; suffix?: string } | undefined;
  #date: { readonly kind: string; readonly parts: number[] } | undefined;
  #term: { readonly text: MappedText } | undefined;
  #idType = '';
  #titleText: MappedText | undefined;
  #lang: string | undefined;
  #suppressedAt: number | undefined;
  #isArticle = false;

  constructor(source: string) {
    this.#source = source;
  }

  /** An element begins; `at` is behind its opening tag. */
  open(element: string, attributes: Attributes, at: number): void {
    this.#path.push(element);
    const depth = this.#path.length;
    if (this.#suppressedAt !== undefined) return;
    if (element === 'sub-article' || element === 'response' || this.#isSuppressed(element, attributes)) {
      this.#suppressedAt = depth;
      return;
    }
    if (element === 'article') {
      this.#isArticle = true;
      this.#lang = attributes.get('xml:lang') ?? 'en';
    }
    this.#openSection(element, attributes, at);
    this.#openPart(element, attributes, at);
    if (gathered.has(element) && this.#collectors.length < maximalCollectors)
      this.#collectors.push({ element, depth, builder: new MappedTextBuilder(), links: [] });
    if (element === 'xref' && attributes.get('ref-type') === 'bibr') {
      const collector = this.#collectors.at(-1);
      collector?.links.push({
        start: collector.builder.length,
        end: -1,
        ids: (attributes.get('rid') ?? '').split(/\s+/),
      });
    }
  }

  /** Character data, still with its entities. */
  text(start: number, end: number): void {
    if (end <= start || this.#suppressedAt !== undefined) return;
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
      if (depth <= this.#suppressedAt) this.#suppressedAt = undefined;
      return;
    }
    if (element === 'xref') {
      const link = this.#collectors.at(-1)?.links.at(-1);
      if (link?.end === -1) link.end = this.#collectors.at(-1)?.builder.length ?? 0;
    }
    if (this.#collectors.at(-1)?.depth === depth) this.#finish(this.#collectors.pop()!);
    this.#closePart(element, at);
    if (this.#open.at(-1)?.depth === depth) this.#open.pop()!.end = at;
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

  article(): Article | undefined {
    const title = this.#titleText?.text ?? '';
    if (!this.#isArticle || (title === '' && this.#sections.length === 0)) return undefined;
    const references = this.#references;
    const sections = this.#sections
      .map((section) => this.#finishSection(section))
      .filter((section) => section.title !== '' || section.paragraphs.length > 0);
    return {
      format: 'jats',
      lang: this.#lang,
      source: this.#sourceReference(title),
      titleText: this.#titleText,
      sections,
      references,
      citedBy: [],
      counts: {},
      keywords: this.#keywords,
      glossary: this.#glossary,
      doubts: this.#doubts,
    };
  }

  #isSuppressed(element: string, attributes: Attributes): boolean {
    if (element === 'xref')
      return /^(?:fn|aff|corresp|author-notes|table-fn)$/.test(attributes.get('ref-type') ?? '');
    if (element === 'fn') return !conflictOfInterest.test(attributes.get('fn-type') ?? '');
    if (element === 'abstract' || element === 'trans-abstract')
      return element === 'trans-abstract' || skippedAbstracts.test(attributes.get('abstract-type') ?? '');
    return suppressed.has(element);
  }

  #within(...elements: string[]): boolean {
    return this.#path.some((one) => elements.includes(one));
  }

  #openSection(element: string, attributes: Attributes, at: number): void {
    const kind =
      element === 'fn'
        ? { title: 'Conflict of interest', secType: 'COI-statement' }
        : sectionElements.get(element);
    if (kind === undefined) return;
    // Parts of an abstract are its paragraphs, and a list of references within a list is the same list.
    if (
      this.#open.some(
        (one) => one.secType === 'abstract' || (one.secType === 'ref-list' && kind.secType === 'ref-list'),
      )
    )
      return;
    const section: OpenSection = {
      depth: this.#path.length,
      start: Math.max(0, this.#source.lastIndexOf('<', at - 1)),
      end: at,
      title: kind.title,
      heading: undefined,
      secType: attributes.get('sec-type') ?? kind.secType,
      paragraphs: [],
    };
    this.#open.push(section);
    this.#sections.push(section);
  }

  #openPart(element: string, attributes: Attributes, at: number): void {
    const inMeta = this.#within('article-meta');
    if (element === 'ref') {
      this.#citation = new JatsCitation(Math.max(0, this.#source.lastIndexOf('<', at - 1)));
      const id = attributes.get('id');
      if (id !== undefined) this.#refIds.set(id, this.#references.length);
    } else if (element === 'article-id' || element === 'pub-id')
      this.#idType = attributes.get('pub-id-type') ?? '';
    else if (element === 'contrib' && inMeta)
      this.#name = /^(?:author)?$/.test(attributes.get('contrib-type') ?? '') ? {} : undefined;
    else if (element === 'pub-date' && inMeta)
      this.#date = { kind: attributes.get('pub-type') ?? attributes.get('date-type') ?? '', parts: [] };
    this.#citation?.open(element, attributes);
  }

  #closePart(element: string, at: number): void {
    if (element === 'ref' && this.#citation !== undefined) {
      this.#references.push(this.#citation.finish(at));
      this.#citation = undefined;
    } else if (element === 'contrib' && this.#name !== undefined) {
      if (this.#name.family !== undefined) this.#authors.push(this.#name);
      this.#name = undefined;
    } else if (element === 'pub-date' && this.#date !== undefined) {
      this.#dates.set(this.#date.kind, this.#date.parts);
      this.#date = undefined;
    }
    this.#citation?.close(element);
  }

  #finish(collector: Collector): void {
    const { element } = collector;
    const text = tidy(collector.builder.build());
    const parent = this.#path.at(-1) ?? '';
    if (element === 'sup') this.#finishSuperscript(collector);
    else if (this.#citation !== undefined) this.#citation.take(element, text, this.#idType);
    else if (element === 'p') this.#finishParagraph(collector);
    else if (element === 'title') this.#finishTitle(text, parent);
    else if (this.#within('journal-meta')) {
      if (element === 'journal-title') this.#meta.set('container-title', text.text);
    } else if (this.#date !== undefined) this.#addDatePart(element, text.text);
    else if (this.#name !== undefined) this.#addNamePart(element, text.text);
    else if (parent === 'title-group' && element === 'article-title' && this.#within('article-meta'))
      this.#titleText ??= text;
    else if (element === 'kwd') this.#keywords.push(text.text);
    else if (parent === 'article-meta')
      this.#meta.set(element === 'article-id' ? `id:${this.#idType}` : element, text.text);
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
    const works = linksWithRanges(collector.links, collector.builder.build().text, this.#refIds);
    for (const link of works) parent.links.push({ start: at, end: at, ids: link.ids });
  }

  #finishParagraph(collector: Collector): void {
    const text = collector.builder.build();
    if (this.#within('def')) {
      this.#intoParent(collector);
      return;
    }
    if (text.text.trim() === '' || this.#within('ref', 'contrib', 'author-notes', 'caption')) return;
    let section = this.#open.at(-1);
    if (section === undefined) {
      if (!this.#within('body')) return;
      section = this.#looseSection();
    }
    section.paragraphs.push({ text, links: collector.links });
  }

  /** Paragraphs of the body that stand in no section. */
  #looseSection(): OpenSection {
    const last = this.#sections.at(-1);
    if (last?.depth === 0) return last;
    const section = {
      depth: 0,
      start: 0,
      end: 0,
      title: '(text)',
      heading: undefined,
      secType: null,
      paragraphs: [],
    };
    this.#sections.push(section);
    return section;
  }

  #finishTitle(text: MappedText, parent: string): void {
    const section = this.#open.at(-1);
    if (
      section === undefined ||
      !sectionElements.has(parent) ||
      (section.secType === 'abstract' && parent !== 'abstract')
    )
      return;
    section.title = withoutNumber(text.text);
    section.heading = text;
  }

  #finishDefinition(element: string, text: MappedText): void {
    if (element === 'term') this.#term = { text };
    else if (this.#term !== undefined) {
      this.#glossary.push({ short: this.#term.text.text, long: text.text, ...this.#term.text.span });
      this.#term = undefined;
    }
  }

  #addDatePart(element: string, text: string): void {
    const place = ['year', 'month', 'day'].indexOf(element);
    const month =
      element === 'month'
        ? ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(
            text.slice(0, 3).toLowerCase(),
          ) + 1
        : 0;
    const value = Number(text) || month;
    if (place >= 0 && this.#date !== undefined && Number.isInteger(value) && value > 0)
      this.#date.parts[place] = value;
  }

  #addNamePart(element: string, text: string): void {
    if (this.#name === undefined || text === '') return;
    if (element === 'surname') this.#name.family ??= text;
    else if (element === 'given-names') this.#name.given ??= withFullStops(text);
    else if (element === 'suffix') this.#name.suffix ??= text;
    else if (element === 'collab') {
      this.#authors.push({ literal: text });
    }
  }

  #finishSection(section: OpenSection): ArticleSection {
    const known = knownHeading(section.title);
    const paragraphs = section.paragraphs.map(({ text, links }): ArticleParagraph => {
      const works = linksWithRanges(links, text.text, this.#refIds).map(
        ({ start, end, works: found }): CitationLink => ({ start, end, works: found }),
      );
      return { text, links: works };
    });
    const { title, heading, start, end } = section;
    return {
      title,
      heading,
      start,
      end: Math.max(start, end),
      secType: section.secType ?? known?.secType ?? null,
      extent: 'full',
      paragraphs,
    };
  }

  #sourceReference(title: string): Article['source'] {
    const meta = (name: string) => this.#meta.get(name);
    const pages =
      [meta('fpage'), meta('lpage')].filter((one) => one !== undefined).join('-') || meta('elocation-id');
    const date = ['ppub', 'collection', 'pub', 'epub-ppub', 'epub', ...this.#dates.keys()]
      .map((kind) => this.#dates.get(kind))
      .find((parts) => parts?.[0] !== undefined);
    const doi = meta('id:doi');
    const pmid = meta('id:pmid');
    const pmcid = (meta('id:pmcid') ?? meta('id:pmc'))?.replace(/^(?=\d)/, 'PMC');
    const source: Partial<Reference> & { type: string } = {
      type: 'article-journal',
      title,
      ...(this.#authors.length > 0 ? { author: this.#authors } : {}),
      ...fieldOf('container-title', meta('container-title')),
      ...fieldOf('volume', meta('volume')),
      ...fieldOf('issue', meta('issue')),
      ...fieldOf('page', pages),
      ...(date === undefined ? {} : { issued: { 'date-parts': [upToGap(date)] } }),
      ...fieldOf('DOI', doi !== undefined && /^10\.\d{4,9}\/\S+$/.test(doi) ? doi : undefined),
      ...fieldOf('URL', doi === undefined ? undefined : `https://doi.org/${doi}`),
      ...fieldOf('PMID', pmid !== undefined && /^\d{1,9}$/.test(pmid) ? pmid : undefined),
      ...fieldOf('PMCID', pmcid !== undefined && /^PMC\d+$/.test(pmcid) ? pmcid : undefined),
    };
    return source;
  }
}

const fieldOf = (name: string, value: string | undefined): Readonly<Record<string, string>> =>
  value === undefined || value === '' ? {} : { [name]: value };

/** A date's parts to the first that is missing: a day without a month says nothing. */
function upToGap(parts: readonly (number | undefined)[]): number[] {
  const whole: number[] = [];
  for (const part of [parts[0], parts[1], parts[2]]) {
    if (part === undefined) break;
    whole.push(part);
  }
  return whole;
}

interface ResolvedLink extends CitationLink {
  readonly ids: readonly string[];
}

/** Links with their works; "[3–7]" links its two ends and means what lies between as well. */
function linksWithRanges(
  links: Collector['links'],
  text: string,
  refIds: ReadonlyMap<string, number>,
): ResolvedLink[] {
  const resolved: ResolvedLink[] = [];
  for (const { start, end, ids } of links) {
    const works = ids.flatMap((id) => refIds.get(id) ?? []);
    const before = resolved.at(-1);
    const from = before?.works.at(-1);
    const to = works[0];
    const isRange =
      before !== undefined &&
      /^\s*[-–—]\s*$/.test(text.slice(before.end, start)) &&
      /^\d+$/.test(text.slice(start, end).trim());
    if (isRange && from !== undefined && to !== undefined && to > from && to - from <= 100)
      for (let between = from + 1; between < to; between++) works.splice(between - from - 1, 0, between);
    resolved.push({ start, end: Math.max(start, end), works, ids });
  }
  return resolved;
}
