import { recognise } from '../bibliography/recognise.ts';
import type { Reference } from '../bibliography/types.ts';
import type { Article, Doubt, ListedWork, UnnamedReference } from './article.ts';
import { isSamePaper } from './build/samePaper.ts';
import { yearOf } from './build/workIds.ts';
import { looksLikePubmed, readPubmed } from './readers/pubmedXml.ts';
import type { Steps } from './steps.ts';

/** Works of another file, one of which may be the paper itself, with the references that it states of that. */
export interface PaperRecords {
  /** Where they are from, for the person. */
  readonly name: string;
  readonly references: readonly UnnamedReference[];
  readonly works?: readonly ListedWork[];
}

/** The records that a file holds which is no paper's text: of PubMed or a reference manager; undefined for any other. */
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
 * An article with what records of the same paper add: the fields and references that its own file does not hold. Where
 * both state a field the file counts, and the person is told.
 */
export function completed(article: Article, records: readonly PaperRecords[]): CompletedArticle {
  let { source, references } = article;
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
    if (references.length === 0) references = works;
  }
  return { article: { ...article, source, references, doubts: [...article.doubts, ...doubts] }, by };
}

const compared: readonly (readonly [label: string, of: (work: Partial<Reference>) => string | undefined])[] =
  [
    ['the DOI', ({ DOI }) => DOI?.toLowerCase()],
    ['the year', (work) => yearOf(work as UnnamedReference)?.toString()],
    ['the volume', ({ volume }) => text(volume)],
    ['the issue', ({ issue }) => text(issue)],
    ['the first page', ({ page }) => /^\w+/u.exec(text(page) ?? '')?.[0]],
    ['the first author', ({ author: [first] = [] }) => (first?.family ?? first?.literal)?.toLowerCase()],
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
