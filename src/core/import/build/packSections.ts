import { citedBySection } from '../../paper/packIndex.ts';
import type { PackSection } from '../../paper/types.ts';
import type { Article } from '../article.ts';
import { knownHeading } from '../headings.ts';
import { slugOf } from './slug.ts';

export interface NamedSections {
  /** The title as a section of its own, where there is one, then the article's. */
  readonly sections: readonly PackSection[];
  /** Of the article's sections, in their order. */
  readonly ids: readonly string[];
}

/** Gives each section an id: the common one of its heading, or the heading's own words. */
export function nameSections(article: Article): NamedSections {
  const taken = new Set<string>(['sec-title']);
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const sections: PackSection[] = [];
  if (article.titleText !== undefined)
    sections.push({
      id: 'sec-title',
      title: '(title)',
      secType: null,
      extent: 'full',
      ...article.titleText.span,
    });
  for (const { title, secType, extent, start, end } of article.sections) {
    const stem =
      title === 'Cited by'
        ? citedBySection
        : `sec-${knownHeading(title)?.id ?? (shortSlug(title) || 'text')}`;
    let id = stem;
    while (taken.has(id)) {
      const number = (numbers.get(stem) ?? 1) + 1;
      numbers.set(stem, number);
      id = `${stem}-${number}`;
    }
    taken.add(id);
    ids.push(id);
    sections.push({ id, title: title.slice(0, 200), secType, extent, start, end });
  }
  return { sections, ids };
}

const maxSlugLength = 48;

/** The heading as an id, cut between words. */
function shortSlug(title: string): string {
  const slug = slugOf(title);
  return slug.length <= maxSlugLength
    ? slug
    : slug.slice(0, slug.lastIndexOf('-', maxSlugLength)) || slug.slice(0, maxSlugLength);
}
