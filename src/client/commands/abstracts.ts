import { ConfigurationTarget, window, workspace } from 'vscode';

/** Shows or hides the abstract in hover cards, where the setting stands already, else for the user. */
export async function toggleAbstracts(): Promise<void> {
  const settings = workspace.getConfiguration('psycite.hover', window.activeTextEditor?.document.uri);
  const wanted = !settings.get<boolean>('abstract', false);
  const set = settings.inspect<boolean>('abstract');
  const target =
    set?.workspaceFolderValue !== undefined
      ? ConfigurationTarget.WorkspaceFolder
      : set?.workspaceValue !== undefined
        ? ConfigurationTarget.Workspace
        : ConfigurationTarget.Global;
  await settings.update('abstract', wanted, target);
  window.setStatusBarMessage(wanted ? 'Hover cards show abstracts' : 'Hover cards show no abstracts', 3000);
}
