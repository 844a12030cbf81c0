import { relative, resolve } from 'node:path';
import { manuscriptExtensions } from '../base/fileKinds.ts';
import {
  type Diagnostic,
  diagnostics,
  explainBibliography,
  explanationText,
  extensionOf,
} from '../core/index.ts';
import { createNodeHost } from '../server/hosts/node.ts';
import { checkedOnline } from './checkOnline.ts';
import { namedFiles } from './files.ts';
import { networkOpener, serviceOption } from './network.ts';
import { type CheckedFile, type CheckFormat, checkFormats, report } from './report.ts';
import { openSession, parseCommand, readText, rootOption, UsageError } from './session.ts';

/** From the least to the most severe. */
const levels: readonly string[] = ['hint', 'information', 'warning', 'error'];

/**
 * `psycite check FILE|FOLDER|PATTERN…`: exit code 1 where a problem is at least as severe as `--fail-on`
 * says; with `--online` 2 where a service did not answer, after what was found is printed.
 */
export async function check(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, {
    format: { type: 'string', default: 'text' },
    explain: { type: 'boolean', default: false },
    'fail-on': { type: 'string', default: 'warning' },
    ...rootOption,
    online: { type: 'boolean', default: false },
    search: { type: 'boolean', default: false },
    ...serviceOption,
  });
  if (positionals.length === 0) throw new UsageError('check takes at least one file.');
  const failOn = levels.indexOf(values['fail-on']);
  if (failOn < 0)
    throw new UsageError(`--fail-on takes ${levels.join(', ')}; “${values['fail-on']}” is none of them.`);
  const format = values.format as CheckFormat;
  if (!checkFormats.includes(format)) {
    throw new UsageError(`there is no format “${format}”; the formats are ${checkFormats.join(', ')}.`);
  }
  if (!values.online && (values.search || values.service !== undefined))
    throw new UsageError('--search and --service go with --online.');
  const paths = await namedFiles(positionals);
  const host = createNodeHost();
  const asking = values.online ? await networkOpener(host, values.service) : undefined;
  const { workspace, uris } = await openSession(paths, values.root, host);
  // What a bibliography holds that nobody cites, and what is asked of services, take all files; else one
  // follows another.
  const isTogether = values.online || !uris.every((uri) => manuscriptExtensions.has(extensionOf(uri)));
  const open = async (index: number): Promise<void> => {
    const text = await readText(paths[index]!);
    workspace.open(uris[index]!, '', 0, text);
  };
  if (isTogether) for (const index of uris.keys()) await open(index);
  // A bibliography may be named before the manuscripts that cite its entries.
  if (isTogether) for (const uri of uris) await workspace.settleAll(uri);
  const files: CheckedFile[] = [];
  for (const [index, uri] of uris.entries()) {
    if (!isTogether) await open(index);
    await workspace.settleAll(uri);
    const path = relative(process.cwd(), resolve(paths[index]!)).replaceAll('\\', '/');
    const text = workspace.snapshot().text(uri);
    if (text === undefined) throw new UsageError(`“${path}” is neither a manuscript nor a bibliography.`);
    files.push({ path, text, problems: diagnostics(workspace.snapshot(), uri) });
    if (values.explain) {
      const out = format === 'text' ? process.stdout : process.stderr;
      out.write(explanationText(explainBibliography(workspace.snapshot(), uri), path));
    }
    // The one before was kept until now: what was made of its bibliographies serves this one too.
    if (!isTogether && index > 0) workspace.letGo(uris[index - 1]!);
  }
  const snapshot = workspace.snapshot();
  workspace.dispose();
  const online =
    asking === undefined
      ? undefined
      : await checkedOnline(snapshot, uris, files, { open: asking, search: values.search });
  const all = online?.files ?? files;
  process.stdout.write(report(all, format));
  if (online?.isUnanswered) return 2;
  const fails = ({ severity }: Diagnostic) => levels.indexOf(severity) >= failOn;
  return all.some(({ problems }) => problems.some(fails)) ? 1 : 0;
}
