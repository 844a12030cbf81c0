import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject, vi } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder of this run, for what tests build. */
    readonly builds: string;
  }
}

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as it is shipped. */
export class Cli {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** One build serves every file of a run: the first that asks makes it, and others wait for it. */
  static async build(): Promise<Cli> {
    const folder = inject('builds');
    const done = join(folder, 'done');
    try {
      mkdirSync(join(folder, 'begun'));
    } catch {
      await vi.waitUntil(() => existsSync(done), { timeout: 60_000 });
      return new Cli(folder);
    }
    const script = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
    await promisify(execFile)(process.execPath, [script, '--into', join(folder, 'dist')]);
    writeFileSync(done, '');
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
}
