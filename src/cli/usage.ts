import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Wrong use or unreadable input: its message is for the person, and the exit code is 2. */
export class UsageError extends Error {}

export function parseCommand<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
