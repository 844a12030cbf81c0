import { type Diagnostic, problemsOf } from '../workspace/problems.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * Everything that is wrong with one file, in order of place, each with the severity that the settings give
 * it.
 */
export const diagnostics = (snapshot: Snapshot, uri: string, typedAt?: number): readonly Diagnostic[] =>
  problemsOf(snapshot, uri, typedAt);
