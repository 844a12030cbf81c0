import type { Reference } from '../bibliography/types.ts';
import { citationsOf } from '../workspace/citations.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/**
 * A work to show a style by: the first that the manuscript cites, else the first of its bibliographies, else
 * one of ours.
 */
export function sampleReference(snapshot: Snapshot, uri: string): Reference {
  const library = snapshot.library(uri);
  const manuscript = snapshot.manuscript(uri);
  for (const key of manuscript ? citationsOf(manuscript).byKey.keys() : []) {
    const entry = library.find(key);
    if (entry !== undefined) return library.printed(entry);
  }
  const source = library.sources.find(({ bibliography }) => bibliography.size > 0);
  return source === undefined ? berman : library.printed({ source, index: 0 });
}

const berman: Reference = {
  id: 'berman2000',
  type: 'article-journal',
  title: 'Antidepressant effects of ketamine in depressed patients',
  author: [
    { family: 'Berman', given: 'Robert M.' },
    { family: 'Cappiello', given: 'Angela' },
  ],
  issued: { 'date-parts': [[2000]] },
  'container-title': 'Biological Psychiatry',
  volume: '47',
  issue: '4',
  page: '351-354',
};
