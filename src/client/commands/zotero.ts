import {
  ConfigurationTarget,
  commands,
  env,
  ProgressLocation,
  type QuickPickItem,
  type SecretStorage,
  type TextEditor,
  UIKind,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  addFromZoteroRequest,
  type ChangedEntry,
  connectZoteroRequest,
  searchZoteroRequest,
  updateFromZoteroRequest,
  zoteroPlaceRequest,
} from '../../protocol/services.ts';
import { ChangesBeside } from '../changesBeside.ts';
import { citeAdded } from '../citing.ts';
import { follow } from '../followedPlace.ts';
import type { LanguageServer } from '../languageClient.ts';
import { activeManuscript, identifier } from './editor.ts';
import { pickLive } from './referencePicker.ts';

/**
 * Searches the Zotero that runs on this machine, adds what is picked to the bibliography and cites it, in one
 * step.
 */
export async function citeFromZotero(server: LanguageServer): Promise<void> {
  if (!workspace.isTrusted) throw new Error('no service is asked in a workspace that you do not trust.');
  const { document, selection } = activeManuscript();
  const picked = await pickLive({
    title: 'Cite from Zotero',
    placeholder:
      'Author, year or words of the title, in all your libraries; collection:NAME searches in it alone',
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
  const place = follow({ document, position: selection.active });
  try {
    const answer = await server.request(addFromZoteroRequest, { ...identifier(document), keys });
    await citeAdded(server, place.now(), answer);
  } finally {
    place.dispose();
  }
}

/** Looks what runs, and from then on offers what is in it: what is missing is said in a sentence. */
export async function connectZotero(server: LanguageServer, secrets: SecretStorage): Promise<void> {
  if (!workspace.isTrusted) throw new Error('no service is asked in a workspace that you do not trust.');
  // A page cannot ask a program on the machine that shows it.
  const isBrowserAlone = env.uiKind === UIKind.Web && env.remoteName === undefined;
  if (isBrowserAlone) return connectWeb(server, secrets);
  const { isConnected, message } = await connected(server, null);
  if (isConnected) {
    await secrets.delete(keyName);
    await settings().update('connected', true, ConfigurationTarget.Global);
    void window.showInformationMessage(message);
    return;
  }
  const settingsButton = 'Open Settings';
  const webButton = 'Use zotero.org…';
  const said = `${message}${whereYouAre()}`;
  const chosen = await window.showWarningMessage(said, settingsButton, webButton);
  if (chosen === webButton) await connectWeb(server, secrets);
  if (chosen === settingsButton)
    await commands.executeCommand('workbench.action.openSettings', 'psycite.zotero');
}

const keyName = 'zotero.org';

const connected = (server: LanguageServer, key: string | null) =>
  window.withProgress(
    { location: ProgressLocation.Notification, title: 'PsyCite: connecting to Zotero' },
    () => server.request(connectZoteroRequest, { key }),
  );

/** By a key of the user's, which VS Code keeps among its secrets. */
async function connectWeb(server: LanguageServer, secrets: SecretStorage): Promise<void> {
  const key = await window.showInputBox({
    title: 'Connect to zotero.org',
    prompt:
      'A key of your own, which may read alone: zotero.org/settings/keys/new. VS Code keeps it among its secrets, and it is sent to zotero.org alone.',
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined || key.trim() === '') return;
  const { isConnected, message } = await connected(server, key.trim());
  if (!isConnected) throw new Error(message);
  await secrets.store(keyName, key.trim());
  await settings().update('connected', true, ConfigurationTarget.Global);
  void window.showInformationMessage(message);
}

/** Gives a server that has started the key that was connected with. */
export async function reconnectZotero(server: LanguageServer, secrets: SecretStorage): Promise<void> {
  if (!workspace.isTrusted || settings().get('connected') !== true) return;
  const key = await secrets.get(keyName);
  if (key !== undefined) await server.request(connectZoteroRequest, { key });
}

/** Shows the work of the key at the cursor in Zotero. */
export const openInZotero = (server: LanguageServer): Promise<void> => openPlace(server, 'item');

/** Opens its PDF there. */
export const openPdfInZotero = (server: LanguageServer): Promise<void> => openPlace(server, 'pdf');

function activeEditor(): TextEditor {
  const editor = window.activeTextEditor;
  if (editor === undefined) throw new Error('open a manuscript or a bibliography first.');
  return editor;
}

async function openPlace(server: LanguageServer, what: 'item' | 'pdf'): Promise<void> {
  if (!workspace.isTrusted) throw new Error('no service is asked in a workspace that you do not trust.');
  const { document, selection } = activeEditor();
  const parameters = { ...identifier(document), position: selection.active, what };
  const { address, message } = await server.request(zoteroPlaceRequest, parameters);
  if (address === null) throw new Error(message);
  await env.openExternal(Uri.parse(address));
}

/**
 * Shows which entries differ from what Zotero has, and gives those that are chosen what it has, in one step.
 */
export async function updateFromZotero(server: LanguageServer): Promise<void> {
  if (!workspace.isTrusted) throw new Error('no service is asked in a workspace that you do not trust.');
  const { document } = activeEditor();
  const ask = (chosen: readonly string[]) =>
    window.withProgress(
      { location: ProgressLocation.Notification, title: 'PsyCite: comparing with Zotero', cancellable: true },
      (_, token) => server.request(updateFromZoteroRequest, { ...identifier(document), chosen }, token),
    );
  const { changes, message } = await ask([]);
  if (changes.length === 0) {
    void window.showInformationMessage(message);
    return;
  }
  const chosen = await chooseChanges(server, changes);
  if (chosen.length === 0) return;
  await server.applyAnswer(await ask(chosen));
}

/** Which entries are to get what Zotero has: each is ticked, and the files are shown with what is ticked. */
async function chooseChanges(
  server: LanguageServer,
  changes: readonly ChangedEntry[],
): Promise<readonly string[]> {
  const title = 'Update References from Zotero';
  const possible = changes.filter(({ edit }) => edit !== null);
  const beside = await ChangesBeside.open(
    server,
    title,
    possible.map(({ edit }) => edit),
  );
  const picker = window.createQuickPick<QuickPickItem & { readonly change: ChangedEntry }>();
  picker.title = title;
  picker.placeholder = 'Entries that are to get what Zotero has; the editor shows the files with these';
  picker.canSelectMany = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  picker.items = changes.map((change) => ({
    change,
    label: change.key,
    description: change.edit === null ? `${change.file}: this has to be changed by hand` : change.file,
    detail: change.differences.join(' · '),
  }));
  picker.selectedItems = picker.items.filter(({ change }) => change.edit !== null);
  try {
    return await new Promise((resolve) => {
      picker.onDidChangeSelection((items) => {
        beside.show(items.map(({ change }) => possible.indexOf(change)));
      });
      picker.onDidAccept(() => {
        resolve(picker.selectedItems.map(({ change }) => change.id));
      });
      picker.onDidHide(() => {
        resolve([]);
      });
      picker.show();
    });
  } finally {
    picker.dispose();
    beside.dispose();
  }
}

/** Forgets what was kept of Zotero, and asks it nothing any more by itself. */
export async function disconnectZotero(secrets: SecretStorage): Promise<void> {
  await secrets.delete(keyName);
  await settings().update('connected', undefined, ConfigurationTarget.Global);
  void window.showInformationMessage('Zotero is not connected any more, and what was kept of it is gone.');
}

const settings = () => workspace.getConfiguration('psycite.zotero');

/**
 * What the server cannot know: PsyCite runs on another machine than the editor's window, and so than Zotero.
 */
function whereYouAre(): string {
  switch (env.remoteName) {
    case undefined:
      return '';
    case 'wsl':
      return ' PsyCite runs in WSL: switch on mirrored networking (networkingMode=mirrored in .wslconfig), or name a tunnel to Windows in the setting psycite.zotero.url.';
    case 'ssh-remote':
      return ' PsyCite runs at the other end of SSH: add “RemoteForward 23119 127.0.0.1:23119” to the host in your SSH configuration and connect anew.';
    default:
      return ` PsyCite runs in ${env.remoteName}: forward port 23119 of your own machine to it, and name its address in the setting psycite.zotero.url.`;
  }
}
