import type { PackTerm, PaperPack } from '../types.ts';

/**
 * A paper imported again: what the file says is taken anew, what its user wrote into the pack is kept. A term that has
 * a definition was edited, for an import writes none; of references, abbreviations and sections the user's values
 * win over empty ones; items that only the old pack has are kept where they are the user's own (no offsets).
 */
export function mergeImport(previous: PaperPack, fresh: PaperPack): PaperPack {
  return {
    ...previous,
    ...fresh,
    id: previous.id,
    license: previous.license,
    ...(previous.maintainers && { maintainers: previous.maintainers }),
    references: merged(previous.references, fresh.references, (old, now) => ({ ...old, ...now })),
    sections: merged(previous.sections, fresh.sections, (old, now) => ({ ...old, ...now })),
    abbreviations: mergedBy(previous.abbreviations, fresh.abbreviations, ({ short }) => short, (old, now) => ({ ...old, ...now })),
    terms: merged(previous.terms, fresh.terms, mergeTerm),
  };
}

/** A term that its user defined keeps everything they wrote, and learns the sections of the new import. */
const mergeTerm = (old: PackTerm, now: PackTerm): PackTerm =>
  old.candidate ? { ...old, ...now } : { ...old, sections: [...new Set([...old.sections, ...now.sections])] };

const merged = <T extends { readonly id: string }>(
  previous: readonly T[],
  fresh: readonly T[],
  merge: (old: T, now: T) => T,
): readonly T[] => mergedBy(previous, fresh, ({ id }) => id, merge);

function mergedBy<T extends object>(
  previous: readonly T[],
  fresh: readonly T[],
  key: (item: T) => string,
  merge: (old: T, now: T) => T,
): readonly T[] {
  const old = new Map(previous.map((item) => [key(item), item]));
  const names = new Set(fresh.map(key));
  const own = previous.filter((item) => !names.has(key(item)) && !('start' in item));
  return [...fresh.map((item) => (old.has(key(item)) ? merge(old.get(key(item))!, item) : item)), ...own];
}
