import type { ReferenceItem } from './referenceItems.ts';
import { elementsOf } from './select.ts';
import { textOf } from './text.ts';
import { HtmlElement } from './tree.ts';

/** Attributes by which sites name the references that a link leads to; some name several. */
const targets = [
  'rid',
  'data-rid',
  'data-xml-rid',
  'reveal-id',
  'data-bib-id',
  'data-refid',
  'data-xocs-content-id',
  'aria-describedby',
];
/** Attributes by which an element can be named. */
const identities = ['id', 'name', 'data-id', 'data-bib-id', 'data-legacy-id', 'data-refid', 'content-id'];
/** What sites put before the name of a reference in one of the two places. */
const prefixes = /^(?:ref-id-|ref-auto-|core-collateral-|core-|reference-|anchor-|popup-|js-)/u;

/** Which works of the list a link of the text leads to. */
export class CitationLinks {
  readonly #works = new Map<string, number>();
  /** Names of links in the text, as references lead back to them. */
  readonly #back = new Map<string, number>();

  /**
   * Works by what the list prints of them, letters and digits alone; undefined where several print the same.
   */
  readonly #printed = new Map<string, number | undefined>();
  readonly #source: string;
  /** Works by the numbers that the list prints. */
  readonly #numbers = new Map<number, number>();
  readonly #numbered = new Set<number>();

  constructor(source: string, items: readonly ReferenceItem[]) {
    this.#source = source;
    for (const [index, { element, copies }] of items.entries()) {
      const printed = printedKey(source, element);
      const number = numberedStart.exec(source.slice(element.contentStart, element.contentStart + 300))?.[1];
      if (number !== undefined) {
        this.#numbers.set(Number(number), index);
        this.#numbered.add(index);
      }
      this.#printed.set(printed, this.#printed.has(printed) ? undefined : index);
      for (const item of [element, ...copies]) {
        this.#name(item, index);
        for (const part of elementsOf(item)) this.#name(part, index);
        // An element around a work alone may bear its name.
        const around = item.parent;
        if (around !== undefined && holdsOneElement(around)) this.#name(around, index);
      }
    }
  }

  /** The work that a copy of its line in the list shows. */
  worksShown(copy: HtmlElement): readonly number[] {
    const work = this.#printed.get(printedKey(this.#source, copy));
    return work === undefined ? [] : [work];
  }

  worksOf(link: HtmlElement): readonly number[] {
    const named = [...new Set(namesIn(link).flatMap((name) => this.#workOf(name) ?? []))];
    if (named.length === 1) return [this.#printedWork(link, named[0]!)];
    if (named.length > 0) return named;
    const numbered = this.#byNumber(link);
    if (numbered.length > 0) return numbered;
    const back = this.#back.get(link.get('id') ?? '') ?? this.#back.get(link.get('name') ?? '');
    return back === undefined ? [] : [back];
  }

  /** "c2 c3" where the list names none of its works and numbers them. */
  #byNumber(link: HtmlElement): readonly number[] {
    const named = link.get('data-rid') ?? link.get('rid');
    if (named === undefined || named.length > 500) return [];
    const works = named.split(/[\s,;]+/u).map((name) => {
      const number = /^(?:c|cit|cr|b|bib|r|ref)[-_]?(?<number>\d{1,4})$/iu.exec(name)?.groups?.['number'];
      return number === undefined ? undefined : this.#numbers.get(Number(number));
    });
    return works.every((work) => work !== undefined) ? works : [];
  }

  /** Of a range, some sites let both ends lead to its first work: the printed number tells the other. */
  #printedWork(link: HtmlElement, named: number): number {
    if (link.end - link.contentStart > 40) return named;
    const number = /^(?<number>\d{1,3})<\/a>$/u.exec(this.#source.slice(link.contentStart, link.end).trim());
    const work = number === null ? undefined : this.#numbers.get(Number(number.groups?.['number']));
    return work !== undefined && this.#numbered.has(named) ? work : named;
  }

  #workOf(name: string): number | undefined {
    return this.#works.get(name) ?? this.#works.get(name.replace(prefixes, ''));
  }

  #name(element: HtmlElement, index: number): void {
    for (const attribute of identities) {
      const name = element.get(attribute);
      if (name === undefined || name === '' || name.length > 200) continue;
      for (const form of [name, name.replace(prefixes, '')])
        if (!this.#works.has(form)) this.#works.set(form, index);
    }
    const back = element.name === 'a' ? fragmentOf(element.get('href')) : undefined;
    if (back !== undefined && !this.#back.has(back)) this.#back.set(back, index);
  }
}

/** A number at the start of an element, whatever marks it. */
const numberedStart = /^(?:\s|<[^<>]*>)*[([]?(\d{1,4})[.\])]?(?:\s|<)/u;

/** Looks at no more of what an element holds than it needs: lists of works are long. */
function holdsOneElement({ children }: HtmlElement): boolean {
  let elements = 0;
  for (const child of children)
    if (child instanceof HtmlElement) {
      elements += 1;
      if (elements > 1) return false;
    }
  return elements === 1;
}

/** How a work begins in print, without its number: what tells one from another. */
const printedKey = (source: string, element: HtmlElement): string =>
  textOf(source, element, (part) => part.name === 'a')
    .text.replaceAll(/[^\p{L}\p{N}]+/gu, '')
    .replace(/^\d{1,4}/u, '')
    .toLowerCase()
    .slice(0, 200);

/** The names that a link gives: of all its attributes the first that gives some. */
function namesIn(link: HtmlElement): readonly string[] {
  const names: string[] = [];
  for (const attribute of targets) {
    const value = link.get(attribute);
    if (value !== undefined && value.length < 2_000)
      names.push(...value.split(/[\s,;]+/u).filter((name) => name !== ''));
  }
  const href = link.get('href');
  const fragment = fragmentOf(href);
  if (fragment !== undefined) names.push(fragment);
  else if (href?.startsWith('javascript:'))
    for (const [, quoted = ''] of href.slice(0, 500).matchAll(/'([^']{1,80})'/gu)) names.push(quoted);
  return names;
}

function fragmentOf(href: string | undefined): string | undefined {
  const at = href?.indexOf('#') ?? -1;
  if (href === undefined || at < 0 || at === href.length - 1 || href.length - at > 200) return undefined;
  const fragment = href.slice(at + 1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Whether a link leads to a place in its own page. */
export const isInPage = (link: HtmlElement): boolean =>
  fragmentOf(link.get('href')) !== undefined || link.get('href')?.startsWith('javascript:') === true;
