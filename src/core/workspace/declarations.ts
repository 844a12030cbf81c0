import type { Manuscript } from '../manuscript/types.ts';
import { parentOf, resolvePath } from './uri.ts';

/** True where an edit changed which other files a manuscript names, so that they have to be looked up again. */
export function declarationsDiffer(before: Manuscript, now: Manuscript): boolean {
  return paths(before) !== paths(now);
}

const paths = ({ declarations, files }: Manuscript): string =>
  [...declarations, ...files].map(({ by, path }) => `${by}\0${path}`).join('\n');

/** True where the LaTeX file `uri` inputs `target`; LaTeX resolves from the root's folder, mostly its own. */
export function includesFile(manuscript: Manuscript, uri: string, target: string): boolean {
  return manuscript.files.some((link) => {
    if (link.by === 'root' || link.by === 'documentclass' || link.by === 'csl') return false;
    const resolved = resolvePath(
      /\.[a-z]+$/i.test(link.path) ? link.path : `${link.path}.tex`,
      parentOf(uri),
    );
    return resolved.kind === 'uri' && resolved.uri === target;
  });
}
