/**
 * How Hayagriva (Typst's YAML, "The Hayagriva YAML File Format") says what CSL says with one type: the type
 * of the work and that of the work it appears in. For the reader and the writer alike.
 */
export interface HayagrivaKind {
  readonly type: string;
  /** The type of the parent, for works that appear in another. */
  readonly parent?: string;
}

/**
 * The first kind of a CSL type is written; a reader takes the first row that fits. A parent without a type is
 * what the work's own type suggests: a periodical for an article, a book for a chapter.
 */
export const hayagrivaKinds: readonly (readonly [csl: string, kind: HayagrivaKind])[] = [
  ['article-journal', { type: 'article', parent: 'periodical' }],
  ['article-magazine', { type: 'article', parent: 'periodical' }],
  ['article-newspaper', { type: 'article', parent: 'newspaper' }],
  ['paper-conference', { type: 'article', parent: 'proceedings' }],
  ['paper-conference', { type: 'article', parent: 'conference' }],
  ['post-weblog', { type: 'article', parent: 'blog' }],
  ['article', { type: 'article' }],
  ['chapter', { type: 'chapter', parent: 'book' }],
  ['chapter', { type: 'chapter', parent: 'anthology' }],
  ['chapter', { type: 'chapter', parent: 'proceedings' }],
  ['chapter', { type: 'chapter' }],
  ['chapter', { type: 'anthos', parent: 'anthology' }],
  ['chapter', { type: 'anthos' }],
  ['entry-encyclopedia', { type: 'entry', parent: 'reference' }],
  ['entry-dictionary', { type: 'entry', parent: 'reference' }],
  ['entry', { type: 'entry' }],
  ['book', { type: 'book' }],
  ['collection', { type: 'anthology' }],
  ['book', { type: 'proceedings' }],
  ['book', { type: 'reference' }],
  ['report', { type: 'report' }],
  ['thesis', { type: 'thesis' }],
  ['webpage', { type: 'web' }],
  ['webpage', { type: 'blog' }],
  ['post', { type: 'post' }],
  ['webpage', { type: 'thread' }],
  ['manuscript', { type: 'manuscript' }],
  ['software', { type: 'repository' }],
  ['patent', { type: 'patent' }],
  ['legal_case', { type: 'case' }],
  ['legislation', { type: 'legislation' }],
  ['graphic', { type: 'artwork' }],
  ['motion_picture', { type: 'video' }],
  ['song', { type: 'audio' }],
  ['performance', { type: 'performance' }],
  ['event', { type: 'exhibition' }],
  ['periodical', { type: 'periodical' }],
  ['document', { type: 'misc' }],
];

/** The kind that is written for a CSL type: `misc` where Hayagriva has none. */
export const hayagrivaKind = (csl: string): HayagrivaKind =>
  hayagrivaKinds.find(([type]) => type === csl)?.[1] ?? { type: 'misc' };

/** Identifiers that Hayagriva keeps in `serial-number`, by CSL's names. */
export const serialNumbers: readonly (readonly [csl: string, hayagriva: string])[] = [
  ['DOI', 'doi'],
  ['PMID', 'pmid'],
  ['PMCID', 'pmcid'],
  ['ISBN', 'isbn'],
  ['ISSN', 'issn'],
];

/** Roles of `affiliated`, by CSL's names. */
export const roles: readonly (readonly [csl: string, hayagriva: string])[] = [
  ['translator', 'translator'],
  ['director', 'director'],
  ['illustrator', 'illustrator'],
  ['narrator', 'narrator'],
  ['composer', 'composer'],
  ['producer', 'producer'],
  ['executive-producer', 'executive-producer'],
  ['compiler', 'compiler'],
  ['organizer', 'organizer'],
];
