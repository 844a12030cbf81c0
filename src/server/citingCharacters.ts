import type { CompletionRegistrationOptions } from 'vscode-languageserver';
import { formats, languages } from '../base/fileKinds.ts';
import { citingCharacters } from '../base/fileNames.ts';

/**
 * Completion as a client registers it that can tell languages apart: once for those with the same characters.
 */
export const completionByLanguage: readonly CompletionRegistrationOptions[] = grouped([
  ...languages.map(([, names]) => [names.citingCharacters, names.ids] as const),
  ...formats.map(([, { ids = [] }]) => [citingCharacters, ids] as const),
]);

function grouped(
  all: readonly (readonly [characters: readonly string[], ids: readonly string[]])[],
): CompletionRegistrationOptions[] {
  const groups = new Map<string, { triggerCharacters: string[]; ids: string[] }>();
  for (const [characters, ids] of all) {
    const group = groups.get(characters.join('')) ?? { triggerCharacters: [...characters], ids: [] };
    groups.set(characters.join(''), { ...group, ids: [...group.ids, ...ids] });
  }
  return [...groups.values()].map(({ triggerCharacters, ids }) => ({
    documentSelector: ids.map((language) => ({ language })),
    triggerCharacters,
    resolveProvider: true,
  }));
}
