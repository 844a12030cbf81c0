import { oneLine } from '../base/plainText.ts';
import { RecentMap } from '../base/recentMap.ts';
import {
  type CitedWorks,
  parentOf,
  type Reference,
  referencesOf,
  resolvePath,
  type Snapshot,
  sampleReference,
  styleOf,
} from '../core/index.ts';
import { journalStyles, knownStyle, nearestName, shippedStyles } from './formatting/catalogue.ts';
import { dependenceOf } from './formatting/checkStyle.ts';
import { Formatter } from './formatting/formatter.ts';
import type { FormattedDocument, FormattingProblem, Output } from './formatting/messages.ts';
import type { Host } from './host.ts';
import type { Workspace } from './workspace.ts';

/** A .csl file larger than this is none. Bytes. */
const maxStyleSize = 2_000_000;
/** Styles of files kept at most: a path is tried at every letter while it is typed. */
const maxFiles = 20;
/** Manuscripts that are open at once, and then some. */
const maxReady = 100;
/** How long a .csl file that was read is believed, ms. */
const freshness = 5_000;

export interface Style {
  /** For the person: "APA", or the file's name. */
  readonly name: string;
  /** A shipped style's name, or the text of a .csl file. */
  readonly source: string;
  /** The language that it speaks where the manuscript names none; empty for the style's own. */
  readonly locale: string;
}

/** Everything that `shippedStyle` knows by a title of its own. */
export function* namedStyles(): Iterable<{ name: string; title: string; like: string }> {
  const titles = new Map<string, string>();
  for (const { name, title } of shippedStyles) {
    titles.set(name, title);
    yield { name, title, like: '' };
  }
  for (const { name, title } of journalStyles()) yield { name: title, title, like: titles.get(name) ?? name };
}

/** The style of this name that is shipped. */
export function shippedStyle(wanted: string): Style | undefined {
  const known = knownStyle(wanted);
  return known && { name: known.title, source: known.name, locale: known.locale };
}

/**
 * A style by the text of its file. One that takes its rules from another has these from what is shipped, else
 * from the file of that name, which `beside` reads in the same folder.
 */
export async function styleOfFile(
  name: string,
  text: string,
  beside: (file: string) => Promise<string | undefined>,
): Promise<Style | FormattingProblem> {
  const dependence = dependenceOf(text);
  if (dependence === undefined) return { name, source: text, locale: '' };
  const { parent, locale } = dependence;
  const shipped = shippedStyle(parent);
  const rules = shipped?.source ?? (await beside(`${parent}.csl`));
  if (rules !== undefined) return { name, source: rules, locale };
  return { problem: `takes its rules from the style “${parent}”; put ${parent}.csl beside it` };
}

/** References in the manuscript's CSL style: `csl:` of its front matter, else the setting. Never blocks. */
export class Styles {
  readonly #workspace: Workspace;
  readonly #host: Host;
  readonly #formatter: Formatter | undefined;
  readonly #tell: (message: string) => void;
  readonly #told = new Set<string>();
  /** What was made ready before: to do so again would have its citations formatted anew. */
  readonly #ready = new RecentMap<string, true>(maxReady);
  readonly #files = new RecentMap<string, { readonly style: Style | FormattingProblem; readonly at: number }>(
    maxFiles,
  );

  /** `tell` is what is said where the setting names a style that nothing has; once for each. */
  constructor(workspace: Workspace, host: Host, tell: (message: string) => void = () => undefined) {
    this.#workspace = workspace;
    this.#tell = tell;
    this.#host = host;
    const start = host.startFormatter;
    this.#formatter =
      start && new Formatter({ start, after: (delay, callback) => host.clock.after(delay, callback) });
  }

  /**
   * The reference as the style prints it, where it was formatted before; else it is formatted for the next
   * time.
   */
  formatted(
    snapshot: Snapshot,
    uri: string,
    reference: Reference,
  ): { text: string; style: string } | undefined {
    const style = this.#formatter && this.#style(snapshot, uri);
    const text =
      style && this.#formatter?.formatted(reference, style.source, languageOf(snapshot, uri, style));
    return text === undefined || style === undefined ? undefined : { text, style: style.name };
  }

  /** The references of some keys, or of everything the manuscript cites, as plain text in a style. */
  async formatAll(
    snapshot: Snapshot,
    uri: string,
    keys: readonly string[] | null,
    wanted: string | null,
  ): Promise<{ text: string; style: string; count: number; message: string }> {
    const references = referencesOf(snapshot, uri, keys);
    const name = wanted ?? styleOf(snapshot, uri) ?? 'apa';
    const style = await this.#styleNow(name, uri);
    if ('problem' in style) return { text: '', style: name, count: 0, message: problemText(name, style) };
    const language = languageOf(snapshot, uri, style);
    const lines = await this.#formatter?.formatBibliography(references, style.source, language);
    const text = (lines ?? []).map((line) => `${line}\n`).join('');
    return { text, style: style.name, count: lines?.length ?? 0, message: '' };
  }

  /**
   * The citations and references of a whole manuscript in `style`, else in its own, else APA. A style's text
   * comes with its name. A problem is the end of a sentence that begins with that name.
   */
  async document(
    snapshot: Snapshot,
    uri: string,
    { clusters, references }: Pick<CitedWorks, 'clusters' | 'references'>,
    options: {
      readonly style: Style | undefined;
      readonly locale: string;
      readonly output: Output;
      /** Named where the document is formatted again and again. */
      readonly document?: string;
    },
  ): Promise<(FormattedDocument | FormattingProblem) & { readonly style: string }> {
    const wanted = styleOf(snapshot, uri) ?? 'apa';
    const style = options.style ?? (await this.#styleNow(wanted, uri));
    if ('problem' in style) return { ...style, style: wanted };
    const document = (await this.#formatter?.formatDocument({
      references,
      clusters,
      style: style.source,
      locale: options.locale === '' ? languageOf(snapshot, uri, style) : options.locale,
      output: options.output,
      ...(options.document !== undefined && { document: options.document }),
    })) ?? { problem: 'cannot be used here' };
    return { ...document, style: style.name };
  }

  /**
   * Has the shipped style of a manuscript read in its thread while the library is read here, once; it goes
   * into what is formatted as HTML under the manuscript's name. One of a file may take for ever.
   */
  makeReady(snapshot: Snapshot, uri: string): void {
    const wanted = styleOf(snapshot, uri) ?? 'apa';
    const style = isPath(wanted) ? undefined : shippedStyle(wanted);
    if (style === undefined) return;
    const locale = languageOf(snapshot, uri, style);
    const name = [uri, style.source, locale].join('\n');
    if (this.#ready.has(name)) return;
    this.#ready.set(name, true);
    const nothing = { references: [], clusters: [], output: 'html', document: uri } as const;
    void this.#formatter?.formatDocument({ ...nothing, style: style.source, locale });
  }

  /** The CSL of a shipped style. */
  textOf(style: Style): Promise<string | undefined> {
    return this.#formatter?.styleText(style.source) ?? Promise.resolve(undefined);
  }

  /**
   * One citation and one reference in a shipped style, of the first work that the manuscript cites or may
   * cite.
   */
  async sample(
    snapshot: Snapshot,
    uri: string,
    style: Style,
  ): Promise<{ readonly citation: string; readonly reference: string }> {
    const reference = sampleReference(snapshot, uri);
    const item = { reference: 0, prefix: '', suffix: '', label: '', locator: '', suppressAuthor: false };
    const answer = await this.#formatter?.formatDocument({
      references: [reference],
      clusters: [{ start: 0, end: 0, narrative: false, items: [item] }],
      style: style.source,
      locale: languageOf(snapshot, uri, style),
    });
    if (answer === undefined || 'problem' in answer) return { citation: '', reference: '' };
    return { citation: answer.citations[0] ?? '', reference: answer.entries[0]?.text ?? '' };
  }

  dispose(): void {
    this.#formatter?.dispose();
  }

  /** The style as far as it is at hand; a .csl file that is not read yet is read for the next time. */
  #style(snapshot: Snapshot, uri: string): Style | undefined {
    const wanted = styleOf(snapshot, uri);
    if (wanted === undefined) return undefined;
    const shipped = isPath(wanted) ? undefined : shippedStyle(wanted);
    if (shipped) return shipped;
    const known = this.#files.get(`${uri} ${wanted}`);
    if (known === undefined || this.#host.clock.now() - known.at > freshness)
      void this.#styleNow(wanted, uri);
    return known === undefined || 'problem' in known.style ? undefined : known.style;
  }

  /** A file goes before the shipped style of its name. */
  async #styleNow(wanted: string, uri: string): Promise<Style | FormattingProblem> {
    const shipped = shippedStyle(wanted);
    if (shipped && !isPath(wanted)) return shipped;
    const path = isPath(wanted) ? wanted : `${wanted}.csl`;
    const text = await this.#read(path, uri);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const style =
      text === undefined
        ? (shipped ?? { problem: isPath(wanted) ? 'cannot be read' : unknownStyle(wanted) })
        : await styleOfFile(path.slice(folder.length), text, (file) => this.#read(folder + file, uri));
    // What a manuscript names is told where it is shown: it may be being typed.
    if (
      'problem' in style &&
      wanted === this.#workspace.snapshot().settings.cslStyle &&
      !this.#told.has(wanted)
    ) {
      this.#told.add(wanted);
      this.#tell(`The setting psycite.csl.style: ${problemText(wanted, style)}`);
    }
    const place = `${uri} ${wanted}`;
    this.#files.set(place, { style, at: this.#host.clock.now() });
    return style;
  }

  async #read(path: string, uri: string): Promise<string | undefined> {
    const resolved = resolvePath(path, parentOf(uri));
    if (resolved.kind !== 'uri') return undefined;
    return this.#workspace.readText(resolved.uri, maxStyleSize, this.#workspace.roots.of(uri));
  }
}

/** A problem as a sentence. */
export const problemText = (name: string, { problem }: FormattingProblem): string =>
  `The style “${oneLine(name, 100)}” ${problem}${/[?.]$/.test(problem) ? '' : '.'}`;

/** The end of a sentence that begins with the name. */
function unknownStyle(wanted: string): string {
  const nearest = nearestName(wanted);
  return `is not known${nearest === undefined ? '' : `: is “${nearest}” meant?`}`;
}

/** Names a file, though a shipped style may have the same name. */
const isPath = (wanted: string): boolean => /\.csl$/i.test(wanted) && !/^https?:/i.test(wanted);

function languageOf(snapshot: Snapshot, uri: string, { locale }: Style): string {
  const language = snapshot.manuscript(uri)?.metadata.get('lang');
  return typeof language === 'string' && language.trim() !== '' ? language : locale;
}
