import { execFileSync } from 'node:child_process';
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

test.skipIf(process.platform === 'win32')(
  'a FIFO is refused at once: opening it must not wait for a writer',
  async () => {
    execFileSync('mkfifo', [join(disk.path, 'pipe.bib')]);
    const uri = await disk.open('paper.md', declares('pipe.bib'));
    expect(disk.problems(uri)[0]).toMatchObject({
      code: 'bibliography-unreadable',
      message: '“pipe.bib” is not read: it is not an ordinary file.',
    });
  },
);
