import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLError,
} from 'yaml';
import type { Span } from '../../base/span.ts';
import type { Problem } from '../problem.ts';
import type { MarkdownDialect } from './markdown/dialect.ts';
import { Leaf, type LeafKind, LeafPool } from './markdown/leaf.ts';
import type { BibliographyDeclaration, DeclaredAbbreviation, FileLink, NamedPapers, Scope } from './types.ts';

/** A piece of front matter that is read as Markdown. */
export interface FrontMatterField {
  readonly start: number;
  readonly leaf: Leaf;
  readonly scope: Scope;
}

/**
 * What stands before the text: YAML between `---` (Pandoc manual, "Metadata blocks"), or a title block of `%`
 * lines.
 */
export interface FrontMatter {
  /** Everything up to the body, as it was read. */
  readonly source: string;
  readonly bodyStart: number;
  /** With its fences; undefined where there is none. */
  readonly span: Span | undefined;
  readonly metadata: ReadonlyMap<string, unknown>;
  readonly fields: readonly FrontMatterField[];
  readonly declarations: readonly BibliographyDeclaration[];
  readonly files: readonly FileLink[];
  readonly abbreviations: readonly DeclaredAbbreviation[];
  readonly papers: NamedPapers | undefined;
  /** The pair `references: […]`, from its key to the end of its value. */
  readonly references: Span | undefined;
  readonly citesEverything: boolean;
  readonly problems: readonly Problem[];
}

/** Front matter longer than this is not read. UTF-16 units. */
const maxLength = 300_000;
const maxProblems = 10;
/** How often aliases may be expanded before a document is given up as a bomb. */
const maxAliases = 100;
/** How deep fields are looked for under `parts`, or languages under `title`. */
const maxFieldDepth = 4;

/**
 * Fields that are read as prose. Pandoc reads every string as Markdown; most are names, dates and options.
 */
const proseFields: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ...['title', 'subtitle', 'short-title', 'shorttitle', 'running-title'].map(
    (name) => [name, 'title'] as const,
  ),
  ...['abstract', 'summary', 'plain-language-summary', 'lay-summary'].map(
    (name) => [name, 'abstract'] as const,
  ),
  ...[
    'description',
    'thanks',
    'acknowledgements',
    'acknowledgments',
    'acknowledgement',
    'acknowledgment',
    'funding',
    'authornote',
    'author-note',
    'author_note',
    'note',
    'significance',
    'highlights',
    'key-points',
    'keypoints',
    'data-availability',
    'data_availability',
    'nocite',
  ].map((name) => [name, 'body'] as const),
]);

/** Reads the front matter of `text`; `previous` is given back where its source is unchanged. */
export function readFrontMatter(text: string, dialect: MarkdownDialect, previous?: FrontMatter): FrontMatter {
  const found = findYaml(text) ?? (dialect.titleBlock ? findTitleBlock(text) : undefined);
  const bodyStart = found?.end ?? (text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (previous?.bodyStart === bodyStart && text.startsWith(previous.source)) return previous;
  const source = ` ${text.slice(0, bodyStart)}`.slice(1);
  const reader = new FrontMatterReader(source, dialect, previous);
  if (found?.kind === 'yaml') reader.readYaml(found);
  else if (found) reader.readTitleBlock(found);
  return reader.finish(bodyStart, found && { start: found.start, end: found.end });
}

interface FoundYaml extends Span {
  readonly kind: 'yaml';
  /** The YAML between the fences. */
  readonly content: Span;
  readonly isClosed: boolean;
}

interface FoundTitleBlock extends Span {
  readonly kind: 'title-block';
}

/** YAML that is never closed ends with its first blank line, so that the text behind it is still read. */
function findYaml(text: string): FoundYaml | undefined {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const opening = /^---[ \t]*(?:\r\n?|\n)/.exec(text.slice(start, start + 100));
  if (!opening) return undefined;
  const from = start + opening[0].length;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|$)|^[ \t]*(?:\r\n?|\n|$)/gm;
  closing.lastIndex = from;
  const first = closing.exec(text);
  if (first?.index === from && first[0].trim() === '') return undefined;
  for (let end = first; end; end = closing.exec(text)) {
    if (end[0].trim() !== '') {
      const content = { start: from, end: end.index };
      return { kind: 'yaml', start, end: end.index + end[0].length, content, isClosed: true };
    }
    if (end[0] === '' || end.index > maxLength) break;
  }
  if (!/^[\w"'-][^:\n]{0,200}:(?:\s|$)/.test(text.slice(from, from + 300))) return undefined;
  const end = first?.index ?? text.length;
  return { kind: 'yaml', start, end, content: { start: from, end }, isClosed: false };
}

/** `% title`, `% authors`, `% date`, each continued by indented lines (Pandoc manual, pandoc_title_block). */
function findTitleBlock(text: string): FoundTitleBlock | undefined {
  const found = /^%[^\n]*(?:\n[ \t]+\S[^\n]*){0,20}(?:\n%[^\n]*(?:\n[ \t]+\S[^\n]*){0,50}){0,2}(?:\n|$)/.exec(
    text.slice(0, 20_000),
  );
  return found ? { kind: 'title-block', start: 0, end: found[0].length } : undefined;
}

class FrontMatterReader {
  readonly #source: string;
  readonly #dialect: MarkdownDialect;
  readonly #known = new LeafPool();
  readonly #fields: FrontMatterField[] = [];
  readonly #declarations: BibliographyDeclaration[] = [];
  readonly #files: FileLink[] = [];
  readonly #abbreviations: DeclaredAbbreviation[] = [];
  readonly #problems: Problem[] = [];
  #metadata: ReadonlyMap<string, unknown> = new Map();
  #references: Span | undefined;
  #papers: NamedPapers | undefined;
  /** Where the YAML starts: yaml's ranges are relative to it. */
  #offset = 0;

  constructor(source: string, dialect: MarkdownDialect, previous: FrontMatter | undefined) {
    this.#source = source;
    this.#dialect = dialect;
    for (const field of previous?.fields ?? []) this.#known.add(field.leaf);
  }

  finish(bodyStart: number, span: Span | undefined): FrontMatter {
    return {
      source: this.#source,
      bodyStart,
      span,
      metadata: this.#metadata,
      fields: this.#fields,
      declarations: this.#declarations,
      files: this.#files,
      abbreviations: this.#abbreviations,
      papers: this.#papers,
      references: this.#references,
      citesEverything: this.#fields.some(({ leaf }) => leaf.kind === 'nocite' && leaf.scan.citesEverything),
      problems: this.#problems,
    };
  }

  readTitleBlock(block: FoundTitleBlock): void {
    const firstField = /^%[^\n]*(?:\n[ \t][^\n]*)*/.exec(this.#source.slice(0, block.end))?.[0] ?? '';
    const title = firstField.slice(1).replace(/\s+/g, ' ').trim();
    if (title === '') return;
    this.#metadata = new Map([['title', title]]);
    for (const piece of paragraphsIn(this.#source, 1, firstField.length)) {
      this.#addField(piece, 'title', [], 'yaml');
    }
  }

  readYaml(found: FoundYaml): void {
    this.#offset = found.content.start;
    if (!found.isClosed) {
      const message =
        'The front matter that starts here is not closed. Put a line of three dashes (---) behind its last line.';
      this.#problems.push({ code: 'front-matter-syntax', start: found.start, end: found.start + 3, message });
    }
    if (found.content.end - found.content.start > maxLength) {
      const message = `The front matter is longer than ${maxLength} characters and was not read. Move long parts, such as references, to files of their own.`;
      this.#problems.push({ code: 'limit-reached', start: found.start, end: found.start + 3, message });
      return;
    }
    try {
      this.#readDocument(this.#source.slice(found.content.start, found.content.end));
    } catch {
      // Only nesting deep enough to exhaust the stack comes here, and nothing that was read so far is kept
      // from use.
      const message = 'The front matter is nested too deeply to be read.';
      this.#problems.push({ code: 'front-matter-syntax', start: found.start, end: found.start + 3, message });
    }
  }

  #readDocument(yaml: string): void {
    if (repeatsItself(yaml)) {
      this.#tellRepeated();
      return;
    }
    const document = parseDocument(yaml, {
      strict: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    for (const error of document.errors.slice(0, maxProblems))
      this.#problems.push(this.#problemOf(error, yaml.length));
    const { contents } = document;
    if (!isMap(contents)) return;
    for (const pair of contents.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (key === undefined || !isNode(pair.value)) continue;
      this.#readPair(key, pair.value, isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0);
    }
    this.#metadata = this.#toMap(document);
  }

  #toMap(document: ReturnType<typeof parseDocument>): ReadonlyMap<string, unknown> {
    try {
      const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: maxAliases });
      return value instanceof Map
        ? new Map([...value].map(([key, item]) => [String(key), item as unknown]))
        : new Map();
    } catch {
      this.#tellRepeated();
      return new Map();
    }
  }

  #tellRepeated(): void {
    const message =
      'The front matter repeats parts of itself (with * and &) too often, or refers to a part that is not there.';
    this.#problems.push({ code: 'front-matter-syntax', start: this.#offset, end: this.#offset, message });
  }

  #problemOf(error: YAMLError, length: number): Problem {
    const start = this.#offset + Math.min(error.pos[0], length);
    const end = this.#offset + Math.min(Math.max(error.pos[1], error.pos[0] + 1), length);
    return { code: 'front-matter-syntax', start, end: Math.max(start, end), message: explain(error) };
  }

  #readPair(key: string, value: Node, keyStart: number): void {
    if (key === 'bibliography') {
      for (const scalar of scalarsIn(value)) {
        const written = stringOf(scalar);
        // R Markdown runs what such a tag stands before.
        const path = scalar.tag === '!expr' || scalar.tag === '!r' ? `${scalar.tag} ${written}` : written;
        if (written !== '') this.#declarations.push({ ...this.#valueSpan(scalar), path, by: 'yaml' });
      }
    } else if (key === 'csl' && isScalar(value)) {
      const path = stringOf(value);
      if (path !== '') this.#files.push({ ...this.#valueSpan(value), path, by: 'csl' });
    } else if (key === 'references') {
      this.#references = {
        start: this.#offset + keyStart,
        end: this.#offset + (value.range?.[1] ?? keyStart),
      };
    } else if (key === 'psycite-papers') {
      this.#readPapers(value, keyStart);
    } else if (key === 'abbreviations' && isMap(value)) {
      this.#readAbbreviations(value.items);
    } else if (key === 'acronyms') {
      this.#readAcronyms(value);
    } else if (key === 'parts' && isMap(value)) {
      for (const pair of value.items) {
        if (isScalar(pair.key) && isNode(pair.value)) this.#readProse(String(pair.key.value), pair.value);
      }
    } else this.#readProse(key, value);
  }

  /** A key without a value names none, and all are used. */
  #readPapers(value: Node, keyStart: number): void {
    if (isScalar(value) && value.value === null) return;
    const names = scalarsIn(value).flatMap((scalar) => {
      // A name of digits alone is a number to YAML.
      const name = (typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? '')).trim();
      return name === '' ? [] : [{ ...this.#valueSpan(scalar), name }];
    });
    const end = this.#offset + (value.range?.[1] ?? keyStart);
    const start = this.#offset + keyStart;
    this.#papers = { start, end: start + this.#source.slice(start, end).trimEnd().length, names };
  }

  #readAbbreviations(pairs: readonly { key: unknown; value: unknown }[]): void {
    for (const { key, value } of pairs) {
      if (!isScalar(key) || !isScalar(value) || typeof value.value !== 'string') continue;
      this.#abbreviations.push({ ...this.#valueSpan(key), short: String(key.value), long: value.value });
    }
  }

  /**
   * Acronyms as the filters of Pandoc and Quarto have them: `PTSD: …`, `ptsd: {short: PTSD, long: …}`
   * (pandoc-acro), or a list, with Quarto's under `keys` (`shortname`, `longname`).
   */
  #readAcronyms(value: unknown): void {
    if (isMap(value)) {
      const keys: unknown = value.get('keys', true);
      if (isCollection(keys)) {
        this.#readAcronyms(keys);
        return;
      }
      this.#readAbbreviations(value.items);
      for (const pair of value.items) this.#readAcronym(pair.value);
    } else if (isSeq(value)) for (const item of value.items) this.#readAcronym(item);
  }

  #readAcronym(item: unknown): void {
    if (!isMap(item)) return;
    const scalarOf = (...names: readonly string[]): unknown =>
      names.map((name): unknown => item.get(name, true)).find((one) => isScalar(one));
    const [short, long] = [scalarOf('short', 'shortname'), scalarOf('long', 'longname')];
    if (!isScalar(short) || !isScalar(long) || typeof long.value !== 'string') return;
    this.#abbreviations.push({ ...this.#valueSpan(short), short: String(short.value), long: long.value });
  }

  #readProse(key: string, value: Node): void {
    const scope = proseFields.get(key);
    if (!scope) return;
    for (const scalar of scalarsIn(value)) {
      if (typeof scalar.value !== 'string' || !scalar.range) continue;
      this.#addScalar(scalar, scope, key === 'nocite' ? 'nocite' : 'yaml');
    }
  }

  /** Adds a scalar as it stands in the source, a piece for each paragraph. */
  #addScalar(scalar: Scalar, scope: Scope, kind: LeafKind): void {
    let { start, end } = this.#valueSpan(scalar);
    if (scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED') {
      const header = this.#source.indexOf('\n', start);
      start = header < 0 || header >= end ? end : header + 1;
    }
    const escapes = escapesIn(this.#source.slice(start, end), scalar.type).map((span) => ({
      start: span.start + start,
      end: span.end + start,
    }));
    for (const piece of paragraphsIn(this.#source, start, end)) this.#addField(piece, scope, escapes, kind);
  }

  #addField(piece: Span, scope: Scope, escapes: readonly Span[], kind: LeafKind): void {
    const { start, end } = piece;
    const text = this.#source.slice(start, end);
    const blank = escapes
      .filter((span) => span.start >= start && span.end <= end)
      .map((span) => ({ start: span.start - start, end: span.end - start }));
    const leaf = this.#known.take(text, kind, blank) ?? new Leaf(this.#dialect, text, kind, blank);
    this.#fields.push({ start, leaf, scope });
  }

  /** The characters of a scalar, without its quotes. */
  #valueSpan(scalar: Scalar): Span {
    const [from, to] = scalar.range ?? [0, 0];
    const isQuoted = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE';
    const start = this.#offset + from + (isQuoted ? 1 : 0);
    return { start, end: Math.max(start, this.#offset + to - (isQuoted ? 1 : 0)) };
  }
}

/** Aliases that are looked up times characters that each is looked for in, at most. */
const aliasWork = 2_000_000;

/** For each alias the YAML parser looks through the document for its anchor. */
export function repeatsItself(yaml: string): boolean {
  if (!/(?:^|[\s,[{])&[^\s,[\]{}]/.test(yaml)) return false;
  const aliases = yaml.match(/(?:^|[\s,[{])\*[^\s,[\]{}*]/g)?.length ?? 0;
  return aliases > 20 && aliases * yaml.length > aliasWork;
}

/** The pieces of `[start, end)` between blank lines, without the white space around them. */
function paragraphsIn(source: string, start: number, end: number): Span[] {
  const pieces: Span[] = [];
  const text = source.slice(start, end);
  for (const found of text.matchAll(/\S[^\n\r]*(?:(?:\n|\r\n?)[ \t]*\S[^\n\r]*)*/g)) {
    const piece = found[0].trimEnd();
    pieces.push({ start: start + found.index, end: start + found.index + piece.length });
  }
  return pieces;
}

const isNode = (value: unknown): value is Node => isScalar(value) || isCollection(value) || isAlias(value);
const stringOf = (scalar: Scalar): string => (typeof scalar.value === 'string' ? scalar.value.trim() : '');

/** The scalars of a value, of its items and of its pairs' values; aliases are not followed. */
function scalarsIn(value: Node, depth = 0): Scalar[] {
  if (isScalar(value)) return [value];
  if (!isCollection(value) || depth >= maxFieldDepth) return [];
  return value.items.flatMap((item: unknown) => {
    const inner = isPair(item) ? item.value : item;
    return isNode(inner) ? scalarsIn(inner, depth + 1) : [];
  });
}

/** The characters of a quoted scalar that stand for others. */
function escapesIn(text: string, type: Scalar.Type | undefined): Span[] {
  const pattern =
    type === 'QUOTE_DOUBLE' ? /\\(?:x..|u.{4}|U.{8}|[\s\S])/g : type === 'QUOTE_SINGLE' ? /''/g : undefined;
  if (!pattern) return [];
  return [...text.matchAll(pattern)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** What a YAML error means to someone who writes a title and an abstract. */
function explain(error: YAMLError): string {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'A line of the front matter is indented with a tab. Use spaces.';
    case 'BAD_INDENT':
      if (/end with a [\]}]$/.test(error.message))
        return 'A closing bracket is missing here in the front matter.';
      return 'A line of the front matter is indented differently from its neighbours. Align it with them.';
    case 'MISSING_CHAR':
      return 'A closing quote, bracket or colon is missing here in the front matter.';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'The front matter cannot be read here. A text that holds a colon and a space must be put in quotes.';
    case 'BAD_ALIAS':
      return 'In the front matter a text that starts with * must be put in quotes.';
    default:
      return 'The front matter cannot be read here. Each field needs the form "name: value"; put a value with special characters in quotes.';
  }
}
