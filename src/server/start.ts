import type { Connection } from 'vscode-languageserver';
import { type InitializedClient, initialize } from './initialize.ts';
import { answerRefused, type LifeCycle } from './lifeCycle.ts';

/**
 * Starts the server on a connection. It answers `initialize` before it loads what does the work (`load`),
 * which is most of the program; what the client sends meanwhile waits in `order`.
 */
export function start(
  connection: Connection,
  order: LifeCycle,
  load: () => Promise<(client: InitializedClient) => void>,
): void {
  connection.onInitialize((params) => {
    const [client, answer] = initialize(params);
    order.loadWith(async () => (await load())(client));
    return answer;
  });
  answerRefused(connection);
  connection.listen();
}
