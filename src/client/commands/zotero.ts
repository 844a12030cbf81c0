import { CancellationTokenSource, type QuickPickItem, WorkspaceEdit, window, workspace } from 'vscode';
import {
  addFromZoteroRequest,
  citationTextRequest,
  type FoundInZotero,
  searchZoteroRequest,
} from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript, identifier } from './editor.ts';

interface ZoteroItem extends QuickPickItem {
  readonly key: string;
}

const title = 'Cite from Zotero';
/** Quiet time before Zotero is asked, ms. */
const quiet = 250;

/** Searches the Zotero that runs on this machine, adds what is picked to the bibliography and cites it, in one step. */
export async function citeFromZotero(server: LanguageServer): Promise<void> {
  if (!workspace.isTrusted) throw new Error('no service is asked in a workspace that you do not trust.');
  const { document, selection } = activeManuscript();
  const picked = await pick(server);
  if (picked.length === 0) return;
  const answer = await server.request(addFromZoteroRequest, { ...identifier(document), keys: picked });
  if (answer.keys.length === 0) throw new Error(answer.message);
  const change = new WorkspaceEdit();
  await server.merge(change, answer.edit);
  const { text } = await server.request(citationTextRequest, {
    ...identifier(document),
    position: selection.active,
    keys: answer.keys,
  });
  change.insert(document.uri, selection.active, text);
  if ((await server.apply(change)) && answer.message !== '')
    void window.showInformationMessage(answer.message);
}

function pick(server: LanguageServer): Promise<readonly string[]> {
  const picker = window.createQuickPick<ZoteroItem>();
  picker.title = title;
  picker.placeholder = 'Author, year or words of the title, in all libraries of the Zotero on this machine';
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  let search = new CancellationTokenSource();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = async (words: string) => {
    search.cancel();
    search = new CancellationTokenSource();
    const { token } = search;
    picker.busy = true;
    try {
      const { items, message } = await server.request(searchZoteroRequest, { words }, token);
      if (token.isCancellationRequested) return;
      const chosen = picker.selectedItems;
      const fresh = items.map(toItem).filter(({ key }) => !chosen.some((other) => other.key === key));
      picker.items = [...chosen, ...fresh];
      picker.selectedItems = chosen;
      // What is missing is said where the person looks.
      picker.title = message === '' ? title : message;
    } catch {
      // superseded by the next letter, or the server is gone, which has been told
    } finally {
      if (!token.isCancellationRequested) picker.busy = false;
    }
  };

  return new Promise((resolve) => {
    picker.onDidChangeValue((words) => {
      clearTimeout(timer);
      if (words.trim() !== '') timer = setTimeout(() => void show(words), quiet);
    });
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems.length > 0 ? picker.selectedItems : picker.activeItems;
      resolve(chosen.map(({ key }) => key));
      picker.hide();
    });
    picker.onDidHide(() => {
      clearTimeout(timer);
      search.cancel();
      resolve([]);
      picker.dispose();
    });
    picker.show();
  });
}

/** Zotero has searched: VS Code's own filter is to pass everything (`alwaysShow`). */
const toItem = ({ key, title, authors, year, library }: FoundInZotero['items'][number]): ZoteroItem => ({
  label: `${authors.length > 2 ? `${authors[0]} et al.` : authors.join(' & ')} ${year}`.trim(),
  description: library,
  detail: title,
  alwaysShow: true,
  key,
});
