import { type Sense, sensesOf } from '../../terms/index.ts';
import { spellingKey } from '../../terms/variants.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

/** True where the form is known to stand for something else too. */
export const isOpen = ({ reason, elsewhere }: Sense): boolean =>
  reason === 'several-meanings' || elsewhere.length > 0;

/** All names of the terms that a form may name, as keys of their spelling, with the form's own. */
export function namesOf(snapshot: Snapshot, form: string): ReadonlySet<string> {
  const names = new Set([spellingKey(form.slice(0, 400))]);
  for (const sense of sensesOf(snapshot.terms, form)) {
    if (isOpen(sense)) continue;
    const { prefLabel, altLabel = [], shortForms = [] } = sense.term;
    for (const name of [prefLabel, ...altLabel, ...shortForms]) names.add(spellingKey(name));
  }
  names.delete('');
  return names;
}
