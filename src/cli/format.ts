import { basename, dirname, join } from 'node:path';
import { citedWorks, referenceListOptions } from '../core/index.ts';
import { createNodeHost } from '../server/hosts/node.ts';
import { type Style, Styles, shippedStyle, styleOfFile } from '../server/styles.ts';
import { say } from './say.ts';
import { openSession, parseCommand, readText, rootOption, UsageError } from './session.ts';

const targets = ['text', 'html', 'markdown', 'json'] as const;
type Target = (typeof targets)[number];

/**
 * `psycite format FILE`: the list of references, as JSON with the citations. Exit code 1 for undefined keys.
 */
export async function format(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, {
    style: { type: 'string' },
    locale: { type: 'string', default: '' },
    to: { type: 'string', default: 'text' },
    ...rootOption,
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('format takes one manuscript.');
  const to = values.to as Target;
  if (!targets.includes(to))
    throw new UsageError(`there is no format “${to}”; the formats are ${targets.join(', ')}.`);
  if (values.locale !== '' && !/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(values.locale))
    throw new UsageError(`“${values.locale}” is no language; write it as en-GB or de.`);
  const text = await readText(path);
  const style = values.style === undefined ? undefined : await chosenStyle(values.style);
  const host = createNodeHost();
  const { workspace, uris } = await openSession([path], values.root, host);
  const uri = uris[0]!;
  workspace.open(uri, '', 0, text);
  await workspace.settleAll(uri);
  const snapshot = workspace.snapshot();
  const cited = citedWorks(snapshot, uri);
  if (cited === undefined) throw new UsageError(`“${path}” is not a manuscript that PsyCite reads.`);
  const styles = new Styles(workspace, host);
  const output = to === 'json' ? 'text' : to;
  const document = await styles.document(snapshot, uri, cited, { style, locale: values.locale, output });
  styles.dispose();
  workspace.dispose();
  if ('problem' in document) throw new UsageError(unusable(document, style === undefined));
  // As Pandoc does for `suppress-bibliography`.
  const entries = referenceListOptions(snapshot, uri).listed ? document.entries : [];
  const references = entries.map((entry) => ({
    key: cited.keys[entry.reference]!,
    text: entry.text,
  }));
  const { style: name, locale } = document;
  const citations = joined(cited.clusters, document.citations);
  process.stdout.write(
    to === 'json'
      ? `${JSON.stringify({ style: name, locale, citations, references }, null, 2)}\n`
      : list(
          references.map((reference) => reference.text),
          to,
        ),
  );
  if (document.missingLocale !== undefined)
    say(`there is no locale “${document.missingLocale}”; en-US stands for it.`);
  for (const key of cited.undefinedKeys) say(`“${key}” is not defined.`);
  return cited.undefinedKeys.length > 0 ? 1 : 0;
}

async function chosenStyle(wanted: string): Promise<Style> {
  const isFile = /\.csl$/i.test(wanted) && !/^https?:/i.test(wanted);
  const text = isFile ? await readText(wanted).catch(() => undefined) : undefined;
  const style =
    text === undefined
      ? shippedStyle(wanted)
      : await styleOfFile(basename(wanted), text, (file) =>
          readText(join(dirname(wanted), file)).catch(() => undefined),
        );
  if (style === undefined) {
    throw new UsageError(
      isFile
        ? `there is no file “${wanted}”.`
        : `there is no style “${wanted}”; name apa, vancouver, ama or another that is shipped, or a .csl file.`,
    );
  }
  if ('problem' in style) throw new UsageError(unusable({ ...style, style: basename(wanted) }, false));
  return style;
}

const unusable = (
  { style, problem }: { readonly style: string; readonly problem: string },
  isDeclared: boolean,
): string =>
  isDeclared
    ? `the style “${style}” of the manuscript ${problem}; put a complete .csl file there or choose one with --style.`
    : `the style “${style}” ${problem}; choose another with --style.`;

/** Clusters of one span are one citation of the manuscript; they come in the order of the document. */
function joined(
  clusters: readonly { readonly start: number; readonly end: number }[],
  texts: readonly string[],
): readonly { start: number; end: number; text: string }[] {
  const out: { start: number; end: number; text: string }[] = [];
  for (const [index, { start, end }] of clusters.entries()) {
    const last = out.at(-1);
    if (last?.start === start && last.end === end) last.text += `; ${texts[index]!}`;
    else out.push({ start, end, text: texts[index]! });
  }
  return out.sort((one, other) => one.start - other.start);
}

function list(texts: readonly string[], to: Exclude<Target, 'json'>): string {
  if (to === 'text') return texts.map((text) => `${text}\n`).join('');
  if (to === 'markdown') return texts.join('\n\n').concat(texts.length > 0 ? '\n' : '');
  return `<div class="csl-bib-body">\n${texts.map((text) => `${text}\n`).join('')}</div>\n`;
}
