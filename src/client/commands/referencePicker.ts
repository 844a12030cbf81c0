import { CancellationTokenSource, type QuickPickItem, type TextDocument, window } from 'vscode';
import { type FoundReference, searchReferencesRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { identifier } from './editor.ts';

interface ReferenceItem extends QuickPickItem {
  readonly reference: FoundReference;
}

interface PickerOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly many: boolean;
  /** Which of the works found are offered; all where it is absent. */
  readonly offer?: (reference: FoundReference) => boolean;
}

const limit = 100;

/** Live search on the server. Resolves with what was picked, nothing where the picker was left. */
export function pickReferences(
  server: LanguageServer,
  document: TextDocument,
  { title, placeholder, many, offer = () => true }: PickerOptions,
): Promise<readonly FoundReference[]> {
  const picker = window.createQuickPick<ReferenceItem>();
  picker.title = title;
  picker.placeholder = placeholder;
  picker.canSelectMany = many;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  let search = new CancellationTokenSource();

  const show = async (query: string) => {
    search.cancel();
    search = new CancellationTokenSource();
    const { token } = search;
    picker.busy = true;
    try {
      const parameters = { ...identifier(document), query, limit };
      const { items } = await server.request(searchReferencesRequest, parameters, token);
      if (token.isCancellationRequested) return;
      const chosen = picker.selectedItems;
      const fresh = items
        .filter(offer)
        .map(toItem)
        .filter((item) => !chosen.some((other) => isSame(item, other)));
      picker.items = [...chosen, ...fresh];
      picker.selectedItems = chosen;
    } catch {
      // superseded by the next letter, or the server is gone, which has been told
    } finally {
      if (!token.isCancellationRequested) picker.busy = false;
    }
  };

  return new Promise((resolve) => {
    picker.onDidChangeValue((query) => void show(query));
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems.length > 0 ? picker.selectedItems : picker.activeItems;
      resolve(chosen.map(({ reference }) => reference));
      picker.hide();
    });
    picker.onDidHide(() => {
      search.cancel();
      resolve([]);
      picker.dispose();
    });
    picker.show();
    void show('');
  });
}

/** The server has ranked and filtered: VS Code's own filter is to pass everything (`alwaysShow`). */
const toItem = (reference: FoundReference): ReferenceItem => ({
  label: reference.label,
  description: reference.pack === null ? `@${reference.key}` : 'in the paper, not in your bibliography',
  detail: [reference.title, reference.container].filter((part) => part !== '').join(' · '),
  alwaysShow: true,
  reference,
});

const isSame = (one: ReferenceItem, other: ReferenceItem): boolean =>
  one.reference.key === other.reference.key && one.reference.pack === other.reference.pack;
