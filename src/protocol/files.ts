/**
 * Server → client: how a server without a file system of its own (a web worker) reads the workspace. The
 * client answers through `vscode.workspace.fs`, and only inside the workspace folders and where a user
 * setting points.
 */
export const readFileRequest = 'psycite/fs/readFile';
export const readDirectoryRequest = 'psycite/fs/readDirectory';

export interface ReadFileParams {
  readonly uri: string;
  /** Bytes; a larger file is refused unread. */
  readonly limit: number;
}

/** `bytes` is base64, for JSON carries it. */
export type ReadFileAnswer =
  | { readonly kind: 'file'; readonly bytes: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly why: 'outside' | 'unreadable'; readonly reason: string };

export interface ReadDirectoryAnswer {
  /** Names with their kind; null where the directory cannot be read. */
  readonly entries: readonly (readonly [name: string, kind: 'file' | 'directory' | 'other'])[] | null;
}
