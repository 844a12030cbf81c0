import { senseNote } from '../render/sense.ts';
import { termCard } from '../render/term.ts';
import { type Sense, searchSenses } from '../terms/index.ts';
import { entryOf } from '../workspace/library.ts';
import { entryOfWork } from '../workspace/packWorks.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** One thing that a word can mean, for whoever asks: an editor's list, a client of the protocol, an assistant. */
export interface DefinedSense {
  readonly pack: string;
  readonly id: string;
  readonly label: string;
  readonly short: string | null;
  readonly category: string;
  readonly definition: string;
  readonly likelihood: Sense['likelihood'];
  readonly reason: Sense['reason'];
  /** What else the form stands for in medicine. */
  readonly elsewhere: readonly string[];
  /** The whole card, as safe Markdown. */
  readonly card: string;
  readonly related: readonly { readonly pack: string; readonly id: string; readonly label: string }[];
  /** Works that the pack names for the term. */
  readonly works: readonly string[];
}

export interface DefineOptions {
  /** The manuscript for whose bibliography the cards say what it holds. */
  readonly uri?: string;
  readonly limit?: number;
}

const usualLimit = 20;

/**
 * Every sense of a word or phrase that the packs in use know, likeliest first; where none is exactly that, the terms whose
 * names are near.
 */
export function senses(
  snapshot: Snapshot,
  phrase: string,
  options: DefineOptions = {},
): readonly DefinedSense[] {
  const { uri, limit = usualLimit } = options;
  const library = uri === undefined ? undefined : snapshot.library(uri);
  return searchSenses(snapshot.terms, phrase, limit).flatMap((sense): readonly DefinedSense[] => {
    const { term, likelihood, reason, elsewhere } = sense;
    const pack = snapshot.pack(sense.pack.id);
    if (pack === undefined) return [];
    const card = termCard(term, {
      pack,
      showRecalled: snapshot.settings.showRecalled,
      ...(library && {
        inBibliography: (work) => {
          const entry = entryOfWork(library, work);
          return entry && entryOf(entry).key;
        },
      }),
    });
    const note = senseNote(sense, phrase.trim());
    return [
      {
        pack: pack.pack.id,
        id: term.id,
        label: term.prefLabel,
        short: term.shortForms?.[0] ?? null,
        category: term.category,
        definition: term.definition ?? '',
        likelihood,
        reason,
        elsewhere,
        card: note === '' ? card : `${note}\n\n${card}`,
        related: pack
          .relatedTo(term)
          .map(({ id, prefLabel }) => ({ pack: pack.pack.id, id, label: prefLabel })),
        works: pack.worksSupporting(term).map(({ id }) => id),
      },
    ];
  });
}
