import { knownHeading } from '../../headings.ts';
import { limits } from '../../limits.ts';
import { elementsOf, isWithin } from './select.ts';
import { isFurniture, isListPanel, isReferenceItem } from './sites.ts';
import { textOf } from './text.ts';
import { HtmlElement } from './tree.ts';

/** "References (172)", without its markup and with it. */
const maxHeadingLength = 60;
const maxMarkupLength = 600;
const heads =
  /references|bibliography|literature|works cited|reference list|refer[êe]ncias|références|bibliogra|literatur/iu;
/** A work of a list takes no more, with its links. */
const maxItemLength = 30_000;
/** A page has one list, or one a part. */
const maxLists = 8;
const maxSteps = 6;

/** What some sites print at the end of a list: the licence, the dates of the article, and who to write to. */
const endOfArticle =
  /^(?:©|copyright\b|all article content\b|all rights reserved|(?:received|accepted|revised|submitted|recebido|aceito|aprovado|recibido|aceptado)\b.{0,100}$|(?:\*\s?)?(?:e-?mail|correspond(?:ence|ência|encia)(?: to)?)\s?:)/iu;

/** A work of the list, and the elements that are copies of it. */
export interface ReferenceItem {
  readonly element: HtmlElement;
  readonly copies: HtmlElement[];
}

/** The works of the page's list of references; where none is found, none. */
export function findReferenceItems(source: string, root: HtmlElement): readonly ReferenceItem[] {
  const known = markedItems(root);
  const listed = known.length > 1 ? [] : itemsBelowHeadings(source, root);
  const byText = new Map<string, ReferenceItem>();
  for (const element of listed.length > known.length ? listed : known) {
    const { text } = textOf(source, element, isFurniture);
    const key = text.replaceAll(/[^\p{L}\p{N}]+/gu, '');
    const same = byText.get(key);
    if (text.length < 10 || endOfArticle.test(text)) continue;
    if (same !== undefined) same.copies.push(element);
    else if (byText.size < limits.references) byText.set(key, { element, copies: [] });
  }
  return [...byText.values()];
}

/** Elements that a site marks as works, the outermost of each. */
function markedItems(root: HtmlElement): readonly HtmlElement[] {
  const items: HtmlElement[] = [];
  // A list that the text shows in part stands whole in a panel.
  for (const element of elementsOf(root, (one) => isFurniture(one) && !isListPanel(one))) {
    const last = items.at(-1);
    if (last !== undefined && isWithin(element, last)) continue;
    if (element.end - element.start < maxItemLength && isReferenceItem(element)) items.push(element);
  }
  return items;
}

const dated = /(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)|in press|forthcoming|n\.d\./iu;

/** What stands in equal elements behind a heading that says “References”. */
function itemsBelowHeadings(source: string, root: HtmlElement): readonly HtmlElement[] {
  const headings = [...elementsOf(root, isFurniture)].filter((element) => isListHeading(source, element));
  const budget = { left: source.length * 20 };
  let best: readonly HtmlElement[] = [];
  for (const heading of headings.slice(-maxLists)) {
    const items = itemsBehind(source, heading, budget);
    if (items.length > best.length) best = items;
  }
  return best;
}

function isListHeading(source: string, { name, contentStart, end, children }: HtmlElement): boolean {
  if (
    end - contentStart > maxMarkupLength ||
    children.length === 0 ||
    !/^(?:h[1-6]|th|div|p|strong|b|span)$/u.test(name)
  )
    return false;
  const markup = source.slice(contentStart, end);
  if (!heads.test(markup)) return false;
  const text = markup
    .replaceAll(/<[^<>]*>/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return (
    text.length < maxHeadingLength &&
    knownHeading(text.replace(/ ?\(\d{1,4}\)$/u, ''))?.secType === 'ref-list'
  );
}

interface Budget {
  /** Characters that may still be looked at. */
  left: number;
}

function itemsBehind(source: string, heading: HtmlElement, budget: Budget): readonly HtmlElement[] {
  // The list stands beside the heading or beside what holds the heading alone.
  let around = heading.parent;
  for (let step = 0; around !== undefined && step < maxSteps; around = around.parent, step += 1) {
    const items = equalElements(source, around, heading, budget);
    if (items.length > 0) return items;
  }
  return [];
}

/**
 * The group of elements of one kind with one parent, behind the heading, that is the list: of those that hold
 * at least half as much as the longest, the one with the most works. What holds the list as a whole is
 * longer, and a group of one.
 */
function equalElements(
  source: string,
  around: HtmlElement,
  heading: HtmlElement,
  budget: Budget,
): readonly HtmlElement[] {
  const groups: {
    readonly group: readonly HtmlElement[];
    readonly works: number;
    readonly length: number;
  }[] = [];
  for (const parent of [around, ...elementsOf(around, isFurniture)]) {
    if (parent.end <= heading.end) continue;
    for (const group of groupsIn(parent, heading.end)) {
      if (budget.left <= 0) return mostWorks(groups);
      let length = 0;
      let works = 0;
      for (const { start, end } of group) {
        if (end - start > maxItemLength) continue;
        budget.left -= end - start;
        if (!dated.test(source.slice(start, end))) continue;
        works += 1;
        length += end - start;
      }
      if (works > 0 && works >= group.length * 0.6) groups.push({ group, works, length });
    }
  }
  return mostWorks(groups);
}

function mostWorks(
  groups: readonly {
    readonly group: readonly HtmlElement[];
    readonly works: number;
    readonly length: number;
  }[],
): readonly HtmlElement[] {
  const longest = groups.reduce((most, { length }) => Math.max(most, length), 0);
  return groups
    .filter(({ length }) => length >= longest / 2)
    .reduce<{ readonly group: readonly HtmlElement[]; readonly works: number }>(
      (best, one) => (one.works > best.works ? one : best),
      { group: [], works: 0 },
    ).group;
}

/** The children behind a place, those of one kind together. */
function groupsIn(parent: HtmlElement, from: number): Iterable<HtmlElement[]> {
  const groups = new Map<string, HtmlElement[]>();
  for (const child of parent.children) {
    if (!(child instanceof HtmlElement) || child.start < from || isFurniture(child)) continue;
    if (!/^(?:li|p|div|tr|dd|cite|article|section|td)$/u.test(child.name)) continue;
    const kind = child.name === 'li' ? 'li' : `${child.name} ${child.get('class') ?? ''}`;
    const group = groups.get(kind) ?? [];
    group.push(child);
    groups.set(kind, group);
  }
  return groups.values();
}
