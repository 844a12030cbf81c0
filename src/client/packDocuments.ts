import {
  EventEmitter,
  type ExtensionContext,
  Position,
  Range,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { packDocumentRequest } from '../protocol/requests.ts';
import type { LanguageServer } from './languageClient.ts';

/** Read-only documents that show a paper pack: `psycite-pack:/<id>.md`. */
const scheme = 'psycite-pack';

const packUri = (pack: string): Uri => Uri.from({ scheme, path: `/${pack}.md` });

const packOf = (uri: Uri): string => uri.path.slice(1).replace(/\.md$/, '');

export function registerPackDocuments(context: ExtensionContext, server: LanguageServer): void {
  const changed = new EventEmitter<Uri>();
  const readAgain = (): void => {
    for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
  };
  context.subscriptions.push(
    changed,
    server.onStarted(readAgain),
    server.onPacksChanged(readAgain),
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      async provideTextDocumentContent(uri, token) {
        const answer = await server.request(packDocumentRequest, { pack: packOf(uri) }, token);
        return answer?.text ?? `There is no paper “${packOf(uri)}” here.\n`;
      },
    }),
  );
}

/** Shows a pack, at the section, work or term of that id where it has one. */
export async function showPack(server: LanguageServer, pack: string, id: string | null): Promise<void> {
  const answer = await server.request(packDocumentRequest, { pack });
  if (answer === null) {
    void window.showWarningMessage(`There is no paper “${pack}” any more.`);
    return;
  }
  const line = answer.places.find((place) => place.id === id)?.line ?? 0;
  const start = new Position(line, 0);
  await window.showTextDocument(packUri(pack), {
    selection: new Range(start, start),
    viewColumn: ViewColumn.Beside,
    preview: true,
  });
}
