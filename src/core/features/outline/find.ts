import { foldFields, matchEntry, queryWords } from '../../bibliography/search/query.ts';
import { searchFieldsOf } from '../../bibliography/variables.ts';
import { citedBySection, type PackIndex } from '../../paper/packIndex.ts';
import { headingsOf } from '../../workspace/headings.ts';
import { listedWorks } from '../../workspace/packWorks.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

export type FoundInOutline =
  | { readonly kind: 'section'; readonly index: number }
  | { readonly kind: 'paper-section' | 'work' | 'term'; readonly pack: string; readonly id: string };

const maxFound = 500;

/** Sections, works and terms that match a query, best first: with the ranking of the citation search. */
export function findInOutline(snapshot: Snapshot, uri: string, query: string): readonly FoundInOutline[] {
  const words = queryWords(query);
  if (words.length === 0) return [];
  const found: { readonly rank: number; readonly item: FoundInOutline }[] = [];
  const consider = ({ folded, item }: Findable): void => {
    const rank = matchEntry(folded, words);
    if (rank !== undefined) found.push({ rank, item });
  };
  for (const [index, { title }] of headingsOf(snapshot, uri).entries())
    consider({ folded: fold('', title), item: { kind: 'section', index } });
  for (const index of snapshot.papers) for (const item of itemsOf(index)) consider(item);
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maxFound)
    .map(({ item }) => item);
}

interface Findable {
  readonly folded: string;
  readonly item: FoundInOutline;
}

const items = new WeakMap<PackIndex, readonly Findable[]>();

/** What a pack holds, folded once for all queries. */
function itemsOf(index: PackIndex): readonly Findable[] {
  let known = items.get(index);
  if (known === undefined) {
    const pack = index.pack.id;
    known = [
      ...index.sections
        .filter(({ id }) => id !== citedBySection)
        .map(
          ({ id, title }): Findable => ({
            folded: fold('', title),
            item: { kind: 'paper-section', pack, id },
          }),
        ),
      ...index.pack.terms.map(
        ({ id, prefLabel, altLabel = [], shortForms = [] }): Findable => ({
          folded: fold(shortForms.join(' '), [prefLabel, ...altLabel].join(' ')),
          item: { kind: 'term', pack, id },
        }),
      ),
      ...listedWorks(index).map(
        (work): Findable => ({
          folded: foldFields(searchFieldsOf(work)),
          item: { kind: 'work', pack, id: work.id },
        }),
      ),
    ];
    items.set(index, known);
  }
  return known;
}

const fold = (key: string, title: string): string =>
  foldFields({ key, title, authors: '', year: '', container: '' });
