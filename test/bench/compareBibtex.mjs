/**
 * Compares what PsyCite reads from BibTeX files with what Pandoc and citation-js read, for files that nobody
 * here wrote. A development tool, not a test: it needs `pandoc` and a folder of .bib files (Debian's
 * texlive-bibtex-extra, texlive-publishers and biber hold some).
 *
 *     node test/bench/compareBibtex.mjs FOLDER [--with pandoc|citation-js] [--show CLASS] [--limit N]
 *
 * Each variable of each entry falls in one class: equal; equal but for markup, case, typography or particles,
 * which are kept apart on purpose (docs/bibtex-differences.md); missing on one side; or different. `--show`
 * lists a class.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const variables = [
  ...[
    'type',
    'author',
    'editor',
    'title',
    'issued',
    'container-title',
    'volume',
    'issue',
    'page',
    'publisher',
  ],
  ...['DOI', 'URL', 'ISBN', 'edition', 'collection-title', 'genre', 'number', 'note'],
];

const option = (name, otherwise) => {
  const at = argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : argv[at + 1];
};
const folder = argv[2];
const peer = option('with', 'pandoc');
const shown = option('show', 'different');
const limit = Number(option('limit', '40'));

/** Each step forgives one thing more. */
const forgiving = [
  ['equal', (text) => text],
  ['markup', (text) => text.replace(/<[^>]*>/g, '')],
  [
    'typography',
    (text) =>
      text
        .replace(/[\s~]+/g, ' ')
        .replace(/[‘’ʼ′]/g, "'")
        .replace(/[“”«»„]/g, '"')
        .replace(/[–—−]/g, '-')
        .replace(/["'`.,:;]/g, '')
        .trim(),
  ],
  ['scripts', (text) => text.normalize('NFKC')],
  ['case', (text) => text.toLowerCase()],
  [
    'particles',
    (text) =>
      text
        .split(';')
        .map((name) => name.replace(/[|,]/g, ' ').split(/\s+/).filter(Boolean).sort().join(' '))
        .join(';'),
  ],
  ['others', (text) => text.replace(/; ?others/, '')],
  ['spacing', (text) => text.replace(/\W/gu, '')],
];

const { parseBibtex } = await loadOurs();
const readPeer = peer === 'pandoc' ? readWithPandoc : await citationJsReader();
const counts = new Map();
const examples = [];
const unread = [];
let entries = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.bib'))) {
  const path = join(folder, file);
  const theirs = readPeer(path);
  if (theirs === undefined) {
    unread.push(file);
    continue;
  }
  const ours = referencesOf(parseBibtex(new TextDecoder().decode(readFileSync(path))));
  for (const item of theirs) {
    const reference = ours.get(String(item.id));
    entries += 1;
    if (reference === undefined) {
      tell('entry', 'missing here', file, item.id, '', item.type);
      continue;
    }
    for (const variable of variables) compare(variable, reference, item, file);
  }
}
print();

async function loadOurs() {
  const directory = mkdtempSync(join(tmpdir(), 'compare-bibtex-'));
  const outfile = join(directory, 'bibtex.mjs');
  const entryPoints = [join(import.meta.dirname, '../../src/core/bibliography/bibtex/index.ts')];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', logLevel: 'error' });
  const loaded = await import(pathToFileURL(outfile).href);
  rmSync(directory, { recursive: true });
  return loaded;
}

function readWithPandoc(path) {
  try {
    const options = {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      timeout: 120_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    };
    return JSON.parse(execFileSync('pandoc', ['-f', 'biblatex', '-t', 'csljson', path], options));
  } catch {
    return undefined;
  }
}

async function citationJsReader() {
  const require = createRequire(import.meta.url);
  const { Cite, logger } = require('@citation-js/core');
  require('@citation-js/plugin-bibtex');
  logger.level = 'silent';
  return (path) => {
    try {
      return new Cite(readFileSync(path, 'utf8')).data;
    } catch {
      return undefined;
    }
  };
}

function referencesOf(bibliography) {
  const references = new Map();
  for (let index = 0; index < bibliography.size; index += 1) {
    const reference = bibliography.reference(index);
    if (!references.has(reference.id)) references.set(reference.id, reference);
  }
  return references;
}

function compare(variable, ours, theirs, file) {
  const [our, their] = [ours, theirs].map((item) => shownValue(item[variable]));
  if (our === '' && their === '') return;
  tell(variable, classOf(our, their), file, ours.id, our, their);
}

function shownValue(value) {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (!Array.isArray(value)) {
    return `${(value['date-parts'] ?? []).map((parts) => parts?.join?.('-')).join('/')}${value.circa ? '~' : ''}${value.literal ?? ''}`;
  }
  return value.map(shownName).join('; ');
}

function shownName(name) {
  if (typeof name !== 'object') return String(name);
  const particle = name['non-dropping-particle'] ? `${name['non-dropping-particle']} ` : '';
  const dropping = name['dropping-particle'] ? ` |${name['dropping-particle']}` : '';
  const suffix = name.suffix ? `, ${name.suffix}` : '';
  return name.literal ?? `${particle}${name.family ?? ''}, ${name.given ?? ''}${dropping}${suffix}`;
}

function classOf(ours, theirs) {
  if (ours === '') return 'missing here';
  if (theirs === '') return 'missing there';
  let [left, right] = [ours, theirs];
  for (const [name, forgive] of forgiving) {
    [left, right] = [forgive(left), forgive(right)];
    if (left === right) return name;
  }
  return 'different';
}

function tell(variable, kind, file, key, ours, theirs) {
  const row = counts.get(variable) ?? new Map();
  counts.set(variable, row.set(kind, (row.get(kind) ?? 0) + 1));
  if (kind === shown || `${variable}:${kind}` === shown) examples.push({ variable, file, key, ours, theirs });
}

function print() {
  const kinds = [...forgiving.map(([name]) => name), 'missing here', 'missing there', 'different'];
  stdout.write(
    `${entries} entries compared with ${peer}; files it could not read: ${unread.join(', ') || 'none'}\n\n`,
  );
  stdout.write(`${'variable'.padEnd(18)}${kinds.map((kind) => kind.padStart(14)).join('')}\n`);
  for (const [variable, row] of counts) {
    stdout.write(
      `${variable.padEnd(18)}${kinds.map((kind) => String(row.get(kind) ?? 0).padStart(14)).join('')}\n`,
    );
  }
  stdout.write(`\n${examples.length} of class “${shown}”, ${Math.min(limit, examples.length)} shown:\n`);
  for (const { variable, file, key, ours, theirs } of examples.slice(0, limit)) {
    stdout.write(
      `\n${file} ${key} ${variable}\n  here:  ${ours.slice(0, 300)}\n  there: ${String(theirs).slice(0, 300)}\n`,
    );
  }
}
