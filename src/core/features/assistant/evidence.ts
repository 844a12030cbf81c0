import type { Span } from '../../../base/span.ts';
import { normaliseDoi, sameWork } from '../../bibliography/identity.ts';
import { creators } from '../../bibliography/variables.ts';
import { exactName, quotedText } from '../../render/quoted.ts';
import { type ResolvedAuthorYear, resolvedAuthorYears } from '../../workspace/authorYear.ts';
import { citationsOf } from '../../workspace/citations.ts';
import { isKnownElsewhere } from '../../workspace/knownElsewhere.ts';
import type { LibraryEntry } from '../../workspace/library.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { abbreviationsOf } from './abbreviations.ts';
import { doisOf } from './dois.ts';
import { dosesOf } from './doses.ts';
import { toldFact } from './reportedFacts.ts';
import type { Status } from './status.ts';
import { lineAt, type ToldWork, toldEntry, toldPackWork } from './works.ts';

/** Of one kind, in one answer. */
const maxMentions = 500;
const maxWorks = 10;
const maxReports = 10;

/** Where something stands: its words, quoted, and its line and column from 1. */
function placeOf(snapshot: Snapshot, uri: string, { start, end }: Span) {
  const text = snapshot.text(uri);
  const written = text?.slice(start, Math.min(end, start + 300)) ?? '';
  const { character } = text?.positionAt(start) ?? { character: 0 };
  return {
    quoted: true as const,
    text: quotedText(written, 200),
    line: lineAt(snapshot, uri, start) ?? 1,
    column: character + 1,
  };
}

/** Every key that a manuscript cites, with its work. */
export function citedKeys(snapshot: Snapshot, uri: string) {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return [];
  const library = snapshot.library(uri);
  return citationsOf(manuscript)
    .mentions.slice(0, maxMentions)
    .map((mention) => {
      const found = library.find(mention.key) ?? entryOfIdentifier(snapshot, uri, mention.key);
      const status: Status = found === undefined ? 'unknown' : 'known';
      return {
        ...placeOf(snapshot, uri, mention),
        status,
        key: exactName(mention.key),
        work: found === undefined ? null : toldEntry(snapshot, found),
      };
    });
}

/** `@doi:10.1000/x` cites a work by its DOI where the manuscript's own tool looks such keys up. */
function entryOfIdentifier(snapshot: Snapshot, uri: string, key: string): LibraryEntry | undefined {
  const doi = isKnownElsewhere(snapshot, uri, key) ? normaliseDoi(key) : undefined;
  return doi === undefined ? undefined : snapshot.library(uri).findWork({ doi });
}

/** Every author-year citation, with the works that it may mean. */
export const citedAuthorYears = (snapshot: Snapshot, uri: string, within?: Span) =>
  resolvedAuthorYears(snapshot, uri, within)
    .slice(0, maxMentions)
    .map((found) => {
      const { start, end, narrative, citation } = found.mention;
      // "Berman et al. (2000" ends behind the year; the bracket that it opens closes with it.
      const whole = { start, end: narrative && citation.end === end + 1 ? citation.end : end };
      return { ...placeOf(snapshot, uri, whole), ...toldResolution(snapshot, found) };
    });

/**
 * `exact`: all printed names, their number and the year; `first-author-year`: nothing speaks against the one
 * work of that author and year; `same-work`: several entries are of the one work; `ambiguous`, `none`.
 */
export type ToldBasis = 'key' | 'doi' | 'exact' | 'first-author-year' | 'same-work' | 'ambiguous' | 'none';

function toldResolution(snapshot: Snapshot, { mention, basis, works }: ResolvedAuthorYear) {
  const told: readonly ToldWork[] = works.slice(0, maxWorks).flatMap(({ entry, reference }) => {
    if (entry !== undefined) return toldEntry(snapshot, entry);
    const index = snapshot.packs.find(
      ({ pack }) => pack.source === reference || pack.references.includes(reference),
    );
    return index === undefined ? [] : toldPackWork(snapshot, { index, work: reference });
  });
  const isOneWork =
    basis === 'ambiguous' && works.every(({ reference }) => sameWork(reference, works[0]!.reference));
  const shown: ToldBasis = isOneWork ? 'same-work' : basis === 'unresolved' ? 'none' : basis;
  // An entry that ends in "and others" cannot tell of a name behind those that it has.
  const isBeyond = works.length === 1 && mention.surnames.length > creators(works[0]!.reference).length;
  const isOpen = shown === 'ambiguous' || (shown === 'first-author-year' && isBeyond);
  const status: Status = shown === 'none' ? 'unknown' : isOpen ? 'ambiguous' : 'known';
  return { status, basis: shown, works: told };
}

/** Every DOI that a text names, with its work. */
export const toldDois = (snapshot: Snapshot, uri: string) =>
  doisOf(snapshot, uri).map(({ doi, entry, work, ...span }) => {
    const told = entry ? toldEntry(snapshot, entry) : work ? toldPackWork(snapshot, work) : null;
    const status: Status = told === null ? 'unknown' : 'known';
    return { ...placeOf(snapshot, uri, span), status, doi: quotedText(doi, 300), work: told };
  });

/**
 * Every DOI, dose and abbreviation of a text, known or not. `definedIn` are manuscripts whose abbreviations
 * are known.
 */
export function evidence(snapshot: Snapshot, uri: string, definedIn: readonly string[] = []) {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return { dois: [], doses: [], abbreviations: [] };
  return {
    dois: toldDois(snapshot, uri),
    doses: dosesOf(snapshot, manuscript)
      .slice(0, maxMentions)
      .map(({ dose, status, reports }) => ({
        ...placeOf(snapshot, uri, dose),
        status,
        drug: dose.drug === undefined ? null : quotedText(dose.drug, 80),
        reports: reports.slice(0, maxReports).map(({ index, fact }) => toldFact(index, fact)),
      })),
    abbreviations: abbreviationsOf(snapshot, manuscript, definedIn)
      .slice(0, maxMentions)
      .map(({ short, long, status, source, ...span }) => ({
        ...placeOf(snapshot, uri, span),
        status,
        short: quotedText(short, 60),
        long: long === undefined ? null : quotedText(long, 200),
        source,
      })),
  };
}
