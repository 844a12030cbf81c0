import { HtmlElement, type HtmlText } from './tree.ts';

/** Whether an element is what a selector means. */
export type Matcher = (element: HtmlElement) => boolean;

const part =
  /^(?<tag>[a-z][a-z\d-]*)|\.(?<class>[\w-]+)|#(?<id>[\w-]+)|\[(?<name>[\w-]+)(?:(?<how>[\^*]?)=(?<value>[^\]]+))?\]/gu;

/**
 * CSS selectors: `li.reference`, `[role=doc-bibliography]`, `[id^=ref]`, `[class*=toc]`, `ol.refs>li`,
 * `ol.refs li`.
 */
export function matcherOf(selectors: readonly string[]): Matcher {
  // Of the hundreds of selectors an element is asked about those alone that name its class, id or tag.
  const tags = new Map<string, Matcher[]>();
  const ids = new Map<string, Matcher[]>();
  const classes = new Map<string, Matcher[]>();
  const others: Matcher[] = [];
  for (const selector of selectors) {
    const key = keyOf(selector);
    const path = pathOf(selector);
    if (key === undefined) others.push(path);
    else {
      const named = key.startsWith('.') ? classes : key.startsWith('#') ? ids : tags;
      const name = key.replace(/^[.#]/u, '');
      named.set(name, [...(named.get(name) ?? []), path]);
    }
  }
  return remembered((element) => {
    const matches = (paths: readonly Matcher[] | undefined): boolean =>
      paths?.some((path) => path(element)) === true;
    if (matches(tags.get(element.name))) return true;
    // Whatever else a selector names is an attribute, and most elements have none.
    if (!element.hasAttributes) return false;
    const id = element.get('id');
    if (id !== undefined && matches(ids.get(id))) return true;
    for (const name of element.classes) if (matches(classes.get(name))) return true;
    return matches(others);
  });
}

let matchers = 0;

/** A matcher that keeps its answers in a bit of the elements: the readers ask the same of each again. */
function remembered(matcher: Matcher): Matcher {
  const bit = matchers < 30 ? 1 << matchers : 0;
  matchers += 1;
  return (element) => {
    if ((element.asked & bit) !== 0) return (element.matched & bit) !== 0;
    const isMatch = matcher(element);
    element.asked |= bit;
    if (isMatch) element.matched |= bit;
    return isMatch;
  };
}

/** The class, id or tag that an element must have, as `.class`, `#id` or `tag`. */
function keyOf(selector: string): string | undefined {
  const own = selector.split(/[> ]/u).at(-1) ?? '';
  const plain = own.replaceAll(/\[[^[\]]{0,80}\]/gu, '');
  return /[.#][\w-]+/u.exec(plain)?.[0] ?? /^[a-z][a-z\d-]*/u.exec(plain)?.[0];
}

/** A selector as a test of an element and of what it stands in. */
function pathOf(selector: string): Matcher {
  const [own = '', ...outer] = selector.split(/(?=[> ])/u).reverse();
  const isChild = own.startsWith('>');
  const test = compound(own.replace(/^[> ]/u, ''));
  if (outer.length === 0) return test;
  const around = pathOf(outer.reverse().join(''));
  return (element) => {
    if (!test(element)) return false;
    for (let one = element.parent; one !== undefined; one = one.parent) {
      if (around(one)) return true;
      if (isChild) return false;
    }
    return false;
  };
}

function compound(selector: string): Matcher {
  const tests = [...selector.matchAll(part)].map(({ groups = {} }) => testOf(groups));
  return (element) => tests.every((test) => test(element));
}

function testOf({
  tag,
  class: name,
  id,
  ...attribute
}: Readonly<Record<string, string | undefined>>): Matcher {
  if (tag !== undefined) return (element) => element.name === tag;
  if (name !== undefined) return (element) => element.classes.includes(name);
  if (id !== undefined) return (element) => element.get('id') === id;
  const { name: key = '', how, value } = attribute;
  return (element) => {
    const actual = element.get(key);
    if (actual === undefined || value === undefined) return actual !== undefined;
    if (how === '^') return actual.startsWith(value);
    return how === '*' ? actual.includes(value) : actual === value;
  };
}

/** The elements below one in the order of the page; nothing below an element that `skip` names. */
export function elementsOf(root: HtmlElement, skip?: Matcher): Iterable<HtmlElement> {
  if (skip !== undefined || root.parent !== undefined) return walk(root, skip);
  // Nearly every reader goes through the whole page.
  root.all ??= [...walk(root)];
  return root.all;
}

function* walk(root: HtmlElement, skip?: Matcher): Generator<HtmlElement> {
  const open: { readonly children: readonly (HtmlElement | HtmlText)[]; at: number }[] = [
    { children: root.children, at: 0 },
  ];
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const child = last.children[last.at];
    last.at += 1;
    if (child === undefined) open.pop();
    else if (child instanceof HtmlElement && !skip?.(child)) {
      yield child;
      open.push({ children: child.children, at: 0 });
    }
  }
}

export const isWithin = (element: HtmlElement, outer: HtmlElement): boolean =>
  element.start >= outer.start && element.end <= outer.end;
