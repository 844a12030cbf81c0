import { shift, touches } from '../../base/span.ts';
import type { Bibliography, Reference } from '../bibliography/types.ts';
import { surname } from '../bibliography/variables.ts';
import { findAuthorYear } from '../manuscript/authorYear.ts';
import { AuthorYearIndex, resolveAuthorYear, type WorkCandidate } from '../manuscript/resolveAuthorYear.ts';
import type { AuthorYearMention, Block, BlockBody, Manuscript } from '../manuscript/types.ts';
import { blockAt } from './citations.ts';
import { entryOf, type Library, type LibraryEntry, referenceOf } from './library.ts';
import { entryOfWork, packWorks, yearOf } from './packWorks.ts';
import type { Snapshot } from './snapshot.ts';

export type AuthorYearBasis = 'exact' | 'first-author-year' | 'ambiguous' | 'unresolved';

/** A work that an author-year citation may mean. */
export interface MeantWork {
  /** The key in the library, or the work's id in its pack. */
  readonly id: string;
  readonly reference: Reference;
  /** Undefined for a pack's work that is not in the library. */
  readonly entry: LibraryEntry | undefined;
  readonly pack: string | undefined;
}

export interface ResolvedAuthorYear {
  /** In document offsets. */
  readonly mention: AuthorYearMention;
  readonly basis: AuthorYearBasis;
  readonly works: readonly MeantWork[];
}
