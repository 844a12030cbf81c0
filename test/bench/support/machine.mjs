import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

/** What the figures were measured on: no name, no path. `load` is the one-minute load average at the end. */
export const machine = () => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 1e9),
  system: `${process.platform} ${release().split('-')[0]} ${process.arch}`,
  node: process.version,
  load: Number(loadavg()[0].toFixed(2)),
});
