import type { Name } from '../../../bibliography/types.ts';
import { personOf } from './fields.ts';
import { elementsOf, matcherOf } from './select.ts';
import { isMarkedAuthor, isPortugueseAuthor } from './sites.ts';
import { textOf } from './text.ts';
import type { HtmlElement } from './tree.ts';

const isGiven = matcherOf(['.given-name', '.givenName']);
const isFamily = matcherOf(['.surname', '.family-name', '.familyName']);
const mostAuthors = 3_000;

/**
 * The authors that a page names above its text with given and family name apart, where its head does not
 * state them.
 */
export function pageAuthors(source: string, root: HtmlElement): readonly Name[] {
  const names: Name[] = [];
  const seen = new Set<string>();
  for (const element of elementsOf(root)) {
    if (!isMarkedAuthor(element) || names.length >= mostAuthors) continue;
    const { given, family } = partsOf(source, element);
    const name =
      family === undefined || given === undefined
        ? inFull(source, element)
        : { family: family.trim(), given };
    const key = `${name?.given} ${name?.family}`;
    if (name === undefined || seen.has(key)) continue;
    seen.add(key);
    names.push(isPortugueseAuthor(element) ? withoutParticle(withSuffix(name)) : name);
  }
  return names;
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
  const found = /^(?<particle>(?:d[aeo]s?|e) )(?=\p{Lu})/u.exec(name.family ?? '')?.groups?.['particle'];
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
    !/^(?:span|strong)$/u.test(element.name) ||
    element.end - element.start > 300 ||
    element.children.length !== 1
  )
    return undefined;
  const { text } = textOf(source, element);
  return /^\p{Lu}[\p{L}.’' -]{1,60}\s\p{L}[\p{L}’' -]{1,60}$/u.test(text) ? personOf(text) : undefined;
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
