import { isFurniture } from './sites.ts';
import { unseen } from './text.ts';
import { HtmlElement } from './tree.ts';

/** How much text an element holds; what a site adds counts among its prose alone. */
export interface Weight {
  text: number;
  /** Of it, what stands in links. */
  linked: number;
  /** Of it, what stands in long runs outside links: sentences, and works of a list. */
  prose: number;
  items: number;
}

const longRun = 40;

/** The weight of each element, in one pass. */
export function weigh(root: HtmlElement): ReadonlyMap<HtmlElement, Weight> {
  const weights = new Map<HtmlElement, Weight>();
  const open: {
    readonly element: HtmlElement;
    readonly weight: Weight;
    readonly inLink: boolean;
    readonly isAdded: boolean;
    at: number;
  }[] = [];
  const enter = (element: HtmlElement) => {
    const weight: Weight = { text: 0, linked: 0, prose: 0, items: 0 };
    weights.set(element, weight);
    const around = open.at(-1);
    open.push({
      element,
      weight,
      inLink: element.name === 'a' || around?.inLink === true,
      isAdded: around?.isAdded === true || isFurniture(element),
      at: 0,
    });
  };
  enter(root);
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const child = last.element.children[last.at];
    last.at += 1;
    if (child instanceof HtmlElement) {
      if (!unseen.has(child.name) || child.name === 'head') enter(child);
    } else if (child !== undefined) {
      const length = child.end - child.start;
      if (!last.isAdded) last.weight.text += length;
      if (last.inLink) last.weight.linked += last.isAdded ? 0 : length;
      else if (length >= longRun) last.weight.prose += length;
    } else {
      open.pop();
      const around = open.at(-1)?.weight;
      if (around === undefined) continue;
      around.text += last.weight.text;
      around.linked += last.weight.linked;
      around.prose += last.weight.prose;
      if (!last.isAdded) around.items += last.element.name === 'li' ? 1 : last.weight.items;
    }
  }
  return weights;
}

/** Characters: less prose does not tell where an article is. */
const fewProse = 2_000;

/** The innermost element that holds nearly all sentences of a page. */
export function mainElement(root: HtmlElement, weights: ReadonlyMap<HtmlElement, Weight>): HtmlElement {
  const proseOf = (element: HtmlElement) => weights.get(element)?.prose ?? 0;
  const all = proseOf(root);
  if (all < fewProse) return root;
  for (let main = root; ; ) {
    let heaviest: HtmlElement | undefined;
    for (const child of main.children)
      if (child instanceof HtmlElement && proseOf(child) > (heaviest === undefined ? 0 : proseOf(heaviest)))
        heaviest = child;
    if (heaviest === undefined || proseOf(heaviest) < all * 0.9) return main;
    main = heaviest;
  }
}

/** A list of links: to parts of the page, to other articles. */
export const isMenu = ({ text, linked, items }: Weight): boolean => items >= 3 && linked > text * 0.7;
