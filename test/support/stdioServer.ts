import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ConfigurationRequest,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  type ProtocolConnection,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** `psycite lsp --stdio` as an editor runs it, in a process of its own. */
export class StdioServer {
  readonly logged: string[] = [];

  private constructor(
    readonly child: ChildProcess,
    readonly connection: ProtocolConnection,
    readonly folder: string,
  ) {}

  static async start(script: string, folder: string, settings: unknown): Promise<StdioServer> {
    const child = spawn(process.execPath, [script, 'lsp', '--stdio'], { cwd: folder });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const server = new StdioServer(child, connection, folder);
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section }) => (section === 'psycite' ? settings : null)),
    );
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      server.logged.push(message);
    });
    connection.listen();
    const uri = pathToFileURL(folder).href;
    await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: uri,
      capabilities: { workspace: { configuration: true } },
      initializationOptions: { storage: server.uriOf('.storage') },
      workspaceFolders: [{ uri, name: 'test' }],
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return server;
  }

  uriOf(name: string): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  async open(name: string, languageId: string, text: string): Promise<void> {
    const textDocument = { uri: this.uriOf(name), languageId, version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  hover(name: string, line: number, character: number) {
    const textDocument = { uri: this.uriOf(name) };
    return this.connection.sendRequest(HoverRequest.type, { textDocument, position: { line, character } });
  }

  /** Exit code of the process. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const code = await ended;
    this.connection.dispose();
    return code;
  }
}
