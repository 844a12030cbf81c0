import {
  type Bibliography,
  complete,
  hover,
  prepareSearch,
  type Snapshot,
  Store,
  Text,
} from '../core/index.ts';
import type { ClientSupport } from './convert/clientSupport.ts';
import { toCompletionList } from './convert/completion.ts';
import { toHover } from './convert/toLsp.ts';

/**
 * One round for so many entries, so that warming up takes a small part of the time that reading them takes.
 */
const entriesPerRound = 2_000;
const maxRounds = 30;
const cardsPerRound = 6;
/** Steps of making ready for search that come first, for a list needs some entries. */
const foldedAhead = 10;

const manuscriptUri = 'psycite-warm-up:/manuscript.md';

/**
 * Types and hovers in a manuscript that nobody sees. Engines compile code that has run often: without this
 * the first dozens of lists and cards of a person with a large library would take several times as long as
 * all later ones. Yields the share done, after a millisecond or a few.
 */
export function* warmUp(
  { packs, settings }: Snapshot,
  bibliography: Bibliography,
  client: ClientSupport,
): Generator<number, void> {
  const rounds = Math.min(maxRounds, Math.floor(bibliography.size / entriesPerRound));
  if (rounds === 0) return;
  const store = new Store();
  store.setPacks(packs.map(({ pack }) => pack));
  store.setSettings(settings);
  const uri = 'psycite-warm-up:/library';
  store.setBibliography(uri, 'bibtex', null, Text.of(''), bibliography, { kind: 'ready' });
  store.setDiscovery(manuscriptUri, {
    found: [{ uri, reason: 'neighbour', declaredAt: undefined, refused: undefined }],
    dependsOn: new Set(),
    crossReferenceKinds: new Set(),
    citationSuffixes: new Set(),
    citingFunctions: new Set(),
    limited: false,
  });
  const folding = prepareSearch(bibliography);
  for (let step = 0; step < foldedAhead && !folding.next().done; step += 1) yield 0;
  for (let round = 0; round < rounds; round += 1) {
    const keys = Array.from({ length: cardsPerRound }, (_, index) => {
      return bibliography.entry(round * cardsPerRound + index).key;
    });
    const cited = keys.map((key) => `As [@${key}] has it.\n\n`);
    const text = `${cited.join('')}Here [@`;
    store.openManuscript(manuscriptUri, 'pandoc', 0, text);
    for (let index = 0, start = 0; index < cited.length; start += cited[index]!.length, index += 1) {
      const card = hover(store.snapshot(), manuscriptUri, start + 'As [@'.length);
      if (card !== undefined) toHover(store.snapshot().text(manuscriptUri)!, card, client);
      yield round / rounds;
    }
    for (const [index, letter] of [...keys[0]!.slice(0, 3)].entries()) {
      const at = text.length + index;
      store.editManuscript(manuscriptUri, index + 1, [{ start: at, end: at, text: letter }]);
      yield round / rounds;
      const list = complete(store.snapshot(), manuscriptUri, at + 1);
      yield round / rounds;
      toCompletionList(store.snapshot().text(manuscriptUri)!, manuscriptUri, list, client);
    }
  }
}
