import { decodedDoi } from '../doi.ts';
import type { Reference } from '../types.ts';
import { dateOf, issuedOf } from './dates.ts';
import { latexToText } from './latexText.ts';
import { numberedTypes, otherDateFields, otherNameFields, textFields } from './mapping.ts';
import { type NameList, parseNames } from './names.ts';

/**
 * A field's LaTeX source by lower-case name, inheritance and macros resolved; undefined where there is none.
 */
export type FieldSource = (name: string) => string | undefined;

/** CSL's types of BibLaTeX's (BibLaTeX manual, section 2.1; the mapping is Pandoc's). */
const types: ReadonlyMap<string, string> = new Map([
  ['article', 'article-journal'],
  ['periodical', 'periodical'],
  ['suppperiodical', 'article-journal'],
  ['review', 'review'],
  ['book', 'book'],
  ['mvbook', 'book'],
  ['collection', 'book'],
  ['mvcollection', 'book'],
  ['proceedings', 'book'],
  ['mvproceedings', 'book'],
  ['reference', 'book'],
  ['mvreference', 'book'],
  ['manual', 'book'],
  ['booklet', 'pamphlet'],
  ['inbook', 'chapter'],
  ['bookinbook', 'chapter'],
  ['suppbook', 'chapter'],
  ['incollection', 'chapter'],
  ['suppcollection', 'chapter'],
  ['inreference', 'entry-encyclopedia'],
  ['inproceedings', 'paper-conference'],
  ['conference', 'paper-conference'],
  ['phdthesis', 'thesis'],
  ['mastersthesis', 'thesis'],
  ['thesis', 'thesis'],
  ['techreport', 'report'],
  ['report', 'report'],
  ['online', 'webpage'],
  ['electronic', 'webpage'],
  ['www', 'webpage'],
  ['unpublished', 'manuscript'],
  ['patent', 'patent'],
  ['dataset', 'dataset'],
  ['software', 'software'],
  ['artwork', 'graphic'],
  ['image', 'graphic'],
  ['audio', 'song'],
  ['music', 'song'],
  ['movie', 'motion_picture'],
  ['video', 'motion_picture'],
  ['performance', 'speech'],
  ['letter', 'personal_communication'],
  ['jurisdiction', 'legal_case'],
  ['legislation', 'legislation'],
  ['legal', 'treaty'],
  ['standard', 'legislation'],
]);

/** `entrysubtype` tells these apart. */
const articleSubtypes: ReadonlyMap<string, string> = new Map([
  ['magazine', 'article-magazine'],
  ['newspaper', 'article-newspaper'],
]);

/** Theses and reports say what they are in `type`, or by their own type. */
const genres: ReadonlyMap<string, string> = new Map([
  ['phdthesis', 'PhD thesis'],
  ['mastersthesis', 'Master’s thesis'],
  ['techreport', 'technical report'],
]);

/** BibLaTeX's keys that stand for a genre (BibLaTeX manual, section 4.9.2.13). */
const genreKeys: ReadonlyMap<string, string> = new Map([
  ['phdthesis', 'PhD thesis'],
  ['mathesis', 'Master’s thesis'],
  ['mastersthesis', 'Master’s thesis'],
  ['bathesis', 'Bachelor’s thesis'],
  ['candthesis', 'Candidate thesis'],
  ['techreport', 'technical report'],
  ['resreport', 'research report'],
  ['software', 'computer software'],
  ['datacd', 'data CD'],
  ['audiocd', 'audio CD'],
  ['patent', 'patent'],
  ['patentus', 'U.S. patent'],
  ['patenteu', 'European patent'],
]);

/** Where archives keep what `eprint` numbers (BibLaTeX manual, section 3.14.7; Pandoc's list). */
const archives: readonly (readonly [eprinttype: string, address: string])[] = [
  ['arxiv', 'https://arxiv.org/abs/'],
  ['jstor', 'https://www.jstor.org/stable/'],
  ['hdl', 'https://hdl.handle.net/'],
  ['googlebooks', 'https://books.google.com?id='],
];

/** How values become text: those that hold titles of works, and the others. */
export interface Decoding {
  readonly title: (source: string) => string;
  readonly text: (source: string) => string;
}

const plainly: Decoding = { title: latexToText, text: latexToText };

/** One entry as CSL-JSON, in plain text. `type` in lower case. */
export function toReference(key: string, type: string, field: FieldSource, decoding = plainly): Reference {
  const reader = new EntryReader(type, field, decoding);
  const variables = new Variables();
  addBrief(variables, reader, field);
  for (const [variable, name] of otherNameFields) variables.add(variable, namesIn(field(name)).names);
  for (const [variable, ...fields] of textFields) {
    const isTitle = variable === 'title-short' || variable === 'event-title';
    variables.add(variable, isTitle ? reader.worksTitle(...fields) : reader.text(...fields));
  }
  variables.add('volume', reader.joined('.', 'volume', 'part'));
  variables.add('note', reader.joined('. ', 'note', 'addendum'));
  variables.add('collection-title', reader.collectionTitle());
  variables.add('genre', reader.genre());
  variables.add(...reader.number());
  for (const [variable, name] of otherDateFields) variables.add(variable, dateOf(field(name)));
  variables.add('page', pageRange(reader.text('pages')));
  variables.add('DOI', bareDoi(reader.verbatim('doi')));
  variables.add('URL', reader.url());
  variables.add('PMID', reader.text('pmid') ?? reader.eprint('pubmed'));
  variables.add('PMCID', reader.text('pmcid') ?? reader.eprint('pmc'));
  variables.add('files', filesOf(field('file')));
  return variables.reference(key, reader.cslType);
}

/** The variables of `toReference` that are titles of works, but for the short one. */
export function titlesOf(
  type: string,
  field: FieldSource,
  decoding: Decoding,
): Readonly<Record<string, string | undefined>> {
  const reader = new EntryReader(type, field, decoding);
  return {
    title: reader.title(),
    'container-title': reader.containerTitle(),
    'collection-title': reader.collectionTitle(),
    'event-title': reader.worksTitle('eventtitle'),
  };
}

/** The variables of `toReference` that a short citation shows. */
export function toBriefReference(key: string, type: string, field: FieldSource): Reference {
  const reader = new EntryReader(type, field);
  const variables = new Variables();
  addBrief(variables, reader, field);
  return variables.reference(key, reader.cslType);
}

function addBrief(variables: Variables, reader: EntryReader, field: FieldSource): void {
  const { names, others } = namesIn(field('author'));
  variables.add('author', names);
  if (others) variables.add('othersOmitted', true);
  variables.add('editor', namesIn(field('editor')).names);
  variables.add('title', reader.title());
  variables.add('container-title', reader.containerTitle());
  variables.add('container-title-short', reader.text('shortjournal'));
  variables.add('publisher', reader.publisher());
  variables.add('issued', issuedOf(field));
}

const namesIn = (source: string | undefined): NameList => parseNames(source ?? '');

/** Variables that are there: no empty texts and lists. */
class Variables {
  readonly #values: Record<string, unknown> = {};

  add(variable: string, value: unknown): void {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return;
    this.#values[variable] = value;
  }

  reference(id: string, type: string): Reference {
    return { ...this.#values, id, type };
  }
}

/** Reads what depends on more than one field. */
class EntryReader {
  readonly cslType: string;
  readonly #type: string;
  readonly #field: FieldSource;
  readonly #decoding: Decoding;

  constructor(type: string, field: FieldSource, decoding = plainly) {
    this.#type = type;
    this.#field = field;
    this.#decoding = decoding;
    const subtype = this.text('entrysubtype')?.toLowerCase() ?? '';
    const bySubtype = ['article', 'misc'].includes(type) ? articleSubtypes.get(subtype) : undefined;
    // A talk: unpublished, but given somewhere.
    const isTalk = type === 'unpublished' && this.#field('eventtitle') !== undefined;
    this.cslType = bySubtype ?? (isTalk ? 'speech' : (types.get(type) ?? 'document'));
  }

  /** The first of the fields that is there, decoded. */
  text(...names: readonly string[]): string | undefined {
    return this.#first(names, this.#decoding.text);
  }

  /** As `text`, of fields that hold titles of works. */
  worksTitle(...names: readonly string[]): string | undefined {
    return this.#first(names, this.#decoding.title);
  }

  #first(names: readonly string[], decode: (source: string) => string): string | undefined {
    for (const name of names) {
      const source = this.#field(name);
      const text = source === undefined ? '' : decode(source);
      if (text !== '') return text;
    }
    return undefined;
  }

  /** A field that holds no LaTeX, though people escape it all the same. */
  verbatim(name: string): string | undefined {
    const source = this.#field(name)?.trim();
    const text = source
      ?.replace(/^\\url\s{0,4}\{(.*)\}$/s, '$1')
      .replace(/^<(.*)>$/s, '$1')
      .replace(/\\([%&_#~{}])/g, '$1')
      .replace(/[\s{}]+/g, '');
    return text === '' ? undefined : text;
  }

  /** Those of the fields that are there. */
  joined(separator: string, ...names: readonly string[]): string | undefined {
    const texts = names.map((name) => this.text(name)).filter((text) => text !== undefined);
    return texts.length === 0 ? undefined : texts.join(separator);
  }

  /** With the subtitle; a volume of a work in several has the work's title in front. */
  title(): string | undefined {
    const own = this.#titled('title', 'subtitle', 'titleaddon');
    if (this.cslType === 'periodical')
      return this.#titled('issuetitle', 'issuesubtitle', 'issuetitleaddon') ?? own;
    if (own === undefined) return this.worksTitle('maintitle', 'booktitle');
    const main = this.cslType === 'book' ? this.#mainTitle() : undefined;
    return main === undefined || main === own ? own : joinTitles(main, own);
  }

  containerTitle(): string | undefined {
    const journal =
      this.#titled('journaltitle', 'journalsubtitle', 'journaltitleaddon', this.#decoding.text) ??
      this.#titled('journal', 'journalsubtitle', 'journaltitleaddon', this.#decoding.text);
    if (journal !== undefined) return journal;
    if (this.cslType === 'periodical')
      return this.#titled('title', 'subtitle', 'titleaddon', this.#decoding.text);
    // BibDesk writes `booktitle` in books too, where it says the title once more.
    if (this.cslType === 'book' || this.cslType === 'thesis') return undefined;
    const book = this.#titled('booktitle', 'booksubtitle', 'booktitleaddon');
    const main = this.#isPart() ? this.#mainTitle() : undefined;
    return main !== undefined && book !== undefined && main !== book
      ? joinTitles(main, book)
      : (main ?? book);
  }

  collectionTitle(): string | undefined {
    const series = this.worksTitle('series');
    // An article's series is that of its journal: "3" for the third.
    return series !== undefined && !this.#isArticle() ? series : undefined;
  }

  publisher(): string | undefined {
    return this.text('publisher', 'school', 'institution', 'organization', 'howpublished');
  }

  genre(): string | undefined {
    const type = this.text('type');
    if (type !== undefined) return genreKeys.get(type.toLowerCase()) ?? type;
    return genres.get(this.#type);
  }

  /** `number` is the issue of a journal, the number of a report or patent, and that in a series elsewhere. */
  number(): readonly [variable: string, value: string | undefined] {
    const number = this.text('number');
    if (this.#isArticle()) {
      const issue = this.text('issue');
      return [
        'issue',
        number !== undefined && issue !== undefined ? `${number}, ${issue}` : (number ?? issue),
      ];
    }
    return [numberedTypes.has(this.cslType) ? 'number' : 'collection-number', number];
  }

  url(): string | undefined {
    const url = this.verbatim('url');
    if (url !== undefined) return url;
    for (const [archive, address] of archives) {
      const eprint = this.eprint(archive);
      if (eprint !== undefined) return address + eprint.replace(/^arxiv:/i, '');
    }
    const address = this.verbatim('howpublished');
    return address !== undefined && /^https?:\/\//.test(address) ? address : undefined;
  }

  /** The number that an archive gave the work. */
  eprint(archive: string): string | undefined {
    const isThere = this.text('eprinttype', 'archiveprefix')?.toLowerCase() === archive;
    return isThere ? this.verbatim('eprint') : undefined;
  }

  #isArticle(): boolean {
    return this.cslType.startsWith('article') || this.cslType === 'periodical' || this.cslType === 'review';
  }

  #isPart(): boolean {
    return ['chapter', 'paper-conference', 'entry-encyclopedia'].includes(this.cslType);
  }

  #mainTitle(): string | undefined {
    return this.#titled('maintitle', 'mainsubtitle', 'maintitleaddon');
  }

  #titled(title: string, subtitle: string, addon: string, decode = this.#decoding.title): string | undefined {
    const main = this.#first([title], decode);
    if (main === undefined) return undefined;
    const sub = this.#first([subtitle], decode);
    const whole = sub === undefined ? main : joinTitles(main, sub);
    const added = this.#first([addon], decode);
    return added === undefined ? whole : `${whole}. ${added}`;
  }
}

const joinTitles = (main: string, sub: string): string => `${main}${/[?!.:]$/.test(main) ? '' : ':'} ${sub}`;

/** `351--354` → `351-354`, the form that CSL asks for. */
const pageRange = (pages: string | undefined): string | undefined =>
  pages?.replace(/ ?(?:[–—]|-{2,3}) ?/g, '-');

const bareDoi = (doi: string | undefined): string | undefined =>
  doi && decodedDoi(doi.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)\s{0,5}/i, ''));

/** Zotero and JabRef write `Description:path:type`, several with `;`; Mendeley `:path:pdf`. */
function filesOf(source: string | undefined): string[] {
  if (source === undefined || source.trim() === '') return [];
  return source
    .split(/(?<!\\);/, maxFiles)
    .map(pathOf)
    .filter((path) => path !== '');
}

const maxFiles = 20;

function pathOf(file: string): string {
  const parts = file.split(/(?<!\\):/).map((part) => part.replace(/\\([:;\\])/g, '$1').trim());
  const isDescribed = parts.length >= 3 && /^[a-z/+.-]+$/i.test(parts.at(-1)!);
  return isDescribed ? parts.slice(1, -1).join(':') : parts.join(':');
}
