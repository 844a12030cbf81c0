import type { Span } from '../../../../base/span.ts';
import type { ArticleParagraph, ArticleSection, Doubt } from '../../article.ts';
import { knownHeading, withoutNumber } from '../../headings.ts';
import { leastParagraph, limits, tooMany } from '../../limits.ts';
import { inSteps, type Steps } from '../../steps.ts';
import type { MappedText } from '../text/mappedText.ts';
import { type OpenLink, resolveLinks } from './links.ts';

interface OpenSection {
  readonly depth: number;
  readonly start: number;
  end: number;
  title: string;
  heading: MappedText | undefined;
  readonly secType: string | null;
  /** False where it is one too many. */
  readonly kept: boolean;
  readonly paragraphs: { readonly text: MappedText; readonly links: readonly OpenLink[] }[];
  /** Citations in tables and legends. */
  readonly asides: { readonly text: MappedText; readonly links: readonly OpenLink[] }[];
}

const sectionElements = new Map<string, { readonly title: string; readonly secType: string | null }>([
  ['sec', { title: '', secType: null }],
  ['abstract', { title: 'Abstract', secType: 'abstract' }],
  ['ack', { title: 'Acknowledgements', secType: 'ack' }],
  ['app', { title: '', secType: 'supplementary-material' }],
  ['notes', { title: '', secType: null }],
  ['glossary', { title: 'Abbreviations', secType: 'glossary' }],
  ['ref-list', { title: 'References', secType: 'ref-list' }],
  // Of the footnotes only those on interests are read.
  ['fn', { title: 'Conflict of interest', secType: 'COI-statement' }],
]);

/** The sections of a JATS article with their headings and paragraphs. */
export class JatsSections {
  readonly #open: OpenSection[] = [];
  readonly #sections: OpenSection[] = [];
  #length = 0;
  #leftOut = { sections: 0, paragraphs: 0 };
  #firstLeftOut: Span | undefined;

  get isEmpty(): boolean {
    return this.#sections.length === 0;
  }

  /** @param secType the `sec-type` that the file gives it */
  open(element: string, secType: string | undefined, depth: number, startOf: () => number): void {
    const kind = sectionElements.get(element);
    if (kind === undefined) return;
    // Parts of an abstract are its paragraphs, and a list of references within a list is the same list.
    if (
      this.#open.some(
        (one) => one.secType === 'abstract' || (one.secType === 'ref-list' && kind.secType === 'ref-list'),
      )
    )
      return;
    const start = startOf();
    const section: OpenSection = {
      depth,
      start,
      end: start,
      title: kind.title,
      heading: undefined,
      secType: secType ?? kind.secType,
      // The list of references stands at the end and is never too much.
      kept: this.#sections.length < limits.sections || kind.secType === 'ref-list',
      paragraphs: [],
      asides: [],
    };
    this.#open.push(section);
    if (section.kept) this.#sections.push(section);
    else {
      this.#leftOut.sections += 1;
      this.#firstLeftOut ??= { start, end: start };
    }
  }

  close(depth: number, end: number): void {
    if (this.#open.at(-1)?.depth === depth) this.#open.pop()!.end = end;
  }

  title(text: MappedText, parent: string): void {
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

  /** A paragraph of the open section; of the body itself where none is open. */
  paragraph(text: MappedText, links: readonly OpenLink[], inBody: boolean): void {
    const section = this.#open.at(-1) ?? (inBody ? this.#looseSection() : undefined);
    if (section === undefined) return;
    this.#length += Math.max(text.text.length, leastParagraph);
    if (this.#length <= limits.text && section.kept) section.paragraphs.push({ text, links });
    else {
      this.#leftOut.paragraphs += 1;
      this.#firstLeftOut ??= text.span;
    }
  }

  /** A citation in a table or a legend of the open section. */
  aside(text: MappedText, ids: readonly string[]): void {
    const section = this.#open.at(-1) ?? this.#sections.at(-1);
    if (section === undefined || text.text.trim() === '' || section.asides.length >= limits.citations) return;
    section.asides.push({ text, links: [{ start: 0, end: text.text.length, ids }] });
  }

  *finish(refIds: ReadonlyMap<string, number>): Steps<readonly ArticleSection[]> {
    const finished: ArticleSection[] = [];
    const lengthOf = ({ start, end }: OpenSection) => end - start;
    yield* inSteps(this.#sections, lengthOf, (section) => {
      if (section.title !== '' || section.paragraphs.length > 0)
        finished.push(finishSection(section, refIds));
    });
    return interestsBehindText(finished);
  }

  get doubts(): readonly Doubt[] {
    const { sections, paragraphs } = this.#leftOut;
    return [
      ...tooMany(sections, 'sections', this.#firstLeftOut),
      ...tooMany(paragraphs, 'paragraphs', this.#firstLeftOut),
    ];
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
      kept: true,
      paragraphs: [],
      asides: [],
    };
    this.#sections.push(section);
    return section;
  }
}

/** Files state interests among the notes on authors, above the abstract; articles print them at the end. */
function interestsBehindText(sections: readonly ArticleSection[]): readonly ArticleSection[] {
  const abstract = sections.findIndex(({ secType }) => secType === 'abstract');
  const above = sections.slice(0, Math.max(0, abstract));
  const interests = above.filter(({ secType }) => secType === 'COI-statement');
  if (interests.length === 0) return sections;
  const rest = sections.filter((section) => !interests.includes(section));
  const list = rest.findIndex(({ secType }) => secType === 'ref-list');
  const end = list < 0 ? rest.length : list;
  return [...rest.slice(0, end), ...interests, ...rest.slice(end)];
}

function finishSection(section: OpenSection, refIds: ReadonlyMap<string, number>): ArticleSection {
  const known = knownHeading(section.title);
  const resolved = ({ text, links }: (typeof section.paragraphs)[number]): ArticleParagraph => {
    const works = resolveLinks(links, text.text, refIds).map(({ ids: _, ...link }) => link);
    return { text, links: works };
  };
  const { title, heading, start, end } = section;
  return {
    title,
    heading,
    start,
    end: Math.max(start, end),
    secType: section.secType ?? known?.secType ?? null,
    extent: 'full',
    paragraphs: section.paragraphs.map(resolved),
    ...(section.asides.length === 0 ? {} : { asides: section.asides.map(resolved) }),
  };
}
