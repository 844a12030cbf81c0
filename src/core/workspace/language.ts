import type { TextEdit } from '../../base/edit.ts';
import { languages as named } from '../../base/fileKinds.ts';
import { languageNames } from '../../base/fileNames.ts';
import type { Text } from '../../base/text.ts';
import { languages } from '../manuscript/languages.ts';
import type { Syntax } from '../manuscript/types.ts';
import { extensionOf } from './uri.ts';

const byExtension = new Map<string, Syntax>(
  named.flatMap(([syntax, { extensions }]) => extensions.map((one) => [one, syntax] as const)),
);
const byBesideExtension = new Map<string, Syntax>(
  named.flatMap(([syntax, { besideExtensions = [] }]) =>
    besideExtensions.map((one) => [one, syntax] as const),
  ),
);
const byLanguage = new Map<string, Syntax>(
  named.flatMap(([syntax, { ids }]) => ids.map((id) => [id, syntax] as const)),
);

/** The file endings of manuscripts that a file may be a part of: those whose languages can include it. */
export function includingExtensions(uri: string): readonly string[] {
  const syntax = byExtension.get(extensionOf(uri));
  if (syntax === undefined) return [];
  return languages[syntax].files.includedIn.flatMap(
    (other): readonly string[] => languageNames[other].extensions,
  );
}

/**
 * The syntax of a manuscript; undefined for what is none. A `.qmd` is Quarto even where an editor without a
 * Quarto extension calls it Markdown, and Markdown that uses MyST's roles, directives or targets is MyST.
 */
export function syntaxOf(uri: string, languageId: string | undefined, text: string): Syntax | undefined {
  const ending = extensionOf(uri);
  const extension =
    byExtension.get(ending) ?? (languageId === undefined ? byBesideExtension.get(ending) : undefined);
  const language = languageId === undefined ? undefined : byLanguage.get(languageId);
  const isGeneral = extension !== undefined && languages[extension].turnsInto !== undefined;
  const syntax = isGeneral ? (language ?? extension) : (extension ?? language);
  return syntax && withWhatItSays(syntax, text);
}

/**
 * The syntax after a change of a text. Markdown becomes MyST with the first role, directive or target that is
 * written; it does not change back while it is open, so that a role that is being rewritten leaves the rest
 * as it was.
 */
export function syntaxAfter(syntax: Syntax, text: Text, edits: readonly TextEdit[]): Syntax {
  const typed = languages[syntax].turnsInto?.typed;
  const maySayMore = typed !== undefined && edits.some((edit) => typed.test(edit.text));
  return maySayMore ? withWhatItSays(syntax, text) : syntax;
}

/** The start of a text that tells its syntax, characters. */
const lookedAt = 100_000;

function withWhatItSays(syntax: Syntax, text: Text | string): Syntax {
  const other = languages[syntax].turnsInto;
  return other?.isSaidIn(text.slice(0, lookedAt)) === true ? other.syntax : syntax;
}
