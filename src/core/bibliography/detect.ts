import { formats } from '../../base/fileKinds.ts';
import { hayagrivaKinds } from './hayagriva/types.ts';
import type { BibliographyFormat } from './types.ts';

/** Characters that are looked at where the name does not tell. */
const head = 20_000;

/**
 * The format of a file of references, by the extension of its name, else by what it starts with; `.txt` exports are
 * common. Undefined where neither tells.
 */
export function detectFormat(path: string, text: string): BibliographyFormat | undefined {
  const format = formatOfExtension(path) ?? formatOfContent(text);
  return format === 'csl-yaml' && isHayagriva(text.slice(0, head)) ? 'hayagriva' : format;
}

const hayagrivaTypes: ReadonlySet<string> = new Set(hayagrivaKinds.map(([, { type }]) => type));

/** A mapping of keys to works, each with a type that Hayagriva knows, is no CSL. */
function isHayagriva(start: string): boolean {
  if (/^(?:references\s{0,20}:|- )/m.test(start)) return false;
  const types = [...start.matchAll(/^[ \t]{1,20}type[ \t]{0,5}:[ \t]{0,5}["']?([A-Za-z]{1,20})/gm)];
  return types.length > 0 && types.every(([, type]) => hayagrivaTypes.has(type!.toLowerCase()));
}

/** By name alone, for files that are not read yet. */
function formatOfExtension(path: string): BibliographyFormat | undefined {
  const name = path.toLowerCase();
  const endsIn = (extensions: readonly string[] = []) => extensions.some((one) => name.endsWith(`.${one}`));
  const found =
    formats.find(([, { extensions }]) => endsIn(extensions)) ??
    formats.find(([, { sharedExtensions }]) => endsIn(sharedExtensions));
  return found?.[0];
}

function formatOfContent(text: string): BibliographyFormat | undefined {
  const start = text.slice(0, head).replace(/^\uFEFF/, '');
  if (/^\s{0,1000}[[{]/.test(start) && /"(?:id|type|citation-key|title)"\s{0,20}:/.test(start))
    return 'csl-json';
  if (/^ {0,3}TY {1,2}-/m.test(start)) return 'ris';
  if (/^PMID *- ?\d/m.test(start)) return 'nbib';
  if (/^%0 /m.test(start)) return 'enw';
  if (/^[ \t]{0,20}@[A-Za-z]{1,40}\s{0,20}[{(]/m.test(start)) return 'bibtex';
  if (/^references\s{0,20}:/m.test(start) || /^- id:/m.test(start)) return 'csl-yaml';
  return undefined;
}
