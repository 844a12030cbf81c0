/**
 * Compares the citations and references that `psycite format` prints with those of `pandoc --citeproc`, text
 * by text.
 *
 *     node test/labelled/formats/compare.mjs                       all shipped styles over `manuscript.md` beside this file
 *     node test/labelled/formats/compare.mjs --style apa FILE…     one style over manuscripts of yours
 *     node test/labelled/formats/compare.mjs --style apa FILE.bib  every work of a bibliography, cited in four forms
 *     node test/labelled/formats/compare.mjs --show 20             lists differences, 20 a style at most
 *     node test/labelled/formats/compare.mjs --show 20 --kind other   those of one kind
 *
 * Needs `node scripts/build.mjs` and Pandoc. Exits with 1 below the bar. Tests import the functions.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { argv, execPath, stdout } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
export const stylesFolder = join(root, 'src/server/formatting/styles');

/** The share of citations and references that must be equal. */
const bar = 0.98;

/** What Pandoc prints for a manuscript: its citations in document order, and its references by key. */
export function pandocOutput(file, csl, options = []) {
  const json = execFileSync(
    'pandoc',
    ['-f', 'markdown', '-t', 'json', '--citeproc', '--csl', csl, ...options, basename(file)],
    { cwd: dirname(file), maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const { blocks, meta } = JSON.parse(json);
  const citations = [];
  const references = new Map();
  walk([meta, blocks], (node) => {
    if (node.t === 'Cite') {
      citations.push({ keys: node.c[0].map(({ citationId }) => citationId), text: tidy(textOf(node.c[1])) });
      return true;
    }
    const [id, classes] = node.t === 'Div' ? node.c[0] : ['', []];
    if (!classes.includes('csl-entry')) return false;
    references.set(id.replace(/^ref-/, ''), tidy(textOf(node.c[1])));
    return true;
  });
  return { citations, references };
}

/** Calls back on each node, children after their parent, but below those where it answers true. */
function walk(tree, visit) {
  if (Array.isArray(tree)) for (const child of tree) walk(child, visit);
  else if (typeof tree === 'object' && tree !== null && !visit(tree))
    for (const child of Object.values(tree)) walk(child, visit);
}

const tidy = (text) => text.replace(/\s+/g, ' ').trim();

function textOf(node) {
  if (Array.isArray(node)) return node.map(textOf).join('');
  switch (node?.t) {
    case 'Str':
      return node.c;
    case 'Space':
    case 'SoftBreak':
    case 'LineBreak':
      return ' ';
    case 'Math':
      return mathText(node.c[1]);
    case 'Code':
      return node.c[1];
    case 'RawInline':
    case 'RawBlock':
      return '';
    case 'Quoted':
      return (node.c[0].t === 'DoubleQuote' ? ['“', '”'] : ['‘', '’']).join(textOf(node.c[1]));
    case 'Span': {
      const [[, classes], inside] = node.c;
      if (classes.includes('csl-left-margin')) return `${textOf(inside)} `;
      return classes.includes('csl-indent') || classes.includes('csl-block')
        ? ` ${textOf(inside)} `
        : textOf(inside);
    }
    // A note stands behind what is cited in the sentence.
    case 'Note':
      return ` ${textOf(node.c)}`;
    case 'Link':
    case 'Image':
    case 'Cite':
    case 'Div':
      return textOf(node.c[1]);
    default:
      return Array.isArray(node?.c) ? textOf(node.c) : '';
  }
}

/** What is read of the few formulas in titles. */
const mathText = (source) =>
  source.replace(/\\alpha/g, 'α').replace(/\\beta/g, 'β').replace(/[\\{}^_$]/g, '');

const keyPattern = /@\{?([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*)/gu;

/**
 * @param text the manuscript
 * @param formatted what `psycite format --to json` gave for it
 * @param printed what `pandocOutput` gave; citations of keys that no bibliography defines are passed over
 */
export function compare(text, formatted, printed) {
  const differences = [];
  let equal = 0;
  let all = 0;
  const count = (kind, source, ours, theirs) => {
    all += 1;
    if (ours === theirs) equal += 1;
    else differences.push({ kind, source, ours, theirs });
  };
  const mine = formatted.citations.map((citation) => {
    const source = text.slice(citation.start, citation.end);
    return { source, text: citation.text, keys: [...source.matchAll(keyPattern)].map(([, key]) => key).join() };
  });
  const theirs = printed.citations
    .map((citation) => ({ ...citation, keys: citation.keys.join() }))
    .filter((citation) => !/\?\)?$|\?[;,]/.test(citation.text) && citation.keys !== '*');
  for (const [our, their] of rejoined(aligned(mine, theirs))) {
    const kind = their === undefined ? 'citation that Pandoc has not' : our === undefined ? 'citation missed' : 'citation';
    count(kind, our?.source ?? their.keys, our?.text, their?.text);
  }
  const left = new Map(printed.references);
  for (const { key, text: reference } of formatted.references) {
    count('reference', key, reference, left.get(key));
    left.delete(key);
  }
  for (const [key, reference] of left) count('reference missed', key, undefined, reference);
  return { equal, all, differences };
}

/** Pairs of the same keys in the order of both lists, as many as can be; what has no other stands alone. */
function aligned(ours, theirs) {
  const width = theirs.length + 1;
  const best = new Uint32Array((ours.length + 1) * width);
  for (let i = ours.length - 1; i >= 0; i -= 1) {
    for (let j = theirs.length - 1; j >= 0; j -= 1) {
      const same = ours[i].keys === theirs[j].keys;
      best[i * width + j] = same
        ? best[(i + 1) * width + j + 1] + 1
        : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  const pairs = [];
  let i = 0;
  let j = 0;
  while (i < ours.length || j < theirs.length) {
    if (i < ours.length && j < theirs.length && ours[i].keys === theirs[j].keys) pairs.push([ours[i++], theirs[j++]]);
    else if (j >= theirs.length || (i < ours.length && best[(i + 1) * width + j] >= best[i * width + j + 1]))
      pairs.push([ours[i++], undefined]);
    else pairs.push([undefined, theirs[j++]]);
  }
  return pairs;
}

/** What Pandoc reads elsewhere than it stands, as a note or a caption, is paired by its keys alone. */
function rejoined(pairs) {
  const alone = pairs.filter(([our]) => our === undefined).map(([, their]) => their);
  return pairs
    .filter(([our]) => our !== undefined)
    .map(([our, their]) => {
      if (their !== undefined) return [our, their];
      const place = alone.findIndex(({ keys }) => keys === our.keys);
      return [our, place < 0 ? undefined : alone.splice(place, 1)[0]];
    })
    .concat(alone.map((their) => [undefined, their]));
}

const ofWords = (text) => [...new Set(text.match(/[\p{L}\p{N}]+/gu))].sort().join(' ');

/**
 * Kinds of differences that `docs/pandoc-differences.md` lists, each with what makes both texts the same. A
 * difference of another kind is to be looked at.
 */
const kinds = [
  ['"and others" of BibTeX', (text) => text.replace(/,? et al\.?|\.?others\b\.?/g, '').replace(/\.(?= )/g, '')],
  ["\\'{\\i}", (text) => text.replaceAll('\u0131\u0301', 'í')],
  ['\\textendash between blanks', (text) => text.replaceAll(' – ', ' ')],
  ['issue S1', (text) => text.replace(/\(s(?=\d)/g, '(S')],
  ['which work is a', (text) => text.replace(/(\d{4})[a-z]\b/g, '$1')],
  ['order and years in a group', ofWords],
  ['hyphen of initials', (text) => text.replace(/(?<=\p{Lu})-(?=\p{Lu})/gu, '')],
  ['letters behind a hyphen, bracket or full stop', (text) => text.toLowerCase()],
  ['punctuation at quotation marks', (text) => text.replace(/["“”‘’.,]+/g, '')],
  ['"No." before a number with signs', (text) => text.replaceAll('(No. ', '(')],
  [
    'names or year added to notes that titles tell apart',
    (text) =>
      text
        .replace(/(?:, [\p{L}’\- ]+)*,? et al\./gu, ' et al.')
        .replace(/(?:,|(?<=\?)) \d{4}(?=[;.]|$)/g, ''),
  ],
  ['given name that tells names apart', (text) => text.replace(/(?<=[(;] ?|^)(?:\p{Lu}\. ?)+/gu, '')],
];

/** The kind of a difference; of two that come together, the first. */
function kindOf({ kind, ours, theirs }) {
  if (ours === undefined || theirs === undefined) return kind;
  const found = kinds.find(([, same]) => same(ours) === same(theirs));
  if (found !== undefined) return found[0];
  const all = (text) => kinds.reduce((made, [, same]) => same(made), text);
  return all(ours) === all(theirs) ? 'several kinds at once' : 'other';
}

/** What the command line prints for a manuscript in a style. */
export function formattedBy(cli, file, style) {
  const folder = dirname(file);
  const args = [cli, 'format', basename(file), '--style', style, '--to', 'json', '--root', folder];
  try {
    return JSON.parse(execFileSync(execPath, args, { cwd: folder, maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch (error) {
    // Exit code 1 tells of undefined keys.
    if (error.status === 1) return JSON.parse(error.stdout.toString());
    throw error;
  }
}

/**
 * A manuscript in `folder` that cites every work of a bibliography: in a group, in the sentence, with a
 * locator and without its author.
 */
function citingAll(bibliography, folder) {
  const works = `works${extname(bibliography)}`;
  copyFileSync(bibliography, join(folder, works));
  const found = JSON.parse(
    execFileSync('pandoc', ['-f', extname(bibliography) === '.json' ? 'csljson' : 'biblatex', '-t', 'csljson', bibliography], {
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const keys = [...new Set(found.map(({ id }) => id))];
  const lines = keys.map((key, index) => {
    const next = keys[(index + 1) % keys.length];
    return `Some [@{${key}}; @{${next}}]. As @{${key}} said. So [@{${key}}, p. ${index + 1}]. It [-@{${key}}].`;
  });
  const file = join(folder, 'every.md');
  writeFileSync(file, `---\nbibliography: ${works}\n---\n\n${lines.join('\n\n')}\n`);
  return file;
}

function main() {
  const { values, positionals } = parseArgs({
    options: {
      style: { type: 'string', multiple: true },
      show: { type: 'string', default: '0' },
      kind: { type: 'string' },
      csl: { type: 'string' },
    },
    allowPositionals: true,
  });
  const folder = mkdtempSync(join(tmpdir(), 'psycite-compare-'));
  const files = (positionals.length > 0 ? positionals : [join(here, 'manuscript.md')]).map((path, index) => {
    if (!/\.(?:bib|json)$/.test(path)) return { file: resolve(path), name: basename(path) };
    const inside = join(folder, String(index));
    mkdirSync(inside);
    return { file: citingAll(path, inside), name: path };
  });
  const styles = values.style ?? readdirSync(stylesFolder).flatMap((name) => /^(.*)\.csl$/.exec(name)?.[1] ?? []);
  const total = { equal: 0, all: 0 };
  const counts = new Map();
  for (const style of styles) {
    for (const { file, name } of files) {
      const printed = pandocOutput(file, values.csl ?? join(stylesFolder, `${style}.csl`));
      const formatted = formattedBy(join(root, 'dist/cli.js'), file, style);
      const { equal, all, differences } = compare(readFileSync(file, 'utf8'), formatted, printed);
      total.equal += equal;
      total.all += all;
      stdout.write(`${(equal / all).toFixed(3)} ${String(equal).padStart(4)} of ${String(all).padStart(4)}  ${style}  ${name}\n`);
      for (const difference of differences) {
        const kind = kindOf(difference);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      const shown = differences.filter((one) => values.kind === undefined || kindOf(one) === values.kind);
      for (const { kind, source, ours, theirs } of shown.slice(0, Number(values.show)))
        stdout.write(`    ${kind}: ${source}\n      PsyCite ${ours}\n      Pandoc  ${theirs}\n`);
    }
  }
  rmSync(folder, { recursive: true });
  for (const [kind, count] of [...counts].sort(([, one], [, other]) => other - one))
    stdout.write(`${String(count).padStart(18)}  ${kind}\n`);
  stdout.write(`${(total.equal / total.all).toFixed(3)} ${total.equal} of ${total.all}\n`);
  return total.equal / total.all >= bar ? 0 : 1;
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) process.exitCode = main();
