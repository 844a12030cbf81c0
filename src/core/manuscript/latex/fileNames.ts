import type { FileLink } from '../types.ts';

/** The names that LaTeX tries for a file: with the extension added unless it is there, then as written. */
export function latexFileNames(path: string, extension: string, always = false): readonly string[] {
  if (path.toLowerCase().endsWith(`.${extension}`)) return [path];
  const extended = `${path}.${extension}`;
  if (always) return [extended];
  return /\.[a-z]+$/i.test(path) ? [path, extended] : [extended];
}

/** The names that a link may mean. */
export function linkNames(link: FileLink, jobName: string): readonly string[] {
  const path = withJobName(link.path, jobName);
  if (link.by === 'package') return [`${path}.sty`];
  return link.by === 'class' ? [`${path}.cls`] : latexFileNames(path, 'tex');
}

/** A path with the name that LaTeX gives to what it writes: the root file's, without its extension. */
export const withJobName = (path: string, jobName: string): string =>
  path.replace(/\\jobname\b(?:\{\}|[ \t]+)?/g, () => jobName);
