import type { KeyMention } from '../manuscript/types.ts';
import type { Severity } from '../problem.ts';
import { abbreviationDefinitions, termsOf } from '../terms/index.ts';
import { resolvedAuthorYears } from '../workspace/authorYear.ts';
import { citationsOf } from '../workspace/citations.ts';
import { problemsOf } from '../workspace/problems.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * Everything the server sees in a manuscript. Offsets in UTF-16 units. A public contract: see
 * ARCHITECTURE.md.
 */
export interface Annotations {
  readonly mentions: readonly AnnotatedMention[];
  readonly terms: readonly { pack: string; id: string; start: number; end: number; text: string }[];
  readonly abbreviations: readonly {
    short: string;
    long: string;
    start: number;
    end: number;
    scope: string;
  }[];
  readonly problems: readonly {
    code: string;
    start: number;
    end: number;
    severity: Severity;
    message: string;
  }[];
}

export interface AnnotatedMention {
  readonly kind: 'key' | 'author-year';
  readonly start: number;
  readonly end: number;
  readonly key?: string;
  readonly surnames?: readonly string[];
  readonly etAl?: boolean;
  readonly year?: string;
  readonly narrative?: boolean;
  readonly basis?: string;
  readonly ids?: readonly string[];
}

/** Undefined for what is no manuscript. */
export function annotations(snapshot: Snapshot, uri: string): Annotations | undefined {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return undefined;
  const library = snapshot.library(uri);
  const keys = citationsOf(manuscript).mentions.map((mention) =>
    keyMention(mention, library.find(mention.key) !== undefined),
  );
  const authorYears = resolvedAuthorYears(snapshot, uri).map(
    ({ mention, basis, works }): AnnotatedMention => ({
      kind: 'author-year',
      start: mention.start,
      end: mention.end,
      surnames: mention.surnames,
      etAl: mention.etAl,
      year: mention.year,
      narrative: mention.narrative,
      basis,
      ids: works.map((work) => work.id),
    }),
  );
  return {
    mentions: [...keys, ...authorYears].sort((a, b) => a.start - b.start || a.end - b.end),
    terms: termsOf(manuscript, snapshot.terms).map(({ pack, id, start, end, text }) => ({
      pack,
      id,
      start,
      end,
      text,
    })),
    abbreviations: abbreviationDefinitions(manuscript).map(({ short, long, start, end, scope }) => ({
      short,
      long,
      start,
      end,
      scope: scope === 'title' || scope === 'footnote' ? 'body' : scope,
    })),
    problems: problemsOf(snapshot, uri).map(({ code, start, end, severity, message }) => ({
      code,
      start,
      end,
      severity,
      message,
    })),
  };
}

const keyMention = ({ start, end, key, narrative }: KeyMention, known: boolean): AnnotatedMention => ({
  kind: 'key',
  start,
  end,
  key,
  narrative,
  basis: known ? 'exact' : 'unresolved',
  ids: known ? [key] : [],
});
