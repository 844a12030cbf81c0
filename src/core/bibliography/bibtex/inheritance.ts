/**
 * What an entry takes from those that `crossref` and `xdata` name (BibLaTeX manual, appendix B, "Default
 * Inheritance Setup"; Pandoc follows it).
 */

/** Keys in a field that names entries: one in `crossref`, several with commas in `xdata` and `ids`. */
export const keyList = (source: string | undefined): string[] =>
  source === undefined
    ? []
    : source
        .split(',', maxKeys)
        .map((key) => key.trim())
        .filter((key) => key !== '');

const maxKeys = 100;

const words = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '));

/** Fields that are never inherited. */
const ownFields = words(
  'crossref entryset entrysubtype execute ids key label options presort related relatedoptions relatedstring',
  'relatedtype shortauthor shorteditor shorthand shorthandintro shorttitle sortkey sorttitle xdata xref',
);

/**
 * Fields that a part does not take from its whole, though BibLaTeX would pass them on: the address and the
 * pages of the volume are none of the chapter.
 */
const fieldsOfTheWhole = words(
  'abstract doi eprint eprintclass eprinttype file keywords note pages pagetotal pmcid pmid url urldate',
);

const groups = {
  bookParts: new Set(['inbook', 'bookinbook', 'suppbook']),
  collectionParts: new Set(['incollection', 'inreference', 'suppcollection']),
  paper: new Set(['inproceedings', 'conference']),
  article: new Set(['article', 'suppperiodical']),
};

/**
 * `title` of the parent becomes this of the child, by what the two are; else the child's own title is meant.
 */
function titlePrefix(parent: string, child: string): 'main' | 'book' | 'journal' | undefined {
  const isPart = groups.bookParts.has(child) || groups.collectionParts.has(child) || groups.paper.has(child);
  if (parent.startsWith('mv')) return 'main';
  if (parent === 'periodical' && groups.article.has(child)) return 'journal';
  return isPart ? 'book' : undefined;
}

/**
 * The fields of a parent, in order of preference, that a child's field `name` is taken from. Types in lower
 * case.
 */
export function inheritedFrom(name: string, parent: string, child: string): readonly string[] {
  if (ownFields.has(name)) return [];
  const prefix = titlePrefix(parent, child);
  if (prefix !== undefined && fieldsOfTheWhole.has(name)) return [];
  const [, before, title] = /^(main|book|journal|)((?:sub)?title(?:addon)?)$/.exec(name) ?? [];
  if (title !== undefined && prefix !== undefined) {
    if (before === '') return [];
    return before === prefix ? [name, title] : [name];
  }
  if (name === 'bookauthor' && groups.bookParts.has(child)) return [name, 'author'];
  return [name];
}
