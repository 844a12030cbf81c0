import { checkPackText, defaultSeverities, Text } from '../core/index.ts';
import { report } from './report.ts';
import { parseCommand, readText, UsageError } from './session.ts';

/** `psycite check-pack PACK.json`: schema and contributor rules. Exit code 1 where anything is wrong. */
export async function checkPack(args: readonly string[]): Promise<number> {
  const { positionals } = parseCommand(args, {});
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('check-pack takes one file.');
  const text = await readText(path);
  const problems = checkPackText(text).map((problem) => ({
    ...problem,
    severity: defaultSeverities[problem.code],
  }));
  process.stdout.write(report([{ path, text: Text.of(text), problems }], 'text'));
  return problems.length > 0 ? 1 : 0;
}
