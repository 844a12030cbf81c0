import type { Span } from '../../../base/span.ts';
import type { Problem } from '../../problem.ts';
import { type FrontMatter, readFrontMatter } from '../frontMatter.ts';
import { type OpenHeading, withSections } from '../headings.ts';
import { ownCitationCommands } from '../latex/commands.ts';
import type {
  BibliographyDeclaration,
  Block,
  DeclaredAbbreviation,
  FileLink,
  Manuscript,
  PreviousParse,
  SyntaxParser,
} from '../types.ts';
import { blockParserOf } from './blocks.ts';
import type { ChunkPart } from './chunk.ts';
import { ChunkReader, type Chunks } from './chunks.ts';
import { markdownCitingContext } from './context.ts';
import type { MarkdownDialect } from './dialect.ts';
import { maxLeafLength } from './leaf.ts';
import { scopesOf } from './scopes.ts';

/** Problems of one kind that are reported one by one. */
const maxProblems = 20;

/** What a manuscript was made from, kept for its next version. */
interface MarkdownState {
  readonly reading: Reading;
  readonly frontMatter: FrontMatter;
  readonly body: Chunks;
  /** The length of the text. */
  readonly end: number;
}

/** What a manuscript was put together from. */
interface Assembled {
  readonly state: MarkdownState;
  readonly kindsOfProject: readonly string[];
}

/** A manuscript of a document of several files, with the labels of the others that it refers to. */
interface Labelled {
  readonly labels: readonly string[];
  readonly manuscript: Manuscript;
}

/** A parser for one language of the Markdown family. */
export function markdownParser(dialect: MarkdownDialect): SyntaxParser {
  const known = new WeakMap<Manuscript, Assembled>();
  const lastLabelled = new WeakMap<Manuscript, Labelled>();
  let reading = readingOf(dialect, new Set());
  return {
    parse(text, options, previous) {
      const commands = ownCitationCommands(options?.latexCitationCommands);
      if (!sameNames(commands, reading.dialect.citationCommands)) reading = readingOf(dialect, commands);
      const before = previous && known.get(previous.manuscript)?.state;
      const state =
        before?.reading === reading ? reparse(reading, text, before, previous!) : parse(reading, text);
      const kindsOfProject = options?.crossReferenceKinds ?? [];
      const manuscript = assemble(dialect, text, state, kindsOfProject);
      known.set(manuscript, { state, kindsOfProject });
      return manuscript;
    },
    withLabels(manuscript, labels) {
      const made = known.get(manuscript);
      const used = made === undefined || labels.size === 0 ? [] : labelsUsed(manuscript, labels);
      if (made === undefined || used.length === 0) return manuscript;
      const last = lastLabelled.get(manuscript);
      if (last?.labels.join('\n') === used.join('\n')) return last.manuscript;
      const labelled = assemble(dialect, manuscript.text, made.state, made.kindsOfProject, used);
      known.set(labelled, made);
      lastLabelled.set(manuscript, { labels: used, manuscript: labelled });
      return labelled;
    },
    citingContextAt: (manuscript, offset) => markdownCitingContext(manuscript, dialect, offset),
  };
}

/** Those of `labels` that the manuscript seems to cite, in order of their first mention. */
function labelsUsed(manuscript: Manuscript, labels: ReadonlySet<string>): readonly string[] {
  const used = new Set<string>();
  for (const { body } of manuscript.blocks)
    for (const { key } of body.mentions) if (labels.has(key)) used.add(key);
  return [...used];
}

/** A language with the user's own commands in it, and what reads it. */
interface Reading {
  readonly dialect: MarkdownDialect;
  readonly reader: ChunkReader;
}

function readingOf(language: MarkdownDialect, citationCommands: ReadonlySet<string>): Reading {
  const dialect = { ...language, citationCommands };
  return { dialect, reader: new ChunkReader(dialect, blockParserOf(dialect)) };
}

const sameNames = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((name) => b.has(name));

function parse(reading: Reading, text: string): MarkdownState {
  const { dialect, reader } = reading;
  const frontMatter = readFrontMatter(text, dialect);
  return { reading, frontMatter, body: reader.read(text.slice(frontMatter.bodyStart)), end: text.length };
}

function reparse(
  reading: Reading,
  text: string,
  known: MarkdownState,
  previous: PreviousParse,
): MarkdownState {
  const { dialect, reader } = reading;
  const oldText = previous.manuscript.text;
  if (oldText === text) return known;
  const frontMatter = readFrontMatter(text, dialect, known.frontMatter);
  const edit = bodyEdit(hullOf(previous.edits, oldText.length), known, frontMatter.bodyStart, text.length);
  if (edit.start === edit.end && edit.start === edit.newEnd)
    return { reading, frontMatter, body: known.body, end: text.length };
  const body = reader.reread(known.body, text.slice(frontMatter.bodyStart), edit, edit.newEnd);
  return { reading, frontMatter, body, end: text.length };
}

interface ReplacedSpan extends Span {
  /** Where the replacement ends in the new text. */
  readonly newEnd: number;
}

/** The smallest span of the old text that holds all edits, and where it ends in the new text. */
function hullOf(edits: PreviousParse['edits'], oldLength: number): ReplacedSpan {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  let length = oldLength;
  // `end` counts in the text as it is before each edit; what lies behind it is untouched so far.
  for (const edit of edits) {
    start = Math.min(start, edit.start);
    const delta = edit.text.length - (edit.end - edit.start);
    end = Math.max(end, edit.end) + delta;
    length += delta;
  }
  if (start === Number.POSITIVE_INFINITY) return { start: oldLength, end: oldLength, newEnd: length };
  return { start, end: end - (length - oldLength), newEnd: end };
}

/**
 * The replaced span relative to the body, where the front matter in front of it may have become longer or
 * shorter.
 */
function bodyEdit(
  edit: ReplacedSpan,
  known: MarkdownState,
  newBodyStart: number,
  newLength: number,
): ReplacedSpan {
  const oldBodyStart = known.frontMatter.bodyStart;
  const oldLength = known.end - oldBodyStart;
  const isInPlace = oldBodyStart === newBodyStart && edit.start >= oldBodyStart;
  const start = isInPlace ? edit.start - oldBodyStart : 0;
  const untouched = Math.min(
    known.end - Math.max(edit.end, oldBodyStart),
    newLength - Math.max(edit.newEnd, newBodyStart),
  );
  return {
    start,
    end: Math.max(start, oldLength - untouched),
    newEnd: Math.max(start, newLength - newBodyStart - untouched),
  };
}

function assemble(
  dialect: MarkdownDialect,
  text: string,
  state: MarkdownState,
  kindsOfProject: readonly string[],
  labelsBeside: readonly string[] = [],
): Manuscript {
  const { frontMatter, body } = state;
  const parts: ChunkPart[] = [];
  const starts: number[] = [];
  const labels = new Set<string>();
  const files: FileLink[] = [...frontMatter.files];
  const declarations: BibliographyDeclaration[] = [...frontMatter.declarations];
  const abbreviations: DeclaredAbbreviation[] = [...frontMatter.abbreviations];
  const problems: Problem[] = [...frontMatter.problems];
  let citesEverything = frontMatter.citesEverything;
  for (const [index, chunk] of body.chunks.entries()) {
    const start = frontMatter.bodyStart + body.starts[index]!;
    for (const part of chunk.parts) {
      parts.push(part);
      starts.push(start + part.start);
    }
    if (chunk.labels.length > 0) for (const label of chunk.labels) labels.add(label);
    if (chunk.files.length > 0) for (const file of chunk.files) files.push(moved(file, start));
    if (chunk.declarations.length > 0)
      for (const item of chunk.declarations) declarations.push(moved(item, start));
    if (chunk.abbreviations.length > 0)
      for (const item of chunk.abbreviations) abbreviations.push(moved(item, start));
    if (chunk.limits.length > 0) for (const limit of chunk.limits) addLimit(problems, moved(limit, start));
    citesEverything ||= chunk.citesEverything;
  }
  const own = dialect.myst && labels.size > 0 ? new Set(labels) : undefined;
  for (const label of labelsBeside) labels.add(label);

  const kinds = dialect.customReferences?.(frontMatter.metadata, kindsOfProject) ?? [];
  if (kinds.length > 0) {
    const leaves = [...frontMatter.fields, ...parts].flatMap((part) => ('leaf' in part ? part.leaf : []));
    for (const { key } of leaves.flatMap((leaf) => leaf.scan.mentions))
      if (kinds.some((kind) => key.startsWith(`${kind}-`))) labels.add(key);
  }
  const scopes = scopesOf(parts);
  const blocks: Block[] = frontMatter.fields.map(({ start, leaf, scope }) => ({
    start,
    body: leaf.body(scope, labels),
  }));
  const headings: OpenHeading[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]!;
    const scope = scopes[index];
    if (part.kind === 'div' || scope === undefined) continue;
    const start = starts[index]!;
    blocks.push({ start, body: part.leaf.body(scope, labels) });
    if (part.kind === 'heading' && part.isSection) {
      headings.push({
        level: part.level,
        title: part.title,
        span: { start, end: start + part.leaf.text.length },
        titleSpan: moved(part.titleSpan, start),
      });
    }
  }
  return {
    syntax: dialect.syntax,
    text,
    blocks,
    headings: withSections(headings, text.length),
    metadata: frontMatter.metadata,
    frontMatter: frontMatter.span,
    ...(frontMatter.references && { embedded: [{ ...frontMatter.references, format: 'csl-yaml' }] }),
    declarations,
    files,
    declaredAbbreviations: abbreviations,
    ...(frontMatter.papers && { papers: frontMatter.papers }),
    ...(own && { labels: own }),
    citesEverything,
    problems,
  };
}

const moved = <T extends Span>(span: T, by: number): T => ({
  ...span,
  start: span.start + by,
  end: span.end + by,
});

function addLimit(problems: Problem[], span: Span): void {
  const reported = problems.filter(({ code }) => code === 'limit-reached').length;
  if (reported >= maxProblems) return;
  const isLong = span.end - span.start > maxLeafLength;
  const message = isLong
    ? `This paragraph is longer than ${maxLeafLength} characters; what is behind them was not read. Divide it with blank lines.`
    : 'Lists and quotes are nested too deeply here to be told apart. Citations in them are still found.';
  problems.push({
    code: 'limit-reached',
    start: span.start,
    end: Math.min(span.end, span.start + 80),
    message,
  });
}
