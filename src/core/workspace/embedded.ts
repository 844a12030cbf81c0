import { parseBibtex } from '../bibliography/bibtex/index.ts';
import { parseCslYaml } from '../bibliography/csl/yaml.ts';
import type { Bibliography } from '../bibliography/types.ts';
import { parseBibitems } from '../manuscript/latex/bibitems.ts';
import type { EmbeddedReferences, Manuscript } from '../manuscript/types.ts';

/** References that stand in a manuscript, read; their places are the manuscript's. */
export interface EmbeddedBibliography {
  /** As `EmbeddedReferences.path`. */
  readonly path: string | undefined;
  readonly bibliography: Bibliography;
  readonly text: string;
  readonly at: number;
}

/** What stands in a manuscript; what `known` holds of the same text at the same place is not read again. */
export function embeddedIn(
  { text, embedded = [] }: Manuscript,
  known: readonly EmbeddedBibliography[] = [],
): readonly EmbeddedBibliography[] {
  const now = embedded.map((one, index) => {
    const inside = text.slice(one.start, one.end);
    const before = known[index];
    if (before?.text === inside && before.at === one.start && before.path === one.path) return before;
    const bibliography = read(one, inside, before?.bibliography);
    return { path: one.path, bibliography, text: inside, at: one.start };
  });
  return now.length === known.length && now.every((one, index) => one === known[index]) ? known : now;
}

function read(
  { format, start }: EmbeddedReferences,
  text: string,
  previous: Bibliography | undefined,
): Bibliography {
  switch (format) {
    case 'csl-yaml':
      return parseCslYaml(text, start, previous);
    case 'bibtex':
      // What stands between entries means nothing, so blanks move the entries to their places.
      return parseBibtex(' '.repeat(start) + text);
    case 'bibitem':
      return parseBibitems(text, start);
  }
}
