import type { ImportOptions } from '../../src/core/import/build/buildPack.ts';
import { type ImportedPaper, importPaper } from '../../src/core/import/importPaper.ts';
import type { PaperPack } from '../../src/core/paper/types.ts';

/** Imports a text as the user's command does. */
export const imported = (
  text: string,
  options: Partial<ImportOptions> = {},
  name = 'page.txt',
): ImportedPaper => importPaper({ name, text }, { date: '2026-11-23', ...options });

export function packOf(text: string, options: Partial<ImportOptions> = {}): PaperPack {
  const { value, problems } = imported(text, options);
  if (value === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return value;
}
