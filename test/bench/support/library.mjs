import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { corpusInPieces } from '../corpus.mjs';
import { corpusFile } from './setUp.mjs';

/** A key at the end of every corpus. */
export const lastKey = 'procbase4';

/** A workspace folder with a bibliography of `size` entries, an empty one where `size` is 0. */
export function makeWorkspace(folder, name, size) {
  const workspace = join(folder, name);
  mkdirSync(workspace, { recursive: true });
  const bibliography = join(workspace, 'library.bib');
  if (size > 0) linkSync(corpusFile(folder, size), bibliography);
  else writeFileSync(bibliography, '');
  return { workspace, manuscriptUri: pathToFileURL(join(workspace, 'manuscript.md')).href };
}

/** `count` keys, spread over the first 50,000 entries of the corpus. */
export function someKeys(count, size = 50_000) {
  const keys = [];
  let index = -1;
  for (const piece of corpusInPieces(size)) {
    if (index >= 0 && index % Math.floor(size / count) === 0) keys.push(/^@\w+\{([^,]+),/.exec(piece)[1]);
    index += 1;
    if (keys.length === count) break;
  }
  return keys;
}
