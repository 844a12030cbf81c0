import { sameWork } from '../../bibliography/identity.ts';
import { quotedValue } from '../../render/quoted.ts';
import { referenceOf } from '../../workspace/library.ts';
import { packWorks } from '../../workspace/packWorks.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Status } from './status.ts';
import { toldEntry, toldPackWork } from './works.ts';

const maxOthers = 10;

/**
 * The work that a key cites, as CSL-JSON. Ambiguous where `isOpen`, that is, where no manuscript says which
 * bibliography counts, and entries of this key are of different works.
 */
export function getReference(snapshot: Snapshot, uri: string, key: string, isOpen: boolean) {
  const library = snapshot.library(uri);
  const found = library.find(key);
  if (found === undefined) {
    const offered = packWorks(snapshot).filter(({ work }) => work.id === key);
    const status: Status = 'unknown';
    const others = offered.slice(0, maxOthers).map((one) => toldPackWork(snapshot, one));
    return { status, work: null, csl: null, others };
  }
  const reference = referenceOf(found);
  const others = library
    .all(key)
    .filter(({ source, index }) => source !== found.source || index !== found.index);
  const differs = others.some((other) => !sameWork(referenceOf(other), reference));
  const status: Status = isOpen && differs ? 'ambiguous' : 'known';
  return {
    status,
    work: toldEntry(snapshot, found),
    csl: cslOf(reference, key),
    others: others.slice(0, maxOthers).map((other) => toldEntry(snapshot, other)),
  };
}

/** What is PsyCite's own is left out. */
function cslOf(reference: ReturnType<typeof referenceOf>, key: string): Record<string, unknown> {
  const { files: _files, othersOmitted: _others, custom: _custom, ...csl } = reference;
  return { ...(quotedValue(csl) as Record<string, unknown>), id: quotedValue(key) };
}
