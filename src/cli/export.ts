import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ExportFormat, exportCited, exportFormats, normaliseUri } from '../core/index.ts';
import { say } from './say.ts';
import { openSession, parseCommand, readText, UsageError } from './session.ts';
import { writeWhole } from './writeWhole.ts';

/**
 * `psycite export MANUSCRIPT`: the works that it cites, as a bibliography. Exit code 1 for undefined keys.
 */
export async function exportWorks(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, {
    format: { type: 'string' },
    to: { type: 'string' },
    'short-journals': { type: 'boolean', default: false },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('export takes one manuscript.');
  const format = values.format as ExportFormat;
  if (!exportFormats.includes(format)) {
    const wrong = format === undefined ? 'export needs --format' : `there is no format “${format}”`;
    throw new UsageError(`${wrong}; the formats are ${exportFormats.join(', ')}.`);
  }
  const text = await readText(path);
  const { workspace, uris } = await openSession([path]);
  const uri = uris[0]!;
  workspace.open(uri, '', 0, text);
  await workspace.settleAll(uri);
  const snapshot = workspace.snapshot();
  const answer = exportCited(snapshot, uri, format, values['short-journals'] ? 'short' : 'own');
  const read = [uri, ...snapshot.appliedBibliographies(uri).map(({ found }) => found.uri)];
  workspace.dispose();
  if (answer === undefined) throw new UsageError(`“${path}” is not a manuscript that PsyCite reads.`);
  if (values.to === undefined) process.stdout.write(answer.text);
  else await write(values.to, answer.text, read);
  for (const note of answer.notes) say(note);
  for (const key of answer.undefinedKeys) say(`“${key}” is not defined.`);
  return answer.undefinedKeys.length > 0 ? 1 : 0;
}

/** What the works are read from is not written over: all that is not cited would be lost. */
async function write(to: string, text: string, read: readonly string[]): Promise<void> {
  if (read.includes(normaliseUri(pathToFileURL(resolve(to)).href)))
    throw new UsageError(`“${to}” is read for this export; choose another file.`);
  await writeWhole(to, text);
}
