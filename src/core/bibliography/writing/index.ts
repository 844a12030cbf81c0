import { writeBibtexEntry } from './bibtex.ts';
import { cslItem, cslJson, cslYaml } from './csl.ts';
import { writeHayagriva } from './hayagriva.ts';
import { writeNbib, writeRis } from './tagged.ts';
import type { KeyedReference } from './values.ts';

/** What a list of works can be written as, for journals, co-authors and other programs. */
export const exportFormats = [
  'bibtex',
  'biblatex',
  'ris',
  'csl-json',
  'csl-yaml',
  'hayagriva',
  'nbib',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

type ItemFormat = 'csl-json' | 'csl-yaml';

/** One work, ending in a line break. */
export function writeWork(format: Exclude<ExportFormat, ItemFormat>, work: KeyedReference): string {
  switch (format) {
    case 'bibtex':
    case 'biblatex':
      return writeBibtexEntry(work, format);
    case 'ris':
      return writeRis(work);
    case 'nbib':
      return writeNbib(work);
    case 'hayagriva':
      return writeHayagriva(work);
  }
}

/** A list of CSL items: each as its own file has it, where that is known, else made from what was read. */
export function writeItems(
  format: ItemFormat,
  works: readonly (readonly [work: KeyedReference, own: Record<string, unknown> | undefined])[],
): string {
  const items = works.map(([{ key, reference }, own]) => own ?? publicItem(cslItem({ key, reference })));
  return format === 'csl-json' ? cslJson(items) : cslYaml(items);
}

/** Abstracts are long and printed nowhere, annotations are private. */
function publicItem({
  abstract: _abstract,
  annote: _annote,
  ...item
}: Record<string, unknown>): Record<string, unknown> {
  return item;
}

/** The whole text of a file that holds these works. */
export const writeWorks = (format: ExportFormat, works: readonly KeyedReference[]): string =>
  format === 'csl-json' || format === 'csl-yaml'
    ? writeItems(
        format,
        works.map((work) => [work, undefined]),
      )
    : works.map((work) => writeWork(format, work)).join('\n');
