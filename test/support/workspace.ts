import type { Clock } from '../../src/server/host.ts';
import { Workspace } from '../../src/server/workspace.ts';
import { type MemoryFiles, memoryHost } from './memoryHost.ts';

/** The server's own workspace without a connection: files from a map, quiet times of no length. */
export function memoryWorkspace(files: MemoryFiles, clock: Partial<Clock> = {}): Workspace {
  const base = memoryHost(files);
  const host = {
    ...base,
    clock: {
      ...base.clock,
      after: (_: number, callback: () => void) => base.clock.after(0, callback),
      ...clock,
    },
  };
  const workspace = new Workspace(host, {
    libraryChanged: () => undefined,
    fileChanged: () => undefined,
    packsChanged: () => undefined,
    progress: () => () => undefined,
    log: (message) => {
      throw new Error(message);
    },
  });
  workspace.setShippedPacks([]);
  return workspace;
}

/** Resolves when nothing waits in the event loop: timers of no length, reads from memory. */
export async function quiet(turns = 30): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}
