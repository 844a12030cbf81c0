import type { Place } from './place.ts';

/** One bibliography of a manuscript: whether it is used, why it applies, and what it gave. */
export interface Explanation {
  readonly uri: string;
  readonly path: string;
  readonly status: 'used' | 'missing' | 'refused' | 'loading';
  readonly reason: string;
  readonly entries: number;
  readonly problems: number;
  readonly declaredAt: Place | undefined;
  /** It applies for it lies near, and nothing declares it. */
  readonly isNeighbour: boolean;
}
