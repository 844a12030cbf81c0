import { oneLine } from '../render/escape.ts';
import { shortCitation } from '../render/reference.ts';
import { searchCrossref } from './clients/crossref.ts';
import { searchPubMed } from './clients/pubmed.ts';
import type { Network, ServiceFailure } from './network.ts';
import type { WorkRecord } from './record.ts';

/** The services that are searched by words, each where the user names it. */
const searches = new Map([
  ['pubmed', searchPubMed],
  ['crossref', searchCrossref],
]);

/** A work that a service knows, by what it can be looked up by. */
export interface SearchedWork {
  readonly identifier: string;
  readonly label: string;
  readonly title: string;
  readonly container: string;
}

export const isSearched = (service: string): boolean => searches.has(service);

const maxFound = 20;
const maxWordsLength = 300;

/** Sends words to one service; the works that are most like them, those without identifier left out. */
export async function searchService(
  network: Network,
  service: string,
  words: string,
): Promise<readonly SearchedWork[] | ServiceFailure> {
  const found = await searches.get(service)?.(network, words.slice(0, maxWordsLength), maxFound);
  if (found === undefined) return [];
  return 'fault' in found ? found : found.flatMap((record) => shown(record) ?? []);
}

function shown({ reference }: WorkRecord): SearchedWork | undefined {
  const { PMID, DOI, title = '' } = reference;
  const identifier = PMID !== undefined ? `pmid:${PMID}` : DOI !== undefined ? `doi:${DOI}` : undefined;
  if (identifier === undefined) return undefined;
  const container = reference['container-title'] ?? '';
  return {
    identifier,
    label: shortCitation(reference),
    title: oneLine(title, 300),
    container: oneLine(container, 100),
  };
}
