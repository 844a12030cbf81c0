import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type Measures, measure, packOfFile } from './importForms.ts';

/**
 * Articles in several forms with one stem: `x.xml` (JATS, the truth), `x.html`, `x.pdf`. What stands before
 * the first `_` of a name is its layout: `bmc_1.pdf` is one of `bmc`.
 */
const folder = process.env['ARTICLES'];
const worstShown = 10;

test.skipIf(folder === undefined)('how the forms of an article compare with its JATS', async () => {
  const files = readdirSync(folder!).sort();
  const sums = new Map<string, Map<string, [number, number]>>();
  const layouts = new Map<string, Map<string, [number, number]>>();
  const shares: { readonly file: string; readonly share: number }[] = [];
  for (const file of files.filter((name) => extname(name) !== '.xml')) {
    const stem = basename(file, extname(file));
    if (!files.includes(`${stem}.xml`)) continue;
    const read = (name: string) => packOfFile(name, new Uint8Array(readFileSync(join(folder!, name))));
    const truth = await read(`${stem}.xml`);
    if (truth === undefined) continue;
    const jats = readFileSync(join(folder!, `${stem}.xml`), 'utf8');
    const measures = measure(truth, await read(file), jats);
    add(sums, extname(file).slice(1), measures);
    add(layouts, `${stem.split('_', 1)[0]} ${extname(file).slice(1)}`, measures);
    const all = Object.values(measures).filter(([, count]) => count > 0);
    shares.push({ file, share: all.reduce((sum, [right, count]) => sum + right / count, 0) / all.length });
  }
  console.log(table(sums));
  console.log(rows(layouts));
  const worst = shares.sort((a, b) => a.share - b.share).slice(0, worstShown);
  console.log(`The worst: ${worst.map(({ file, share }) => `${file} ${share.toFixed(3)}`).join(', ')}`);
  expect(shares.length).toBeGreaterThan(0);
});

function add(sums: Map<string, Map<string, [number, number]>>, form: string, measures: Measures): void {
  const own = sums.get(form) ?? new Map<string, [number, number]>();
  for (const [name, [right, all]] of Object.entries(measures)) {
    const [before, total] = own.get(name) ?? [0, 0];
    own.set(name, [before + right, total + all]);
  }
  sums.set(form, own);
}

/** A row a layout: titles, authors, journals and years together, then sections, references, citations. */
function rows(layouts: ReadonlyMap<string, ReadonlyMap<string, readonly [number, number]>>): string {
  const columns: readonly (readonly [head: string, names: readonly string[]])[] = [
    ['head', ['title', 'authors', 'journal', 'year', 'DOI']],
    ['sections', ['sections']],
    ['references', ['references']],
    ['their fields', ['first author', 'year of reference', 'title of reference']],
    ['citations', ['citations linked']],
  ];
  const share = (sums: ReadonlyMap<string, readonly [number, number]>, names: readonly string[]): string => {
    const [right, all] = names.reduce(
      ([a, b], name) => [a + (sums.get(name)?.[0] ?? 0), b + (sums.get(name)?.[1] ?? 0)],
      [0, 0],
    );
    return all === 0 ? '–' : (right / all).toFixed(2);
  };
  return [
    `| layout | ${columns.map(([head]) => head).join(' | ')} |`,
    `| --- |${' --- |'.repeat(columns.length)}`,
    ...[...layouts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, sums]) => `| ${name} | ${columns.map(([, names]) => share(sums, names)).join(' | ')} |`),
  ].join('\n');
}

function table(sums: ReadonlyMap<string, ReadonlyMap<string, readonly [number, number]>>): string {
  const forms = [...sums.keys()];
  const names = [...(sums.get(forms[0]!)?.keys() ?? [])];
  const cell = (form: string, name: string): string => {
    const [right, all] = sums.get(form)?.get(name) ?? [0, 0];
    return all === 0 ? '–' : `${(right / all).toFixed(3)} (${all})`;
  };
  return [
    `| | ${forms.join(' | ')} |`,
    `| --- |${' --- |'.repeat(forms.length)}`,
    ...names.map((name) => `| ${name} | ${forms.map((form) => cell(form, name)).join(' | ')} |`),
  ].join('\n');
}
