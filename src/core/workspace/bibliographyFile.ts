import type { Text } from '../../base/text.ts';
import type { Bibliography, BibliographyFormat } from '../bibliography/types.ts';
import type { Refusal } from './discovery/files.ts';

/** One file of references as the server knows it. Immutable. */
export interface BibliographyFile {
  readonly kind: 'bibliography';
  readonly uri: string;
  readonly format: BibliographyFormat;
  /** The client's version of the document; null for a file that is not open. */
  readonly version: number | null;
  readonly text: Text;
  readonly bibliography: Bibliography;
  readonly state: BibliographyState;
}

export type BibliographyState =
  | { readonly kind: 'ready' }
  /** Being read for the first time, or read anew: `bibliography` is what is known so far. */
  | { readonly kind: 'loading' }
  /** Half written on disk, or just typed in and not read again yet; `bibliography` is the last good one. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'missing' }
  | ({ readonly kind: 'refused' } & Refusal);
