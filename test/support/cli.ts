import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line, built from its source into a folder of its own. */
export class Cli {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async build(): Promise<Cli> {
    const folder = mkdtempSync(join(tmpdir(), 'psycite-cli-'));
    await build({
      absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
      entryPoints: ['src/cli/main.ts'],
      outfile: join(folder, 'cli.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
    return new Cli(folder);
  }

  /** Runs one command in the folder `cwd`. */
  run(cwd: string, ...args: readonly string[]): CliResult {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(this.#folder, 'cli.js'), ...args], {
      cwd,
      encoding: 'utf8',
      timeout: 30_000,
    });
    return { code: status, stdout, stderr };
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
