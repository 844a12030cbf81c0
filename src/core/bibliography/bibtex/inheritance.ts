/**
 * What an entry takes from those that `crossref` and `xdata` name (BibLaTeX manual, appendix B, "Default Inheritance
 * Setup"; Pandoc follows it).
 */

/** Keys in a field that names entries: one in `crossref`, several with commas in `xdata` and `ids`. */
export const keyList = (source: string | undefined): string[] =>
  source === undefined
    ? []
    : source
        .split(',', maximumKeys)
        .map((key) => key.trim())
        .filter((key) => key !== '');

const maximumKeys = 100;

/**
 * Fields that say something of the parent alone. BibLaTeX would pass on `doi`, `url`, `pages`, `note`, `abstract` too; an
 * address of the whole volume is none of the chapter, so PsyCite does not.
 */
const ownFields = new Set(
  [
    'abstract crossref doi entryset entrysubtype execute file ids key keywords label note options pages',
    'presort related relatedoptions relatedstring relatedtype shortauthor shorteditor shorthand shorthandintro',
    'shorttitle sortkey sorttitle url urldate xdata xref pmid pmcid eprint eprinttype eprintclass',
  ].flatMap((line) => line.split(' ')),
);

const groups = {
  bookParts: new Set(['inbook', 'bookinbook', 'suppbook']),
  collectionParts: new Set(['incollection', 'inreference', 'suppcollection']),
  paper: new Set(['inproceedings', 'conference']),
  article: new Set(['article', 'suppperiodical']),
};

/** `title` of the parent becomes this of the child, by what the two are; else the child's own title is meant. */
function titlePrefix(parent: string, child: string): 'main' | 'book' | 'journal' | undefined {
  const isPart = groups.bookParts.has(child) || groups.collectionParts.has(child) || groups.paper.has(child);
  if (parent.startsWith('mv')) return 'main';
  if (parent === 'periodical' && groups.article.has(child)) return 'journal';
  return isPart ? 'book' : undefined;
}

/** The fields of a parent, in order of preference, that a child's field `name` is taken from. Types in lower case. */
export function inheritedFrom(name: string, parent: string, child: string): readonly string[] {
  if (ownFields.has(name)) return [];
  const prefix = titlePrefix(parent, child);
  const [, before, title] = /^(main|book|journal|)((?:sub)?title(?:addon)?)$/.exec(name) ?? [];
  if (title !== undefined && before !== undefined) {
    if (before === '' && prefix !== undefined) return [];
    if (before !== '' && before === prefix) return [name, title];
    // A thesis or talk that points at another entry has no title of its own there either.
    return before === '' ? [] : [name];
  }
  if (name === 'bookauthor' && groups.bookParts.has(child)) return [name, 'author'];
  return [name];
}
