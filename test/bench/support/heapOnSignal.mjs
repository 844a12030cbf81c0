// Loaded into a server before it starts: writes the heap after a collection, in bytes, to HEAP_FILE on each
// SIGUSR2.
import { writeFileSync } from 'node:fs';

process.on('SIGUSR2', () => {
  for (let round = 0; round < 4; round += 1) globalThis.gc();
  writeFileSync(process.env.HEAP_FILE, String(process.memoryUsage().heapUsed));
});
