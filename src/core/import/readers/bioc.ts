import type { Node } from 'jsonc-parser';
import type { Span } from '../../../base/span.ts';
import type { Name, Reference } from '../../bibliography/types.ts';
import { childOf, readJsonSource } from '../../paper/jsonSource.ts';
import type { Article, ArticleSection, GlossaryEntry, ListedWork, UnnamedReference } from '../article.ts';
import { readGlossary } from '../glossary.ts';
import { knownHeading, withoutNumber } from '../headings.ts';
import { withFullStops } from '../names.ts';
import { inSteps, type Steps } from '../steps.ts';
import { chosenOf } from './several.ts';
import { type MappedText, MappedTextBuilder } from './text/mappedText.ts';

/** True for JSON that begins as a BioC collection does, alone or in a list. */
export const looksLikeBioc = (source: string): boolean =>
  /^\ufeff?\s*[[{]/u.test(source.slice(0, 100)) &&
  /"(?:documents|passages|bioctype)"/u.test(source.slice(0, 20_000));

/** Section types of BioC that are not the article's own text. */
const skippedTypes = /^(?:FIG|TABLE|SUPPL|REF|ABBR|TITLE)$/u;
const sectionTypes = new Map([
  ['ABSTRACT', 'abstract'],
  ['INTRO', 'intro'],
  ['METHODS', 'methods'],
  ['RESULTS', 'results'],
  ['DISCUSS', 'discussion'],
  ['CONCL', 'conclusions'],
  ['CASE', 'cases'],
  ['COMP_INT', 'COI-statement'],
  ['ACK_FUND', 'ack'],
]);

interface OpenSection {
  readonly title: string;
  readonly heading: MappedText | undefined;
  readonly secType: string | null;
  readonly start: number;
  end: number;
  readonly paragraphs: MappedText[];
}

/**
 * Reads an article in BioC JSON, as PubMed Central's service gives it. Undefined where it holds no article, a
 * sentence where it holds several.
 *
 * @param number which of several, from 1
 */
export function* readBioc(source: string, number: number | undefined): Steps<Article | string | undefined> {
  const { root } = readJsonSource(source);
  const documents = root === undefined ? [] : documentsOf(root);
  if (documents.length === 0) return undefined;
  const document = chosenOf(documents, number);
  if (typeof document === 'string') return document;
  const passages = childOf(document, 'passages');
  if (passages?.type !== 'array') return undefined;
  const reader = new BiocReader();
  yield* inSteps(
    passages.children ?? [],
    ({ length }) => length,
    (passage) => reader.take(passageOf(source, passage)),
  );
  return reader.article();
}

function documentsOf(root: Node): readonly Node[] {
  const collections = root.type === 'array' ? (root.children ?? []) : [root];
  return collections.flatMap((collection) => {
    const documents = childOf(collection, 'documents');
    return documents?.children ?? (childOf(collection, 'passages') === undefined ? [] : [collection]);
  });
}

function passageOf(source: string, passage: Node): BiocPassage {
  const textNode = childOf(passage, 'text');
  return {
    text: textNode?.type === 'string' ? readJsonString(source, textNode) : new MappedTextBuilder().build(),
    infons: infonsOf(passage),
    start: passage.offset,
    end: passage.offset + passage.length,
  };
}

/** A passage of a BioC document, in JSON or XML: its text and what the file says of it. */
export interface BiocPassage extends Span {
  readonly text: MappedText;
  readonly infons: ReadonlyMap<string, string>;
}

export class BiocReader {
  readonly #sections: OpenSection[] = [];
  readonly #references: ListedWork[] = [];
  readonly #glossary: GlossaryEntry[] = [];
  readonly #keywords: string[] = [];
  #front: UnnamedReference | undefined;
  #titleText: MappedText | undefined;

  take({ text, infons, start, end }: BiocPassage): void {
    const sectionType = (infons.get('section_type') ?? '').toUpperCase();
    const type = (infons.get('type') ?? '').toLowerCase();
    const place = { start, end };
    if (sectionType === 'TITLE' || type === 'front') this.#takeFront(text, infons);
    else if (type === 'ref') this.#references.push(readReference(text, infons, place));
    else if (text.text === '') return;
    else if (sectionType === 'REF') this.#enter(text, 'References', 'ref-list', place);
    else if (sectionType === 'ABBR' && !type.startsWith('title'))
      for (const entry of readGlossary([text])) this.#glossary.push(entry);
    else if (/^title_?\d*$/u.test(type) && !skippedTypes.test(sectionType))
      this.#takeHeading(text, sectionType, place);
    else if (!skippedTypes.test(sectionType)) this.#takeParagraph(text, sectionType, place);
  }

  article(): Article | undefined {
    if (this.#front === undefined && this.#sections.length === 0) return undefined;
    if (this.#references.length > 0 && !this.#sections.some((section) => section.secType === 'ref-list')) {
      const first = this.#references[0];
      this.#sections.push({
        title: 'References',
        heading: undefined,
        secType: 'ref-list',
        start: first?.start ?? 0,
        end: 0,
        paragraphs: [],
      });
    }
    const last = this.#references.at(-1);
    return {
      format: 'bioc',
      lang: undefined,
      source: this.#front ?? { type: 'article-journal', title: '' },
      titleText: this.#titleText,
      sections: this.#sections.map((section): ArticleSection => {
        const end = section.secType === 'ref-list' ? (last?.end ?? section.end) : section.end;
        return {
          ...section,
          end,
          extent: 'full',
          paragraphs: section.paragraphs.map((text) => ({ text, links: undefined })),
        };
      }),
      references: this.#references,
      citedBy: [],
      counts: {},
      keywords: this.#keywords,
      glossary: this.#glossary,
      doubts: [],
    };
  }

  #takeFront(text: MappedText, infons: ReadonlyMap<string, string>): void {
    if (this.#front !== undefined) return;
    this.#titleText = text;
    const doi = infons.get('article-id_doi');
    const pmcid = infons.get('article-id_pmc')?.replace(/^(?=\d)/u, 'PMC');
    const authors = namesOf(infons);
    this.#front = {
      type: 'article-journal',
      title: text.text,
      ...(authors.length > 0 ? { author: authors } : {}),
      ...fields({
        'container-title': infons.get('journal-title') ?? infons.get('journal'),
        volume: infons.get('volume'),
        issue: infons.get('issue'),
        page: pagesOf(infons),
        DOI: doi,
        URL: doi && `https://doi.org/${doi}`,
        PMID: infons.get('article-id_pmid'),
        PMCID: pmcid,
      }),
      ...yearOf(infons),
    };
    for (const keyword of (infons.get('kwd') ?? '').split(/[;|]|,\s/u).map((keyword) => keyword.trim()))
      if (keyword !== '') this.#keywords.push(keyword);
  }

  #takeHeading(text: MappedText, sectionType: string, place: { start: number; end: number }): void {
    const last = this.#sections.at(-1);
    // Parts of a structured abstract are headed, too.
    if (sectionType === 'ABSTRACT' && last?.secType === 'abstract') return;
    const title = withoutNumber(text.text);
    const known = knownHeading(title);
    this.#enter(text, title, sectionType === 'ABSTRACT' ? 'abstract' : (known?.secType ?? null), place);
  }

  #takeParagraph(text: MappedText, sectionType: string, place: { start: number; end: number }): void {
    const secType = sectionTypes.get(sectionType) ?? null;
    const last = this.#sections.at(-1);
    const begins = last === undefined || (secType === 'abstract') !== (last.secType === 'abstract');
    if (begins) this.#enter(undefined, secType === 'abstract' ? 'Abstract' : '(text)', secType, place);
    const section = this.#sections.at(-1);
    if (section === undefined) return;
    section.paragraphs.push(text);
    section.end = place.end;
  }

  #enter(
    heading: MappedText | undefined,
    title: string,
    secType: string | null,
    { start, end }: { start: number; end: number },
  ): void {
    if (secType === 'ref-list' && this.#sections.some((section) => section.secType === 'ref-list')) return;
    this.#sections.push({
      title: secType === 'ref-list' && heading !== undefined ? withoutNumber(heading.text) : title,
      heading,
      secType,
      start,
      end,
      paragraphs: [],
    });
  }
}

function infonsOf(passage: Node): ReadonlyMap<string, string> {
  const infons = new Map<string, string>();
  for (const property of childOf(passage, 'infons')?.children ?? []) {
    const [name, value] = property.children ?? [];
    if (name !== undefined && (value?.type === 'string' || value?.type === 'number'))
      infons.set(String(name.value), String(value.value));
  }
  return infons;
}

function readReference(
  text: MappedText,
  infons: ReadonlyMap<string, string>,
  place: { start: number; end: number },
): ListedWork {
  const names = namesOf(infons);
  const reference: UnnamedReference = {
    type: 'article-journal',
    title: text.text,
    ...(names.length > 0 ? { author: names } : {}),
    ...yearOf(infons),
    ...fields({
      'container-title': infons.get('source'),
      volume: infons.get('volume'),
      issue: infons.get('issue'),
      page: pagesOf(infons),
      DOI: infons.get('pub-id_doi'),
      PMID: infons.get('pub-id_pmid'),
    }),
  };
  return { reference, asPrinted: {}, titleText: text, ...place };
}

/** `name_0: "surname:Berman;given-names:RM"`, numbered from 0. */
function namesOf(infons: ReadonlyMap<string, string>): Name[] {
  const names: Name[] = [];
  for (let number = 0; infons.has(`name_${number}`); number++) {
    const parts = new Map(
      (infons.get(`name_${number}`) ?? '').split(';').map((part) => {
        const at = part.indexOf(':');
        return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
      }),
    );
    const family = parts.get('surname');
    const given = parts.get('given-names');
    if (family)
      names.push({
        family,
        ...(given ? { given: withFullStops(given) } : {}),
        ...(parts.get('suffix') ? { suffix: parts.get('suffix') ?? '' } : {}),
      });
  }
  return names;
}

function pagesOf(infons: ReadonlyMap<string, string>): string | undefined {
  const first = infons.get('fpage');
  const last = infons.get('lpage');
  if (first === undefined) return infons.get('elocation-id');
  return last === undefined || last === first ? first : `${first}-${last}`;
}

function yearOf(infons: ReadonlyMap<string, string>): Partial<Reference> {
  const found = /^(?<year>\d{4})(?<suffix>[a-z])?/u.exec(infons.get('year') ?? '')?.groups;
  if (found === undefined) return {};
  return {
    issued: { 'date-parts': [[Number(found['year'])]] },
    ...(found['suffix'] ? { 'year-suffix': found['suffix'] } : {}),
  };
}

const patterns = new Map([
  ['DOI', /^10\.\d{4,9}\/\S+$/u],
  ['PMID', /^\d{1,9}$/u],
  ['PMCID', /^PMC\d+$/u],
]);

const fields = (values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value && (patterns.get(name)?.test(value) ?? true) ? [[name, value]] : [],
    ),
  );

/** A string of JSON with the place of each of its characters. */
function readJsonString(source: string, node: Node): MappedText {
  const builder = new MappedTextBuilder();
  const start = node.offset + 1;
  const end = node.offset + node.length - 1;
  let from = start;
  for (const found of source.slice(start, end).matchAll(/\\(?:u[\da-f]{4}|.)/giu)) {
    const at = start + found.index;
    builder.copy(source, from, at);
    builder.replace(at, at + found[0].length, decodeEscape(found[0]));
    from = at + found[0].length;
  }
  builder.copy(source, from, end);
  return builder.build().trim();
}

const escapes = new Map([
  ['n', ' '],
  ['r', ' '],
  ['t', ' '],
  ['b', ''],
  ['f', ' '],
]);

const decodeEscape = (token: string): string =>
  token[1] === 'u'
    ? String.fromCharCode(Number.parseInt(token.slice(2), 16))
    : (escapes.get(token[1] ?? '') ?? token.slice(1));
