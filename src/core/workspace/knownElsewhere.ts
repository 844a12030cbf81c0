import type { Snapshot } from './snapshot.ts';

/**
 * True for a key that the manuscript's own tool looks up by itself, so that no bibliography has to define it: a DOI in
 * MyST, an identifier or a defined tag in a Manubot project.
 */
export function isKnownElsewhere(snapshot: Snapshot, uri: string, key: string): boolean {
  const manubotTags = snapshot.discovery(uri)?.manubotTags;
  if (manubotTags !== undefined && /^[a-z][\w.-]{0,40}:/i.test(key))
    return !/^tag:/i.test(key) || manubotTags.has(key);
  return snapshot.manuscriptFile(uri)?.syntax === 'myst' && isDoi(key);
}

/** mystmd looks a DOI up by itself: `@https://doi.org/10.1016/x` and `[@doi:10.1016/x]` need no entry. */
const isDoi = (key: string): boolean => /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)?10\.\d{4,9}\/./i.test(key);
