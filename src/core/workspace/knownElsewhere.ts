import type { Bibliography } from '../bibliography/types.ts';
import { languages } from '../manuscript/languages.ts';
import type { Manuscript } from '../manuscript/types.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * True for a key that the manuscript's own tool looks up by itself, so that no bibliography has to define it:
 * a DOI in MyST, an identifier or a defined tag in a Manubot project, the name that a heading of the document
 * has, a key of BibTeX in other capitals.
 */
export function isKnownElsewhere(snapshot: Snapshot, uri: string, key: string): boolean {
  // `@{{author.mastodon}}`: a blank of a template, filled in before anything is cited.
  if (/^\{.*\}$/.test(key)) return true;
  const manubotTags = snapshot.discovery(uri)?.manubotTags;
  // `[@smith]: doi:10.1016/x`
  if (manubotTags?.has(key) === true) return true;
  if (manubotTags !== undefined && /^[a-z][\w.-]{0,40}:/i.test(key))
    return !/^tag:/i.test(key) || manubotTags.has(key);
  const { syntax } = snapshot.manuscriptFile(uri) ?? {};
  if (syntax === undefined) return false;
  if (languages[syntax].isKnownElsewhere?.(key) === true) return true;
  const parts = [snapshot.manuscript(uri)!, ...snapshot.manuscriptsBeside(uri)];
  // BibTeX finds `KOCH99` for `Koch99`; Biber does not.
  if (
    parts.some((part) => processorOf(part) === 'bibtex') &&
    !parts.some((part) => processorOf(part) === 'biber') &&
    snapshot.library(uri).sources.some(({ bibliography }) => foldedKeys(bibliography).has(key.toLowerCase()))
  )
    return true;
  const place = languages[syntax].placeOf?.(key) ?? key;
  return parts.some((part) => placesOf(part).has(key) || placesOf(part).has(place));
}

const bibtexCall = /^[^%\n]{0,200}?\\bibliographystyle\s{0,20}\{/m;
const biblatexCall = /^[^%\n]{0,200}?\\(?:usepackage|RequirePackage)[^%\n]{0,400}\bbiblatex\b/m;

const processors = new WeakMap<Manuscript, 'bibtex' | 'biber' | 'unknown'>();

/** What reads the bibliographies of a LaTeX document, by what a part of it says. Kept with the part. */
function processorOf(manuscript: Manuscript): 'bibtex' | 'biber' | 'unknown' {
  let known = processors.get(manuscript);
  if (known === undefined) {
    const { text } = manuscript;
    const isBiber = text.includes('biblatex') && biblatexCall.test(text);
    const isBibtex = !isBiber && text.includes('\\bibliographystyle') && bibtexCall.test(text);
    processors.set(manuscript, (known = isBiber ? 'biber' : isBibtex ? 'bibtex' : 'unknown'));
  }
  return known;
}

const folded = new WeakMap<Bibliography, ReadonlySet<string>>();

/** The keys of a bibliography in small letters. Kept with it. */
function foldedKeys(bibliography: Bibliography): ReadonlySet<string> {
  let known = folded.get(bibliography);
  if (known === undefined) {
    const keys = Array.from({ length: bibliography.size }, (_, index) => bibliography.entry(index).key);
    folded.set(bibliography, (known = new Set(keys.map((key) => key.toLowerCase()))));
  }
  return known;
}

const places = new WeakMap<Manuscript, ReadonlySet<string>>();

function placesOf(manuscript: Manuscript): ReadonlySet<string> {
  let known = places.get(manuscript);
  if (known === undefined) {
    known = languages[manuscript.syntax].namedPlaces?.(manuscript.text) ?? new Set();
    places.set(manuscript, known);
  }
  return known;
}
