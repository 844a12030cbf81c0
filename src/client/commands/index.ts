import { commands, type ExtensionContext, window } from 'vscode';
import type { LanguageServer } from '../languageClient.ts';
import type { OutlineView } from '../outlineView.ts';
import { toggleAbstracts } from './abstracts.ts';
import { addReference, searchForWork } from './addReference.ts';
import { addTerm } from './addTerm.ts';
import { addWorks } from './addWorks.ts';
import { abbreviateJournals, explainBibliography, tidyBibliography } from './bibliography.ts';
import { checkClipboard } from './checkClipboard.ts';
import { checkOnline } from './checkOnline.ts';
import { chooseBibliography, chooseManuscript } from './chooseBibliography.ts';
import { choosePapers } from './choosePapers.ts';
import { chooseCitationStyle, downloadStyle } from './chooseStyle.ts';
import { convertCitations, insertCitation } from './citations.ts';
import { copyAsText, copyBibliography, copyReference } from './copying.ts';
import { define } from './define.ts';
import { exportCited, pasteReferences } from './exporting.ts';
import { exportManuscript, registerExportTasks } from './exportManuscript.ts';
import { addCompleted, allowAbbreviation, showReferences } from './fromServer.ts';
import { importPaper, reviewImport } from './importPaper.ts';
import { importPapers } from './importPapers.ts';
import { outlineCommands } from './outline.ts';
import { openPack, writePackBibliography } from './packs.ts';
import { openFirstSteps, openSample } from './sample.ts';
import { createEntry, searchForKey } from './undefinedKey.ts';
import {
  citeFromZotero,
  connectZotero,
  disconnectZotero,
  openInZotero,
  openPdfInZotero,
  updateFromZotero,
} from './zotero.ts';

/** A command of package.json, or one that the server names in an item or a lens. */
type Command = (server: LanguageServer, ...parameters: unknown[]) => Promise<void>;

export function registerCommands(
  context: ExtensionContext,
  server: LanguageServer,
  outline: OutlineView,
): void {
  const all: Readonly<Record<string, Command>> = {
    insertCitation,
    convertCitations,
    checkClipboard,
    copyAsText,
    copyReference,
    copyBibliography,
    exportCited,
    exportManuscript: (_, wanted) => exportManuscript(context, server, wanted),
    pasteReferences,
    addReference,
    addWorks,
    checkOnline,
    citeFromZotero,
    connectZotero: () => connectZotero(server, context.secrets),
    disconnectZotero: () => disconnectZotero(context.secrets),
    openInZotero,
    openPdfInZotero,
    updateFromZotero,
    explainBibliography,
    chooseBibliography,
    chooseManuscript,
    tidyBibliography,
    abbreviateJournals,
    choosePapers,
    chooseCitationStyle,
    downloadStyle,
    toggleAbstracts,
    define,
    addTerm,
    importPaper: (_, file) => importPaper(server, outline, file),
    importPapers,
    reviewImport: (_, pack, source) => reviewImport(server, context.extensionUri, pack, source),
    openPack,
    writePackBibliography,
    openSample: () => openSample(context.extensionUri),
    firstSteps: () => openFirstSteps(context.extension.id),
    restartServer: () => server.restart(),
    addToBibliography: addCompleted,
    allowAbbreviation,
    showReferences,
    searchForKey,
    searchForWork,
    createEntry,
    ...outlineCommands(outline),
  };
  registerExportTasks(context, server);
  for (const [name, run] of Object.entries(all)) {
    const guarded = async (...parameters: unknown[]) => {
      try {
        await run(server, ...parameters);
      } catch (error) {
        void window.showErrorMessage(`PsyCite: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    context.subscriptions.push(commands.registerCommand(`psycite.${name}`, guarded));
  }
}
