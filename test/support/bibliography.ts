import { parseCslJson } from '../../src/core/bibliography/csl/json.ts';
import { parseCslYaml } from '../../src/core/bibliography/csl/yaml.ts';
import { parseHayagriva } from '../../src/core/bibliography/hayagriva/read.ts';
import { parseBibliography } from '../../src/core/bibliography/index.ts';
import { parseEnw } from '../../src/core/bibliography/tagged/enw.ts';
import { parseNbib } from '../../src/core/bibliography/tagged/nbib.ts';
import { parseRis } from '../../src/core/bibliography/tagged/ris.ts';
import type { Bibliography, BibliographyFormat, Reference } from '../../src/core/bibliography/types.ts';
import { type FixtureRange, parseFixture } from './fixture.ts';

type ListedFormat = Exclude<BibliographyFormat, 'bibtex'>;

const parsers: Record<ListedFormat, (text: string) => Bibliography> = {
  'csl-json': parseCslJson,
  'csl-yaml': parseCslYaml,
  hayagriva: parseHayagriva,
  ris: parseRis,
  nbib: parseNbib,
  enw: parseEnw,
};

export const parseListed = (format: ListedFormat, text: string): Bibliography => parsers[format](text);

export const keysOf = (bibliography: Bibliography): string[] =>
  Array.from({ length: bibliography.size }, (_, index) => bibliography.entry(index).key);

export const problemCodes = (bibliography: Bibliography): string[] =>
  bibliography.problems.map(({ code }) => code);

export function onlyReference(format: ListedFormat, text: string): Reference {
  const bibliography = parseListed(format, text);
  if (bibliography.size !== 1) throw new Error(`Expected one entry, got ${bibliography.size}`);
  return bibliography.reference(0);
}

/**
 * Reads a fixture whose ranges are labelled `key KEY` (the characters of a key), `entry` (where the caret
 * stands, an entry's span starts; it ends where `end` is marked), or a problem's code. Gives what was
 * expected and what was found in the same shape.
 */
export function placesIn(format: ListedFormat, source: string): { expected: string[]; found: string[] } {
  const { text, ranges } = parseFixture(source);
  const bibliography = parseListed(format, text);
  const found: FixtureRange[] = [];
  for (let index = 0; index < bibliography.size; index += 1) {
    const { key, keySpan } = bibliography.entry(index);
    found.push({ ...keySpan, label: `key ${key}` });
  }
  for (const { start, end, code } of bibliography.problems) found.push({ start, end, label: code });
  const show = ({ start, end, label }: FixtureRange) =>
    `${start}-${end} ${label} ${JSON.stringify(text.slice(start, end))}`;
  const inOrder = (list: readonly FixtureRange[]) =>
    list.toSorted((a, b) => a.start - b.start || a.end - b.end || a.label.localeCompare(b.label)).map(show);
  return { expected: inOrder(ranges), found: inOrder(found) };
}

export const parseAny = (format: BibliographyFormat, text: string): Bibliography =>
  parseBibliography(format, text);
