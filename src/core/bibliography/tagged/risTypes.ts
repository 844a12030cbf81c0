/**
 * RIS types to CSL types, as Pandoc and Zotero map them where they agree. The first of a CSL type is written.
 */
export const risTypes: ReadonlyMap<string, string> = new Map([
  ['ABST', 'article'],
  ['ADVS', 'motion_picture'],
  ['AGGR', 'dataset'],
  ['ART', 'graphic'],
  ['BILL', 'bill'],
  ['BLOG', 'post-weblog'],
  ['BOOK', 'book'],
  ['CASE', 'legal_case'],
  ['CHAP', 'chapter'],
  ['COMP', 'software'],
  ['CONF', 'paper-conference'],
  ['CPAPER', 'paper-conference'],
  ['DATA', 'dataset'],
  ['DBASE', 'dataset'],
  ['DICT', 'entry-dictionary'],
  ['EBOOK', 'book'],
  ['ECHAP', 'chapter'],
  ['EDBOOK', 'book'],
  ['EJOUR', 'article-journal'],
  ['ELEC', 'webpage'],
  ['ENCYC', 'entry-encyclopedia'],
  ['GOVDOC', 'report'],
  ['HEAR', 'hearing'],
  ['ICOMM', 'personal_communication'],
  ['INPR', 'article-journal'],
  ['JFULL', 'article-journal'],
  ['JOUR', 'article-journal'],
  ['MANSCPT', 'manuscript'],
  ['MAP', 'map'],
  ['MGZN', 'article-magazine'],
  ['NEWS', 'article-newspaper'],
  ['PAMP', 'pamphlet'],
  ['PAT', 'patent'],
  ['PCOMM', 'personal_communication'],
  ['PREP', 'article'],
  ['PREPRINT', 'article'],
  ['RPRT', 'report'],
  ['SLIDE', 'speech'],
  ['STAND', 'standard'],
  ['STAT', 'legislation'],
  ['THES', 'thesis'],
  ['UNPB', 'manuscript'],
  ['VIDEO', 'motion_picture'],
  ['WEB', 'webpage'],
]);

const written = new Map([
  ['dataset', 'DATA'],
  ['article-journal', 'JOUR'],
  // Programs of the specification of 2011 read nothing of a record whose type they do not know.
  ['article', 'UNPB'],
  ['paper-conference', 'CONF'],
  ['personal_communication', 'PCOMM'],
  ['motion_picture', 'VIDEO'],
  ['manuscript', 'MANSCPT'],
  // Not every report is a government's.
  ['report', 'RPRT'],
]);
for (const [ris, csl] of risTypes) if (!written.has(csl)) written.set(csl, ris);

/** The RIS type of a CSL type; `GEN` for what RIS has none for. */
export const risTypeOf = (type: string): string => written.get(type) ?? 'GEN';

/** Types of works of which `M3` says what kind they are: a thesis, a report, a preprint. */
export const risKinds: ReadonlySet<string> = new Set(['THES', 'RPRT', 'UNPB']);

/** Types of works that have versions where others have editions. */
export const risVersioned: ReadonlySet<string> = new Set(['COMP', 'DATA', 'DBASE', 'AGGR']);

/** Types of works whose translators stand in `A4`; of others it has sponsors, departments or nothing. */
export const risTranslated: ReadonlySet<string> = new Set(
  'BOOK CHAP DICT EBOOK ECHAP EDBOOK ENCYC PAMP'.split(' '),
);

/** Types of works that are parts of others, whose editors stand in `A2` and those of its series in `A3`. */
export const risParts: ReadonlySet<string> = new Set('CHAP CONF CPAPER DICT EBOOK ECHAP ENCYC'.split(' '));
