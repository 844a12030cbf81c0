import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

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
    const plugin = new URL('../../scripts/build/rawText.mjs', import.meta.url).href;
    const { rawText } = (await import(plugin)) as { rawText: Plugin };
    const fetchless = new URL('../../scripts/build/noFetch.mjs', import.meta.url).href;
    const { noFetch } = (await import(fetchless)) as { noFetch: Plugin };
    await build({
      absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
      // The thread that formats references lies in the folder that is shipped where the host looks for it.
      entryPoints: [
        { in: 'src/cli/main.ts', out: 'cli' },
        { in: 'src/server/formatting/node.ts', out: 'server/formatting/node' },
      ],
      outdir: join(folder, 'dist'),
      plugins: [rawText, noFetch],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      define: { 'import.meta.url': '__filename' },
      logLevel: 'error',
    });
    return new Cli(folder);
  }

  /** The built file, for what is started and talked to. */
  get script(): string {
    return join(this.#folder, 'dist', 'cli.js');
  }

  /** What a shell runs it by. */
  get command(): string {
    return `'${process.execPath}' '${this.script}'`;
  }

  /** Runs one command in the folder `cwd`. */
  run(cwd: string, ...args: readonly string[]): CliResult {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.script, ...args], {
      cwd,
      encoding: 'utf8',
      timeout: 30_000,
    });
    return { code: status, stdout, stderr };
  }

  /** As `run`, while this process answers: for commands that ask servers of the test. */
  start(cwd: string, args: readonly string[], input = ''): Promise<CliResult> {
    const child = spawn(process.execPath, [join(this.#folder, 'dist', 'cli.js'), ...args], {
      cwd,
      timeout: 60_000,
    });
    const told = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        told[name] += text;
      });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    return new Promise((resolve) => {
      child.on('close', (code) => {
        resolve({ code, ...told });
      });
    });
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
