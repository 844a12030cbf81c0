import { workspace } from 'vscode';
import { addFromZoteroRequest, searchZoteroRequest } from '../../protocol/requests.ts';
import { citeAdded } from '../citing.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript, identifier } from './editor.ts';
import { pickLive } from './referencePicker.ts';

/** Searches the Zotero that runs on this machine, adds what is picked to the bibliography and cites it, in one step. */
export async function citeFromZotero(server: LanguageServer): Promise<void> {
  if (!workspace.isTrusted) throw new Error('no service is asked in a workspace that you do not trust.');
  const { document, selection } = activeManuscript();
  const picked = await pickLive({
    title: 'Cite from Zotero',
    placeholder: 'Author, year or words of the title, in all libraries of the Zotero on this machine',
    many: true,
    quiet: 250,
    async search(words, token) {
      const { items, message } = await server.request(searchZoteroRequest, { words }, token);
      return { found: items, message };
    },
    show: ({ title, authors, year, library }) => ({
      label: `${authors.length > 2 ? `${authors[0]} et al.` : authors.join(' & ')} ${year}`.trim(),
      description: library,
      detail: title,
    }),
    isSame: (one, other) => one.key === other.key,
  });
  if (picked.length === 0) return;
  const keys = picked.map(({ key }) => key);
  const answer = await server.request(addFromZoteroRequest, { ...identifier(document), keys });
  await citeAdded(server, document, selection.active, answer);
}
