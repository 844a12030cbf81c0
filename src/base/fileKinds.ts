import {
  type BibliographyFormat,
  bibliographyNames,
  type FormatNames,
  formatNames,
  type LanguageNames,
  languageNames,
  type Syntax,
} from './fileNames.ts';

/** What follows from the names of languages and formats. */

export const languages = Object.entries(languageNames) as unknown as readonly (readonly [
  Syntax,
  LanguageNames,
])[];

/** VS Code's ids of the languages of manuscripts. */
export const manuscriptLanguages: readonly string[] = languages.flatMap(([, { ids }]) => ids);

/** What a person or an assistant may call a language: its own name, VS Code's ids and the file endings. */
export const spokenLanguages: readonly string[] = [
  ...new Set(languages.flatMap(([syntax, { ids, extensions }]) => [...ids, ...extensions, syntax])),
];

/** The file endings of manuscripts, for finding those of a workspace. */
export const manuscriptExtensions: ReadonlySet<string> = new Set(
  languages.flatMap(([, { extensions }]) => extensions),
);

/** The file endings of what is read along with manuscripts. */
export const besideExtensions: ReadonlySet<string> = new Set(
  languages.flatMap(([, { besideExtensions = [] }]) => besideExtensions),
);

export const formats = Object.entries(formatNames) as unknown as readonly (readonly [
  BibliographyFormat,
  FormatNames,
])[];

/** VS Code's ids of the formats that are languages there. */
export const bibliographyLanguages: readonly string[] = formats.flatMap(([, { ids = [] }]) => ids);

/** File endings that tell a bibliography. */
export const ownExtensions: readonly string[] = formats.flatMap(([, { extensions }]) => extensions);

/**
 * File endings of bibliographies that tell nothing: such a file is one by its name, or where a manuscript
 * declares it.
 */
const sharedExtensions: readonly string[] = [
  ...new Set(formats.flatMap(([, { sharedExtensions = [] }]) => sharedExtensions)),
];

/** Whatever follows the last full stop of a bibliography's name. */
export const bibliographyExtensions: readonly string[] = [
  ...new Set([...ownExtensions, ...sharedExtensions].map((one) => one.slice(one.lastIndexOf('.') + 1))),
];

const isTelling = endsIn(ownExtensions);
const isCustomary = new RegExp(
  `^(?:${bibliographyNames.join('|')})\\.(?:${sharedExtensions.join('|')})$`,
  'i',
);

/** True for a file's name that tells a bibliography. */
export const isBibliographyName = (name: string): boolean => isTelling.test(name) || isCustomary.test(name);

/**
 * Globs for bibliographies by their names. Their braces do not nest: VS Code ends a group at the first
 * closing one.
 */
export const bibliographyGlobs: readonly string[] = [
  `**/*.{${ownExtensions.join(',')}}`,
  `**/{${bibliographyNames.flatMap((name) => sharedExtensions.map((one) => `${name}.${one}`)).join(',')}}`,
];

/** Papers that a workspace keeps. */
export const packGlob = '**/.psycite/packs/*.json';

/** The words of a workspace's own. */
export const ownGlossaryGlob = '**/.psycite/glossary.{yaml,yml}';

function endsIn(extensions: readonly string[]): RegExp {
  return new RegExp(`\\.(?:${extensions.map((one) => one.replaceAll('.', '\\.')).join('|')})$`, 'i');
}
