import {
  type CitedWorks,
  parentOf,
  type Reference,
  referencesOf,
  resolvePath,
  type Snapshot,
  styleOf,
} from '../core/index.ts';
import { Formatter } from './formatting/formatter.ts';
import type { FormattedDocument, Output } from './formatting/messages.ts';
import type { Host } from './host.ts';
import type { Workspace } from './workspace.ts';

const bundled = new Map([
  ['apa', 'APA'],
  ['vancouver', 'Vancouver'],
  ['ama', 'AMA'],
  ['american-medical-association', 'AMA'],
]);

/** A .csl file larger than this is none. Bytes. */
const styleLimit = 2_000_000;
/** Texts of styles kept at most. */
const mostFiles = 20;
/** How long a .csl file that was read is believed, ms. */
const freshness = 5_000;

export interface Style {
  /** For the person: "APA", or the file's name. */
  readonly name: string;
  /** A bundled style's name, or the text of a .csl file. */
  readonly source: string;
}

/** The style of this name that is shipped. */
export function bundledStyle(wanted: string): Style | undefined {
  const name = bundled.get(wanted.toLowerCase().replace(/\.csl$/, ''));
  return name === undefined ? undefined : { name, source: wanted };
}

/** References in the manuscript's CSL style: `csl:` of its front matter, else the setting. Never blocks. */
export class Styles {
  readonly #workspace: Workspace;
  readonly #host: Host;
  readonly #formatter: Formatter | undefined;
  readonly #files = new Map<string, { readonly text: string | undefined; readonly at: number }>();

  constructor(workspace: Workspace, host: Host) {
    this.#workspace = workspace;
    this.#host = host;
    const start = host.startFormatter;
    this.#formatter =
      start && new Formatter({ start, after: (delay, callback) => host.clock.after(delay, callback) });
  }

  /** The reference as the style prints it, where it was formatted before; else it is formatted for the next time. */
  formatted(
    snapshot: Snapshot,
    uri: string,
    reference: Reference,
  ): { text: string; style: string } | undefined {
    const style = this.#formatter && this.#style(snapshot, uri);
    const text = style && this.#formatter?.formatted(reference, style.source, languageOf(snapshot, uri));
    return text === undefined || style === undefined ? undefined : { text, style: style.name };
  }

  /** The references of some keys, or of everything the manuscript cites, as plain text in a style. */
  async formatAll(
    snapshot: Snapshot,
    uri: string,
    keys: readonly string[] | null,
    wanted: string | null,
  ): Promise<{ text: string; style: string; count: number }> {
    const references = referencesOf(snapshot, uri, keys);
    const style = await this.#styleNow(wanted ?? styleOf(snapshot, uri) ?? 'apa', uri);
    const lines = await this.#formatter?.formatBibliography(
      references,
      style?.source ?? 'apa',
      languageOf(snapshot, uri),
    );
    const text = (lines ?? []).map((line) => `${line}\n`).join('');
    return { text, style: style?.name ?? 'APA', count: lines?.length ?? 0 };
  }

  /**
   * The citations and references of a whole manuscript in `style`, else in its own, else APA. A style's text comes with
   * its name. Undefined where the style cannot be read or has no list of references.
   */
  async document(
    snapshot: Snapshot,
    uri: string,
    { clusters, references }: Pick<CitedWorks, 'clusters' | 'references'>,
    options: { readonly style: Style | undefined; readonly locale: string; readonly output: Output },
  ): Promise<(FormattedDocument & { readonly style: string }) | undefined> {
    const style = options.style ?? (await this.#styleNow(styleOf(snapshot, uri) ?? 'apa', uri));
    const document =
      style &&
      (await this.#formatter?.formatDocument({
        references,
        clusters,
        style: style.source,
        locale: options.locale === '' ? languageOf(snapshot, uri) : options.locale,
        output: options.output,
      }));
    return document && { ...document, style: style.name };
  }

  dispose(): void {
    this.#formatter?.dispose();
  }

  /** The style as far as it is at hand; a .csl file that is not read yet is read for the next time. */
  #style(snapshot: Snapshot, uri: string): Style | undefined {
    const wanted = styleOf(snapshot, uri);
    if (wanted === undefined) return undefined;
    const shipped = bundledStyle(wanted);
    if (shipped) return shipped;
    const known = this.#files.get(`${uri} ${wanted}`);
    if (known === undefined || this.#host.clock.now() - known.at > freshness)
      void this.#styleNow(wanted, uri);
    return known?.text === undefined ? undefined : { name: wanted, source: known.text };
  }

  async #styleNow(wanted: string, uri: string): Promise<Style | undefined> {
    const shipped = bundledStyle(wanted);
    if (shipped) return shipped;
    const resolved = resolvePath(wanted, parentOf(uri));
    const file =
      resolved.kind === 'uri'
        ? await this.#workspace.readText(resolved.uri, styleLimit, this.#workspace.territory(uri))
        : undefined;
    const place = `${uri} ${wanted}`;
    this.#files.delete(place);
    this.#files.set(place, { text: file, at: this.#host.clock.now() });
    // A path is tried at every letter while it is typed.
    if (this.#files.size > mostFiles) this.#files.delete(this.#files.keys().next().value!);
    return file === undefined ? undefined : { name: wanted, source: file };
  }
}

function languageOf(snapshot: Snapshot, uri: string): string {
  const language = snapshot.manuscript(uri)?.metadata.get('lang');
  return typeof language === 'string' ? language : '';
}
