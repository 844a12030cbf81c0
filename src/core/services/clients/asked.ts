import { normalizeDoi } from '../../bibliography/identity.ts';
import type { ServiceFailure } from '../network.ts';
import type { ReadRecord, WorkRecord } from '../record.ts';
import { type ServiceName, services } from '../services.ts';

/**
 * What a service says of one identifier: its record, that there is none, a record that is not taken, or
 * nothing.
 */
export type Asked =
  | { readonly kind: 'record'; readonly record: WorkRecord }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** An identifier in a path: slashes stay, for some servers know no encoded ones. */
export const pathOf = (id: string): string =>
  encodeURIComponent(id).replace(/%2F/g, '/').replace(/%3A/g, ':');

/** A record that is about the DOI asked for; one without DOI was asked for by it. */
export function sameDoi(from: ServiceName, asked: string, read: ReadRecord): Asked {
  if (read.kind === 'refused') return refused(from, `DOI ${asked}`, read.reason);
  const { record } = read;
  const doi = record.reference.DOI;
  if (doi !== undefined && doi !== normalizeDoi(asked))
    return refused(from, `DOI ${asked}`, `the answer is about DOI ${doi}, another work`);
  return {
    kind: 'record',
    record: { ...record, reference: { ...record.reference, DOI: normalizeDoi(asked) ?? asked } },
  };
}

export const refused = (
  from: ServiceName,
  what: string,
  reason: string,
): Asked & { readonly kind: 'refused' } => ({
  kind: 'refused',
  reason: `What ${services[from].title} has of ${what} is not taken: ${reason}.`,
});
