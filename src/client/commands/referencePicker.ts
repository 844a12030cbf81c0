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
  /** What the title says where nothing is found. */
  readonly none?: string;
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

/**
 * VS Code tells of a tick by its place in the list: one that was set while another list was on its way would
 * be that of another work. So long after a new list, ms, no tick is believed, and it is taken back.
 */
const unsettled = 250;

/**
 * VS Code sorts rows whose label matches by that label, which puts an encephalitis before the receptor that
 * was asked for. It keeps the order that it is given by a property that it has had since 2020, and that its
 * published types lack (microsoft/vscode#73904).
 */
const asRanked = { sortByLabel: false };

/** Resolves with what was picked, nothing where the picker was left. */
export function pickLive<T>(live: LiveSearch<T>): Promise<readonly T[]> {
  type Item = QuickPickItem & { readonly one: T };
  const picker = window.createQuickPick<Item>();
  picker.title = live.title;
  picker.placeholder = live.placeholder;
  picker.canSelectMany = live.many;
  picker.matchOnDescription = true;
  picker.value = live.query ?? '';
  picker.matchOnDetail = true;
  Object.assign(picker, asRanked);
  let search = new CancellationTokenSource();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ticked: readonly Item[] = [];
  let listedAt = Number.NEGATIVE_INFINITY;
  /** Whether Enter was pressed before what is typed had its answer: the first row of that is meant. */
  let isAwaited = false;
  /** An Enter before anything is typed may be the second of two that chose the command. */
  let isTyped = false;
  const isSameList = (these: readonly Item[], those: readonly Item[]): boolean =>
    these.length === those.length && these.every(({ one }, index) => live.isSame(one, those[index]!.one));

  /** A list that stays the same is left alone, with the row that has the focus. */
  const list = (items: readonly Item[]) => {
    if (isSameList(items, picker.items)) return;
    listedAt = performance.now();
    picker.items = items;
    picker.selectedItems = ticked;
  };

  /** What is ticked, else the row that has the focus; a new list gives it to its first. */
  const chosen = (): readonly Item[] => {
    if (ticked.length > 0) return ticked;
    const focused = picker.activeItems.filter((item) => picker.items.includes(item));
    return focused.length > 0 ? focused : picker.items.slice(0, 1);
  };

  const show = async (query: string) => {
    search.cancel();
    search = new CancellationTokenSource();
    const { token } = search;
    picker.busy = true;
    try {
      const { found, message = '' } = await live.search(query, token);
      if (token.isCancellationRequested) return;
      const fresh = found
        .filter((one) => !ticked.some((other) => live.isSame(one, other.one)))
        // It has been ranked and filtered: VS Code's own filter is to pass everything.
        .map((one) => ({ ...live.show(one), alwaysShow: true, one }));
      list([...ticked, ...fresh]);
      const isNone = found.length === 0 && query.trim() !== '';
      picker.title = message !== '' ? message : ((isNone ? live.none : undefined) ?? live.title);
      if (isAwaited) take();
    } catch {
      // superseded by the next letter, or the server is gone, which has been told
    } finally {
      if (!token.isCancellationRequested) {
        picker.busy = false;
        isAwaited = false;
      }
    }
  };

  let done: (picked: readonly T[]) => void = () => undefined;
  const take = () => {
    const items = chosen();
    if (items.length === 0) return;
    done(items.map(({ one }) => one));
    picker.hide();
  };

  return new Promise((resolve) => {
    done = resolve;
    picker.onDidChangeValue((query) => {
      isAwaited = false;
      isTyped = true;
      clearTimeout(timer);
      if (live.quiet === undefined) void show(query);
      else if (query.trim() !== '') timer = setTimeout(() => void show(query), live.quiet);
    });
    picker.onDidChangeSelection((items) => {
      if (!live.many) return;
      if (performance.now() - listedAt >= unsettled) ticked = items;
      else if (!isSameList(items, ticked)) picker.selectedItems = ticked;
    });
    picker.onDidAccept(() => {
      // A list that a service has made stands long enough to be chosen from while the next is on its way.
      const isListed = ticked.length > 0 || (live.quiet !== undefined && picker.items.length > 0);
      if (!isListed && (picker.busy || live.quiet !== undefined)) isAwaited = isTyped;
      else take();
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
  readonly none?: string;
  /** Which of the works found are offered; all where it is absent. */
  readonly offer?: (reference: FoundReference) => boolean;
}

const limit = 100;
const nothingFits = 'Nothing in your bibliography or the papers fits; Add Reference… searches elsewhere';

/** Searches the library of a manuscript and the packs. */
export const pickReferences = (
  server: LanguageServer,
  document: TextDocument,
  { offer = () => true, none = nothingFits, ...options }: PickerOptions,
): Promise<readonly FoundReference[]> =>
  pickLive({
    ...options,
    none,
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
