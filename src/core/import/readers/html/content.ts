import type { CitationLink } from '../../article.ts';
import { knownHeading } from '../../headings.ts';
import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';
import { tidy } from '../xmlText.ts';
import { type CitationLinks, isInPage } from './citationLinks.ts';
import { citedWorks, type WorkLink } from './citedWorks.ts';
import { glossaryRows } from './glossaryRows.ts';
import { elementsOf } from './select.ts';
import { isCopy, isFurniture, isLegend, isShownWork, isSiteHeading } from './sites.ts';
import { copyHtmlText, isBlock, textOf, unseen } from './text.ts';
import { HtmlElement } from './tree.ts';
import { isMenu, type Weight } from './weights.ts';

/** A piece of a page that is read as one. */
export interface HtmlBlock {
  /** `aside` is a citation in a table, whose other text is not read. */
  readonly kind: 'heading' | 'text' | 'item' | 'legend' | 'references' | 'aside';
  readonly element: HtmlElement;
  /** 1 to 6 for a heading, 7 for one that is only set in bold; else 0. */
  readonly level: number;
  readonly text: MappedText;
  readonly links: readonly CitationLink[];
}

/** Text that is being gathered; raised text apart, for it may be a citation. */
interface Gathering {
  readonly element: HtmlElement;
  readonly builder: MappedTextBuilder;
  /** Links to works in the text. */
  readonly links: WorkLink[];
  /** Raised ones, which the text does not hold. */
  readonly raised: CitationLink[];
  /** True where it holds a link to a place in the page that is no work: a note, an affiliation. */
  note: boolean;
  /** True at the beginning and behind a space. */
  spaced: boolean;
}

interface Frame {
  readonly element: HtmlElement;
  at: number;
  /** What its text is; `none` for what a figure or table holds besides its legend. */
  readonly kind: 'text' | 'item' | 'legend' | 'none';
  readonly link?: { readonly start: number; readonly works: readonly number[]; readonly into: Gathering };
}

const mayBeMenu = new Set(['ul', 'ol', 'div', 'table']);
const headingLevels = new Map([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, level]));

/** Cuts the article out of a page into blocks, in their order. */
export class HtmlContent {
  readonly blocks: HtmlBlock[] = [];
  readonly #source: string;
  readonly #items: ReadonlySet<HtmlElement>;
  readonly #links: CitationLinks;
  readonly #weights: ReadonlyMap<HtmlElement, Weight>;
  readonly #gathering: Gathering[] = [];
  /** Tables that the page shows in windows behind its text, by their ids, until a link opens them. */
  readonly #windows: Map<string, HtmlElement>;
  #listed = false;
  /** True below the heading of a list of abbreviations. */
  #inGlossary = false;

  constructor(
    source: string,
    items: readonly HtmlElement[],
    links: CitationLinks,
    weights: ReadonlyMap<HtmlElement, Weight>,
    windows: readonly HtmlElement[] = [],
  ) {
    this.#windows = new Map(windows.map((one) => [`#${one.get('id') ?? ''}`, one]));
    this.#source = source;
    this.#items = new Set(items);
    this.#links = links;
    this.#weights = weights;
  }

  /** Goes through an element; yields now and then. */
  *read(root: HtmlElement): Generator<number, void> {
    const frames: Frame[] = [{ element: root, at: 0, kind: 'text' }];
    let steps = 0;
    for (let last = frames.at(-1); last !== undefined; last = frames.at(-1)) {
      steps += 1;
      if (steps % 5_000 === 0)
        yield Math.min(1, (last.element.start - root.start) / Math.max(1, root.end - root.start));
      const child = last.element.children[last.at];
      last.at += 1;
      if (child === undefined) {
        frames.pop();
        this.#leave(last);
      } else if (child instanceof HtmlElement) {
        const frame = this.#enter(child, last.kind, shownCopyBehind(last.element, last.at));
        if (frame !== undefined) frames.push(frame);
      } else if (last.kind !== 'none') {
        const into = this.#open(last.element);
        into.spaced = copyHtmlText(this.#source, child, into.builder, into.spaced);
      }
    }
    this.#flush('text');
  }

  /** The frame of an element whose content is read; undefined for what is left out or is read as a whole. */
  #enter(element: HtmlElement, kind: Frame['kind'], copy: HtmlElement | undefined): Frame | undefined {
    const { name } = element;
    if (this.#items.has(element)) {
      this.#flush(kind);
      if (!this.#listed) this.#put(referencesAt(element));
      this.#listed = true;
      return undefined;
    }
    if (unseen.has(name) || isFurniture(element) || isCopy(element)) return undefined;
    const weight = this.#weights.get(element);
    if (name === 'form' && (weight?.prose ?? 0) < 400) return undefined;
    if (mayBeMenu.has(name) && weight !== undefined && isMenu(weight)) return undefined;
    const heading = headingLevels.get(name);
    if (heading !== undefined || isSiteHeading(element)) {
      this.#flush(kind);
      const text = textOf(this.#source, element, isFurniture);
      if (text.text !== '' && text.text.length < 400)
        this.#put({ kind: 'heading', element, level: heading ?? levelOf(element), text, links: [] });
      return undefined;
    }
    if (name === 'sup') return this.#raise(element, kind, copy);
    if (name === 'a' || copy !== undefined) return this.#follow(element, kind, copy);
    if (this.#inGlossary && (name === 'table' || name === 'dl') && this.#putRows(element, kind))
      return undefined;
    if (isLegend(element)) return this.#block(element, kind, 'legend');
    if (name === 'figure' || (name === 'table' && !this.#isLayout(element)))
      return this.#block(element, kind, 'none');
    if (isBlock(element) || element.get('role') === 'paragraph')
      return this.#block(
        element,
        kind,
        kind === 'none' || kind === 'legend'
          ? kind
          : name === 'li' || name === 'dt' || name === 'dd'
            ? 'item'
            : 'text',
      );
    return { element, at: 0, kind };
  }

  /** False where the list is none of pairs. */
  #putRows(list: HtmlElement, kind: Frame['kind']): boolean {
    const rows = glossaryRows(this.#source, list);
    if (rows.length === 0) return false;
    this.#flush(kind);
    for (const row of rows) this.#put({ kind: 'item', level: 0, links: [], ...row });
    return true;
  }

  #block(element: HtmlElement, around: Frame['kind'], kind: Frame['kind']): Frame {
    if (around !== 'none') this.#flush(around);
    return { element, at: 0, kind };
  }

  #raise(element: HtmlElement, kind: Frame['kind'], copy: HtmlElement | undefined): Frame | undefined {
    if (kind === 'none')
      return copy === undefined ? { element, at: 0, kind } : this.#follow(element, kind, copy);
    this.#gathering.push({
      element,
      builder: new MappedTextBuilder(),
      links: [],
      raised: [],
      note: false,
      spaced: this.#open(element.parent ?? element).spaced,
    });
    return copy === undefined ? { element, at: 0, kind } : this.#follow(element, kind, copy);
  }

  /** @param copy what the page shows of a work behind its mark */
  #follow(element: HtmlElement, kind: Frame['kind'], copy: HtmlElement | undefined): Frame | undefined {
    this.#look(element);
    const into = this.#open(element);
    const linked = this.#links.worksOf(element);
    const works = linked.length > 0 || copy === undefined ? linked : this.#links.worksShown(copy);
    if (works.length === 0) {
      if (isInPage(element)) into.note = true;
      return { element, at: 0, kind };
    }
    if (kind === 'none') {
      this.#putAside(element, works);
      return undefined;
    }
    return { element, at: 0, kind, link: { start: into.builder.length, works, into } };
  }

  /** The citations of a table stand where it is first opened. */
  #look(link: HtmlElement): void {
    const name = link.get('data-bs-target') ?? link.get('data-target') ?? '';
    const table = this.#windows.get(name);
    if (table === undefined) return;
    this.#windows.delete(name);
    for (const one of elementsOf(table)) {
      const isCopied = isShownWork(one);
      const works = isCopied ? this.#links.worksShown(one) : one.name === 'a' ? this.#links.worksOf(one) : [];
      if (works.length > 0) this.#putAside(isCopied ? (one.parent ?? one) : one, works);
    }
  }

  #putAside(element: HtmlElement, works: readonly number[]): void {
    const text = textOf(this.#source, element, isFurniture);
    const links = citedWorks([{ start: 0, end: text.text.length, works }], text.text);
    if (text.text !== '') this.#put({ kind: 'aside', element, level: 0, text, links });
  }

  #leave({ element, kind, link }: Frame): void {
    if (link !== undefined) {
      const { start, works, into } = link;
      into.links.push({ start, end: into.builder.length, works });
    }
    if (element.name === 'sup') this.#lower(element);
    else if (
      kind !== 'none' &&
      (isBlock(element) || isLegend(element) || element.get('role') === 'paragraph')
    )
      this.#flush(kind);
  }

  /**
   * Raised text that cites is a link and no text, and the mark of a note is nothing; else it is part of its
   * word.
   */
  #lower(element: HtmlElement): void {
    if (this.#gathering.at(-1)?.element !== element) return;
    const { builder, links, note, spaced } = this.#gathering.pop()!;
    const raised = builder.build();
    const into = this.#open(element.parent ?? element);
    const at = into.builder.length;
    if (links.length > 0) {
      const last = into.raised.at(-1);
      const before = last?.start === at ? last.works : undefined;
      for (const { start, end, works } of citedWorks(links, raised.text, before))
        into.raised.push({ start: at, end: at, works, place: raised.place(start, end) });
    } else if (!note) {
      into.builder.append(raised);
      into.spaced = spaced;
    }
  }

  #open(element: HtmlElement): Gathering {
    const last = this.#gathering.at(-1);
    if (last !== undefined) return last;
    const fresh: Gathering = {
      element,
      builder: new MappedTextBuilder(),
      links: [],
      raised: [],
      note: false,
      spaced: true,
    };
    this.#gathering.push(fresh);
    return fresh;
  }

  #flush(kind: Frame['kind']): void {
    while (this.#gathering.length > 1) this.#lower(this.#gathering.at(-1)!.element);
    const gathered = this.#gathering.pop();
    if (gathered === undefined || kind === 'none') return;
    const { element, builder, links, raised } = gathered;
    const text = builder.build();
    if (text.text.trim() === '') return;
    const cited = [...citedWorks(links, text.text), ...raised].sort((a, b) => a.start - b.start);
    this.#put({ kind, element, level: 0, text, links: cited });
  }

  #put(block: HtmlBlock): void {
    if (block.kind === 'heading') this.#inGlossary = knownHeading(block.text.text)?.secType === 'glossary';
    this.blocks.push(block);
  }

  /** Pages of old are laid out by tables: their cells hold sentences. */
  #isLayout(table: HtmlElement): boolean {
    const weight = this.#weights.get(table);
    return weight !== undefined && weight.prose > weight.text * 0.5 && weight.prose > 400;
  }
}

/** The level that a heading by its class has: "h4", "head-b" below an h4, or "title2" below an h2. */
function levelOf({ classes }: HtmlElement): number {
  const lettered = classes.find((name) => /^head-[b-d]$/u.test(name));
  if (lettered !== undefined) return 4 + 'abcd'.indexOf(lettered.slice(-1));
  if (classes.some((name) => name === 'title2' || name === 'subSectionHeading')) return 3;
  return Number(classes.find((name) => /^h[1-6]$/u.test(name))?.slice(1) ?? 2);
}

/** What stands directly behind a mark and shows the work that it cites. */
function shownCopyBehind({ children }: HtmlElement, at: number): HtmlElement | undefined {
  const next = children[at];
  return next instanceof HtmlElement && isShownWork(next) ? next : undefined;
}

const noText = tidy(new MappedTextBuilder().build());

/** The list of references, which begins with an element. */
export const referencesAt = (element: HtmlElement): HtmlBlock => ({
  kind: 'references',
  element,
  level: 0,
  text: noText,
  links: [],
});
