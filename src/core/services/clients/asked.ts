import { normaliseDoi } from '../../bibliography/identity.ts';
import { unexpected } from '../failure.ts';
import type { ServiceFailure } from '../network.ts';
import { isObject, recordFromCsl, text, type WorkRecord } from '../record.ts';
import { type ServiceName, services } from '../services.ts';

/**
 * What a service says of one identifier: its record, that there is none, a record that is not taken, or
 * nothing.
 */
export type Asked =
  | {
      readonly kind: 'record';
      readonly record: WorkRecord;
      /** Why the record does not hold what was published about the work later. */
      readonly lacksNotices?: ServiceFailure;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** An identifier in a path: slashes stay, for some servers know no encoded ones. */
export const pathOf = (id: string): string =>
  encodeURIComponent(id).replace(/%2F/g, '/').replace(/%3A/g, ':');

/** The record of the DOI asked for; one without DOI was asked for by it. */
export function recordOfDoi(from: ServiceName, asked: string, value: unknown): Asked {
  if (!holdsRecord(value)) return unexpected(from, 'the record of a work', value);
  const read = recordFromCsl(value, from);
  if (read.kind === 'refused') return refused(from, `DOI ${asked}`, read.reason);
  const { record } = read;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const said = isObject(first) ? text(first['DOI']) : '';
  const doi = record.reference.DOI ?? said;
  if (doi !== '' && doi !== normaliseDoi(asked))
    return refused(from, `DOI ${asked}`, `the answer is about DOI ${doi.slice(0, 200)}, another work`);
  return {
    kind: 'record',
    record: { ...record, reference: { ...record.reference, DOI: normaliseDoi(asked) ?? asked } },
  };
}

/** What a description of a work has some of, under whatever names. */
const recordNames = ['title', 'titles', 'type', 'DOI', 'doi', 'PMID', 'author', 'issued'] as const;

/** CSL-JSON is an object that describes something, or a list that begins with one. */
export function holdsRecord(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(first) && recordNames.some((name) => name in first);
}

export const refused = (
  from: ServiceName,
  what: string,
  reason: string,
): Asked & { readonly kind: 'refused' } => ({
  kind: 'refused',
  reason: `What ${services[from].title} has of ${what} is not taken: ${reason}.`,
});
