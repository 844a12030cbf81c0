import type { Bibliography } from '../types.ts';

/**
 * An entry of a file in another format than BibTeX with what it has there, for an export to the same format.
 * Undefined where it cannot be taken as it is. `shortJournal` is the short name of its journal where it gets
 * one.
 */
export function ownRecord(
  bibliography: Bibliography,
  index: number,
  key: string,
  shortJournal?: string,
): string | undefined {
  const { format } = bibliography;
  if (format !== 'ris' && format !== 'nbib') return undefined;
  const left = format === 'ris' ? privateRisTags : privateNbibTags;
  const fields = bibliography.fields(index).filter(({ name, value }) => value !== '' && !left.has(name));
  if (fields.length === 0) return undefined;
  const lines = fields.map(({ name, value }) => line(format, name, value));
  if (shortJournal !== undefined) lines.push(line(format, format === 'ris' ? 'J2' : 'TA', shortJournal));
  if (format === 'nbib') return lines.join('');
  const id = fields.some(({ name, value }) => name === 'ID' && value === key) ? [] : [line('ris', 'ID', key)];
  const rest = lines.filter((_, place) => id.length === 0 || fields[place]?.name !== 'ID');
  return [...rest.slice(0, 1), ...id, ...rest.slice(1), 'ER  - \n'].join('');
}

const line = (format: 'ris' | 'nbib', tag: string, value: string): string =>
  format === 'ris' ? `${tag}  - ${value}\n` : `${tag.padEnd(4)}- ${value}\n`;

/** Abstracts, and paths of files on one's own machine. `ER` is written anew. */
const privateRisTags: ReadonlySet<string> = new Set(['AB', 'N2', 'L1', 'L2', 'L3', 'L4', 'ER']);
const privateNbibTags: ReadonlySet<string> = new Set(['AB', 'OAB', 'CI', 'OCI']);

/**
 * Variables of CSL items that stay with the user: abstracts, notes to oneself, paths, the data of programs.
 */
const privateVariables: ReadonlySet<string> = new Set([
  ...['abstract', 'annote', 'custom', 'file', 'files', 'attachments', 'citation-key', 'id'],
]);

/** An item of CSL-JSON as its file has it, markup in titles and all. */
export function ownCslItem(source: string, key: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(source);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const kept = Object.entries(value).filter(([name]) => !privateVariables.has(name));
    return { id: key, ...Object.fromEntries(kept) };
  } catch {
    return undefined;
  }
}
