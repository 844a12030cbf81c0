import { annotations } from '../core/index.ts';
import { openSession, parseCommand, readText, rootOption, UsageError } from './session.ts';

/** `psycite annotate FILE`: the annotations of the contract, as JSON on stdout. */
export async function annotate(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, {
    format: { type: 'string', default: 'json' },
    ...rootOption,
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('annotate takes one file.');
  if (values.format !== 'json') throw new UsageError('annotate knows the format json alone.');
  const text = await readText(path);
  const { workspace, uris } = await openSession([path], values.root);
  const uri = uris[0]!;
  workspace.open(uri, '', 0, text);
  await workspace.settleAll(uri);
  const answer = annotations(workspace.snapshot(), uri);
  workspace.dispose();
  if (answer === undefined) throw new UsageError(`“${path}” is not a manuscript that PsyCite reads.`);
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  return 0;
}
