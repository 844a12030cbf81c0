import { Uri, workspace } from 'vscode';

/**
 * A user setting may name files anywhere, a workspace's only files inside it; so the server is told which are
 * whose. In a workspace that is not trusted nobody is asked anything, the user's Zotero neither.
 */
export function settingsOf(section: unknown, scopeUri: string | undefined): unknown {
  if (typeof section !== 'object' || section === null) return section;
  const scope = scopeUri === undefined ? undefined : Uri.parse(scopeUri);
  const { user, workspace: ofWorkspace } = declaredBibliographies(scope);
  const told = { ...section, bibliographies: { user, workspace: ofWorkspace } };
  return workspace.isTrusted ? told : { ...told, zotero: {} };
}

export function declaredBibliographies(scope?: Uri): {
  readonly user: readonly string[];
  readonly workspace: readonly string[];
} {
  const found = workspace.getConfiguration('psycite', scope).inspect<unknown>('bibliographies');
  return {
    user: strings(found?.globalValue),
    workspace: [...strings(found?.workspaceValue), ...strings(found?.workspaceFolderValue)],
  };
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
