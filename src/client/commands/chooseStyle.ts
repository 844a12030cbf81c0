import {
  CancellationTokenSource,
  ProgressLocation,
  type QuickPickItem,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import {
  chooseStyleRequest,
  downloadStyleRequest,
  type StyleAnswer,
  styleSampleRequest,
  stylesRequest,
} from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript, identifier } from './editor.ts';

interface StyleItem extends QuickPickItem {
  readonly name: string;
  readonly isJournal: boolean;
}

/**
 * Picks a shipped style, or the journal that prints in one, by a sample of each, and has the manuscript name
 * it.
 */
export async function chooseCitationStyle(server: LanguageServer): Promise<void> {
  const { document } = activeManuscript();
  const { styles } = await server.request(stylesRequest, {});
  const items = styles.map(
    ({ name, title, like }): StyleItem => ({
      label: title,
      description: like === '' ? '' : `as ${like}`,
      name,
      isJournal: like !== '',
    }),
  );
  const chosen = await pickStyle(server, document, items);
  if (chosen !== undefined)
    await take(
      server,
      document,
      await server.request(chooseStyleRequest, { ...identifier(document), style: chosen.name }),
    );
}

/** Asks the CSL repository for a style by name, saves it beside the manuscript and has that name it. */
export async function downloadStyle(server: LanguageServer): Promise<void> {
  const { document } = activeManuscript();
  if (!workspace.isTrusted) throw new Error('no service is asked in a workspace that you do not trust.');
  const style = await window.showInputBox({
    title: 'Download Citation Style',
    prompt: 'The name of a style or journal. It is sent to the CSL repository (raw.githubusercontent.com).',
    placeHolder: 'journal-of-sleep-research',
    ignoreFocusOut: true,
  });
  if (style === undefined || style.trim() === '') return;
  const answer = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'PsyCite: looking the style up', cancellable: true },
    (_, token) => server.request(downloadStyleRequest, { ...identifier(document), style }, token),
  );
  await take(server, document, answer);
}

async function take(server: LanguageServer, document: TextDocument, answer: StyleAnswer): Promise<void> {
  if (answer.edit === null && answer.setting === null) throw new Error(answer.message);
  if (answer.setting !== null)
    await workspace.getConfiguration('psycite', document.uri).update('csl.style', answer.setting);
  await server.applyAnswer(answer);
}

/** Milliseconds from one list with new samples to the next. */
const betweenLists = 300;

/** Samples come while the list is open, the best matches' first; what is typed looks through them too. */
function pickStyle(
  server: LanguageServer,
  document: TextDocument,
  items: readonly StyleItem[],
): Promise<StyleItem | undefined> {
  const picker = window.createQuickPick<StyleItem>();
  picker.title = 'Choose Citation Style';
  picker.placeholder = 'Name of a style or journal';
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  const source = new CancellationTokenSource();
  const asked = new Set<string>();
  /** The row that has the focus since something was typed last, as far as VS Code has told. */
  let active: StyleItem | undefined;
  /** Whether Enter was pressed while no row had the focus: the next that gets it is meant. */
  let isAwaited = false;
  // VS Code is sent all rows for one that changes: they are made once, and sent now and then.
  const rows = [...items];
  const places = new Map(items.map(({ name }, at) => [name, at]));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const list = () => {
    picker.items = rows;
  };
  const show = () => {
    list();
    const at = active && places.get(active.name);
    if (at !== undefined) picker.activeItems = [rows[at]!];
  };
  /** Rows whose samples VS Code does not have yet. */
  const fresh = new Set<string>();
  const showFresh = () => {
    // Of what is typed a new list would take the focus back to its top.
    if (picker.value !== '' && !(active !== undefined && fresh.has(active.name))) return;
    if (fresh.size === 0) return;
    fresh.clear();
    show();
  };
  const showSoon = () => {
    if (timer !== undefined) return;
    showFresh();
    timer = setTimeout(() => {
      timer = undefined;
      showFresh();
    }, betweenLists);
  };
  const fetchSample = async (item: StyleItem): Promise<void> => {
    if (asked.has(item.name) || source.token.isCancellationRequested) return;
    asked.add(item.name);
    const parameters = { ...identifier(document), style: item.name };
    const { citation, reference } = await server.request(styleSampleRequest, parameters, source.token);
    const at = places.get(item.name)!;
    rows[at] = { ...item, detail: [citation, reference].filter((text) => text !== '').join(' · ') };
    fresh.add(item.name);
    showSoon();
  };
  return new Promise((resolve) => {
    const take = (item: StyleItem) => {
      resolve(item);
      picker.hide();
    };
    picker.onDidChangeActive(([now]) => {
      active = now;
      if (now !== undefined && isAwaited) return take(now);
      if (now?.isJournal) void fetchSample(now).catch(() => undefined);
    });
    picker.onDidChangeValue(() => {
      active = undefined;
      isAwaited = false;
    });
    picker.onDidAccept(() => {
      // What VS Code says was accepted; the focus that it told of last may be another's.
      const accepted = picker.selectedItems[0] ?? picker.activeItems[0];
      if (accepted !== undefined) return take(accepted);
      // A list that came while something was typed has taken the focus: made anew, it gives it to its first.
      isAwaited = true;
      list();
    });
    picker.onDidHide(() => {
      source.cancel();
      clearTimeout(timer);
      resolve(undefined);
      picker.dispose();
    });
    show();
    picker.show();
    void (async () => {
      for (const item of items) if (!item.isJournal) await fetchSample(item);
    })().catch(() => undefined); // superseded, or the server is gone, which has been told
  });
}
