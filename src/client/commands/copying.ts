import { env, window } from 'vscode';
import { copyAsTextRequest, formatReferencesRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript, identifier } from './editor.ts';
import { pickReferences } from './referencePicker.ts';

/** Copies the selection with its citations written out, for Word or e-mail. */
export async function copyAsText(server: LanguageServer): Promise<void> {
  const { document, selection } = activeManuscript();
  const range = { start: selection.start, end: selection.end };
  const { text } = await server.request(copyAsTextRequest, { ...identifier(document), range });
  await env.clipboard.writeText(text);
  window.setStatusBarMessage('Copied as formatted text', 3000);
}

/** Copies one reference in the manuscript's style. */
export async function copyReference(server: LanguageServer): Promise<void> {
  const { document } = activeManuscript();
  const picked = await pickReferences(server, document, {
    title: 'Copy Formatted Reference',
    placeholder: 'Author, year, title, journal or key',
    many: false,
    none: 'Nothing in your bibliography fits',
    offer: ({ pack }) => pack === null,
  });
  if (picked.length > 0)
    await copy(
      server,
      picked.map(({ key }) => key),
    );
}

/** Copies the references of all works that the manuscript cites. */
export const copyBibliography = (server: LanguageServer): Promise<void> => copy(server, null);

async function copy(server: LanguageServer, keys: readonly string[] | null): Promise<void> {
  const { document } = activeManuscript();
  const parameters = { ...identifier(document), keys, style: null };
  const { text, count, style, message } = await server.request(formatReferencesRequest, parameters);
  if (message !== '') {
    void window.showErrorMessage(message);
    return;
  }
  if (count === 0) {
    void window.showInformationMessage(
      'There is nothing to copy: this manuscript cites no work of its bibliographies.',
    );
    return;
  }
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(
    `Copied ${count === 1 ? 'one reference' : `${count} references`} (${style})`,
    3000,
  );
}
