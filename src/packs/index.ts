import type { PaperPack } from '../core/index.ts';
import abdallah2018 from './abdallah2018/pack.json' with { type: 'json' };
import abdallah2018References from './abdallah2018/references.json' with { type: 'json' };
import abdallah2018Terms from './abdallah2018/terms.json' with { type: 'json' };

/**
 * A pack that ships is split so that each file reads well; this puts it together. The compiler sees JSON as loose
 * strings, so test/packs holds each pack against the schema and the contributor rules instead.
 */
const assemble = (pack: object, references: readonly object[], terms: readonly object[]): PaperPack =>
  ({ ...pack, references, terms }) as unknown as PaperPack;

/** The packs that ship with PsyCite. */
export const shippedPacks: readonly PaperPack[] = [
  assemble(abdallah2018, abdallah2018References, abdallah2018Terms),
];
