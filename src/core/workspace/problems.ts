import { type Span, touches } from '../../base/span.ts';
import { sameWorkGroups } from '../bibliography/identity.ts';
import { missingFields } from '../bibliography/requiredFields.ts';
import type { Bibliography } from '../bibliography/types.ts';
import type { Manuscript } from '../manuscript/types.ts';
import type { Problem, ProblemCode, Severity } from '../problem.ts';
import { oneLine, quoted } from '../render/escape.ts';
import { type FindingFix, noticeFinding } from '../services/findings.ts';
import { listedNotices } from '../services/listedNotices.ts';
import { checkAbbreviations, checkTermVariants, checkWording } from '../terms/index.ts';
import { citationsOf } from './citations.ts';
import type { Refusal } from './discovery/files.ts';
import { mayBeHandle } from './fixes/citationFixes.ts';
import { isKnownElsewhere } from './knownElsewhere.ts';
import type { ManuscriptFile } from './manuscriptFile.ts';
import { pageOf } from './page.ts';
import { severityOf } from './settings.ts';
import type { AppliedBibliography, Snapshot } from './snapshot.ts';
import { undeclaredBibliography } from './undeclared.ts';
import { unknownPapers } from './unknownPapers.ts';
import { displayPath, fileName, isInside } from './uri.ts';

/** A problem with the severity that the settings give it; never `off`. */
export interface Diagnostic extends Problem {
  readonly severity: Exclude<Severity, 'off'>;
  /** Of what a service's record says: what fixes it. */
  readonly fix?: FindingFix;
}

/** More than this in one file helps nobody; the last one then says so. */
const maxDiagnostics = 1_000;
/**
 * Above this many entries, unused ones are not marked: a personal library is meant to hold more than one
 * paper cites.
 */
const maxUnusedEntries = 1_000;

const known = new WeakMap<Snapshot, Map<string, readonly Diagnostic[]>>();

/**
 * Everything that is wrong with one file, in order of place. `typedAt` is where the cursor stands that has
 * just typed: the key that it stands in is not undefined yet, nor is the first of the words that search for
 * one. Found once for a snapshot, whoever asks.
 */
export function problemsOf(snapshot: Snapshot, uri: string, typedAt?: number): readonly Diagnostic[] {
  let ofSnapshot = known.get(snapshot);
  if (ofSnapshot === undefined) {
    ofSnapshot = new Map();
    known.set(snapshot, ofSnapshot);
  }
  let problems = ofSnapshot.get(uri);
  if (problems === undefined) {
    problems = find(snapshot, uri);
    ofSnapshot.set(uri, problems);
  }
  if (typedAt === undefined) return problems;
  return problems.filter(
    (problem) =>
      problem.code !== 'citation-undefined' ||
      !(touches(problem, typedAt) || isSearchedFor(snapshot, uri, problem, typedAt)),
  );
}

/** UTF-16 units in front of a cursor that are looked at. */
const maxSearchLength = 300;

/** True where words alone stand between a key and the cursor, in an open bracket: `[@risk aft`. */
function isSearchedFor(snapshot: Snapshot, uri: string, { end }: Span, typedAt: number): boolean {
  if (typedAt <= end || typedAt - end > maxSearchLength) return false;
  const before = snapshot.text(uri)?.slice(Math.max(0, end - maxSearchLength), typedAt) ?? '';
  const words = before.slice(before.length - (typedAt - end));
  return /^[\p{L}\p{N} '’-]+$/u.test(words) && before.lastIndexOf('[') > before.lastIndexOf(']');
}

function find(snapshot: Snapshot, uri: string): readonly Diagnostic[] {
  const manuscript = snapshot.manuscript(uri);
  // A saved page is read, not written: nothing in it is the user's to fix.
  if (manuscript !== undefined && pageOf(snapshot, uri) !== undefined) return [];
  const problems = manuscript
    ? [...manuscriptProblems(snapshot, uri, manuscript)]
    : [
        ...(snapshot.packFile(uri)?.problems ?? []),
        ...bibliographyProblems(snapshot, uri),
        ...projectFileProblems(snapshot, uri),
      ];
  const out: Diagnostic[] = [];
  for (const problem of problems.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const severity = severityOf(snapshot.settings, problem.code, problem.severity);
    if (severity === 'off') continue;
    if (out.length === maxDiagnostics) {
      out.push({ ...limitReached(problem), severity: 'information' });
      break;
    }
    out.push({ ...shown(problem), severity });
  }
  return out;
}

/** A message's longest form. Each name in it is cut to less; this is for those that are not. */
const messageLength = 1_000;

/** A problem as any editor can show it: on one line, whatever keys and paths it tells of. */
const shown = (problem: Problem): Problem => ({
  ...problem,
  message: oneLine(problem.message, messageLength),
  ...(problem.related && {
    related: problem.related.map((one) => ({ ...one, message: oneLine(one.message, messageLength) })),
  }),
});

const limitReached = ({ start, end }: Span): Problem => ({
  start,
  end,
  code: 'limit-reached',
  message: `Only the first ${maxDiagnostics} problems of this file are shown.`,
});

function* manuscriptProblems(snapshot: Snapshot, uri: string, manuscript: Manuscript): Generator<Problem> {
  yield* manuscript.problems;
  const applied = snapshot.appliedBibliographies(uri);
  for (const one of applied) {
    const problem = declarationProblem(snapshot, uri, one);
    if (problem !== undefined) yield problem;
  }
  yield* unknownPapers(snapshot, uri);
  yield* undeclaredBibliography(snapshot, uri);
  yield* undefinedCitations(snapshot, uri, manuscript);
  yield* retractedCitations(snapshot, uri, manuscript);
  const options = {
    allowed: snapshot.settings.allowedAbbreviations,
    minimumUses: snapshot.settings.minimumAbbreviationUses,
    spelling: snapshot.spelling(uri),
    beside: snapshot.manuscriptsBeside(uri),
    before: snapshot.manuscriptsBefore(uri),
  };
  yield* checkAbbreviations(manuscript, snapshot.terms, options);
  yield* checkTermVariants(manuscript, snapshot.terms);
  yield* checkWording(manuscript);
}

function* undefinedCitations(snapshot: Snapshot, uri: string, manuscript: Manuscript): Generator<Problem> {
  if (!isLibraryKnown(snapshot, uri)) return;
  for (const mention of citationsOf(manuscript).mentions) {
    const { key, start, end } = mention;
    const message = undefinedText(snapshot, uri, key);
    if (message === undefined) continue;
    const advice = mayBeHandle(manuscript, mention)
      ? ` A name that is no citation is written ${quoted(`\\@${key}`)}.`
      : '';
    yield { code: 'citation-undefined', start, end, message: message + advice };
  }
}

/**
 * False where a file is declared and not read: what it holds nobody knows, and its declaration alone is told
 * of.
 */
export const isLibraryKnown = (snapshot: Snapshot, uri: string): boolean =>
  snapshot.discovery(uri) !== undefined && !snapshot.appliedBibliographies(uri).some(isUnknown);

/** What is said of a key that nothing defines; undefined for one that something does. */
export function undefinedText(snapshot: Snapshot, uri: string, key: string): string | undefined {
  const library = snapshot.library(uri);
  if (library.find(key) !== undefined || isKnownElsewhere(snapshot, uri, key)) return undefined;
  const where =
    library.sources.length === 0
      ? 'No bibliography was found for this manuscript.'
      : library.sources.length === 1
        ? `${fileName(library.sources[0]!.uri)} has no entry with this key.`
        : `None of the ${library.sources.length} bibliographies of this manuscript has an entry with this key.`;
  return `${quoted(key)} is not defined. ${where}`;
}

/** What the entries themselves say of their works: nobody is asked. */
function* retractedCitations(snapshot: Snapshot, uri: string, manuscript: Manuscript): Generator<Problem> {
  const library = snapshot.library(uri);
  for (const { key, start, end } of citationsOf(manuscript).mentions) {
    const entry = library.find(key);
    if (entry === undefined) continue;
    for (const notice of listedNotices(entry.source.bibliography, entry.index))
      yield { ...noticeFinding(key, notice), start, end };
  }
}

function* retractedEntries(bibliography: Bibliography): Generator<Problem> {
  for (let index = 0; index < bibliography.size; index += 1) {
    const notices = listedNotices(bibliography, index);
    if (notices.length === 0) continue;
    const { key, keySpan } = bibliography.entry(index);
    for (const notice of notices) yield { ...noticeFinding(key, notice), ...keySpan };
  }
}

/**
 * True where a file may hold keys that PsyCite does not know: it is still being read, or declared and cannot
 * be.
 */
function isUnknown({ found, file }: AppliedBibliography): boolean {
  if (found.refused === undefined && (file === undefined || file.state.kind === 'loading')) return true;
  if (found.declaredAt === undefined) return false;
  return found.refused !== undefined || file?.state.kind === 'missing' || file?.state.kind === 'refused';
}

/** What is wrong with a declared file, at its declaration in this manuscript. */
function declarationProblem(
  snapshot: Snapshot,
  uri: string,
  { found, file }: AppliedBibliography,
): Problem | undefined {
  const at = found.declaredAt;
  if (at === undefined || at.uri !== uri) return undefined;
  const { start, end, path } = at;
  const refused = found.refused ?? (file?.state.kind === 'refused' ? file.state : undefined);
  if (refused !== undefined) {
    const advice =
      refused.why === 'outside'
        ? ' To use it all the same, name it in your user setting psycite.bibliographies.'
        : '';
    return {
      code: refusalCodes[refused.why],
      start,
      end,
      message: `${quoted(path, 200)} is not read: ${refused.reason}.${advice}`,
    };
  }
  if (file?.state.kind !== 'missing') return undefined;
  const folder = snapshot.folders.find((candidate) => isInside(found.uri, candidate));
  return {
    code: 'bibliography-not-found',
    start,
    end,
    message: `There is no file ${quoted(displayPath(found.uri, folder), 200)}. Check the path, or create the file.`,
  };
}

const refusalCodes = {
  outside: 'bibliography-outside-workspace',
  unreadable: 'bibliography-unreadable',
  'no-match': 'bibliography-not-found',
  'not-followed': 'bibliography-not-followed',
} as const satisfies Record<Refusal['why'], ProblemCode>;

/**
 * What is wrong with the files that a project file declares; several manuscripts may lean on one declaration.
 */
function* projectFileProblems(snapshot: Snapshot, uri: string): Generator<Problem> {
  if (!snapshot.projectFiles().has(uri)) return;
  const told = new Set<number>();
  for (const manuscript of snapshot.manuscriptFiles()) {
    for (const one of snapshot.appliedBibliographies(manuscript.uri)) {
      const problem = declarationProblem(snapshot, uri, one);
      if (problem === undefined || told.has(problem.start)) continue;
      told.add(problem.start);
      yield problem;
    }
  }
}

function* bibliographyProblems(snapshot: Snapshot, uri: string): Generator<Problem> {
  const file = snapshot.bibliographyFile(uri);
  if (file === undefined) return;
  const { bibliography } = file;
  yield* bibliography.problems;
  if (bibliography.size <= maxCheckedEntries) {
    yield* duplicateWorks(snapshot, uri);
    yield* retractedEntries(bibliography);
    if (bibliography.format === 'bibtex') yield* missingFields(bibliography);
  }
  if (snapshot.isWhole && bibliography.size <= maxUnusedEntries) yield* unusedEntries(snapshot, uri);
}

/** Checks that decode every entry stop here: they would take seconds on a library of a whole field. */
const maxCheckedEntries = 5_000;

function* duplicateWorks(snapshot: Snapshot, uri: string): Generator<Problem> {
  const { bibliography } = snapshot.bibliographyFile(uri)!;
  for (const group of sameWorkGroups(bibliography)) {
    for (const index of group) {
      const { key, keySpan } = bibliography.entry(index);
      const others = firstOthers(group, index).map((other) => bibliography.entry(other));
      const more = group.length - 1 - others.length;
      yield {
        code: 'bib-duplicate-work',
        ...keySpan,
        message: `${quoted(key)} looks like the same work as ${others.map((other) => quoted(other.key)).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
        related: others.map((other) => ({
          ...other.keySpan,
          message: `The other entry: ${quoted(other.key)}`,
        })),
      };
    }
  }
}

/** Places named with a problem at most: a group may hold every entry of the file. */
const maxRelated = 5;

function firstOthers(group: readonly number[], index: number): readonly number[] {
  return group
    .slice(0, maxRelated + 1)
    .filter((other) => other !== index)
    .slice(0, maxRelated);
}

function* unusedEntries(snapshot: Snapshot, uri: string): Generator<Problem> {
  const manuscripts = snapshot.manuscriptsCiting(uri);
  if (manuscripts.some((file) => file.manuscript.citesEverything)) return;
  // Manuscripts without a key are not written yet, or were written by a program: they say nothing of what is
  // used.
  if (manuscripts.every((file) => citationsOf(file.manuscript).byKey.size === 0)) return;
  const { bibliography } = snapshot.bibliographyFile(uri)!;
  const parents = new Set(parentKeys(bibliography));
  for (const beside of besides(snapshot, manuscripts)) for (const key of parentKeys(beside)) parents.add(key);
  for (let index = 0; index < bibliography.size; index += 1) {
    const { key, aliases, keySpan } = bibliography.entry(index);
    const used = manuscripts.some((file) =>
      [key, ...aliases].some((name) => citationsOf(file.manuscript).byKey.has(name)),
    );
    if (used || parents.has(key)) continue;
    const message = `${quoted(key)} is not cited in any manuscript that uses this bibliography.`;
    yield { code: 'bib-unused-entry', ...keySpan, unnecessary: true, message };
  }
}

/** The bibliographies that the manuscripts have too: BibTeX reads those of a document as one. */
function besides(snapshot: Snapshot, manuscripts: readonly ManuscriptFile[]): ReadonlySet<Bibliography> {
  const found = new Set<Bibliography>();
  for (const { uri } of manuscripts) {
    for (const { bibliography } of snapshot.library(uri).sources)
      if (bibliography.size <= maxCheckedEntries) found.add(bibliography);
  }
  return found;
}

const knownParents = new WeakMap<Bibliography, ReadonlySet<string>>();

/** Entries that others inherit from: they are used without being cited. */
function parentKeys(bibliography: Bibliography): ReadonlySet<string> {
  const known = knownParents.get(bibliography);
  if (known !== undefined) return known;
  const keys = new Set<string>();
  knownParents.set(bibliography, keys);
  for (let index = 0; index < bibliography.size; index += 1) {
    for (const { name, value } of bibliography.fields(index)) {
      if (!/^(?:crossref|xref|xdata)$/i.test(name)) continue;
      for (const key of value.split(',')) keys.add(key.trim());
    }
  }
  return keys;
}
