import { languages } from '../manuscript/languages.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * True for a key that the manuscript's own tool looks up by itself, so that no bibliography has to define it:
 * a DOI in MyST, an identifier or a defined tag in a Manubot project.
 */
export function isKnownElsewhere(snapshot: Snapshot, uri: string, key: string): boolean {
  const manubotTags = snapshot.discovery(uri)?.manubotTags;
  if (manubotTags !== undefined && /^[a-z][\w.-]{0,40}:/i.test(key))
    return !/^tag:/i.test(key) || manubotTags.has(key);
  const { syntax } = snapshot.manuscriptFile(uri) ?? {};
  return syntax !== undefined && languages[syntax].isKnownElsewhere?.(key) === true;
}
