import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ReadDirectoryAnswer,
  type ReadFileAnswer,
  type ReadFileParams,
  readDirectoryRequest,
  readFileRequest,
} from '../protocol/files.ts';
import { isManuscript } from './languages.ts';
import { declaredBibliographies } from './settings.ts';

/** Files that the user chose in a dialog, while something is done with them. */
const chosen = new Set<string>();

/** Lets the server read one file wherever it lies, until the answer is disposed of. */
export function letServerRead(file: Uri): { dispose(): void } {
  const uri = file.toString();
  chosen.add(uri);
  return { dispose: () => chosen.delete(uri) };
}

/**
 * Reads files for a server that has no file system of its own: inside the workspace folders, beside
 * manuscripts that are open, where a user setting points, and what the user chose. Anything else is refused
 * unread.
 */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, (parameters: unknown) => readFile(parameters));
  client.onRequest(readDirectoryRequest, (parameters: unknown) => readDirectory(parameters));
}

async function readFile(parameters: unknown): Promise<ReadFileAnswer> {
  if (!isReadFileParams(parameters))
    return { kind: 'refused', why: 'unreadable', reason: 'the request was malformed' };
  const uri = Uri.parse(parameters.uri);
  if (!isAllowed(uri)) return { kind: 'refused', why: 'outside', reason: 'it is outside the workspace' };
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if (type & FileType.Directory) return { kind: 'refused', why: 'unreadable', reason: 'it is a folder' };
    if (size > parameters.limit) {
      return {
        kind: 'refused',
        why: 'unreadable',
        reason: `it is larger than ${Math.round(parameters.limit / 1_000_000)} MB`,
      };
    }
    return { kind: 'file', bytes: base64(await workspace.fs.readFile(uri)) };
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return { kind: 'missing' };
    return { kind: 'refused', why: 'unreadable', reason: 'it cannot be read' };
  }
}

async function readDirectory(parameters: unknown): Promise<ReadDirectoryAnswer> {
  const uri = uriOf(parameters);
  if (uri === undefined || !isAllowed(uri)) return { entries: null };
  try {
    const entries = await workspace.fs.readDirectory(uri);
    return { entries: entries.map(([name, type]) => [name, kindOf(type)]) };
  } catch {
    return { entries: null };
  }
}

function isAllowed(uri: Uri): boolean {
  if (chosen.has(uri.toString())) return true;
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  const besides = workspace.textDocuments
    .filter((document) => isManuscript(document) && document.uri.path.startsWith('/'))
    .map((document) => Uri.joinPath(document.uri, '..'));
  if ([...folders, ...besides].some((folder) => isInside(uri, folder))) return true;
  return declaredBibliographies().user.some((path) =>
    folders.some((folder) => isSame(uri, resolve(path, folder))),
  );
}

/** `Uri.parse` has decoded the path: a segment `..` in it is refused whatever way it was written. */
function isInside(uri: Uri, folder: Uri): boolean {
  if (uri.scheme !== folder.scheme || uri.authority !== folder.authority) return false;
  if (/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(uri.path)) return false;
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.path === folder.path || uri.path.startsWith(root);
}

const isSame = (one: Uri, other: Uri): boolean => one.toString() === other.toString();

/** A setting holds a URI, an absolute path, or a path from the workspace folder. */
function resolve(path: string, folder: Uri): Uri {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return Uri.parse(path);
  return path.startsWith('/') ? folder.with({ path }) : Uri.joinPath(folder, path);
}

const kindOf = (type: FileType): 'file' | 'directory' | 'other' => {
  if (type & FileType.Directory) return 'directory';
  return type & FileType.File ? 'file' : 'other';
};

/**
 * Base64 by pieces: a call cannot take millions of arguments. The piece is a multiple of 3, so that pieces
 * join.
 */
function base64(bytes: Uint8Array): string {
  const piece = 3 * 8192;
  let encoded = '';
  for (let start = 0; start < bytes.length; start += piece) {
    encoded += btoa(String.fromCharCode(...bytes.subarray(start, start + piece)));
  }
  return encoded;
}

function uriOf(parameters: unknown): Uri | undefined {
  if (typeof parameters !== 'object' || parameters === null || !('uri' in parameters)) return undefined;
  return typeof parameters.uri === 'string' ? Uri.parse(parameters.uri) : undefined;
}

const isReadFileParams = (parameters: unknown): parameters is ReadFileParams =>
  uriOf(parameters) !== undefined && typeof (parameters as { readonly limit?: unknown }).limit === 'number';
