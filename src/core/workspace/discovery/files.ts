/** How core asks for files: a port that the server, the command line and the tests each hand in. */
export interface FilePort {
  /** A text file's contents. Never throws: what cannot be read says why, in words for a person. */
  readText(uri: string, limit: number): Promise<FileText>;
  /** Names in a folder; undefined where it is none or cannot be read. */
  list(uri: string): Promise<readonly FolderEntry[] | undefined>;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

export type FileText =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'missing' }
  | ({ readonly kind: 'refused' } & Refusal);

/** Why a file is not read. */
export interface Refusal {
  /**
   * `outside`: beyond the folders that PsyCite may read; `no-match`: a glob that names nothing;
   * `not-followed`: the path is known only to a program that PsyCite does not run.
   */
  readonly why: 'outside' | 'unreadable' | 'no-match' | 'not-followed';
  /** A clause for a person: "it lies outside the workspace". */
  readonly reason: string;
}

/** Folders that reading stays in: the workspace's, or the manuscript's own where there is no workspace. */
export interface AllowedRoots {
  readonly folders: readonly string[];
  /** Files that a *user* setting names; each allows itself alone. */
  readonly allowedFiles: ReadonlySet<string>;
}
