import { formats as named } from '../../base/fileKinds.ts';
import { formats } from './formats.ts';
import type { BibliographyFormat } from './types.ts';

/** Characters that are looked at where the name does not tell. */
const head = 20_000;

/**
 * The format of a file of references, by the extension of its name, else by what it starts with; `.txt`
 * exports are common. Undefined where neither tells.
 */
export function detectFormat(path: string, text: string): BibliographyFormat | undefined {
  const name = path.toLowerCase();
  const endsIn = (extensions: readonly string[] = []) => extensions.some((one) => name.endsWith(`.${one}`));
  const own = named.find(([, { extensions }]) => endsIn(extensions))?.[0];
  if (own !== undefined) return own;
  const start = text.slice(0, head).replace(/^\uFEFF/, '');
  const shared = named.flatMap(([format, names]) => (endsIn(names.sharedExtensions) ? [format] : []));
  if (shared.length > 0) return shared.find((format) => formats[format].isStart(start)) ?? shared[0];
  return named.find(([format]) => formats[format].needsName !== true && formats[format].isStart(start))?.[0];
}

/**
 * The format of a text that somebody pastes as references. What is Hayagriva is any YAML with such types
 * unless somebody says that these are references.
 */
export function detectPasted(text: string): BibliographyFormat | undefined {
  const start = text.slice(0, head).replace(/^\uFEFF/, '');
  const hasTitle = /^[ \t]{1,20}title[ \t]{0,5}:/m.test(start);
  return detectFormat('', text) ?? (hasTitle && formats.hayagriva.isStart(start) ? 'hayagriva' : undefined);
}
