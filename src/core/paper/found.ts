import type { Reference } from '../bibliography/types.ts';
import { customOf } from './rules.ts';

/**
 * How an import found a field: stated for programs, stated by a record of the same paper, marked by the
 * file's structure, recognised by its shape alone, or decided by a person.
 */
export type How = 'metadata' | 'record' | 'structure' | 'shape' | 'person';

/** How a field was found, how sure that is (0 to 1), and where it stands in the file. */
export interface Found {
  readonly how: How;
  readonly certainty: number;
  readonly start?: number;
  readonly end?: number;
}

/** By field; `*` stands for all that are not named. Stands in `custom.found` of a work. */
export type FoundFields = Readonly<Record<string, Found>>;

/** Fields that are less sure are shown to the person. */
export const worthALook = 0.8;

const ways: ReadonlySet<unknown> = new Set<How>(['metadata', 'record', 'structure', 'shape', 'person']);

/** What a pack says of how a work's fields were found; what does not hold is left out. */
export function foundOf(work: Reference): ReadonlyMap<string, Found> {
  const all = customOf(work)['found'];
  if (typeof all !== 'object' || all === null) return new Map();
  return new Map(Object.entries(all).filter((entry): entry is [string, Found] => isFound(entry[1])));
}

function isFound(value: unknown): value is Found {
  if (typeof value !== 'object' || value === null) return false;
  const { how, certainty, start, end } = value as Partial<Record<keyof Found, unknown>>;
  const isPlace = [start, end].every((one) => one === undefined || typeof one === 'number');
  return ways.has(how) && typeof certainty === 'number' && certainty >= 0 && certainty <= 1 && isPlace;
}
