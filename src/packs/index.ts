import type { PaperPack } from '../core/index.ts';
import abdallah2018 from './abdallah2018/pack.json' with { type: 'json' };
import abdallah2018References from './abdallah2018/references.json' with { type: 'json' };
import abdallah2018Terms from './abdallah2018/terms.json' with { type: 'json' };
import animals from './core-neuropsychopharmacology/animals.json' with { type: 'json' };
import brain from './core-neuropsychopharmacology/brain.json' with { type: 'json' };
import designs from './core-neuropsychopharmacology/designs.json' with { type: 'json' };
import disorders from './core-neuropsychopharmacology/disorders.json' with { type: 'json' };
import drugs from './core-neuropsychopharmacology/drugs.json' with { type: 'json' };
import measures from './core-neuropsychopharmacology/measures.json' with { type: 'json' };
import molecules from './core-neuropsychopharmacology/molecules.json' with { type: 'json' };
import glossary from './core-neuropsychopharmacology/pack.json' with { type: 'json' };
import glossaryReferences from './core-neuropsychopharmacology/references.json' with { type: 'json' };
import scales from './core-neuropsychopharmacology/scales.json' with { type: 'json' };
import statistics from './core-neuropsychopharmacology/statistics.json' with { type: 'json' };
import symptoms from './core-neuropsychopharmacology/symptoms.json' with { type: 'json' };
import transmitters from './core-neuropsychopharmacology/transmitters.json' with { type: 'json' };
import treatments from './core-neuropsychopharmacology/treatments.json' with { type: 'json' };

/**
 * A pack that ships is split so that each file reads well; this puts it together. The compiler sees JSON as
 * loose strings, so test/packs holds each pack against the schema and the contributor rules instead.
 */
const assemble = (pack: object, references: readonly object[], terms: readonly object[]): PaperPack =>
  ({ ...pack, references, terms }) as unknown as PaperPack;

const glossaryTerms = [
  transmitters,
  drugs,
  brain,
  molecules,
  animals,
  disorders,
  symptoms,
  treatments,
  scales,
  designs,
  statistics,
  measures,
].flat();

/** The packs that ship with PsyCite: papers first, for what a paper says stands above the glossary. */
export const shippedPacks: readonly PaperPack[] = [
  assemble(abdallah2018, abdallah2018References, abdallah2018Terms),
  assemble(glossary, glossaryReferences, glossaryTerms),
];
