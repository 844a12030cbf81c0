import { finished } from '../../../base/steps.ts';
import type { Reference } from '../../bibliography/types.ts';
import { type Found, foundOf } from '../../paper/found.ts';
import { customOf } from '../../paper/rules.ts';
import type { PaperPack } from '../../paper/types.ts';
import { inSteps, type Steps, within } from '../steps.ts';
import { costOfItem, fingerprint, type MergedList, mergedLists, nameItems } from './fingerprints.ts';

/**
 * Brings a pack up to date from a new import of its paper and keeps what a person did to it: an item that
 * differs from what was imported stays as it is and gains only what it lacks, an item that was added stays,
 * one that was deleted stays away. Everything else is as in `fresh`. Places are always those of the new file.
 *
 * A pack without fingerprints of its import is taken to be edited throughout.
 */
export const mergeImport = (previous: PaperPack, fresh: PaperPack): PaperPack =>
  finished(mergeImportInSteps(previous, fresh));

/** As `mergeImport`; yields the share that is done. */
export function* mergeImportInSteps(previous: PaperPack, fresh: PaperPack): Steps<PaperPack> {
  const imported = new Map(Object.entries(previous.origin?.fingerprints ?? {}));
  const lists: Record<string, readonly object[]> = {};
  for (const [index, list] of mergedLists.entries())
    lists[list] = yield* within(
      mergeList(list, previous, fresh, imported),
      index / mergedLists.length,
      (index + 1) / mergedLists.length,
    );
  const isEdited = imported.get('source') !== fingerprint(previous.source);
  const source = isEdited
    ? (decided({ ...fresh.source, ...previous.source }, previous.source, fresh.source) as Reference)
    : { ...fresh.source, id: previous.source.id };
  const { id, lang, license, disclaimer, maintainers, provenance } = previous;
  return {
    ...fresh,
    id,
    lang,
    license,
    ...(disclaimer === undefined ? {} : { disclaimer }),
    ...(maintainers === undefined ? {} : { maintainers }),
    provenance: { ...provenance, date: fresh.provenance.date },
    source,
    ...lists,
  };
}

function* mergeList(
  list: MergedList,
  previous: PaperPack,
  fresh: PaperPack,
  imported: ReadonlyMap<string, string>,
): Steps<readonly object[]> {
  const before = new Map(nameItems(list, previous[list] ?? []).map(({ name, item }) => [name, item]));
  const merged: object[] = [];
  yield* inSteps(nameItems(list, fresh[list] ?? []), costOfItem, ({ name, item }) => {
    const old = before.get(name);
    before.delete(name);
    if (old !== undefined)
      merged.push(
        imported.get(name) === fingerprint(old)
          ? item
          : withPlaces(decided({ ...lackable(old, { ...item }), ...old }, old, item), item),
      );
    else if (!imported.has(name)) merged.push(item);
  });
  // What is left stood in the old pack alone: a person added or edited it, or the new file no longer shows
  // it.
  for (const [name, item] of before) if (imported.get(name) !== fingerprint(item)) merged.push(item);
  return merged;
}

/** What an edited item may gain. Who took the mark of a candidate off a term has written its definition. */
function lackable(old: object, fresh: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (fresh['candidate'] !== true || 'candidate' in old) return fresh;
  const { candidate: _candidate, scopeNote: _scopeNote, ...rest } = fresh;
  return rest;
}

/**
 * A merged work with what a person decided of its fields: what was dropped stays away, and what was edited is
 * no longer doubtful. Other items stay as they are.
 */
function decided(merged: object, before: object, fresh: object): Record<string, unknown> {
  const work: Record<string, unknown> = { ...merged };
  const [old, now] = [before, fresh].map((one) => foundOf(one as Reference));
  if (now === undefined || now.size === 0) return work;
  const byPerson: Found = { how: 'person', certainty: 1 };
  const found = Object.fromEntries(now);
  const edited = fieldsOfWorks.filter((field) => field in before && !isSame(before, fresh, field));
  for (const field of edited) if (field in found) found[field] = byPerson;
  if ('*' in found && edited.length > 0) found['*'] = byPerson;
  for (const [field, one] of old ?? []) {
    if (one.how !== 'person') continue;
    found[field] = one;
    if (field !== '*' && !(field in before)) delete work[field];
  }
  work['custom'] = { ...customOf(work as unknown as Reference), found };
  return work;
}

const fieldsOfWorks = ['title', 'author', 'container-title', 'issued', 'volume', 'issue', 'page', 'DOI'];

const isSame = (one: object, other: object, field: string): boolean => {
  const [a, b] = [one, other].map((work) => JSON.stringify((work as Record<string, unknown>)[field]));
  return a === b;
};

/** An edited item with the places of the new one: at its top level, and of a work in `custom`. */
function withPlaces(item: Record<string, unknown>, fresh: object): object {
  const { start, end, custom } = fresh as {
    start?: number;
    end?: number;
    custom?: { start?: number; end?: number };
  };
  return {
    ...item,
    ...(start === undefined ? {} : { start, end }),
    ...(custom?.start === undefined
      ? {}
      : { custom: { ...(item['custom'] as object), start: custom.start, end: custom.end } }),
  };
}
