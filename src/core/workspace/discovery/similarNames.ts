import { distance } from 'fastest-levenshtein';

/** Names of files compared with one that is missing. */
const maxCompared = 1_000;
/** More than these are no suggestion. */
const maxSimilar = 5;

/**
 * Of names with the same extension, those within an edit distance of a quarter of the name without it, or
 * case alone.
 */
export function similarFileNames(wanted: string, names: readonly string[]): readonly string[] {
  const [stem, extension] = parted(wanted);
  const limit = Math.max(1, Math.floor(stem.length / 4));
  return names
    .slice(0, maxCompared)
    .filter((name) => {
      const [other, otherExtension] = parted(name);
      const isNear = Math.abs(other.length - stem.length) <= limit && distance(stem, other) <= limit;
      return otherExtension === extension && isNear;
    })
    .slice(0, maxSimilar);
}

function parted(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  const lower = name.toLowerCase().normalize();
  return dot <= 0 ? [lower, ''] : [lower.slice(0, dot), lower.slice(dot)];
}
