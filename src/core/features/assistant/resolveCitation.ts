import type { Snapshot } from '../../workspace/snapshot.ts';
import { citedAuthorYears, type ToldBasis, toldDois } from './evidence.ts';
import { type Status, statusOfAll } from './status.ts';
import { type ToldWork, toldEntry } from './works.ts';

export interface ToldCitation {
  readonly quoted: true;
  readonly text: string;
  readonly status: Status;
  readonly resolution: 'exact' | 'ambiguous' | 'none';
  readonly basis: ToldBasis;
  readonly works: readonly ToldWork[];
}

/**
 * The works that a text cites: each author-year citation in it, or the work whose key it is, or those of its
 * DOIs. `uri` is a draft that holds the text alone. Undefined where the text cites nothing that can be read.
 */
export function resolveCitation(
  snapshot: Snapshot,
  uri: string,
  text: string,
): { readonly status: Status; readonly citations: readonly ToldCitation[] } | undefined {
  const key = text.replace(/^@|^\[@|\]$/g, '');
  const found = snapshot.library(uri).find(key);
  if (found !== undefined) {
    const works = [toldEntry(snapshot, found)];
    const citation = { quoted: true, text: works[0]!.key ?? '', works } as const;
    return {
      status: 'known',
      citations: [{ ...citation, status: 'known', resolution: 'exact', basis: 'key' }],
    };
  }
  const citations = citedAuthorYears(snapshot, uri).map(
    ({ quoted, text: written, status, basis, works }): ToldCitation => ({
      quoted,
      text: written,
      status,
      resolution: status === 'known' ? 'exact' : status === 'ambiguous' ? 'ambiguous' : 'none',
      basis,
      works,
    }),
  );
  if (citations.length === 0) return resolvedDois(snapshot, uri);
  return { status: statusOfAll(citations.map(({ status }) => status)), citations };
}

/** A text that names works by their DOIs alone. */
function resolvedDois(snapshot: Snapshot, uri: string): ReturnType<typeof resolveCitation> {
  const citations = toldDois(snapshot, uri).map(
    ({ quoted, text, status, work }): ToldCitation => ({
      quoted,
      text,
      status,
      resolution: work === null ? 'none' : 'exact',
      basis: work === null ? 'none' : 'doi',
      works: work === null ? [] : [work],
    }),
  );
  if (citations.length === 0) return undefined;
  return { status: statusOfAll(citations.map(({ status }) => status)), citations };
}
