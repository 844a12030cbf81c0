import { addedFields } from '../../bibliography/writing/addedFields.ts';
import type { ProblemCode } from '../../problem.ts';
import { oneLine, quoted } from '../../render/escape.ts';
import { isObject } from '../../services/record.ts';
import type { LibraryEntry } from '../library.ts';
import type { CodeAction } from '../place.ts';
import type { Snapshot } from '../snapshot.ts';

/**
 * What fixes a finding of a check against the services' records, which the editor kept and gives back with
 * its `data`. That may hold anything.
 */
export function workFixes(
  snapshot: Snapshot,
  uri: string,
  code: unknown,
  data: unknown,
): readonly CodeAction[] {
  if (!isObject(data) || typeof data['key'] !== 'string') return [];
  const { kind, key, doi } = data;
  if (code === 'work-incomplete' && kind === 'lacking') return lacking(snapshot, uri, key, data['variables']);
  if (code !== 'work-published' || kind !== 'article' || typeof doi !== 'string') return [];
  if (snapshot.manuscript(uri) === undefined || !/^10\.\d{4,9}\/\S{1,1000}$/.test(doi)) return [];
  return [
    {
      title: `Cite the article in its place: DOI ${oneLine(doi, 100)} (asks doi.org and Crossref)`,
      fixes: 'work-published',
      command: { name: 'psycite.addWorks', arguments: [key, `doi:${doi}`] },
    },
  ];
}

/** The variables of references that `work-incomplete` tells of. */
const told = new Set([
  ...['author', 'editor', 'title', 'issued'],
  ...['container-title', 'volume', 'issue', 'page', 'DOI'],
]);

function lacking(snapshot: Snapshot, uri: string, key: string, sent: unknown): readonly CodeAction[] {
  const entry = entryWith(snapshot, uri, key);
  const file = entry && snapshot.bibliographyFile(entry.source.uri);
  if (entry === undefined || file === undefined || !isObject(sent)) return [];
  const own = file.bibliography.reference(entry.index);
  const variables = Object.fromEntries(
    Object.entries(sent).filter(([name, value]) => {
      const isOfKind =
        name === 'issued'
          ? isObject(value)
          : name === 'author' || name === 'editor'
            ? isNames(value)
            : typeof value === 'string';
      return told.has(name) && own[name] === undefined && isOfKind;
    }),
  );
  const edit = addedFields(file.bibliography, file.text, entry.index, variables);
  if (edit === undefined) return [];
  const fixes: ProblemCode = 'work-incomplete';
  const title = `Add what the record has to ${quoted(key)}: ${Object.keys(variables).join(', ')}`;
  return [{ title, fixes, preferred: true, edits: [{ uri: file.uri, edits: [edit] }] }];
}

const isNames = (value: unknown): boolean => Array.isArray(value) && value.every(isObject);

function entryWith(snapshot: Snapshot, uri: string, key: string): LibraryEntry | undefined {
  if (snapshot.manuscript(uri) !== undefined) return snapshot.library(uri).find(key);
  const bibliography = snapshot.bibliographyFile(uri)?.bibliography;
  const [index, ...others] = bibliography?.indexesOf(key) ?? [];
  // Of two entries with one key nobody knows which is meant.
  if (bibliography === undefined || index === undefined || others.length > 0) return undefined;
  return { source: { uri, bibliography }, index };
}
