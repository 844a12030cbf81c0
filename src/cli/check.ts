import { relative, resolve } from 'node:path';
import { diagnostics, explainBibliography, explanationText } from '../core/index.ts';
import { type CheckedFile, type CheckFormat, checkFormats, report } from './report.ts';
import { openSession, parseCommand, readText, rootOption, UsageError } from './session.ts';

/** `psycite check FILES…`: exit code 1 where a file has an error. */
export async function check(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, {
    format: { type: 'string', default: 'text' },
    explain: { type: 'boolean', default: false },
    ...rootOption,
  });
  if (positionals.length === 0) throw new UsageError('check takes at least one file.');
  const format = values.format as CheckFormat;
  if (!checkFormats.includes(format)) {
    throw new UsageError(`there is no format “${format}”; the formats are ${checkFormats.join(', ')}.`);
  }
  const texts = await Promise.all(positionals.map(readText));
  const { workspace, uris } = await openSession(positionals, values.root);
  for (const [index, uri] of uris.entries()) workspace.open(uri, '', 0, texts[index]!);
  const files: CheckedFile[] = [];
  for (const [index, uri] of uris.entries()) {
    await workspace.settleAll(uri);
    const path = relative(process.cwd(), resolve(positionals[index]!)).replaceAll('\\', '/');
    const text = workspace.snapshot().text(uri);
    if (text === undefined) throw new UsageError(`“${path}” is neither a manuscript nor a bibliography.`);
    files.push({ path, text, problems: diagnostics(workspace.snapshot(), uri) });
    if (values.explain) {
      const out = format === 'text' ? process.stdout : process.stderr;
      out.write(explanationText(explainBibliography(workspace.snapshot(), uri), path));
    }
  }
  workspace.dispose();
  process.stdout.write(report(files, format));
  return files.some((file) => file.problems.some((problem) => problem.severity === 'error')) ? 1 : 0;
}
