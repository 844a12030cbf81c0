import { Uri, workspace } from 'vscode';

/**
 * Writes a file so that it is whole whatever happens: beside it under another name first, then in its place.
 */
export async function writeWhole(target: Uri, bytes: Uint8Array): Promise<void> {
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  const beside = Uri.joinPath(target, '..', `.${name}.tmp`);
  await workspace.fs.writeFile(beside, bytes);
  await workspace.fs.rename(beside, target, { overwrite: true });
}
