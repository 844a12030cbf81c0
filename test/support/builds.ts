import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Makes the folder for what the tests of a run build, and takes it away at the end. */
export default function setUp(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'psycite-builds-'));
  project.provide('builds', folder);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
