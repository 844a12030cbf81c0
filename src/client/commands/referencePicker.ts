import {
  type CancellationToken,
  CancellationTokenSource,
  type QuickPickItem,
  type TextDocument,
  window,
} from 'vscode';
import { type FoundReference, searchReferencesRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { identifier } from './editor.ts';

/** A picker that searches while the person types. `T` is what is picked. */
export interface LiveSearch<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly many: boolean;
  /** What is searched for at first. */
  readonly query?: string;
  /** Quiet time before a search, ms; none where it is absent. */
  readonly quiet?: number;
  /** What is found, and why nothing could be where a message is not empty: that is said in the title. */
  search(
    query: string,
    token: CancellationToken,
  ): Promise<{ readonly found: readonly T[]; readonly message?: string }>;
  show(one: T): QuickPickItem;
  isSame(one: T, other: T): boolean;
}

/** Resolves with what was picked, nothing where the picker was left. */
export function pickLive<T>(live: LiveSearch<T>): Promise<readonly T[]> {
  const picker = window.createQuickPick<QuickPickItem & { readonly one: T }>();
  picker.title = live.title;
  picker.placeholder = live.placeholder;
  picker.canSelectMany = live.many;
  picker.matchOnDescription = true;
  picker.value = live.query ?? '';
  picker.matchOnDetail = true;
  let search = new CancellationTokenSource();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = async (query: string) => {
    search.cancel();
    search = new CancellationTokenSource();
    const { token } = search;
    picker.busy = true;
    try {
      const { found, message = '' } = await live.search(query, token);
      if (token.isCancellationRequested) return;
      const chosen = picker.selectedItems;
      const fresh = found
        .filter((one) => !chosen.some((other) => live.isSame(one, other.one)))
        // It has been ranked and filtered: VS Code's own filter is to pass everything.
        .map((one) => ({ ...live.show(one), alwaysShow: true, one }));
      picker.items = [...chosen, ...fresh];
      picker.selectedItems = chosen;
      picker.title = message === '' ? live.title : message;
    } catch {
      // superseded by the next letter, or the server is gone, which has been told
    } finally {
      if (!token.isCancellationRequested) picker.busy = false;
    }
  };

  return new Promise((resolve) => {
    picker.onDidChangeValue((query) => {
      clearTimeout(timer);
      if (live.quiet === undefined) void show(query);
      else if (query.trim() !== '') timer = setTimeout(() => void show(query), live.quiet);
    });
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems.length > 0 ? picker.selectedItems : picker.activeItems;
      resolve(chosen.map(({ one }) => one));
      picker.hide();
    });
    picker.onDidHide(() => {
      clearTimeout(timer);
      search.cancel();
      resolve([]);
      picker.dispose();
    });
    picker.show();
    if (live.quiet === undefined) void show(live.query ?? '');
  });
}

interface PickerOptions {
  readonly query?: string;
  readonly title: string;
  readonly placeholder: string;
  readonly many: boolean;
  /** Which of the works found are offered; all where it is absent. */
  readonly offer?: (reference: FoundReference) => boolean;
}

const limit = 100;

/** Searches the library of a manuscript and the packs. */
export const pickReferences = (
  server: LanguageServer,
  document: TextDocument,
  { offer = () => true, ...options }: PickerOptions,
): Promise<readonly FoundReference[]> =>
  pickLive({
    ...options,
    async search(query, token) {
      const parameters = { ...identifier(document), query, limit };
      const { items } = await server.request(searchReferencesRequest, parameters, token);
      return { found: items.filter(offer) };
    },
    show: ({ label, where, title: own, container }) => ({
      label,
      description: where,
      detail: [own, container].filter((part) => part !== '').join(' · '),
    }),
    isSame: (one, other) => one.key === other.key && one.pack === other.pack,
  });
