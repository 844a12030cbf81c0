import { type CancellationToken, type Task, tasks } from 'vscode';

/** VS Code overlooks an order to end a task that it is still starting: it is given again, ms. */
const again = 500;

/**
 * Runs a task to its end. Gives the exit code; undefined where there was no process. A tool that is cancelled
 * ends with what it has started, for all of them lose their terminal.
 */
export async function runTask(
  task: Task,
  token: CancellationToken,
): Promise<number | 'cancelled' | undefined> {
  const execution = await tasks.executeTask(task);
  return await new Promise((resolve) => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const cancel = (): void => {
      execution.terminate();
      timer ??= setInterval(cancel, again);
    };
    const end = (code: number | undefined): void => {
      clearInterval(timer);
      for (const subscription of subscriptions) subscription.dispose();
      resolve(token.isCancellationRequested ? 'cancelled' : code);
    };
    const subscriptions = [
      tasks.onDidEndTaskProcess((event) => {
        if (event.execution === execution) end(event.exitCode);
      }),
      tasks.onDidEndTask((event) => {
        if (event.execution === execution) end(undefined);
      }),
      token.onCancellationRequested(cancel),
    ];
    if (token.isCancellationRequested) cancel();
  });
}
