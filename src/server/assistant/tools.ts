import { languages } from '../../base/fileKinds.ts';
import { assistant, citationText, outline, quotedText, type Syntax, syntaxOf } from '../../core/index.ts';
import { contentsOf, joinOutline } from '../../protocol/joinOutline.ts';
import type { Host } from '../host.ts';
import type { Styles } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { type Answer, answered, countOf, workLine } from './answers.ts';
import { ToolError } from './errors.ts';
import { AssistantLibrary, type Ground } from './library.ts';
import type { ToolArguments, ToolName } from './toolArguments.ts';

/** The arguments of each tool, checked by whoever calls. */
type Tool<Name extends ToolName> = (
  context: ToolContext,
  args: ToolArguments[Name],
  signal: AbortSignal,
) => Promise<Answer>;

interface ToolContext {
  readonly library: AssistantLibrary;
  readonly styles: Styles;
}

const usualLimit = 20;

const tools: { readonly [Name in ToolName]: Tool<Name> } = {
  async search_references({ library }, { query, manuscript, limit }, signal) {
    const { snapshot, uri } = await library.library(manuscript, signal);
    const { status, works, incomplete } = assistant.foundWorks(snapshot, uri, query, limit ?? usualLimit);
    const note =
      status === 'unknown'
        ? 'No work of the library or of the papers holds all of these words.'
        : `${countOf(works.length, 'work')} found${incomplete ? ', and there are more' : ''}.`;
    return answered(status, note, { works, incomplete }, works.map(workLine));
  },

  async get_reference({ library, styles }, { key, manuscript }, signal) {
    const { snapshot, uri } = await library.library(manuscript, signal);
    const { status, ...found } = assistant.getReference(snapshot, uri, key, manuscript === undefined);
    const formatted = found.work === null ? undefined : await styles.formatAll(snapshot, uri, [key], null);
    const text = quotedText(formatted?.text, 2000);
    const notes = {
      known: 'The library has this key.',
      ambiguous: 'Several bibliographies have this key for different works; name the manuscript.',
      unknown: 'No bibliography has this key.',
    };
    const style = { text, style: quotedText(formatted?.style, 120) };
    const lines = [...(text === '' ? [] : [text]), ...[found.work, ...found.others].flatMap(linesOf)];
    return answered(status, notes[status], { ...found, formatted: text === '' ? null : style }, lines);
  },

  async resolve_citation({ library }, { text, manuscript }, signal) {
    const line = quotedText(text, 2000);
    for (const written of [line, `(${line})`]) {
      const { snapshot, uri } = await library.draft(written, 'pandoc', manuscript, signal);
      const found = assistant.resolveCitation(snapshot, uri, line);
      if (found === undefined) continue;
      const { status, citations } = found;
      const uncertain = citations.some(({ basis }) => basis === 'first-author-year');
      const notes = {
        known: `Each citation means one work${uncertain ? ', of which one was found by first author and year alone' : ''}.`,
        ambiguous:
          'Which work is meant cannot be told: several fit, or the entry does not name all of its authors.',
        unknown: 'No work of the library or of the papers fits all of it.',
      };
      const lines = citations.flatMap((one) => [
        `${one.text}: ${one.resolution} (${one.basis})`,
        ...one.works.map(workLine),
      ]);
      return answered(status, notes[status], { citations }, lines);
    }
    return answered(
      'unknown',
      'The text holds no citation by author and year, no DOI, and is no key of the library.',
      {
        citations: [],
      },
    );
  },

  async define_term({ library }, { term }, signal) {
    const snapshot = await library.packs(signal);
    const { status, senses, expansions, near, more } = assistant.defineTerm(snapshot, term);
    const count = senses.length + expansions.length + more;
    const notes = {
      known: `${countOf(count, 'sense')} known.`,
      ambiguous: `${countOf(count, 'sense')} known, and the form may mean something else.`,
      unknown: `No paper or glossary knows this term.${near.length > 0 ? ' Terms with names like it are listed; each may mean something else.' : ''}`,
    };
    const lines = [
      ...senses.map(
        (one) => `${one.label} (${one.certainty}; ${one.paper.citation}): ${one.definition ?? '—'}`,
      ),
      ...expansions.map((one) => `${one.short}: ${one.long} (${one.pack})`),
      ...near.map((one) => `like it: ${one.label} (${one.pack})`),
    ];
    return answered(status, notes[status], { senses, expansions, near, more }, lines);
  },

  async reported_facts({ library }, { about }, signal) {
    const snapshot = await library.packs(signal);
    const { status, facts, more } = assistant.reportedFacts(snapshot, about);
    const note =
      status === 'unknown'
        ? 'No paper reports a value of this.'
        : `${countOf(facts.length + more, 'fact')} reported. This is what papers report, and no advice.`;
    const lines = facts.map((one) => `${one.reported} (${one.paper.citation}, ${one.section ?? '—'})`);
    return answered(status, note, { facts, more }, lines);
  },

  async manuscript_outline({ library }, { manuscript }, signal) {
    const { snapshot, uri } = await library.manuscript(manuscript, signal);
    const own = outline(snapshot, uri).manuscript;
    if (own === null) throw new ToolError('arguments', 'The manuscript has no outline.');
    const told = assistant.toldOutline(own);
    const counts = `${countOf(told.sections.length + told.more, 'section')}, ${countOf(told.words, 'word')}.`;
    const parts = assistant.partsOf(snapshot, uri);
    const lines = told.sections.map(
      (one) =>
        `${'  '.repeat(Math.min(6, one.level - 1))}${one.title} (line ${one.line}, ${one.words} words)`,
    );
    return answered('known', `${counts}${besides(parts)}`, { outline: told, parts }, lines);
  },

  async manuscript_citations({ library }, { manuscript }, signal) {
    const { snapshot, uri } = await library.manuscript(manuscript, signal);
    const keys = assistant.citedKeys(snapshot, uri);
    const authorYears = assistant.citedAuthorYears(snapshot, uri);
    const all = [...keys, ...authorYears];
    const status = all.length === 0 ? 'known' : assistant.statusOfAll(all.map((one) => one.status));
    const lines = all.map((one) => `${one.line}:${one.column} ${one.text}: ${one.status}`);
    const parts = assistant.partsOf(snapshot, uri);
    const note = all.length === 0 ? 'This file cites nothing.' : summary(all);
    return answered(status, `${note}${besides(parts)}`, { keys, authorYears, parts }, lines);
  },

  async check_manuscript({ library }, { manuscript, text, syntax }, signal) {
    const { snapshot, uri, partOf } =
      text === undefined
        ? { ...(await library.manuscript(manuscript!, signal)), partOf: [] }
        : await library.draft(text, syntaxNamed(syntax, text), manuscript, signal);
    const { status, ...found } = assistant.checkText(snapshot, uri, partOf);
    const { problems, keys, authorYears, dois, doses, abbreviations } = found;
    const claims = [...keys, ...authorYears, ...dois, ...doses];
    const note = `${countOf(problems.length, 'problem')}; ${summary(claims)}`;
    const lines = [
      ...problems.map((one) => `${one.line}:${one.column} ${one.severity} ${one.code}: ${one.message}`),
      ...[...claims, ...abbreviations].map((one) => `${one.line}:${one.column} ${one.text}: ${one.status}`),
    ];
    return answered(status, note, found, lines);
  },

  async cite({ library }, { keys, manuscript }, signal) {
    const { snapshot, uri } = await library.library(manuscript, signal);
    const known = snapshot.library(uri);
    const unknown = keys.filter((key) => known.find(key) === undefined);
    const text = unknown.length > 0 ? '' : citationText(snapshot, uri, undefined, keys);
    const works = keys.flatMap((key) => assistant.getReference(snapshot, uri, key, false).work ?? []);
    const told = {
      text: text === '' ? null : text,
      works,
      unknownKeys: unknown.map((key) => quotedText(key, 300)),
    };
    if (unknown.length > 0)
      return answered(
        'unknown',
        `${countOf(unknown.length, 'key')} not in the library: nothing is cited.`,
        told,
      );
    if (text === '') return answered('unknown', 'These keys cannot be written in this manuscript.', told);
    return answered('known', 'Insert the text as it is.', told, [text, ...works.map(workLine)]);
  },

  async missing_works({ library }, { manuscript }, signal) {
    const { snapshot, uri } = await library.manuscript(manuscript, signal);
    const update = outline(snapshot, uri);
    const read = joinOutline(update, contentsOf(update));
    const papers = assistant.missingWorks(snapshot, uri, read.papers);
    const missing = papers.reduce((sum, { works, more }) => sum + works.length + more, 0);
    const note =
      papers.length === 0
        ? 'There is no paper.'
        : `${countOf(missing, 'work')} of ${countOf(papers.length, 'paper')} not cited in the manuscript.`;
    const lines = papers.flatMap((paper) => [paper.citation, ...paper.works.map(workLine)]);
    return answered(papers.length === 0 ? 'unknown' : 'known', note, { papers }, lines);
  },
};

/** Says that the other files of a document are manuscripts of their own here. */
const besides = ({ length }: readonly string[]): string =>
  length === 0 ? '' : ` The document has ${countOf(length, 'other file')}: see “parts”.`;

const linesOf = (work: Parameters<typeof workLine>[0] | null): readonly string[] =>
  work === null ? [] : [workLine(work)];

/** How many are known, ambiguous, unknown. */
function summary(all: readonly { readonly status: assistant.Status }[]): string {
  const of = (status: assistant.Status): number => all.filter((one) => one.status === status).length;
  return `${of('known')} known, ${of('ambiguous')} ambiguous, ${of('unknown')} unknown.`;
}

/** The syntax of a draft by any of `spokenLanguages`. Markdown may turn out to be MyST. */
function syntaxNamed(name: string | undefined, text: string): Syntax | undefined {
  const own = languages.find(([syntax]) => syntax === name)?.[0];
  return own ?? (name === undefined ? undefined : syntaxOf(`file:///draft.${name}`, name, text));
}

/** All tools over one workspace. */
export class Tools {
  readonly #context: ToolContext;

  constructor(workspace: Workspace, styles: Styles, host: Host, patience?: number) {
    this.#context = { library: new AssistantLibrary(workspace, host, patience), styles };
  }

  call<Name extends ToolName>(name: Name, args: ToolArguments[Name], signal: AbortSignal): Promise<Answer> {
    return tools[name](this.#context, args, signal);
  }

  /** The library of all manuscripts. */
  wholeLibrary(signal: AbortSignal): Promise<Ground> {
    return this.#context.library.library(undefined, signal);
  }
}
