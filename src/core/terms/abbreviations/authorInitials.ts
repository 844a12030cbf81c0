import { splitNames } from '../../manuscript/authorNames.ts';
import { languages } from '../../manuscript/languages.ts';
import type { Manuscript } from '../../manuscript/types.ts';

/** More authors than this need no reading: the rest are a consortium. */
const maxAuthors = 400;
/** The head of a file, where its authors are named, characters. */
const head = 8000;

const kept = new WeakMap<Manuscript['metadata'], ReadonlySet<string>>();

/**
 * The initials of the authors that the manuscript names at its head: "RSA" for Rosa S. Adey, with and without
 * middle names.
 */
export function authorInitials(manuscript: Manuscript): ReadonlySet<string> {
  const { metadata, syntax, text } = manuscript;
  const { authorNames } = languages[syntax];
  const known = authorNames === undefined ? kept.get(metadata) : undefined;
  if (known) return known;
  const names = authorNames?.(text.slice(0, head)) ?? [
    ...namesIn(metadata.get('author'), 0),
    ...namesIn(metadata.get('authors'), 0),
  ];
  const out = new Set<string>();
  for (const name of names.slice(0, maxAuthors)) for (const initials of initialsOf(name)) out.add(initials);
  if (authorNames === undefined) kept.set(metadata, out);
  return out;
}

/** Names of `author:`: one, several in a row, a list, or a list of maps with `name`, `given` and `family`. */
function namesIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return splitNames(value);
  if (depth > 3) return [];
  if (Array.isArray(value)) return value.slice(0, maxAuthors).flatMap((one) => namesIn(one, depth + 1));
  if (!(value instanceof Map)) return [];
  const map: ReadonlyMap<unknown, unknown> = value;
  const [given, family] = [map.get('given'), map.get('family')];
  if (typeof given === 'string' && typeof family === 'string') return [`${given} ${family}`];
  return namesIn(map.get('name') ?? map.get('literal'), depth + 1);
}

/** "Rosa S. de Wit" → RSW, RSDW, RSdW and RW. None for what is no name of two to six words. */
function initialsOf(name: string): readonly string[] {
  const words = name.match(/\p{L}[\p{L}\p{M}'’]*\.?/gu) ?? [];
  if (words.length < 2 || words.length > 6) return [];
  const capital = words.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word.charAt(0));
  if (capital.length < 2) return [];
  const all = words.map((word) => word.charAt(0));
  return [capital.join(''), all.join(''), all.join('').toUpperCase(), `${capital[0]!}${capital.at(-1)!}`];
}
