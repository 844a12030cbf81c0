import { type Sense, sensesOf, type TermIndex } from '../../terms/index.ts';
import { spellingKey } from '../../terms/variants.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

/** Short forms up to this length stand for more than anybody lists. */
const openLength = 2;

/**
 * True where the form is known to stand for something else too, or is too short to stand for one thing. That
 * other fields may use its letters otherwise does not count: whoever asks, asks in this field.
 */
export const isOpen = ({ reason, elsewhere, label, form }: Sense): boolean =>
  elsewhere.length > 0 || (form === 'short' && label.length <= openLength && reason === 'several-meanings');

/** All names of the terms that a form may name, as keys of their spelling, with the form's own. */
export function namesOf(snapshot: Snapshot, form: string): ReadonlySet<string> {
  const asked = form.slice(0, 400).trim();
  const own = spellingKey(asked);
  const preferred = preferredKeys(snapshot.terms);
  const senses = sensesOf(snapshot.terms, asked).filter((sense) => !isOpen(sense));
  // A key keeps no sign: "(+)-ketamine" is a drug of its own, and has the key of another.
  const written = senses.filter(({ term }) => isNamed(term, asked));
  const names = new Set<string>();
  for (const { term } of written.length > 0 ? written : senses) {
    names.add(spellingKey(term.prefLabel));
    for (const name of [...(term.altLabel ?? []), ...(term.shortForms ?? [])].map(spellingKey))
      if (!preferred.has(name)) names.add(name);
  }
  if (names.size === 0 || !preferred.has(own)) names.add(own);
  names.delete('');
  return names;
}

const isNamed = ({ prefLabel, altLabel = [], shortForms = [] }: Sense['term'], form: string): boolean =>
  [prefLabel, ...altLabel, ...shortForms].some((name) => name.toLowerCase() === form.toLowerCase());

const preferredOfIndex = new WeakMap<TermIndex, ReadonlySet<string>>();

/** The keys of what all terms are called first. */
function preferredKeys(index: TermIndex): ReadonlySet<string> {
  let keys = preferredOfIndex.get(index);
  if (keys === undefined) {
    keys = new Set(index.terms.map(({ term }) => spellingKey(term.prefLabel)));
    preferredOfIndex.set(index, keys);
  }
  return keys;
}
