import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pause } from '../support/client.mjs';
import { heapOf, startMeasured } from '../support/heap.mjs';
import { makeWorkspace } from '../support/library.mjs';
import { held } from '../support/rows.mjs';

const manuscripts = 200;
const paragraphs = 100;

/**
 * The heap once manuscripts were opened, hovered, annotated and closed, over that of a server that only read
 * them.
 */
export default async function closing({ folder }) {
  const { workspace } = makeWorkspace(folder, 'closing', 1_000);
  const uri = (n) => pathToFileURL(join(workspace, `m${n}.md`)).href;
  for (let n = 0; n < manuscripts; n += 1) writeFileSync(join(workspace, `m${n}.md`), textOf(n));
  const client = await startMeasured(folder, workspace);
  const about = (n) => ({ textDocument: { uri: uri(n) }, position: { line: 6, character: 80 } });
  const settled = () =>
    client.request('textDocument/references', { ...about(0), context: { includeDeclaration: true } });
  client.open(uri(0), 'markdown', textOf(0));
  await settled();
  client.notify('textDocument/didClose', about(0));
  await pause(1_000);
  const before = await heapOf(client);
  for (let n = 0; n < manuscripts; n += 1) {
    client.open(uri(n), 'markdown', textOf(n));
    await client.request('textDocument/hover', about(n));
    await client.request('psycite/annotations', about(n));
    client.notify('textDocument/didClose', about(n));
  }
  await pause(1_000);
  const after = await heapOf(client);
  await client.stop();
  const detail = `${(before / 1e6).toFixed(0)} MB → ${(after / 1e6).toFixed(0)} MB; ${manuscripts} manuscripts of 17 KB`;
  return [held(13, 'heap after closing all over heap before opening', after / before, '×', 1.2, detail)];
}

const textOf = (n) =>
  `---\nbibliography: library.bib\n---\n\n# Manuscript ${n}\n\n${Array.from(
    { length: paragraphs },
    (_, place) =>
      `Paragraph ${place} of ${n}: ketamine and the N-methyl-D-aspartate receptor (NMDAR) [@a${n}x${place}]. Others (Berman et al., 2000) said that RAADs work.\n\n`,
  ).join('')}`;
