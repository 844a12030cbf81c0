import { languages } from '../manuscript/languages.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * True for a key that the manuscript's own tool looks up by itself, so that no bibliography has to define it:
 * a DOI in MyST, an identifier or a defined tag in a Manubot project, the name that a heading of the document
 * has.
 */
export function isKnownElsewhere(snapshot: Snapshot, uri: string, key: string): boolean {
  // `@{{author.mastodon}}`: a blank of a template, filled in before anything is cited.
  if (/^\{.*\}$/.test(key)) return true;
  const manubotTags = snapshot.discovery(uri)?.manubotTags;
  if (manubotTags !== undefined && /^[a-z][\w.-]{0,40}:/i.test(key))
    return !/^tag:/i.test(key) || manubotTags.has(key);
  const { syntax } = snapshot.manuscriptFile(uri) ?? {};
  if (syntax === undefined) return false;
  const language = languages[syntax];
  if (language.isKnownElsewhere?.(key) === true) return true;
  const parts = [snapshot.manuscript(uri)!, ...snapshot.manuscriptsBeside(uri)];
  return parts.some(({ text }) => language.definesTarget?.(text, key) === true);
}
