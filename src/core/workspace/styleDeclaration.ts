import { languages } from '../manuscript/languages.ts';
import type { Snapshot } from './snapshot.ts';
import { isInside, parentOf } from './uri.ts';

/**
 * The manuscript's citation style as it names it: `csl:` of the front matter, `style:` of Typst, the style of
 * biblatex or BibTeX by CSL's name, what the project's file says, else the setting. A path is below the
 * manuscript's folder. Undefined where nothing names one.
 */
export function styleOf(snapshot: Snapshot, uri: string): string | undefined {
  const manuscript = snapshot.manuscript(uri);
  const own = manuscript && languages[manuscript.syntax].writing.style?.(manuscript)?.style.trim();
  if (own !== undefined && own !== '') return own;
  const project = snapshot.discovery(uri)?.style;
  if (project !== undefined) return fromFolder(project.path, parentOf(project.uri), parentOf(uri));
  return snapshot.settings.cslStyle === '' ? undefined : snapshot.settings.cslStyle;
}

/** A path below `above`, from a folder in it. */
function fromFolder(path: string, above: string, folder: string): string {
  if (!/\.csl$/i.test(path) || /^(?:[/~]|[a-z]+:)/i.test(path) || !isInside(folder, above)) return path;
  const depth = folder
    .slice(above.length)
    .split('/')
    .filter((part) => part !== '').length;
  return '../'.repeat(depth) + path;
}
