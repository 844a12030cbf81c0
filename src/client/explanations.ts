import {
  CodeLens,
  commands,
  EventEmitter,
  type ExtensionContext,
  languages,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  declareFileRequest,
  type ExplainedBibliography,
  type ExplanationPage,
  explainBibliographyRequest,
} from '../protocol/requests.ts';
import type { LanguageServer } from './languageClient.ts';

/**
 * Read-only pages that say which bibliographies a manuscript has: `psycite-explained:/paper.md?<its URI>`.
 */
const scheme = 'psycite-explained';
const actCommand = 'psycite.explanation.act';

type Advice = ExplanationPage['advice'][number];

const pageUri = (manuscript: Uri): Uri =>
  Uri.from({
    scheme,
    path: `/${manuscript.path.split('/').at(-1) ?? ''} (bibliographies).md`,
    query: manuscript.toString(),
  });

export async function showExplanation(manuscript: Uri): Promise<void> {
  await window.showTextDocument(pageUri(manuscript), { preview: true });
}

export function registerExplanations(context: ExtensionContext, server: LanguageServer): void {
  const changed = new EventEmitter<Uri>();
  const lensesChanged = new EventEmitter<void>();
  const explained = (page: Uri) =>
    server.request(explainBibliographyRequest, { textDocument: { uri: page.query } });
  const readAgain = (): void => {
    for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
    lensesChanged.fire();
  };
  context.subscriptions.push(
    changed,
    lensesChanged,
    server.onStarted(readAgain),
    // What is declared, found or read may have changed with any manuscript or bibliography.
    server.onOutlineChanged(readAgain),
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => (await explained(uri)).page.text,
    }),
    languages.registerCodeLensProvider(
      { scheme },
      {
        onDidChangeCodeLenses: lensesChanged.event,
        async provideCodeLenses({ uri }) {
          const { files, page } = await explained(uri);
          return page.advice.map(({ line, title, action, file }) => {
            const about = file === null ? undefined : files[file];
            return new CodeLens(new Range(line, 0, line, 0), {
              title,
              command: actCommand,
              arguments: [uri.query, action, about],
            });
          });
        },
      },
    ),
    commands.registerCommand(
      actCommand,
      (manuscript: string, action: Advice['action'], about?: ExplainedBibliography) =>
        act(server, Uri.parse(manuscript), action, about),
    ),
  );
}

/** What stands behind an advice. */
async function act(
  server: LanguageServer,
  manuscript: Uri,
  action: Advice['action'],
  about: ExplainedBibliography | undefined,
): Promise<void> {
  if (action === 'choose') {
    await window.showTextDocument(manuscript);
    await commands.executeCommand('psycite.chooseBibliography');
    return;
  }
  if (action === 'settings') {
    await commands.executeCommand('workbench.action.openSettings', 'psycite.bibliographies');
    return;
  }
  if (about === undefined) return;
  if (action === 'declaration') {
    if (about.declaredIn === null) return;
    const { start, end } = about.declaredIn.range;
    const selection = new Range(start.line, start.character, end.line, end.character);
    await window.showTextDocument(Uri.parse(about.declaredIn.uri), { selection });
    return;
  }
  if (action === 'open' || action === 'problems') {
    await window.showTextDocument(Uri.parse(about.uri));
    if (action === 'problems') await commands.executeCommand('workbench.actions.view.problems');
    return;
  }
  const answer = await server.request(declareFileRequest, {
    textDocument: { uri: manuscript.toString() },
    file: about.uri,
    create: action === 'create' ? 'yes' : null,
  });
  await server.applyAnswer(answer);
}
