import type { Name, Reference } from '../../bibliography/types.ts';
import type { Article, ArticleSection, ListedWork, UnnamedReference } from '../article.ts';
import { limits } from '../limits.ts';
import { withFullStops } from '../names.ts';
import { inSteps, type Steps, within } from '../steps.ts';
import { datePartsOf, definedFields } from './html/fields.ts';
import { chosenOf } from './several.ts';
import { readRunningReference } from './text/runningReference.ts';
import { findAll, readXmlTree, textOf, type XmlElement } from './xml/tree.ts';

/** True for a record of PubMed in XML, alone or in its set. */
export const looksLikePubmed = (head: string): boolean =>
  /<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|MedlineCitation(?:Set)?)[\s>]/u.test(head);

/**
 * Reads the record of an article as PubMed gives it in XML: fields, abstract, keywords and the references
 * that PubMed knows. A sentence where it holds none or several.
 *
 * @param number which of several, from 1
 */
export function* readPubmed(source: string, number: number | undefined): Steps<Article | string> {
  const tree = yield* within(readXmlTree(source), 0, 0.6);
  if (tree === undefined) return 'This XML file is too deep or too large for the record of an article.';
  const citations = ['MedlineCitation', 'BookDocument'].flatMap((name) => findAll(tree.root, name));
  const chosen = chosenOf(citations, number);
  if (typeof chosen === 'string') return chosen;
  const record =
    findAll(tree.root, 'PubmedArticle').find((one) => one.elements.includes(chosen)) ??
    findAll(tree.root, 'PubmedBookArticle').find((one) => one.elements.includes(chosen)) ??
    chosen;
  const text = (element: XmlElement | undefined): string => textOf(source, element).text;
  const work = chosen.at('Article') ?? chosen;
  const titleText = withoutFrame(source, work.at('ArticleTitle') ?? work.at('Book', 'BookTitle'));
  const references = yield* within(readReferences(source, record), 0.6, 1);
  const listAt = record.at('PubmedData', 'ReferenceList');
  const sections: ArticleSection[] = [
    ...abstractOf(source, work),
    ...(references.length === 0 || listAt === undefined
      ? []
      : [
          {
            title: 'References',
            heading: undefined,
            secType: 'ref-list',
            start: listAt.start,
            end: listAt.end,
            extent: 'full' as const,
            paragraphs: [],
          },
        ]),
  ];
  return {
    format: 'pubmed-xml',
    lang: text(work.at('Language')),
    source: { type: 'article-journal', title: titleText.text, ...fieldsOf(source, record, work) },
    titleText,
    sections,
    references,
    citedBy: [],
    counts: {},
    keywords: findAll(chosen, 'Keyword').slice(0, limits.keywords).map(text),
    glossary: [],
    doubts: tree.doubts,
  };
}

function fieldsOf(source: string, record: XmlElement, work: XmlElement): Partial<Reference> {
  const text = (...path: readonly string[]): string => textOf(source, work.at(...path)).text;
  const issue = work.at('Journal', 'JournalIssue');
  const ids = idsOf(source, [
    ...(record.at('PubmedData', 'ArticleIdList')?.elements ?? []),
    ...work.all('ELocationID'),
    ...(work.at('ArticleIdList')?.elements ?? []),
  ]);
  const pmid = textOf(source, record.at('PMID') ?? record.at('MedlineCitation', 'PMID')).text;
  const date = dateOf(source, issue?.at('PubDate')) ?? dateOf(source, work.at('ArticleDate'));
  return definedFields({
    author: peopleOf(source, work),
    'container-title': text('Journal', 'Title') || text('Journal', 'ISOAbbreviation'),
    volume: textOf(source, issue?.at('Volume')).text,
    issue: textOf(source, issue?.at('Issue')).text,
    page: text('Pagination', 'MedlinePgn') || text('Pagination', 'StartPage'),
    issued: date && { 'date-parts': [[...date]] },
    DOI: ids.DOI,
    URL: ids.DOI && `https://doi.org/${ids.DOI}`,
    PMID: /^\d{1,9}$/u.test(pmid) ? pmid : ids.PMID,
    PMCID: ids.PMCID,
    publisher: textOf(source, work.at('Book', 'Publisher', 'PublisherName')).text,
  });
}

function peopleOf(source: string, work: XmlElement): Name[] {
  const lists = work.all('AuthorList').filter(({ attributes }) => attributes['Type'] !== 'editors');
  return (lists[0]?.all('Author') ?? []).slice(0, 3_000).flatMap((author): Name[] => {
    const part = (name: string): string => textOf(source, author.at(name)).text;
    const group = part('CollectiveName');
    const family = part('LastName');
    if (family === '') return group === '' ? [] : [{ literal: group }];
    const given = part('ForeName') || part('Initials');
    const suffix = part('Suffix');
    return [
      {
        family,
        ...(given === '' ? {} : { given: withFullStops(given) }),
        ...(suffix === '' ? {} : { suffix }),
      },
    ];
  });
}

/** "2018 May 17", "2018 May-Jun", "2018". */
function dateOf(source: string, date: XmlElement | undefined): readonly number[] | undefined {
  if (date === undefined) return undefined;
  const part = (name: string): string => textOf(source, date.at(name)).text;
  const month = part('Month');
  const numbers = /^\d{1,2}$/u.test(month)
    ? [part('Year'), month, part('Day')].filter((one) => one !== '').join('-')
    : [part('Year'), month, part('Day')].join(' ').trim();
  return datePartsOf(numbers === '' ? part('MedlineDate') : numbers);
}

function idsOf(source: string, elements: readonly XmlElement[]): Pick<Reference, 'DOI' | 'PMID' | 'PMCID'> {
  const ids = new Map<string, string>();
  for (const element of elements) {
    const kind = element.attributes['IdType'] ?? element.attributes['EIdType'] ?? '';
    if (!ids.has(kind)) ids.set(kind, textOf(source, element).text);
  }
  const matching = (kind: string, pattern: RegExp) => {
    const value = ids.get(kind);
    return value !== undefined && pattern.test(value) ? value : undefined;
  };
  return definedFields({
    DOI: matching('doi', /^10\.\d{4,9}\/\S+$/u),
    PMID: matching('pubmed', /^\d{1,9}$/u),
    PMCID: matching('pmc', /^PMC\d+$/u) ?? matching('pmcid', /^PMC\d+$/u),
  });
}

/** A title in brackets is a translation; the full stop at its end is PubMed's. */
function withoutFrame(source: string, element: XmlElement | undefined) {
  const text = textOf(source, element);
  const start = text.text.startsWith('[') ? 1 : 0;
  const end = /\]?\.?$/u.exec(text.text)?.index ?? text.text.length;
  return text.slice(start, start === 0 && text.text.charAt(end) === ']' ? end + 1 : end);
}

function abstractOf(source: string, work: XmlElement): ArticleSection[] {
  const abstract = work.at('Abstract');
  if (abstract === undefined) return [];
  const paragraphs = abstract
    .all('AbstractText')
    .map((element) => ({ text: textOf(source, element), links: undefined }))
    .filter(({ text }) => text.text !== '');
  return paragraphs.length === 0
    ? []
    : [
        {
          title: 'Abstract',
          heading: undefined,
          secType: 'abstract',
          start: abstract.start,
          end: abstract.end,
          extent: 'full',
          paragraphs,
        },
      ];
}

function* readReferences(source: string, record: XmlElement): Steps<readonly ListedWork[]> {
  const works: ListedWork[] = [];
  const list = findAll(record, 'Reference').slice(0, limits.references);
  const costOf = ({ start, end }: XmlElement) => end - start;
  yield* inSteps(list, costOf, (reference) => {
    const citation = reference.at('Citation');
    const text = textOf(source, citation);
    const place = { start: reference.start, end: reference.end };
    const read = readRunningReference({ text, ...place });
    const ids = idsOf(source, reference.at('ArticleIdList')?.elements ?? []);
    const plain: UnnamedReference = { type: 'document', title: '' };
    if (text.text === '' && Object.keys(ids).length === 0) return;
    works.push({
      titleText: undefined,
      ...read,
      reference: { ...(read?.reference ?? plain), ...ids },
      asPrinted: { text: text.text },
      ...place,
    });
  });
  return works;
}
