import { window } from 'vscode';
import { tidyBibliographyRequest } from '../../protocol/requests.ts';
import { addToBibliography } from '../citing.ts';
import { showExplanation } from '../explanations.ts';
import type { LanguageServer } from '../languageClient.ts';
import { isBibtex } from '../languages.ts';
import { activeManuscript, identifier } from './editor.ts';
import { pickReferences } from './referencePicker.ts';

/** Adds works of the paper packs that the manuscript's bibliography does not have. */
export async function addReference(server: LanguageServer): Promise<void> {
  const { document } = activeManuscript();
  const picked = await pickReferences(server, document, {
    title: 'Add Reference to Bibliography',
    placeholder: 'A work that a paper cites and your bibliography lacks',
    many: false,
    offer: ({ pack }) => pack !== null,
  });
  for (const { pack, key } of picked) {
    if (pack !== null) await addToBibliography(server, document.uri, pack, [key]);
  }
}

/** Opens the page that says which bibliographies apply to the manuscript, and why. */
export const explainBibliography = (): Promise<void> => showExplanation(activeManuscript().document.uri);

/** Sorts and formats the BibTeX file in the active editor. */
export async function tidyBibliography(server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !isBibtex(document)) throw new Error('open a BibTeX file first.');
  await server.applyAnswer(await server.request(tidyBibliographyRequest, identifier(document)));
}
