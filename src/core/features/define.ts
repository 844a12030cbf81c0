import type { PackIndex } from '../paper/packIndex.ts';
import { isOfPaper, type PackTerm } from '../paper/types.ts';
import { factLine } from '../render/fact.ts';
import { shortCitation } from '../render/reference.ts';
import { plainSenseNote, senseNote, sourceOf } from '../render/sense.ts';
import { abbreviationCard, termCard } from '../render/term.ts';
import { findDefinitions } from '../terms/abbreviations/manuscriptAbbreviations.ts';
import { singularShort } from '../terms/abbreviations/shortForm.ts';
import { type Sense, searchSenses, spelledTerm } from '../terms/index.ts';
import { citationOf, entryOf } from '../workspace/library.ts';
import { entryOfWork } from '../workspace/packWorks.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { termPlaces } from '../workspace/termPlaces.ts';

/**
 * One thing that a word can mean, for whoever asks: an editor's list, a client of the protocol, an assistant.
 */
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
  /** Likelihood and reason in a sentence, as plain text; "" where nothing is to be said. */
  readonly note: string;
  /** The paper, or the title of the glossary. */
  readonly source: string;
  /** The whole card, as safe Markdown. */
  readonly card: string;
  /** Titles of the sections that treat it, and what these report of it, a line each. */
  readonly sections: readonly string[];
  readonly facts: readonly string[];
  readonly related: readonly { readonly pack: string; readonly id: string; readonly label: string }[];
  /** Works that the paper cites for the term; a glossary has none to cite. */
  readonly works: readonly { readonly id: string; readonly citation: string; readonly title: string }[];
}

export interface DefineOptions {
  /** The manuscript for whose bibliography the cards say what it holds. */
  readonly uri?: string;
  readonly limit?: number;
}

const usualLimit = 20;

/**
 * What the manuscript itself defines under a word or phrase, and every sense that the packs in use know,
 * likeliest first; where none is exactly that, the terms whose names are near.
 */
export function senses(
  snapshot: Snapshot,
  phrase: string,
  options: DefineOptions = {},
): readonly DefinedSense[] {
  const { uri, limit = usualLimit } = options;
  const library = uri === undefined ? undefined : snapshot.library(uri);
  const spelling = snapshot.spelling(uri);
  const own = uri === undefined ? [] : definedInDocument(snapshot, uri, phrase);
  const known = searchSenses(snapshot.terms, phrase, limit).flatMap((sense): readonly DefinedSense[] => {
    const { term, likelihood, reason, elsewhere } = sense;
    const pack = snapshot.pack(sense.pack.id);
    if (pack === undefined) return [];
    const shown = spelledTerm(term, pack.pack, spelling);
    const card = termCard(term, {
      pack,
      spelling,
      showRecalled: snapshot.settings.showRecalled,
      ...(library && {
        workOf: (key: string) => citationOf(library, key),
        ...termPlaces(snapshot, uri!, sense.pack.id, term),
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
        label: shown.prefLabel,
        short: term.shortForms?.[0] ?? null,
        category: term.category,
        definition: shown.definition ?? '',
        likelihood,
        reason,
        elsewhere,
        note: plainSenseNote(sense, phrase.trim()),
        source: sourceOf(sense),
        card: note === '' ? card : `${note}\n\n${card}`,
        related: pack.relatedTo(term).map((other) => ({
          pack: pack.pack.id,
          id: other.id,
          label: spelledTerm(other, pack.pack, spelling).prefLabel,
        })),
        sections: pack.sectionsOf(term).map(({ title }) => title),
        facts: factsOf(pack, term),
        works: worksOf(pack, term),
      },
    ];
  });
  return [...own, ...known].slice(0, limit);
}

/**
 * What the manuscript, or another file of its document, defines or lists under these words, each meaning
 * once.
 */
function definedInDocument(snapshot: Snapshot, uri: string, phrase: string): readonly DefinedSense[] {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return [];
  const asked = phrase.trim();
  const key = singularShort(asked);
  const found = new Map<string, DefinedSense>();
  for (const one of [manuscript, ...snapshot.manuscriptsBeside(uri)]) {
    for (const definition of findDefinitions(one)) {
      const { short, long } = definition;
      if (definition.key !== key && long.toLowerCase() !== asked.toLowerCase()) continue;
      const id = `${definition.key} ${definition.longKey}`;
      if (found.has(id)) continue;
      found.set(id, {
        pack: '',
        id,
        label: long,
        short,
        category: 'abbreviation',
        definition: '',
        likelihood: 'certain',
        reason: 'as-written',
        elsewhere: [],
        note: '',
        source: one === manuscript ? 'this manuscript' : 'this document',
        card: abbreviationCard(definition),
        sections: [],
        facts: [],
        related: [],
        works: [],
      });
    }
  }
  return [...found.values()];
}

/** What the paper reports of a drug, in the order of its sections, each line once. */
const factsOf = (pack: PackIndex, term: PackTerm): readonly string[] => [
  ...new Set(pack.factsAbout(term).flatMap((fact) => factLine(fact) ?? [])),
];

const worksOf = (pack: PackIndex, term: PackTerm): DefinedSense['works'] =>
  !isOfPaper(pack.pack)
    ? []
    : pack.worksSupporting(term).map((work) => ({
        id: work.id,
        citation: shortCitation(work),
        title: work.title ?? '',
      }));
