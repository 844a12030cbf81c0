import type { Span } from '../../../base/span.ts';
import type { Manuscript } from '../../manuscript/types.ts';
import type { Settings } from '../settings.ts';
import type { AllowedRoots, FilePort, Refusal } from './files.ts';

/** One file that applies, or that was declared and does not. */
export interface FoundBibliography {
  readonly uri: string;
  /** Why it applies: what declared it. */
  readonly reason: DiscoveryReason;
  /** Where it was declared; absent for settings and for neighbours. */
  readonly declaredAt: (Span & { readonly uri: string; readonly path: string }) | undefined;
  /** Why it is not read, where it was refused before reading. */
  readonly refused: Refusal | undefined;
  /**
   * The references stand in the manuscript `uri` itself: those that LaTeX writes to `path`, or its own list.
   */
  readonly embedded?: { readonly path: string | undefined };
  /**
   * Where no file has the declared name: names of bibliographies in that folder that are spelt much like it.
   */
  readonly similar?: readonly string[];
}

export type DiscoveryReason =
  | 'itself'
  | 'front-matter'
  | 'command'
  | 'parent-document'
  | 'included-file'
  | 'quarto-project'
  | 'quarto-metadata'
  | 'pandoc-defaults'
  | 'myst-project'
  | 'bookdown-project'
  | 'jupyter-book'
  | 'manubot-project'
  | 'user-setting'
  | 'workspace-setting'
  | 'neighbour';

export interface DiscoveryInput {
  readonly uri: string;
  readonly manuscript: Manuscript;
  readonly roots: AllowedRoots;
  readonly settings: Settings;
  readonly files: FilePort;
  /** A manuscript's parse by URI: open files as they are being edited, others from disk. */
  readonly manuscriptAt: (uri: string) => Promise<Manuscript | undefined>;
  /** Manuscripts of the workspace that include this one (`\input`, `\include`, `{{< include >}}`). */
  readonly includedBy: (uri: string) => readonly string[];
}

/** What discovery found, and every file and folder whose change would change the answer. */
export interface Discovery {
  readonly found: readonly FoundBibliography[];
  readonly dependsOn: ReadonlySet<string>;
  /** Kinds of cross-reference that project files add: `suppfig` for `@suppfig-x` (Quarto). */
  readonly crossReferenceKinds: ReadonlySet<string>;
  /** Suffixes of citation commands that the document declares (multibib's `\newcites`). */
  readonly citationSuffixes: ReadonlySet<string>;
  /** Functions that the document defines and that cite (Typst). */
  readonly citingFunctions: ReadonlySet<string>;
  /** In a Manubot project, which looks identifiers up by itself: the tags that are defined. */
  readonly manubotTags?: ReadonlySet<string> | undefined;
  /**
   * The citation style that a project's file names, the nearest one: `path` as it is written, below the
   * file's folder.
   */
  readonly style?: (Span & { readonly uri: string; readonly path: string }) | undefined;
  /** A bound was reached: the answer may lack files. */
  readonly limited: boolean;
  /** The manuscripts whose own references apply too: those that a draft is a part of. */
  readonly partOf?: readonly string[];
}

/** What applies to some manuscripts, each file once, for a draft that is a part of them. */
export function discoveryOfDraft(discoveries: readonly Discovery[], partOf: readonly string[]): Discovery {
  const found = new Map<string, FoundBibliography>();
  for (const one of discoveries.flatMap((discovery) => discovery.found)) {
    const name = JSON.stringify([one.uri, one.refused?.reason, one.embedded?.path]);
    if (!found.has(name)) found.set(name, one);
  }
  return {
    found: [...found.values()],
    // The files that the manuscripts are compiled with, for labels that a draft refers to.
    dependsOn: new Set([...partOf, ...discoveries.flatMap(({ dependsOn }) => [...dependsOn])]),
    crossReferenceKinds: new Set(discoveries.flatMap(({ crossReferenceKinds }) => [...crossReferenceKinds])),
    citingFunctions: new Set(discoveries.flatMap(({ citingFunctions }) => [...citingFunctions])),
    citationSuffixes: new Set(discoveries.flatMap(({ citationSuffixes }) => [...citationSuffixes])),
    manubotTags: discoveries.find(({ manubotTags }) => manubotTags !== undefined)?.manubotTags,
    limited: discoveries.some(({ limited }) => limited),
    partOf,
  };
}
