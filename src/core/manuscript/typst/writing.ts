import { spaced, withoutComma } from '../affixes.ts';
import {
  type CitationItem,
  type CiteParts,
  insertion,
  type KeyEdit,
  type LanguageWriting,
} from '../language.ts';
import { locatorAndSuffix, none } from '../locators.ts';
import type { CitingContext } from '../types.ts';
import { declareStyleInTypst, styleInTypst } from './style.ts';

export const typstWriting: LanguageWriting = {
  citation: (items) => (items.every(({ key }) => /^[^\s"\\]+$/.test(key)) ? typstCitation(items) : undefined),
  isBareKey: () => true,
  objectionTo: (key) =>
    /^[\p{L}\p{N}_:.-]+$/u.test(key) ? undefined : 'Typst labels hold letters, digits, _, :, . and - only',
  separator: (before) =>
    before.endsWith('<') ? '>) #cite(<' : before.endsWith('"') ? '")) #cite(label("' : ' @',
  keyEdit,
  citeParts: (text, mentions) =>
    mentions.map(({ citation }) => typstParts(text.slice(citation.start, citation.end))),
  escape: (line) => line.replace(/[\\*_`$#<>@~[\]"]/g, '\\$&'),
  declare({ text }, file) {
    const gap = text === '' || text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
    return insertion(text.length, `${gap}#bibliography("${file}")\n`);
  },
  style: styleInTypst,
  declareStyle: declareStyleInTypst,
  heading: (level, title) => `${'='.repeat(Math.max(1, level))} ${title}`,
  definitions: (entries) => entries.map(([term, meaning]) => `/ ${term}: ${meaning}`).join('\n'),
  endOfProse: /^[ \t]*#bibliography\(/m,
};

/** Typst has labels for most keys only: others take the `@` or the brackets away and are written as text. */
function keyEdit(text: string, { replace }: Pick<CitingContext, 'replace'>, key: string): KeyEdit {
  const before = text.charAt(replace.start - 1);
  const escaped = key.replace(/["\\]/g, '\\$&');
  if (before === '"') return { replace, insert: escaped };
  if (isTypstLabel(key) && !(before === '@' && /[.:]$/.test(key))) return { replace, insert: key };
  const label = `label("${escaped}")`;
  const isClosed = before === '<' && text.charAt(replace.end) === '>';
  return {
    replace: { start: replace.start - 1, end: replace.end + (isClosed ? 1 : 0) },
    insert: before === '<' ? label : `#cite(${label})`,
  };
}

const isTypstLabel = (key: string): boolean => /^[\p{L}\p{N}\p{M}_:.-]+$/u.test(key);

function typstCitation(items: readonly CitationItem[]): string {
  const separator = items.some((item, index) => index > 0 && item.prefix !== '') ? '; ' : ' ';
  return items.map((item) => spaced(item.prefix) + typstItem(item)).join(separator);
}

function typstItem(item: CitationItem): string {
  const supplement = withoutComma(item.suffix).replace(/[[\]]/g, '\\$&');
  const label = isTypstLabel(item.key);
  if (label && !/[.:]$/.test(item.key) && !item.narrative && !item.suppressAuthor) {
    return `@${item.key}${supplement === '' ? '' : `[${supplement}]`}`;
  }
  const form = item.narrative ? ', form: "prose"' : item.suppressAuthor ? ', form: "year"' : '';
  const key = label ? `<${item.key}>` : `label("${item.key}")`;
  return `#cite(${key}${form}${supplement === '' ? '' : `, supplement: [${supplement}]`})`;
}

/** `@a[p. 3]` and `#cite(<a>, supplement: [p. 3])`. */
function typstParts(source: string): CiteParts {
  const found = /^@[^[\]]*\[([^[\]]*)\]$/.exec(source) ?? /supplement:\s*\[([^[\]]*)\]/.exec(source);
  const note = found?.[1]?.trim() ?? '';
  const behind = locatorAndSuffix(note);
  return {
    ...none,
    ...behind,
    suffix: note !== '' && behind.locator === '' ? `, ${behind.suffix}` : behind.suffix,
  };
}
