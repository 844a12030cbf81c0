import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskWorkspace, declares } from '../support/disk.ts';

let disk: DiskWorkspace;
beforeEach(() => {
  disk = new DiskWorkspace();
});
afterEach(() => {
  disk.dispose();
});

const entry = '@article{known, author={Müller, Jörg}, title={Über}, year=2000}';

test.each([
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${entry}`, 'utf8')],
  ['Latin-1', Buffer.from(entry, 'latin1')],
  ['UTF-16 LE with a byte order mark', Buffer.from(`\ufeff${entry}`, 'utf16le')],
  ['UTF-16 BE with a byte order mark', Buffer.from(`\ufeff${entry}`, 'utf16le').swap16()],
])('%s is read', async (_, bytes) => {
  writeFileSync(join(disk.path, 'refs.bib'), bytes);
  const uri = await disk.open('paper.md', declares('refs.bib'));
  const found = disk.workspace.snapshot().library(uri).find('known');
  expect(found?.source.bibliography.reference(found.index)).toMatchObject({
    title: 'Über',
    author: [{ family: 'Müller', given: 'Jörg' }],
  });
});
