import { recognise } from '../bibliography/recognise.ts';
import type { Reference } from '../bibliography/types.ts';
import type { FoundFields } from '../paper/found.ts';
import type { Article, Doubt, ListedWork, UnnamedReference } from './article.ts';
import { isSamePaper } from './build/samePaper.ts';
import { yearOf } from './build/workIds.ts';
import { found } from './found.ts';
import { looksLikePubmed, readPubmed } from './readers/pubmedXml.ts';
import type { Steps } from './steps.ts';

/**
 * Works of another file, one of which may be the paper itself, with the references that it states of that.
 */
export interface PaperRecords {
  /** Where they are from, for the person. */
  readonly name: string;
  readonly references: readonly UnnamedReference[];
  readonly works?: readonly ListedWork[];
}

/**
 * The records that a file holds which is no paper's text: of PubMed or a reference manager; undefined for any
 * other.
 */
export function* recordsIn({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string;
}): Steps<PaperRecords | undefined> {
  if (looksLikePubmed(text.slice(0, 20_000))) {
    const article = yield* readPubmed(text, undefined);
    return typeof article === 'string'
      ? undefined
      : { name, references: [article.source], works: article.references };
  }
  const bibliography = recognise(text);
  if (bibliography === undefined) return undefined;
  const references = Array.from({ length: bibliography.size }, (_, index) => bibliography.reference(index));
  return { name, references };
}

/** Fields that a record adds where the file has none. */
const added = [
  'author',
  'container-title',
  'volume',
  'issue',
  'page',
  'issued',
  'DOI',
  'PMID',
  'PMCID',
  'publisher',
  'ISSN',
] as const;

export interface CompletedArticle {
  readonly article: Article;
  /** The names of the records that are of this paper. */
  readonly by: readonly string[];
}

/**
 * An article with what records of the same paper add: the fields and references that its own file does not
 * hold. Where both state a field the file counts, and the person is told.
 */
export function completed(article: Article, records: readonly PaperRecords[]): CompletedArticle {
  let { source, references, found: how } = article;
  const doubts: Doubt[] = [];
  const by: string[] = [];
  for (const { name, references: candidates, works = [] } of records) {
    const record = candidates.find((one) => isSamePaper(article.source, one));
    if (record === undefined) continue;
    by.push(name);
    doubts.push(...conflicts(source, record, name));
    const fields = added.flatMap((field): [string, unknown][] =>
      source[field] === undefined && record[field] !== undefined ? [[field, record[field]]] : [],
    );
    const DOI = source.DOI ?? record.DOI;
    source = {
      ...source,
      ...Object.fromEntries(fields),
      ...(source.URL === undefined && DOI !== undefined ? { URL: `https://doi.org/${DOI}` } : {}),
    };
    how = {
      ...how,
      ...confirmed(article.source, record),
      ...Object.fromEntries(fields.map(([field]) => [field, found('record')])),
    };
    if (references.length === 0) references = works;
  }
  const whole = { ...article, source, references, doubts: [...article.doubts, ...doubts] };
  return { article: how === undefined ? whole : { ...whole, found: how }, by };
}

/** Fields of which a record says the same as the file. */
function confirmed(source: Partial<Reference>, record: Partial<Reference>): FoundFields {
  const same = compared.flatMap(([, of, field]) =>
    of(source) !== undefined && of(source) === of(record) && field !== 'author' ? [field] : [],
  );
  return Object.fromEntries(same.map((field) => [field, found('record')]));
}

const compared: readonly (readonly [
  label: string,
  of: (work: Partial<Reference>) => string | undefined,
  field: string,
])[] = [
  ['the DOI', ({ DOI }) => DOI?.toLowerCase(), 'DOI'],
  ['the year', (work) => yearOf(work as UnnamedReference)?.toString(), 'issued'],
  ['the volume', ({ volume }) => text(volume), 'volume'],
  ['the issue', ({ issue }) => text(issue), 'issue'],
  ['the first page', ({ page }) => /^\w+/u.exec(text(page) ?? '')?.[0], 'page'],
  [
    'the first author',
    ({ author: [first] = [] }) => (first?.family ?? first?.literal)?.toLowerCase(),
    'author',
  ],
];

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

function conflicts(source: Partial<Reference>, record: Partial<Reference>, name: string): readonly Doubt[] {
  return compared.flatMap(([label, of]): Doubt[] => {
    const [own, other] = [of(source), of(record)];
    return own === undefined || other === undefined || own === other
      ? []
      : [
          {
            message: `As ${label}, this file says “${own}” and “${name}” says “${other}”. The file’s was kept.`,
            start: 0,
            end: 1,
          },
        ];
  });
}
