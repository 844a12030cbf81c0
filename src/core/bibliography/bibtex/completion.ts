import type { Span } from '../../../base/span.ts';
import type { BibtexBibliography } from './index.ts';

export interface BibtexCompletions {
  readonly replace: Span;
  readonly items: readonly {
    readonly label: string;
    readonly detail: string;
    readonly kind: 'entry-type' | 'field' | 'key';
  }[];
}

const none: BibtexCompletions = { replace: { start: 0, end: 0 }, items: [] };

/** Keys offered as `crossref` targets at most. */
const maxKeys = 200;

/** BibLaTeX manual, section 2.1; in the order of their use in medicine and psychology. */
const entryTypes = [
  'article',
  'book',
  'incollection',
  'inproceedings',
  'inbook',
  'phdthesis',
  'mastersthesis',
  'thesis',
  'techreport',
  'report',
  'online',
  'unpublished',
  'misc',
  'proceedings',
  'collection',
  'booklet',
  'manual',
  'dataset',
  'software',
  'patent',
  'periodical',
  'suppperiodical',
  'mvbook',
  'mvcollection',
  'mvproceedings',
  'reference',
  'inreference',
  'set',
  'xdata',
  'string',
  'comment',
  'preamble',
];

/** BibLaTeX manual, section 2.2. */
const fields = [
  'author',
  'title',
  'journal',
  'journaltitle',
  'year',
  'date',
  'volume',
  'number',
  'issue',
  'pages',
  'doi',
  'pmid',
  'pmcid',
  'url',
  'urldate',
  'publisher',
  'booktitle',
  'editor',
  'edition',
  'series',
  'chapter',
  'school',
  'institution',
  'address',
  'location',
  'month',
  'note',
  'abstract',
  'keywords',
  'isbn',
  'issn',
  'eprint',
  'eprinttype',
  'language',
  'langid',
  'subtitle',
  'titleaddon',
  'shorttitle',
  'translator',
  'type',
  'version',
  'pubstate',
  'organization',
  'howpublished',
  'eventtitle',
  'eventdate',
  'venue',
  'file',
  'crossref',
  'xdata',
  'xref',
  'ids',
  'options',
  'related',
];

/**
 * What can stand at a place of a BibTeX file: an entry type, a field that the entry lacks, a `crossref`
 * target.
 */
export function bibtexCompletions(bibliography: BibtexBibliography, offset: number): BibtexCompletions {
  const context = bibliography.contextAt(offset);
  switch (context.kind) {
    case 'entry-type':
      return {
        replace: context.replace,
        items: entryTypes.map((label) => ({ label, detail: '', kind: 'entry-type' })),
      };
    case 'field-name': {
      const own = new Set(
        context.entry === undefined
          ? []
          : bibliography.fields(context.entry).map((field) => field.name.toLowerCase()),
      );
      const items = fields.filter((label) => !own.has(label));
      return {
        replace: context.replace,
        items: items.map((label) => ({ label, detail: '', kind: 'field' })),
      };
    }
    case 'entry-reference':
      return { replace: context.replace, items: keys(bibliography, context.entry) };
    case 'key':
    case 'other':
      return none;
  }
}

function keys(bibliography: BibtexBibliography, own: number | undefined): BibtexCompletions['items'] {
  const items = [];
  for (let index = 0; index < bibliography.size && items.length < maxKeys; index += 1) {
    if (index === own) continue;
    const detail = bibliography.searchFields(index).title;
    items.push({ label: bibliography.entry(index).key, detail, kind: 'key' as const });
  }
  return items;
}
