import type { BibtexBibliography } from '../bibtex/index.ts';
import { keyList } from '../bibtex/inheritance.ts';
import { wordsOf } from '../bibtex/values.ts';
import { type BibtexDialect, writeBibtexEntry } from './bibtex.ts';
import { classicEntry } from './classicBibtex.ts';
import { type OwnField, privateFields, withoutFields } from './ownText.ts';

/** An entry of a BibTeX file that is to be written with the text that it has there. */
export interface BibtexSource {
  readonly bibliography: BibtexBibliography;
  readonly index: number;
  /** The key that the work gets; its own where it may have it. */
  readonly key: string;
}

/** Where an entry is that another one names. */
export type FindEntry = (key: string) => Omit<BibtexSource, 'key'> | undefined;

/**
 * The pieces of a file: what has to stand before the entries, the entries, and what has to stand behind them.
 */
export interface BibtexExcerpt {
  readonly head: string;
  /** In the order of the sources; undefined for one that others name, which is among the parents. */
  readonly entries: readonly (string | undefined)[];
  readonly parents: readonly string[];
}

/**
 * Entries with their own text, so that nothing of them is lost on the way: LaTeX, braces around capitals,
 * fields that only a style knows. With them go the entries that they name (`crossref`, `xdata` and the like)
 * behind those that name them, as BibTeX wants it, and the `@string`s and commands of `@preamble`s that they
 * use.
 */
export function bibtexExcerpt(
  sources: readonly BibtexSource[],
  dialect: 'bibtex' | 'biblatex',
  find: FindEntry,
): BibtexExcerpt {
  const macros = new Macros();
  const taken = new Set(sources.map(({ key }) => key));
  const family = withParents(sources, dialect, find);
  const entries = sources.map((source) =>
    (family.depths.get(nameOf(source)) ?? 0) > 0 ? undefined : write(source),
  );
  const parents = family.parents
    .filter((source) => sources.includes(source) || !taken.has(source.key))
    .map(write);
  const written = [...entries.flatMap((text) => text ?? []), ...parents];
  const preambles = usedPreambles(sources, written.join('\n'));
  const head = [...preambles.map((text) => `${text}\n\n`), macros.text()].join('');
  return { head, entries, parents };

  function write(source: BibtexSource): string {
    return writeSource(source, dialect, macros);
  }
}

/** Fields that name other entries. BibTeX itself knows `crossref` alone. */
const naming: Readonly<Record<BibtexDialect, readonly string[]>> = {
  bibtex: ['crossref'],
  biblatex: ['crossref', 'xdata', 'xref', 'related', 'entryset'],
  shared: [],
};
const maxParents = 10_000;

/** Names bibliographies, so that an entry of one can be told from that of another. */
const numbers = new WeakMap<BibtexBibliography, number>();
let lastNumber = 0;
function nameOf({ bibliography, index }: Omit<BibtexSource, 'key'>): string {
  let number = numbers.get(bibliography);
  if (number === undefined) {
    lastNumber += 1;
    number = lastNumber;
    numbers.set(bibliography, number);
  }
  return `${number} ${index}`;
}

interface Family {
  /** Entries that others name, those that are named by the fewest generations first. */
  readonly parents: readonly BibtexSource[];
  /** How many generations name an entry; 0 for what nobody names. */
  readonly depths: ReadonlyMap<string, number>;
}

/** No generation is looked at behind this one: entries may name one another in a circle. */
const maxGenerations = 20;

function withParents(sources: readonly BibtexSource[], dialect: BibtexDialect, find: FindEntry): Family {
  const known = new Map(sources.map((source) => [nameOf(source), source]));
  const depths = new Map<string, number>();
  let generation = [...sources];
  for (let depth = 1; depth <= maxGenerations && generation.length > 0; depth += 1) {
    const next = new Map<string, BibtexSource>();
    for (const child of generation) {
      for (const parent of namedBy(child, dialect, find)) {
        const name = nameOf(parent);
        if (known.size > maxParents || name === nameOf(child)) continue;
        const whole = known.get(name) ?? { ...parent, key: parent.bibliography.entry(parent.index).key };
        known.set(name, whole);
        if ((depths.get(name) ?? 0) < depth) next.set(name, whole);
        depths.set(name, Math.max(depth, depths.get(name) ?? 0));
      }
    }
    generation = [...next.values()];
  }
  const parents = [...depths].sort(([, a], [, b]) => a - b).map(([name]) => known.get(name)!);
  return { parents, depths };
}

function* namedBy(
  { bibliography, index }: BibtexSource,
  dialect: BibtexDialect,
  find: FindEntry,
): Generator<Omit<BibtexSource, 'key'>> {
  for (const { name, value } of bibliography.fields(index)) {
    if (!naming[dialect].includes(name.toLowerCase())) continue;
    for (const key of keyList(value)) {
      const own = bibliography.indexesOf(key)[0];
      const parent = own === undefined ? find(key) : { bibliography, index: own };
      if (parent !== undefined) yield parent;
    }
  }
}

function writeSource(
  { bibliography, index, key }: BibtexSource,
  dialect: 'bibtex' | 'biblatex',
  macros: Macros,
): string {
  const { text, fields, isBroken } = bibliography.written(index);
  // What cannot be read whole would break the file: what can be read of it is written anew.
  if (isBroken) return writeBibtexEntry({ key, reference: bibliography.reference(index) }, dialect);
  const own: OwnField[] = fields.map(({ name, valueStart, valueEnd }) => ({
    name,
    raw: text.slice(valueStart, valueEnd),
  }));
  const classic = dialect === 'bibtex' ? classicEntry(bibliography, index, key, own) : undefined;
  if (classic !== undefined) {
    const kept = classic.fields.filter(({ name }) => !privateFields.has(name));
    const lines = kept.map(({ name, raw }) => `  ${name} = ${macros.use(bibliography, raw)},\n`);
    return `@${classic.type}{${key},\n${lines.join('')}}\n`;
  }
  const kept = withoutFields(text, fields, (raw) => macros.use(bibliography, raw));
  const { keySpan, span } = bibliography.entry(index);
  const at = { start: keySpan.start - span.start, end: keySpan.end - span.start };
  return `${kept.slice(0, at.start)}${key}${kept.slice(at.end).trimEnd()}\n`;
}

/**
 * The `@string`s in use. Where two files define one name in two ways, the second file's values are written
 * out.
 */
class Macros {
  readonly #used = new Map<string, { readonly expanded: string; readonly raw: string }>();

  /** The value as it may stand in the new file. */
  use(bibliography: BibtexBibliography, raw: string): string {
    let written = '';
    let at = 0;
    for (const { start, end } of wordsOf(raw)) {
      const name = raw.slice(start, end).toLowerCase();
      const expanded = bibliography.macro(name);
      if (expanded === undefined) continue;
      const isSame = this.#define(bibliography, name, expanded);
      written += raw.slice(at, start) + (isSame ? raw.slice(start, end) : `{${expanded}}`);
      at = end;
    }
    return written + raw.slice(at);
  }

  #define(bibliography: BibtexBibliography, name: string, expanded: string): boolean {
    const known = this.#used.get(name);
    if (known !== undefined) return known.expanded === expanded;
    const raw = bibliography.definitions().get(name) ?? '';
    // A definition in terms of others is written with them in front; one in terms of itself, as what it comes
    // to.
    const isOwn = [...wordsOf(raw)].some(({ start, end }) => raw.slice(start, end).toLowerCase() === name);
    const text = isOwn ? `{${expanded}}` : this.use(bibliography, raw);
    this.#used.set(name, { expanded, raw: text });
    return true;
  }

  text(): string {
    const lines = [...this.#used].map(([name, { raw }]) => `@string{${name} = ${raw}}\n`);
    return lines.length === 0 ? '' : `${lines.join('')}\n`;
  }
}

/** Those that define a command which stands in the entries. */
function usedPreambles(sources: readonly BibtexSource[], written: string): readonly string[] {
  const bibliographies = new Set(sources.map(({ bibliography }) => bibliography));
  const used = new Set(written.match(/\\[A-Za-z]{1,40}/g) ?? []);
  const preambles = [...bibliographies].flatMap((bibliography) => bibliography.preambles());
  const isUsed = (preamble: string): boolean =>
    [
      ...preamble.matchAll(
        /\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|def)\*?\s{0,4}\{?\s{0,4}(\\[A-Za-z]{1,40})/g,
      ),
    ].some(([, command]) => used.has(command!));
  return [...new Set(preambles)].filter(isUsed);
}
