import { defaultSeverities, type ProblemCode, type Severity } from '../problem.ts';
import { readServiceAddresses, type ServiceAddresses, type ServiceName } from '../services/services.ts';
import type { LanguageSetting } from '../terms/index.ts';
import { joinUri } from './uri.ts';

/** How terms are offered in prose: behind the cursor and in lists, in lists alone, or not at all. */
export type TermCompletionMode = 'inline' | 'list' | 'off';

/** Everything that the section `psycite` of the settings holds, with its defaults filled in. */
export interface Settings {
  /** Paths or URIs from the user's own settings; these may lie outside the workspace. */
  readonly userBibliographies: readonly string[];
  /** Paths from workspace settings: inside the workspace only. */
  readonly workspaceBibliographies: readonly string[];
  readonly severity: ReadonlyMap<ProblemCode, Severity>;
  readonly latexCitationCommands: readonly string[];
  readonly typstCitationFunctions: readonly string[];
  /** Ids of the packs in use; null means all. */
  readonly enabledPacks: readonly string[] | null;
  readonly showRecalled: boolean;
  /** How the words of the shipped packs are spelled. */
  readonly language: LanguageSetting;
  readonly termCompletion: TermCompletionMode;
  readonly allowedAbbreviations: readonly string[];
  /**
   * `abbreviation-unused`: a short form used fewer times than this behind its definition is not worth having.
   */
  readonly minimumAbbreviationUses: number;
  /** Hover cards show the abstract. */
  readonly hoverAbstract: boolean;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  /** The name of a shipped style or journal, or a path to a .csl file; empty for the built-in card. */
  readonly cslStyle: string;
  /** Addresses that replace those of the services. */
  readonly services: ServiceAddresses;
  /** A copy of what is in the user's Zotero is kept up to date for completion. */
  readonly zoteroConnected: boolean;
  /** The start of the name of a collection: its works alone are offered. Empty for all. */
  readonly zoteroCollection: string;
}

export const defaultSettings: Settings = {
  userBibliographies: [],
  workspaceBibliographies: [],
  severity: new Map(),
  latexCitationCommands: [],
  typstCitationFunctions: [],
  enabledPacks: null,
  showRecalled: false,
  language: 'auto',
  termCompletion: 'inline',
  allowedAbbreviations: [],
  minimumAbbreviationUses: 1,
  hoverAbstract: false,
  inlayHints: false,
  codeLens: true,
  cslStyle: '',
  services: new Map(),
  zoteroConnected: false,
  zoteroCollection: '',
};

/** The settings with `~/` at the start of a bibliography's path written out. `home` is a folder's URI. */
export function expandHome(settings: Settings, home: string): Settings {
  const expand = (path: string): string => (/^~[\\/]/.test(path) ? joinUri(home, path.slice(2)) : path);
  return {
    ...settings,
    userBibliographies: settings.userBibliographies.map(expand),
    workspaceBibliographies: settings.workspaceBibliographies.map(expand),
  };
}

const severities: readonly Severity[] = ['off', 'hint', 'information', 'warning', 'error'];

/**
 * Reads the section `psycite` as a client sends it. Whatever has the wrong shape falls back to its default.
 * The client sends `bibliographies` as `{user, workspace}` where it can tell them apart; a plain list, as any
 * other editor sends it, counts as the workspace's.
 */
export function readSettings(raw: unknown): Settings {
  const section = record(raw);
  const bibliographies = section.get('bibliographies');
  const split = record(bibliographies);
  const packs = record(section.get('packs'));
  const abbreviations = record(section.get('abbreviations'));
  const enabled = packs.get('enabled');
  const uses = abbreviations.get('minimumUses');
  const zotero = record(section.get('zotero'));
  return {
    userBibliographies: strings(split.get('user')),
    workspaceBibliographies: strings(Array.isArray(bibliographies) ? bibliographies : split.get('workspace')),
    severity: readSeverities(record(section.get('diagnostics')).get('severity')),
    latexCitationCommands: strings(record(section.get('latex')).get('citationCommands')),
    typstCitationFunctions: strings(record(section.get('typst')).get('citationFunctions')).map((name) =>
      name.replace(/^#/, ''),
    ),
    enabledPacks: Array.isArray(enabled) && enabled.length > 0 ? strings(enabled) : null,
    showRecalled: packs.get('showRecalled') === true,
    language: readLanguage(section.get('language')),
    termCompletion: readTermCompletion(record(section.get('terms')).get('completion')),
    allowedAbbreviations: strings(abbreviations.get('allow')),
    minimumAbbreviationUses:
      typeof uses === 'number' && Number.isInteger(uses) && uses >= 0
        ? uses
        : defaultSettings.minimumAbbreviationUses,
    hoverAbstract: record(section.get('hover')).get('abstract') === true,
    inlayHints: record(section.get('inlayHints')).get('enabled') === true,
    codeLens: record(section.get('codeLens')).get('enabled') !== false,
    cslStyle: text(record(section.get('csl')).get('style')),
    services: readServiceAddresses(
      new Map([...record(section.get('services')), ...namedUrl('zotero', zotero.get('url'))]),
    ),
    zoteroConnected: zotero.get('connected') === true,
    zoteroCollection: text(zotero.get('collection')).trim(),
  };
}

const readLanguage = (value: unknown): LanguageSetting =>
  value === 'en-US' || value === 'en-GB' ? value : defaultSettings.language;

/** `psycite.zotero.url` is another name of `zotero` in `psycite.services`, and goes before it. */
const namedUrl = (service: ServiceName, url: unknown): readonly (readonly [string, string])[] =>
  typeof url === 'string' && url.trim() !== '' ? [[service, url]] : [];

/** It was on or off once. */
function readTermCompletion(raw: unknown): TermCompletionMode {
  if (raw === false || raw === 'off') return 'off';
  return raw === 'list' ? 'list' : 'inline';
}

function readSeverities(raw: unknown): ReadonlyMap<ProblemCode, Severity> {
  const out = new Map<ProblemCode, Severity>();
  for (const [code, severity] of record(raw)) {
    const known = severities.find((name) => name === severity);
    if (known !== undefined && isProblemCode(code)) out.set(code, known);
  }
  return out;
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(defaultSeverities, code);

/** What the user set for a code, else the problem's own severity, else the code's. */
export const severityOf = (settings: Settings, code: ProblemCode, own?: Severity): Severity =>
  settings.severity.get(code) ?? own ?? defaultSeverities[code];

const record = (raw: unknown): ReadonlyMap<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? new Map(Object.entries(raw)) : new Map();

const strings = (raw: unknown): string[] =>
  Array.isArray(raw) ? raw.filter((item): item is string => typeof item === 'string' && item !== '') : [];

const text = (raw: unknown): string => (typeof raw === 'string' ? raw : '');
