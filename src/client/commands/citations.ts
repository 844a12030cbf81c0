import { convertCitationsRequest } from '../../protocol/requests.ts';
import { insertCitations } from '../citing.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript, identifier } from './editor.ts';
import { pickReferences } from './referencePicker.ts';

/** Picks works by live search and cites them at the cursor, in the manuscript's own syntax. */
export async function insertCitation(server: LanguageServer): Promise<void> {
  const editor = activeManuscript();
  const picked = await pickReferences(server, editor.document, {
    title: 'Insert Citation',
    placeholder: 'Author, year, title, journal or key',
    many: true,
  });
  const keys = picked.filter(({ pack }) => pack === null).map(({ key }) => key);
  const works = picked.flatMap(({ pack, key }) => (pack === null ? [] : [{ pack, work: key }]));
  // One citation of all of them, and with the entries that it needs one step to undo.
  await insertCitations(server, editor, { keys, works });
}

/** Converts author-year citations to keys: those in the selection, or all of the manuscript. */
export async function convertCitations(server: LanguageServer): Promise<void> {
  const { document, selection } = activeManuscript();
  const range = selection.isEmpty ? null : { start: selection.start, end: selection.end };
  const parameters = { ...identifier(document), range };
  // A selection is of the text as it was; without one it may be asked for anew.
  if (range === null) await server.change(convertCitationsRequest, parameters);
  else await server.applyAnswer(await server.request(convertCitationsRequest, parameters));
}
