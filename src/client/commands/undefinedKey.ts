import { Range, Uri, window, workspace } from 'vscode';
import { addToBibliographyRequest, createEntryRequest, replaceKeyRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { pickReferences } from './referencePicker.ts';

/**
 * The fix “Search references for …” of an undefined key: `[manuscript URI, key, words]`. What is chosen is
 * cited instead.
 */
export async function searchForKey(server: LanguageServer, ...parameters: unknown[]): Promise<void> {
  const [uri, key, query] = parameters;
  if (typeof uri !== 'string' || typeof key !== 'string' || typeof query !== 'string') return;
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const [picked] = await pickReferences(server, document, {
    title: `The Work That “${key}” Stands For`,
    placeholder: 'Author, year, title, journal or key',
    many: false,
    query,
  });
  if (picked === undefined) return;
  const textDocument = { uri };
  const answer =
    picked.pack === null
      ? await server.request(replaceKeyRequest, { textDocument, key, to: picked.key })
      : await server.request(addToBibliographyRequest, {
          textDocument,
          pack: picked.pack,
          works: [picked.key],
          citedAs: key,
        });
  await server.applyAnswer(answer);
}

/**
 * The fix “Create an entry …”: `[manuscript URI, key]`. Shows the bibliography, the cursor in the first field
 * to fill.
 */
export async function createEntry(server: LanguageServer, ...parameters: unknown[]): Promise<void> {
  const [uri, key] = parameters;
  if (typeof uri !== 'string' || typeof key !== 'string') return;
  const answer = await server.request(createEntryRequest, { textDocument: { uri }, key });
  if (!(await server.applyAnswer(answer)) || answer.place === null) return;
  const { line, character } = answer.place.position;
  await window.showTextDocument(Uri.parse(answer.place.uri), {
    selection: new Range(line, character, line, character),
    preview: false,
  });
}
