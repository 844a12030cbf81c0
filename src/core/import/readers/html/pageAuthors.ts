import type { Name } from '../../../bibliography/types.ts';
import { groupOf, groupWord } from '../../names.ts';
import { personOf } from './fields.ts';
import { elementsOf, matcherOf } from './select.ts';
import { isIcon, isMarkedAuthor, isPortugueseAuthor } from './sites.ts';
import { textOf } from './text.ts';
import { HtmlElement } from './tree.ts';

const isGiven = matcherOf(['.given-name', '.givenName']);
const isFamily = matcherOf(['.surname', '.family-name', '.familyName']);
const maxAuthors = 3_000;

/**
 * The authors that a page names above its text with given and family name apart, where its head does not
 * state them.
 */
export function pageAuthors(source: string, root: HtmlElement): readonly Name[] {
  const names: Name[] = [];
  const seen = new Set<string>();
  /** How many names stand before the last that is named twice. */
  let repeated = 0;
  for (const element of elementsOf(root)) {
    if (!isMarkedAuthor(element) || names.length >= maxAuthors) continue;
    const { given, family } = partsOf(source, element);
    const name =
      family === undefined || given === undefined
        ? inFull(source, element)
        : { family: family.trim(), given };
    const key = `${name?.given} ${name?.family} ${name?.literal}`;
    if (name !== undefined && seen.has(key)) repeated = names.length;
    if (name === undefined || seen.has(key)) continue;
    seen.add(key);
    names.push(isPortugueseAuthor(element) ? withoutParticle(withSuffix(name)) : name);
  }
  return withoutMembers(names, repeated);
}

/** Who is named again behind a group was listed as its member, and so were the others there. */
function withoutMembers(names: readonly Name[], repeated: number): readonly Name[] {
  const group = names.findIndex(({ literal }) => literal !== undefined) + 1;
  return group > 0 && repeated >= group ? names.slice(0, group) : names;
}

/** "Ana Silva Neto" is of the family Silva. */
function withSuffix(name: Name): Name {
  const before = /^(?<given>.{1,80}) (?<family>\p{Lu}\S{1,40})$/u.exec(name.given ?? '')?.groups;
  return before === undefined || !/^(?:Neto|Netto|Filho|J[úu]nior|Sobrinho)$/iu.test(name.family ?? '')
    ? name
    : { ...name, family: before['family']!, given: before['given']!, suffix: name.family! };
}

/** Portuguese leaves "da" and "dos" before a family name with the given names: "Silva, Ana da". */
function withoutParticle(name: Name): Name {
  const found = /^(?<particle>(?:[Dd][aeo]s?|e) )(?=\p{Lu})/u.exec(name.family ?? '')?.groups?.['particle'];
  return found === undefined
    ? name
    : {
        ...name,
        family: name.family!.slice(found.length),
        given: `${name.given ?? ''} ${found}`.trim(),
      };
}

/** "Matthew J. Weber" in an element that holds nothing else. */
function inFull(source: string, element: HtmlElement): Name | undefined {
  if (
    !/^(?:span|strong|div)$/u.test(element.name) ||
    element.end - element.start > 300 ||
    element.children.some((child) => child instanceof HtmlElement && !isIcon(child))
  )
    return undefined;
  const { text } = textOf(source, element, isIcon);
  if (groupWord.test(text) && text.length < 100) return groupOf(text);
  return /^\p{Lu}[\p{L}.’' -]{1,60}\s\p{L}[\p{L}’' -]{1,60}$/u.test(text)
    ? (inCapitals(text) ?? personOf(text))
    : undefined;
}

/** "ADAM FERN": no name has so many initials behind its family's. */
function inCapitals(text: string): Name | undefined {
  const parts = /^(?<given>[\p{Lu}’' -]+) (?<family>[\p{Lu}’'-]{3,})$/u.exec(text)?.groups;
  return parts === undefined ? undefined : { family: parts['family']!, given: parts['given']! };
}

function partsOf(
  source: string,
  author: HtmlElement,
): { given: string | undefined; family: string | undefined } {
  let given = author.get('data-fn');
  let family = author.get('data-ln');
  for (const element of elementsOf(author)) {
    if (isGiven(element)) given ??= textOf(source, element).text;
    else if (isFamily(element)) family ??= textOf(source, element).text;
  }
  return { given, family };
}
