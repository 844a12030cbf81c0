import { commands, Uri, window, workspace } from 'vscode';
import { taken } from '../firstSteps.ts';
import { writeWhole } from '../writeWhole.ts';

/** A web extension cannot list its own files. */
const sampleFiles = ['ketamine.md', 'ketamine.qmd', 'ketamine.tex', 'ketamine.typ', 'references.bib'];

/** Copies the sample manuscripts into a folder of the user's choice and opens it. Nothing is overwritten. */
export async function openSample(extension: Uri): Promise<void> {
  const [parent] =
    (await window.showOpenDialog({
      title: 'Choose a Folder for the Sample',
      openLabel: 'Put the Sample Here',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (parent === undefined) return;
  const folder = Uri.joinPath(parent, 'psycite-sample');
  for (const name of sampleFiles) {
    const target = Uri.joinPath(folder, name);
    if (await exists(target)) continue;
    await writeWhole(target, await workspace.fs.readFile(Uri.joinPath(extension, 'dist/sample', name)));
  }
  taken('sampleOpened');
  await commands.executeCommand('vscode.openFolder', folder, {
    forceNewWindow: false,
    // Older versions pass over it, and so do browsers.
    filesToOpen: [Uri.joinPath(folder, sampleFiles[0]!)],
  });
}

/** The walkthrough. */
export async function openFirstSteps(extension: string): Promise<void> {
  await commands.executeCommand('workbench.action.openWalkthrough', `${extension}#firstSteps`);
}

const exists = (uri: Uri): Promise<boolean> =>
  Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
