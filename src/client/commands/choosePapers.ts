import { type QuickPickItem, window } from 'vscode';
import { choosePapersRequest, manuscriptPapersRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript, identifier } from './editor.ts';

/** Ticks the papers that the manuscript uses, and writes them into its front matter. */
export async function choosePapers(server: LanguageServer): Promise<void> {
  const { document } = activeManuscript();
  const { papers } = await server.request(manuscriptPapersRequest, identifier(document));
  if (papers === null) throw new Error('papers are named in front matter, which this language has not.');
  if (papers.length === 0) throw new Error('no paper is in use.');
  const items = papers.map(({ pack, citation, title, isUsed }): QuickPickItem & { pack: string } => ({
    label: citation,
    detail: title,
    picked: isUsed,
    pack,
  }));
  const chosen = await window.showQuickPick(items, {
    title: 'Papers for This Manuscript',
    placeHolder: 'Tick the papers that this manuscript uses',
    canPickMany: true,
  });
  if (chosen === undefined) return;
  const ids = chosen.map(({ pack }) => pack);
  await server.applyAnswer(
    await server.request(choosePapersRequest, { ...identifier(document), papers: ids }),
  );
}
