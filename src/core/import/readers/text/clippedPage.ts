import type { Name } from '../../../bibliography/types.ts';
import { groupWord, readFullName } from '../../names.ts';
import { doiPattern } from '../../reference/notes.ts';

/**
 * What a web clipper writes above a page. Its dates are those of the clipping as often as those of the
 * article.
 */
export interface ClippedPage {
  readonly title: string | undefined;
  readonly authors: readonly Name[];
  readonly doi: string | undefined;
  /** Where the page itself begins. */
  readonly end: number;
}

const maxFrontMatterLength = 10_000;
const unquoted = (value: string): string =>
  value
    .trim()
    .replace(/^(["'])(?<inner>.*)\1$/u, '$<inner>')
    .replace(/^\[\[(?<inner>[^\]]*)\]\]$/u, '$<inner>')
    .trim();

/** Reads the YAML above a clipped page, line by line: it is flat. */
export function clippedPage(source: string): ClippedPage | undefined {
  if (!/^\ufeff?---\r?\n/u.test(source)) return undefined;
  const closing = /\r?\n---[ \t]*(?:\r?\n|$)/gu;
  closing.lastIndex = 4;
  const found = closing.exec(source.slice(0, maxFrontMatterLength));
  if (found === null) return undefined;
  const values = new Map<string, string[]>();
  let key = '';
  for (const line of source.slice(4, found.index).split(/\r?\n/u)) {
    const pair = /^(?<name>[\w-]{1,40}):(?<value>.*)$/u.exec(line)?.groups;
    const item = /^\s*- (?<value>.*)$/u.exec(line)?.groups?.['value'];
    if (pair !== undefined) key = (pair['name'] ?? '').toLowerCase();
    const value = unquoted(item ?? pair?.['value'] ?? '');
    if (value !== '') values.set(key, [...(values.get(key) ?? []), value]);
  }
  const [title] = values.get('title') ?? [];
  const authors = (values.get('author') ?? values.get('authors') ?? []).flatMap((one) =>
    one.split(/;|, (?=\p{Lu}\p{L}* \p{Lu})/u).map((name) => unquoted(name)),
  );
  return {
    title: title === undefined ? undefined : withoutSite(title),
    authors: authors
      .filter((name) => /^\p{Lu}[\p{L}.’' -]{2,60}$/u.test(name))
      .map((name) => (groupWord.test(name) ? { literal: name } : readFullName(name))),
    doi: doiPattern.exec(['doi', 'source', 'url'].flatMap((name) => values.get(name) ?? []).join(' '))?.[0],
    end: found.index + found[0].length,
  };
}

/** "A title - Some Site", "A title | Journal": the last part is the site's name. */
function withoutSite(title: string): string {
  const at = Math.max(title.lastIndexOf(' - '), title.lastIndexOf(' | '), title.lastIndexOf(' – '));
  return at > 15 && title.length - at < 60 ? title.slice(0, at).trim() : title;
}
