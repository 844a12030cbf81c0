import type { Name, Reference } from '../../bibliography/types.ts';
import type { Article, ArticleParagraph, ArticleSection, CitationLink, ListedWork } from '../article.ts';
import { knownHeading, withoutNumber } from '../headings.ts';
import { limits, tooMany } from '../limits.ts';
import { withFullStops } from '../names.ts';
import { inSteps, type Steps, within } from '../steps.ts';
import { datePartsOf, definedFields, pagesOf } from './html/fields.ts';
import { chosenOf } from './several.ts';
import { type MappedText, MappedTextBuilder } from './text/mappedText.ts';
import { readRunningReference } from './text/runningReference.ts';
import { copyText, findAll, readXmlTree, textOf, type XmlElement } from './xml/tree.ts';
import { tidy } from './xmlText.ts';

/** True for XML of the Text Encoding Initiative, in which GROBID writes what it finds in PDFs. */
export const looksLikeTei = (head: string): boolean =>
  /^\ufeff?\s*(?:<\?[^>]{0,300}\?>\s*|<!--[\s\S]{0,2000}?-->\s*){0,5}<(?:\w+:)?(?:TEI|teiCorpus)[\s>]/u.test(
    head,
  );

const skipped = new Set(['figure', 'table', 'note', 'formula', 'graphic', 'fw', 'label']);

/** Kinds of parts behind the text, by their `type`. */
const backParts = new Map([
  ['acknowledgement', { title: 'Acknowledgements', secType: 'ack' }],
  ['acknowledgements', { title: 'Acknowledgements', secType: 'ack' }],
  ['conflict', { title: 'Conflict of interest', secType: 'COI-statement' }],
  ['funding', { title: 'Funding', secType: null }],
  ['availability', { title: 'Data availability', secType: null }],
  ['contribution', { title: 'Author contributions', secType: null }],
  ['annex', { title: '', secType: 'supplementary-material' }],
]);

/**
 * Reads an article in TEI, as GROBID writes it. A sentence where it holds none or several.
 *
 * @param number which of several, from 1
 */
export function* readTei(source: string, number: number | undefined): Steps<Article | string> {
  const tree = yield* within(readXmlTree(source), 0, 0.5);
  if (tree === undefined) return 'This XML file is too deep or too large for an article.';
  const articles = findAll(tree.root, 'TEI').filter((one) => one.at('teiHeader') !== undefined);
  const tei = chosenOf(articles, number);
  if (typeof tei === 'string') return tei;
  const header = tei.at('teiHeader');
  const work =
    header?.at('fileDesc', 'sourceDesc', 'biblStruct') ?? header?.at('fileDesc', 'sourceDesc', 'bibl');
  const titleText = textOf(
    source,
    header?.at('fileDesc', 'titleStmt', 'title') ?? work?.at('analytic', 'title'),
  );
  const listed = findAll(tei, 'listBibl').flatMap((list) => [...list.all('biblStruct'), ...list.all('bibl')]);
  const references: ListedWork[] = [];
  const ids = new Map<string, number>();
  const costOf = ({ start, end }: XmlElement) => end - start;
  yield* within(
    inSteps(listed.slice(0, limits.references), costOf, (element) => {
      const id = element.attributes['xml:id'];
      if (id !== undefined) ids.set(id, references.length);
      references.push(listedWork(source, element));
    }),
    0.5,
    0.7,
  );
  const sections = sectionsOf(source, tei, ids);
  if (titleText.text === '' && sections.length === 0 && references.length === 0)
    return 'This XML of the TEI holds no article: it has no title, no text and no references.';
  const list = listed[0];
  if (list !== undefined && !sections.some(({ secType }) => secType === 'ref-list'))
    sections.push(emptySection('References', 'ref-list', list.start, listed.at(-1)!.end));
  const lang = header?.attributes['xml:lang'] ?? tei.at('text')?.attributes['xml:lang'];
  return {
    format: 'tei',
    lang,
    source: {
      type: 'article-journal',
      title: titleText.text,
      ...(work === undefined ? {} : fieldsOf(source, work)),
    },
    titleText,
    sections: sections.slice(0, limits.sections),
    references,
    citedBy: [],
    counts: {},
    keywords: keywordsOf(source, header),
    glossary: [],
    doubts: [
      ...tree.doubts,
      ...tooMany(listed.length - limits.references, 'references'),
      ...tooMany(sections.length - limits.sections, 'sections'),
    ],
  };
}

function keywordsOf(source: string, header: XmlElement | undefined): readonly string[] {
  const keywords = header?.at('profileDesc', 'textClass', 'keywords');
  if (keywords === undefined) return [];
  const terms = findAll(keywords, 'term');
  const words =
    terms.length > 0
      ? terms.map((term) => textOf(source, term).text)
      : textOf(source, keywords)
          .text.split(/[;,]/u)
          .map((word) => word.trim());
  return words.filter((word) => word !== '' && word.length < 100).slice(0, limits.keywords);
}

/** The fields of a `biblStruct`, but for its title. */
function fieldsOf(source: string, bibl: XmlElement): Partial<Reference> {
  const analytic = bibl.at('analytic');
  const monograph = bibl.at('monogr');
  const imprint = monograph?.at('imprint');
  const text = (element: XmlElement | undefined): string => textOf(source, element).text;
  const scope = (unit: string): XmlElement | undefined =>
    imprint?.all('biblScope').find(({ attributes }) => attributes['unit'] === unit);
  const page = scope('page');
  const id = (type: string, pattern: RegExp): string | undefined => {
    const found = findAll(bibl, 'idno').find(({ attributes }) => attributes['type']?.toUpperCase() === type);
    const value = text(found).replace(/^https?:\/\/(?:dx\.)?doi\.org\//u, '');
    return pattern.test(value) ? value : undefined;
  };
  const journal = monograph
    ?.all('title')
    .find(({ attributes }) => attributes['level'] !== 'm' || analytic !== undefined);
  const dates = [...(imprint?.all('date') ?? []), ...(bibl.all('date') ?? [])];
  const date = dates
    .map((one) => datePartsOf(one.attributes['when'] ?? text(one)))
    .find((one) => one !== undefined);
  const DOI = id('DOI', /^10\.\d{4,9}\/\S+$/u);
  const link = findAll(bibl, 'ptr')[0]?.attributes['target'];
  const authors = [
    ...(analytic?.all('author') ?? []),
    ...(analytic === undefined ? (monograph?.all('author') ?? []) : []),
  ];
  return definedFields({
    author: authors.flatMap((author) => personOf(source, author)),
    editor: (monograph?.all('editor') ?? []).flatMap((editor) => personOf(source, editor)),
    'container-title': text(journal),
    volume: text(scope('volume')),
    issue: text(scope('issue')),
    page: pagesOf(page?.attributes['from'], page?.attributes['to']) ?? text(page),
    publisher: text(imprint?.at('publisher')),
    issued: date && { 'date-parts': [[...date]] },
    DOI,
    URL:
      DOI === undefined ? (link?.startsWith('http') === true ? link : undefined) : `https://doi.org/${DOI}`,
    PMID: id('PMID', /^\d{1,9}$/u),
    PMCID: id('PMCID', /^PMC\d+$/u),
  });
}

function personOf(source: string, author: XmlElement): Name[] {
  const person = author.at('persName');
  const text = (element: XmlElement | undefined): string => textOf(source, element).text;
  if (person === undefined) {
    const group = text(author.at('orgName'));
    return group === '' ? [] : [{ literal: group }];
  }
  const family = text(person.at('surname'));
  const given = person.all('forename').map(text).join(' ');
  if (family === '') return given === '' ? [] : [{ literal: given }];
  const suffix = text(person.at('genName'));
  return [
    {
      family,
      ...(given === ''
        ? {}
        : {
            given: withFullStops(
              given.replace(/^(?:\p{Lu} ){1,3}\p{Lu}$/u, (one) => one.replaceAll(' ', '')),
            ),
          }),
      ...(suffix === '' ? {} : { suffix }),
    },
  ];
}

function listedWork(source: string, bibl: XmlElement): ListedWork {
  const place = { start: bibl.start, end: bibl.end };
  const analytic = bibl.at('analytic');
  const monograph = bibl.at('monogr');
  const raw = textOf(
    source,
    findAll(bibl, 'note').find(({ attributes }) => attributes['type'] === 'raw_reference'),
  );
  const title = textOf(
    source,
    analytic?.all('title').find((one) => textOf(source, one).text !== '') ??
      (analytic === undefined ? monograph?.at('title') : undefined),
  );
  const fields = fieldsOf(source, bibl);
  const printed = raw.text === '' && bibl.name === 'bibl' ? textOf(source, bibl) : raw;
  // What was not told apart is read as it is printed.
  const isEmpty = title.text === '' && fields.author === undefined;
  const read = isEmpty && printed.text !== '' ? readRunningReference({ text: printed, ...place }) : undefined;
  if (read !== undefined) return { ...read, reference: { ...read.reference, ...fields }, ...place };
  const isArticle = analytic !== undefined && fields['container-title'] !== undefined;
  return {
    reference: {
      ...fields,
      type: isArticle ? 'article-journal' : analytic === undefined ? 'book' : 'document',
      title: title.text,
    },
    asPrinted: printed.text === '' ? {} : { text: printed.text },
    titleText: title,
    ...place,
  };
}

const emptySection = (title: string, secType: string | null, start: number, end: number): ArticleSection => ({
  title,
  heading: undefined,
  secType,
  start,
  end,
  extent: 'full',
  paragraphs: [],
});

function sectionsOf(source: string, tei: XmlElement, ids: ReadonlyMap<string, number>): ArticleSection[] {
  const sections: ArticleSection[] = [];
  const abstract = tei.at('teiHeader', 'profileDesc', 'abstract') ?? tei.at('text', 'front');
  if (abstract !== undefined) {
    const found = findAll(abstract, 'p').map((paragraph) => paragraphOf(source, paragraph, ids));
    const paragraphs = found.length > 0 ? found : [paragraphOf(source, abstract, ids)];
    const whole = paragraphs.filter(({ text }) => text.text !== '');
    if (whole.length > 0)
      sections.push({
        ...emptySection('Abstract', 'abstract', abstract.start, abstract.end),
        paragraphs: whole,
      });
  }
  for (const part of [tei.at('text', 'body'), tei.at('text', 'back')])
    for (const division of part?.elements ?? []) addDivision(source, division, ids, sections, undefined);
  return sections;
}

interface PartName {
  readonly title: string;
  readonly secType: string | null;
}

function addDivision(
  source: string,
  division: XmlElement,
  ids: ReadonlyMap<string, number>,
  sections: ArticleSection[],
  around: PartName | undefined,
): void {
  const type = division.attributes['type'];
  if (!/^div\d?$/u.test(division.name) || type === 'references') return;
  const named = backParts.get(type ?? '') ?? around;
  const head = division.at('head');
  const heading = head && textOf(source, head);
  const title = heading === undefined ? '' : withoutNumber(heading.text);
  const known = knownHeading(title);
  const paragraphs = ['p', 'list', 'ab']
    .flatMap((name) => division.all(name))
    .sort((a, b) => a.start - b.start)
    .map((element) => paragraphOf(source, element, ids))
    .filter(({ text }) => text.text !== '');
  const last = sections.at(-1);
  if (
    title === '' &&
    named === undefined &&
    last !== undefined &&
    last.secType !== 'abstract' &&
    paragraphs.length > 0
  )
    // GROBID begins a division without a head where it lost one: it goes on.
    sections[sections.length - 1] = {
      ...last,
      end: division.end,
      paragraphs: [...last.paragraphs, ...paragraphs],
    };
  else if (title !== '' || paragraphs.length > 0)
    sections.push({
      ...emptySection(
        title || named?.title || '(text)',
        known?.secType ?? named?.secType ?? null,
        division.start,
        division.end,
      ),
      heading,
      paragraphs,
    });
  for (const inner of division.elements) addDivision(source, inner, ids, sections, named);
}

/** A paragraph with the works that its `ref`s lead to. */
function paragraphOf(
  source: string,
  element: XmlElement,
  ids: ReadonlyMap<string, number>,
): ArticleParagraph {
  const builder = new MappedTextBuilder();
  const found: { readonly start: number; readonly end: number; readonly work: number }[] = [];
  copyText(
    source,
    element,
    builder,
    ({ name }) => skipped.has(name),
    ({ name, attributes }, start, end) => {
      if (name !== 'ref' || attributes['type'] !== 'bibr') return;
      const work = ids.get((attributes['target'] ?? '').replace(/^#/u, ''));
      if (work !== undefined && end > start) found.push({ start, end, work });
    },
  );
  const whole: MappedText = builder.build();
  const text = tidy(whole);
  // Only where nothing was taken out do the places hold.
  const shift = whole.text.length - whole.text.trimStart().length;
  const isSame = text.text.length === whole.text.trim().length;
  const links = isSame
    ? found.map(
        ({ start, end, work }): CitationLink => ({ start: start - shift, end: end - shift, works: [work] }),
      )
    : relinked(whole.text, text.text, found);
  return { text, links: links.length > 0 ? links : undefined };
}

/** Links in a text whose runs of spaces were closed up. */
function relinked(
  whole: string,
  text: string,
  found: readonly { readonly start: number; readonly end: number; readonly work: number }[],
): readonly CitationLink[] {
  const places: number[] = [];
  let at = 0;
  for (let index = 0; index < whole.length; index += 1) {
    places.push(at);
    if (whole[index] === text[at]) at += 1;
  }
  places.push(at);
  return found.map(({ start, end, work }) => ({
    start: places[start] ?? 0,
    end: places[end] ?? 0,
    works: [work],
  }));
}
