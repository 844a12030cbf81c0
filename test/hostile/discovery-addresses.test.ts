import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskWorkspace, declares } from '../support/disk.ts';

let disk: DiskWorkspace;
beforeEach(() => {
  disk = new DiskWorkspace();
});
afterEach(() => {
  disk.dispose();
});

test.each([
  ['\\\\host\\share\\refs.bib', 'another machine'],
  ['//host/share/refs.bib', 'another machine'],
  ['file://host/refs.bib', 'another machine'],
  ['data:text/plain,@misc{x}', 'fetches nothing'],
])('%s is refused, and the message says why', async (path, why) => {
  const uri = await disk.open('paper.md', declares(path));
  const [problem] = disk.problems(uri);
  expect(problem).toMatchObject({ code: 'bibliography-unreadable' });
  expect(problem?.message).toContain(why);
});

test.each(['https://example.org/refs.bib', 'ftp://example.org/refs.bib'])(
  'what Pandoc would fetch from %s is not known here, and the message says so',
  async (path) => {
    const uri = await disk.open('paper.md', declares(path));
    const [problem] = disk.problems(uri);
    expect(problem).toMatchObject({ code: 'bibliography-not-followed' });
    expect(problem?.message).toContain('fetches nothing');
  },
);

test.each([
  '%2e%2e/%2e%2e/etc/passwd',
  'file:///%2e%2e/%2e%2e/etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'a\\0b.bib',
])('percent-encoding and NUL in %s open no way out', async (path) => {
  const uri = await disk.open('paper.md', declares(path.replace('\\0', '\0')));
  expect(disk.keys(uri)).toEqual([]);
  expect(disk.problems(uri)[0]?.code).toMatch(/^bibliography-/);
});
