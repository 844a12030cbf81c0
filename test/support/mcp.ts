import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { Cli } from './cli.ts';

/** A work, a mention, a problem: what a test looks at in an answer. */
export interface Item {
  readonly [name: string]: unknown;
  readonly key: string | null;
  readonly text: string;
  readonly status: string;
  readonly basis: string;
  readonly works: readonly Item[];
  readonly title: string | null;
}

export interface ToolAnswer {
  readonly status: 'known' | 'ambiguous' | 'unknown';
  /** The first text: PsyCite's own words. */
  readonly own: string;
  readonly quoted: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly list: (name: string) => readonly Item[];
}

/**
 * `psycite mcp` on a folder of its own, talked to by the SDK's client, which checks every answer against its
 * schema.
 */
export class Assistant {
  readonly client: Client;
  readonly folder: string;

  private constructor(client: Client, folder: string) {
    this.client = client;
    this.folder = folder;
  }

  /** `node` holds options of Node for the server. */
  static async start(
    cli: Cli,
    files: Readonly<Record<string, string>>,
    node: readonly string[] = [],
  ): Promise<Assistant> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'psycite-mcp-')));
    const client = new Client({ name: 'test', version: '1' });
    const assistant = new Assistant(client, folder);
    for (const [name, text] of Object.entries(files)) assistant.write(name, text);
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [...node, cli.script, 'mcp', '--stdio', '--root', folder],
        stderr: 'inherit',
      }),
    );
    await client.listTools();
    return assistant;
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  async call(name: string, args: Record<string, unknown>): Promise<ToolAnswer> {
    const { content, structuredContent } = await this.client.callTool({ name, arguments: args });
    const [own = '', quoted = ''] = (content as { text: string }[]).map(({ text }) => text);
    const fields = structuredContent as ToolAnswer['fields'];
    return {
      status: fields['status'] as ToolAnswer['status'],
      own,
      quoted,
      fields,
      list: (member) => fields[member] as readonly Item[],
    };
  }

  /** The protocol's error that a call is answered with. */
  async refused(name: string, args: unknown): Promise<{ code: number; message: string }> {
    const call = this.client.callTool({ name, arguments: args as Record<string, unknown> });
    return call.then(
      (answer) => {
        throw new Error(`${name} answered: ${JSON.stringify(answer).slice(0, 300)}`);
      },
      ({ code, message }: { code: number; message: string }) => ({
        code,
        message: message.replace(/^MCP error -?\d+: /, ''),
      }),
    );
  }

  async stop(): Promise<void> {
    await this.client.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
