import { window } from 'vscode';
import { abbreviateJournalsRequest, tidyBibliographyRequest } from '../../protocol/requests.ts';
import { showExplanation } from '../explanations.ts';
import type { LanguageServer } from '../languageClient.ts';
import { isBibtex } from '../languages.ts';
import { activeManuscript, identifier } from './editor.ts';

/** Opens the page that says which bibliographies apply to the manuscript, and why. */
export const explainBibliography = (): Promise<void> => showExplanation(activeManuscript().document.uri);

/**
 * Writes the short names of journals behind the entries of the file, or of the manuscript’s bibliographies.
 */
export async function abbreviateJournals(server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) throw new Error('open a manuscript or a bibliography first.');
  await server.change(abbreviateJournalsRequest, identifier(document));
}

/** Sorts and formats the BibTeX file in the active editor. */
export async function tidyBibliography(server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !isBibtex(document)) throw new Error('open a BibTeX file first.');
  await server.change(tidyBibliographyRequest, identifier(document));
}
